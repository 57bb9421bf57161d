package answer

import (
	"slices"
	"sync"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// standing are the questions about how things stand. Where they name a time that
// is over, they are answered by what was known when it ended.
var standing = map[understand.Intent]bool{
	understand.Summary: true, understand.ListStatus: true, understand.TeamScorecard: true, understand.PersonPortfolio: true,
	understand.Compare: true, understand.Gap: true, understand.Diagnose: true, understand.Trend: true, understand.Target: true,
}

// timed are the questions that have a use of their own for the time they name.
var timed = map[understand.Intent]bool{understand.Value: true, understand.Trend: true, understand.UpdatesDue: true, understand.Actions: true}

// lookedBackTo is the day as of which a question is answered; empty for today.
func lookedBackTo(today scorecard.Date, in understand.Interpretation, how understand.Intent) scorecard.Date {
	if s := in.Span; s != nil && how == understand.Trend && s.To < today {
		return s.To
	}
	if !standing[how] || in.Filters == nil || ofMovers(in, how) {
		return ""
	}
	if p := in.Filters.Period; p.Valid() && p.End() < today {
		return p.End()
	}
	return ""
}

// ofMovers reports whether a list is of what moved, which has its own use for time.
func ofMovers(in understand.Interpretation, how understand.Intent) bool {
	return how == understand.ListStatus && in.Direction != "" && in.Direction != turned
}

// lookBack turns the talk to how things stood when day d ended; empty for now.
func (t *talk) lookBack(d scorecard.Date) {
	if d == "" {
		return
	}
	v := *t.view
	v.Snapshot, v.known = v.AsOf(d), &sync.Map{}
	t.today, t.view, t.voice.Today, t.asOf = t.voice.Today, &v, d, d
}

// present is the voice of today, which names the year of days in another.
func (t *talk) present() prompts.Voice {
	v := t.voice
	if t.asOf != "" {
		v.Today = t.today
	}
	return v
}

// usesPeriod reports whether an answer makes use of the time a question names.
func (t *talk) usesPeriod(in understand.Interpretation, how understand.Intent) bool {
	return timed[how] || how == understand.ListStatus && in.Direction != "" || t.asOf != "" && standing[how] || lookedBackTo(t.Today, in, how) != ""
}

// turnedInto reports whether a metric came to stand as one of the words says within
// the time asked about; without one, with its newest reading.
func (t *talk) turnedInto(m *scorecard.Metric, words []string) bool {
	all := t.Histories[m.ID].Values()
	n := len(all)
	if n < 2 {
		return false
	}
	before := n - 2
	if t.period() != "" || t.in.Window != nil {
		since, _ := t.between()
		if all[n-1].Period.End() < since {
			return false
		}
		for before > 0 && all[before].Period.End() >= since {
			before--
		}
	}
	return !t.stoodAs(m, all[before], words)
}

// stoodThroughout reports whether every reading of the time asked about stood as one
// of the words says, from the one of the day it began on, or the newest by then.
func (t *talk) stoodThroughout(m *scorecard.Metric, words []string) bool {
	since, _ := t.between()
	all := t.Histories[m.ID].Values()
	first := len(all)
	for first > 0 && all[first-1].Period.End() >= since {
		first--
	}
	if first == len(all) || all[first].Period.Start() > since {
		first-- // the newest when it began
	}
	if first < 0 {
		return false // nobody knows
	}
	return !slices.ContainsFunc(all[first:], func(r scorecard.Reading) bool { return !t.stoodAs(m, r, words) })
}

// stoodAs reports whether a reading stood as one of the words says when it was new.
func (t *talk) stoodAs(m *scorecard.Metric, r scorecard.Reading, words []string) bool {
	goal, ok := m.TargetOn(r.Period.End())
	return ok && is(scorecard.Standing{Metric: m, Has: true, Status: m.StatusOf(r.Value, goal)}, words)
}

// unattended reports whether nothing open is being done for a metric.
func (t *talk) unattended(m *scorecard.Metric) bool {
	return !slices.ContainsFunc(t.Strategy.Actions, func(a scorecard.Action) bool { return a.Open() && m.Measures(a.Objective) })
}

// idle lists the objectives for which nothing open is being done.
func (t *talk) idle() {
	of, found := 0, []*scorecard.Objective{}
	for i := range t.Strategy.Objectives {
		o := &t.Strategy.Objectives[i]
		if o.Retired != nil || !t.inScope(o) {
			continue
		}
		of++
		if !slices.ContainsFunc(t.Strategy.Actions, func(a scorecard.Action) bool { return a.Open() && a.Objective == o.ID }) {
			found = append(found, o)
		}
	}
	t.text(t.voice.IdleHead(t.count(len(found), "objectives without an open action"), t.count(of, "objectives looked at"), t.where(t.in)))
	var items []chat.Item
	for _, o := range found[:min(len(found), maxLines+2)] {
		items = append(items, chat.Item{Marked: t.voice.ObjectiveItem(t.objective(o), t.unit(o.Unit))})
	}
	t.list(items)
	t.more(len(found) - len(items))
}

// inScope reports whether an objective belongs to all that a list is narrowed to.
func (t *talk) inScope(o *scorecard.Objective) bool {
	return t.every(t.ends(scope(t.in)), func(e end) bool {
		return e.kind == aPerson && t.OwnerOf(o) == e.person.ID || e.kind != aPerson && slices.Contains(t.objectives(e), o.ID)
	})
}
