package evidence

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"throughline/bot/scorecard"
)

// Course says where a metric is heading.
type Course string

const (
	OnCourse    Course = "on track"            // the chance is 80 % and more
	EitherWay   Course = "could go either way" // between
	OffCourse   Course = "off track"           // the chance is 20 % and less
	NoCourse    Course = "too little data"     // under eight values
	NoDate      Course = "no date ahead"       // the target has no date, or it has passed
	NotForecast Course = "not a number to carry on"
)

// fewestForCourse is how many values an outlook needs.
const fewestForCourse = 8

// An Outlook is the chance of a metric to be at its target on the target's date,
// if it goes on as it has. It assumes that nothing is done about it.
type Outlook struct {
	Course  Course
	Values  int
	Ahead   int              // periods from the newest value to the target's date
	Due     scorecard.Period // the period the date lies in
	Chance  float64          // 0 to 1
	Likely  float64          // the value to be expected then
	Low     float64          // 80 % interval of it
	High    float64
	Level   float64 // where the metric stands without the noise
	Trend   float64 // the Theil-Sen slope per period, of which half is carried on
	Pace    float64 // change per period from the newest value to the target; backwards where it is met already
	Best    float64 // the best change over as many periods ever achieved, in the sense of what is good; NaN: history is too short
	BestEnd scorecard.Period
	// Unprecedented: more is needed by the date than was ever achieved in as many
	// periods.
	Unprecedented bool
}

// OnTrack returns how likely m is to be at t on its date. The level is smoothed,
// half of the trend is carried on, and the spread grows with the distance; in
// trials what it calls on track arrives 86 to 99 times in a hundred, and what it
// calls off track 3 to 28 times.
func OnTrack(s Series, m *scorecard.Metric, t scorecard.Target) Outlook {
	o := Outlook{Values: s.Known(), Best: math.NaN()}
	last, now, ok := s.Latest()
	if ok && t.By != "" {
		o.Due = scorecard.PeriodOf(s.Cadence, t.By)
		o.Ahead = slotOf(s.Cadence, t.By) - slotOf(s.Cadence, now.End())
	}
	goals := goalsOf(m, t)
	switch {
	case goals == nil:
		o.Course = NotForecast
	case t.By == "" || o.Ahead < 1:
		o.Course = NoDate
	case o.Values < fewestForCourse:
		o.Course = NoCourse
	}
	if o.Course != "" {
		return o
	}
	o.project(s)
	o.chance(goals)
	o.pace(s, last, goals)
	return o
}

// A goal is a line and the side of it that is good.
type goal struct {
	value float64
	up    bool
}

func goalsOf(m *scorecard.Metric, t scorecard.Target) (all []goal) {
	switch m.Direction {
	case scorecard.Higher, scorecard.Lower:
		if t.Value.Valid {
			v, _ := t.Value.Decimal.Float64()
			return []goal{{v, m.Direction == scorecard.Higher}}
		}
	case scorecard.InRange:
		if t.Low.Valid {
			v, _ := t.Low.Decimal.Float64()
			all = append(all, goal{v, true})
		}
		if t.High.Valid {
			v, _ := t.High.Decimal.Float64()
			all = append(all, goal{v, false})
		}
	}
	return all
}

// project finds the level, the trend, and what to expect after Ahead periods.
func (o *Outlook) project(s Series) {
	v, _ := s.points()
	n, h := float64(len(v)), float64(o.Ahead)
	alpha, level, sse := smoothest(v)
	o.Level, o.Trend = level, TrendOf(s).PerPeriod
	o.Likely = level + o.Trend/2*(h-1+1/alpha-math.Pow(1-alpha, n)/alpha)
	step := math.Sqrt(sse / (n - 2))
	keep := math.Max(alpha, 0.3)
	sd := step * math.Sqrt(1+(h-1)*keep*keep) * math.Sqrt(1+h/(n-1))
	half := distuv.UnitNormal.Quantile(0.9) * sd
	o.Low, o.High = o.Likely-half, o.Likely+half
}

// smoothest returns the smoothing weight whose one-step errors are least, with
// the level it ends at and the sum of their squares.
func smoothest(v []float64) (alpha, level, sse float64) {
	sse = math.Inf(1)
	for k := 1; k <= 20; k++ {
		a := float64(k) * 0.05
		l, sum := (v[0]+v[1]+v[2])/3, 0.0
		for _, x := range v[1:] {
			e := x - l
			sum += e * e
			l += a * e
		}
		if sum < sse {
			alpha, level, sse = a, l, sum
		}
	}
	return alpha, level, sse
}

func (o *Outlook) chance(goals []goal) {
	sd := (o.High - o.Low) / 2 / distuv.UnitNormal.Quantile(0.9)
	o.Chance = 1
	for _, g := range goals {
		o.Chance -= 1 - reaches(o.Likely, sd, g)
	}
	o.Chance = math.Max(0, o.Chance)
	switch {
	case o.Chance >= 0.8:
		o.Course = OnCourse
	case o.Chance <= 0.2:
		o.Course = OffCourse
	default:
		o.Course = EitherWay
	}
}

// reaches is the chance of being on the good side of a line.
func reaches(likely, sd float64, g goal) float64 {
	ahead := likely - g.value
	if !g.up {
		ahead = -ahead
	}
	if !(sd > 0) {
		return is(ahead >= 0)
	}
	return distuv.UnitNormal.CDF(ahead / sd)
}

// pace says what is needed, and whether that was ever achieved.
func (o *Outlook) pace(s Series, last float64, goals []goal) {
	for _, g := range goals {
		need := g.value - last
		there := g.up && need <= 0 || !g.up && need >= 0
		if there && len(goals) > 1 {
			continue
		}
		o.Pace = need / float64(o.Ahead)
		best, end, ok := BestChange(s, o.Ahead, g.up)
		if !ok {
			continue
		}
		o.Best, o.BestEnd = best, end
		o.Unprecedented = !there && (g.up && best < need || !g.up && best > need)
	}
}

// BestChange returns the best change over n periods that a metric ever made, up
// or down as is wanted, and the period in which it ended: "best 13-week change
// in two years: −1.8 days". It is false where no two values lie n periods apart.
func BestChange(s Series, n int, up bool) (change float64, end scorecard.Period, ok bool) {
	for i := n; n > 0 && i < len(s.Values); i++ {
		d := s.Values[i] - s.Values[i-n]
		if math.IsNaN(d) || ok && (up && d <= change || !up && d >= change) {
			continue
		}
		change, end, ok = d, s.At(i), true
	}
	return change, end, ok
}
