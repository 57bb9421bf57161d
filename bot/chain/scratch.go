package chain

// A scratch is the memory that one question works in. It goes back to the map's
// pool when the question is answered, so that nothing of an answer may lie in it.
type scratch struct {
	marks  []int32 // one for each objective, all 0 between questions
	ints   pool[int32]
	flags  pool[bool]
	costs  pool[cost]
	counts pool[uint64]
	hops   pool[hop]
	begun  pool[beginning]
	heap   []*beginning
	groups [][]int32
	stack  []frame
}

// done makes everything ready for the next question.
func (s *scratch) done() {
	s.ints.used, s.flags.used, s.costs.used, s.counts.used, s.hops.used, s.begun.used = 0, 0, 0, 0, 0, 0
	clear(s.heap)
	s.heap, s.groups, s.stack = s.heap[:0], s.groups[:0], s.stack[:0]
}

// A pool hands out slices of one array. What does not fit any more comes from a
// new one, twice as large, which is kept instead.
type pool[T any] struct {
	all  []T
	used int
}

// most is how much a pool keeps: a question about half of the map is rare, and
// its memory is not held for the small ones.
const most = 1 << 16

// take returns n zero values.
func (p *pool[T]) take(n int) []T {
	if p.used+n > len(p.all) {
		fresh := make([]T, max(2*len(p.all), n, 256))
		if len(fresh) > most {
			return make([]T, n)
		}
		p.all, p.used = fresh, 0
	}
	got := p.all[p.used : p.used+n : p.used+n]
	p.used += n
	clear(got)
	return got
}
