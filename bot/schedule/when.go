package schedule

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
	"github.com/teambition/rrule-go"
)

// A When is a recurring moment on somebody's wall clock. The zero When never comes.
type When struct {
	text string
	cron cron.Schedule
	rule *rrule.RRule
}

// String returns what was parsed.
func (w When) String() string { return w.text }

// forms is what an error offers to somebody whose words were not understood.
const forms = `write words such as "every Monday 09:00", "last Thursday of the month 10:00" or "every 2nd Monday 09:00 from 2026-11-02"; ` +
	`a cron spec of five fields such as "0 9 * * 1"; or a rule such as "RRULE:FREQ=MONTHLY;BYDAY=-1TH"`

// ParseWhen reads a moment: a cron spec of five fields, "RRULE:" and a rule of
// RFC 5545, or words. No form names a zone; the clock is that of whoever is
// concerned. The error says what could be written instead.
func ParseWhen(s string) (When, error) {
	text := strings.TrimSpace(s)
	switch {
	case strings.HasPrefix(strings.ToUpper(text), "RRULE:"):
		return parseRule(text, text[len("RRULE:"):])
	case looksLikeCron(text):
		return parseCron(text, text)
	}
	spec, ok := readWords(text)
	if !ok {
		return When{}, fmt.Errorf("%q is not a time I can read; %s", s, forms)
	}
	if rule, isRule := strings.CutPrefix(spec, "RRULE:"); isRule {
		return parseRule(text, rule)
	}
	return parseCron(text, spec)
}

// cronParser takes five fields and nothing else: "@every 336h" drifts away from
// its weekday, and "TZ=" would override the person's zone.
var cronParser = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// looksLikeCron reports whether s has five fields, the first of them minutes.
func looksLikeCron(s string) bool {
	f := strings.Fields(s)
	return len(f) == 5 && strings.Trim(f[0], "0123456789*/,-") == ""
}

func parseCron(text, spec string) (When, error) {
	sched, err := cronParser.Parse(spec)
	if err != nil {
		return When{}, fmt.Errorf("%q is not a cron spec: %v; %s", text, err, forms)
	}
	return When{text: text, cron: sched}, nil
}

var (
	// epoch anchors rules that name no start: a Monday, so "every 2nd Monday"
	// counts the weeks from it.
	epoch = time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
	// horizon ends rules that name no end, so that a day that never comes,
	// such as 30 February, is soon given up.
	horizon = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

func parseRule(text, rule string) (When, error) {
	opt, err := rrule.StrToROptionInLocation(strings.ToUpper(rule), time.UTC)
	if err != nil {
		return When{}, fmt.Errorf("%q is not a recurrence rule: %v; %s", text, err, forms)
	}
	if opt.Freq > rrule.DAILY || opt.Interval < 0 || opt.Interval > 400 {
		return When{}, fmt.Errorf("%q comes too often or too seldom; use DAILY, WEEKLY, MONTHLY or YEARLY with an interval up to 400", text)
	}
	if !sound(opt) {
		return When{}, fmt.Errorf("%q asks for more than I can reckon with; %s", text, forms)
	}
	if opt.Dtstart.IsZero() {
		opt.Dtstart = epoch
	}
	if opt.Until.IsZero() {
		opt.Until = horizon
	}
	if len(opt.Byhour) == 0 && opt.Dtstart.Hour() == 0 {
		opt.Byhour = []int{9}
	}
	if len(opt.Byminute) == 0 {
		opt.Byminute = []int{opt.Dtstart.Minute()}
	}
	opt.Bysecond = []int{0}
	r, err := rrule.NewRRule(*opt)
	if err != nil {
		return When{}, fmt.Errorf("%q is not a recurrence rule: %v; %s", text, err, forms)
	}
	return When{text: text, rule: r}, nil
}

// sound reports whether a rule keeps to what the library reckons with reliably:
// it panics on "the 8th Thursday of a month", and Easter is left to the churches.
func sound(opt *rrule.ROption) bool {
	for _, d := range opt.Byweekday {
		if d.N() < -5 || d.N() > 5 {
			return false
		}
	}
	return len(opt.Byweekno)+len(opt.Byyearday)+len(opt.Byeaster) == 0 &&
		within(opt.Byhour, 23) && within(opt.Byminute, 59) && len(opt.Bysecond) == 0 &&
		(opt.Dtstart.IsZero() || opt.Dtstart.Year() >= 2000 && opt.Dtstart.Before(horizon))
}

func within(ns []int, last int) bool {
	for _, n := range ns {
		if n < 0 || n > last {
			return false
		}
	}
	return true
}

// Next returns the first moment after t, on the wall clock of loc; the zero time
// when there is none.
func (w When) Next(t time.Time, loc *time.Location) time.Time {
	for wall := onWall(t.In(loc)); ; {
		wall = w.nextWall(wall)
		if wall.IsZero() {
			return time.Time{}
		}
		// At the end of the hour that comes twice the wall clock runs behind;
		// what it shows may already have been.
		if at := instant(wall, loc); at.After(t) {
			return at
		}
	}
}

// nextWall is Next on a wall clock without clock changes.
func (w When) nextWall(wall time.Time) time.Time {
	switch {
	case w.cron != nil:
		return w.cron.Next(wall)
	case w.rule != nil:
		return w.rule.After(wall, false)
	}
	return time.Time{}
}

// between returns the moments in (from, to].
func (w When) between(from, to time.Time, loc *time.Location) []time.Time {
	var out []time.Time
	for at := w.Next(from, loc); !at.IsZero() && !at.After(to); at = w.Next(at, loc) {
		out = append(out, at)
	}
	return out
}

// onWall returns what the clock of t's own zone shows, written as a time in UTC,
// where every minute comes exactly once.
func onWall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// instant returns when the clock in loc shows wall: the first time if it does so
// twice, and the end of the gap if it skips it.
func instant(wall time.Time, loc *time.Location) time.Time {
	at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, loc)
	if !onWall(at).Equal(wall.Truncate(time.Second)) {
		return afterGap(at)
	}
	// Clocks go back by at most an hour and, at Lord Howe, by half of one.
	for _, back := range []time.Duration{time.Hour, 30 * time.Minute} {
		if earlier := at.Add(-back); onWall(earlier).Equal(onWall(at)) {
			return earlier
		}
	}
	return at
}

// afterGap returns the clock change nearest to at, which lies within an hour of it.
func afterGap(at time.Time) time.Time {
	start, end := at.ZoneBounds()
	if !end.IsZero() && end.Sub(at) < at.Sub(start) {
		return end
	}
	return start
}
