package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// A Suspicion is a pattern that numbers show before people say it. It accuses
// nobody: it is a question to ask.
type Suspicion struct {
	Kind      SuspicionKind
	Metric    scorecard.MetricID
	Guardrail scorecard.MetricID // of Gaming
	Action    scorecard.ActionID // of Watermelon: what is reported well
	Since     scorecard.Period   // the first period of the pattern
	Gain      float64            // of Gaming: how far the metric improved since, in its measure
	Cost      float64            // of Gaming: how far the guardrail moved
}

// SuspicionKind tells suspicions apart.
type SuspicionKind string

const (
	Watermelon SuspicionKind = "watermelon" // green outside, red inside: reported well while nothing moves
	Gaming     SuspicionKind = "gaming"     // the target improves while its guardrail worsens, two periods running
)

// flatFor is how many values without movement make "flat".
const flatFor = 6

// Watch looks through a snapshot: for metrics that are off target and flat while
// the actions of their objective are said to be on track or done, and for
// metrics that improve while their guardrail worsens, two periods running. One
// suspicion a metric and kind, in the order of the strategy.
func Watch(s *scorecard.Snapshot) []Suspicion {
	b := newBuilder(s)
	var out []Suspicion
	for i := range s.Metrics {
		m := &s.Metrics[i]
		if m.Retired != nil {
			continue
		}
		if x, ok := b.watermelon(m); ok {
			out = append(out, x)
		}
		if x, ok := b.gaming(m); ok {
			out = append(out, x)
		}
	}
	return out
}

func (b *builder) raw(m *scorecard.Metric) Series { return SeriesOf(m, b.Histories[m.ID], b.Today) }

// watermelon finds an action reported well above a metric that stands still.
func (b *builder) watermelon(m *scorecard.Metric) (Suspicion, bool) {
	standing := b.Standing(m.ID)
	if !standing.Measured.OffTrack() || m.Direction == scorecard.InRange || m.Direction == scorecard.YesNo {
		return Suspicion{}, false
	}
	s := b.raw(m)
	v, at := s.points()
	if len(v) < fewest {
		return Suspicion{}, false
	}
	from := len(v) - flatFor
	gain := v[len(v)-1] - v[from]
	if m.Direction == scorecard.Lower {
		gain = -gain
	}
	if gain > limitsOf(v).MovingRange {
		return Suspicion{}, false
	}
	since := s.At(at[from])
	for _, a := range b.ActionsOf(m.Objective) {
		well := a.Progress == scorecard.OnTrack || a.Progress == scorecard.Done
		if well && (a.Start == "" || a.Start <= since.Start()) {
			return Suspicion{Kind: Watermelon, Metric: m.ID, Action: a.ID, Since: since}, true
		}
	}
	return Suspicion{}, false
}

// gaming finds a metric that improved twice in a row while its guardrail
// worsened twice in a row, each by more in all than its mean step.
func (b *builder) gaming(m *scorecard.Metric) (Suspicion, bool) {
	g := b.Metric(m.Guardrail)
	if g == nil || !ordered(m) || !ordered(g) {
		return Suspicion{}, false
	}
	target, guard := b.raw(m), b.raw(g)
	coarse := target.Cadence
	if coarseness(guard.Cadence) > coarseness(coarse) {
		coarse = guard.Cadence
	}
	target, guard = target.FoldTo(coarse, NatureOf(m).Fold), guard.FoldTo(coarse, NatureOf(g).Fold)
	gain, since, ok1 := twoSteps(target, m.Direction != scorecard.Lower)
	cost, same, ok2 := twoSteps(guard, g.Direction == scorecard.Lower)
	return Suspicion{Kind: Gaming, Metric: m.ID, Guardrail: g.ID, Since: since, Gain: gain, Cost: cost}, ok1 && ok2 && since == same
}

func ordered(m *scorecard.Metric) bool {
	return m.Direction == scorecard.Higher || m.Direction == scorecard.Lower
}

// twoSteps returns the change over the newest two periods, if both steps went
// the given way and together further than the metric's mean step; since is the
// first of the two periods.
func twoSteps(s Series, up bool) (change float64, since scorecard.Period, ok bool) {
	n := len(s.Values)
	if n < 3 {
		return 0, "", false
	}
	last := s.Values[n-3:]
	one, two := last[1]-last[0], last[2]-last[1]
	if !up {
		one, two = -one, -two
	}
	v, _ := s.points()
	ok = one > 0 && two > 0 && one+two > limitsOf(v).MovingRange // false for missing values, too
	return last[2] - last[0], s.At(n - 2), ok && !math.IsNaN(one+two)
}
