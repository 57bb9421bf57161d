package answer

import (
	"testing"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// The chain that Rucci, Kirn and Quinn published of Sears in 1998: five units of
// employee attitude, 1.3 units of customer impression, 0.5 % of revenue growth.
func TestSearsIsAnsweredAsItWasPublished(t *testing.T) {
	strategy := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "sears", Name: "Stores", Locale: "en-GB"},
		Units:        []scorecard.Unit{{ID: "stores", Name: "Stores"}},
		People:       []scorecard.Person{{ID: "ann", Name: "Ann", Units: []scorecard.UnitID{"stores"}}},
		Perspectives: []scorecard.Perspective{{ID: "financial", Name: "Financial"}, {ID: "customer", Name: "Customer"}, {ID: "learning", Name: "Learning"}},
		Objectives: []scorecard.Objective{
			{ID: "work", Name: "A compelling place to work", Perspective: "learning", Unit: "stores"},
			{ID: "shop", Name: "A compelling place to shop", Perspective: "customer", Unit: "stores"},
			{ID: "invest", Name: "A compelling place to invest", Perspective: "financial", Unit: "stores"},
		},
		Metrics: []scorecard.Metric{
			{ID: "attitude", Name: "Employee attitude", Objective: "work", Measure: "points", Cadence: scorecard.Quarterly},
			{ID: "impression", Name: "Customer impression", Objective: "shop", Measure: "points", Cadence: scorecard.Quarterly},
			{ID: "growth", Name: "Revenue growth", Objective: "invest", Measure: "%", Cadence: scorecard.Quarterly},
		},
		Links: []scorecard.Link{ // 0.26 points for a point, and 0.5 percentage points for 1.3, as shares of the levels below
			{ID: "l1", Cause: "work", Effect: "shop", LagWeeks: 13, Estimate: &scorecard.Estimate{From: "attitude", To: "impression", Elasticity: *num("0.2")}},
			{ID: "l2", Cause: "shop", Effect: "invest", LagWeeks: 13, Estimate: &scorecard.Estimate{From: "impression", To: "growth", Elasticity: *num("5")}},
		},
	}
	s := &scorecard.Snapshot{Index: scorecard.NewIndex(strategy), Today: "2026-11-20", Histories: map[scorecard.MetricID]scorecard.History{}}
	for m, v := range map[scorecard.MetricID]string{"attitude": "50", "impression": "65", "growth": "5"} {
		s.Histories[m] = scorecard.History{{Metric: m, Period: "2026-Q3", Value: *num(v)}}
	}
	asker := understand.Asker{Person: "ann", Locale: "en-GB", Today: s.Today}
	res := (&Answerer{}).Ask(s, understand.NewLexicon(s.Index), asker, "what if employee attitude rises by 5 points for revenue growth?", nil, Extra{})
	wants(t, res.Text, "Customer impression: an estimate of 2% higher, about 1.3 points", "Revenue growth: an estimate of 10% higher, about 0.5 percentage points")
}
