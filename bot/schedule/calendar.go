package schedule

import (
	"strconv"
	"strings"
	"time"

	"throughline/bot/scorecard"
)

// reach is how many days are looked through for a moment at which somebody may
// be written to. Who is away for longer is not asked.
const reach = 400

// A calendar is when one person works.
type calendar struct {
	loc                *time.Location
	works              [7]bool
	quietFrom, quietTo int // minutes after midnight
	holidays           []scorecard.Holiday
	daysOff            []scorecard.Span
}

// calendars makes each person's calendar once.
type calendars struct {
	x     *scorecard.Index
	known map[scorecard.PersonID]*calendar
	zones map[string]*time.Location
}

func newCalendars(x *scorecard.Index) *calendars {
	return &calendars{x: x, known: map[scorecard.PersonID]*calendar{}, zones: map[string]*time.Location{}}
}

// of returns the calendar of p; for somebody unknown, that of an office of the
// organisation.
func (c *calendars) of(p scorecard.PersonID) *calendar {
	if k := c.known[p]; k != nil {
		return k
	}
	k := &calendar{loc: c.zone(c.x.ZoneOf(p)), holidays: c.x.Organisation.Holidays}
	var quiet scorecard.Quiet
	workdays := ""
	if who := c.x.Person(p); who != nil {
		quiet, workdays, k.daysOff = who.Quiet, who.Workdays, who.DaysOff
		k.holidays = c.holidaysOf(who)
	}
	k.works = parseWorkdays(workdays)
	k.quietFrom, k.quietTo = minutes(quiet.From, 18*60), minutes(quiet.To, 8*60)
	c.known[p] = k
	return k
}

func (c *calendars) holidaysOf(p *scorecard.Person) []scorecard.Holiday {
	all := c.x.Organisation.Holidays
	all = all[:len(all):len(all)]
	for _, u := range p.Units {
		for _, above := range c.x.UnitsAbove(u) {
			all = append(all, c.x.Unit(above).Holidays...)
		}
	}
	return all
}

// zone loads a zone once; what is no zone counts as UTC.
func (c *calendars) zone(name string) *time.Location {
	if loc := c.zones[name]; loc != nil {
		return loc
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		loc = time.UTC
	}
	c.zones[name] = loc
	return loc
}

// minutes reads "18:00"; what it cannot read is the usual.
func minutes(s string, usual int) int {
	h, m, ok := strings.Cut(s, ":")
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || hour < 0 || hour > 24 || minute < 0 || minute > 59 {
		return usual
	}
	return min(hour*60+minute, 24*60)
}

// parseWorkdays reads "mon-fri", "sun-thu" or "mon,tue,thu"; what it cannot read
// is Monday to Friday.
func parseWorkdays(s string) (works [7]bool) {
	for _, part := range strings.Split(strings.ReplaceAll(s, " ", ""), ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from, ok1 := weekdayOf(first)
		to, ok2 := weekdayOf(last)
		if !ok1 || !ok2 {
			return [7]bool{false, true, true, true, true, true, false}
		}
		for d := from; ; d = (d + 1) % 7 {
			works[d] = true
			if d == to {
				break
			}
		}
	}
	return works
}

// office reports whether d is a day on which the person would work if not on leave.
func (c *calendar) office(d scorecard.Date) bool {
	if !c.works[d.Time().Weekday()] {
		return false
	}
	for _, h := range c.holidays {
		if h.On == d {
			return false
		}
	}
	return true
}

// leave returns the leave that holds d.
func (c *calendar) leave(d scorecard.Date) (scorecard.Span, bool) {
	for _, s := range c.daysOff {
		if s.Holds(d) {
			return s, true
		}
	}
	return scorecard.Span{}, false
}

func (c *calendar) present(d scorecard.Date) bool {
	_, off := c.leave(d)
	return !off && c.office(d)
}

func (c *calendar) quiet(minute int) bool {
	if c.quietFrom > c.quietTo {
		return minute >= c.quietFrom || minute < c.quietTo
	}
	return c.quietFrom <= minute && minute < c.quietTo
}

