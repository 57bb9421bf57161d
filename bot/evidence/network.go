package evidence

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"gonum.org/v1/gonum/mat"

	"throughline/bot/scorecard"
)

// A network is arrows laid out to be walked.
type network struct {
	arrows []Arrow
	ids    []scorecard.MetricID
	at     map[scorecard.MetricID]int
	out    [][]int // arrows by cause
	in     [][]int // arrows by effect
}

func newNetwork(arrows []Arrow) *network {
	n := &network{at: map[scorecard.MetricID]int{}}
	for _, a := range arrows {
		if a.From == a.To || math.IsNaN(a.Slope) || math.IsInf(a.Slope, 0) {
			continue
		}
		from, to := n.node(a.From), n.node(a.To)
		n.out[from] = append(n.out[from], len(n.arrows))
		n.in[to] = append(n.in[to], len(n.arrows))
		n.arrows = append(n.arrows, a)
	}
	return n
}

func (n *network) node(id scorecard.MetricID) int {
	if k, ok := n.at[id]; ok {
		return k
	}
	k := len(n.ids)
	n.at[id] = k
	n.ids, n.out, n.in = append(n.ids, id), append(n.out, nil), append(n.in, nil)
	return k
}

// downstream returns the arrows that a change of id can travel, and no others.
func downstream(arrows []Arrow, id scorecard.MetricID) *network {
	return newNetwork(reachable(arrows, id, func(a *Arrow) (near, far scorecard.MetricID) { return a.From, a.To }))
}

// upstream returns the arrows along which a change can reach id.
func upstream(arrows []Arrow, id scorecard.MetricID) *network {
	return newNetwork(reachable(arrows, id, func(a *Arrow) (near, far scorecard.MetricID) { return a.To, a.From }))
}

func reachable(arrows []Arrow, id scorecard.MetricID, ends func(*Arrow) (near, far scorecard.MetricID)) (out []Arrow) {
	by := map[scorecard.MetricID][]int{}
	for i := range arrows {
		near, _ := ends(&arrows[i])
		by[near] = append(by[near], i)
	}
	seen := map[scorecard.MetricID]bool{id: true}
	var picked []int
	for queue := []scorecard.MetricID{id}; len(queue) > 0; queue = queue[1:] {
		for _, i := range by[queue[0]] {
			picked = append(picked, i)
			if _, far := ends(&arrows[i]); !seen[far] {
				seen[far] = true
				queue = append(queue, far)
			}
		}
	}
	slices.Sort(picked)
	for _, i := range picked {
		out = append(out, arrows[i])
	}
	return out
}

// instantOrder returns the nodes so that arrows without a lag lead forwards
// only; false when such arrows run in a circle, which no week by week telling
// can follow.
func (n *network) instantOrder() ([]int, bool) {
	waits := make([]int, len(n.ids))
	for _, a := range n.arrows {
		if a.LagWeeks <= 0 {
			waits[n.at[a.To]]++
		}
	}
	var order []int
	for k, w := range waits {
		if w == 0 {
			order = append(order, k)
		}
	}
	for i := 0; i < len(order); i++ {
		for _, l := range n.out[order[i]] {
			if a := n.arrows[l]; a.LagWeeks <= 0 {
				to := n.at[a.To]
				if waits[to]--; waits[to] == 0 {
					order = append(order, to)
				}
			}
		}
	}
	return order, len(order) == len(n.ids)
}

// growth is how much a change grows each time it has gone round the loops, the
// signs left aside; 1 and more never settles.
func (n *network) growth() float64 {
	v := make([]float64, len(n.ids))
	for i := range v {
		v[i] = 1
	}
	rate := 0.0
	for range 400 { // of I+|B|, which cannot go round in circles as |B| can
		next := slices.Clone(v)
		for _, a := range n.arrows {
			next[n.at[a.From]] += math.Abs(a.Slope) * v[n.at[a.To]]
		}
		biggest := slices.Max(next)
		if biggest == 0 || math.IsInf(biggest, 0) {
			return biggest
		}
		for i := range next {
			v[i] = next[i] / biggest
		}
		rate = biggest - 1
	}
	return rate
}

// grows reports whether a change would grow without end. Only arrows that lie on
// a loop count: those that lead through once add, but do not multiply.
func (n *network) grows() bool {
	loops := n.onLoops()
	return len(loops) > 0 && newNetwork(loops).growth() >= 1-1e-6
}

// onLoops returns the arrows that lie on some loop: those within a group of
// metrics that all lead to each other.
func (n *network) onLoops() (out []Arrow) {
	g := simple.NewDirectedGraph()
	for k := range n.ids {
		g.AddNode(simple.Node(k))
	}
	for _, a := range n.arrows {
		g.SetEdge(simple.Edge{F: simple.Node(n.at[a.From]), T: simple.Node(n.at[a.To])})
	}
	group := make([]int, len(n.ids))
	for i, nodes := range topo.TarjanSCC(g) {
		for _, k := range nodes {
			group[k.ID()] = i
		}
	}
	for _, a := range n.arrows {
		if group[n.at[a.From]] == group[n.at[a.To]] {
			out = append(out, a)
		}
	}
	return out
}

// totals returns, for each node, how much one more of it moves the target in the
// end, over all routes and loops. It is false when the loops never settle.
func (n *network) totals(target int) ([]float64, bool) {
	order, straight := n.order()
	if !straight {
		return n.solved(target)
	}
	out := make([]float64, len(n.ids))
	out[target] = 1
	for _, k := range slices.Backward(order) {
		for _, l := range n.out[k] {
			out[k] += n.arrows[l].Slope * out[n.at[n.arrows[l].To]]
		}
	}
	return out, true
}

// solved is totals where there are loops: a system of equations, one a node.
func (n *network) solved(target int) ([]float64, bool) {
	size := len(n.ids)
	m := mat.NewDense(size, size, nil)
	for i := range size {
		m.Set(i, i, 1)
	}
	for _, a := range n.arrows {
		u, v := n.at[a.From], n.at[a.To]
		m.Set(u, v, m.At(u, v)-a.Slope)
	}
	e := mat.NewVecDense(size, nil)
	e.SetVec(target, 1)
	var x mat.VecDense
	if err := x.SolveVec(m, e); err != nil {
		if _, shaky := err.(mat.Condition); !shaky || n.grows() {
			return nil, false
		}
	}
	return mat.Col(nil, 0, &x), !n.grows()
}
