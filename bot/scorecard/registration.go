package scorecard

// SameClaim reports whether o claims what l was registered to claim: cause,
// effect, sign, lag, size, and since when. The words beside it may be mended.
func (l *Link) SameClaim(o *Link) bool {
	backdated := l.Registered != "" && l.Registered != o.Registered
	return l.Cause == o.Cause && l.Effect == o.Effect && l.Sign == o.Sign && l.LagWeeks == o.LagWeeks && !backdated && l.Estimate.same(o.Estimate)
}

func (e *Estimate) same(o *Estimate) bool {
	if e == nil || o == nil {
		return e == o
	}
	return e.From == o.From && e.To == o.To && e.Elasticity.Equal(o.Elasticity)
}

// ClaimedOn returns the day since which l has claimed what it claims now: of its
// registration, or of the newest one after that. What was measured before was
// known when it was drawn so.
func (l *Link) ClaimedOn() Date {
	if n := len(l.Again); n > 0 {
		return max(l.Registered, l.Again[n-1])
	}
	return l.Registered
}
