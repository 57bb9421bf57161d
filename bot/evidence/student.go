package evidence

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

func student(df int) distuv.StudentsT { return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)} }

// bothTails is the chance of a t this far from zero, either way, when nothing is
// there.
func bothTails(t float64, df int) float64 {
	if math.IsNaN(t) || df < 1 {
		return math.NaN()
	}
	if math.IsInf(t, 0) {
		return 0
	}
	return 2 * student(df).CDF(-math.Abs(t))
}

// power is the chance that a two-sided test at level alpha notices a true
// partial correlation r (shifted t).
func power(r float64, df int, alpha float64) float64 {
	return powerAt(math.Abs(r)/math.Sqrt(1-r*r)*math.Sqrt(float64(df)), df, alpha)
}

// powerAt is power for an effect of so many standard errors.
func powerAt(size float64, df int, alpha float64) float64 {
	if df < 1 || math.IsNaN(size) {
		return 0
	}
	t := student(df)
	return 1 - t.CDF(t.Quantile(1-alpha/2)-size)
}

// longest is where counting of the periods that are still needed stops.
const longest = 1040

// enoughDF is the smallest number of degrees of freedom at which p, which grows
// with them, reaches the power asked for; longest when it never does.
func enoughDF(p func(df int) float64) int {
	low, high := minDF, longest
	for low < high {
		mid := (low + high) / 2
		if p(mid) >= wantedPower {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
