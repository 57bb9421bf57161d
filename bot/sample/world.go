package sample

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// strength is how much of a driver's deviation reaches the effect when a link is
// truly at work, in standard deviations of each.
const strength = 0.55

// A World is the truth behind the numbers of an organisation: for every metric
// a value in every week, made from a slow drift, chance that lingers, and, where
// a link is truly at work, what its cause did a lag ago. The same strategy, day
// and seed always make the same World.
type World struct {
	index *scorecard.Index
	first scorecard.Date // the Monday of the first week
	z     map[scorecard.MetricID][]float64
	scale map[scorecard.MetricID]scale
	seed  uint64
}

// scale turns standard deviations from the course of a metric into values.
type scale struct {
	start, perWeek, sd float64
	places             int32
	good               float64 // +1 when higher is better, −1 when lower is
	min, max           float64
}

// NewWorld makes the truth from the given day for as many weeks. A link is truly
// at work when atWork says so.
func NewWorld(x *scorecard.Index, from scorecard.Date, weeks int, seed uint64, atWork func(*scorecard.Link) bool) *World {
	w := &World{
		index: x, first: scorecard.PeriodOf(scorecard.Weekly, from).Start(), seed: seed,
		z: map[scorecard.MetricID][]float64{}, scale: map[scorecard.MetricID]scale{},
	}
	for i := range x.Metrics {
		m := &x.Metrics[i]
		w.z[m.ID] = w.chance(m.ID, weeks)
		w.scale[m.ID] = w.scaleOf(m, from, weeks)
	}
	for week := range weeks {
		for i := range x.Links {
			if l := &x.Links[i]; l.Retired == nil && atWork(l) && week >= l.LagWeeks {
				w.act(l, week)
			}
		}
	}
	return w
}

// chance is an autoregressive series: bad weeks linger.
func (w *World) chance(m scorecard.MetricID, weeks int) []float64 {
	r := rand.New(rand.NewPCG(w.seed, hash(string(m))))
	z := make([]float64, weeks)
	last := 0.0
	for i := range z {
		last = 0.6*last + 0.8*r.NormFloat64()
		z[i] = last
	}
	return z
}

// act lets the cause of l move the effect's metrics in one week. Deviations are
// counted in the sense of what is good, so signs need no care.
func (w *World) act(l *scorecard.Link, week int) {
	causes := w.index.MetricsOf(l.Cause)
	if len(causes) == 0 {
		return
	}
	push := strength * w.z[causes[0].ID][week-l.LagWeeks]
	if l.Sign == scorecard.Lowers {
		push = -push
	}
	for _, m := range w.index.MetricsOf(l.Effect) {
		w.z[m.ID][week] += push
	}
}

// scaleOf makes a metric begin at its baseline and come some of the way to its
// target, or all of it and a little more, with ups and downs about as wide as
// its amber band.
func (w *World) scaleOf(m *scorecard.Metric, from scorecard.Date, weeks int) scale {
	target, _ := m.TargetOn(from.Add(7 * weeks / 2))
	goal, _ := target.Value.Decimal.Float64()
	s := scale{start: goal, good: 1, min: math.Inf(-1), max: math.Inf(1), places: places(m)}
	if m.Direction == scorecard.Lower {
		s.good = -1
	}
	if m.Baseline.Valid {
		s.start, _ = m.Baseline.Decimal.Float64()
	}
	s.sd = 0.03 * math.Abs(s.start)
	if target.Amber.Valid {
		amber, _ := target.Amber.Decimal.Float64()
		s.sd = 0.6 * math.Abs(goal-amber)
	}
	s.perWeek = (0.7 + 1.3*w.dice("progress", string(m.ID))) * (goal - s.start) / float64(weeks)
	s.min, s.max = bounds(m)
	return s
}

func bounds(m *scorecard.Metric) (low, high float64) {
	low, high = 0, math.Inf(1)
	if m.Min.Valid {
		low, _ = m.Min.Decimal.Float64()
	}
	if m.Measure.Kind() == scorecard.PercentMeasure {
		high = 100
	}
	if m.Max.Valid {
		high, _ = m.Max.Decimal.Float64()
	}
	return low, high
}

