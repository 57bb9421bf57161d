package chain

import (
	"cmp"
	"slices"

	"throughline/bot/scorecard"
)

// A Reached is an objective on a way into, or out of, what was asked about.
type Reached struct {
	Objective scorecard.ObjectiveID
	Hops      int                    // links of the nearest way
	LagWeeks  int                    // of the nearest way; among equally near ones the quickest
	Sign      scorecard.Sign         // of that way
	Mixed     bool                   // another way has the other sign
	First     *scorecard.Link        // where that way begins: the link that leaves the cause
	Weakest   *scorecard.Link        // the first with the weakest evidence of that way, going out
	Evidence  scorecard.EvidenceWord // of it
}

// Drivers returns every objective from which a way leads to one of the given,
// the nearest first; among equally near ones the quickest, then in the order of
// the strategy. The given objectives themselves are not among them.
func (m *Map) Drivers(of []scorecard.ObjectiveID) []Reached {
	return m.reach(of, true)
}

// Effects returns every objective to which a way leads from one of the given,
// in the order of Drivers.
func (m *Map) Effects(of []scorecard.ObjectiveID) []Reached {
	return m.reach(of, false)
}

// A reach goes out from some objectives, against the arrows or with them. It
// works in marks that are all 0 before and after, so that a question that meets
// twenty objectives does not pay for clearing a hundred thousand.
type reach struct {
	m      *Map
	up     bool
	from   []int32
	by     rows
	mark   []int32 // by node: asked, or 1 + its place in found; 0 until it is met
	found  []way   // the nearest first
	lowers bool    // a link on the way is a trade-off
}

const asked = -1 // marks what was asked about

// A way leads from what was asked about to a node, over numbered links.
type way struct {
	node, hops, lag int32
	first, weakest  int32 // links; of no way -1
	lowers          bool
}

func (m *Map) reach(of []scorecard.ObjectiveID, up bool) []Reached {
	sc := m.spare.Get().(*scratch)
	defer m.spare.Put(sc)
	r := newReach(m, of, up)
	r.mark = sc.marks
	for _, n := range r.from {
		r.mark[n] = asked
	}
	r.spread()
	all := r.told()
	for _, n := range r.from {
		r.mark[n] = 0
	}
	for i := range r.found {
		r.mark[r.found[i].node] = 0
	}
	return all
}

func newReach(m *Map, of []scorecard.ObjectiveID, up bool) *reach {
	r := &reach{m: m, up: up, from: m.numbers(of), by: m.out}
	if up {
		r.by = m.in
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

// spread finds all there is, layer by layer: the quickest first, then in the
// order of the strategy.
func (r *reach) spread() {
	for _, n := range r.from {
		r.step(way{node: n, first: -1, weakest: -1}, 0)
	}
	for begin := 0; begin < len(r.found); {
		end := len(r.found)
		layer := r.found[begin:end]
		slices.SortFunc(layer, func(a, b way) int { return cmp.Or(cmp.Compare(a.lag, b.lag), cmp.Compare(a.node, b.node)) })
		for i := range layer {
			r.mark[layer[i].node] = int32(begin+i) + 1
		}
		for i := range layer {
			r.step(layer[i], end)
		}
		begin = end
	}
}

// step goes on over one link each. Where something was met in this layer
// already, which begins at fresh, the quicker way stays.
func (r *reach) step(before way, fresh int) {
	onward := r.by.next(before.node)
	for k, l := range r.by.of(before.node) {
		r.lowers = r.lowers || r.m.links[l].lowers
		far := onward[k]
		switch at := int(r.mark[far]) - 1; {
		case at == -1:
			r.found = append(r.found, r.longer(before, l, far))
			r.mark[far] = int32(len(r.found))
		case at >= fresh && before.lag+r.m.links[l].lag < r.found[at].lag:
			r.found[at] = r.longer(before, l, far)
		}
	}
}

// longer returns a way with link l more, which leads to far.
func (r *reach) longer(w way, l, far int32) way {
	e := &r.m.links[l]
	if w.weakest < 0 || e.weakness > r.m.links[w.weakest].weakness {
		w.weakest = l
	}
	if w.first < 0 || r.up {
		w.first = l
	}
	w.node = far
	w.hops++
	w.lag += e.lag
	w.lowers = w.lowers != e.lowers
	return w
}

// told describes what was found.
func (r *reach) told() []Reached {
	if len(r.found) == 0 {
		return nil
	}
	mixed := r.mixed()
	all := make([]Reached, len(r.found))
	for i, w := range r.found {
		all[i] = Reached{
			Objective: r.m.ids[w.node], Hops: int(w.hops), LagWeeks: int(w.lag), Mixed: mixed != nil && mixed(w.node),
			First: r.m.links[w.first].link, Weakest: r.m.links[w.weakest].link, Evidence: r.m.links[w.weakest].link.Evidence,
		}
		if w.lowers {
			all[i].Sign = scorecard.Lowers
		}
	}
	return all
}
