package understand

import (
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

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
	return confirming(scorecard.Medium, "ratio: worked out as "+v.String(), v), &s
}
