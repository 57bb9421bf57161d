package schedule

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"throughline/bot/scorecard"
)

// localMinute is how a one-off meeting is written.
const localMinute = "2006-01-02 15:04"

// Meetings returns when r is held in (from, to], earliest first. A meeting that
// its rule puts on a public holiday of the unit is held on the working day
// before; the days that are written one by one stay as they are. What cannot be
// read is left out and said in the error.
func Meetings(x *scorecard.Index, r *scorecard.Review, from, to time.Time) ([]time.Time, error) {
	return meetings(newCalendars(x), r, from, to)
}

func meetings(c *calendars, r *scorecard.Review, from, to time.Time) ([]time.Time, error) {
	loc := c.zone(cmp.Or(r.Zone, c.x.ZoneOf("")))
	var out []time.Time
	var faults []error
	if r.When != "" {
		w, err := ParseWhen(r.When)
		if err != nil {
			faults = append(faults, fmt.Errorf("review %s: %w", r.ID, err))
		}
		for _, at := range w.between(from, to.Add(movedBack), loc) {
			if at = c.offHoliday(r, at.In(loc)); at.After(from) && !at.After(to) {
				out = append(out, at)
			}
		}
	}
	for _, s := range r.On {
		wall, err := time.Parse(localMinute, s)
		if err != nil {
			faults = append(faults, fmt.Errorf("review %s: %q is not a day and time; write 2026-11-26 10:00", r.ID, s))
			continue
		}
		if at := instant(wall, loc); at.After(from) && !at.After(to) {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal), errors.Join(faults...)
}

// offHoliday moves a meeting that falls on a public holiday of its unit back to
// the working day before, at the same hour.
func (c *calendars) offHoliday(r *scorecard.Review, at time.Time) time.Time {
	days := c.x.Organisation.Holidays
	for _, above := range c.x.UnitsAbove(unitOf(c.x, r)) {
		days = append(days[:len(days):len(days)], c.x.Unit(above).Holidays...)
	}
	office := calendar{works: c.of(r.Chair).works, holidays: days}
	day := scorecard.DateOf(at)
	if !slices.ContainsFunc(days, func(h scorecard.Holiday) bool { return h.On == day }) {
		return at
	}
	for back := 1; back <= reviewReach; back++ {
		wall := onWall(at).AddDate(0, 0, -back)
		if office.office(scorecard.DateOf(wall)) {
			return instant(wall, at.Location())
		}
	}
	return at
}

// reviewReach is how many days back a working day is looked for.
const reviewReach = 14

// movedBack is how far a summary or a meeting may be moved back by weekends and holidays.
const movedBack = 20 * 24 * time.Hour

// reviews returns the summaries and the meetings that fall due in (from, to]. A
// review whose times cannot be read is held at those that can.
func reviews(c *calendars, from, to time.Time) []Due {
	var out []Due
	for i := range c.x.Reviews {
		r := &c.x.Reviews[i]
		lead := time.Duration(r.Lead()) * time.Hour
		held, _ := meetings(c, r, from, to.Add(lead+movedBack))
		for _, at := range held {
			d := Due{Person: r.Chair, Channel: cmp.Or(r.Channel, c.x.ChannelOf(unitOf(c.x, r))), Review: r.ID, Meeting: at}
			stamp := string(r.ID) + "/" + at.UTC().Format("2006-01-02T15:04")
			if !at.After(to) {
				d.Kind, d.Key, d.At = Meeting, "meeting/"+stamp, at
				out = append(out, d)
			}
			chair := c.of(r.Chair)
			// Leave does not count: the summary is for the room.
			if post := chair.lastFree(at.Add(-lead), chair.office); post.After(from) && !post.After(to) {
				d.Kind, d.Key, d.At = Digest, "digest/"+stamp, post
				out = append(out, d)
			}
		}
	}
	return out
}

// unitOf returns whose review r is: the whole organisation's unless it says.
func unitOf(x *scorecard.Index, r *scorecard.Review) scorecard.UnitID {
	if root := x.Root(); r.Unit == "" && root != nil {
		return root.ID
	}
	return r.Unit
}
