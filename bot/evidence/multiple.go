package evidence

import (
	"math"
	"sort"
)

// Adjusted returns Benjamini and Hochberg's (1995) adjusted p-values: the share
// of false findings to be expected if everything up to that one is called one. A
// NaN is a test that was not made; it stays NaN and counts for nothing.
func Adjusted(p []float64) []float64 {
	q := make([]float64, len(p))
	var order []int
	for i, v := range p {
		q[i] = math.NaN()
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return p[order[a]] > p[order[b]] })
	lowest, m := 1.0, float64(len(order))
	for k, i := range order {
		lowest = math.Min(lowest, p[i]*m/(m-float64(k)))
		q[i] = lowest
	}
	return q
}
