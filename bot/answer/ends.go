package answer

import (
	"slices"
	"strings"
	"unicode"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// kind is what sort of thing a question is about.
type kind string

const (
	aMetric      kind = "metric"
	anObjective  kind = "objective"
	aUnit        kind = "unit"
	aPerson      kind = "person"
	aPerspective kind = "perspective"
	theVision    kind = "vision"
)

// An end is something a question is about, found on the map.
type end struct {
	ref         understand.Ref
	kind        kind
	metric      *scorecard.Metric
	objective   *scorecard.Objective
	unit        *scorecard.Unit
	person      *scorecard.Person
	perspective *scorecard.Perspective
}

// find looks a reference up in x.
func find(x *scorecard.Index, ref understand.Ref) (end, bool) {
	e := end{
		ref:       ref,
		metric:    x.Metric(scorecard.MetricID(ref)),
		objective: x.Objective(scorecard.ObjectiveID(ref)),
		unit:      x.Unit(scorecard.UnitID(ref)),
		person:    x.Person(scorecard.PersonID(ref)),
	}
	switch {
	case ref == "":
		return e, false
	case e.metric != nil:
		e.kind = aMetric
	case e.objective != nil:
		e.kind = anObjective
	case e.unit != nil:
		e.kind = aUnit
	case e.person != nil:
		e.kind = aPerson
	case ref == understand.VisionRef:
		e.kind = theVision
	case x.Perspective(scorecard.PerspectiveID(ref)) != nil:
		e.kind, e.perspective = aPerspective, x.Perspective(scorecard.PerspectiveID(ref))
	case string(ref) == string(x.Organisation.ID) && x.Root() != nil:
		e.kind, e.unit = aUnit, x.Root()
	default:
		return e, false
	}
	return e, true
}

// ends finds all that are on the map as the audience sees it.
func (t *talk) ends(refs []understand.Ref) []end {
	var out []end
	for _, r := range refs {
		if e, ok := find(t.Index, r); ok {
			out = append(out, e)
		}
	}
	return out
}

// name names an end.
func (t *talk) name(e end) string {
	switch e.kind {
	case aMetric:
		return t.metric(e.metric)
	case anObjective:
		return t.objective(e.objective)
	case aUnit:
		return t.unit(e.unit.ID)
	case aPerson:
		return t.person(e.person.ID)
	case aPerspective:
		return t.perspective(e.perspective.ID)
	}
	return t.voice.TheVision()
}

// visionMetric is what measures the vision: the metric it has, or, where it
// names neither a metric nor objectives, the first one that its words name.
func (t *talk) visionMetric() *scorecard.Metric {
	if t.Vision.Metric != "" || len(t.Vision.Objectives) > 0 {
		return t.Metric(t.Vision.Metric)
	}
	text := " " + strings.ToLower(strings.Join(strings.FieldsFunc(t.Vision.Text, notInName), " ")) + " "
	var found *scorecard.Metric
	at := len(text)
	for i := range t.Strategy.Metrics {
		m := &t.Strategy.Metrics[i]
		name := strings.ToLower(strings.Join(strings.FieldsFunc(m.Name, notInName), " "))
		if j := strings.Index(text, " "+name+" "); name != "" && m.Retired == nil && j >= 0 && j < at {
			found, at = m, j
		}
	}
	return found
}

func notInName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }

// visionObjectives are the objectives that stand for the vision.
func (t *talk) visionObjectives() []scorecard.ObjectiveID {
	if m := t.visionMetric(); m != nil {
		return t.inForce([]scorecard.ObjectiveID{m.Objective})
	}
	return t.inForce(t.VisionObjectives())
}

// goal returns what stands for the vision where one thing does: its metric, or
// its only objective.
func (t *talk) goal() understand.Ref {
	if m := t.visionMetric(); m != nil {
		return understand.Ref(m.ID)
	}
	if all := t.visionObjectives(); len(all) == 1 {
		return understand.Ref(all[0])
	}
	return understand.VisionRef
}

func (t *talk) names(es []end) []string {
	var out []string
	for _, e := range es {
		out = append(out, t.name(e))
	}
	return out
}

