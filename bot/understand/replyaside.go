package understand

import (
	"strings"

	"throughline/bot/scorecard"
)

// otherThings takes changes in another unit, in words that are not understood,
// for those of something else: "98.9 %, lift 2 down 3 hrs".
func (h *hearing) otherThings() {
	if len(h.with(levelRole)) == 0 {
		return
	}
	for i := range h.said {
		s := &h.said[i]
		if s.role != deltaRole || !h.clauses[s.clause].puzzles() {
			continue
		}
		if _, why, _ := converted(h.asked, s.amount); why != "" {
			h.countsOther(*s)
		}
	}
}

// countsOther settles that a number says something else than the value.
func (h *hearing) countsOther(s saying) {
	for _, all := range [][]saying{h.said, h.clauses[s.clause].said} {
		for i := range all {
			if all[i].start == s.start {
				all[i].role = nounRole
			}
		}
	}
}

// isPart reports whether a clause tells of a part of what stands before it: "of
// which 3k during the strike".
func (c *clause) isPart() bool { return c.reason && partWords[c.ps[0].low] }

var partWords = map[string]bool{"of which": true, "dont": true, "davon": true, "wovon": true, "de los cuales": true, "de las cuales": true, "de ellos": true, "de ellas": true, "parmi lesquels": true, "parmi lesquelles": true}

func (n *amount) lessThan(other *amount) bool {
	return len(n.readings) > 0 && len(other.readings) > 0 && n.readings[0].LessThan(other.readings[0])
}

// ofThem reports whether a number is far from the value that stands before it,
// which is the mean of so many: "4.7 from 38 reviews".
func (h *hearing) ofThem(s saying) bool {
	levels := h.with(levelRole)
	return len(levels) == 1 && len(levels[0].amount.readings) == 1 && levels[0].start < s.start && !closeTo(s.amount, levels[0].amount.readings[0], 3)
}

// howMany reports whether a whole number counts what the metric is about, behind
// a value that is no count: "5.8 (7 no-shows)", "4.7 from 38 reviews".
func (h *hearing) howMany(s, value saying) bool {
	n, v := s.amount, value.amount
	if h.asked.Metric.Measure.Kind() == scorecard.CountMeasure || len(v.readings) != 1 || len(n.readings) != 1 || !n.readings[0].IsInteger() || n.scaled {
		return false
	}
	if strings.HasSuffix(strings.TrimSpace(strings.ToLower(h.text[:n.start])), " at") {
		return false // a condition: "2.28 at 3,000 copies"
	}
	plain := v.readings[0].IsInteger() && v.unit.kind == noUnit
	apart := s.clause != value.clause || v.unit.kind != noUnit
	return !plain && apart && (n.unit.kind == ownUnit || n.unit.kind == noUnit && h.ownFollows(n)) && (h.nameFollows(n) || !closeTo(n, v.readings[0], 3))
}

// ownFollows reports whether one of the metric's own words stands behind a number.
func (h *hearing) ownFollows(n *amount) bool {
	next, _, _ := strings.Cut(strings.TrimLeft(h.text[n.end:], " "), " ")
	next = strings.ToLower(strings.Trim(next, " ,;.)"))
	return h.own[next] || h.own[strings.TrimSuffix(next, "en")] || h.nameFollows(n)
}

// bracketed reports whether a number stands in brackets behind the value and is
// of another size: "121 (3 new)".
func (h *hearing) bracketed(s, value saying) bool {
	before := s.clause - 1
	return before >= value.clause && strings.HasSuffix(h.clauses[before].after, "(") && len(value.amount.readings) == 1 && !closeTo(s.amount, value.amount.readings[0], 3)
}
