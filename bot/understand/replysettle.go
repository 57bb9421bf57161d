package understand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// negative settles "-5", which may be the value or a change.
func (h *hearing) negative(s saying, v decimal.Decimal) (doubtful, *saying) {
	n := s.amount
	prev, bracketed := h.asked.Previous, h.inBrackets(s.amount)
	minus := v.Neg()
	if !mayBeNegative(h.asked) {
		if bracketed || !prev.Valid || v.GreaterThanOrEqual(prev.Decimal) && !prev.Decimal.IsZero() {
			return askAgain("negative: " + strings.ToLower(h.asked.Metric.Name) + " cannot be negative"), &s
		}
		s.role, s.up = deltaRole, -1
		return h.delta(s)
	}
	if why := impossible(h.asked, minus); why != "" {
		return askAgain(why), &s
	}
	if prev.Valid && prev.Decimal.IsNegative() && !n.spelt {
		return settle(h.asked, minus, true), &s
	}
	if !prev.Valid || bracketed {
		return confirming(scorecard.Low, "negative: below zero?", minus, minus, v), &s
	}
	return confirming(scorecard.Low, "sign: the value, or a change?", minus, minus, prev.Decimal.Sub(v)), &s
}

// delta settles a change from the value before.
func (h *hearing) delta(s saying) (doubtful, *saying) {
	n, prev := s.amount, h.asked.Previous
	pct := h.asked.Metric.Measure.Kind() == scorecard.PercentMeasure
	if !prev.Valid {
		return askAgain("change: the value before is not known"), &s
	}
	if len(n.readings) == 0 || n.whole.Valid || n.fraction {
		return askAgain("change: by how much is not clear"), &s
	}
	up := dec(int64(s.up))
	if good, ok := h.betterBy(n); ok {
		up = dec(1)
		if good == (h.asked.Metric.Direction == scorecard.Lower) {
			up = dec(-1)
		}
	}
	if h.grows() && n.unit.kind != pointUnit && n.unit.kind != basisUnit {
		v := n.readings[0].Mul(up)
		return confirming(scorecard.Low, "growth: that is the growth, or by how much it changed?", v, v, prev.Decimal.Add(v)), &s
	}
	share := prev.Decimal.Add(prev.Decimal.Mul(n.readings[0]).Mul(up).Div(dec(100)))
	if n.unit.kind == percentUnit && pct {
		d := askAgain("points_or_percent: percentage points, or percent of the value before?")
		d.options = []decimal.Decimal{prev.Decimal.Add(n.readings[0].Mul(up)), share}
		return d, &s
	}
	v := share
	if n.unit.kind != percentUnit {
		vs, why, _ := converted(h.asked, n)
		if why != "" {
			return askAgain(why), &s
		}
		v = prev.Decimal.Add(vs[0].Mul(up))
	}
	if why := impossible(h.asked, v); why != "" {
		return askAgain(why), &s
	}
	d := confirming(scorecard.Medium, "change: from "+prev.Decimal.String()+" to "+v.String(), v)
	if len(n.readings) > 1 && n.unit.kind != percentUnit { // "up 1,700": thousands, or a decimal mark
		other := v.Sub(n.readings[0].Mul(up)).Add(n.readings[1].Mul(up))
		d.options = []decimal.Decimal{v, other}
	}
	return d, &s
}

func (h *hearing) same(s saying) (doubtful, *saying) {
	if !h.asked.Previous.Valid {
		return askAgain("same: the value before is not known"), &s
	}
	v := h.asked.Previous.Decimal
	if flat[strings.TrimSpace(h.clauses[s.clause].words())] && hasNameWord(h.asked.Metric, "growth", "change", "increase", "growing", "wachstum", "croissance", "crecimiento") {
		return confirming(scorecard.Low, "flat: no growth, or as much as before?", decimal.Zero, decimal.Zero, v), &s
	}
	if s.approx || h.doubtWords(s) {
		return confirming(scorecard.Medium, "same: as before, or only about?", v), &s
	}
	return certain(v), &s
}

// betterBy reports whether "better" or "worse" stands behind a change, whose
// way is then the metric's.
func (h *hearing) betterBy(n *amount) (good, ok bool) {
	m := betterBehind.FindStringSubmatch(h.text[n.end:])
	if m == nil || h.asked.Metric.Direction == scorecard.InRange {
		return false, false
	}
	return m[1] != "", true
}

var betterBehind = regexp.MustCompile(`(?i)^\s*(?:(better|besser|mieux|mejor)|(?:worse|schlechter|pire|peor))(?:\P{L}|$)`)

// grows reports whether the metric is itself how much something changes.
func (h *hearing) grows() bool {
	return h.asked.Metric.Measure.Kind() == scorecard.PercentMeasure && hasNameWord(h.asked.Metric, "growth", "change", "increase", "growing", "wachstum", "croissance", "crecimiento")
}

// flat are the words that of a growth may mean none.
var flat = map[string]bool{"flat": true, "stable": true, "steady": true, "constant": true, "unchanged": true, "no change": true, "no movement": true, "stabil": true, "konstant": true, "estable": true, "plat": true}

// words joins what a clause says.
func (c *clause) words() string { return joined(c.ps) }

func (h *hearing) zero(s saying) (doubtful, *saying) {
	if why := impossible(h.asked, decimal.Zero); why != "" {
		return askAgain(why), &s
	}
	if h.asked.Previous.Valid && h.asked.Previous.Decimal.IsZero() {
		return certain(decimal.Zero), &s
	}
	return confirming(scorecard.Medium, "zero: none at all?", decimal.Zero), &s
}

// soft settles a number that may be the value: it is never recorded, only said back.
func (h *hearing) soft(s saying, why string) (doubtful, *saying) {
	if s.amount == nil || s.amount.minus || s.amount.plus || s.amount.whole.Valid || s.amount.fraction {
		return askAgain(why), &s
	}
	vs, cannot, _ := converted(h.asked, s.amount)
	if cannot != "" {
		return askAgain(cannot), &s
	}
	v, _ := choose(h.asked, vs)
	d := settle(h.asked, v, s.amount.unit.kind != noUnit || s.amount.scaled)
	if d.act == Record {
		return confirming(scorecard.Medium, why, v), &s
	}
	return d, &s
}

// boundText writes a bound as ">=93".
func (h *hearing) boundText(s *saying) string {
	vs, why, _ := converted(h.asked, s.amount)
	if why != "" {
		return ""
	}
	v, _ := choose(h.asked, vs)
	return string(s.bound) + v.String()
}

// otherSide offers what is left to 100 % where a doubtful share comes with words of
// its own, and the rest lies near the value before: "8% late" after 91.4 on time.
func (h *hearing) otherSide(out *Heard) {
	prev, m := h.asked.Previous, h.asked.Metric
	if out.Action != Confirm || m.Measure.Kind() != scorecard.PercentMeasure || len(out.Options) > 0 || !prev.Valid || !otherSideOf(out.Value.Decimal, prev.Decimal) {
		return
	}
	if !slices.ContainsFunc(h.pieces(), func(p piece) bool {
		return p.kind == wordPiece && (p.hint != filler || h.own[p.low]) && p.hint != polite
	}) {
		return
	}
	said := out.Value.Decimal
	out.Value = decimal.NewNullDecimal(dec(100).Sub(said))
	out.Options = []decimal.Decimal{out.Value.Decimal, said}
	out.Why += ", so perhaps 100 less what was said"
}
