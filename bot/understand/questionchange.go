package understand

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// nameAt returns which number, aim or vision a word of the row names; -1 for none.
func (q *question) nameAt(i int) int {
	w := q.shape[i]
	if !strings.HasPrefix(w, "@") || !strings.ContainsAny(strings.TrimLeft(w, "@0123456789"), "mov") {
		return -1
	}
	return marks(w)[0]
}

// change reads the step a question supposes; nil when it names none.
func (q *question) change(of []Ref) *Change {
	var m *scorecard.Metric
	if len(of) > 0 {
		m = q.l.index.Metric(metricID(of[0]))
	}
	sign, way := q.way(m)
	for _, t := range q.ts {
		if f, ok := english.multiples[t.low]; ok {
			return &Change{Type: "relative", Value: decimal.NewFromInt(f), Unit: "%"}
		}
	}
	if c := q.share(sign); c != nil {
		return c
	}
	if c := q.fromTo(m); c != nil {
		return c
	}
	for i := range q.ts {
		v, n := q.numberAt(i)
		if n == 0 || q.inName(i) || q.isLevel(i) || q.countsOthers(i+n, m) {
			continue
		}
		if v.IsZero() {
			return &Change{Type: "none"}
		}
		if c := q.amount(v, i, i+n, m); c != nil {
			if i > 0 && q.ts[i-1].low == "-" || i > 0 && q.ts[i-1].low == "minus" {
				sign = -1
			} else if s := q.signBehind(i + n); s != 0 {
				sign = s
			}
			if sign < 0 {
				c.Value = c.Value.Neg()
			}
			return c
		}
	}
	if c := q.level(m); c != nil {
		return c
	}
	if way == "" {
		return nil
	}
	return &Change{Type: "direction", Unit: way}
}

// countsOthers reports whether a number is one of things that the metric does not
// count: "if we hired two more pickers".
func (q *question) countsOthers(i int, m *scorecard.Metric) bool {
	for i < len(q.ts) && (english.extra[q.ts[i].low] || english.fillers[q.ts[i].low]) {
		i++
	}
	if m == nil || m.Measure.Kind() == scorecard.CountMeasure || i >= len(q.ts) || q.inName(i) {
		return false
	}
	w := q.ts[i]
	return len(w.low) > 3 && strings.HasSuffix(w.low, "s") && w.stem != w.low && !english.known(w.low) && timeWords[w.low] == 0 && !pointUnitWords[w.low] && currencyWords[w.low] == nil && !isScale(w.low) && !strings.Contains(strings.ToLower(string(m.Measure)), w.stem)
}

// level reads where a metric would get to: "fell to 2.5", "hit 50".
func (q *question) level(m *scorecard.Metric) *Change {
	if m == nil {
		return nil
	}
	inverse := q.inverse([]Ref{Ref(m.ID)})
	if inverse && m.Measure.Kind() != scorecard.PercentMeasure {
		return nil
	}
	for i := range q.ts {
		v, n := q.numberAt(i)
		if n == 0 || q.inName(i) || !q.isLevel(i) {
			continue
		}
		c := q.amount(v, i, i+n, m)
		switch {
		case c == nil:
			continue
		case i > 0 && (q.ts[i-1].low == "-" || q.ts[i-1].low == "minus"):
			c.Value = c.Value.Neg()
		}
		if inverse {
			c.Value = decimal.NewFromInt(100).Sub(c.Value)
		}
		return &Change{Type: "level", Value: c.Value, Unit: cmp.Or(strings.TrimPrefix(c.Unit, "points"), string(m.Measure))}
	}
	return nil
}

// arriving are verbs of getting somewhere without a "to".
var arriving = map[string]bool{"hit": true, "hits": true, "reach": true, "reaches": true, "reached": true, "at": true}

// states stand between a name and what it is supposed to be: "what if downtime is 1 %".
var states = map[string]bool{"is": true, "was": true, "were": true, "becomes": true, "became": true, "stays": true, "equals": true}

// beyond stand before a level that is passed: "falls below 90".
var beyond = map[string]bool{"below": true, "under": true, "beneath": true, "above": true, "beyond": true, "past": true}

