package answer

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

var _ Store = (*store.Tx)(nil)

// office is Millstone on a real database.
type office struct {
	*testing.T
	db  *store.DB
	now time.Time
	f   *Feature
}

func newOffice(t *testing.T) *office {
	o := &office{T: t, now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), f: rulesFeature()}
	var err error
	if o.db, err = store.Open(t.Context(), filepath.Join(t.TempDir(), "millstone.db"), func() time.Time { return o.now }); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.db.Close() })
	o.write("finn", func(ctx context.Context, tx *store.Tx) error { return tx.Apply(ctx, bakery().Strategy) })
	return o
}

func (o *office) write(who scorecard.PersonID, f func(context.Context, *store.Tx) error) {
	o.Helper()
	err := o.db.Write(o.Context(), "millstone", scorecard.Actor{Person: who, From: "web"}, func(tx *store.Tx) error { return f(o.Context(), tx) })
	if err != nil {
		o.Fatal(err)
	}
}

func (o *office) take(in chat.Incoming, who scorecard.PersonID) {
	o.Helper()
	o.write(who, func(ctx context.Context, tx *store.Tx) error {
		_, err := o.f.Take(ctx, tx, in, who)
		return err
	})
}

// said returns what is queued to be said, by key.
func (o *office) said() map[string]chat.Queued {
	o.Helper()
	out := map[string]chat.Queued{}
	for {
		all, err := o.db.ClaimOutgoing(o.Context(), time.Minute, 100) // of each conversation the next
		if err != nil {
			o.Fatal(err)
		}
		if len(all) == 0 {
			return out
		}
		for _, q := range all {
			out[q.Key] = q
			if err := o.db.Sent(o.Context(), q, "ref-"+q.Key); err != nil {
				o.Fatal(err)
			}
		}
	}
}

func TestOnARealDatabase(t *testing.T) {
	o := newOffice(t)
	o.take(direct("1", "what drives footfall?"), "ida")
	asked := o.said()["answer/1"]
	b := buttonWith(t, asked.Message, synonymAction)
	submit := chat.Incoming{ID: "2", What: chat.Submitted, Action: b.Action, Value: b.Value, Ref: "x", Place: chat.Place{Service: "web", User: "u"},
		Fields: map[string]string{wordField: "footfall", metricField: "m_back"}}
	o.take(submit, "ida")
	var accept chat.Button
	for key, q := range o.said() {
		if strings.HasPrefix(key, "synonym/") {
			accept = buttonWith(t, q.Message, acceptAction)
		}
	}
	o.take(chat.Incoming{ID: "3", What: chat.Pressed, Action: accept.Action, Value: accept.Value, Ref: "x", Place: chat.Place{Service: "web", User: "c"}}, "cleo")
	o.take(direct("4", "who owns footfall?"), "ben")
	wants(t, o.said()["answer/4"].Message.Plain(nil), "Cleo Marsh answers for Customers who return")
	o.write("finn", func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.JournalOf(ctx, "metric/m_back")
		if last := all[len(all)-1]; err == nil && (last.By.Person != "cleo" || !strings.Contains(last.After, "footfall")) {
			t.Errorf("the journal says %+v", last)
		}
		return err
	})

	for i, who := range []scorecard.PersonID{"finn", "rosa", "finn"} {
		o.take(direct(fmt.Sprint("g", i), "does finance affect household share?"), who)
	}
	o.said()
	o.now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	tick := func() { o.write("", func(ctx context.Context, tx *store.Tx) error { return o.f.Tick(ctx, tx) }) }
	tick()
	wants(t, o.said()["gaps/2026-W47"].Message.Plain(nil), "2 people asked how Finance affects Household share")
	tick()
	if again := o.said(); len(again) > 0 {
		t.Errorf("told again: %v", again)
	}
	o.write("", func(ctx context.Context, tx *store.Tx) error {
		_, kept, err := tx.Recall(ctx, gapKey+"2026-W47")
		if kept {
			t.Error("the key of last week is kept")
		}
		return err
	})
}
