package outline

import (
	"strings"

	"throughline/bot/scorecard"
)

// resolve turns references by name into references by id, and gives links
// without an id one made of their ends. What no name fits stays, for the
// validation to complain about.
func (r *reader) resolve() {
	s := &r.out.Strategy
	people := called(s.People, func(p scorecard.Person) (scorecard.PersonID, string) { return p.ID, p.Name })
	units := called(s.Units, func(u scorecard.Unit) (scorecard.UnitID, string) { return u.ID, u.Name })
	objectives := called(s.Objectives, func(o scorecard.Objective) (scorecard.ObjectiveID, string) { return o.ID, o.Name })
	perspectives := called(s.Perspectives, func(p scorecard.Perspective) (scorecard.PerspectiveID, string) { return p.ID, p.Name })
	metrics := called(s.Metrics, func(m scorecard.Metric) (scorecard.MetricID, string) { return m.ID, m.Name })
	resolveOrganisation(s, people, units, objectives, metrics)
	for i := range s.Objectives {
		o := &s.Objectives[i]
		set(perspectives, &o.Perspective)
		set(units, &o.Unit)
		set(people, &o.Owner)
		setAll(objectives, o.Supports)
		audience(people, units, o.VisibleTo)
	}
	for i := range s.Links {
		l := &s.Links[i]
		set(objectives, &l.Cause, &l.Effect)
		set(people, &l.Owner)
		if l.Estimate != nil {
			set(metrics, &l.Estimate.From, &l.Estimate.To)
			set(people, &l.Estimate.By)
		}
	}
	for i := range s.Metrics {
		m := &s.Metrics[i]
		set(objectives, &m.Objective)
		setAll(objectives, m.Also)
		set(units, &m.Unit)
		set(people, &m.Owner, &m.Updater, &m.Backup)
		set(metrics, &m.Guardrail)
		audience(people, units, m.VisibleTo)
		for _, t := range m.Targets {
			setAll(people, t.AgreedBy)
		}
	}
	for i := range r.out.Readings {
		set(people, &r.out.Readings[i].By)
	}
	r.linkIDs()
}

func resolveOrganisation(s *scorecard.Strategy, people names[scorecard.PersonID], units names[scorecard.UnitID], objectives names[scorecard.ObjectiveID], metrics names[scorecard.MetricID]) {
	set(metrics, &s.Vision.Metric)
	setAll(objectives, s.Vision.Objectives)
	for i := range s.Perspectives {
		set(people, &s.Perspectives[i].Owner)
	}
	for i := range s.Units {
		set(units, &s.Units[i].Parent)
		set(people, &s.Units[i].Head)
	}
	for i := range s.People {
		setAll(units, s.People[i].Units)
	}
	reviews := called(s.Reviews, func(r scorecard.Review) (scorecard.ReviewID, string) { return r.ID, r.Name })
	for i := range s.Actions {
		set(objectives, &s.Actions[i].Objective)
		set(people, &s.Actions[i].Owner)
		set(reviews, &s.Actions[i].Review)
	}
	for i := range s.Reviews {
		set(units, &s.Reviews[i].Unit)
		set(people, &s.Reviews[i].Chair)
	}
}

// names leads from the full names of one kind, in small letters, to ids.
type names[K ~string] struct {
	ids    map[K]bool
	byName map[string]K // empty where two have the name
}

func called[K ~string, T any](all []T, of func(T) (K, string)) names[K] {
	out := names[K]{make(map[K]bool, len(all)), make(map[string]K, len(all))}
	for _, v := range all {
		id, name := of(v)
		out.ids[id] = true
		key := strings.ToLower(name)
		if _, twice := out.byName[key]; twice {
			id = ""
		}
		out.byName[key] = id
	}
	return out
}

// set replaces references that are no id but a name that only one has.
func set[K ~string](n names[K], refs ...*K) {
	for _, ref := range refs {
		if *ref == "" || n.ids[*ref] {
			continue
		}
		if id := n.byName[strings.ToLower(string(*ref))]; id != "" {
			*ref = id
		}
	}
}

func setAll[K ~string](n names[K], refs []K) {
	for i := range refs {
		set(n, &refs[i])
	}
}

// audience resolves who may see something: people, or else units.
func audience(people names[scorecard.PersonID], units names[scorecard.UnitID], list []string) {
	for i, who := range list {
		p, u := scorecard.PersonID(who), scorecard.UnitID(who)
		if people.ids[p] || units.ids[u] {
			continue
		}
		if set(people, &p); string(p) != who {
			list[i] = string(p)
		} else {
			set(units, &u)
			list[i] = string(u)
		}
	}
}

// linkIDs names the links that have no id after their ends.
func (r *reader) linkIDs() {
	next := 0
	for i := range r.out.Strategy.Links {
		l := &r.out.Strategy.Links[i]
		if l.ID != "" || next == len(r.unnamed) {
			continue
		}
		l.ID = scorecard.LinkID(string(l.Cause) + "-" + string(l.Effect))
		r.note("link", string(l.ID), r.unnamed[next])
		next++
	}
}
