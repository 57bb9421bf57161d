package checkin_test

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

func num(s string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(s)) }

// larkfield is a carrier of five people, in Berlin and New York.
func larkfield() *scorecard.Strategy {
	return &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: org, Name: "Larkfield Freight", Zone: "Europe/Berlin", Channel: "#strategy", Currency: "EUR"},
		Perspectives: []scorecard.Perspective{{ID: "fin", Name: "Financial", Owner: "sofia"}, {ID: "cust", Name: "Customer", Owner: "sofia"}},
		Units: []scorecard.Unit{
			{ID: "all", Name: "Larkfield"},
			{ID: "fleet", Name: "Fleet & Delivery", Parent: "all", Channel: "#fleet", Head: "ana"},
			{ID: "support", Name: "Customer Support", Parent: "all", Channel: "#support", Head: "sofia"},
		},
		People: []scorecard.Person{
			{ID: "ana", Name: "Ana Ruiz", Units: []scorecard.UnitID{"fleet"}},
			{ID: "ben", Name: "Ben Okoye", Units: []scorecard.UnitID{"fleet"}},
			{ID: "kim", Name: "Kim Sato", Units: []scorecard.UnitID{"fleet"}, Zone: "America/New_York"},
			{ID: "sofia", Name: "Sofia Marino", Units: []scorecard.UnitID{"support"}},
			{ID: "tom", Name: "Tom Berg", Units: []scorecard.UnitID{"support"}},
		},
		Objectives: []scorecard.Objective{
			{ID: "ontime", Name: "Deliver on time", Perspective: "cust", Unit: "fleet", Owner: "ana"},
			{ID: "loyal", Name: "Keep customers", Perspective: "cust", Unit: "support", Owner: "sofia"},
			{ID: "share", Name: "Grow market share", Perspective: "fin", Unit: "all", Owner: "sofia"},
		},
		Links: []scorecard.Link{
			{ID: "l1", Cause: "ontime", Effect: "loyal", LagWeeks: 4},
			{ID: "l2", Cause: "loyal", Effect: "share", LagWeeks: 8},
		},
		Metrics: []scorecard.Metric{
			{ID: "otd", Name: "On-time delivery", Objective: "ontime", Measure: "%", Cadence: scorecard.Weekly, Owner: "ana", Backup: "ben",
				Targets: []scorecard.Target{{Value: num("96"), Amber: num("93")}}, Synonyms: []string{"otd"}, Guardrail: "acc",
				Definition: "parcels delivered in the promised hour."},
			{ID: "acc", Name: "Accident rate", Objective: "ontime", Measure: "per 100k km", Direction: scorecard.Lower, Cadence: scorecard.Weekly, Owner: "ana", Backup: "ben",
				Targets: []scorecard.Target{{Value: num("0.5"), Amber: num("0.8")}}},
			{ID: "fuel", Name: "Fuel use", Objective: "ontime", Measure: "l per 100 km", Direction: scorecard.Lower, Cadence: scorecard.Weekly, Owner: "kim",
				Targets: []scorecard.Target{{Value: num("28"), Amber: num("30")}}},
		},
	}
}

// past is three weeks of readings.
func past() []scorecard.Reading {
	var out []scorecard.Reading
	for m, values := range map[scorecard.MetricID][]string{"otd": {"93.4", "92.1", "92.6"}, "acc": {"0.4", "0.5", "0.7"}, "fuel": {"28.9", "28.4", "28.4"}} {
		for i, p := range []scorecard.Period{"2026-W44", "2026-W45", "2026-W46"} {
			out = append(out, scorecard.Reading{Metric: m, Period: p, Value: num(values[i]).Decimal, By: "ana", At: p.End().Time()})
		}
	}
	slices.SortFunc(out, func(a, b scorecard.Reading) int {
		return strings.Compare(string(a.Metric+"/")+string(a.Period), string(b.Metric+"/")+string(b.Period))
	})
	return out
}
