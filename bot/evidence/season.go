package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// How the season was held constant.
const (
	NoSeason  = "none"
	Dummies   = "dummies"   // a column for each month or quarter but one
	Harmonics = "harmonics" // sine and cosine, for when there are few years
)

// cycle returns how many periods of a cadence make a year; 0 when a year is not
// a cycle of it.
func cycle(c scorecard.Cadence) int {
	return map[scorecard.Cadence]int{scorecard.Weekly: 52, scorecard.Monthly: 12, scorecard.Quarterly: 4}[c]
}

// seasonColumns returns what holds a season of m periods constant over n
// periods, have of them known, the first at the given place of the year:
// dummies with three full cycles, harmonics with two, else nothing.
func seasonColumns(n, have, m, place int) (kind string, columns [][]float64) {
	switch {
	case m < 2 || have < 2*m:
		return NoSeason, nil
	case m <= 12 && have >= 3*m:
		for k := 1; k < m; k++ {
			columns = append(columns, each(n, func(t int) float64 { return is((t+place)%m == k) }))
		}
		return Dummies, columns
	}
	pairs := 2
	if m <= 4 {
		pairs = 1
	}
	for k := 1; k <= pairs; k++ {
		angle := func(t int) float64 { return 2 * math.Pi * float64(k) * float64((t+place)%m) / float64(m) }
		columns = append(columns,
			each(n, func(t int) float64 { return math.Sin(angle(t)) }),
			each(n, func(t int) float64 { return math.Cos(angle(t)) }))
	}
	return Harmonics, columns
}

// monthsOfWeeks are dummies for the calendar months of weekly periods, for
// series of three years and more.
func monthsOfWeeks(first, n int) (columns [][]float64) {
	return byClass(classes(n, func(t int) int { return int(monthOf(7*(first+t))) - 1 }), 12) // of its Thursday
}

// seasonOf holds the season of a calendar constant, unless both metrics are
// known to have none.
func seasonOf(c scorecard.Cadence, first, n, have int) (kind string, columns [][]float64) {
	m := cycle(c)
	if c == scorecard.Weekly && have >= 3*m {
		return Dummies, monthsOfWeeks(first, n)
	}
	place := 0
	if m > 0 {
		place = ((first % m) + m) % m
	}
	return seasonColumns(n, have, m, place)
}

func each(n int, of func(t int) float64) []float64 {
	v := make([]float64, n)
	for t := range v {
		v[t] = of(t)
	}
	return v
}

func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
