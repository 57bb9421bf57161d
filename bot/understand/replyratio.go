package understand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// outOfAll reports whether a metric is counted up to whole: by its highest value
// or its measure, such as "score 1-10".
func outOfAll(m *scorecard.Metric, whole decimal.Decimal) bool {
	if m.Max.Valid {
		return m.Max.Decimal.Equal(whole)
	}
	return slices.Contains(strings.FieldsFunc(string(m.Measure), func(r rune) bool { return r < '0' || r > '9' }), whole.String())
}

// toOne is what may stand behind a ratio's value: "6.9 to 1", "6.9:1".
var toOne = regexp.MustCompile(`(?:^|[\s(~])[\d.,]*\d(\s*:\s*1|\s+(?:to|zu|à|a|pour|auf)\s+(?:1|one|eins|un|une|uno))(?:$|[\s;!)]|[,.](?:\s|$))`)

// oneMask hides the one that a ratio is to.
func oneMask(low string, m *scorecard.Metric) []mask {
	if measure := strings.ToLower(string(m.Measure)); !strings.Contains(measure, "ratio") && measure != "x" {
		return nil
	}
	if at := toOne.FindStringSubmatchIndex(low); at != nil {
		return []mask{{start: at[2], end: at[3]}}
	}
	return nil
}

// ratio settles "12/15", "8 out of 10" and "three quarters".
func (h *hearing) ratio(s saying) (doubtful, *saying) {
	n := s.amount
	whole := n.whole
	if s.whole != nil && len(s.whole.readings) > 0 && len(s.whole.readings) >= len(n.readings) {
		whole = decimal.NewNullDecimal(s.whole.readings[0]) // "1,044 of 1,200": both as the locale has it
	}
	if len(n.readings) != 1 && !(len(n.readings) == 2 && s.whole != nil && len(s.whole.readings) == 2) || n.unit.kind != noUnit && n.unit.kind != ownUnit && !n.fraction {
		return askAgain("ratio: which number is the value?"), &s
	}
	part := n.readings[0]
	var v decimal.Decimal
	switch kind := h.asked.Metric.Measure.Kind(); {
	case kind == scorecard.PercentMeasure && n.fraction && !whole.Valid:
		v = part.Mul(dec(100))
	case kind == scorecard.PercentMeasure && whole.Valid && whole.Decimal.IsPositive() && part.LessThanOrEqual(whole.Decimal):
		v = divAll([]decimal.Decimal{part.Mul(dec(100))}, whole.Decimal)[0]
	case (kind == scorecard.CountMeasure || kind == scorecard.PlainMeasure) && whole.Valid && part.LessThanOrEqual(whole.Decimal):
		v = part
	default:
		return askAgain("ratio: two numbers where one is counted"), &s
	}
	if why := impossible(h.asked, v); why != "" {
		return askAgain(why), &s
	}
	if whole.Valid && v.Equal(part) && outOfAll(h.asked.Metric, whole.Decimal) {
		return settle(h.asked, v, true), &s // "8 out of 10" of a score up to 10
	}
	return confirming(scorecard.Medium, "ratio: worked out as "+v.String(), v), &s
}
