package chain

import (
	"slices"

	"throughline/bot/scorecard"
)

// signSteps bounds the walk that tells routes from rounds.
const signSteps = 100_000

// bySign holds whether something is reached with each sign: raising, lowering.
type bySign [2]bool

// mixed tells what is reached with both signs; nil when nothing is. Ways that go
// in a round would count as well, and a round with a trade-off in it would make
// all behind it look mixed; so where there are rounds every simple route is
// walked, unless that takes more than signSteps. Then rounds count: they do
// change the sign of what comes back.
func (r *reach) mixed() func(node int32) bool {
	if !r.lowers {
		return nil
	}
	signs := r.spreadSigns()
	both := func(n int32) bool { return signs[n] == bySign{true, true} }
	if !slices.ContainsFunc(r.found, func(w way) bool { return both(w.node) }) {
		return nil
	}
	if r.hasRounds() {
		w := signWalk{reach: r, on: make([]bool, len(r.m.ids)), signs: make([]bySign, len(r.m.ids)), steps: signSteps}
		for _, n := range r.from {
			w.walk(n, 0)
		}
		if w.steps >= 0 {
			signs = w.signs
		}
	}
	return both
}

// spreadSigns finds the signs of all ways, rounds included.
func (r *reach) spreadSigns() []bySign {
	type state struct {
		node int32
		sign int
	}
	seen := make([]bySign, len(r.m.ids))
	var queue []state
	for _, n := range r.from {
		seen[n][0] = true
		queue = append(queue, state{n, 0})
	}
	for i := 0; i < len(queue); i++ {
		far := r.by.next(queue[i].node)
		for k, l := range r.by.of(queue[i].node) {
			next := state{far[k], queue[i].sign ^ lowering(r.m.links[l])}
			if r.mark[next.node] != asked && !seen[next.node][next.sign] {
				seen[next.node][next.sign] = true
				queue = append(queue, next)
			}
		}
	}
	return seen
}

func lowering(e edge) int {
	if e.lowers {
		return 1
	}
	return 0
}

func (r *reach) hasRounds() bool {
	for _, g := range r.m.knots {
		if slices.ContainsFunc(g, func(n int32) bool { return r.mark[n] > 0 }) {
			return true
		}
	}
	return false
}

type signWalk struct {
	*reach
	on    []bool
	signs []bySign
	steps int
}

// walk goes every simple way on from n, but not by way of what was asked about.
func (w *signWalk) walk(n int32, sign int) {
	if w.steps--; w.steps < 0 {
		return
	}
	w.on[n], w.signs[n][sign] = true, true
	onward := w.by.next(n)
	for k, l := range w.by.of(n) {
		if far := onward[k]; !w.on[far] && w.mark[far] != asked {
			w.walk(far, sign^lowering(w.m.links[l]))
		}
	}
	w.on[n] = false
}

// DriverLinks returns every link on any way into one of the given objectives,
// in the order of the strategy. A link that leaves one of them is left out
// unless it leads to another of them without coming back.
func (m *Map) DriverLinks(of []scorecard.ObjectiveID) []*scorecard.Link {
	return newReach(m, of, true).ways()
}

// EffectLinks returns every link on any way out of one of the given objectives,
// in the order of the strategy. A link that leads into one of them is left out
// unless it comes from another of them without having passed the first.
func (m *Map) EffectLinks(of []scorecard.ObjectiveID) []*scorecard.Link {
	return newReach(m, of, false).ways()
}

func (r *reach) ways() []*scorecard.Link {
	reached, inside := make([]bool, len(r.m.ids)), make([]bool, len(r.m.ids))
	spread(r.from, reached, r.by)
	others := map[int32][]bool{} // for each given objective: what the others reach without it
	for _, n := range r.from {
		inside[n] = true
		seen := make([]bool, len(r.m.ids))
		seen[n] = true
		rest := slices.DeleteFunc(slices.Clone(r.from), func(o int32) bool { return o == n })
		spread(rest, seen, r.by)
		others[n] = seen
	}
	var all []*scorecard.Link
	for l := range r.m.links {
		far, near := r.far(int32(l)), r.near(int32(l))
		if reached[near] && (!inside[far] || others[far][near]) {
			all = append(all, r.m.links[l].link)
		}
	}
	return all
}

// near returns the end of a link that lies towards where the reach began.
func (r *reach) near(l int32) int32 {
	if r.up {
		return r.m.links[l].effect
	}
	return r.m.links[l].cause
}
