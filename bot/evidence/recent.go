package evidence

// fresh is how many of the newest values Recent looks at.
const fresh = 12

// Recent draws the limits of s from the half year before its newest twelve
// values, so that a signal says that these differ from what went before. The
// limits move along with time; XmR with a Baseline keeps them where somebody
// put them.
func Recent(s Series) Chart {
	v, at := s.points()
	last := len(v) - fresh
	if last < fewest {
		last = min(len(v), max(fewest, last))
	}
	if last < fewest {
		return XmR(s, Baseline{})
	}
	b := Baseline{From: s.At(at[max(0, last-usual)]), To: s.At(at[last-1])}
	c := XmR(s, b)
	newest := c.Signals[:0:0]
	for _, g := range c.Signals {
		if g.index >= at[last-1] {
			newest = append(newest, g)
		}
	}
	c.Signals = newest
	return c
}
