package evidence

import "throughline/bot/scorecard"

// Capability says whether a process, left as it runs today, meets its target.
type Capability string

const (
	CannotTell  Capability = "cannot tell" // too few values, a drifting metric, or no target
	AlwaysMeets Capability = "always meets its target"
	HitOrMiss   Capability = "hit or miss"
	CannotReach Capability = "cannot reach its target as it runs today"
)

// CapabilityOf compares a metric's target with the natural limits of its last 26
// values: "cannot reach 96 as it runs today (limits 88 to 95)". A metric that
// drifts has no limits that would last.
func CapabilityOf(s Series, m *scorecard.Metric, t scorecard.Target) (Capability, Limits) {
	v, at := s.points()
	var b Baseline
	if len(v) > usual {
		b.From = s.At(at[len(v)-usual])
	}
	c := XmR(s, b)
	if !c.Known || c.Drifting {
		return CannotTell, c.Limits
	}
	word := CannotTell
	for _, g := range goalsOf(m, t) {
		one := capable(c.Limits.Lower, c.Limits.Upper, g.value)
		if !g.up {
			one = capable(-c.Limits.Upper, -c.Limits.Lower, -g.value)
		}
		if word == CannotTell || word == AlwaysMeets || one == CannotReach {
			word = one // the worse of the two sides of a range
		}
	}
	return word, c.Limits
}

func capable(low, high, goal float64) Capability {
	slack := 1e-9 * max(1, goal, -goal) // a target on the limit is on the better side of it
	switch {
	case low >= goal-slack:
		return AlwaysMeets
	case high < goal-slack:
		return CannotReach
	}
	return HitOrMiss
}
