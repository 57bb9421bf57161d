package schedule

import (
	"strings"
	"testing"
	"time"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// local reads a wall time in loc.
func local(t testing.TB, s string, loc *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestWhenNext(t *testing.T) {
	tests := []struct{ in, after, want string }{
		{"0 9 * * 1", "2026-11-20 12:00", "2026-11-23 09:00"},
		{"every Monday 09:00", "2026-11-20 12:00", "2026-11-23 09:00"},
		{"every monday at 9am", "2026-11-20 12:00", "2026-11-23 09:00"},
		{"Mondays and Thursdays 16:30", "2026-11-23 17:00", "2026-11-26 16:30"},
		{"Monday, Wednesday 8:15", "2026-11-23 09:00", "2026-11-25 08:15"},
		{"every Friday", "2026-11-23 09:00", "2026-11-27 09:00"},
		{"every day 16:00", "2026-11-20 16:00", "2026-11-21 16:00"},
		{"every workday at 4 pm", "2026-11-20 16:00", "2026-11-23 16:00"},
		{"last Thursday of the month 10:00", "2026-11-20 12:00", "2026-11-26 10:00"},
		{"last Thursday of the month 10:00", "2026-11-26 10:00", "2026-12-31 10:00"},
		{"first Monday of the month 09:00", "2026-11-20 12:00", "2026-12-07 09:00"},
		{"2nd Tuesday of the quarter 14:00", "2026-11-20 12:00", "2027-01-12 14:00"},
		{"last Friday of the quarter 14:00", "2026-11-20 12:00", "2026-12-25 14:00"},
		{"first Monday of the year", "2026-11-20 12:00", "2027-01-04 09:00"},
		{"last workday of the month 17:00", "2026-10-20 12:00", "2026-10-30 17:00"},
		{"2nd workday of the month 09:00", "2026-11-20 12:00", "2026-12-02 09:00"},
		{"last workday of the quarter 09:00", "2026-01-20 12:00", "2026-03-31 09:00"},
		{"last day of the month 17:00", "2027-02-01 12:00", "2027-02-28 17:00"},
		{"3rd of the month 09:00", "2026-11-20 12:00", "2026-12-03 09:00"},
		{"on the 5th of the quarter 09:00", "2026-11-20 12:00", "2027-01-05 09:00"},
		{"every 2nd Monday 09:00 from 2026-11-02", "2026-11-02 09:00", "2026-11-16 09:00"},
		{"every other Monday 09:00 starting 2026-11-09", "2026-11-02 09:00", "2026-11-09 09:00"},
		{"every 3 weeks on Friday 09:00 from 2026-11-06", "2026-11-07 09:00", "2026-11-27 09:00"},
		{"every Monday 09:00 from 2027-01-01", "2026-11-02 09:00", "2027-01-04 09:00"},
		{"RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=10;BYMINUTE=30", "2026-11-20 12:00", "2026-11-27 10:30"},
		{"rrule:freq=weekly;byday=tu", "2026-11-20 12:00", "2026-11-24 09:00"},
		{"30 17 1-7 * *", "2026-11-20 12:00", "2026-12-01 17:30"},
		{"5th Monday of the month", "2026-11-20 12:00", "2026-11-30 09:00"},
	}
	berlin := zone(t, "Europe/Berlin")
	for _, tt := range tests {
		w, err := ParseWhen(tt.in)
		if err != nil {
			t.Errorf("ParseWhen(%q): %v", tt.in, err)
			continue
		}
		got := w.Next(local(t, tt.after, berlin), berlin)
		if want := local(t, tt.want, berlin); !got.Equal(want) {
			t.Errorf("%q after %s = %v, want %s", tt.in, tt.after, got.In(berlin), tt.want)
		}
	}
}

func TestWhenRefuses(t *testing.T) {
	for _, in := range []string{
		"", "soon", "every blue moon", "@every 336h", "TZ=UTC 0 9 * * 1", "CRON_TZ=UTC 0 9 * * 1", "0 25 * * 1", "* * *",
		"RRULE:FREQ=SECONDLY", "RRULE:nonsense", "RRULE:", "every Monday 25:00", "every Monday 13 pm", "6th Monday of the month",
		"32nd of the month", "every 2nd Monday from 2026-02-30", "last of", "every", "0th Monday of the month",
	} {
		if w, err := ParseWhen(in); err == nil {
			t.Errorf("ParseWhen(%q) = %v, want an error", in, w)
		} else if !strings.Contains(err.Error(), "every") && !strings.Contains(err.Error(), "often") {
			t.Errorf("ParseWhen(%q) does not say what to write: %v", in, err)
		}
	}
}

func TestWhenNeverComes(t *testing.T) {
	for _, in := range []string{"0 9 30 2 *", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"} {
		w, err := ParseWhen(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Next(epoch, time.UTC); !got.IsZero() {
			t.Errorf("%q comes at %v", in, got)
		}
	}
}

// Every clock change of the year: the day is kept, and nothing comes twice.
func TestClockChanges(t *testing.T) {
	tests := []struct{ zone, spec, from, want string }{
		{"Europe/Berlin", "30 2 * * *", "2026-03-28 12:00", "2026-03-29T03:00:00+02:00 2026-03-30T02:30:00+02:00"},
		{"Europe/Berlin", "30 2 * * *", "2026-10-24 12:00", "2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00"},
		{"America/New_York", "30 2 * * *", "2026-03-07 12:00", "2026-03-08T03:00:00-04:00 2026-03-09T02:30:00-04:00"},
		{"America/New_York", "30 1 * * *", "2026-10-31 12:00", "2026-11-01T01:30:00-04:00 2026-11-02T01:30:00-05:00"},
		{"Australia/Lord_Howe", "15 2 * * *", "2026-10-03 12:00", "2026-10-04T02:30:00+11:00 2026-10-05T02:15:00+11:00"},
		{"Australia/Lord_Howe", "45 1 * * *", "2026-04-04 12:00", "2026-04-05T01:45:00+11:00 2026-04-06T01:45:00+10:30"},
		{"America/Santiago", "0 0 * * *", "2026-09-05 12:00", "2026-09-06T01:00:00-03:00 2026-09-07T00:00:00-03:00"},
		{"America/Santiago", "30 23 * * *", "2026-04-04 12:00", "2026-04-04T23:30:00-03:00 2026-04-05T23:30:00-04:00"},
	}
	for _, tt := range tests {
		loc := zone(t, tt.zone)
		w, err := ParseWhen(tt.spec)
		if err != nil {
			t.Fatal(err)
		}
		first := w.Next(local(t, tt.from, loc), loc)
		second := w.Next(first, loc)
		got := first.In(loc).Format(time.RFC3339) + " " + second.In(loc).Format(time.RFC3339)
		if got != tt.want {
			t.Errorf("%s in %s from %s:\n got %s\nwant %s", tt.spec, tt.zone, tt.from, got, tt.want)
		}
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"0 9 * * 1", "every 2nd Monday 09:00 from 2026-11-02", "RRULE:FREQ=MONTHLY;BYDAY=-1TH", "last workday of the year 9 am"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err != nil {
			return
		}
		after := time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)
		for range 3 {
			next := w.Next(after, time.UTC)
			if next.IsZero() {
				return
			}
			if !next.After(after) {
				t.Fatalf("%q: %v is not after %v", s, next, after)
			}
			after = next
		}
	})
}
