package digest

import (
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// watched returns what the numbers show before anybody says it, of metrics that
// this review looks at and everybody may see. Nobody is named: a miss is there to
// learn from.
func (c composer) watched() []Question {
	var out []Question
	v := voiceOf(c.Snapshot)
	for _, s := range evidence.Watch(c.Snapshot) {
		m, g := c.Metric(s.Metric), c.Metric(s.Guardrail)
		if _, here := c.brief.States[m.ID]; !here || g != nil && !c.open(g) {
			continue
		}
		w := prompts.Watched{Kind: string(s.Kind), Name: m.Name, Since: s.Since, Gain: v.Roughly(m.Measure, s.Gain)}
		q := Question{Kind: Watermelon, Name: m.Name, weight: 36}
		if a := c.Action(s.Action); a != nil {
			w.Other, q.Other = a.Name, a.Name
		}
		if g != nil {
			w.Other, w.Cost = g.Name, v.Roughly(g.Measure, s.Cost)
			q.Kind, q.Other = Gaming, g.Name
		}
		q.Words = v.Watched(w)
		out = append(out, q)
	}
	return out
}

// open reports whether everybody may know of a metric.
func (c composer) open(m *scorecard.Metric) bool {
	o := c.Objective(m.Objective)
	return m.Open() && o != nil && len(o.VisibleTo) == 0
}
