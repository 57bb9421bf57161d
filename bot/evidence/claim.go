package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// A Nature is what must be known of a metric before it is tested. The zero
// Nature is a plain number, folded by its mean, with a season perhaps.
type Nature struct {
	Fold     Fold
	Log      bool // tested as a logarithm, where all of its values are positive
	NoSeason bool // somebody knows that the time of the year makes no difference
}

// NatureOf guesses a metric's nature from its measure: amounts of money, counts
// and durations move by shares of themselves, a yes or no is what it is at the
// end of a period.
func NatureOf(m *scorecard.Metric) Nature {
	switch m.Measure.Kind() {
	case scorecard.CurrencyMeasure, scorecard.DurationMeasure:
		return Nature{Log: true}
	case scorecard.CountMeasure:
		return Nature{Log: m.Measure != ""}
	case scorecard.YesNoMeasure:
		return Nature{Fold: Last}
	}
	return Nature{}
}

// A Side is one end of a claim: what was measured, and its nature.
type Side struct {
	Series
	Nature
	Distance bool // the values say how near to the middle of its range a metric is, not the metric
}

// A Rival is another driver that the map draws into the same effect. It is held
// constant, one column at its own lag, as far as the data allow.
type Rival struct {
	Side
	LagWeeks int
}

// A Size is somebody's number for a claim: so much change of the effect for a
// change of the cause, in the measures of the two metrics.
type Size struct {
	Slope float64
	Sure  bool // they say what it rests on; else it is taken for a guess
}

// A Claim is one registered arrow made testable. Claims makes them from a
// strategy; a test may write them by hand.
type Claim struct {
	Link         scorecard.LinkID
	Cause        Side
	Effect       Side
	LagWeeks     int
	Sign         int            // +1: when the cause rises the effect should rise, in raw numbers; −1: fall
	Size         *Size          // nil: nobody dared
	DrawnAt      scorecard.Date // when it was registered; empty: unknown
	Rivals       []Rival
	CommonDriver scorecard.ObjectiveID // an objective that leads to both sides and is not held constant
	Alternatives int                   // how many other pairs of metrics the two objectives would have offered
}

// cadence is the calendar a claim is tested on: the coarser of its two metrics',
// and weeks where both are daily, since lags are told in weeks.
func (c *Claim) cadence() scorecard.Cadence {
	coarse := scorecard.Weekly
	for _, s := range []Side{c.Cause, c.Effect} {
		if coarseness(s.Cadence) > coarseness(coarse) {
			coarse = s.Cadence
		}
	}
	return coarse
}

// A layout is a claim on its calendar.
type layout struct {
	frame
	cadence    scorecard.Cadence
	first      int  // the number of the first period
	lag        int  // in periods
	have       int  // known values of the effect
	rhythm     bool // one of the calendar's is held constant
	xLog, yLog bool
	x, y       []float64 // before the logarithm
}

func (l *layout) period(i int) scorecard.Period { return periodAt(l.cadence, l.first+i) }

// lay puts a claim on one calendar and in its scale. It is false when either
// side has no values.
func (c *Claim) lay() (l layout, ok bool) {
	l.cadence = c.cadence()
	l.lag = lagIn(l.cadence, c.LagWeeks)
	x, y := c.Cause.FoldTo(l.cadence, c.Cause.Fold), c.Effect.FoldTo(l.cadence, c.Effect.Fold)
	if x.Known() == 0 || y.Known() == 0 {
		return l, false
	}
	xFrom, yFrom := slotOf(l.cadence, x.First.End()), slotOf(l.cadence, y.First.End())
	l.first = min(xFrom, yFrom)
	n := max(xFrom+len(x.Values), yFrom+len(y.Values)) - l.first
	if n > longest*2 {
		return l, false // somebody typed the year 1026
	}
	l.x, l.y = placed(x.Values, xFrom-l.first, n), placed(y.Values, yFrom-l.first, n)
	l.frame.x, l.xLog = scaled(l.x, c.Cause.Log)
	l.frame.y, l.yLog = scaled(l.y, c.Effect.Log)
	l.have = known(l.y)
	l.seasons = NoSeason
	if !c.Cause.NoSeason || !c.Effect.NoSeason {
		l.seasons, l.season = seasonOf(l.cadence, l.first, n, l.have)
	}
	l.addRhythms()
	return l, true
}

// placed puts v into n periods, from the given one on.
func placed(v []float64, from, n int) []float64 {
	out := missing(n)
	for i, a := range v {
		if k := from + i; k >= 0 && k < n && !math.IsInf(a, 0) {
			out[k] = a
		}
	}
	return out
}

// scaled takes logarithms where they are wanted and every value allows it.
func scaled(v []float64, wanted bool) ([]float64, bool) {
	if !wanted {
		return v, false
	}
	out := make([]float64, len(v))
	for i, a := range v {
		if a <= 0 {
			return v, false
		}
		out[i] = math.Log(a)
	}
	return out, true
}

// spare is how many degrees of freedom must remain when a rival is held constant.
const spare = 15

// withRivals holds as many rivals constant as the data can bear, in the order of
// the map, and returns how many were left out.
func (l *layout) withRivals(c *Claim) (left int) {
	for _, r := range c.Rivals {
		s := r.FoldTo(l.cadence, r.Fold)
		if s.Known() == 0 || coarseness(s.Cadence) > coarseness(l.cadence) {
			left++
			continue
		}
		v := placed(s.Values, slotOf(l.cadence, s.First.End())-l.first, len(l.x))
		v, _ = scaled(v, r.Log)
		l.rivals = append(l.rivals, back(v, lagIn(l.cadence, r.LagWeeks)))
		columns, y, _ := l.design(l.lag, 1)
		if len(y)-len(columns) < spare {
			l.rivals = l.rivals[:len(l.rivals)-1]
			left++
		}
	}
	return left
}

// perUnit turns a slope in the scale of the test into the measures of the two
// metrics, at their latest level.
func (l *layout) perUnit() float64 {
	factor := 1.0
	if l.yLog {
		factor *= newest(l.y)
	}
	if l.xLog {
		factor /= newest(l.x)
	}
	return factor
}

func newest(v []float64) float64 {
	for i := len(v) - 1; i >= 0; i-- {
		if !math.IsNaN(v[i]) {
			return v[i]
		}
	}
	return math.NaN()
}

// moves reports whether a series has two different values.
func moves(v []float64) bool {
	first := math.NaN()
	for _, a := range v {
		switch {
		case math.IsNaN(a):
		case math.IsNaN(first):
			first = a
		case a != first:
			return true
		}
	}
	return false
}
