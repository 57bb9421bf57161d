package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// Carried is the Source of a reading that nobody measured: the value of the
// period before, written again to fill a gap. It is never data.
const Carried = "carried forward"

// A Series is what was measured of a metric, one value for each period of the
// calendar from First on. A period nobody measured is NaN. The zero Series is
// empty and may be given anywhere.
type Series struct {
	Metric  scorecard.MetricID
	Cadence scorecard.Cadence
	First   scorecard.Period // the period of Values[0]
	Values  []float64
}

// SeriesOf lays the readings of m on its calendar, from the first measured
// period to the last. Left out are periods without data, values carried forward,
// and, unless m is asked for the period under way, periods that have not ended
// on today. The periods of an irregular metric become months, each with its last
// value.
func SeriesOf(m *scorecard.Metric, h scorecard.History, today scorecard.Date) Series {
	s := Series{Metric: m.ID, Cadence: m.Cadence}
	if m.Cadence == scorecard.Irregular {
		s.Cadence = scorecard.Monthly
	}
	at, values := []int{}, []float64{}
	for _, r := range h {
		if r.NoData || r.Source == Carried || !counts(m, r.Period, today) {
			continue
		}
		v, _ := r.Value.Float64()
		slot := slotOf(s.Cadence, r.Period.End())
		if n := len(at); n > 0 && at[n-1] == slot {
			values[n-1] = v
			continue
		}
		at, values = append(at, slot), append(values, v)
	}
	if len(at) == 0 {
		return s
	}
	s.First = periodAt(s.Cadence, at[0])
	s.Values = missing(at[len(at)-1] - at[0] + 1)
	for i, slot := range at {
		if k := slot - at[0]; k >= 0 && k < len(s.Values) {
			s.Values[k] = values[i]
		}
	}
	return s
}

// counts reports whether a reading for p is one of m's own, finished periods. A
// metric that was once kept in another cadence is judged by what it has now.
func counts(m *scorecard.Metric, p scorecard.Period, today scorecard.Date) bool {
	if !p.Valid() || p.Start() > today {
		return false
	}
	if m.Cadence != scorecard.Irregular && p.Cadence() != m.Cadence {
		return false
	}
	return p.End() <= today || m.AskFor == scorecard.CurrentPeriod
}

// Known returns how many periods have a value.
func (s Series) Known() int { return known(s.Values) }

// At returns the period of the value numbered i.
func (s Series) At(i int) scorecard.Period {
	if s.First == "" {
		return ""
	}
	return periodAt(s.Cadence, slotOf(s.Cadence, s.First.End())+i)
}

// Until returns the periods that had ended on d. It shares the values.
func (s Series) Until(d scorecard.Date) Series {
	if s.First == "" || len(s.Values) == 0 {
		return s
	}
	n := slotOf(s.Cadence, d.Add(1)) - slotOf(s.Cadence, s.First.End())
	s.Values = s.Values[:max(0, min(n, len(s.Values)))]
	return s
}

// Latest returns the newest value and its period; false when there is none.
func (s Series) Latest() (float64, scorecard.Period, bool) {
	for i := len(s.Values) - 1; i >= 0; i-- {
		if !math.IsNaN(s.Values[i]) {
			return s.Values[i], s.At(i), true
		}
	}
	return math.NaN(), "", false
}

// Range returns the lowest and the highest value ever measured.
func (s Series) Range() (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range s.Values {
		if !math.IsNaN(v) {
			low, high, ok = min(low, v), max(high, v), true
		}
	}
	return low, high, ok
}

// points returns the known values and their places.
func (s Series) points() (values []float64, at []int) {
	for i, v := range s.Values {
		if !math.IsNaN(v) {
			values, at = append(values, v), append(at, i)
		}
	}
	return values, at
}

// known counts the values that are there.
func known(v []float64) (n int) {
	for _, a := range v {
		if !math.IsNaN(a) {
			n++
		}
	}
	return n
}

// missing returns n missing values.
func missing(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}
