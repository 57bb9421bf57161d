package scorecard

import (
	"testing"
	"time"
)

func TestPeriodOf(t *testing.T) {
	for _, c := range []struct {
		cadence Cadence
		day     Date
		want    Period
	}{
		{Daily, "2026-11-20", "2026-11-20"},
		{Weekly, "2026-11-20", "2026-W47"},
		{Weekly, "2027-01-03", "2026-W53"}, // a Sunday: its week began in the old year
		{Weekly, "2024-12-30", "2025-W01"}, // a Monday: its week belongs to the new one
		{Monthly, "2026-02-28", "2026-02"},
		{Quarterly, "2026-10-01", "2026-Q4"},
		{Annual, "2026-11-20", "2026"},
		{Irregular, "2026-11-20", "2026-11-20"},
	} {
		if got := PeriodOf(c.cadence, c.day); got != c.want {
			t.Errorf("PeriodOf(%s, %s) = %s, want %s", c.cadence, c.day, got, c.want)
		}
	}
}

func TestPeriodBounds(t *testing.T) {
	for _, c := range []struct {
		in         Period
		start, end Date
		next, prev Period
	}{
		{"2026-W53", "2026-12-28", "2027-01-03", "2027-W01", "2026-W52"},
		{"2026-12", "2026-12-01", "2026-12-31", "2027-01", "2026-11"},
		{"2024-02", "2024-02-01", "2024-02-29", "2024-03", "2024-01"},
		{"2026-Q4", "2026-10-01", "2026-12-31", "2027-Q1", "2026-Q3"},
		{"2026", "2026-01-01", "2026-12-31", "2027", "2025"},
		{"2026-11-20", "2026-11-20", "2026-11-20", "2026-11-21", "2026-11-19"},
	} {
		if c.in.Start() != c.start || c.in.End() != c.end || c.in.Next() != c.next || c.in.Prev() != c.prev {
			t.Errorf("%s: %s to %s, next %s, prev %s", c.in, c.in.Start(), c.in.End(), c.in.Next(), c.in.Prev())
		}
	}
}

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]Period{" 2026-w47 ": "2026-W47", "2026-q4": "2026-Q4", "2026": "2026"} {
		if got, err := ParsePeriod(in); got != want || err != nil {
			t.Errorf("ParsePeriod(%q) = %s, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "2026-W54", "2025-W53", "2026-13", "2026-Q5", "2026-02-30", "W47", "20x6", "2026-Wxx", "0000", "2026-W00"} {
		if got, err := ParsePeriod(in); err == nil {
			t.Errorf("ParsePeriod(%q) = %s, want an error", in, got)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2026-W47", "2026-Q4", "2026-11", "2026", "2026-11-20"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		if PeriodOf(p.Cadence(), p.Start()) != p || PeriodOf(p.Cadence(), p.End()) != p {
			t.Errorf("%q is %s, which does not hold its own days", s, p)
		}
		if p.Next().Prev() != p && p < "9999" {
			t.Errorf("the period before the one after %s is %s", p, p.Next().Prev())
		}
	})
}

// Days are written and read by hand; they come out as the library would have them.
func TestDatesAreTheCalendars(t *testing.T) {
	for day := time.Date(1896, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2104; day = day.AddDate(0, 0, 1) {
		if d := DateOf(day); d != Date(day.Format(isoDate)) || !d.Time().Equal(day) {
			t.Fatalf("%s is written %s and read back as %s", day.Format(isoDate), d, d.Time())
		}
	}
	for _, d := range []Date{"", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "2026/11/20", "2026-11-2x", "20261120", "+026-11-20"} {
		if d.Valid() || !d.Time().IsZero() {
			t.Errorf("%q is taken for %s", d, d.Time())
		}
	}
}
