package understand

import (
	"slices"

	"throughline/bot/scorecard"
)

// dated settles several values that each name their period: the one of the
// period asked for counts, or else the latest, and the others are earlier.
func (h *hearing) dated() {
	levels := h.with(levelRole)
	if len(levels) < 2 || len(h.periods) != len(levels) {
		return
	}
	at := h.periodsOf(levels)
	for i, p := range at {
		if p == "" || slices.Contains(at[:i], p) || p.Cadence() != at[0].Cadence() {
			return
		}
	}
	want := slices.Max(at)
	if slices.Contains(at, h.asked.Period) {
		want = h.asked.Period
	}
	for i := range h.said {
		s := &h.said[i]
		k := slices.IndexFunc(levels, func(l saying) bool { return l.start == s.start })
		switch {
		case s.role != levelRole || k < 0:
		case at[k] != want:
			s.role = earlierRole
		case want != h.asked.Period:
			s.role = unsureRole
		}
	}
}

// periodsOf returns the period of each of levels, which are as many as the
// periods named: all stand before their numbers, or all behind.
func (h *hearing) periodsOf(levels []saying) []scorecard.Period {
	at := make([]scorecard.Period, len(levels))
	before := h.periods[0].start < levels[0].start
	for i, m := range h.periods {
		next := len(h.text)
		if i+1 < len(levels) {
			next = levels[i+1].start
		}
		if before && m.start < levels[i].start && (i == 0 || m.start > levels[i-1].start) || !before && m.start > levels[i].start && m.start < next {
			at[i] = m.period
		}
	}
	return at
}

// period takes over the period a reply names, and doubts one that cannot be.
// Periods in a comment behind the value are the comment's.
func (h *hearing) period(out *Heard, at *saying) {
	for _, m := range h.periods {
		if m.start < h.clauses[at.clause].end {
			h.inPeriod(out, m.period)
		}
	}
}

func (h *hearing) inPeriod(out *Heard, p scorecard.Period) {
	asked := h.asked.Period
	cadence := h.asked.Metric.Cadence
	if asked != "" {
		cadence = asked.Cadence()
	}
	switch {
	case cadence == "" || p.Cadence() == cadence:
		out.Period = p
		if h.to.Today.Valid() && p.Start() > h.to.Today && out.Action == Record {
			out.Action, out.Confidence, out.Why = Confirm, scorecard.Low, "future_period: "+string(p)+" has not begun"
		}
	case p.Cadence().Days() > cadence.Days() && out.Action == Record:
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Low, "other_period: "+string(p)+" is longer than what is asked for"
	case asked != "" && (asked.End() < p.Start() || p.End() < asked.Start()) && out.Action == Record:
		out.Action, out.Confidence, out.Why = Confirm, scorecard.Low, "other_period: "+string(p)+" is not "+string(asked)
	}
}
