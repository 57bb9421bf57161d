package schedule

import (
	"cmp"
	"slices"
	"time"

	"throughline/bot/scorecard"
)

// Kind says what is due.
type Kind string

const (
	Round   Kind = "round"   // ask one person for numbers
	Digest  Kind = "digest"  // post the summary before a review
	Meeting Kind = "meeting" // a review begins
)

// An Asked is a number to ask for.
type Asked struct {
	Metric scorecard.MetricID
	Period scorecard.Period
	For    scorecard.PersonID // who would have been asked but is on leave; empty: the person of the Due
}

// A Due is one thing to do at a moment. Its key names it for ever, so that it
// can be claimed once.
type Due struct {
	Key     string
	Kind    Kind
	At      time.Time
	Person  scorecard.PersonID // who is asked, or who chairs
	Channel string
	Asks    []Asked            // of a Round, in the order of the strategy
	Review  scorecard.ReviewID // of a Digest and a Meeting
	Meeting time.Time          // of a Digest and a Meeting: when it begins
}

// Between returns what falls due in (from, to], by time and then by key. The
// result for a stretch is the same whether it is asked for whole or in parts.
func Between(x *scorecard.Index, from, to time.Time) []Due {
	if !from.Before(to) {
		return nil
	}
	c := newCalendars(x)
	dues := append(rounds(c, from, to), reviews(c, from, to)...)
	slices.SortFunc(dues, func(a, b Due) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key))
	})
	return dues
}

// Next returns when something falls due first after a moment; false when nothing
// does for more than a year.
func Next(x *scorecard.Index, after time.Time) (time.Time, bool) {
	for from, days := after, 1; days <= 512; days *= 2 {
		to := from.AddDate(0, 0, days)
		if dues := Between(x, from, to); len(dues) > 0 {
			return dues[0].At, true
		}
		from = to
	}
	return time.Time{}, false
}
