package answer

import (
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Millstone Bakeries, made up for these tests. Bakers leaving is restricted;
// there is no way from Finance to the household share; one arrow is a
// trade-off, one moved the other way; only two carry estimates.
func bakery() *scorecard.Snapshot {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "millstone", Name: "Millstone Bakeries", Currency: "GBP", Locale: "en-GB", Zone: "Europe/London"},
		Vision:       scorecard.Vision{Text: "One household in five buys our bread by the end of 2028.", Metric: "m_share", Target: dec("20"), By: "2028-12-31"},
		Perspectives: []scorecard.Perspective{
			{ID: "financial", Name: "Financial", Owner: "finn"},
			{ID: "customer", Name: "Customer", Question: "Why do people come back?", Owner: "cleo"},
			{ID: "process", Name: "Internal process"},
			{ID: "learning", Name: "Learning & growth"},
		},
		Units: []scorecard.Unit{
			{ID: "millstone-all", Name: "Millstone", Level: "corporate", Head: "cleo"},
			{ID: "ovens", Name: "Ovens", Parent: "millstone-all", Head: "ida"},
			{ID: "vans", Name: "Vans", Parent: "millstone-all", Head: "ben"},
			{ID: "shops", Name: "Shops", Parent: "millstone-all", Head: "cleo"},
			{ID: "people", Name: "People", Parent: "millstone-all", Head: "rosa"},
			{ID: "mill", Name: "Mill", Parent: "millstone-all"},
			{ID: "finance", Name: "Finance", Parent: "millstone-all", Head: "finn"},
		},
		People: []scorecard.Person{
			{ID: "ida", Name: "Ida Holm", Title: "Head baker", Units: []scorecard.UnitID{"ovens"}},
			{ID: "ben", Name: "Ben Okoro", Units: []scorecard.UnitID{"vans"}},
			{ID: "cleo", Name: "Cleo Marsh", Units: []scorecard.UnitID{"shops"}},
			{ID: "rosa", Name: "Rosa Lind", Units: []scorecard.UnitID{"people"}},
			{ID: "finn", Name: "Finn Adair", Units: []scorecard.UnitID{"finance"}},
			{ID: "dorian", Name: "Dorian Vale"},
			{ID: "gil", Name: "Gil Auer", Role: scorecard.Guest},
		},
		Objectives: []scorecard.Objective{
			{ID: "o_share", Name: "Grow household share", Perspective: "financial", Unit: "shops", Owner: "cleo"},
			{ID: "o_cost", Name: "Bake at a lower cost", Perspective: "financial", Unit: "finance", Owner: "finn"},
			{ID: "o_back", Name: "Be the bakery people come back to", Perspective: "customer", Unit: "shops", Owner: "cleo"},
			{ID: "o_seven", Name: "Bread on the shelf by seven", Perspective: "customer", Unit: "vans", Owner: "ben"},
			{ID: "o_right", Name: "Bake it right the first time", Perspective: "process", Unit: "ovens", Owner: "ida", Behaviour: "Stop the line when a batch looks wrong."},
			{ID: "o_skill", Name: "Grow master bakers", Perspective: "learning", Unit: "people", Owner: "rosa"},
			{ID: "o_flour", Name: "Even flour, every sack", Perspective: "process", Unit: "mill", Supports: []scorecard.ObjectiveID{"o_right"}},
		},
		Links: []scorecard.Link{
			{ID: "l1", Cause: "o_skill", Effect: "o_right", LagWeeks: 6, Evidence: scorecard.Confirmed, Owner: "rosa", Registered: "2026-01-12", Reason: "Trained bakers spot a bad dough early.",
				Estimate: &scorecard.Estimate{From: "m_course", To: "m_waste", Elasticity: *num("-0.4"), By: "rosa"}},
			{ID: "l2", Cause: "o_right", Effect: "o_seven", LagWeeks: 2, Evidence: scorecard.Confirmed, Owner: "ida",
				Estimate: &scorecard.Estimate{From: "m_waste", To: "m_seven", Elasticity: *num("-0.2"), By: "ida"}},
			{ID: "l3", Cause: "o_seven", Effect: "o_back", LagWeeks: 8, Owner: "cleo", Registered: "2026-02-02", Reason: "People shop before work."},
			{ID: "l4", Cause: "o_back", Effect: "o_share", LagWeeks: 13, Owner: "cleo"},
			{ID: "l5", Cause: "o_right", Effect: "o_cost", LagWeeks: 4, Evidence: scorecard.Contradicted},
			{ID: "l6", Cause: "o_seven", Effect: "o_cost", LagWeeks: 2, Sign: scorecard.Lowers, Reason: "Early vans cost overtime."},
			{ID: "l7", Cause: "o_right", Effect: "o_back", LagWeeks: 10},
		},
		Metrics: bakeryMetrics(),
		Actions: []scorecard.Action{
			{ID: "a1", Name: "Second proofing room", Objective: "o_right", Owner: "ida", Due: "2026-12-05", Progress: scorecard.InProgress},
			{ID: "a2", Name: "Loyalty card", Objective: "o_back", Owner: "cleo", Due: "2026-11-06", Progress: scorecard.InProgress},
			{ID: "a3", Name: "Earlier van rota", Objective: "o_seven", Owner: "ben", Due: "2026-10-30", Progress: scorecard.Done},
		},
		Reviews: []scorecard.Review{{ID: "monthly", Name: "Monthly review"}},
	}
	snap := &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: "2026-11-20", Histories: map[scorecard.MetricID]scorecard.History{}}
	add := func(m scorecard.MetricID, p scorecard.Period, v string, by scorecard.PersonID, note string) {
		snap.Histories[m] = append(snap.Histories[m], scorecard.Reading{Metric: m, Period: p, Value: *num(v), By: by, Note: note, At: time.Unix(0, 0)})
	}
	add("m_share", "2026-Q2", "15.2", "cleo", "")
	add("m_share", "2026-Q3", "15.9", "cleo", "")
	add("m_cpl", "2026-10", "1.42", "finn", "")
	add("m_back", "2026-09", "61", "cleo", "")
	add("m_back", "2026-10", "57", "cleo", "Regulars say the shelf is empty when they come by.")
	add("m_compl", "2026-W46", "14", "cleo", "")
	add("m_compl", "2026-W47", "19", "cleo", "")
	for i, v := range []string{"94", "93.5", "92", "90.5"} {
		add("m_seven", scorecard.Period([]string{"2026-W44", "2026-W45", "2026-W46", "2026-W47"}[i]), v, "ben", map[int]string{3: "Two vans in the workshop; **still** short."}[i])
	}
	add("m_waste", "2026-W46", "4.1", "ida", "")
	add("m_waste", "2026-W47", "5.2", "ida", "New flour, and two new hands on nights.")
	add("m_course", "2026-09", "5", "rosa", "")
	add("m_course", "2026-10", "3.5", "rosa", "")
	add("m_leave", "2026-10", "13.1", "rosa", "Pay.")
	return snap
}

