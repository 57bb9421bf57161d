package main

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot/sample"
	"throughline/bot/scorecard"
	"throughline/store"
)

// newDemo opens an example as the demo does, at scriptNow. What goes wrong in it
// is told to the test.
func newDemo(t *testing.T, example string) *office {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	o, err := openDemo(t.Context(), example, filepath.Join(t.TempDir(), "demo.db"), 78, scriptNow, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return o
}

// TestFiveWeeksOfEveryExample lets the cast of every example live through five
// weeks: everything asked is answered and understood, and nobody who answers in
// time is asked twice.
func TestFiveWeeksOfEveryExample(t *testing.T) {
	for _, example := range sample.Names() {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			o := newDemo(t, example)
			end := scriptNow.AddDate(0, 0, 35)
			if err := (&movable{o}).Advance(t.Context(), end); err != nil {
				t.Fatal(err)
			}
			if now := o.clock.Now(); now.Before(end) || now.After(end.Add(time.Minute)) {
				t.Errorf("the clock shows %v, want %v", now, end)
			}
			settled(t, o, end)
			understood(t, o)
		})
	}
}

// settled finds no ask of the past days open, and none that nobody answered.
func settled(t *testing.T, o *office, end time.Time) {
	t.Helper()
	err := o.db.Read(t.Context(), o.org, func(tx *store.Tx) error {
		s, err := tx.Snapshot(t.Context(), scorecard.DateOf(end))
		if err != nil {
			return err
		}
		asks := 0
		for i := range s.Metrics {
			for p := scorecard.PeriodOf(s.Metrics[i].Cadence, scorecard.DateOf(scriptNow).Add(-31)); p.Start() < scorecard.DateOf(end); p = p.Next() {
				a, ok, err := tx.Ask(t.Context(), scorecard.AskKey(s.Metrics[i].ID, p))
				if err != nil {
					return err
				}
				if !ok {
					continue
				}
				asks++
				if a.Live() && a.AskedAt.Before(end.AddDate(0, 0, -4)) || a.State == scorecard.AskUnattended || a.Times > 2 || a.Person != a.First {
					t.Errorf("%s is %s with %s, asked %d times since %s", a.Key, a.State, a.Person, a.Times, a.AskedAt)
				}
			}
		}
		if asks < 15 {
			t.Errorf("only %d asks in five weeks", asks)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// understood finds no reply of the cast that was lost on the bot, and nothing
// said in public about what only some may see.
func understood(t *testing.T, o *office) {
	t.Helper()
	all, err := o.db.Workspace(o.org).Since(t.Context(), 0, 10000)
	if err != nil {
		t.Fatal(err)
	}
	spoken := 0
	for _, e := range all {
		text := e.Body.Plain(func(p string) string { return p })
		if e.From != "" {
			spoken++
			continue
		}
		for _, lost := range []string{"could not read", "Which of them", "did you mean", "has not answered"} {
			if strings.Contains(text, lost) {
				t.Errorf("%s %s: %s", e.At, e.Key, text)
			}
		}
		if !strings.HasPrefix(e.Room, "@") && strings.Contains(text, "Employee turnover") {
			t.Errorf("%s is told of a restricted metric: %s", e.Room, text)
		}
	}
	if spoken < 15 {
		t.Errorf("the cast said %d things in five weeks", spoken)
	}
}

// TestTheDemoGoesOnWhereItStopped closes a demo that is kept and opens it again.
func TestTheDemoGoesOnWhereItStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demo.db")
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	open := func(now time.Time) *office {
		o, err := openDemo(t.Context(), "logistics", path, 78, now, log)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	o := open(scriptNow)
	later := scriptNow.AddDate(0, 0, 10)
	if err := (&movable{o}).Advance(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	o.Close()
	o = open(scriptNow.Add(time.Hour))
	defer o.Close()
	if now := o.clock.Now(); now.Before(later) {
		t.Errorf("the clock went back to %v", now)
	}
	if err := (&movable{o}).Advance(t.Context(), later.AddDate(0, 0, 7)); err != nil {
		t.Fatal(err)
	}
	understood(t, o)
}
