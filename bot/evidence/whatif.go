package evidence

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"throughline/bot/scorecard"
)

// ErrInstantLoop says that arrows without a lag run in a circle: everything
// would have to happen before itself. One of them needs a lag.
var ErrInstantLoop = errors.New("the arrows run in a circle without any lag; give one of them a lag of a week or more")

// A Step is a lasting change that is supposed of one metric.
type Step struct {
	Metric scorecard.MetricID
	Change float64 // in the metric's measure

	// Now, Low and High are its newest value and the lowest and highest ever
	// measured, where Measured: nothing is supposed beyond what has been seen.
	Now, Low, High float64
	Measured       bool
}

// StepOf is the change of a metric, held against its own history.
func StepOf(s Series, change float64) Step {
	step := Step{Metric: s.Metric, Change: change}
	if now, _, ok := s.Latest(); ok {
		step.Now, step.Measured = now, true
		step.Low, step.High, _ = s.Range()
	}
	return step
}

// An Outcome is what a step would do, if the arrows hold.
type Outcome struct {
	Step    Step     // as it was followed
	Asked   float64  // the change that was asked about
	Capped  bool     // Asked leads beyond anything seen so far; Step goes as far as the record
	Weeks   int      // how far it was followed
	Endless bool     // loops would make it grow without end; only true up to Weeks
	Effects []Effect // the earliest first
}

// An Effect is what a step would do to one metric.
type Effect struct {
	Metric    scorecard.MetricID
	Change    float64   // after Outcome.Weeks
	Low, High float64   // 80 % interval of Change
	SD        float64   // its standard deviation
	From      int       // the first week in which it is felt
	Course    []float64 // the change in each week, from week 0
	Paths     []Path    // the strongest routes, those under 5 % of the whole left out
	Left      int       // how many routes are not among Paths; at 2,000 routes counting stops
	Opinion   float64   // 0 to 1: how much rests on estimates of people
	Word      Verdict   // of the weakest arrow of the strongest route
}

// The limits of following a step.
const (
	farthest = 520
	draws    = 2000
	effort   = 5e7 // arrows × weeks × draws, beyond which there are fewer draws
)

// WhatIf follows a step along the arrows, week by week, for so many weeks (1 to
// 520): over all routes, with their lags, and round the loops. The intervals
// come from drawing every slope anew, always with the same dice, so that equal
// questions have equal answers. Where the arrows end nothing is said.
//
// The error is ErrInstantLoop or nil.
func WhatIf(arrows []Arrow, step Step, weeks int) (Outcome, error) {
	o := Outcome{Step: step, Asked: step.Change, Weeks: max(1, min(weeks, farthest))}
	o.cap()
	n := downstream(arrows, step.Metric)
	from, ok := n.at[step.Metric]
	if !ok {
		return o, nil
	}
	order, ok := n.instantOrder()
	if !ok {
		return o, ErrInstantLoop
	}
	o.Endless = n.grows()
	s := simulation{network: n, order: order, source: from, change: o.Step.Change, weeks: o.Weeks}
	o.Effects = s.effects()
	return o, nil
}

// cap keeps the step within what was ever measured.
func (o *Outcome) cap() {
	s := &o.Step
	if !s.Measured {
		return
	}
	to := math.Max(s.Low, math.Min(s.High, s.Now+s.Change))
	if capped := to - s.Now; math.Abs(capped) < math.Abs(s.Change)*(1-1e-9) {
		s.Change, o.Capped = capped, true
	}
}

func firstFelt(course []float64) int {
	return slices.IndexFunc(course, func(v float64) bool { return v != 0 })
}

func (n *network) slopes() []float64 {
	v := make([]float64, len(n.arrows))
	for i, a := range n.arrows {
		v[i] = a.Slope
	}
	return v
}

// effects tells what a step does to every metric it reaches.
func (s *simulation) effects() (all []Effect) {
	course, spread := s.run(s.slopes()), s.spread()
	exact, arrived, straight := s.exact(s.source)
	for k, id := range s.ids {
		e := Effect{Metric: id, Course: course[k], Change: course[k][s.weeks], From: firstFelt(course[k])}
		if k == s.source || e.From < 0 {
			continue
		}
		e.SD, e.Low, e.High = interval(spread[k])
		if straight && arrived[k] <= s.weeks {
			e.SD = exact[k] * math.Abs(s.change)
		}
		routes := s.paths(s.source, k)
		e.Word = routes[0].Word
		e.Paths, e.Left, e.Opinion = told(routes)
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b Effect) int { return a.From - b.From })
	return all
}

// A simulation carries one step through a network.
type simulation struct {
	*network
	order  []int
	source int
	change float64
	weeks  int
}

// run returns the change of every node in every week, given the slopes.
func (s *simulation) run(slopes []float64) [][]float64 {
	course := make([][]float64, len(s.ids))
	for k := range course {
		course[k] = make([]float64, s.weeks+1)
	}
	s.fill(course, slopes)
	return course
}

func (s *simulation) fill(course [][]float64, slopes []float64) {
	lags, from := make([]int, len(s.arrows)), make([]int, len(s.arrows))
	for i, a := range s.arrows {
		lags[i], from[i] = max(0, a.LagWeeks), s.at[a.From]
	}
	for h := range s.weeks + 1 {
		for _, k := range s.order {
			sum := 0.0
			if k == s.source {
				sum = s.change
			}
			for _, l := range s.in[k] {
				if h >= lags[l] {
					sum += slopes[l] * course[from[l]][h-lags[l]]
				}
			}
			course[k][h] = sum
		}
	}
}

// spread returns, for each node, what it comes to in each of many draws.
func (s *simulation) spread() [][]float64 {
	r := rand.New(rand.NewPCG(20, 26))
	count := max(200, min(draws, int(effort/float64(1+len(s.arrows)*s.weeks))))
	out := make([][]float64, len(s.ids))
	course := make([][]float64, len(s.ids))
	for k := range course {
		course[k] = make([]float64, s.weeks+1)
	}
	noise, slopes := make([]float64, len(s.arrows)), make([]float64, len(s.arrows))
	for d := range count {
		for i, a := range s.arrows {
			if d%2 == 0 {
				noise[i] = r.NormFloat64()
			} else {
				noise[i] = -noise[i] // in pairs, so that the middle is not off by chance
			}
			slopes[i] = a.Slope + a.SD*noise[i]
		}
		s.fill(course, slopes)
		for k := range out {
			out[k] = append(out[k], course[k][s.weeks])
		}
	}
	return out
}

// interval returns the standard deviation of v and what eight in ten lie between.
func interval(v []float64) (sd, low, high float64) {
	mean := total(v) / float64(len(v))
	for _, a := range v {
		sd += (a - mean) * (a - mean)
	}
	sorted := slices.Sorted(slices.Values(v))
	tenth := len(v) / 10
	return math.Sqrt(sd / float64(len(v)-1)), sorted[tenth], sorted[len(v)-1-tenth]
}