func bakeryMetrics() []scorecard.Metric {
	target := func(v, amber string) []scorecard.Target {
		return []scorecard.Target{{Value: dec(v), Amber: dec(amber)}}
	}
	return []scorecard.Metric{
		{ID: "m_share", Name: "Household share", Objective: "o_share", Measure: "%", Kind: scorecard.Lagging, Cadence: scorecard.Quarterly, Owner: "cleo", Targets: []scorecard.Target{{By: "2027-12-31", Value: dec("18"), Amber: dec("15")}, {By: "2028-12-31", Value: dec("20"), Amber: dec("17")}},
			Definition: "Households that bought at least once in the quarter, by the county panel.", Synonyms: []string{"share"}},
		{ID: "m_cpl", Name: "Cost per loaf", Objective: "o_cost", Measure: "GBP", Direction: scorecard.Lower, Kind: scorecard.Lagging, Cadence: scorecard.Monthly, Owner: "finn", Targets: target("1.35", "1.4"), SoWhat: "A penny on each loaf is a van a year."},
		{ID: "m_back", Name: "Customers who return", Objective: "o_back", Measure: "%", Kind: scorecard.Lagging, Cadence: scorecard.Monthly, Owner: "cleo", Targets: target("65", "60")},
		{ID: "m_compl", Name: "Complaints", Objective: "o_back", Measure: "count", Direction: scorecard.Lower, Kind: scorecard.Lagging, Cadence: scorecard.Weekly, Owner: "cleo", Targets: target("20", "30")},
		{ID: "m_seven", Name: "Shelves full by seven", Objective: "o_seven", Measure: "%", Kind: scorecard.Leading, Cadence: scorecard.Weekly, Owner: "ben", Updater: "ida", Backup: "cleo", Targets: target("96", "93"), Guardrail: "m_cpl"},
		{ID: "m_waste", Name: "Batches thrown away", Objective: "o_right", Measure: "%", Direction: scorecard.Lower, Kind: scorecard.Leading, Cadence: scorecard.Weekly, Owner: "ida", Targets: target("3", "4")},
		{ID: "m_energy", Name: "Oven energy", Objective: "o_right", Measure: "kWh per loaf", Direction: scorecard.Lower, Kind: scorecard.Leading, Cadence: scorecard.Weekly, Owner: "ida"},
		{ID: "m_scrap", Name: "Scrap weight", Objective: "o_right", Measure: "kg", Cadence: scorecard.Weekly, Owner: "ida", Retired: &scorecard.Retirement{On: "2026-09-01", Why: "It counted batches twice."}},
		{ID: "m_course", Name: "Course hours", Objective: "o_skill", Measure: "hours", Kind: scorecard.Leading, Cadence: scorecard.Monthly, Owner: "rosa", Targets: target("6", "5")},
		{ID: "m_leave", Name: "Bakers leaving", Objective: "o_skill", Measure: "%", Direction: scorecard.Lower, Kind: scorecard.Lagging, Cadence: scorecard.Monthly, Owner: "rosa", Targets: target("12", "14"), VisibleTo: []string{"rosa", "finn"}, Synonyms: []string{"staff turnover"}},
	}
}

func num(s string) *decimal.Decimal { d := decimal.RequireFromString(s); return &d }

func dec(s string) decimal.NullDecimal { return decimal.NewNullDecimal(*num(s)) }
