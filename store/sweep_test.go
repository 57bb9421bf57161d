package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

func TestSweepKeepsWhatIsNewAndWhatIsLast(t *testing.T) {
	ctx := t.Context()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "sweep.db"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	come := func(service, id string) bool {
		t.Helper()
		first, err := db.Receive(ctx, "o", chat.Incoming{ID: id, Place: chat.Place{Service: service}})
		if err != nil {
			t.Fatal(err)
		}
		return first
	}
	done := func(name string) {
		t.Helper()
		err := db.Write(ctx, "o", scorecard.Actor{From: "test"}, func(tx *store.Tx) error { return tx.DoneIncoming(ctx, name) })
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []string{"handled", "waiting", "last"} {
		come("web", id)
		now = now.Add(time.Minute)
	}
	come("slack", "only")
	heard := now
	for _, name := range []string{"web/handled", "web/last", "slack/only"} {
		done(name)
	}
	if err := db.Sweep(ctx, "o", now); err != nil { // everything was done at now, not before it
		t.Fatal(err)
	}
	if come("web", "handled") {
		t.Error("what was handled just now is forgotten")
	}
	now = now.AddDate(0, 0, 31)
	if err := db.Sweep(ctx, "o", now.AddDate(0, 0, -30)); err != nil {
		t.Fatal(err)
	}
	if at, err := db.Heard(ctx, "o", "slack"); err != nil || !at.Equal(heard) {
		t.Errorf("last heard from Slack %v, %v; want %v", at, err, heard)
	}
	for id, kept := range map[string]bool{"handled": false, "waiting": true, "last": true} {
		if first := come("web", id); first == kept {
			t.Errorf("%s: taken for new %v, want %v", id, first, !kept)
		}
	}
}