// goesBy stand before a word of beyond in an idiom.
var goesBy = map[string]bool{"down": true, "come": true}

// isLevel reports whether a number is where something would get to, which is no
// step: "drops to 6", "to about 50 %", "hit 50".
func (q *question) isLevel(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		switch w := q.ts[k].low; {
		case w == "-", w == "minus":
		case w == "to", arriving[w], k == i-1 && states[w] && k > 0 && q.inName(k-1), beyond[w] && k > 0 && !goesBy[q.ts[k-1].low]:
			return true
		case currencyWords[w] == nil && w != "about" && w != "below" && w != "above":
			return false
		}
	}
	return false
}

// fromTo reads "from 3.2 to 4 hours": the step is the difference.
func (q *question) fromTo(m *scorecard.Metric) *Change {
	for i := 1; i < len(q.ts); i++ {
		a, n := q.numberAt(i)
		if n == 0 || q.ts[i-1].low != "from" || q.inName(i) {
			continue
		}
		for k := i + n; k < len(q.ts) && k <= i+n+2; k++ {
			if q.ts[k].low != "to" || k+1 == len(q.ts) {
				continue
			}
			b, took := q.numberAt(k + 1)
			if took == 0 {
				return nil
			}
			if a.Equal(b) {
				return &Change{Type: "none"}
			}
			c := q.amount(b, k+1, k+1+took, m)
			if c == nil {
				return nil
			}
			if scaled := c.Value.Sub(b); !scaled.IsZero() && !b.IsZero() {
				a = a.Mul(c.Value.Div(b)) // "from 1.2 to 1.4 million"
			}
			if c.Value = c.Value.Sub(a); c.Type == "relative" {
				c.Type, c.Unit = "absolute", "points"
			}
			return c
		}
	}
	return nil
}

// share reads "by half" and "by a quarter".
func (q *question) share(sign int) *Change {
	for i, t := range q.ts {
		n := english.shares[t.low]
		if n == 0 || i == 0 || q.inName(i) || !q.isShare(i) {
			continue
		}
		if q.ts[i-1].low == "in" {
			sign = -1 // "cut in half"
		}
		return &Change{Type: "relative", Value: decimal.NewFromInt(n * int64(sign)), Unit: "%"}
	}
	return nil
}

// isShare reports whether a fraction is of all there is: "by half", "by a third",
// "lose half our members".
func (q *question) isShare(i int) bool {
	before := q.ts[i-1].low
	if i+2 < len(q.ts) && (q.ts[i+1].low == "a" || q.ts[i+1].low == "an") && (timeWords[q.ts[i+2].low] > 0 || pointUnitWords[q.ts[i+2].low]) {
		return false // "by half a second"
	}
	if before == "by" || before == "in" || before == "a" && i > 1 && q.ts[i-2].low == "by" {
		return true
	}
	return english.ways[before] != "" && i+1 < len(q.ts) && (q.ts[i+1].low == "our" || q.ts[i+1].low == "the" || q.ts[i+1].low == "of" || q.nameStarts(i+1))
}

func (q *question) inName(i int) bool {
	if q.echoes[i] {
		return true
	}
	for _, m := range q.ms {
		if i >= m.from && i < m.to {
			return true
		}
	}
	return false
}

// numberAt reads the number at token i and says how many tokens it takes.
func (q *question) numberAt(i int) (decimal.Decimal, int) {
	if q.ts[i].number {
		if ds := readDigits(q.ts[i].low, separatorsOf(q.asker.Locale)); len(ds) > 0 {
			return ds[0], 1
		}
		return decimal.Zero, 0
	}
	if q.ts[i].low == "half" && i+1 < len(q.ts) && english.halves[q.ts[i+1].low] {
		if w := q.ts[i+1].low; w == "a" || w == "an" {
			return decimal.New(5, -1), 2
		}
		return decimal.New(5, -1), 1
	}
	if w := q.ts[i].low; (w == "a" || w == "an") && i > 0 && (q.ts[i-1].low == "by" || english.ways[q.ts[i-1].low] != "") && i+1 < len(q.ts) {
		if next := q.ts[i+1].low; timeWords[next] > 0 || pointUnitWords[next] {
			return decimal.NewFromInt(1), 1 // "down by a minute"
		}
	}
	if w := q.ts[i].low; (w == "a" || w == "another") && i+1 < len(q.ts) {
		if s, ok := scaleOf(q.ts[i+1].low, "en"); ok && timeWords[q.ts[i+1].low] == 0 {
			return s, 2 // "up a million"
		}
	}
	var ws []string
	for _, t := range q.ts[i:min(i+5, len(q.ts))] {
		ws = append(ws, t.low)
	}
	d, n := readWords(ws, "en")
	return d, n
}