// free returns t or the first moment after it that is on a day that works and
// outside quiet hours; the zero time when there is none within reach.
func (c *calendar) free(t time.Time, works func(scorecard.Date) bool) time.Time {
	local := t.In(c.loc)
	day, minute := scorecard.DateOf(local), local.Hour()*60+local.Minute()
	if works(day) {
		if !c.quiet(minute) {
			return t
		}
		if minute < c.quietTo && c.quietTo < 24*60 {
			return c.at(day, c.quietTo)
		}
	}
	opens := 0
	if c.quiet(0) {
		opens = c.quietTo
	}
	for range reach {
		if day = day.Add(1); works(day) && opens < 24*60 {
			return c.at(day, opens)
		}
	}
	return time.Time{}
}

// lastFree returns t or the last moment before it that is on a day that works and
// outside quiet hours, an hour before these begin; t when there is none.
func (c *calendar) lastFree(t time.Time, works func(scorecard.Date) bool) time.Time {
	local := t.In(c.loc)
	day, minute := scorecard.DateOf(local), local.Hour()*60+local.Minute()
	if works(day) && !c.quiet(minute) {
		return t
	}
	closes := 23 * 60
	if c.quiet(23*60 + 59) {
		closes = max(c.quietFrom-60, c.quietTo)
	}
	if !works(day) || minute < closes {
		day = day.Add(-1)
	}
	for range reach {
		if works(day) {
			return c.at(day, closes)
		}
		day = day.Add(-1)
	}
	return t
}

// waits returns when to ask for what falls due at t: on the first day from then
// that works, at the same time of day unless that is quiet.
func (c *calendar) waits(t time.Time, works func(scorecard.Date) bool) time.Time {
	local := t.In(c.loc)
	day := scorecard.DateOf(local)
	if works(day) {
		return c.free(t, works)
	}
	minute := local.Hour()*60 + local.Minute()
	if c.quiet(minute) {
		return c.free(t, works)
	}
	for range reach {
		if day = day.Add(1); works(day) {
			return c.at(day, minute)
		}
	}
	return time.Time{}
}

// dayBefore returns the start of the last day before t's that the person works:
// what falls due earlier does not wait beyond t's day.
func (c *calendar) dayBefore(t time.Time) time.Time {
	day := scorecard.DateOf(t.In(c.loc))
	for range reach {
		if day = day.Add(-1); c.present(day) {
			break
		}
	}
	return c.at(day, 0)
}

func (c *calendar) at(d scorecard.Date, minute int) time.Time {
	return instant(d.Time().Add(time.Duration(minute)*time.Minute), c.loc)
}

// Free returns t, or the next moment at which p may be written to first: on a
// working day that is no holiday and not their leave, outside quiet hours. It is
// the zero time when p is away for longer than a year.
func Free(x *scorecard.Index, p scorecard.PersonID, t time.Time) time.Time {
	c := newCalendars(x).of(p)
	return c.free(t, c.present)
}

// Leave returns the leave p is on at t, if any.
func Leave(x *scorecard.Index, p scorecard.PersonID, t time.Time) (scorecard.Span, bool) {
	c := newCalendars(x).of(p)
	return c.leave(scorecard.DateOf(t.In(c.loc)))
}

// DayOf returns the day it is for p at t.
func DayOf(x *scorecard.Index, p scorecard.PersonID, t time.Time) scorecard.Date {
	return scorecard.DateOf(t.In(newCalendars(x).of(p).loc))
}

// WorkingMoment returns the time of day, in minutes after midnight, on the nth
// working day of p after t, or, where that is quiet, the first moment from then
// that is not. Leave does not count: whether to wait for its end or to turn to
// somebody else is for the caller to decide when the moment has come.
func WorkingMoment(x *scorecard.Index, p scorecard.PersonID, t time.Time, n, minute int) time.Time {
	c := newCalendars(x).of(p)
	day := scorecard.DateOf(t.In(c.loc))
	for range reach {
		if day = day.Add(1); c.office(day) {
			if n--; n <= 0 {
				return c.free(c.at(day, minute), c.office)
			}
		}
	}
	return time.Time{}
}
