package evidence

import "math"

// minDF is how many degrees of freedom a fit needs to be called a test.
const minDF = 8

// window returns the lags that are looked at for a claimed one: a narrow band
// around it, and nothing else. A claim of "in the same period" is tested there,
// and then the direction cannot be.
func window(lag int) (low, high int) {
	if lag <= 0 {
		return 0, 0
	}
	w := max(1, min(3, int(math.RoundToEven(float64(lag)/4))))
	return max(1, lag-w), lag + w
}

// A trial is the test of one claim over its window of lags.
type trial struct {
	low, high int
	fits      []Fit
	best      int     // of fits: the largest |t|; −1 when there is none
	p         float64 // best P times the number of lags, at most 1; NaN without a test
	pWithout  float64 // the same with the worst period left out
}

func (r *trial) lags() int { return r.high - r.low + 1 }

// declared returns the fit at the claimed lag, or the best one.
func (r *trial) declared(lag int) *Fit {
	for i := range r.fits {
		if r.fits[i].Lag == lag {
			return &r.fits[i]
		}
	}
	return &r.fits[r.best]
}

// try tests a claimed lag. A second past value of the effect is added where the
// residuals show that one was not enough.
func (f *frame) try(lag int) trial {
	r := *untested(lag)
	for l := r.low; l <= r.high; l++ {
		fit := f.fitLag(l, 1)
		if fit != nil && fit.DF >= minDF && math.Abs(fit.Leftover) > 1.96/math.Sqrt(float64(fit.Rows)) {
			if again := f.fitLag(l, 2); again != nil && again.DF >= minDF {
				fit = again
			}
		}
		if fit == nil || fit.DF < minDF || math.IsNaN(fit.T) {
			continue
		}
		r.fits = append(r.fits, *fit)
		if r.best < 0 || math.Abs(fit.T) > math.Abs(r.fits[r.best].T) {
			r.best = len(r.fits) - 1
		}
	}
	if r.best >= 0 {
		k, best := float64(r.lags()), &r.fits[r.best]
		r.p, r.pWithout = math.Min(1, k*best.P), math.Min(1, k*best.PWithout)
	}
	return r
}
