package evidence

import (
	"slices"

	"throughline/bot/scorecard"
)

// An Exposure is an objective downstream of a signal, and when it is expected to
// feel it.
type Exposure struct {
	Objective scorecard.ObjectiveID
	Owner     scorecard.PersonID
	Weeks     int            // over the quickest route
	On        scorecard.Date // the signal's day and those weeks
	Worse     bool           // it would be met worse, if the arrows hold
	Links     []scorecard.LinkID
	Word      Verdict             // of the weakest arrow of the route
	Actions   []*scorecard.Action // open ones of the objective
}

// Exposures returns what a signal of a metric exposes, the soonest first: every
// objective that the arrows in force lead to within so many weeks, over the
// quickest route to it. worse says whether the signal is a bad one. verdicts
// holds the words to show; an arrow that has none is too little data.
//
// What an arrow says is taken at its word here: this is a warning, and a
// contradicted arrow is the only one that is not followed.
func Exposures(s *scorecard.Snapshot, m *scorecard.Metric, day scorecard.Date, worse bool, weeks int, verdicts map[scorecard.LinkID]Verdict) []Exposure {
	b := newBuilder(s)
	out := map[scorecard.ObjectiveID][]*scorecard.Link{}
	for i := range s.Links {
		if l := &s.Links[i]; b.inForce(l) && verdicts[l.ID] != Contradicted {
			out[l.Cause] = append(out[l.Cause], l)
		}
	}
	best := map[scorecard.ObjectiveID]Exposure{}
	done := map[scorecard.ObjectiveID]bool{}
	for _, o := range append([]scorecard.ObjectiveID{m.Objective}, m.Also...) {
		best[o] = Exposure{Objective: o, Worse: worse, Word: Supported}
	}
	var all []Exposure
	for {
		at, ok := nearest(best, done)
		if !ok {
			return all
		}
		done[at.Objective] = true
		if len(at.Links) > 0 {
			all = append(all, b.exposed(at, day))
		}
		for _, l := range out[at.Objective] {
			next := at.along(l, verdicts)
			if old, seen := best[l.Effect]; !done[l.Effect] && next.Weeks <= weeks && (!seen || next.Weeks < old.Weeks) {
				best[l.Effect] = next
			}
		}
	}
}

// nearest returns the soonest that is not done; of equals the first by id.
func nearest(best map[scorecard.ObjectiveID]Exposure, done map[scorecard.ObjectiveID]bool) (at Exposure, ok bool) {
	for id, e := range best {
		if done[id] {
			continue
		}
		if !ok || e.Weeks < at.Weeks || e.Weeks == at.Weeks && id < at.Objective {
			at, ok = e, true
		}
	}
	return at, ok
}

func (e Exposure) along(l *scorecard.Link, verdicts map[scorecard.LinkID]Verdict) Exposure {
	next := Exposure{
		Objective: l.Effect, Weeks: e.Weeks + l.LagWeeks, Worse: e.Worse != (l.Sign == scorecard.Lowers),
		Links: append(slices.Clone(e.Links), l.ID), Word: e.Word,
	}
	v := verdicts[l.ID]
	if v == "" {
		v = TooLittle
	}
	if v.Rank() < next.Word.Rank() {
		next.Word = v
	}
	return next
}

func (b *builder) exposed(e Exposure, day scorecard.Date) Exposure {
	e.On = day.Add(7 * e.Weeks)
	if o := b.Objective(e.Objective); o != nil {
		e.Owner = b.OwnerOf(o)
	}
	for _, a := range b.ActionsOf(e.Objective) {
		if a.Open() {
			e.Actions = append(e.Actions, a)
		}
	}
	return e
}
