package answer

import (
	"encoding/json"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"throughline/bot/chain"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
)

// A Simulation is a supposed step followed week by week along the arrows that
// have a number, over all routes and round the loops.
type Simulation struct {
	Metric  scorecard.MetricID `json:"metric"`
	Asked   decimal.Decimal    `json:"asked"`            // the change asked about, in the metric's measure
	Change  decimal.Decimal    `json:"change"`           // the change followed
	Capped  bool               `json:"capped,omitempty"` // Asked leads beyond anything ever measured
	Weeks   int                `json:"weeks"`            // how far it was followed
	Endless bool               `json:"endless,omitempty"`
	Effects []Effect           `json:"effects"` // the earliest first
	record  decimal.Decimal    // of Capped: the value it stops at
	arrows  map[scorecard.LinkID]evidence.Arrow
}

// An Effect is what the step comes to for one metric.
type Effect struct {
	Metric  scorecard.MetricID   `json:"metric"`
	Change  decimal.Decimal      `json:"change"` // in its measure, two significant digits
	Low     decimal.Decimal      `json:"low"`    // 80 % interval
	High    decimal.Decimal      `json:"high"`
	Week    int                  `json:"week"`    // the first in which it is felt
	Opinion json.Number          `json:"opinion"` // 0 to 1: how much rests on estimates of people
	Verdict evidence.Verdict     `json:"verdict"` // of the weakest arrow of the strongest route
	Routes  [][]scorecard.LinkID `json:"routes"`  // the strongest
	Left    int                  `json:"routes_left_out,omitempty"`
	opinion float64
}

const (
	// horizon is how many weeks a step is followed.
	horizon = 104
	// record is how many values make a record that nothing is supposed beyond.
	record = 12
)

// simulate follows a step as far as arrows have numbers; nil where the readings
// had no part in any, or where they run in a circle without any lag. Told of are metrics of the
// objectives in on, or all where it is nil.
func (t *talk) simulate(s step, from []scorecard.ObjectiveID, on []scorecard.ObjectiveID) *Simulation {
	now := t.Standing(s.metric.ID)
	if f := t.in.Filters; !s.known || !now.Has || !t.continuous(s.metric.ID) || f != nil && len(f.Via)+len(f.Exclude) > 0 {
		return nil
	}
	asked := now.Reading.Value.Abs().Mul(s.pct).DivRound(hundred, 12).Round(6)
	arrows := t.arrows(from, false)
	o, err := evidence.WhatIf(arrows, t.supposed(s.metric, asked), horizon)
	if err != nil || len(o.Effects) == 0 {
		return nil
	}
	sim := &Simulation{
		Metric: s.metric.ID, Asked: asked, Change: asked, Capped: o.Capped, Weeks: o.Weeks, Endless: o.Endless,
		arrows: map[scorecard.LinkID]evidence.Arrow{},
	}
	if o.Capped {
		sim.Change = decimal.NewFromFloat(o.Step.Change).Round(6)
		sim.record = decimal.NewFromFloat(o.Step.Now + o.Step.Change).Round(6)
	}
	for _, a := range arrows {
		sim.arrows[a.Link] = a
	}
	for _, e := range o.Effects {
		if m := t.Metric(e.Metric); on == nil || slices.Contains(on, m.Objective) {
			sim.Effects = append(sim.Effects, effectOf(e))
		}
	}
	if !slices.ContainsFunc(sim.Effects, func(e Effect) bool { return !e.alone() }) {
		return nil // people's estimates are told as they gave them, each route for itself
	}
	return sim
}

// supposed is a change held against what the metric ever did, where it was
// measured often enough for that to mean something.
func (t *talk) supposed(m *scorecard.Metric, by decimal.Decimal) evidence.Step {
	series := t.course(m)
	step := evidence.StepOf(series, by.InexactFloat64())
	if series.Known() < record {
		return evidence.Step{Metric: m.ID, Change: step.Change}
	}
	return step
}

// alone reports whether an effect rests on estimates of people alone.
func (e *Effect) alone() bool { return e.opinion > 0.995 }

func effectOf(e evidence.Effect) Effect {
	out := Effect{
		Metric: e.Metric, Change: places(e.Change).round(e.Change), Week: e.From, Verdict: e.Word, Left: e.Left, opinion: e.Opinion,
		Opinion: json.Number(decimal.NewFromFloat(e.Opinion).Round(2).String()),
	}
	to := places(math.Max(math.Abs(e.Low), math.Abs(e.High)))
	out.Low, out.High = to.round(e.Low), to.round(e.High)
	for _, p := range e.Paths {
		out.Routes = append(out.Routes, p.Links)
	}
	return out
}

// tells reports whether a simulation has something to say of an arrow.
func (s *Simulation) tells(l scorecard.LinkID) (scorecard.MetricID, bool) {
	a, ok := s.arrows[l]
	return a.To, ok && slices.ContainsFunc(s.Effects, func(e Effect) bool { return e.Metric == a.To })
}

// carried returns how many links of a route numbers were carried along.
func (s *Simulation) carried(r chain.Route) int {
	at := s.Metric
	for i, l := range r.Links {
		to, ok := s.tells(l.ID)
		if !ok || s.arrows[l.ID].From != at {
			return i
		}
		at = to
	}
	return len(r.Links)
}

// effect returns what is said of a metric; nil for nothing.
func (s *Simulation) effect(m scorecard.MetricID) *Effect {
	for i := range s.Effects {
		if s.Effects[i].Metric == m {
			return &s.Effects[i]
		}
	}
	return nil
}
