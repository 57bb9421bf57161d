package schedule

import (
	"slices"
	"time"

	"throughline/bot/scorecard"
)

// Late is how long after its moment a thing is still done as if that were now.
const Late = time.Hour

// CatchUp returns what of dues, in their order, is to be started now, after a
// time in which nobody may have looked at the clock. Each number is asked for its
// newest period only; a summary is not posted, and a meeting not opened, when the
// meeting is over. Late rounds wait until the person may be written to: held is
// the moment of the first that waits, and zero when none does.
func CatchUp(x *scorecard.Index, dues []Due, now time.Time) (ready []Due, held time.Time) {
	old := now.Add(-Late)
	if len(dues) == 0 || !dues[0].At.Before(old) {
		return dues, time.Time{}
	}
	c, asked := newCalendars(x), map[scorecard.MetricID]bool{}
	for _, d := range slices.Backward(dues) {
		if d.Kind != Round {
			if !d.Meeting.Before(old) {
				ready = append(ready, d)
			}
			continue
		}
		d.Asks = newest(d.Asks, asked)
		k := c.of(d.Person)
		switch {
		case len(d.Asks) == 0:
		case d.At.Before(old) && k.free(now, k.office).After(now):
			held = d.At
		default:
			ready = append(ready, d)
		}
	}
	slices.Reverse(ready)
	return ready, held
}

// newest leaves out what is asked for later on, and notes the rest in asked.
func newest(asks []Asked, asked map[scorecard.MetricID]bool) []Asked {
	var out []Asked
	for _, a := range asks {
		if !asked[a.Metric] {
			asked[a.Metric] = true
			out = append(out, a)
		}
	}
	return out
}
