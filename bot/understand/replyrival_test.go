package understand

import (
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Of two numbers that could be the value none is recorded unasked; a count of
// something else is a comment.
func TestRivalsAreAskedAbout(t *testing.T) {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "co"}, Units: []scorecard.Unit{{ID: "co", Name: "Company"}},
		Objectives: []scorecard.Objective{{ID: "o", Name: "All", Unit: "co"}},
		Metrics: []scorecard.Metric{
			{ID: "signed", Name: "Contracts signed", Objective: "o", Measure: "count", Cadence: scorecard.Weekly},
			{ID: "cost", Name: "Cost per delivery", Objective: "o", Measure: "EUR", Cadence: scorecard.Weekly},
			{ID: "ontime", Name: "On-time delivery", Objective: "o", Measure: "%", Cadence: scorecard.Weekly},
			{ID: "nps", Name: "Net promoter score", Objective: "o", Measure: "points", Cadence: scorecard.Weekly},
			{ID: "time", Name: "Handling time", Objective: "o", Measure: "hours", Cadence: scorecard.Weekly},
		},
	}
	x := scorecard.NewIndex(s)
	l := NewLexicon(x)
	before := map[scorecard.MetricID]string{"signed": "3", "cost": "6.9", "ontime": "91.4", "nps": "41", "time": "29.5"}
	for _, c := range []struct {
		metric scorecard.MetricID
		text   string
		record bool
	}{
		{"signed", "none signed, 4 pending", false}, {"signed", "4 pending, none signed", false}, {"signed", "4 signed, no losses", true},
		{"cost", "6.85 direct, 7.4 with overhead", false}, {"cost", "6.85, 7 vans in use", true},
		{"ontime", "delivered 46, on time 43", false}, {"ontime", "92.3, 88 drivers on the road", true}, {"ontime", "92.3 (north 95, south 90)", true},
		{"nps", "promoters 55, detractors 13", false}, {"nps", "promoter score 43", true}, {"nps", "43, 41 responses", true},
		{"time", "hall one 27h, hall two 31h", false}, {"time", "north 27, south 31, all 29", true},
	} {
		asked := Asked{Metric: x.Metric(c.metric), Previous: decimal.NewNullDecimal(decimal.RequireFromString(before[c.metric]))}
		h := l.Reply(c.text, Listener{Asked: []Asked{asked}, Locale: "en", Today: "2026-11-23"})[0]
		if (h.Action == Record) != c.record {
			t.Errorf("%s: %q is %s %v (%s)", c.metric, c.text, h.Action, h.Value.Decimal, h.Why)
		}
	}
}
