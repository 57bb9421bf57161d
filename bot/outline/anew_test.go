package outline_test

import (
	"strings"
	"testing"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

// A plan says what becomes of the evidence on an arrow that would claim something
// else, and says nothing of other words.
func TestPlanSaysThatEvidenceBeginsAgain(t *testing.T) {
	strategy := func(lag int, why string, again ...scorecard.Date) *scorecard.Strategy {
		return &scorecard.Strategy{Links: []scorecard.Link{{ID: "l1", Cause: "a", Effect: "b", LagWeeks: lag, Reason: why, Registered: "2026-01-05", Again: again}}}
	}
	const note = "    this registers the arrow anew: its evidence begins again, and readings from before today count as found in hindsight"
	for _, c := range []struct {
		old, next *scorecard.Strategy
		want      string
	}{
		{strategy(6, "x"), strategy(6, "y"), ""},
		{strategy(6, "x"), strategy(8, "x"), note + "\n"},
		{strategy(6, "x", "2026-03-02"), strategy(8, "x"), note + ". It was registered anew once already, on 2026-03-02; once is fair, after that retire it and draw another\n"},
		{strategy(6, "x", "2026-03-02", "2026-04-06"), strategy(8, "x"), note + ". It was registered anew 2 times already, on 2026-04-06; once is fair, after that retire it and draw another\n"},
	} {
		plan := outline.Plan(outline.Diff(c.old, c.next))
		if strings.Contains(plan, "registers the arrow anew") != (c.want != "") || !strings.Contains(plan, c.want) {
			t.Errorf("plan\n%s\nwant in it %q", plan, c.want)
		}
	}
}
