package evidence

import (
	"cmp"
	"math"
	"slices"

	"throughline/bot/scorecard"
)

// A Path is one route of arrows with what it carries.
type Path struct {
	Links    []scorecard.LinkID
	Metrics  []scorecard.MetricID // the first is the cause, the last the effect
	Slope    float64              // the product
	LagWeeks int
	Share    float64 // of the total
	Opinion  float64 // how much of it rests on somebody's estimate
	Word     Verdict // of its weakest arrow
}

// What people are shown of the routes of a change.
const (
	shownPaths = 5
	worthIt    = 0.05  // of the total
	mostPaths  = 2_000 // after which no more are counted
)

// paths returns the simple routes between two nodes, strongest first. It tries
// the strongest arrows first, so that what is left out where there are more than
// mostPaths is weak.
func (n *network) paths(from, to int) (all []Path) {
	visited, links := make([]bool, len(n.ids)), []int(nil)
	useful := n.leadingTo(to)
	strength, _ := n.strengths(to)
	promise := func(l int) float64 { return math.Abs(n.arrows[l].Slope) * strength[n.at[n.arrows[l].To]] }
	out := make([][]int, len(n.ids))
	for k := range out {
		out[k] = slices.Clone(n.out[k])
		slices.SortStableFunc(out[k], func(a, b int) int { return cmp.Compare(promise(b), promise(a)) })
	}
	var walk func(at int)
	walk = func(at int) {
		if at == to {
			all = append(all, n.path(links))
			return
		}
		visited[at] = true
		for _, l := range out[at] {
			if next := n.at[n.arrows[l].To]; !visited[next] && useful[next] && len(all) < mostPaths {
				links = append(links, l)
				walk(next)
				links = links[:len(links)-1]
			}
		}
		visited[at] = false
	}
	if from != to {
		walk(from)
	}
	slices.SortStableFunc(all, func(a, b Path) int { return cmp.Compare(math.Abs(b.Slope), math.Abs(a.Slope)) })
	return all
}

// leadingTo marks the nodes from which a node can be reached.
func (n *network) leadingTo(to int) []bool {
	marks := make([]bool, len(n.ids))
	marks[to] = true
	for queue := []int{to}; len(queue) > 0; queue = queue[1:] {
		for _, l := range n.in[queue[0]] {
			if from := n.at[n.arrows[l].From]; !marks[from] {
				marks[from] = true
				queue = append(queue, from)
			}
		}
	}
	return marks
}

func (n *network) path(links []int) Path {
	p := Path{Slope: 1, Metrics: []scorecard.MetricID{n.arrows[links[0]].From}, Word: Supported}
	data := 1.0
	for _, l := range links {
		a := n.arrows[l]
		p.Links, p.Metrics = append(p.Links, a.Link), append(p.Metrics, a.To)
		p.Slope *= a.Slope
		p.LagWeeks += max(0, a.LagWeeks)
		data *= 1 - a.Opinion
		if a.Verdict.Rank() < p.Word.Rank() {
			p.Word = a.Verdict
		}
	}
	p.Opinion = 1 - data
	return p
}

// told fills in the shares and returns the routes worth telling, how many were
// left out, and what share of them all is opinion.
func told(all []Path) (shown []Path, left int, opinion float64) {
	sum, weight := 0.0, 0.0
	for _, p := range all {
		sum += p.Slope
		weight += math.Abs(p.Slope)
		opinion += math.Abs(p.Slope) * p.Opinion
	}
	for i := range all {
		if sum != 0 {
			all[i].Share = all[i].Slope / sum
		}
		if i < shownPaths && math.Abs(all[i].Slope) >= worthIt*math.Abs(sum) {
			shown = append(shown, all[i])
		}
	}
	if weight > 0 {
		opinion /= weight
	}
	return shown, len(all) - len(shown), opinion
}
