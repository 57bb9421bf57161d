package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// Wheeler's constants: how many mean moving ranges a single value, and a single
// range, of an unchanged process keeps within.
const (
	naturalWidth = 2.66
	rangeWidth   = 3.268
)

// How many values limits are computed from.
const (
	fewest  = 12 // under these there are no limits
	settled = 20 // under these they are provisional
	usual   = 26 // the baseline, where nobody chose one
)

// Limits are what a metric does by itself: nearly every value of an unchanged
// process lies between Lower and Upper.
type Limits struct {
	Mean, Lower, Upper float64
	MovingRange        float64 // mean step from one value to the next
	RangeLimit         float64 // a larger single step is a signal in itself
}

func limitsOf(v []float64) Limits {
	l := Limits{Mean: total(v) / float64(len(v))}
	for i := 1; i < len(v); i++ {
		l.MovingRange += math.Abs(v[i]-v[i-1]) / float64(len(v)-1)
	}
	l.Lower, l.Upper = l.Mean-naturalWidth*l.MovingRange, l.Mean+naturalWidth*l.MovingRange
	l.RangeLimit = rangeWidth * l.MovingRange
	return l
}

// A Rule says why a value is a signal.
type Rule int

const (
	Outside    Rule = 1 // beyond a limit
	NearLimit  Rule = 2 // three of four nearer to a limit than to the mean
	RunOfEight Rule = 3 // eight in a row on one side of the mean
)

// A Signal is a change that chance alone would hardly make.
type Signal struct {
	Rule   Rule
	Period scorecard.Period // at which the rule fired
	Since  scorecard.Period // the first value of the window it looked at
	Up     bool
	Value  float64 // at Period, in the metric's measure
	index  int     // of Period, and of the window's first value, in the series
	since  int
}

// Loud reports whether a signal is worth writing to somebody about. Three of
// four near a limit is for the picture only: with short baselines it cries wolf.
func (s Signal) Loud() bool { return s.Rule != NearLimit }

// Bad reports whether a signal goes against what is good for its metric; false
// where that depends on more than the direction.
func (s Signal) Bad(m *scorecard.Metric) bool {
	return m.Direction == scorecard.Higher && !s.Up || m.Direction == scorecard.Lower && s.Up
}

// A Baseline chooses what limits are computed from, both periods included; empty
// ends are open. It stays until somebody chooses another.
type Baseline struct{ From, To scorecard.Period }

// A Chart is a process-behaviour (XmR) chart of a metric.
type Chart struct {
	Series Series
	Limits Limits
	Known  bool // there are enough values for limits; else only Series and Values mean something

	Values      int              // that the limits are computed from
	From, To    scorecard.Period // of the baseline
	Provisional bool             // under 20 values
	Lingering   float64          // lag-1 autocorrelation of the baseline

	// Drifting: neighbours are so alike that the limits are too narrow and signals
	// of the values mean little. Signals are then those of the steps from one value
	// to the next, whose limits are Steps.
	Drifting bool
	Steps    Limits

	Signals []Signal // earliest first; of one period, one for each rule
}

// XmR draws the limits of s from the baseline, or, when it is the zero Baseline,
// from its first 26 values, and finds the signals among all values. Under 12
// values nothing is known.
func XmR(s Series, b Baseline) Chart {
	c := Chart{Series: s}
	v, at := s.points()
	base := chosen(s, v, at, b)
	c.Values = len(base)
	if len(base) > 0 {
		c.From, c.To = s.At(at[base[0]]), s.At(at[base[len(base)-1]])
	}
	if len(base) < fewest {
		return c
	}
	from, to := base[0], base[len(base)-1]+1
	c.Known, c.Provisional = true, len(base) < settled
	c.Limits = limitsOf(v[from:to])
	c.Lingering = correlation(v[from:to], v[from:to], 1)
	c.Drifting = c.Lingering > 0.5
	if !c.Drifting {
		c.Signals = c.found(v, at, v, c.Limits)
		return c
	}
	steps := make([]float64, len(v)-1)
	for i := range steps {
		steps[i] = v[i+1] - v[i]
	}
	c.Steps = limitsOf(steps[from : to-1])
	c.Signals = c.found(steps, at[1:], v[1:], c.Steps)
	return c
}

// chosen returns the places in v that belong to the baseline.
func chosen(s Series, v []float64, at []int, b Baseline) (base []int) {
	for i := range v {
		p := s.At(at[i])
		if b.From != "" && p.Start() < b.From.Start() || b.To != "" && p.End() > b.To.End() {
			continue
		}
		base = append(base, i)
	}
	if b == (Baseline{}) && len(base) > usual {
		base = base[:usual]
	}
	return base
}

// found applies the three rules to v, whose places in the series are at and
// whose values there are shown.
func (c *Chart) found(v []float64, at []int, shown []float64, l Limits) (all []Signal) {
	if !(l.MovingRange > 0) {
		return nil // it never moved: there is no chance to compare with
	}
	fire := func(r Rule, i, window int, up bool) {
		from := i - window + 1
		all = append(all, Signal{
			Rule: r, Period: c.Series.At(at[i]), Since: c.Series.At(at[from]), Up: up, Value: shown[i], index: at[i], since: at[from],
		})
	}
	for i, a := range v {
		if a > l.Upper || a < l.Lower {
			fire(Outside, i, 1, a > l.Upper)
		}
		high, low := (l.Upper+l.Mean)/2, (l.Lower+l.Mean)/2
		if up, down := among(v, i, 4, above(high)), among(v, i, 4, below(low)); up >= 3 || down >= 3 {
			fire(NearLimit, i, 4, up >= 3)
		}
		if up, down := among(v, i, 8, above(l.Mean)), among(v, i, 8, below(l.Mean)); up == 8 || down == 8 {
			fire(RunOfEight, i, 8, up == 8)
		}
	}
	return all
}

func above(line float64) func(float64) bool { return func(a float64) bool { return a > line } }
func below(line float64) func(float64) bool { return func(a float64) bool { return a < line } }

// among counts how many of the last n values up to i are so; none where there
// are fewer values.
func among(v []float64, i, n int, so func(float64) bool) (count int) {
	if i+1 < n {
		return 0
	}
	for _, a := range v[i+1-n : i+1] {
		if so(a) {
			count++
		}
	}
	return count
}

// Latest returns the signals at the newest value: what has just happened. A
// signal further back is history.
func (c Chart) Latest() (now []Signal) {
	_, at := c.Series.points()
	for _, s := range c.Signals {
		if len(at) > 0 && s.index == at[len(at)-1] {
			now = append(now, s)
		}
	}
	return now
}

// Loud returns the newest value's signal that is worth writing about; false when
// the metric only does what it always does.
func (c Chart) Loud() (Signal, bool) {
	for _, s := range c.Latest() {
		if s.Loud() {
			return s, true
		}
	}
	return Signal{}, false
}

// correlation is the sample cross-correlation of two series of one length: of a
// with b, lag periods later. It is 0 where one of them does not move.
func correlation(a, b []float64, lag int) float64 {
	n := min(len(a), len(b))
	ma, mb := total(a[:n])/float64(n), total(b[:n])/float64(n)
	sum, va, vb := 0.0, 0.0, 0.0
	for t := range n {
		va += (a[t] - ma) * (a[t] - ma)
		vb += (b[t] - mb) * (b[t] - mb)
		if k := t + lag; k >= 0 && k < n {
			sum += (a[t] - ma) * (b[k] - mb)
		}
	}
	if r := sum / math.Sqrt(va*vb); !math.IsNaN(r) {
		return r
	}
	return 0
}
