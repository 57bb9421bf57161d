package evidence

import (
	"math"
	"time"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"

	"throughline/bot/scorecard"
)

// Rhythms that would look like an arrow, because the calendar moves both sides:
// the month's end in weekly numbers, the quarter's end in monthly ones, and the
// year before there are enough years to hold it constant as a season. They cost
// degrees of freedom, so they are held constant only where both sides show them;
// one that only a side has can deceive nobody, and one too weak to show is too
// weak to deceive.

// shows is the p-value up to which a side is said to show a rhythm: generous,
// since missing one is worse than a few columns too many.
const shows = 0.25

// fTest is the p-value of the extra columns in a regression that has the base
// already, with F and its degrees of freedom; NaN where there is too little.
// Only complete periods count.
func fTest(y []float64, base, extra [][]float64) (f float64, df1, df2 int, p float64) {
	p = math.NaN()
	var when []int
	for t := range y {
		if complete(y, base, t) && complete(y, extra, t) {
			when = append(when, t)
		}
	}
	df1, df2 = len(extra), len(when)-len(base)-len(extra)
	if df2 < 1 || df1 < 1 {
		return math.NaN(), df1, df2, p
	}
	columns := make([][]float64, 0, len(base)+len(extra))
	for _, c := range append(append([][]float64{}, base...), extra...) {
		columns = append(columns, picked(c, when))
	}
	q, _, ok := orthonormal(columns)
	if !ok {
		return math.NaN(), df1, df2, p
	}
	e, gain := picked(y, when), 0.0
	for j, col := range q {
		c := floats.Dot(col, e)
		if j >= len(base) {
			gain += c * c
		}
		floats.AddScaled(e, -c, col)
	}
	f = gain / float64(df1) / (floats.Dot(e, e) / float64(df2))
	if math.IsNaN(f) {
		return f, df1, df2, p
	}
	return f, df1, df2, distuv.F{D1: float64(df1), D2: float64(df2)}.Survival(f)
}

func picked(v []float64, when []int) []float64 {
	out := make([]float64, len(when))
	for i, t := range when {
		out[i] = v[t]
	}
	return out
}

// showing is the p-value of v moving with the columns beyond its trend and its
// own past; 1 where that cannot be tested.
func showing(v []float64, columns [][]float64) float64 {
	n := float64(len(v))
	base := [][]float64{
		each(len(v), func(int) float64 { return 1 }),
		each(len(v), func(t int) float64 { return float64(t+1) / n }),
		back(v, 1),
	}
	if _, _, _, p := fTest(v, base, columns); p <= 1 {
		return p
	}
	return 1
}

// A rhythm is what would show in the cause, and the ways in which the effect may
// show the same; the clearest of them is held constant.
type rhythm struct {
	cause  [][]float64
	effect [][][]float64
}

// addRhythms holds constant what both sides show.
func (l *layout) addRhythms() {
	for _, r := range l.rhythms() {
		if showing(l.frame.x, r.cause) > shows {
			continue
		}
		clearest, least := -1, shows
		for k, columns := range r.effect {
			if p := showing(l.frame.y, columns); p <= least {
				clearest, least = k, p
			}
		}
		if clearest >= 0 {
			l.season, l.rhythm = append(l.season, r.effect[clearest]...), true
		}
	}
}

func (l *layout) rhythms() (all []rhythm) {
	n := len(l.x)
	one := func(columns [][]float64) { all = append(all, rhythm{columns, [][][]float64{columns}}) }
	switch l.cadence {
	case scorecard.Weekly:
		end := sinceMonthEnd(l.first, n)
		// The effect has its own month's end, or follows the cause's after the lag.
		all = append(all, rhythm{end, [][][]float64{end, sinceMonthEnd(l.first-l.lag, n)}})
	case scorecard.Monthly:
		if l.seasons != Dummies {
			one(byClass(classes(n, func(t int) int { return ((l.first+t)%3 + 3) % 3 }), 3))
		}
	}
	if cycle(l.cadence) > 0 && l.seasons == NoSeason {
		one(oneYear(l.cadence, l.first, n))
	}
	return all
}

// sinceMonthEnd are dummies for how many weeks ago a month ended.
func sinceMonthEnd(first, n int) [][]float64 {
	class := make([]int, n)
	since := 0
	for t := -6; t < n; t++ {
		since++
		if monday := 7*(first+t) - 3; monthOf(monday) != monthOf(monday+7) {
			since = 0
		}
		if t >= 0 {
			class[t] = since
		}
	}
	return byClass(class, 5)
}

// monthOf returns the month of a day numbered since 1970.
func monthOf(day int) time.Month { return time.Unix(int64(day)*86400, 0).UTC().Month() }

func classes(n int, of func(t int) int) []int {
	v := make([]int, n)
	for t := range v {
		v[t] = of(t)
	}
	return v
}

// byClass makes dummies for the classes from 1 on; those that never or nearly
// never come up are left to the first.
func byClass(class []int, classes int) (columns [][]float64) {
	for k := 1; k < classes; k++ {
		c := each(len(class), func(t int) float64 { return is(class[t] == k) })
		if total(c) >= 3 {
			columns = append(columns, c)
		}
	}
	return columns
}

// oneYear is one wave a year, the most that less than two years can tell.
func oneYear(c scorecard.Cadence, first, n int) [][]float64 {
	angle := func(t int) float64 { return 2 * math.Pi * float64(first+t) * daysIn(c) / 365.25 }
	return [][]float64{
		each(n, func(t int) float64 { return math.Sin(angle(t)) }),
		each(n, func(t int) float64 { return math.Cos(angle(t)) }),
	}
}
