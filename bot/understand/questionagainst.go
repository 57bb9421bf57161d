package understand

import (
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// towards are the words before a number that something is how far from: "far from
// 95 %", "missing to 4.5 million".
var towards = wordSet("to from of off at below above under short reach hit until till against for over past beyond")

// against is the number other than its target that a metric's distance to is asked,
// "how far are we from 95 %", in the metric's own unit.
func (q *question) against(in *Interpretation) decimal.NullDecimal {
	none := decimal.NullDecimal{}
	if in.Intent != Gap || len(in.Subject) != 1 || q.inverse(in.Subject) {
		return none
	}
	m := q.l.index.Metric(scorecard.MetricID(in.Subject[0]))
	if m == nil {
		return none
	}
	for i := range q.ts {
		if !q.ts[i].number || q.inName(i) {
			continue
		}
		v, took := q.numberAt(i)
		before := i - 1
		for before > 0 && (english.fillers[q.ts[before].low] && !towards[q.ts[before].low] || q.ts[before].low == "our" || currencyWords[q.ts[before].low] != nil) {
			before--
		}
		if took == 0 || before < 0 || !towards[q.ts[before].low] || isYear(q.ts[i].low) {
			continue
		}
		c := q.amount(v, i, i+took, m)
		own := c != nil && (c.Unit == string(m.Measure) || c.Unit == "points" && m.Measure.Kind() == scorecard.PercentMeasure)
		if own && m.Possible(c.Value) {
			return decimal.NewNullDecimal(c.Value)
		}
	}
	return none
}
