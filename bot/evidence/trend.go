package evidence

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// A Trend is the steady change of a metric: the median of all slopes between two
// of its points (Theil and Sen), which a few wild values do not move, and Mann
// and Kendall's test of whether there is any.
type Trend struct {
	Points    int
	PerPeriod float64 // the slope
	Low, High float64 // its 95 % interval
	S         float64 // rises minus falls
	Variance  float64 // of S, with ties
	Z         float64
	P         float64 // two-sided
}

// TrendOf returns the trend of s; the zero Trend under three values.
func TrendOf(s Series) Trend {
	v, at := s.points()
	if len(v) < 3 {
		return Trend{}
	}
	d := Trend{Points: len(v)}
	slopes := make([]float64, 0, len(v)*(len(v)-1)/2)
	for i := range v {
		for j := i + 1; j < len(v); j++ {
			slopes = append(slopes, (v[j]-v[i])/float64(at[j]-at[i]))
			d.S += sign(v[j] - v[i])
		}
	}
	slices.Sort(slopes)
	d.Variance = kendallVariance(v)
	if d.Variance > 0 {
		d.Z = (d.S - sign(d.S)) / math.Sqrt(d.Variance)
	}
	d.P = 2 * distuv.UnitNormal.CDF(-math.Abs(d.Z))
	d.PerPeriod = median(slopes)
	half := distuv.UnitNormal.Quantile(0.975) * math.Sqrt(d.Variance)
	m := float64(len(slopes))
	low, high := int(math.RoundToEven((m-half)/2)), int(math.RoundToEven((m+half)/2+1))
	d.Low, d.High = slopes[max(0, low-1)], slopes[min(len(slopes), high)-1]
	return d
}

// kendallVariance is the variance of S when nothing trends, ties considered.
func kendallVariance(v []float64) float64 {
	sorted := slices.Sorted(slices.Values(v))
	n := float64(len(v))
	sum := n * (n - 1) * (2*n + 5)
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j] == sorted[i] {
			j++
		}
		k := float64(j - i)
		sum -= k * (k - 1) * (2*k + 5)
		i = j
	}
	return sum / 18
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// median of sorted values.
func median(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return math.NaN()
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
