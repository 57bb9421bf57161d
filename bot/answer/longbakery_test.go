package answer

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// longBakery is Millstone after two years of weekly numbers: what is thrown away
// truly empties the shelves two weeks later, and both went wrong of late.
func longBakery() *scorecard.Snapshot { return twoYears(90, 2.4, -2) }

// calmBakery is the same without anything unusual.
func calmBakery() *scorecard.Snapshot { return twoYears(90, 0, 0) }

// twoYears makes so many weeks; thrown is what the batches thrown away are beyond
// what is usual at the end, and shelves the same of the shelves, beyond what that
// explains.
func twoYears(weeks int, thrown, shelves float64) *scorecard.Snapshot {
	s := bakery()
	r := rand.New(rand.NewPCG(7, 30))
	waste, seven := make([]float64, weeks), make([]float64, weeks)
	for i := range weeks {
		waste[i] = 4 + 0.5*r.NormFloat64()
		seven[i] = 93.5 + 0.4*r.NormFloat64()
		if i >= weeks-5 && i < weeks-2 {
			waste[i] += thrown
		}
		if i >= 2 {
			seven[i] -= 1.5 * (waste[i-2] - 4)
		}
		if i >= weeks-3 {
			seven[i] += shelves
		}
	}
	fill := func(m scorecard.MetricID, by scorecard.PersonID, values []float64) {
		words := map[scorecard.Period]string{}
		for _, old := range s.Histories[m] {
			words[old.Period] = old.Note
		}
		words["2026-W45"] = map[scorecard.MetricID]string{"m_waste": "The new oven burns on the left."}[m]
		var all []scorecard.Reading
		p := scorecard.Period("2026-W47")
		for i := len(values) - 1; i >= 0; i-- {
			all = append(all, scorecard.Reading{Metric: m, Period: p, Value: decimal.NewFromFloat(math.Round(10*values[i]) / 10), By: by, Note: words[p]})
			p = p.Prev()
		}
		s.Histories[m] = scorecard.NewHistory(all)
	}
	fill("m_waste", "ida", waste)
	fill("m_seven", "ben", seven)
	s.Today = "2026-11-23" // week 47 has ended
	return s
}

// gamedBakery is a longBakery where complaints fell twice in a row while fewer
// shelves were full.
func gamedBakery() *scorecard.Snapshot {
	s := longBakery()
	strategy := *s.Strategy
	strategy.Metrics = append([]scorecard.Metric(nil), strategy.Metrics...)
	for i := range strategy.Metrics {
		if m := &strategy.Metrics[i]; m.ID == "m_compl" {
			m.Guardrail = "m_seven"
		}
	}
	s.Index = scorecard.NewIndex(&strategy)
	for m, values := range map[scorecard.MetricID][]string{"m_compl": {"25", "19", "11"}, "m_seven": {"94", "91", "87"}} {
		for i, p := range []scorecard.Period{"2026-W45", "2026-W46", "2026-W47"} {
			s.Histories[m] = append(s.Histories[m], scorecard.Reading{Metric: m, Period: p, Value: *num(values[i]), By: "cleo", At: time.Unix(1, 0)})
		}
		s.Histories[m] = scorecard.NewHistory(s.Histories[m])
	}
	return s
}
