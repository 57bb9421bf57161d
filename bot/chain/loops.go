package chain

import (
	"slices"

	"throughline/bot/scorecard"
)

// Loops returns the circles of the map: a link from an objective to itself, and
// for every group of objectives that all lead to each other the shortest circle
// through the first of them. Each begins at the objective that the strategy
// names first and lists it once.
func (m *Map) Loops() [][]scorecard.ObjectiveID {
	var circles [][]int32
	for _, n := range m.selfs {
		circles = append(circles, []int32{n})
	}
	for _, g := range m.knots {
		circles = append(circles, m.circle(slices.Min(g)))
	}
	slices.SortStableFunc(circles, func(a, b []int32) int { return int(a[0] - b[0]) })
	var loops [][]scorecard.ObjectiveID
	for _, c := range circles {
		var ids []scorecard.ObjectiveID
		for _, n := range c {
			ids = append(ids, m.ids[n])
		}
		loops = append(loops, ids)
	}
	return loops
}

// circle returns a shortest way from n back to n, which there is in a knot.
func (m *Map) circle(n int32) []int32 {
	before := map[int32]int32{}
	for queue := []int32{n}; ; queue = queue[1:] {
		v := queue[0]
		for _, w := range m.out.next(v) {
			if w == n {
				return unwind(before, n, v)
			}
			if _, seen := before[w]; !seen {
				before[w] = v
				queue = append(queue, w)
			}
		}
	}
}

func unwind(before map[int32]int32, from, to int32) []int32 {
	way := []int32{to}
	for v := to; v != from; {
		v = before[v]
		way = append(way, v)
	}
	slices.Reverse(way)
	return way
}

// Disconnected returns the objectives in force from which no way leads to an
// objective of the vision, in the order of the strategy.
func (m *Map) Disconnected() []scorecard.ObjectiveID {
	reached := make([]bool, len(m.ids))
	spread(m.numbers(m.x.VisionObjectives()), reached, m.in)
	var loose []scorecard.ObjectiveID
	for n, id := range m.ids {
		if !reached[n] {
			loose = append(loose, id)
		}
	}
	return loose
}
