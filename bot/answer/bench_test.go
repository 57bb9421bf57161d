package answer

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// large is a strategy of n metrics, four to an objective, in layers that each
// drive the next, with a year of weekly readings.
func large(n int) *scorecard.Snapshot {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "org"}, Units: []scorecard.Unit{{ID: "u", Name: "All"}},
		People:       []scorecard.Person{{ID: "p", Name: "Pat", Units: []scorecard.UnitID{"u9"}}},
		Perspectives: []scorecard.Perspective{{ID: "fin"}, {ID: "cust"}, {ID: "proc"}, {ID: "learn"}},
	}
	h := map[scorecard.MetricID]scorecard.History{}
	for i := range n / 4 {
		u := scorecard.UnitID(fmt.Sprintf("u%d", i/5))
		if i%5 == 0 {
			s.Units = append(s.Units, scorecard.Unit{ID: u, Name: "Unit " + string(u), Parent: "u"})
		}
		o := scorecard.ObjectiveID(fmt.Sprintf("o%d", i))
		s.Objectives = append(s.Objectives, scorecard.Objective{ID: o, Name: "Objective " + string(o), Unit: u, Perspective: s.Perspectives[i*4/(n/4)].ID, Owner: "p"})
		for range 3 {
			if i > 0 {
				s.Links = append(s.Links, scorecard.Link{ID: scorecard.LinkID(fmt.Sprintf("l%d", len(s.Links))), Cause: o, Effect: scorecard.ObjectiveID(fmt.Sprintf("o%d", max(0, i-1-r.IntN(30)))), LagWeeks: r.IntN(9)})
			}
		}
		for j := range 4 {
			m := scorecard.Metric{ID: scorecard.MetricID(fmt.Sprintf("m%d.%d", i, j)), Name: fmt.Sprintf("Metric %d of %d", j, i), Objective: o, Measure: "%", Cadence: scorecard.Weekly, Owner: "p", Kind: scorecard.Leading, Targets: []scorecard.Target{{Value: dec("90"), Amber: dec("80")}}}
			s.Metrics = append(s.Metrics, m)
			p := scorecard.Period("2025-W47")
			for range 52 {
				h[m.ID] = append(h[m.ID], scorecard.Reading{Metric: m.ID, Period: p, Value: *num(fmt.Sprint(60 + r.IntN(40)))})
				p = p.Next()
			}
		}
	}
	return &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: "2026-11-20", Histories: h}
}

func BenchmarkAnswer(b *testing.B) {
	for _, n := range []int{500, 10_000} {
		s, a := large(n), &Answerer{}
		to := scorecard.Audience{Person: "p", Private: true}
		for _, in := range []understand.Interpretation{
			read(understand.ImpactPath, "u9", "o0"), read(understand.Drivers, "o0", ""), read(understand.Diagnose, "m3.1", ""), read(understand.ListStatus, "", ""), read(understand.Summary, "", ""), read(understand.Value, "m5.1", ""),
		} {
			b.Run(fmt.Sprintf("%s/%d", in.Intent, n), func(b *testing.B) {
				for b.Loop() {
					a.Answer(s, in, to, Extra{})
				}
			})
		}
	}
}
