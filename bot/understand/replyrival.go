package understand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// another returns what else a reply may mean than v, said in s: "none signed, 4
// pending", "6.85 direct, 7.4 with overhead", "delivered 46, on time 43" of a
// share. A number of nearly the same size, or none at all, is no detail.
func (h *hearing) another(s saying, v decimal.Decimal) (decimal.Decimal, bool) {
	for _, z := range h.with(zeroRole) {
		if z.clause != s.clause && !v.IsZero() && !h.clauses[z.clause].lacks() {
			return decimal.Zero, true
		}
	}
	if ofAllWords.MatchString(h.text[h.clauses[s.clause].ps[0].start:]) {
		return v, false
	}
	for _, o := range h.said {
		if o.amount == nil || o.amount == s.amount || len(o.amount.readings) == 0 || o.clause == s.clause || h.clauses[o.clause].reason || h.amidBrackets(o.amount.start) || aside.MatchString(h.text[o.amount.end:]) {
			continue
		}
		if o.role != nounRole && o.role != weakRole && o.role != levelRole {
			continue
		}
		n := o.amount.readings[0]
		if o.clause < s.clause && missed.MatchString(h.text[:o.amount.start]) && h.isAim(n) {
			continue // "we missed the 96 again, 92.3"
		}
		if share, ok := h.shareOf(s, v, n); ok {
			return share, true
		}
		alike := o.amount.unit.kind == s.amount.unit.kind && o.amount.scaled == s.amount.scaled && !o.amount.word && !n.Equal(s.amount.readings[0])
		if alike && withinQuarter(n, s.amount.readings[0]) {
			vs, why, _ := converted(h.asked, o.amount)
			if why == "" && len(vs) > 0 {
				return vs[0], true
			}
		}
	}
	return v, false
}

// missed stands before the target that was not reached.
var missed = regexp.MustCompile(`(?i)\b(?:missed|missing|short of|below|under|far from|not at|verfehlt|unter|manqué|loin de|lejos de|por debajo de)(?: \p{L}+)? $`)

// isAim reports whether a number is one of the metric's targets.
func (h *hearing) isAim(v decimal.Decimal) bool {
	return slices.ContainsFunc(h.asked.Metric.Targets, func(t scorecard.Target) bool { return t.Value.Valid && t.Value.Decimal.Equal(v) })
}

// aside is what stands behind a number that counts something else, or a part of
// the value: "88 drivers on the road", "3.1 of it voluntary".
var aside = regexp.MustCompile(`(?i)^\s+(?:\p{L}{3,}s\b|of (?:it|them|which|those|these)\b|davon\b|dont\b|de (?:ello|ellos|ellas)\b)`)

// amidBrackets reports whether a place of the reply is in brackets, where details
// stand: "79.5 (Lyon 82, Madrid 76)".
func (h *hearing) amidBrackets(at int) bool {
	before := h.text[:at]
	return strings.LastIndexByte(before, '(') > strings.LastIndexByte(before, ')')
}

// ofAllWords open what sums up the numbers before it.
var ofAllWords = regexp.MustCompile(`(?i)^(?:all|total|overall|altogether|combined|together|average|mean|sum|insgesamt|gesamt|zusammen|schnitt|au total|en tout|total|en total|media)\b`)

// shareOf reads v of n as a share, where that is what the metric counts and lies
// nearer to the value before than v does.
func (h *hearing) shareOf(s saying, v, n decimal.Decimal) (decimal.Decimal, bool) {
	prev := h.asked.Previous
	if h.asked.Metric.Measure.Kind() != scorecard.PercentMeasure || s.amount.unit.kind != noUnit || !prev.Valid || !n.GreaterThan(v) || !v.IsPositive() {
		return v, false
	}
	share := v.Mul(dec(100)).DivRound(n, 3)
	off := func(x decimal.Decimal) decimal.Decimal { return x.Sub(prev.Decimal).Abs() }
	return share, off(share).Mul(dec(3)).LessThan(off(v)) && off(share).LessThan(dec(10))
}

// withinQuarter reports whether two numbers are within a quarter of each other.
func withinQuarter(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().Mul(dec(4)).LessThanOrEqual(b.Abs())
}
