package understand

import (
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A doubt is why a value is not simply recorded: how sure it still is, and the
// readings to choose from.
type doubtful struct {
	act     Act
	sure    scorecard.Confidence
	value   decimal.NullDecimal
	options []decimal.Decimal
	why     string
}

func certain(v decimal.Decimal) doubtful {
	return doubtful{act: Record, sure: scorecard.High, value: decimal.NewNullDecimal(v)}
}

func confirming(sure scorecard.Confidence, why string, v decimal.Decimal, options ...decimal.Decimal) doubtful {
	return doubtful{act: Confirm, sure: sure, value: decimal.NewNullDecimal(v), options: options, why: why}
}

func askAgain(why string) doubtful { return doubtful{act: AskBack, sure: scorecard.Low, why: why} }

// yardstick returns what a value of the metric may be compared with: the value
// before, or else the target or the baseline.
func yardstick(a Asked) (d decimal.Decimal, previous, ok bool) {
	if a.Previous.Valid {
		return a.Previous.Decimal, true, true
	}
	for _, t := range a.Metric.Targets {
		if t.Value.Valid && !t.Value.Decimal.IsZero() {
			return t.Value.Decimal, false, true
		}
		if t.Low.Valid && t.High.Valid && !t.High.Decimal.IsZero() {
			return t.High.Decimal, false, true
		}
	}
	return a.Metric.Baseline.Decimal, false, a.Metric.Baseline.Valid && !a.Metric.Baseline.Decimal.IsZero()
}

// within reports whether v and ref are of one sign and at most times apart.
func within(v, ref decimal.Decimal, times int64) bool {
	if v.IsZero() || ref.IsZero() {
		return v.Equal(ref)
	}
	if v.Sign() != ref.Sign() {
		return false
	}
	v, ref = v.Abs(), ref.Abs()
	return v.LessThanOrEqual(ref.Mul(dec(times))) && ref.LessThanOrEqual(v.Mul(dec(times)))
}

// far reports whether v is more than 60 % away from the value before.
func far(v, previous decimal.Decimal) bool {
	return v.Sub(previous).Abs().GreaterThan(previous.Abs().Mul(decimal.RequireFromString("0.6")))
}

// mayBeNegative reports whether the metric can fall below zero.
func mayBeNegative(a Asked) bool {
	m := a.Metric
	if m.Min.Valid {
		return m.Min.Decimal.IsNegative()
	}
	if a.Previous.Decimal.IsNegative() || m.Baseline.Decimal.IsNegative() {
		return true
	}
	for _, t := range m.Targets {
		if t.Value.Decimal.IsNegative() || t.Low.Decimal.IsNegative() {
			return true
		}
	}
	switch m.Measure.Kind() {
	case scorecard.CountMeasure, scorecard.DurationMeasure, scorecard.YesNoMeasure:
		return hasNameWord(m, "net", "change", "variance", "growth")
	}
	return hasNameWord(m, "margin", "profit", "profitability", "net", "nps", "promoter", "growth", "change", "cash", "balance", "ebit", "ebitda", "result", "delta", "variance",
		"return", "roi", "surplus", "deficit", "temperature", "income", "earnings", "deviation", "enps", "difference", "gewinn", "ergebnis", "marge", "rendite", "wachstum", "bénéfice", "résultat", "croissance", "beneficio", "margen", "crecimiento", "flow", "cashflow")
}

// mayExceedAll reports whether a share may be above 100 %.
func mayExceedAll(a Asked) bool {
	ref, _, ok := yardstick(a)
	return ok && ref.GreaterThan(dec(100)) || hasNameWord(a.Metric, "growth", "return", "roi", "change", "coverage", "attainment", "achievement", "utilisation", "utilization", "nrr", "net", "quota", "wachstum", "croissance", "crecimiento", "cover", "index", "ratio", "quotient")
}

func hasNameWord(m *scorecard.Metric, words ...string) bool {
	name := strings.ToLower(m.Name + " " + strings.Join(m.Synonyms, " "))
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == '(' || r == ')' }) {
		for _, want := range words {
			if w == want {
				return true
			}
		}
	}
	return false
}

