package evidence

import (
	"throughline/bot/scorecard"
)

// Claims makes the arrows in force of a strategy testable on the day of the
// snapshot, in the order of the strategy. Those between objectives of which one
// has no metric are among them, and will be judged too little data.
//
// An arrow is tested between two metrics: those of its estimate, where somebody
// gave one, else the first metric of each objective that has at least eight
// values, else the first. Which pair fits best is never looked at.
func Claims(s *scorecard.Snapshot) []Claim {
	b := newBuilder(s)
	var out []Claim
	for i := range s.Links {
		l := &s.Links[i]
		if b.inForce(l) {
			out = append(out, b.claim(l))
		}
	}
	return out
}

// ClaimsOn is Claims as they would have been made on an earlier day, from the
// readings of periods that had ended by then and the arrows registered by then:
// for the review before this one, where its verdicts were not kept.
func ClaimsOn(s *scorecard.Snapshot, day scorecard.Date) []Claim {
	earlier := *s
	earlier.Today = day
	earlier.Histories = make(map[scorecard.MetricID]scorecard.History, len(s.Histories))
	for id, h := range s.Histories {
		earlier.Histories[id] = h.Until(day)
	}
	all := Claims(&earlier)
	out := all[:0]
	for _, c := range all {
		if c.DrawnAt <= day {
			out = append(out, c)
		}
	}
	return out
}

// A builder makes the series of each metric once.
type builder struct {
	*scorecard.Snapshot
	series map[scorecard.MetricID]Side
	into   map[scorecard.ObjectiveID][]*scorecard.Link
}

func newBuilder(s *scorecard.Snapshot) *builder {
	b := &builder{Snapshot: s, series: map[scorecard.MetricID]Side{}, into: map[scorecard.ObjectiveID][]*scorecard.Link{}}
	for i := range s.Links {
		if l := &s.Links[i]; b.inForce(l) {
			b.into[l.Effect] = append(b.into[l.Effect], l)
		}
	}
	return b
}

func (b *builder) inForce(l *scorecard.Link) bool {
	cause, effect := b.Objective(l.Cause), b.Objective(l.Effect)
	return l.Retired == nil && l.Cause != l.Effect && cause != nil && effect != nil && cause.Retired == nil && effect.Retired == nil
}

func (b *builder) claim(l *scorecard.Link) Claim {
	cause, effect := b.pair(l)
	c := Claim{Link: l.ID, LagWeeks: l.LagWeeks, Sign: 1, DrawnAt: l.ClaimedOn()}
	if cause == nil || effect == nil {
		return c
	}
	c.Cause, c.Effect = b.side(cause), b.side(effect)
	c.Sign = Expected(l, cause, effect)
	c.Alternatives = len(b.MetricsOf(l.Cause))*len(b.MetricsOf(l.Effect)) - 1
	if e := l.Estimate; e != nil && e.From == cause.ID && e.To == effect.ID {
		c.Size = b.size(e)
	}
	var held []scorecard.ObjectiveID
	for _, other := range b.into[l.Effect] {
		if other.Cause == l.Cause {
			continue
		}
		if m := b.metric(other.Cause); m != nil && m.ID != cause.ID && m.ID != effect.ID {
			c.Rivals = append(c.Rivals, Rival{Side: b.side(m), LagWeeks: other.LagWeeks})
			held = append(held, other.Cause)
		}
	}
	c.CommonDriver = b.common(l, held)
	return c
}

// pair returns the metrics an arrow is tested between.
func (b *builder) pair(l *scorecard.Link) (cause, effect *scorecard.Metric) {
	if e := l.Estimate; e != nil && b.Metric(e.From) != nil && b.Metric(e.To) != nil {
		return b.Metric(e.From), b.Metric(e.To)
	}
	return b.metric(l.Cause), b.metric(l.Effect)
}

// metric returns what stands for an objective in a test.
func (b *builder) metric(o scorecard.ObjectiveID) *scorecard.Metric {
	all := b.MetricsOf(o)
	for _, m := range all {
		if b.side(m).Known() >= minDF {
			return m
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return nil
}

// side returns the series of a metric. Of one that should be in a range, it is
// how far it lies from the middle, upside down, so that more is better.
func (b *builder) side(m *scorecard.Metric) Side {
	if s, ok := b.series[m.ID]; ok {
		return s
	}
	s := Side{Series: SeriesOf(m, b.Histories[m.ID], b.Today), Nature: NatureOf(m)}
	if t, ok := m.TargetOn(b.Today); ok && m.Direction == scorecard.InRange && t.Low.Valid && t.High.Valid {
		low, _ := t.Low.Decimal.Float64()
		high, _ := t.High.Decimal.Float64()
		s.Log, s.Distance = false, true
		for i, v := range s.Values {
			s.Values[i] = -max(v-(low+high)/2, (low+high)/2-v)
		}
	}
	b.series[m.ID] = s
	return s
}

// Expected returns which way the number of the effect should move when the
// number of the cause rises, +1 or −1: an arrow speaks of what is good, a metric
// of what is much.
func Expected(l *scorecard.Link, cause, effect *scorecard.Metric) int {
	sign := 1
	if l.Sign == scorecard.Lowers {
		sign = -sign
	}
	for _, m := range []*scorecard.Metric{cause, effect} {
		if m.Direction == scorecard.Lower {
			sign = -sign
		}
	}
	return sign
}

// size turns an elasticity into a slope in the measures of the two metrics at
// their latest level; nil where one of them has none.
func (b *builder) size(e *scorecard.Estimate) *Size {
	x, _, ok1 := b.side(b.Metric(e.From)).Latest()
	y, _, ok2 := b.side(b.Metric(e.To)).Latest()
	elasticity, _ := e.Elasticity.Float64()
	if !ok1 || !ok2 || x == 0 || y == 0 || elasticity == 0 {
		return nil
	}
	return &Size{Slope: elasticity * y / x, Sure: e.Basis != ""}
}

// nearby is how many arrows upstream a common driver is looked for.
const nearby = 4

// common returns the nearest objective that leads to the cause, and to the
// effect by a way around the cause and around what is held constant; empty when
// the map shows none.
func (b *builder) common(l *scorecard.Link, held []scorecard.ObjectiveID) scorecard.ObjectiveID {
	around := map[scorecard.ObjectiveID]bool{}
	for _, o := range b.above(l.Effect, append(held, l.Cause)...) {
		around[o] = true
	}
	for _, o := range b.above(l.Cause, l.Effect) {
		if around[o] {
			return o
		}
	}
	return ""
}

// above returns what leads to an objective, the nearest first, on ways that do
// not pass some others.
func (b *builder) above(o scorecard.ObjectiveID, not ...scorecard.ObjectiveID) (out []scorecard.ObjectiveID) {
	seen := map[scorecard.ObjectiveID]bool{o: true}
	for _, n := range not {
		seen[n] = true
	}
	ring := []scorecard.ObjectiveID{o}
	for range nearby {
		var next []scorecard.ObjectiveID
		for _, at := range ring {
			for _, l := range b.into[at] {
				if !seen[l.Cause] {
					seen[l.Cause] = true
					next = append(next, l.Cause)
				}
			}
		}
		out, ring = append(out, next...), next
	}
	return out
}
