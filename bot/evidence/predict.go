package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// A Prediction is an arrow put to the test by a single event: its cause has
// moved out of its usual range, so its effect should follow by a date. It is
// written down when the event happens and settled on the date, which is the way
// to learn about arrows that are too slow for Judge.
type Prediction struct {
	Link   scorecard.LinkID
	Cause  scorecard.MetricID
	Effect scorecard.MetricID
	Made   scorecard.Date   // the day of the signal's period's end
	Signal scorecard.Period // of the cause
	Was    float64          // the cause there
	Due    scorecard.Period // of the effect: when it should have moved at the latest
	Up     bool             // the way it should move
	From   float64          // where the effect stood: the mean of three values
	By     float64          // how far it has to move to count: its mean step
	Base   float64          // how often it moved so far that way by itself, in as many periods
	Tries  int              // how many stretches of its history Base was counted on
}

// Fate is what became of a prediction.
type Fate string

const (
	Open      Fate = "open"
	Hit       Fate = "hit"
	Miss      Fate = "miss"
	Unsettled Fate = "no data" // it is past due, and nobody measured the effect
)

// fewestTries is how much history a base rate needs. Without one, a hit would
// mean nothing.
const fewestTries = 8

// Predict makes the prediction of a claim whose cause has just given a loud
// signal; false when it has not, or when the effect has too little history to
// say what it does by itself. A run of eight goes on firing, so an arrow that has
// an open prediction should get no second one. The date is the claimed lag plus the width of the
// window that Judge would look at.
func Predict(c Claim) (Prediction, bool) {
	chart := XmR(c.Cause.Series, Baseline{})
	signal, loud := chart.Loud()
	effect := c.Effect.Series
	if !loud || effect.Known() == 0 || c.Cause.Distance || c.Effect.Distance {
		return Prediction{}, false
	}
	made := signal.Period.End()
	lag := lagIn(effect.Cadence, c.LagWeeks)
	_, ahead := window(max(1, lag))
	p := Prediction{
		Link: c.Link, Cause: c.Cause.Metric, Effect: effect.Metric, Made: made, Signal: signal.Period, Was: signal.Value,
		Due: periodAt(effect.Cadence, slotOf(effect.Cadence, made)+ahead), Up: signal.Up == (c.Sign > 0),
	}
	before := effect.Until(made)
	v, _ := before.points()
	if len(v) < fewest {
		return Prediction{}, false
	}
	p.From, _ = meanOf(before.Values, len(before.Values)-1, recent)
	p.By = limitsOf(v).MovingRange
	p.Base, p.Tries = p.baseRate(before.Values, ahead)
	return p, p.Tries >= fewestTries && p.By > 0 && !math.IsNaN(p.From)
}

// moved reports whether a change is a hit.
func (p *Prediction) moved(change float64) bool {
	if !p.Up {
		change = -change
	}
	return change >= p.By
}

// baseRate counts how often the effect moved like that by itself.
func (p *Prediction) baseRate(v []float64, ahead int) (rate float64, tries int) {
	hits := 0
	for i := recent - 1; i+ahead < len(v); i++ {
		from, ok1 := meanOf(v, i, recent)
		to, ok2 := meanOf(v, i+ahead, recent)
		if ok1 && ok2 {
			tries++
			if p.moved(to - from) {
				hits++
			}
		}
	}
	if tries == 0 {
		return 0, 0
	}
	return float64(hits) / float64(tries), tries
}

// Settle says what became of the prediction by today, from the effect's values:
// the mean of the three periods up to its due one against where it stood.
func (p Prediction) Settle(effect Series, today scorecard.Date) Fate {
	if !p.Due.Valid() || today <= p.Due.End() {
		return Open
	}
	v, at := effect.Until(p.Due.End()).points()
	var some []float64
	for i := range v {
		if period := effect.At(at[i]); period.Start() > p.Made && slotOf(effect.Cadence, p.Due.End())-slotOf(effect.Cadence, period.End()) < recent {
			some = append(some, v[i])
		}
	}
	switch {
	case len(some) == 0:
		return Unsettled
	case p.moved(total(some)/float64(len(some)) - p.From):
		return Hit
	}
	return Miss
}

// A Record is how the predictions of an arrow, or of all of them, came out.
type Record struct {
	Hits, Misses int
	Expected     float64 // hits to be expected if nothing drove anything
	P            float64 // the chance of so many hits by themselves; NaN without any
}

// Tally counts settled predictions against their base rates. Those that are open
// or without data count for nothing.
func Tally(all []Prediction, fates []Fate) Record {
	r := Record{P: math.NaN()}
	chances := []float64{1} // of 0, 1, 2 … hits by themselves
	for i, f := range fates {
		if f != Hit && f != Miss || i >= len(all) {
			continue
		}
		b := all[i].Base
		r.Expected += b
		if f == Hit {
			r.Hits++
		} else {
			r.Misses++
		}
		next := make([]float64, len(chances)+1)
		for k, c := range chances {
			next[k] += c * (1 - b)
			next[k+1] += c * b
		}
		chances = next
	}
	if r.Hits+r.Misses > 0 {
		r.P = math.Min(1, total(chances[r.Hits:]))
	}
	return r
}

// meanOf returns the mean of known values among the last n up to place i.
func meanOf(v []float64, i, n int) (mean float64, ok bool) {
	var some []float64
	for k := max(0, i-n+1); k <= i && k < len(v); k++ {
		if !math.IsNaN(v[k]) {
			some = append(some, v[k])
		}
	}
	if len(some) == 0 {
		return math.NaN(), false
	}
	return total(some) / float64(len(some)), true
}
