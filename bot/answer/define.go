package answer

import (
	"cmp"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

func (t *talk) define() {
	if t.in.Term != "" {
		t.text(t.voice.Term(t.in.Term))
		return
	}
	for _, e := range t.ends(t.in.Subject) {
		t.defineEnd(e)
	}
}

func (t *talk) defineEnd(e end) {
	d := prompts.Definition{Name: t.name(e), Kind: string(e.kind)}
	text := scorecard.Fact{Kind: scorecard.DefinitionFact}
	switch e.kind {
	case aMetric:
		t.defineMetric(&d, &text, e.metric)
	case anObjective:
		o := e.objective
		text.Objective, text.Text = o.ID, cmp.Or(o.Meaning, o.Behaviour)
		d.Part, d.Owner = t.perspective(o.Perspective), t.person(t.ownerOf(o))
	case aUnit:
		d.Part, d.Owner = t.unit(e.unit.Parent), t.person(e.unit.Head)
	case aPerson:
		text.Person, text.Text = e.person.ID, e.person.Title
		if len(e.person.Units) > 0 {
			d.Part = t.unit(e.person.Units[0])
		}
	case aPerspective:
		text.Text, d.Owner = e.perspective.Question, t.person(e.perspective.Owner)
	case theVision:
		text.Text = t.Vision.Text
		t.visionGoal(&d)
	}
	if e.kind != aMetric && e.kind != aPerson {
		for _, m := range t.metricsOf(e) {
			if len(d.Metrics) < 4 {
				d.Metrics = append(d.Metrics, t.metric(m))
			}
		}
	}
	d.Text = t.words(text)
	t.text(t.voice.Define(d))
	t.text(t.voice.DefineText(d))
	t.text(t.voice.DefineMore(d))
}

// visionGoal adds the number and the date that would prove the vision.
func (t *talk) visionGoal(d *prompts.Definition) {
	v := t.Vision
	if m := t.Metric(v.Metric); m != nil && v.Target.Valid {
		goal := scorecard.Target{Value: v.Target, Low: v.Target}
		d.Goal = t.target(m, goal)
		d.By = t.date(v.By, scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Text: "vision by"})
		s := t.stand(m).Standing
		s.Target, s.HasTarget = goal, true
		if left, ok := s.Gap(); ok {
			t.derived(left.Abs(), "vision less value", m.ID)
			d.Left, d.Reached = t.voice.Difference(m.Measure, left.Abs()), !left.IsPositive()
		}
	}
}

func (t *talk) defineMetric(d *prompts.Definition, text *scorecard.Fact, m *scorecard.Metric) {
	text.Metric, text.Text = m.ID, m.Definition
	d.Measure, d.Better, d.Cadence, d.Role = m.Measure, m.Direction, m.Cadence, m.Kind
	t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: string(m.Measure)})
	d.Owner = t.person(m.Owner)
	if o := t.Objective(m.Objective); o != nil {
		d.Part = t.objective(o)
	}
	d.SoWhat = t.words(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: m.SoWhat})
	for _, s := range m.Synonyms[:min(len(m.Synonyms), 4)] {
		if w := t.words(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: s}); w != "" {
			d.AlsoSays = append(d.AlsoSays, shown(w, maxName))
		}
	}
}
