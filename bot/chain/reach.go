package chain

import "throughline/bot/scorecard"

// A Reached is an objective on a way into, or out of, what was asked about.
type Reached struct {
	Objective scorecard.ObjectiveID
	Hops      int                    // links of the nearest way
	LagWeeks  int                    // of the nearest way; among equally near ones the quickest
	Sign      scorecard.Sign         // of that way
	Mixed     bool                   // another way has the other sign
	First     *scorecard.Link        // where that way begins: the link that leaves the cause
	Evidence  scorecard.EvidenceWord // of the weakest link of that way
}

// Drivers returns every objective from which a way leads to one of the given,
// the nearest first; among equally near ones the quickest, then in the order of
// the strategy. The given objectives themselves are not among them.
func (m *Map) Drivers(of []scorecard.ObjectiveID) []Reached {
	return newReach(m, of, true).all()
}

// Effects returns every objective to which a way leads from one of the given,
// in the order of Drivers.
func (m *Map) Effects(of []scorecard.ObjectiveID) []Reached {
	return newReach(m, of, false).all()
}

// A reach goes out from some objectives, against the arrows or with them.
type reach struct {
	m      *Map
	up     bool
	from   []int32
	by     rows
	inside []bool // the objectives asked about
	label  map[int32]*Reached
}

func newReach(m *Map, of []scorecard.ObjectiveID, up bool) *reach {
	r := &reach{m: m, up: up, from: m.numbers(of), by: m.out, inside: make([]bool, len(m.ids)), label: map[int32]*Reached{}}
	if up {
		r.by = m.in
	}
	for _, n := range r.from {
		r.inside[n] = true
	}
	return r
}

// far returns the end of a link that lies away from where the reach began.
func (r *reach) far(l int32) int32 {
	if r.up {
		return r.m.links[l].cause
	}
	return r.m.links[l].effect
}

func (r *reach) all() []Reached {
	var found []Reached
	for layer := r.from; len(layer) > 0; {
		layer = r.step(layer)
		sortLayer(layer, r.label)
		for _, n := range layer {
			found = append(found, *r.label[n])
		}
	}
	r.mark(found)
	return found
}

// step labels what lies one link further than layer.
func (r *reach) step(layer []int32) []int32 {
	var next []int32
	fresh := map[int32]*Reached{}
	for _, n := range layer {
		for _, l := range r.by.of(n) {
			far := r.far(l)
			if r.inside[far] || r.label[far] != nil {
				continue
			}
			way := r.longer(n, l)
			switch old := fresh[far]; {
			case old == nil:
				fresh[far] = &way
				next = append(next, far)
			case way.LagWeeks < old.LagWeeks:
				*old = way
			}
		}
	}
	for _, n := range next {
		r.label[n] = fresh[n]
	}
	return next
}

// longer returns the way to n with one link more.
func (r *reach) longer(n, l int32) Reached {
	e := &r.m.links[l]
	way := Reached{Evidence: e.link.Evidence, First: e.link}
	if before := r.label[n]; before != nil {
		way = *before
		if r.up {
			way.First = e.link
		}
		if e.weakness > weakness(way.Evidence) {
			way.Evidence = e.link.Evidence
		}
	}
	if e.lowers {
		way.Sign = flip(way.Sign)
	}
	way.Objective = r.m.ids[r.far(l)]
	way.Hops++
	way.LagWeeks += e.link.LagWeeks
	return way
}
