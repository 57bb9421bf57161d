package scorecard

import "slices"

// An Index is a strategy with its references resolved: every question of the
// form "which X has this id" or "which Xs belong to this Y" is one look-up. It is
// read-only and may be shared.
type Index struct {
	*Strategy
	perspectives map[PerspectiveID]*Perspective
	units        map[UnitID]*Unit
	people       map[PersonID]*Person
	objectives   map[ObjectiveID]*Objective
	links        map[LinkID]*Link
	metrics      map[MetricID]*Metric
	actions      map[ActionID]*Action
	reviews      map[ReviewID]*Review
	children     map[UnitID][]UnitID
	ofUnit       map[UnitID][]ObjectiveID
	ofObjective  map[ObjectiveID][]MetricID
	members      map[UnitID][]PersonID
	identities   map[identity]int // which of the people has it
}

// NewIndex resolves s. It accepts strategies that do not validate: what points
// nowhere is simply not found. The Index keeps s, which must not change after.
func NewIndex(s *Strategy) *Index {
	x := &Index{
		Strategy:     s,
		perspectives: byID(s.Perspectives, func(p *Perspective) PerspectiveID { return p.ID }),
		units:        byID(s.Units, func(u *Unit) UnitID { return u.ID }),
		people:       byID(s.People, func(p *Person) PersonID { return p.ID }),
		objectives:   byID(s.Objectives, func(o *Objective) ObjectiveID { return o.ID }),
		links:        byID(s.Links, func(l *Link) LinkID { return l.ID }),
		metrics:      byID(s.Metrics, func(m *Metric) MetricID { return m.ID }),
		actions:      byID(s.Actions, func(a *Action) ActionID { return a.ID }),
		reviews:      byID(s.Reviews, func(r *Review) ReviewID { return r.ID }),
		children:     map[UnitID][]UnitID{},
		ofUnit:       map[UnitID][]ObjectiveID{},
		ofObjective:  map[ObjectiveID][]MetricID{},
		members:      map[UnitID][]PersonID{},
		identities:   identities(s.People),
	}
	for _, u := range s.Units {
		x.children[u.Parent] = append(x.children[u.Parent], u.ID)
	}
	for _, o := range s.Objectives {
		x.ofUnit[o.Unit] = append(x.ofUnit[o.Unit], o.ID)
	}
	for _, m := range s.Metrics {
		for _, o := range append([]ObjectiveID{m.Objective}, m.Also...) {
			x.ofObjective[o] = append(x.ofObjective[o], m.ID)
		}
	}
	for _, p := range s.People {
		for _, u := range p.Units {
			x.members[u] = append(x.members[u], p.ID)
		}
	}
	return x
}

func byID[K comparable, T any](all []T, id func(*T) K) map[K]*T {
	m := make(map[K]*T, len(all))
	for i := range all {
		if k := id(&all[i]); m[k] == nil {
			m[k] = &all[i]
		}
	}
	return m
}

// The look-ups return nil when there is no such thing.

func (x *Index) Perspective(id PerspectiveID) *Perspective { return x.perspectives[id] }
func (x *Index) Unit(id UnitID) *Unit                      { return x.units[id] }
func (x *Index) Person(id PersonID) *Person                { return x.people[id] }
func (x *Index) Objective(id ObjectiveID) *Objective       { return x.objectives[id] }
func (x *Index) Link(id LinkID) *Link                      { return x.links[id] }
func (x *Index) Metric(id MetricID) *Metric                { return x.metrics[id] }
func (x *Index) Action(id ActionID) *Action                { return x.actions[id] }
func (x *Index) Review(id ReviewID) *Review                { return x.reviews[id] }

// Metrics in force of an objective, in the order of the strategy.
func (x *Index) MetricsOf(o ObjectiveID) []*Metric {
	var out []*Metric
	for _, id := range x.ofObjective[o] {
		if m := x.metrics[id]; m != nil && m.Retired == nil {
			out = append(out, m)
		}
	}
	return out
}

// ActionsOf returns the actions of an objective.
func (x *Index) ActionsOf(o ObjectiveID) []*Action {
	var out []*Action
	for i := range x.Strategy.Actions {
		if x.Strategy.Actions[i].Objective == o {
			out = append(out, &x.Strategy.Actions[i])
		}
	}
	return out
}

