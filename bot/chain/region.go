package chain

// A region is the part of a map that lies between two sets of objectives: the
// nodes that can be reached from a start and from which an end can be reached.
// Its nodes are numbered anew, so that work on it costs what the region is
// large, not what the map is.
type region struct {
	m          *Map
	nodes      []int32 // numbers in the map
	out, in    rows    // by node of the region
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

// between cuts the region out of m. A region without nodes has no routes.
func (m *Map) between(from, to []int32) *region {
	r := &region{m: m}
	local := m.sweep(from, to) // 0 outside, else the number in the region + 1
	for n, l := range local {
		if l > 0 {
			r.nodes = append(r.nodes, int32(n))
			local[n] = int32(len(r.nodes))
		}
	}
	for _, n := range r.nodes {
		for _, l := range m.out.of(n) {
			e := &m.links[l]
			if t := local[e.effect]; t > 0 {
				r.hops = append(r.hops, hop{
					edge: l, from: local[n] - 1, to: t - 1,
					cost: oneLink + cost(max(0, e.lag)), weakness: e.weakness,
				})
			}
		}
	}
	r.out = newRows(len(r.nodes), r.hops, func(h *hop) int32 { return h.from })
	r.in = newRows(len(r.nodes), r.hops, func(h *hop) int32 { return h.to })
	r.start, r.end = make([]bool, len(r.nodes)), make([]bool, len(r.nodes))
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
	r.group, r.groups = groups(r.out, func(h int32) int32 { return r.hops[h].to })
	return r
}

// sweep marks with 1 the nodes that lie on a way from one set to the other.
func (m *Map) sweep(from, to []int32) []int32 {
	ahead := make([]bool, len(m.ids))
	spread(from, ahead, m.out, func(l int32) int32 { return m.links[l].effect }, nil)
	var reached []int32
	for _, n := range to {
		if ahead[n] {
			reached = append(reached, n)
		}
	}
	behind := make([]bool, len(m.ids))
	both := spread(reached, behind, m.in, func(l int32) int32 { return m.links[l].cause }, ahead)
	local := make([]int32, len(m.ids))
	for _, n := range both {
		local[n] = 1
	}
	return local
}

// spread marks and returns everything that can be reached from a set of nodes,
// the nearest first; within, if given, bounds it.
func spread(from []int32, seen []bool, by rows, far func(int32) int32, within []bool) []int32 {
	var found []int32
	for _, n := range from {
		if !seen[n] {
			seen[n] = true
			found = append(found, n)
		}
	}
	for i := 0; i < len(found); i++ {
		for _, l := range by.of(found[i]) {
			if n := far(l); !seen[n] && (within == nil || within[n]) {
				seen[n] = true
				found = append(found, n)
			}
		}
	}
	return found
}