// amount reads the unit behind a number: percent is a share of what is, points
// and the metric's own unit are steps.
func (q *question) amount(v decimal.Decimal, from, to int, m *scorecard.Metric) *Change {
	unit, scale := "", decimal.NewFromInt(1)
	if from > 0 {
		if codes := currencyWords[q.ts[from-1].low]; codes != nil {
			unit = codes[0]
		}
	}
	for k := to; k < len(q.ts) && k < to+3; k++ {
		w := q.ts[k].low
		if s, ok := shortScale[w]; ok && k == to && (unit != "" || m != nil && (w == "k" || m.Measure.Kind() == scorecard.CurrencyMeasure) || k+1 < len(q.ts) && currencyWords[q.ts[k+1].low] != nil) {
			scale = decimal.New(1, s)
			continue
		}
		if s, ok := scaleOf(w, "en"); ok && k == to && timeWords[w] == 0 {
			scale = s
			continue
		}
		switch {
		case w == "%" || w == "percent" || w == "pct" || w == "per" && k+1 < len(q.ts) && q.ts[k+1].low == "cent":
			if k+1 < len(q.ts) && strings.HasPrefix(q.ts[k+1].low, "point") {
				return &Change{Type: "absolute", Value: v, Unit: "points"}
			}
			return &Change{Type: "relative", Value: v, Unit: "%"}
		case w == "percentage" || pointUnitWords[w]:
			return &Change{Type: "absolute", Value: v, Unit: "points"}
		case currencyWords[w] != nil:
			unit = currencyWords[w][0]
		case timeWords[w] > 0 && len(w) > 1:
			unit = plainTime(w)
		default:
			k = len(q.ts)
		}
	}
	if unit == "" && m == nil {
		return nil
	}
	if unit == "" {
		unit = string(m.Measure)
	}
	return &Change{Type: "absolute", Value: v.Mul(scale), Unit: unit}
}

// shortScale are letters behind an amount of money, as powers of ten.
var shortScale = map[string]int32{"k": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6, "b": 9, "bn": 9}

// plainTime writes a unit of time in the plural: "hr" is "hours".
func plainTime(w string) string {
	for unit, n := range map[string]int64{"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800, "months": 2629800, "years": 31557600} {
		if timeWords[w] == n {
			return unit
		}
	}
	return w
}

// way says which way the question moves the subject: a sign, and a word.
func (q *question) way(m *scorecard.Metric) (sign int, way string) {
	if way = q.wayFrom(q.supposedAt()); way == "" {
		way = q.wayFrom(0)
	}
	lower := m != nil && m.Direction == scorecard.Lower
	switch {
	case way == "down", way == "better" && lower, way == "worse" && !lower:
		return -1, way
	}
	return 1, way
}

// turn turns a step round where the subject goes by its inverse name: when late
// deliveries fall, on-time delivery rises.
func (q *question) turn(in *Interpretation) {
	if in.Intent != WhatIf || in.Change == nil || !q.inverse(in.Subject) {
		return
	}
	if in.Change.Type == "level" {
		return // it says already where the metric itself gets to
	}
	in.Change.Value, in.Change.Inverse = in.Change.Value.Neg(), in.Change.Type == "relative"
	if way, ok := map[string]string{"up": "down", "down": "up"}[in.Change.Unit]; ok {
		in.Change.Unit = way
	}
}

// inverse reports whether the question names refs by what falls when they rise.
func (q *question) inverse(refs []Ref) bool {
	return slices.ContainsFunc(q.ms, func(m Match) bool { return m.Inverse && slices.Equal(m.Refs, refs) })
}
