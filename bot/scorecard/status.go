package scorecard

import "github.com/shopspring/decimal"

// Status is how a metric, objective or perspective stands.
type Status string

const (
	NoData Status = "no data" // nothing was ever reported, or there is no target to hold it against
	Stale  Status = "stale"   // it was green, but the number is too old to say so
	Green  Status = "green"
	Amber  Status = "amber"
	Red    Status = "red"
)

// Freshness is how old a number is, measured in its own cadence.
type Freshness string

const (
	Fresh Freshness = "fresh" // a newer one is not due yet, or only just
	Late  Freshness = "late"  // one is overdue
	Old   Freshness = "old"   // two or more are overdue: it no longer counts
)

// graceDays is how long after a period has ended its number may come before
// the one before it is called late.
var graceDays = map[Cadence]int{Daily: 1, Weekly: 4, Monthly: 12, Quarterly: 35, Annual: 70}

// FreshnessOf judges the age of a value for period p of a metric of cadence c.
// A number is fresh until the period after its own has ended and its grace has
// passed, late for one cadence more, then old. Irregular numbers stay fresh for
// a quarter and turn old after half a year.
func FreshnessOf(c Cadence, p Period, today Date) Freshness {
	length, grace := c.Days(), graceDays[c]
	if c == Irregular {
		length, grace = 91, 0
	}
	switch age := today.Sub(p.End()); {
	case age <= length+grace:
		return Fresh
	case age <= 2*length+grace:
		return Late
	}
	return Old
}

// A Standing is how a metric stands on a day: the newest value, what it is held
// against, and how far it can be trusted for its age.
type Standing struct {
	Metric    *Metric
	Has       bool    // a value exists
	Reading   Reading // the newest value
	Prev      Reading // the one before
	HasPrev   bool
	Target    Target
	HasTarget bool
	Status    Status
	Measured  Status // the status by value alone, whatever its age
	Freshness Freshness
	AgeDays   int                 // since the end of the value's period; 0 while it runs
	Score     decimal.NullDecimal // 0 to 10: 10/3 at the amber line, 20/3 at the target
	OffFor    int                 // how many values in a row, the newest included, were not green
	Trend     Trend
}

// Trend compares the newest value with the one before, in the sense of what is good.
type Trend string

const (
	NoTrend Trend = ""
	Better  Trend = "better"
	Worse   Trend = "worse"
	Same    Trend = "same"
)

// StandingOf returns how m stands today given its history.
func StandingOf(m *Metric, h History, today Date) Standing {
	s := Standing{Metric: m, Status: NoData, Measured: NoData}
	s.Target, s.HasTarget = m.TargetOn(today)
	s.Reading, s.Has = h.Latest()
	if !s.Has {
		return s
	}
	s.Prev, s.HasPrev = h.Back(1)
	s.Freshness = FreshnessOf(m.Cadence, s.Reading.Period, today)
	s.AgeDays = max(0, today.Sub(s.Reading.Period.End()))
	s.Trend = m.trend(s)
	if !s.HasTarget {
		return s
	}
	s.Score = m.Score(s.Reading.Value, s.Target)
	s.Measured = m.StatusOf(s.Reading.Value, s.Target)
	s.Status = s.Measured
	if s.Status == Green && s.Freshness == Old {
		s.Status = Stale
	}
	s.OffFor = m.offFor(h)
	return s
}

func (m *Metric) offFor(h History) int {
	n := 0
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].NoData {
			continue
		}
		t, ok := m.targetOf(h[i].Period)
		if st := m.StatusOf(h[i].Value, t); !ok || (st != Amber && st != Red) {
			break
		}
		n++
	}
	return n
}

// targetOf returns the target that a period's value was held against.
func (m *Metric) targetOf(p Period) (Target, bool) {
	if len(m.Targets) == 1 {
		return m.Targets[0], true // in force on every day, so the period's end does not matter
	}
	return m.TargetOn(p.End())
}

func (m *Metric) trend(s Standing) Trend {
	if !s.HasPrev {
		return NoTrend
	}
	now, before := s.Reading.Value, s.Prev.Value
	if now.Equal(before) {
		return Same
	}
	up := now.GreaterThan(before)
	switch m.Direction {
	case Lower:
		up = !up
	case InRange:
		if !s.HasTarget {
			return NoTrend
		}
		d, e := m.distance(now, s.Target), m.distance(before, s.Target)
		if d.Equal(e) {
			return Same
		}
		up = d.LessThan(e)
	}
	if up {
		return Better
	}
	return Worse
}

