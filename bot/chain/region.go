package chain

import "slices"

// A region is the part of a map that lies between two sets of objectives: the
// nodes that can be reached from a start and from which an end can be reached.
// Its nodes are numbered anew, so that work on it costs what the region is
// large, not what the map is.
type region struct {
	m          *Map
	scratch    *scratch // what everything below lies in
	nodes      []int32  // numbers in the map
	out, in    rows     // by node of the region
	hops       []hop
	start, end []bool
	starts     []int32
	group      []int32 // strongly connected group of a node; every hop leads to the same group or to a lower one
	groups     [][]int32
}

// A hop is a link of the map between two nodes of the region.
type hop struct {
	edge     int32
	from, to int32
	cost     cost
	weakness uint8
}

// A cost is what routes of equal evidence are compared by: links in the high
// half, weeks of lag in the low one.
type cost uint64

const (
	oneLink cost = 1 << 32
	never   cost = 1 << 56
)

// between cuts the region out of m. A region without nodes has no routes. It lives
// as long as sc is not done.
func (m *Map) between(sc *scratch, from, to []int32) *region {
	r := &region{m: m, scratch: sc}
	local := sc.marks // the number in the region + 1; 0 outside
	r.nodes = m.sweep(sc, from, to)
	links := 0
	for i, n := range r.nodes {
		local[n] = int32(i) + 1
		links += len(m.out.of(n))
	}
	r.hops = sc.hops.take(links)[:0]
	for _, n := range r.nodes {
		for _, l := range m.out.of(n) {
			if e := &m.links[l]; local[e.effect] > 0 {
				r.hops = append(r.hops, hop{
					edge: l, from: local[n] - 1, to: local[e.effect] - 1,
					cost: oneLink + cost(max(0, e.lag)), weakness: e.weakness,
				})
			}
		}
	}
	r.out = rowsIn(&sc.ints, len(r.nodes), r.hops, func(h *hop) (int32, int32) { return h.from, h.to })
	r.in = rowsIn(&sc.ints, len(r.nodes), r.hops, func(h *hop) (int32, int32) { return h.to, h.from })
	r.start, r.end = sc.flags.take(len(r.nodes)), sc.flags.take(len(r.nodes))
	r.starts = sc.ints.take(len(from))[:0]
	for _, n := range from {
		if l := local[n]; l > 0 {
			r.start[l-1] = true
			r.starts = append(r.starts, l-1)
		}
	}
	for _, n := range to {
		if l := local[n]; l > 0 {
			r.end[l-1] = true
		}
	}
	for _, n := range r.nodes {
		local[n] = 0
	}
	r.group, r.groups = groups(sc, r.out)
	return r
}

// sweep returns the nodes that lie on a way from one set to the other, in the
// order of the map. It works in the marks, which are all 0 before and after: a
// question that touches twenty nodes must not pay for clearing a hundred
// thousand.
func (m *Map) sweep(sc *scratch, from, to []int32) []int32 {
	const ahead, both = 1, 2
	mark := sc.marks
	reached := append(sc.ints.take(max(64, len(from)))[:0], from...)
	for _, n := range from {
		mark[n] = ahead
	}
	for i := 0; i < len(reached); i++ {
		for _, n := range m.out.next(reached[i]) {
			if mark[n] == 0 {
				mark[n] = ahead
				reached = append(reached, n)
			}
		}
	}
	found := sc.ints.take(len(reached))[:0]
	keep := func(n int32) {
		if mark[n] == ahead {
			mark[n] = both
			found = append(found, n)
		}
	}
	for _, n := range to {
		keep(n)
	}
	for i := 0; i < len(found); i++ {
		for _, n := range m.in.next(found[i]) {
			keep(n)
		}
	}
	for _, n := range reached {
		mark[n] = 0
	}
	slices.Sort(found)
	return found
}

// spread marks and returns everything that can be reached from a set of nodes,
// the nearest first.
func spread(from []int32, seen []bool, by rows) []int32 {
	var found []int32
	for _, n := range from {
		if !seen[n] {
			seen[n] = true
			found = append(found, n)
		}
	}
	for i := 0; i < len(found); i++ {
		for _, n := range by.next(found[i]) {
			if !seen[n] {
				seen[n] = true
				found = append(found, n)
			}
		}
	}
	return found
}
