package answer

import (
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// An awaited is a number that should be in and is not.
type awaited struct {
	metric *scorecard.Metric
	period scorecard.Period
	asked  scorecard.PersonID // who is asked for it now
}

// late is the state of numbers and of actions that should have been there.
const late = "overdue"

// updatesDue answers which numbers are missing, by what is asked for and by
// what each metric's cadence would have by now.
func (t *talk) updatesDue() {
	p := t.asksFor(t.period())
	missing := t.missingNumbers(t.dueScope(), p)
	head := prompts.DueHead{N: t.count(len(missing), "numbers awaited"), Who: t.where(t.in), Period: p}
	if p != "" {
		t.enter(scorecard.Fact{Kind: scorecard.AskFact, Period: p})
	}
	t.text(t.voice.DueHead(head))
	if es := t.ends(t.in.Subject); len(es) == 1 && es[0].kind == aMetric && len(missing) == 0 {
		t.text(t.voice.ValueNow(t.stand(es[0].metric))) // when it was told last
	}
	var items []chat.Item
	for _, w := range missing[:min(len(missing), maxLines+1)] {
		s := t.stand(w.metric)
		d := prompts.DueItem{Name: s.Name, Owner: s.Owner, Period: w.period, Last: &s}
		t.enter(scorecard.Fact{Kind: scorecard.AskFact, Metric: w.metric.ID, Person: w.asked, Period: w.period})
		if w.asked != w.metric.Owner {
			d.Asked = t.person(w.asked)
		}
		items = append(items, chat.Item{Marked: t.voice.DueItem(d)})
	}
	t.list(items)
	t.more(len(missing) - len(items))
	if p == "" && t.in.Filters != nil && t.in.Filters.State == late {
		if acts := t.actionsThat([]string{late}); len(acts) > 0 { // "what is overdue?" may mean these too
			t.tellActions(acts, []string{late}, head.Who)
		}
	}
}

// asksFor is the period whose numbers are collected in p: "this week" people
// report the last one.
func (t *talk) asksFor(p scorecard.Period) scorecard.Period {
	if !p.Valid() || !p.Holds(t.Today) || p.Cadence() == scorecard.Daily {
		return p
	}
	f := *t.in.Filters
	f.Period = p.Prev()
	t.in.Filters = &f
	return f.Period
}

// dueScope is scoped, but for a person it is what they report, which is not
// always what they answer for.
func (t *talk) dueScope() []*scorecard.Metric {
	es := t.ends(scope(t.in))
	if len(es) != 1 || es[0].kind != aPerson {
		return t.scoped()
	}
	var out []*scorecard.Metric
	for i := range t.Strategy.Metrics {
		m := &t.Strategy.Metrics[i]
		if m.Retired == nil && (m.ReportedBy() == es[0].person.ID || t.askedOf(m.ID) == es[0].person.ID) {
			out = append(out, m)
		}
	}
	return out
}

func (t *talk) askedOf(m scorecard.MetricID) scorecard.PersonID {
	for _, a := range t.extra.Asks {
		if a.Metric == m && a.Live() {
			return a.Person
		}
	}
	return ""
}

// missingNumbers returns the awaited numbers of ms, for period p or for the
// newest one of each that should be in.
func (t *talk) missingNumbers(ms []*scorecard.Metric, p scorecard.Period) []awaited {
	common := t.commonPeriods()
	newest := map[asking]scorecard.Period{}
	var out []awaited
	for _, m := range ms {
		want := p
		if want == "" || want.Cadence() != m.Cadence {
			k := asking{m.Cadence, m.AskFor == scorecard.CurrentPeriod}
			if known, ok := newest[k]; ok {
				want = known
			} else {
				want = t.expected(m, common)
				newest[k] = want
			}
		}
		if p != "" && !overlap(want, p) {
			continue
		}
		if ask := t.liveAsk(m.ID); ask != nil && (p == "" || ask.Period == p) {
			out = append(out, awaited{m, ask.Period, ask.Person})
			continue
		}
		if want != "" && t.lacks(m, want) {
			out = append(out, awaited{m, want, m.ReportedBy()})
		}
	}
	slices.SortStableFunc(out, func(a, b awaited) int { return strings.Compare(string(a.metric.Owner), string(b.metric.Owner)) })
	return out
}

// An asking is what the newest period that should be in depends on: thousands of
// metrics share a few.
type asking struct {
	cadence scorecard.Cadence
	current bool
}

// overlap reports whether two periods share a day, so that "this week" finds
// the numbers of its days and leaves out those of last month.
func overlap(a, b scorecard.Period) bool {
	return a.Valid() && b.Valid() && a.Start() <= b.End() && b.Start() <= a.End()
}

func (t *talk) liveAsk(m scorecard.MetricID) *scorecard.Ask {
	for i, a := range t.extra.Asks {
		if a.Metric == m && a.Live() {
			return &t.extra.Asks[i]
		}
	}
	return nil
}

// lacks reports whether nothing was said for p: a value, a reason for there
// being none, or anything newer.
func (t *talk) lacks(m *scorecard.Metric, p scorecard.Period) bool {
	if m.From != "" && m.From > p.End() {
		return false
	}
	h := t.Histories[m.ID]
	return len(h) == 0 || h[len(h)-1].Period != p && h[len(h)-1].Period.End() < p.End()
}

// expected returns the newest period of m that should be in: the last one that
// has ended, or the one under way where it is asked for while it runs or where
// most others of the same cadence have reported it already.
func (t *talk) expected(m *scorecard.Metric, common map[scorecard.Cadence]bool) scorecard.Period {
	if m.Cadence == scorecard.Irregular || m.Cadence.Days() == 0 {
		return ""
	}
	now := scorecard.PeriodOf(m.Cadence, t.Today)
	if m.AskFor == scorecard.CurrentPeriod || common[m.Cadence] {
		return now
	}
	return now.Prev()
}

// commonPeriods tells for which cadences more than half of the metrics have a
// reading for the period under way.
func (t *talk) commonPeriods() map[scorecard.Cadence]bool {
	in, all := map[scorecard.Cadence]int{}, map[scorecard.Cadence]int{}
	now := map[scorecard.Cadence]scorecard.Period{}
	for i := range t.Strategy.Metrics {
		m := &t.Strategy.Metrics[i]
		if m.Retired != nil {
			continue
		}
		if all[m.Cadence]++; all[m.Cadence] == 1 {
			now[m.Cadence] = scorecard.PeriodOf(m.Cadence, t.Today)
		}
		h := t.Histories[m.ID]
		if len(h) == 0 {
			continue
		}
		last := h[len(h)-1].Period
		if last == now[m.Cadence] || last.Cadence() != m.Cadence && last.Holds(t.Today) {
			in[m.Cadence]++
		}
	}
	out := map[scorecard.Cadence]bool{}
	for c, n := range all {
		out[c] = 2*in[c] > n
	}
	return out
}
