package outline_test

import (
	"testing"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

func TestPlanSaysWhichVision(t *testing.T) {
	for want, v := range map[string]scorecard.Vision{
		"+ vision A fifth of the market\n\n1 to add, 0 to change, 0 to remove.\n": {Text: "A fifth\nof the market\n"},
		"+ vision\n\n1 to add, 0 to change, 0 to remove.\n":                       {Metric: "share"},
	} {
		got := outline.Plan(outline.Diff(&scorecard.Strategy{}, &scorecard.Strategy{Vision: v}))
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