// places is how many decimals people would write.
func places(m *scorecard.Metric) int32 {
	t, _ := m.TargetOn("9999-12-31")
	biggest, _ := t.Value.Decimal.Abs().Float64()
	switch {
	case m.Measure.Kind() == scorecard.CountMeasure:
		return 0
	case biggest >= 100000:
		return -3
	case biggest >= 1000:
		return 0
	case m.Measure.Kind() == scorecard.CurrencyMeasure, m.Measure.Kind() == scorecard.PercentMeasure && biggest > 99:
		return 2
	}
	return 1
}

// week returns the number of the week that holds d, from 0.
func (w *World) week(d scorecard.Date) int { return d.Sub(w.first) / 7 }

// Value returns the true value of a metric for a period: the mean of its weeks.
// It is false outside of the World's time.
func (w *World) Value(id scorecard.MetricID, p scorecard.Period) (decimal.Decimal, bool) {
	z, s := w.z[id], w.scale[id]
	from, to := w.week(p.Start()), w.week(p.End())
	if p.Start() < w.first || from < 0 || to >= len(z) || len(z) == 0 {
		return decimal.Zero, false
	}
	sum := 0.0
	for i := from; i <= to; i++ {
		sum += s.start + s.perWeek*float64(i) + s.good*s.sd*z[i]
	}
	v := max(s.min, min(s.max, sum/float64(to-from+1)))
	return decimal.NewFromFloat(v).Round(s.places), true
}

// History returns what was reported by now, with now and then a week nobody
// reported, and the words of the owner where a number was out of the ordinary.
func (w *World) History(now time.Time) []scorecard.Reading {
	var out []scorecard.Reading
	for i := range w.index.Metrics {
		m := &w.index.Metrics[i]
		if m.Cadence == scorecard.Irregular || m.Source == scorecard.NoSource {
			continue
		}
		for p := scorecard.PeriodOf(m.Cadence, w.first); w.reportedAt(m, p).Before(now); p = p.Next() {
			if v, ok := w.Value(m.ID, p); ok && !w.missed(m, p, now) {
				out = append(out, w.reading(m, p, v))
			}
		}
	}
	return out
}

// missed leaves out about one period in forty, and none of the last month's.
func (w *World) missed(m *scorecard.Metric, p scorecard.Period, now time.Time) bool {
	return m.Cadence == scorecard.Weekly && scorecard.DateOf(now).Sub(p.End()) > 30 && w.dice("missed", string(m.ID), string(p)) < 0.025
}

// askedAfter is how many days after a period its number is asked for.
var askedAfter = map[scorecard.Cadence]int{scorecard.Daily: 1, scorecard.Weekly: 1, scorecard.Monthly: 3, scorecard.Quarterly: 5, scorecard.Annual: 10}

// reportedAt is when the number of a period came in: in the afternoon (UTC) of
// the day it is asked for.
func (w *World) reportedAt(m *scorecard.Metric, p scorecard.Period) time.Time {
	late := time.Duration(w.dice("at", string(m.ID), string(p))*7200) * time.Second
	return p.End().Add(askedAfter[m.Cadence]).Time().Add(15*time.Hour + late)
}

func (w *World) reading(m *scorecard.Metric, p scorecard.Period, v decimal.Decimal) scorecard.Reading {
	return scorecard.Reading{
		Metric: m.ID, Period: p, Value: v, Note: w.note(m, p), Confidence: scorecard.High,
		By: m.ReportedBy(), At: w.reportedAt(m, p), Source: "example",
	}
}

// Deviation returns how far a metric was from its course in a period, in
// standard deviations and in the sense of what is good.
func (w *World) Deviation(id scorecard.MetricID, p scorecard.Period) float64 {
	i := w.week(p.End())
	if i < 0 || i >= len(w.z[id]) {
		return 0
	}
	return w.z[id][i]
}

// dice returns a number from 0 up to 1 that is always the same for the same words.
func (w *World) dice(words ...string) float64 {
	h := fnv.New64a()
	for _, s := range words {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	r := rand.New(rand.NewPCG(w.seed, h.Sum64()))
	return r.Float64()
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