// impossible says why the metric can never have the value v; "" when it can.
func impossible(a Asked, v decimal.Decimal) string {
	m := a.Metric
	switch {
	case m.Min.Valid && v.LessThan(m.Min.Decimal):
		return "below_min: " + v.String() + " is below the lowest possible value"
	case m.Max.Valid && v.GreaterThan(m.Max.Decimal):
		return "above_max: " + v.String() + " is above the highest possible value"
	case v.IsNegative() && !mayBeNegative(a):
		return "negative: " + strings.ToLower(m.Name) + " cannot be negative"
	case m.Measure.Kind() == scorecard.PercentMeasure && !m.Max.Valid && v.GreaterThan(dec(100)) && !mayExceedAll(a) && !(v.LessThan(dec(150)) && hasNameWord(m, "occupancy", "belegung", "ocupación", "occupation")):
		return "above_max: more than 100 %"
	}
	return ""
}

// otherSideOf reports whether a percentage is far from the one before, and what it
// leaves of 100 is near: "8 % late" where 91 % were on time.
func otherSideOf(v, before decimal.Decimal) bool {
	near := dec(100).Sub(v).Sub(before).Abs()
	return near.LessThanOrEqual(dec(3)) && v.Sub(before).Abs().GreaterThan(dec(40))
}

// settle turns a value into what should be done with it, by what is known of
// the metric.
func settle(a Asked, v decimal.Decimal, exact bool) doubtful {
	ref, previous, known := yardstick(a)
	pct := a.Metric.Measure.Kind() == scorecard.PercentMeasure
	if !exact {
		if d, ok := otherMagnitude(a, v, ref, known); ok {
			return d
		}
	}
	if why := impossible(a, v); why != "" {
		return askAgain(why)
	}
	switch {
	case !known:
		if pct && v.IsPositive() && v.LessThanOrEqual(dec(1)) && !exact {
			return confirming(scorecard.Low, "fraction: a share of one, or percent?", v.Mul(dec(100)), v.Mul(dec(100)), v)
		}
	case previous && v.Equal(ref):
	case previous && far(v, ref):
		return confirming(scorecard.Low, "far_from_previous: the value before was "+ref.String(), v, slipped(a, v, ref)...)
	case !previous && !v.IsZero() && !within(v, ref, 10):
		return confirming(scorecard.Low, "far_from_target: "+v.String()+" is ten times off what is aimed for", v)
	}
	if a.Metric.Measure.Kind() == scorecard.CountMeasure && !v.IsInteger() && (!known || ref.IsInteger()) {
		return confirming(scorecard.Low, "fraction_of_count: "+v.String()+" of something counted in wholes", v)
	}
	if unusual(a.History, v) {
		return confirming(scorecard.Low, "unusual: well outside what has been reported so far", v)
	}
	return certain(v)
}

// otherMagnitude finds the reading of a number whose scale was left out.
func otherMagnitude(a Asked, v, ref decimal.Decimal, known bool) (doubtful, bool) {
	if !known || v.IsZero() || ref.IsZero() || within(v, ref, 3) {
		return doubtful{}, false
	}
	scales := []int64{1e3, 1e6, 1e9}
	if a.Metric.Measure.Kind() == scorecard.PercentMeasure {
		if v.GreaterThan(dec(1)) || v.IsNegative() {
			return doubtful{}, false
		}
		scales = []int64{100}
	}
	for _, by := range scales {
		big := v.Mul(dec(by))
		if impossible(a, big) == "" && within(big, ref, 4) {
			return confirming(scorecard.Low, "magnitude: "+big.String()+" or "+v.String()+"?", big, big, v), true
		}
	}
	return doubtful{}, false
}

// slipped returns what a value far from the one before may have been meant as, and
// itself: with its point elsewhere, or in minutes where hours are counted.
func slipped(a Asked, v, before decimal.Decimal) []decimal.Decimal {
	ways := []decimal.Decimal{v.Shift(-1), v.Shift(1), v.Shift(-2), v.Shift(2)}
	if one := secondsIn(a.Metric.Measure); one.Equal(dec(3600)) {
		ways = append(ways, v.DivRound(dec(60), 3))
	}
	for _, w := range ways {
		if impossible(a, w) == "" && w.Sub(before).Abs().Mul(dec(6)).LessThanOrEqual(before.Abs()) {
			return []decimal.Decimal{w, v}
		}
	}
	return nil
}

