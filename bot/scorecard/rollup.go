package scorecard

import "github.com/shopspring/decimal"

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
func RollUp(all []Standing) Rollup {
	r := Rollup{Status: NoData, Total: len(all), ByStatus: map[Status]int{}}
	sum := decimal.Zero
	for i, s := range all {
		r.ByStatus[s.Status]++
		if i == 0 || worse(s, r.Worst) {
			r.Worst = s
		}
		if s.Score.Valid && s.Freshness != Old {
			r.Counted++
			sum = sum.Add(s.Score.Decimal)
		}
	}
	if r.Counted == 0 || 2*r.Counted < r.Total {
		return r
	}
	mean := sum.DivRound(decimal.NewFromInt(int64(r.Counted)), 4)
	r.Mean = decimal.NewNullDecimal(mean)
	r.Status = scoreStatus(mean)
	if r.Status == Green && r.ByStatus[Red] > 0 {
		r.Status = Amber
	}
	return r
}

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
