package answer

import (
	"slices"

	"throughline/bot/evidence"
	"throughline/bot/scorecard"
)

// mostJudged is how many arrows, the nearest first, are judged for one answer:
// what lies behind so many is too far off to be told in it.
const mostJudged = 80

// arrows returns the arrows with a number that lead to some objectives, up, or
// away from them. Only what this audience sees is looked at, so a number can give
// away nothing else. Their words are those that are shown for them.
func (t *talk) arrows(of []scorecard.ObjectiveID, up bool) []evidence.Arrow {
	review := evidence.Judge(evidence.Claims(t.around(t.nearest(of, up))))
	shown := map[scorecard.LinkID]evidence.Verdict{}
	for i := range review.Judgements {
		j := &review.Judgements[i]
		shown[j.Link] = evidence.Agree("", j.Verdict)
		if d := t.Link(j.Link).Verdict; t.sees(d) {
			shown[j.Link] = evidence.Verdict(d.Shown)
		}
	}
	out := slices.DeleteFunc(evidence.Slopes(review), func(a evidence.Arrow) bool { return !t.continuous(a.From) || !t.continuous(a.To) })
	for i := range out {
		out[i].Verdict = shown[out[i].Link]
	}
	return out
}

// sees reports whether there is a verdict, and on metrics that are in sight.
func (t *talk) sees(d *scorecard.Verdict) bool {
	return d != nil && (d.Cause == "" && d.Effect == "" || t.Metric(d.Cause) != nil && t.Metric(d.Effect) != nil)
}

// continuous reports whether numbers can be carried to a metric: nothing is half
// a yes.
func (t *talk) continuous(id scorecard.MetricID) bool {
	m := t.Metric(id)
	return m != nil && (m.Direction == scorecard.Higher || m.Direction == scorecard.Lower) && m.Measure.Kind() != scorecard.YesNoMeasure
}

// nearest returns the links on the ways to or from some objectives, the nearest
// first, and with those that lead away the other drivers of what they lead to,
// which must be held constant.
func (t *talk) nearest(of []scorecard.ObjectiveID, up bool) []*scorecard.Link {
	var out []*scorecard.Link
	queue, queued, taken := slices.Clone(of), map[scorecard.ObjectiveID]bool{}, map[scorecard.LinkID]bool{}
	for _, o := range of {
		queued[o] = true
	}
	take := func(all []*scorecard.Link) {
		for _, l := range all {
			if !taken[l.ID] && len(out) < mostJudged {
				taken[l.ID] = true
				out = append(out, l)
			}
		}
	}
	for ; len(queue) > 0 && len(out) < mostJudged; queue = queue[1:] {
		links := t.sight.chain.Out(queue[0])
		if up {
			links = t.sight.chain.Into(queue[0])
		}
		take(links)
		for _, l := range links {
			far := l.Cause
			if !up {
				far = l.Effect
				take(t.sight.chain.Into(far))
			}
			if !queued[far] {
				queued[far] = true
				queue = append(queue, far)
			}
		}
	}
	return out
}

// around is the part of the strategy that some links are of, in its order.
func (t *talk) around(links []*scorecard.Link) *scorecard.Snapshot {
	part := scorecard.Strategy{Organisation: t.Organisation}
	in, wanted := map[scorecard.ObjectiveID]bool{}, map[scorecard.LinkID]bool{}
	for _, l := range links {
		in[l.Cause], in[l.Effect], wanted[l.ID] = true, true, true
	}
	for i := range t.Strategy.Links {
		if l := &t.Strategy.Links[i]; wanted[l.ID] {
			part.Links = append(part.Links, *l)
		}
	}
	for i := range t.Strategy.Objectives {
		if o := &t.Strategy.Objectives[i]; in[o.ID] {
			part.Objectives = append(part.Objectives, *o)
		}
	}
	for i := range t.Strategy.Metrics {
		m := &t.Strategy.Metrics[i]
		if in[m.Objective] || slices.ContainsFunc(m.Also, func(o scorecard.ObjectiveID) bool { return in[o] }) {
			part.Metrics = append(part.Metrics, *m)
		}
	}
	s := *t.Snapshot
	s.Index = scorecard.NewIndex(&part)
	return &s
}

// course is what was measured of a metric.
func (t *talk) course(m *scorecard.Metric) evidence.Series {
	return evidence.SeriesOf(m, t.Histories[m.ID], t.Today)
}
