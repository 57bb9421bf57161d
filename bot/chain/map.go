package chain

import (
	"slices"
	"sync"

	"throughline/bot/scorecard"
)

// A Map is the links in force of a strategy, laid out to be walked. It is
// read-only and may be shared; when the strategy changes, make a new one.
type Map struct {
	x     *scorecard.Index
	ids   []scorecard.ObjectiveID // objectives in force, in the order of the strategy
	at    map[scorecard.ObjectiveID]int32
	links []edge    // in the order of the strategy
	out   rows      // links by cause
	in    rows      // links by effect
	spare sync.Pool // *scratch
	selfs []int32   // objectives with a link to themselves, which is never walked
	knots [][]int32 // groups of two or more objectives that lead to each other
}

// An edge is a link between two numbered objectives.
type edge struct {
	link          *scorecard.Link
	cause, effect int32
	lag           int32
	weakness      uint8 // 0 confirmed, 1 hypothesis, 2 contradicted
	lowers        bool
}

// New lays out the links in force: those that are not retired, between two
// different objectives that are not retired either.
func New(x *scorecard.Index) *Map {
	m := &Map{x: x, at: make(map[scorecard.ObjectiveID]int32, len(x.Strategy.Objectives))}
	for i := range x.Strategy.Objectives {
		o := &x.Strategy.Objectives[i]
		if _, twice := m.at[o.ID]; o.Retired != nil || twice {
			continue
		}
		m.at[o.ID] = int32(len(m.ids))
		m.ids = append(m.ids, o.ID)
	}
	m.links = make([]edge, 0, len(x.Strategy.Links))
	for i := range x.Strategy.Links {
		m.add(&x.Strategy.Links[i])
	}
	m.out = newRows(len(m.ids), m.links, func(e *edge) (int32, int32) { return e.cause, e.effect })
	m.in = newRows(len(m.ids), m.links, func(e *edge) (int32, int32) { return e.effect, e.cause })
	m.spare.New = func() any { return &scratch{marks: make([]int32, len(m.ids))} }
	_, all := groups(&scratch{}, m.out)
	m.knots = slices.DeleteFunc(all, func(g []int32) bool { return len(g) < 2 })
	return m
}

func (m *Map) add(l *scorecard.Link) {
	cause, ok1 := m.at[l.Cause]
	effect, ok2 := m.at[l.Effect]
	switch {
	case !ok1 || !ok2 || l.Retired != nil:
	case cause == effect:
		m.selfs = append(m.selfs, cause)
	default:
		m.links = append(m.links, edge{
			link: l, cause: cause, effect: effect,
			lag: int32(l.LagWeeks), weakness: weakness(l.Evidence), lowers: l.Sign == scorecard.Lowers,
		})
	}
}

// weakness orders evidence from the best to the worst.
func weakness(e scorecard.EvidenceWord) uint8 {
	switch e {
	case scorecard.Confirmed:
		return 0
	case scorecard.Contradicted:
		return 2
	}
	return 1
}

// Into returns the links that lead straight into o, in the order of the strategy.
func (m *Map) Into(o scorecard.ObjectiveID) []*scorecard.Link { return m.direct(m.in, o) }

// Out returns the links that leave o, in the order of the strategy.
func (m *Map) Out(o scorecard.ObjectiveID) []*scorecard.Link { return m.direct(m.out, o) }

func (m *Map) direct(by rows, o scorecard.ObjectiveID) []*scorecard.Link {
	n, ok := m.at[o]
	if !ok {
		return nil
	}
	var all []*scorecard.Link
	for _, l := range by.of(n) {
		all = append(all, m.links[l].link)
	}
	return all
}

// numbers returns the numbers of those objectives that are in force, each once.
func (m *Map) numbers(of []scorecard.ObjectiveID) []int32 {
	var ns []int32
	seen := make(map[int32]bool, len(of))
	for _, o := range of {
		if n, ok := m.at[o]; ok && !seen[n] {
			seen[n] = true
			ns = append(ns, n)
		}
	}
	return ns
}

// rows are lists of links, one list a node, in a few arrays.
type rows struct {
	start []int32 // start[n] to start[n+1] are the links of n
	links []int32
	far   []int32 // the other node of each link, so that a walk need not look it up
}

// newRows lists all links by the first of the two nodes that ends returns.
func newRows[T any](nodes int, all []T, ends func(*T) (near, far int32)) rows {
	ints := pool[int32]{all: make([]int32, 2*(nodes+1+len(all)))}
	return rowsIn(&ints, nodes, all, ends)
}

// rowsIn is newRows in memory that is there already.
func rowsIn[T any](ints *pool[int32], nodes int, all []T, ends func(*T) (near, far int32)) rows {
	r := rows{start: ints.take(nodes + 1), links: ints.take(len(all)), far: ints.take(len(all))}
	for i := range all {
		near, _ := ends(&all[i])
		r.start[near+1]++
	}
	for n := range nodes {
		r.start[n+1] += r.start[n]
	}
	next := ints.take(nodes + 1)
	copy(next, r.start)
	for i := range all {
		n, far := ends(&all[i])
		r.links[next[n]], r.far[next[n]] = int32(i), far
		next[n]++
	}
	return r
}

func (r *rows) of(n int32) []int32 { return r.links[r.start[n]:r.start[n+1]] }

// next are the nodes at the other ends of the links of n.
func (r *rows) next(n int32) []int32 { return r.far[r.start[n]:r.start[n+1]] }
