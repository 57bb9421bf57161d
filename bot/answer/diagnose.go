package answer

import (
	"slices"
	"sort"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// maxCauses is how many upstream metrics an answer to "why" names.
const maxCauses = 4

// diagnose answers why something is off: since when, what upstream worsened in
// time to matter or is off too, and what the owners said. What none of that
// explains is said as well.
func (t *talk) diagnose() {
	for _, e := range t.ends(t.in.Subject) {
		m := t.mostOff(t.metricsOf(e))
		if m == nil {
			t.text(t.voice.NoMetrics(t.name(e)))
			continue
		}
		if e.kind != aMetric {
			t.taken = append(t.taken, t.objectives(e)...)
		}
		t.why(m)
	}
}

func (t *talk) mostOff(ms []*scorecard.Metric) *scorecard.Metric {
	var worst *scorecard.Metric
	most := -1
	for _, m := range ms {
		if s := t.Standing(m.ID).Status.Severity(); s > most {
			worst, most = m, s
		}
	}
	return worst
}

// why says how a metric stands, and where its newest readings come from: by
// numbers, where there is enough history for them; else by what upstream could be
// behind it.
func (t *talk) why(m *scorecard.Metric) {
	s := t.stand(m)
	t.text(t.voice.WhyHead(t.whyHead(m, s)))
	t.reasons(m, s)
	t.watched(m)
}

// reasons says where the newest readings of a metric come from.
func (t *talk) reasons(m *scorecard.Metric, s prompts.Stand) {
	switch x, how := t.explain(m); how {
	case ordinary:
		t.noise(m, s)
	case split:
		t.parts(m, x)
	case unnumbered:
		t.signal(m, x.Change)
		if (x.Change > 0) == t.better(m) {
			t.ownWords(m, s.Standing)
			return // what is off upstream did not do that
		}
		t.suspects(m, s)
	case drifting:
		t.text(t.voice.Drifting())
		t.suspects(m, s)
	default:
		t.suspects(m, s)
	}
}

func (t *talk) whyHead(m *scorecard.Metric, s prompts.Stand) prompts.WhyHead {
	head := prompts.WhyHead{Stand: s}
	if s.OffFor > 0 {
		from, _ := t.Histories[m.ID].Back(s.OffFor - 1)
		head.Since = from.Period
		t.reading(m, from)
		t.count(s.OffFor, "readings in a row off target")
	}
	if s.HasPrev {
		t.moved(m, s.Prev, s.Reading)
	}
	return head
}

// suspects names what upstream is off or worsened in time to matter, without a
// number for how much each adds.
func (t *talk) suspects(m *scorecard.Metric, s prompts.Stand) {
	if !s.Status.OffTrack() && s.Trend != scorecard.Worse {
		t.ownWords(m, s.Standing)
		return
	}
	all := t.causes(m, s.Standing)
	causes := all[:min(len(all), maxCauses)]
	words := t.ownWords(m, s.Standing)
	if len(causes) > 0 {
		t.text(t.voice.WhyUpstream(t.count(len(causes), "things upstream"), len(all) > len(causes)))
	}
	var items []chat.Item
	for _, c := range causes {
		n := prompts.Cause{Near: t.near(c.Reached, true, c.metric), Before: c.before}
		if c.before != nil {
			t.moved(c.metric, *c.before, n.Stand.Reading)
		}
		items = append(items, chat.Item{Marked: t.voice.Cause(n), Status: dot(n.Stand)})
	}
	t.list(items)
	for _, c := range causes[:min(len(causes), 2)] {
		if t.ownWords(c.metric, t.Standing(c.metric.ID)) {
			words = true
		}
	}
	t.text(t.voice.WhyRest(s.Name, len(causes), map[bool]int{true: 1}[words]))
}

// ownWords quotes what was said with the newest reading, a reason for there
// being none included.
func (t *talk) ownWords(m *scorecard.Metric, s scorecard.Standing) bool {
	h := t.Histories[m.ID]
	if n := len(h); n > 0 && h[n-1].NoData {
		return t.quote(m, h[n-1])
	}
	return s.Has && t.quote(m, s.Reading)
}

// causes returns what lies upstream of m and worsened in time to matter, or is
// off target: those that did both first, then the nearest, then the best
// evidence.
func (t *talk) causes(m *scorecard.Metric, s scorecard.Standing) []upstream {
	of := t.behind(m)
	drivers := t.sight.chain.Drivers(of)
	var found []upstream
	for _, d := range drivers { // the nearest first
		if len(found) > 4*maxCauses {
			break
		}
		for _, up := range t.MetricsOf(d.Objective) {
			before := t.worsened(up, s, d.LagWeeks)
			if before != nil || s.Status.OffTrack() && t.Standing(up.ID).Status.OffTrack() {
				found = append(found, upstream{Reached: d, metric: up, before: before})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b upstream) int { return t.suspicion(a) - t.suspicion(b) })
	return found
}

// behind returns the objective that a metric measures, where it is in force, and
// notes the arrows into it as what the answer rests on.
func (t *talk) behind(m *scorecard.Metric) []scorecard.ObjectiveID {
	of := t.inForce([]scorecard.ObjectiveID{m.Objective})
	for _, o := range of {
		for _, l := range linkIDs(t.sight.chain.Into(o)) {
			if !slices.Contains(t.res.Links, l) {
				t.res.Links = append(t.res.Links, l)
			}
		}
	}
	return of
}

// suspicion orders possible causes, the likeliest first.
func (t *talk) suspicion(u upstream) int {
	n := 10 * u.Hops
	if u.before == nil {
		n += 15
	}
	if !t.Standing(u.metric.ID).Status.OffTrack() {
		n += 15
	}
	switch u.Evidence {
	case scorecard.Hypothesis:
		n += 3
	case scorecard.Contradicted:
		n += 100
	}
	return n
}

// slackWeeks is how much longer than its lag a cause is looked for.
const slackWeeks = 4

// worsened returns the reading from which a metric upstream got worse in time
// to matter: within the lag, some slack and one round of its own, before the
// newest reading it may explain.
func (t *talk) worsened(m *scorecard.Metric, of scorecard.Standing, lag int) *scorecard.Reading {
	until := t.Today
	if of.Has {
		until = min(until, of.Reading.Period.End())
	}
	since := until.Add(-7*(lag+slackWeeks) - m.Cadence.Days())
	h := t.Histories[m.ID]
	i := sort.Search(len(h), func(i int) bool { return h[i].Period.End() >= since })
	for i--; i > 0 && h[i].NoData; i-- {
	}
	h = h[max(i, 0):].Values()
	if len(h) > 1 && wayOf(m, h[0], h[len(h)-1]) == scorecard.Worse {
		return &h[0]
	}
	return nil
}
