package evidence

import "math"

// exact returns, for a network without loops, the standard deviation of what one
// more of the source does to each node in the end, and after how many weeks all
// of it has arrived. Slopes are taken to be wrong independently of each other.
// It is false where there are loops.
//
// The second moments are carried from node to node, so routes need not be
// listed: with F the response of a node, and v behind w, E[FvFw] is the sum over
// the arrows into v of E[s]·E[FuFw].
func (n *network) exact(source int) (sd []float64, arrived []int, ok bool) {
	order, ok := n.order()
	if !ok {
		return nil, nil, false
	}
	size := len(n.ids)
	mean, sd, arrived := make([]float64, size), make([]float64, size), make([]int, size)
	second := make([][]float64, size)
	for k := range second {
		second[k] = make([]float64, size)
	}
	for i, v := range order {
		if v == source {
			mean[v], second[v][v] = 1, 1
			continue
		}
		for _, l := range n.in[v] {
			a := n.arrows[l]
			u := n.at[a.From]
			mean[v] += a.Slope * mean[u]
			arrived[v] = max(arrived[v], arrived[u]+max(0, a.LagWeeks))
			for _, w := range order[:i] {
				second[v][w] += a.Slope * second[u][w]
			}
		}
		for _, w := range order[:i] {
			second[w][v] = second[v][w]
		}
		for _, l := range n.in[v] {
			a := n.arrows[l]
			u := n.at[a.From]
			second[v][v] += a.Slope*second[u][v] + a.SD*a.SD*second[u][u]
		}
		sd[v] = math.Sqrt(math.Max(0, second[v][v]-mean[v]*mean[v]))
	}
	return sd, arrived, true
}

// order returns the nodes so that every arrow leads forwards; false when there
// is a loop.
func (n *network) order() ([]int, bool) {
	flat := *n
	flat.arrows = append([]Arrow(nil), n.arrows...)
	for i := range flat.arrows {
		flat.arrows[i].LagWeeks = 0
	}
	return flat.instantOrder()
}
