package scorecard

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"
)

// A Rollup is how an objective, a perspective or a unit stands, from the metrics
// below it. It shows the worst beside the mean, so that nine greens cannot hide
// a red.
type Rollup struct {
	Status   Status              // the mean's colour, but never green over a red metric
	Worst    Standing            // the metric that stands worst; Metric is nil when there is none
	Mean     decimal.NullDecimal // mean score of the metrics that count, 0 to 10
	Counted  int                 // metrics with a value young enough to count
	Total    int                 // all metrics
	ByStatus map[Status]int
}

// RollUp sums up standings. Old values count for the worst, not for the mean;
// under half of the metrics with a countable value, the whole is NoData.
func RollUp(all []Standing) Rollup { return RollUpEach(slices.Values(all)) }

// RollUpEach is RollUp of standings that need not be held all at once.
func RollUpEach(all iter.Seq[Standing]) Rollup {
	r := Rollup{Status: NoData, ByStatus: map[Status]int{}}
	var sum total
	for s := range all {
		r.ByStatus[s.Status]++
		if r.Total++; r.Total == 1 || worse(s, r.Worst) {
			r.Worst = s
		}
		if s.Score.Valid && s.Freshness != Old {
			r.Counted++
			sum.add(s.Score.Decimal)
		}
	}
	if r.Counted == 0 || 2*r.Counted < r.Total {
		return r
	}
	mean := sum.value().DivRound(decimal.NewFromInt(int64(r.Counted)), 4)
	r.Mean = decimal.NewNullDecimal(mean)
	r.Status = scoreStatus(mean)
	if r.Status == Green && r.ByStatus[Red] > 0 {
		r.Status = Amber
	}
	return r
}

// A total adds scores up exactly. Those with no more digits than scores have need
// no memory each: there may be ten thousand.
type total struct {
	micro int64 // millionths
	rest  decimal.Decimal
}

func (t *total) add(d decimal.Decimal) {
	e := d.Exponent()
	if e < -6 || e > 0 || d.NumDigits() > 8 {
		t.rest = t.rest.Add(d)
		return
	}
	c := d.CoefficientInt64()
	for ; e > -6; e-- {
		c *= 10
	}
	t.micro += c
}

func (t *total) value() decimal.Decimal { return t.rest.Add(decimal.New(t.micro, -6)) }

func scoreStatus(score decimal.Decimal) Status {
	switch {
	case score.GreaterThanOrEqual(greenMark.Round(4)):
		return Green
	case score.GreaterThanOrEqual(amberMark.Round(4)):
		return Amber
	}
	return Red
}

func worse(a, b Standing) bool {
	if x, y := a.Status.Severity(), b.Status.Severity(); x != y {
		return x > y
	}
	return a.Score.Valid && b.Score.Valid && a.Score.Decimal.LessThan(b.Score.Decimal)
}