// unusual reports whether v is further outside all earlier values than they are apart.
func unusual(h scorecard.History, v decimal.Decimal) bool {
	vs := h.Values()
	if len(vs) > 24 {
		vs = vs[len(vs)-24:]
	}
	if len(vs) < 6 {
		return false
	}
	lo, hi := vs[0].Value, vs[0].Value
	for _, r := range vs {
		lo, hi = decimal.Min(lo, r.Value), decimal.Max(hi, r.Value)
	}
	step := decimal.Zero
	for i := 1; i < len(vs); i++ {
		step = decimal.Max(step, vs[i].Value.Sub(vs[i-1].Value).Abs())
	}
	last := vs[len(vs)-1].Value
	if jump := v.Sub(last).Abs(); step.IsPositive() && jump.GreaterThan(step.Mul(dec(4))) && jump.Mul(dec(4)).GreaterThan(last.Abs()) {
		return true
	}
	room := hi.Sub(lo)
	return room.IsPositive() && (v.GreaterThan(hi.Add(room)) || v.LessThan(lo.Sub(room)))
}

// converted turns the readings of an amount into the metric's measure. The
// second result says why that cannot be done; the third that it should be said
// back.
func converted(a Asked, n *amount) (vs []decimal.Decimal, why string, doubt string) {
	m := a.Metric
	if len(n.readings) == 0 {
		return nil, "badly_formed: the digits do not make a number", ""
	}
	kind := m.Measure.Kind()
	own := strings.ToLower(strings.TrimSpace(string(m.Measure)))
	switch n.unit.kind {
	case percentUnit:
		if kind != scorecard.PercentMeasure {
			return nil, "wrong_unit: percent, but it is counted in " + unitName(m), ""
		}
	case pointUnit:
		if kind == scorecard.PercentMeasure {
			return n.readings, "", "points: percentage points, or percent?"
		}
		if kind != scorecard.PlainMeasure && kind != scorecard.CountMeasure {
			return nil, "wrong_unit: points, but it is counted in " + unitName(m), ""
		}
	case basisUnit:
		if kind == scorecard.PercentMeasure {
			return divAll(n.readings, dec(100)), "", "basis_points: a hundredth of a percent each"
		}
		if !strings.Contains(own, "basis") && own != "bps" && own != "bp" {
			return nil, "wrong_unit: basis points, but it is counted in " + unitName(m), ""
		}
	case permilleUnit:
		if kind != scorecard.PercentMeasure {
			return nil, "wrong_unit: per thousand, but it is counted in " + unitName(m), ""
		}
		return divAll(n.readings, dec(10)), "", "per_mille: a tenth of a percent each"
	case currencyUnit:
		return inCurrency(m, n)
	case centUnit:
		if kind != scorecard.CurrencyMeasure {
			return nil, "wrong_unit: money, but it is counted in " + unitName(m), ""
		}
		return divAll(n.readings, dec(100)), "", "cents: a hundredth each"
	case timeUnit:
		return inTime(m, n)
	case sizeUnit:
		return inSize(m, n)
	}
	if n.clock {
		return inClock(a, n)
	}
	return n.readings, "", ""
}

func unitName(m *scorecard.Metric) string {
	if m.Measure == "" {
		return "wholes"
	}
	return string(m.Measure)
}

func inCurrency(m *scorecard.Metric, n *amount) ([]decimal.Decimal, string, string) {
	own := string(m.Measure)
	for _, code := range n.unit.codes {
		if m.Measure.Kind() == scorecard.CurrencyMeasure && code == own || hasCurrency(own, code) {
			return n.readings, "", ""
		}
	}
	return nil, "currency: " + n.unit.codes[0] + ", but it is counted in " + unitName(m), ""
}

// hasCurrency reports whether a measure such as "EUR per parcel" or "k€" is in code.
func hasCurrency(measure, code string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(measure), func(r rune) bool { return r == ' ' || r == '/' }) {
		for _, c := range currencyWords[w] {
			if c == code {
				return true
			}
		}
	}
	return false
}

