package trial

import (
	"math"
	"math/rand/v2"

	"throughline/bot/scorecard"
)

// A World is a way in which metrics move without one driving the other.
type World struct {
	Name string
	// pair makes a cause and an effect of n weeks, the chance in each week of
	// standard deviation 1. What is shared reaches the effect lag weeks later than
	// the cause, so that it looks as much like the arrow as it can.
	pair func(r *rand.Rand, c calendar, lag int) (x, y []float64)
	// driver, if there is one, makes what drives both: the effect lag weeks later
	// than the cause.
	driver func(r *rand.Rand, n int) []float64
	mapped bool // the driver is on the map, with a metric
	// Blind worlds deceive every method that sees two series only. They are here to
	// say how often, and count for no promise.
	Blind bool
}

// Worlds are the worlds of the trial.
var Worlds = []World{
	{Name: "plain chance", pair: func(r *rand.Rand, c calendar, _ int) (x, y []float64) {
		return lingering(r, c.n, 0), lingering(r, c.n, 0)
	}},
	{Name: "bad weeks linger", pair: func(r *rand.Rand, c calendar, _ int) (x, y []float64) {
		return lingering(r, c.n, 0.6), lingering(r, c.n, 0.6)
	}},
	{Name: "wandering", pair: func(r *rand.Rand, c calendar, _ int) (x, y []float64) {
		return lingering(r, c.n, 1), lingering(r, c.n, 1)
	}},
	{Name: "drift", pair: func(r *rand.Rand, c calendar, _ int) (x, y []float64) {
		drift := func(t int) float64 { return 0.3 * float64(t) }
		return add(lingering(r, c.n, 1), drift), add(lingering(r, c.n, 1), drift)
	}},
	{Name: "shared trend", pair: func(r *rand.Rand, c calendar, _ int) (x, y []float64) {
		trend := func(t int) float64 { return 0.1 * float64(t) }
		return add(lingering(r, c.n, 0.3), trend), add(lingering(r, c.n, 0.3), trend)
	}},
	{Name: "shared season", pair: func(r *rand.Rand, c calendar, lag int) (x, y []float64) {
		season := func(late int) func(t int) float64 {
			return func(t int) float64 { return 1.5 * math.Sin(2*math.Pi*float64(c.first+t-late)*7/365.25) }
		}
		return add(lingering(r, c.n, 0.3), season(0)), add(lingering(r, c.n, 0.3), season(lag))
	}},
	{Name: "month-end rhythm", pair: func(r *rand.Rand, c calendar, lag int) (x, y []float64) {
		end := func(late int) func(t int) float64 {
			return func(t int) float64 {
				if c.endsMonth(t - late) {
					return 2
				}
				return 0
			}
		}
		return add(lingering(r, c.n, 0.3), end(0)), add(lingering(r, c.n, 0.3), end(lag))
	}},
	{Name: "one shock hits both", pair: func(r *rand.Rand, c calendar, lag int) (x, y []float64) {
		at := r.IntN(c.n-lag-4) + 2
		shock := func(late int) func(t int) float64 {
			return func(t int) float64 {
				if t == at+late {
					return 6
				}
				return 0
			}
		}
		return add(lingering(r, c.n, 0.3), shock(0)), add(lingering(r, c.n, 0.3), shock(lag))
	}},
	{Name: "heavy tails", pair: func(r *rand.Rand, c calendar, _ int) (x, y []float64) {
		return wild(r, c.n), wild(r, c.n)
	}},
	{Name: "common driver on the map", pair: calm, driver: bumpy, mapped: true},
	{Name: "common driver nobody measures", pair: calm, driver: bumpy, Blind: true},
	{Name: "both step once", Blind: true, pair: func(r *rand.Rand, c calendar, lag int) (x, y []float64) {
		at := c.n/4 + r.IntN(c.n/2)
		step := func(late int) func(t int) float64 {
			return func(t int) float64 {
				if t >= at+late {
					return 3
				}
				return 0
			}
		}
		return add(lingering(r, c.n, 0.3), step(0)), add(lingering(r, c.n, 0.3), step(lag))
	}},
}

func calm(r *rand.Rand, c calendar, _ int) (x, y []float64) {
	return lingering(r, c.n, 0.3), lingering(r, c.n, 0.3)
}

func bumpy(r *rand.Rand, n int) []float64 { return lingering(r, n, 0.5) }

// calendar is a stretch of n weeks; first is its number since 1970.
type calendar struct{ first, n int }

func (c calendar) week(t int) scorecard.Period {
	return scorecard.PeriodOf(scorecard.Weekly, c.monday(t))
}

func (c calendar) monday(t int) scorecard.Date {
	return scorecard.Date("1970-01-05").Add(7 * (c.first + t))
}

// endsMonth reports whether week t holds the last day of a month.
func (c calendar) endsMonth(t int) bool {
	monday := c.monday(t).Time()
	return monday.AddDate(0, 0, 7).Month() != monday.Month()
}

// burn is how many weeks pass before the first that is kept.
const burn = 30

// lingering is a series in which each week keeps phi of the week before; with
// phi 1 it wanders.
func lingering(r *rand.Rand, n int, phi float64) []float64 {
	v, last := make([]float64, n), 0.0
	for t := -burn; t < n; t++ {
		last = phi*last + r.NormFloat64()
		if t >= 0 {
			v[t] = last
		}
	}
	return v
}

// wild has now and then a week far outside: Student's t with three degrees of
// freedom, scaled to standard deviation 1.
func wild(r *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for t := range v {
		sum := 0.0
		for range 3 {
			a := r.NormFloat64()
			sum += a * a
		}
		v[t] = r.NormFloat64() / math.Sqrt(sum/3) / math.Sqrt(3)
	}
	return v
}

func add(v []float64, what func(t int) float64) []float64 {
	for t := range v {
		v[t] += what(t)
	}
	return v
}
