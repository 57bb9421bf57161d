package chain

import (
	"container/heap"
	"slices"
	"strings"
)

// A key orders routes, and beginnings of routes by the best route that begins
// so: whether it passes a start on its way, its weakness, links, lag.
type key uint64

func newKey(detour, weakness uint8, c cost) key {
	return key(detour)<<60 | key(weakness)<<56 | key(c)
}

// A beginning is a way from a start that may become a route, or is one.
type beginning struct {
	key      key
	path     []int32 // hops
	end      int32
	cost     cost
	detour   uint8
	weakness uint8
	whole    bool // a route: nothing is to be added
	exact    bool // key is known to be that of a simple route
}

// A search finds routes best first. It keeps the beginnings that have not been
// followed in a heap, each under the key of the best route it can become. No
// beginning in the heap begins another, and their keys are exact, so the first
// is always the next route or the beginning of it, and every route costs a few
// steps for each of its links, however many routes there are.
type search struct {
	*region
	rest [2][3][]cost // by detour and weakness allowed: what is left from a node, at least one link
	heap []*beginning
}

// best returns the n best routes of the region.
func (r *region) best(n int) []Route {
	s := &search{region: r, heap: r.scratch.heap}
	defer func() { r.scratch.heap = s.heap }()
	for _, v := range r.starts {
		b := s.beginning()
		b.end = v
		s.push(b)
	}
	var found []Route
	for len(found) < n && len(s.heap) > 0 {
		b := heap.Pop(s).(*beginning)
		switch {
		case b.whole:
			found = append(found, r.route(b.path))
		case !b.exact && s.mayMeetItself(b):
			s.pushExact(b)
		default:
			s.extend(b)
		}
	}
	return found
}

// extend replaces a beginning by all that are one hop longer.
func (s *search) extend(b *beginning) {
	for _, h := range s.out.of(b.end) {
		hop := &s.hops[h]
		if s.passes(b, hop.to) {
			continue
		}
		longer := s.beginning()
		*longer = beginning{
			path:     s.longer(b.path, h),
			end:      hop.to,
			cost:     b.cost + hop.cost,
			detour:   b.detour,
			weakness: max(b.weakness, hop.weakness),
		}
		if s.end[hop.to] {
			whole := s.beginning()
			*whole = *longer
			whole.whole = true
			whole.key = newKey(whole.detour, whole.weakness, whole.cost)
			heap.Push(s, whole)
		}
		if s.start[hop.to] {
			longer.detour = 1
		}
		s.push(longer)
	}
}

func (s *search) beginning() *beginning { return &s.scratch.begun.take(1)[0] }

// longer returns a path with one hop more.
func (s *search) longer(path []int32, h int32) []int32 {
	all := s.scratch.ints.take(len(path) + 1)
	all[copy(all, path)] = h
	return all
}

// push adds a beginning under the best key it can hope for; one that leads
// nowhere is dropped.
func (s *search) push(b *beginning) {
	for d := b.detour; d <= 1; d++ {
		for w := b.weakness; w <= 2; w++ {
			if left := s.left(d, w)[b.end]; left < never {
				b.key = newKey(d, w, b.cost+left)
				heap.Push(s, b)
				return
			}
		}
	}
}

// left returns, for every node, the least cost of at least one more hop to an
// end, over hops no weaker than w, and, unless detour, not by way of a start.
func (s *search) left(detour, w uint8) []cost {
	if s.rest[detour][w] == nil {
		s.rest[detour][w] = s.measure(detour, w)
	}
	return s.rest[detour][w]
}

// measure goes backwards from the ends, one link further each round, so that
// the lag of a node is settled before the next round builds on it.
func (s *search) measure(detour, w uint8) []cost {
	left := s.scratch.costs.take(len(s.nodes))
	layer, next := s.scratch.ints.take(len(s.nodes))[:0], s.scratch.ints.take(len(s.nodes))[:0]
	for v := range left {
		left[v] = never
		if s.end[v] {
			layer = append(layer, int32(v))
		}
	}
	for round := cost(1); len(layer) > 0; round++ {
		next = next[:0]
		for _, v := range layer {
			onward := left[v]
			if round == 1 {
				onward = 0
			}
			for _, h := range s.in.of(v) {
				hop := &s.hops[h]
				c := onward + hop.cost
				if hop.weakness > w || left[hop.from]>>32 < round {
					continue
				}
				if left[hop.from] == never && (detour == 1 || !s.start[hop.from]) {
					next = append(next, hop.from)
				}
				left[hop.from] = min(left[hop.from], c)
			}
		}
		layer, next = next, layer
	}
	return left
}

func (s *search) passes(b *beginning, v int32) bool {
	if len(b.path) == 0 {
		return b.end == v
	}
	return slices.ContainsFunc(b.path, func(h int32) bool { return s.hops[h].from == v || s.hops[h].to == v })
}

// mayMeetItself reports whether what is left could lead back to where b has
// been: only inside a loop that b entered before its last hop.
func (s *search) mayMeetItself(b *beginning) bool {
	return len(b.path) > 0 && s.group[s.hops[b.path[len(b.path)-1]].from] == s.group[b.end]
}

// pushExact puts b back under the key of the best simple route it can become.
func (s *search) pushExact(b *beginning) {
	been := make([]bool, len(s.nodes))
	been[b.end] = true
	for _, h := range b.path {
		been[s.hops[h].from] = true
	}
	for d := b.detour; d <= 1; d++ {
		for w := b.weakness; w <= 2; w++ {
			if left := s.leftAvoiding(b.end, slices.Clone(been), d, w); left < never {
				b.key, b.exact = newKey(d, w, b.cost+left), true
				heap.Push(s, b)
				return
			}
		}
	}
}

// leftAvoiding is left for one node, keeping clear of where the route has been.
func (s *search) leftAvoiding(from int32, been []bool, detour, w uint8) cost {
	lag := map[int32]cost{from: 0}
	best := never
	for layer := []int32{from}; len(layer) > 0 && best == never; {
		next := map[int32]cost{}
		var order []int32
		for _, v := range layer {
			for _, h := range s.out.of(v) {
				hop := &s.hops[h]
				if been[hop.to] || hop.weakness > w {
					continue
				}
				c := lag[v] + hop.cost
				if s.end[hop.to] {
					best = min(best, c)
				}
				old, known := next[hop.to]
				if !known && (detour == 1 || !s.start[hop.to]) {
					order = append(order, hop.to)
				}
				if !known || c < old {
					next[hop.to] = c
				}
			}
		}
		for _, v := range order {
			been[v] = true
		}
		lag, layer = next, order
	}
	return best
}

// The heap of beginnings: the best first, and among equals the one whose link
// ids come first.

func (s *search) Len() int      { return len(s.heap) }
func (s *search) Swap(i, j int) { s.heap[i], s.heap[j] = s.heap[j], s.heap[i] }
func (s *search) Push(b any)    { s.heap = append(s.heap, b.(*beginning)) }

func (s *search) Pop() any {
	last := len(s.heap) - 1
	b := s.heap[last]
	s.heap[last] = nil
	s.heap = s.heap[:last]
	return b
}

func (s *search) Less(i, j int) bool {
	a, b := s.heap[i], s.heap[j]
	if a.key != b.key {
		return a.key < b.key
	}
	return slices.CompareFunc(a.path, b.path, func(g, h int32) int {
		if g == h {
			return 0
		}
		x, y := s.hops[g].edge, s.hops[h].edge
		if c := strings.Compare(string(s.m.links[x].link.ID), string(s.m.links[y].link.ID)); c != 0 {
			return c
		}
		return int(x - y)
	}) < 0
}
