package slack

import (
	"testing"
	"time"
)

// After one "too many requests" Slack is left in peace, by that method and in
// that workspace only.
func TestSlackIsLeftInPeace(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := newStage(t, func(c *Config) { c.Now = func() time.Time { return at } })
	ask := func() error { _, err := s.app.ask(t.Context(), s.Team().ID, s.ana.ID); return err }
	if err := ask(); err != nil {
		t.Fatal(err)
	}
	s.Throttle("users.info", 1, 30*time.Second)
	before := len(s.Calls("users.info"))
	for _, c := range []struct{ pass, want time.Duration }{{0, 30 * time.Second}, {10 * time.Second, 20 * time.Second}, {19500 * time.Millisecond, time.Second}} {
		at = at.Add(c.pass)
		if wait, ok := waitOf(ask()); !ok || wait != c.want {
			t.Errorf("wait %v (%v), want %v", wait, ok, c.want)
		}
	}
	if n := len(s.Calls("users.info")) - before; n != 1 {
		t.Errorf("Slack was asked %d times, want once", n)
	}
	if _, err := s.app.room(t.Context(), s.Team().ID, s.fleet.ID); err != nil {
		t.Errorf("another method: %v", err)
	}
	at = at.Add(time.Second)
	if err := ask(); err != nil {
		t.Errorf("when the time is up: %v", err)
	}
}
