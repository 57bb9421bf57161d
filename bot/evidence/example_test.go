package evidence_test

import (
	"fmt"

	"throughline/bot/evidence"
	"throughline/bot/scorecard"
)

// A review judges all arrows together, and what is shown takes the review before
// into account.
func ExampleJudge() {
	var before map[scorecard.LinkID]evidence.Verdict // as judged in the review before, not as shown
	s := &scorecard.Snapshot{Index: scorecard.NewIndex(&scorecard.Strategy{
		Objectives: []scorecard.Objective{{ID: "skill"}, {ID: "speed"}},
		Links:      []scorecard.Link{{ID: "l1", Cause: "skill", Effect: "speed", LagWeeks: 6}},
	}), Today: "2026-11-20"}

	review := evidence.Judge(evidence.Claims(s))
	for _, j := range review.Judgements {
		fmt.Println(j.Link, evidence.Agree(before[j.Link], j.Verdict), j.Needed, j.Warnings)
	}
	// Output: l1 too little data 53 [no metric with values on one side]
}

// A step is followed along arrows with numbers, and stops at what was ever seen.
func ExampleWhatIf() {
	arrows := []evidence.Arrow{
		{Link: "l1", From: "training", To: "fulfilment", LagWeeks: 6, Slope: -1.5, SD: 0.4, Verdict: evidence.Supported},
		{Link: "l2", From: "fulfilment", To: "on_time", LagWeeks: 2, Slope: -0.8, SD: 0.1, Verdict: evidence.EarlySign, Opinion: 0.25},
	}
	step := evidence.Step{Metric: "training", Change: 2, Now: 4, Low: 3, High: 5, Measured: true}
	o, err := evidence.WhatIf(arrows, step, 52)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+.1f of the %+.1f asked, for that is the record\n", o.Step.Change, o.Asked)
	for _, e := range o.Effects {
		fmt.Printf("%s %+.1f (±%.1f) from week %d; %s; %.0f %% opinion\n", e.Metric, e.Change, e.SD, e.From, e.Word, 100*e.Opinion)
	}
	// Output:
	// +1.0 of the +2.0 asked, for that is the record
	// fulfilment -1.5 (±0.4) from week 6; supported; 0 % opinion
	// on_time +1.2 (±0.4) from week 8; early sign; 25 % opinion
}
