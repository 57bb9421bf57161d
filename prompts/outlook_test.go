package prompts

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

func TestOutlookWords(t *testing.T) {
	v := Voice{Locale: "en-GB", Today: "2026-11-23"}
	m := &scorecard.Metric{Name: "Margin", Measure: "%", Direction: scorecard.Higher, Cadence: scorecard.Monthly}
	goal := scorecard.Target{By: "2026-12-31", Value: decimal.NewNullDecimal(decimal.NewFromInt(17))}
	r := Range{Mean: 15, Lower: 14.43, Upper: 16.52}
	for _, c := range []struct{ got, want string }{
		{v.UsualRange(m.Measure, r, "2026-05"), "Since May nothing but its usual ups and downs (14.4 to 16.5%)."},
		{v.Signal(m, "2026-10", 17.04, v.SignalWords("outside", true), r), "**17%** in October is a signal: above the usual range (14.4 to 16.5%)."},
		{v.SignalWords("run", false), "at least the eighth in a row below the mean"},
		{v.SignalWords("near", true), "three of four near the upper limit"},
		{v.SignalWords("step", true), "a larger step than it ever makes by itself"},
		{v.Drifting(), "Its values follow one another so closely that no usual range would last; signals say little here."},
		{v.CanReach(m, goal, "never", r), "As it runs today it cannot reach 17% (it moves within 14.4 to 16.5%); something has to change."},
		{v.CanReach(m, goal, "sometimes", r), "As it runs today it will sometimes meet 17% and sometimes not (it moves within 14.4 to 16.5%)."},
		{v.CanReach(m, goal, "always", r), "As it runs today it keeps meeting 17% (it moves within 14.4 to 16.5%)."},
		{v.OnCourse(m, goal, Outlook{Chance: .07, Course: "off track", By: goal.By, Pace: .45, Best: 1.1, BestEnd: "2025-12", Ahead: 2}),
			"If it goes on like this, the chance to be at 17% by Thu 31 Dec is about 5%: off track. It takes +0.45 percentage points a month; the best it ever did in 2 months is +1.1 percentage points (to December 2025)."},
		{v.OnCourse(m, goal, Outlook{Chance: .5, Course: "could go either way", By: goal.By, Pace: .45, Best: .2, BestEnd: "2025-12", Ahead: 2, Unheardof: true}),
			"If it goes on like this, the chance to be at 17% by Thu 31 Dec is about 50%: could go either way. It takes +0.45 percentage points a month; the best it ever did in 2 months is +0.2 percentage points (to December 2025), and more than that is needed."},
		{v.OnCourse(m, goal, Outlook{Chance: .99, Course: "on track", By: goal.By, Met: true, Best: math.NaN()}), "If it goes on like this, the chance to be at 17% by Thu 31 Dec is over 95%: on track."},
		{v.Percent(0), "under 5%"}, {v.Percent(.52), "about 50%"},
	} {
		if c.got != c.want {
			t.Errorf("said\n%q, want\n%q", c.got, c.want)
		}
	}
}
