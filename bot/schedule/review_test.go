package schedule

import (
	"strings"
	"testing"
	"time"

	"throughline/bot/scorecard"
)

func TestMeetingsKeepOffHolidays(t *testing.T) {
	day := func(on scorecard.Date) []scorecard.Holiday { return []scorecard.Holiday{{On: on}} }
	for _, c := range []struct {
		name   string
		review scorecard.Review
		org    []scorecard.Holiday
		fleet  []scorecard.Holiday
		want   string
	}{
		{"an ordinary month", scorecard.Review{When: "last Thursday of the month 10:00"}, nil, nil, "11-26 10:00"},
		{"a holiday of everybody", scorecard.Review{When: "last Thursday of the month 10:00"}, day("2026-11-26"), nil, "11-25 10:00"},
		{"back over a weekend", scorecard.Review{When: "every 2nd Monday 09:00 from 2026-11-16"}, day("2026-11-16"), nil, "11-13 09:00 11-30 09:00"},
		{"a holiday of its unit", scorecard.Review{When: "last Thursday of the month 10:00", Unit: "fleet"}, nil, day("2026-11-26"), "11-25 10:00"},
		{"a holiday of another unit", scorecard.Review{When: "last Thursday of the month 10:00", Unit: "desk"}, nil, day("2026-11-26"), "11-26 10:00"},
		{"a day that was written", scorecard.Review{On: []string{"2026-11-26 10:00"}}, day("2026-11-26"), nil, "11-26 10:00"},
		{"into the month before", scorecard.Review{When: "last Monday of the month 10:00"}, day("2026-10-26"), nil, "11-30 10:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := strategy(func(s *scorecard.Strategy) {
				s.Organisation.Holidays, s.Units[1].Holidays = c.org, c.fleet
			})
			c.review.ID = "m"
			from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
			all, err := Meetings(x, &c.review, from, from.AddDate(0, 1, 0))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range all {
				got = append(got, at.Format("01-02 15:04"))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("held on %s, want %s", s, c.want)
			}
		})
	}
}

// However time is cut into pieces, each meeting is in exactly one.
func TestMeetingsInPiecesAreTheSame(t *testing.T) {
	x := strategy(func(s *scorecard.Strategy) { s.Organisation.Holidays = []scorecard.Holiday{{On: "2026-11-26"}} })
	r := &scorecard.Review{ID: "m", When: "last Thursday of the month 10:00"}
	from, held := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), 0
	for at := from; at.Before(from.AddDate(0, 1, 0)); at = at.Add(5 * time.Hour) {
		all, err := Meetings(x, r, at, at.Add(5*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		held += len(all)
	}
	if held != 1 {
		t.Errorf("held %d times, want once", held)
	}
}