// objectives returns what an end is taken for when walking the map: a unit for
// the objectives it and its sub-units own, a person for what they own or else
// for their units, a metric for its objective.
func (t *talk) objectives(e end) []scorecard.ObjectiveID {
	var out []scorecard.ObjectiveID
	switch e.kind {
	case aMetric:
		out = append([]scorecard.ObjectiveID{e.metric.Objective}, e.metric.Also...)
	case anObjective:
		out = []scorecard.ObjectiveID{e.objective.ID}
	case aUnit:
		out = t.ofUnit(e.unit.ID)
	case aPerson:
		out = t.ofPerson(e.person)
	case aPerspective:
		for _, o := range t.Strategy.Objectives {
			if o.Perspective == e.perspective.ID {
				out = append(out, o.ID)
			}
		}
	case theVision:
		out = t.visionObjectives()
	}
	return t.inForce(out)
}

// inForce keeps each objective once that is on the map and not retired.
func (t *talk) inForce(all []scorecard.ObjectiveID) []scorecard.ObjectiveID {
	seen := make(map[scorecard.ObjectiveID]bool, len(all))
	var out []scorecard.ObjectiveID
	for _, id := range all {
		if o := t.Objective(id); o != nil && o.Retired == nil && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

func (t *talk) ofUnit(u scorecard.UnitID) []scorecard.ObjectiveID {
	var out []scorecard.ObjectiveID
	for _, o := range t.ObjectivesOf(u, true) {
		out = append(out, o.ID)
	}
	return out
}

func (t *talk) ofPerson(p *scorecard.Person) []scorecard.ObjectiveID {
	var out []scorecard.ObjectiveID
	for _, o := range t.Strategy.Objectives {
		if o.Owner == p.ID {
			out = append(out, o.ID)
		}
	}
	for _, m := range t.owned(p.ID) {
		out = append(out, m.Objective)
	}
	if out = t.inForce(out); len(out) > 0 {
		return out
	}
	for _, u := range p.Units {
		out = append(out, t.ofUnit(u)...)
	}
	return out
}

// owned returns the metrics in force that a person answers for.
func (t *talk) owned(p scorecard.PersonID) []*scorecard.Metric {
	var out []*scorecard.Metric
	for i := range t.Strategy.Metrics {
		if m := &t.Strategy.Metrics[i]; m.Owner == p && m.Retired == nil {
			out = append(out, m)
		}
	}
	return out
}

// metricsOf returns the metrics that say how an end stands.
func (t *talk) metricsOf(e end) []*scorecard.Metric {
	switch e.kind {
	case aMetric:
		return []*scorecard.Metric{e.metric}
	case aPerson:
		return t.owned(e.person.ID)
	case aUnit:
		return t.ofUnits(e.unit.ID)
	case theVision:
		if m := t.visionMetric(); m != nil {
			return []*scorecard.Metric{m}
		}
	}
	var out []*scorecard.Metric
	for _, o := range t.objectives(e) {
		for _, m := range t.MetricsOf(o) {
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// ofUnits returns the metrics in force of a unit and those below it.
func (t *talk) ofUnits(u scorecard.UnitID) []*scorecard.Metric {
	var out []*scorecard.Metric
	for i := range t.Strategy.Metrics {
		if m := &t.Strategy.Metrics[i]; m.Retired == nil && t.within(m, u) {
			out = append(out, m)
		}
	}
	return out
}

// within reports whether a metric is the unit's or one below it.
func (t *talk) within(m *scorecard.Metric, u scorecard.UnitID) bool {
	return slices.Contains(t.UnitsAbove(t.UnitOf(m)), u)
}

// ownerOf returns who answers for an objective, or else for its first metric.
func (t *talk) ownerOf(o *scorecard.Objective) scorecard.PersonID {
	if p := t.OwnerOf(o); p != "" {
		return p
	}
	if ms := t.MetricsOf(o.ID); len(ms) > 0 {
		return ms[0].Owner
	}
	return ""
}

// teams returns the units of the person who asks.
func (t *talk) teams() []scorecard.UnitID {
	if p := t.Person(t.to.Person); p != nil {
		return p.Units
	}
	return nil
}

// mine reports whether an objective is the asker's own or their team's. To who
// sits at the top everything would be theirs; there only what is the top's own is.
func (t *talk) mine(o *scorecard.Objective) bool {
	if o.Owner != "" && o.Owner == t.to.Person {
		return true
	}
	above := t.UnitsAbove(o.Unit)
	root := t.Root()
	return slices.ContainsFunc(t.teams(), func(u scorecard.UnitID) bool {
		if root != nil && u == root.ID {
			return u == o.Unit
		}
		return slices.Contains(above, u)
	})
}
