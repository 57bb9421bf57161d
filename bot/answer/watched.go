package answer

import (
	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// watched asks about what the numbers of a metric show before anybody says it:
// reported well while flat, or improving at the cost of its guardrail.
func (t *talk) watched(m *scorecard.Metric) {
	for _, s := range evidence.Watch(t.only(m)) {
		if s.Metric != m.ID {
			continue
		}
		w := prompts.Watched{Kind: string(s.Kind), Name: t.metric(m), Since: s.Since}
		t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Period: s.Since, Text: "watched: " + string(s.Kind)})
		if g := t.Metric(s.Guardrail); g != nil {
			w.Other, w.Gain, w.Cost = t.metric(g), t.roughly(m, s.Gain), t.roughly(g, s.Cost)
		}
		if a := t.Action(s.Action); a != nil {
			w.Other = t.words(scorecard.Fact{Kind: scorecard.ActionFact, Action: a.ID, Text: a.Name})
		}
		if w.Other != "" {
			t.say(chat.Note{Marked: t.voice.Watched(w)})
		}
	}
}

// roughly enters how far a metric moved and returns it in words.
func (t *talk) roughly(m *scorecard.Metric, by float64) string {
	t.derived(prompts.Significant(by), "moved", m.ID)
	return t.voice.Roughly(m.Measure, by)
}

// only is the part of the strategy that must be known to watch one metric.
func (t *talk) only(m *scorecard.Metric) *scorecard.Snapshot {
	part := scorecard.Strategy{Organisation: t.Organisation, Metrics: []scorecard.Metric{*m}}
	if o := t.Objective(m.Objective); o != nil {
		part.Objectives = []scorecard.Objective{*o}
	}
	if g := t.Metric(m.Guardrail); g != nil && g.ID != m.ID {
		part.Metrics = append(part.Metrics, *g)
	}
	for _, a := range t.ActionsOf(m.Objective) {
		part.Actions = append(part.Actions, *a)
	}
	s := *t.Snapshot
	s.Index = scorecard.NewIndex(&part)
	return &s
}
