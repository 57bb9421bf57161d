package evidence

import (
	"math"
	"time"

	"throughline/bot/scorecard"
)

// A Fold says how the fine periods of a metric make a coarse one.
type Fold int

const (
	Mean Fold = iota // rates, shares, levels; and counts too, as so many in an average fine period
	Sum              // only where every part is there
	Last             // what stands at the end: a headcount, a yes
)

// enough is the share of fine periods that must be known for a coarse one to be.
const enough = 0.6

// FoldTo returns s on a coarser calendar. A coarse period of which under 60 % of
// the parts are known, or for a Sum not all, is missing: nothing is interpolated.
// A series is never made finer; s comes back as it is.
func (s Series) FoldTo(c scorecard.Cadence, how Fold) Series {
	if len(s.Values) == 0 || s.First == "" || coarseness(c) <= coarseness(s.Cadence) {
		return s
	}
	out := Series{Metric: s.Metric, Cadence: c}
	first := slotOf(s.Cadence, s.First.End())
	from := slotOf(c, middle(s.Cadence, first))
	to := slotOf(c, middle(s.Cadence, first+len(s.Values)-1))
	out.First = periodAt(c, from)
	out.Values = missing(to - from + 1)
	parts := make([][]float64, to-from+1)
	for i, v := range s.Values {
		if k := slotOf(c, middle(s.Cadence, first+i)) - from; !math.IsNaN(v) {
			parts[k] = append(parts[k], v)
		}
	}
	for k := range parts {
		out.Values[k] = folded(parts[k], partsIn(s.Cadence, c, from+k), how)
	}
	return out
}

func folded(parts []float64, of int, how Fold) float64 {
	if len(parts) == 0 || float64(len(parts)) < enough*float64(of) || how == Sum && len(parts) < of {
		return math.NaN()
	}
	if how == Last {
		return parts[len(parts)-1]
	}
	sum := total(parts)
	if how == Sum {
		return sum
	}
	return sum / float64(len(parts))
}

// partsIn counts the fine periods whose middle lies in the coarse one.
func partsIn(fine, coarse scorecard.Cadence, slot int) int {
	p := periodAt(coarse, slot)
	first, last := slotOf(fine, p.Start()), slotOf(fine, p.End())
	n := last - first + 1
	if m := middle(fine, first); m < p.Start() {
		n--
	}
	if m := middle(fine, last); m > p.End() {
		n--
	}
	return n
}

func coarseness(c scorecard.Cadence) int {
	return map[scorecard.Cadence]int{scorecard.Daily: 1, scorecard.Weekly: 2, scorecard.Monthly: 3, scorecard.Quarterly: 4, scorecard.Annual: 5}[c]
}

// slotOf numbers the periods of a cadence through the years, so that neighbours
// differ by one.
func slotOf(c scorecard.Cadence, d scorecard.Date) int {
	t := d.Time()
	switch c {
	case scorecard.Weekly:
		return int(floorDiv(t.Unix()/86400+3, 7)) // 1 January 1970 was a Thursday
	case scorecard.Monthly:
		return t.Year()*12 + int(t.Month()) - 1
	case scorecard.Quarterly:
		return t.Year()*4 + (int(t.Month())-1)/3
	case scorecard.Annual:
		return t.Year()
	}
	return int(t.Unix() / 86400)
}

func floorDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// dayOfSlot returns the first day of a numbered period.
func dayOfSlot(c scorecard.Cadence, slot int) scorecard.Date {
	var t time.Time
	switch c {
	case scorecard.Weekly:
		t = time.Unix(int64(7*slot-3)*86400, 0)
	case scorecard.Monthly:
		t = time.Date(slot/12, time.Month(slot%12+1), 1, 0, 0, 0, 0, time.UTC)
	case scorecard.Quarterly:
		t = time.Date(slot/4, time.Month(slot%4*3+1), 1, 0, 0, 0, 0, time.UTC)
	case scorecard.Annual:
		t = time.Date(slot, 1, 1, 0, 0, 0, 0, time.UTC)
	default:
		t = time.Unix(int64(slot)*86400, 0)
	}
	return scorecard.DateOf(t.UTC())
}

func periodAt(c scorecard.Cadence, slot int) scorecard.Period {
	return scorecard.PeriodOf(c, dayOfSlot(c, slot))
}

// middle returns the day that says which coarse period a fine one belongs to:
// the Thursday of a week, as ISO 8601 has it for years.
func middle(c scorecard.Cadence, slot int) scorecard.Date {
	d := dayOfSlot(c, slot)
	if c == scorecard.Weekly {
		return d.Add(3)
	}
	return d
}

// daysIn is how long a period is on average.
func daysIn(c scorecard.Cadence) float64 {
	return map[scorecard.Cadence]float64{
		scorecard.Daily: 1, scorecard.Weekly: 7, scorecard.Monthly: 30.44, scorecard.Quarterly: 91.3, scorecard.Annual: 365.25,
	}[c]
}

// lagIn turns a lag in weeks into periods, at least one when it is at least half
// a period: an effect some weeks later is not one in the same month.
func lagIn(c scorecard.Cadence, weeks int) int {
	days := daysIn(c)
	if days == 0 || weeks <= 0 {
		return 0
	}
	return int(math.Round(float64(weeks) * 7 / days))
}

// weeksIn is the reverse of lagIn.
func weeksIn(c scorecard.Cadence, periods int) int {
	return int(math.Round(float64(periods) * daysIn(c) / 7))
}

func total(v []float64) (sum float64) {
	for _, a := range v {
		sum += a
	}
	return sum
}