// UnitsBelow returns u and every unit under it, parents first.
func (x *Index) UnitsBelow(u UnitID) []UnitID {
	out := []UnitID{u}
	for i := 0; i < len(out); i++ {
		for _, c := range x.children[out[i]] {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// UnitsAbove returns u and every unit over it, the nearest first.
func (x *Index) UnitsAbove(u UnitID) []UnitID {
	var out []UnitID
	for x.units[u] != nil && !slices.Contains(out, u) {
		out = append(out, u)
		u = x.units[u].Parent
	}
	return out
}

// Root returns the unit that is the whole; nil when no unit lacks a parent.
func (x *Index) Root() *Unit {
	for i := range x.Strategy.Units {
		if x.Strategy.Units[i].Parent == "" {
			return &x.Strategy.Units[i]
		}
	}
	return nil
}

// ObjectivesOf returns the objectives in force of the unit itself, or, with
// below, of every unit under it too.
func (x *Index) ObjectivesOf(u UnitID, below bool) []*Objective {
	units := []UnitID{u}
	if below {
		units = x.UnitsBelow(u)
	}
	var out []*Objective
	for _, id := range units {
		for _, o := range x.ofUnit[id] {
			if ob := x.objectives[o]; ob != nil && ob.Retired == nil {
				out = append(out, ob)
			}
		}
	}
	return out
}

// Members returns the people of the unit itself.
func (x *Index) Members(u UnitID) []PersonID { return x.members[u] }

// UnitOf returns whose a metric is: its own unit, or its objective's.
func (x *Index) UnitOf(m *Metric) UnitID {
	if m.Unit != "" {
		return m.Unit
	}
	if o := x.objectives[m.Objective]; o != nil {
		return o.Unit
	}
	return ""
}

// OwnerOf returns who is accountable for an objective: its owner, or the head of
// its unit.
func (x *Index) OwnerOf(o *Objective) PersonID {
	if o.Owner != "" {
		return o.Owner
	}
	if u := x.units[o.Unit]; u != nil {
		return u.Head
	}
	return ""
}

// ChannelOf returns where a unit talks: its own channel, the nearest above it,
// or the organisation's.
func (x *Index) ChannelOf(u UnitID) string {
	for _, id := range x.UnitsAbove(u) {
		if c := x.units[id].Channel; c != "" {
			return c
		}
	}
	return x.Organisation.Channel
}

// ZoneOf returns a person's IANA zone.
func (x *Index) ZoneOf(p PersonID) string {
	if q := x.people[p]; q != nil && q.Zone != "" {
		return q.Zone
	}
	if x.Organisation.Zone != "" {
		return x.Organisation.Zone
	}
	return "UTC"
}

// LocaleOf returns a person's BCP 47 locale.
func (x *Index) LocaleOf(p PersonID) string {
	if q := x.people[p]; q != nil && q.Locale != "" {
		return q.Locale
	}
	if x.Organisation.Locale != "" {
		return x.Organisation.Locale
	}
	return "en"
}

// VisionObjectives returns the objectives that stand for the vision: those it
// names, those its metric measures, or, where it names none, those of the
// outermost perspective.
func (x *Index) VisionObjectives() []ObjectiveID {
	if len(x.Vision.Objectives) > 0 {
		return x.Vision.Objectives
	}
	if m := x.metrics[x.Vision.Metric]; m != nil {
		return []ObjectiveID{m.Objective}
	}
	var out []ObjectiveID
	for _, o := range x.Strategy.Objectives {
		if len(x.Strategy.Perspectives) > 0 && o.Perspective == x.Strategy.Perspectives[0].ID && o.Retired == nil {
			out = append(out, o.ID)
		}
	}
	return out
}

// A Snapshot is a strategy and its readings on a day: all that an answer, a
// digest or a picture is made from.
type Snapshot struct {
	*Index
	Today     Date
	Histories map[MetricID]History
}

// Standing returns how a metric stands; the zero Standing, with a nil Metric,
// when there is no such metric.
func (s *Snapshot) Standing(id MetricID) Standing {
	m := s.Metric(id)
	if m == nil {
		return Standing{Status: NoData}
	}
	return StandingOf(m, s.Histories[id], s.Today)
}

// AsOf returns how things stood when day d ended: without the readings of periods
// that ended later. Targets are those of that day; what else the strategy says is
// today's.
func (s *Snapshot) AsOf(d Date) *Snapshot {
	then := &Snapshot{Index: s.Index, Today: d, Histories: make(map[MetricID]History, len(s.Histories))}
	for id, h := range s.Histories {
		n := len(h)
		for n > 0 && h[n-1].Period.End() > d {
			n--
		}
		then.Histories[id] = h[:n:n]
	}
	return then
}

// Standings returns the standings of all metrics in force of an objective.
func (s *Snapshot) Standings(o ObjectiveID) []Standing {
	var out []Standing
	for _, m := range s.MetricsOf(o) {
		out = append(out, StandingOf(m, s.Histories[m.ID], s.Today))
	}
	return out
}