// StatusOf returns the status of value v against target t: green on or beyond
// the target, amber on or beyond the amber line, red otherwise. Without an
// amber line what is not green is red. An empty target gives NoData.
func (m *Metric) StatusOf(v decimal.Decimal, t Target) Status {
	switch m.Direction {
	case YesNo:
		if v.IsPositive() {
			return Green
		}
		return Red
	case InRange:
		d := m.distance(v, t)
		switch {
		case !t.Low.Valid && !t.High.Valid:
			return NoData
		case d.IsZero():
			return Green
		case t.Amber.Valid && d.LessThanOrEqual(t.Amber.Decimal):
			return Amber
		}
		return Red
	}
	reaches := v.GreaterThanOrEqual
	if m.Direction == Lower {
		reaches = v.LessThanOrEqual
	}
	switch {
	case !t.Value.Valid:
		return NoData
	case reaches(t.Value.Decimal):
		return Green
	case t.Amber.Valid && reaches(t.Amber.Decimal):
		return Amber
	}
	return Red
}

// distance returns how far v lies outside the target's range; 0 inside.
func (m *Metric) distance(v decimal.Decimal, t Target) decimal.Decimal {
	switch {
	case t.Low.Valid && v.LessThan(t.Low.Decimal):
		return t.Low.Decimal.Sub(v)
	case t.High.Valid && v.GreaterThan(t.High.Decimal):
		return v.Sub(t.High.Decimal)
	}
	return decimal.Zero
}

var (
	ten       = decimal.NewFromInt(10)
	amberMark = ten.DivRound(decimal.NewFromInt(3), 6)
	greenMark = amberMark.Mul(decimal.NewFromInt(2))
)

// Score puts a value on a scale from 0 to 10 that can be compared and averaged
// across metrics: 10/3 at the amber line, 20/3 at the target, straight between
// and beyond, cut off at both ends. Without an amber line, in a range, and for
// yes or no, it is 0, 10/3 or 10 for red, amber and green. Not valid where there
// is no target.
func (m *Metric) Score(v decimal.Decimal, t Target) decimal.NullDecimal {
	st := m.StatusOf(v, t)
	if st == NoData {
		return decimal.NullDecimal{}
	}
	straight := (m.Direction == Higher || m.Direction == Lower) && t.Amber.Valid && !t.Amber.Decimal.Equal(t.Value.Decimal)
	if !straight {
		return decimal.NewNullDecimal(map[Status]decimal.Decimal{Red: decimal.Zero, Amber: amberMark, Green: ten}[st])
	}
	span := t.Value.Decimal.Sub(t.Amber.Decimal)
	score := amberMark.Add(v.Sub(t.Amber.Decimal).Mul(amberMark).DivRound(span, 6))
	return decimal.NewNullDecimal(decimal.Min(ten, decimal.Max(decimal.Zero, score)))
}

// Gap returns how far the newest value is from its target in the metric's
// measure, positive when it still has to go; false when either is missing.
func (s Standing) Gap() (decimal.Decimal, bool) {
	if !s.Has || !s.HasTarget {
		return decimal.Zero, false
	}
	v := s.Reading.Value
	switch s.Metric.Direction {
	case InRange:
		return s.Metric.distance(v, s.Target), true
	case Lower:
		return v.Sub(s.Target.Value.Decimal), s.Target.Value.Valid
	}
	return s.Target.Value.Decimal.Sub(v), s.Target.Value.Valid
}

// Severity orders statuses from good to bad, so that the worst can be found:
// green, no data, stale, amber, red.
func (s Status) Severity() int {
	switch s {
	case NoData:
		return 1
	case Stale:
		return 2
	case Amber:
		return 3
	case Red:
		return MostSevere
	}
	return 0
}

// MostSevere is the severity of the worst status.
const MostSevere = 4

// OffTrack reports whether s asks for attention: amber or red.
func (s Status) OffTrack() bool { return s == Amber || s == Red }
