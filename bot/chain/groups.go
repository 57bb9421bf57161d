package chain

// groups returns the strongly connected groups of a graph (Tarjan): which group
// a node belongs to, and the nodes of each. Groups are numbered so that every
// link leads to the same group or to one with a lower number. It keeps its own
// stack, because a chain of a hundred thousand objectives is allowed.
func groups(sc *scratch, by rows) (of []int32, all [][]int32) {
	n := len(by.start) - 1
	t := tarjan{
		by: by, of: sc.ints.take(n), low: sc.ints.take(n), num: sc.ints.take(n), known: sc.ints.take(n)[:0],
		open: sc.ints.take(n)[:0], stack: sc.stack, all: sc.groups,
	}
	for v := range int32(n) {
		if t.num[v] == 0 {
			t.visit(v)
		}
	}
	sc.stack, sc.groups = t.stack, t.all
	return t.of, t.all
}

type tarjan struct {
	by    rows
	of    []int32
	low   []int32
	num   []int32 // order of the first visit from 1; 0 not visited
	count int32
	open  []int32 // nodes whose group is not known yet
	known []int32 // the others, group by group
	stack []frame
	all   [][]int32
}

type frame struct {
	node int32
	next int32 // position of the next link in by.links
}

const undecided = -1

func (t *tarjan) enter(v int32) {
	t.count++
	t.num[v], t.low[v], t.of[v] = t.count, t.count, undecided
	t.open = append(t.open, v)
	t.stack = append(t.stack, frame{v, t.by.start[v]})
}

func (t *tarjan) visit(root int32) {
	t.enter(root)
	for len(t.stack) > 0 {
		f := &t.stack[len(t.stack)-1]
		if f.next == t.by.start[f.node+1] {
			t.leave()
			continue
		}
		w := t.by.far[f.next]
		f.next++
		switch {
		case t.num[w] == 0:
			t.enter(w)
		case t.of[w] == undecided:
			t.low[f.node] = min(t.low[f.node], t.num[w])
		}
	}
}

func (t *tarjan) leave() {
	v := t.stack[len(t.stack)-1].node
	t.stack = t.stack[:len(t.stack)-1]
	if k := len(t.stack); k > 0 {
		above := t.stack[k-1].node
		t.low[above] = min(t.low[above], t.low[v])
	}
	if t.low[v] != t.num[v] {
		return
	}
	cut := len(t.open) - 1
	for t.open[cut] != v {
		cut--
	}
	from := len(t.known)
	t.known = append(t.known, t.open[cut:]...)
	members := t.known[from:len(t.known):len(t.known)]
	t.open = t.open[:cut]
	for _, w := range members {
		t.of[w] = int32(len(t.all))
	}
	t.all = append(t.all, members)
}
