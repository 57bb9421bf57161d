package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/store"
)

func TestHeard(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "heard.db"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	heard := func(service string) time.Time {
		t.Helper()
		at, err := db.Heard(ctx, "o", service)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	if at := heard("slack"); !at.IsZero() {
		t.Errorf("before anything came, %v", at)
	}
	for _, service := range []string{"web", "slack", "slack2"} {
		if _, err := db.Receive(ctx, "o", chat.Incoming{ID: "1", Place: chat.Place{Service: service}}); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Minute)
	}
	if at := heard("slack"); !at.Equal(now.Add(-2 * time.Minute)) {
		t.Errorf("last heard from Slack %v", at)
	}
	if at := heard("teams"); !at.IsZero() {
		t.Errorf("last heard from Teams %v", at)
	}
}
