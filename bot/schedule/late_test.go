package schedule

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/bot/scorecard"
)

func TestAfterAStopNobodyIsFlooded(t *testing.T) {
	x := strategy(func(s *scorecard.Strategy) {
		s.Metrics = append(s.Metrics, scorecard.Metric{ID: "till", Objective: "o1", Cadence: scorecard.Daily, Owner: "ana"})
		s.Reviews = []scorecard.Review{{ID: "weekly", Unit: "all", Chair: "ben", When: "every Thursday 10:00", LeadHours: 24}}
	})
	loc, err := time.LoadLocation(x.Organisation.Zone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		m, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct{ name, from, now, want, held string }{
		{"a minute", "2026-11-23 15:59", "2026-11-23 16:00", "round otd=2026-W47 till=2026-11-23", ""},
		{"over a weekend and more, back on Monday noon", "2026-11-16 12:00", "2026-11-23 12:00", "round otd=2026-W46, round till=2026-11-20", ""},
		{"back at night", "2026-11-16 12:00", "2026-11-24 03:00", "", "2026-11-23 16:00"},
		{"back in the hour of the summary", "2026-11-25 03:00", "2026-11-25 10:30", "digest", ""},
		{"back between summary and meeting", "2026-11-25 03:00", "2026-11-26 09:55", "digest, round till=2026-11-25", ""},
		{"back when the meeting has begun", "2026-11-25 17:00", "2026-11-26 10:30", "meeting", ""},
		{"back when the meeting is over", "2026-11-25 09:30", "2026-11-26 14:00", "round till=2026-11-25", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dues := Between(x, at(c.from), at(c.now))
			ready, held := CatchUp(x, dues, at(c.now))
			var got []string
			for _, d := range ready {
				line := string(d.Kind)
				for _, a := range d.Asks {
					line += fmt.Sprintf(" %s=%s", a.Metric, a.Period)
				}
				got = append(got, line)
			}
			if g := strings.Join(got, ", "); g != c.want {
				t.Errorf("starts %q, want %q\nof %s", g, c.want, plan(x, at(c.from), at(c.now)))
			}
			if c.held == "" && !held.IsZero() || c.held != "" && !held.Equal(at(c.held)) {
				t.Errorf("waits for %v, want %q", held, c.held)
			}
		})
	}
}
