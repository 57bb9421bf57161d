package evidence

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// A Fit is one regression of an effect on its cause, some periods earlier:
//
//	y[t] = a + b·t + s·x[t−lag] + g·x[t−lag−1] + p·y[t−1] (+ p₂·y[t−2]) + rivals + season
//
// Only Slope, the s, is tested. With the cause one step further back and the
// effect's own past beside it, s sits on a stationary quantity, so its t-test
// holds for metrics that wander as well as for those that do not.
type Fit struct {
	Lag      int // in periods
	Rows     int // complete periods
	Columns  int
	DF       int // Rows − Columns
	OwnPast  int // how many past values of the effect stand in it
	Slope    float64
	SE       float64
	T, P     float64 // two-sided
	Partial  float64 // the partial correlation
	Leftover float64 // lag-1 autocorrelation of the residuals
	PWithout float64 // the worst P when one period is left out; 1 when the sign flips
	RestsOn  int     // the period whose leaving out does that
}

// A frame is one claim laid out for regression: everything on one calendar, in
// the scale it is tested in, n periods long.
type frame struct {
	x, y    []float64
	rivals  [][]float64 // other mapped drivers, each already at its own lag
	season  [][]float64
	seasons string // how the season was held constant
}

// fitLag fits one lag by least squares over the complete periods. It returns nil
// where fewer than four degrees of freedom remain, or where the cause moves only
// together with something that is held constant.
func (f *frame) fitLag(lag, ownPast int) *Fit {
	columns, y, when := f.design(lag, ownPast)
	n, k := len(y), len(columns)
	if n-k < 4 {
		return nil
	}
	q, r, ok := orthonormal(columns)
	if !ok {
		return nil
	}
	// The tested column comes last, so its coefficient, its error and its
	// influence need the last column of Q and the last entry of R only.
	last := q[k-1]
	e := append([]float64(nil), y...)
	h := make([]float64, n)
	slope := 0.0
	for _, col := range q {
		c := floats.Dot(col, e)
		slope = c / r
		floats.AddScaled(e, -c, col)
		for i, v := range col {
			h[i] += v * v
		}
	}
	ss := floats.Dot(e, e)
	fit := &Fit{Lag: lag, Rows: n, Columns: k, DF: n - k, OwnPast: ownPast, Slope: slope, SE: math.Sqrt(ss/float64(n-k)) / r}
	if !(ss > 1e-20*floats.Dot(y, y)) {
		return nil // fits without a remainder: copied or computed from each other
	}
	fit.T = fit.Slope / fit.SE
	fit.P = bothTails(fit.T, fit.DF)
	fit.Partial = fit.T / math.Sqrt(fit.T*fit.T+float64(fit.DF))
	fit.Leftover = leftover(e, when) / ss
	fit.leaveOneOut(e, h, last, r, ss, when)
	return fit
}

// leftover sums what neighbouring residuals share; nothing when there are hardly
// any neighbours.
func leftover(e []float64, when []int) (sum float64) {
	pairs := 0
	for i := 1; i < len(e); i++ {
		if when[i] == when[i-1]+1 {
			sum += e[i] * e[i-1]
			pairs++
		}
	}
	if pairs <= 3 {
		return 0
	}
	return sum
}

// leaveOneOut finds the period without which the result is weakest, in closed
// form: nothing is fitted again.
func (f *Fit) leaveOneOut(e, h, last []float64, r, ss float64, when []int) {
	least := math.Inf(1)
	for i := range e {
		rest := 1 - h[i]
		if rest < 1e-10 {
			continue // a period that a column of its own explains changes nothing else
		}
		c := last[i] / r
		slope := f.Slope - c*e[i]/rest
		s2 := math.Max((ss-e[i]*e[i]/rest)/float64(f.DF-1), 1e-300)
		t := math.Abs(slope) / math.Sqrt(s2*(1/(r*r)+c*c/rest))
		if math.Signbit(slope) != math.Signbit(f.Slope) {
			t = 0
		}
		if t < least {
			least, f.RestsOn = t, when[i]
		}
	}
	f.PWithout = bothTails(least, f.DF-1)
}

// design gathers the complete periods, column by column, the tested one last.
func (f *frame) design(lag, ownPast int) (columns [][]float64, y []float64, when []int) {
	n := len(f.y)
	sources := [][]float64{back(f.x, lag+1)}
	for k := 1; k <= ownPast; k++ {
		sources = append(sources, back(f.y, k))
	}
	sources = append(sources, f.rivals...)
	sources = append(sources, f.season...)
	sources = append(sources, back(f.x, lag))
	for t := range n {
		if complete(f.y, sources, t) {
			when = append(when, t)
		}
	}
	columns = make([][]float64, len(sources)+2)
	for j := range columns {
		columns[j] = make([]float64, len(when))
	}
	y = make([]float64, len(when))
	for i, t := range when {
		y[i], columns[0][i], columns[1][i] = f.y[t], 1, float64(t+1)/float64(n)
		for j, s := range sources {
			columns[j+2][i] = s[t]
		}
	}
	return columns, y, when
}

func complete(y []float64, sources [][]float64, t int) bool {
	if math.IsNaN(y[t]) {
		return false
	}
	for _, s := range sources {
		if math.IsNaN(s[t]) {
			return false
		}
	}
	return true
}

// back returns v moved k periods later: what stood k periods before.
func back(v []float64, k int) []float64 {
	if k == 0 {
		return v
	}
	out := missing(len(v))
	if k < len(v) {
		copy(out[k:], v[:len(v)-k])
	}
	return out
}

// orthonormal turns the columns, in place, into an orthonormal basis of what
// they span, by Gram and Schmidt, again where much was taken away, which is as
// exact as Householder's way. r is how much of the last column was new. It is
// false when a column is a combination of those before it, to one part in ten
// million as R has it.
func orthonormal(columns [][]float64) (q [][]float64, r float64, ok bool) {
	for j, col := range columns {
		before := floats.Norm(col, 2)
		left := before
		for {
			for _, done := range columns[:j] {
				floats.AddScaled(col, -floats.Dot(done, col), done)
			}
			was := left
			if left = floats.Norm(col, 2); left > was/4 {
				break // little was taken away, so little was lost to rounding
			}
			if !(left > 1e-7*before) {
				return nil, 0, false
			}
		}
		if !(left > 1e-7*before) || math.IsInf(left, 0) {
			return nil, 0, false
		}
		floats.Scale(1/left, col)
		r = left
	}
	return columns, r, true
}