func inTime(m *scorecard.Metric, n *amount) ([]decimal.Decimal, string, string) {
	one := secondsIn(m.Measure)
	if isTimed(m) && one.IsZero() && n.largest.LessThanOrEqual(dec(60)) {
		return mulAll(n.readings, dec(1000)), "", ""
	}
	if one.IsZero() {
		return nil, "wrong_unit: a duration, but it is counted in " + unitName(m), ""
	}
	vs := divAll(n.readings, one)
	if calendar(one) != calendar(n.largest) {
		return vs, "", "days: is a day one of 24 hours here?"
	}
	if !one.Equal(n.largest) && calendar(one) {
		return vs, "", "days: working days, or all of them?"
	}
	return vs, "", ""
}

// calendar reports whether a unit is a day or longer, where working time and
// the calendar part.
func calendar(seconds decimal.Decimal) bool { return seconds.GreaterThanOrEqual(dec(86400)) }

// inClock reads 2:30 as hours and minutes, or as minutes and seconds.
func inClock(a Asked, n *amount) ([]decimal.Decimal, string, string) {
	one := secondsIn(a.Metric.Measure)
	if one.IsZero() || calendar(one) {
		return nil, "clock: a time of day, or a number?", ""
	}
	long, short := n.readings[0].Mul(dec(60)).DivRound(one, 3), n.readings[0].DivRound(one, 3)
	usual, other := long, short
	if one.Equal(dec(60)) {
		usual, other = short, long
	}
	if ref, _, ok := yardstick(a); ok && !within(usual, ref, 3) && within(other, ref, 3) {
		return []decimal.Decimal{other}, "", "clock: hours and minutes, or minutes and seconds?" // "0:52" after 47 minutes
	}
	if one.Equal(dec(3600)) || one.Equal(dec(60)) {
		return []decimal.Decimal{usual}, "", clockDoubt(a, other)
	}
	return []decimal.Decimal{short, long}, "", "clock: hours and minutes, or minutes and seconds?"
}

func clockDoubt(a Asked, other decimal.Decimal) string {
	if ref, _, ok := yardstick(a); !ok || within(other, ref, 3) {
		return "clock: hours and minutes, or minutes and seconds?"
	}
	return ""
}

func inSize(m *scorecard.Metric, n *amount) ([]decimal.Decimal, string, string) {
	own := strings.ToLower(strings.TrimSpace(string(m.Measure)))
	s, ok := sizeWords[own]
	if part, _, rate := strings.Cut(own, "/"); rate {
		if s, ok = sizeWords[part]; ok && s.family == n.unit.family && decimal.RequireFromString(s.factor).Equal(n.unit.factor) {
			return n.readings, "", "rate: so many " + unitName(m) + "?"
		}
	}
	if !ok || s.family != n.unit.family {
		return nil, "wrong_unit: not what it is counted in, " + unitName(m), ""
	}
	one := decimal.RequireFromString(s.factor)
	if one.Equal(n.unit.factor) {
		return n.readings, "", ""
	}
	return divAll(mulAll(n.readings, n.unit.factor), one), "", ""
}

func divAll(ds []decimal.Decimal, by decimal.Decimal) []decimal.Decimal {
	out := make([]decimal.Decimal, len(ds))
	for i, d := range ds {
		// What ends is kept as it is; what does not is rounded.
		if out[i] = d.DivRound(by, 9); !out[i].Mul(by).Equal(d) {
			out[i] = d.DivRound(by, 3)
		}
	}
	return out
}

// choose picks the reading of a number with an ambiguous separator; doubt when
// both or neither is near what is known.
func choose(a Asked, vs []decimal.Decimal) (v decimal.Decimal, doubt bool) {
	if len(vs) < 2 {
		return vs[0], false
	}
	ref, _, known := yardstick(a)
	if !known {
		return vs[0], true
	}
	first, second := within(vs[0], ref, 20), within(vs[1], ref, 20)
	if second && !first {
		return vs[1], false
	}
	return vs[0], !first
}
