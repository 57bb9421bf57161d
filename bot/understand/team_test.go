package understand

import (
	"fmt"
	"testing"

	"throughline/bot/scorecard"
)

// Which units "my team" means: one's own, narrowed or filled in by the place.
func TestMyTeam(t *testing.T) {
	s := &scorecard.Strategy{
		Units:   []scorecard.Unit{{ID: "all", Name: "Everybody"}, {ID: "fleet", Name: "Fleet", Parent: "all"}, {ID: "desk", Name: "Desk", Parent: "all"}},
		People:  []scorecard.Person{{ID: "one", Name: "One", Units: []scorecard.UnitID{"fleet"}}, {ID: "two", Name: "Two", Units: []scorecard.UnitID{"fleet", "desk"}}, {ID: "none", Name: "None"}},
		Metrics: []scorecard.Metric{{ID: "share", Name: "Market share", Objective: "grow"}},
		Objectives: []scorecard.Objective{
			{ID: "grow", Name: "Grow", Unit: "all"}, {ID: "drive", Name: "Drive well", Unit: "fleet"}, {ID: "answer", Name: "Answer quickly", Unit: "desk"},
		},
	}
	l := NewLexicon(scorecard.NewIndex(s))
	for _, c := range []struct {
		who  scorecard.PersonID
		team []scorecard.UnitID
		want string
	}{
		{"one", nil, "[fleet]"}, {"one", []scorecard.UnitID{"desk"}, "[fleet]"},
		{"two", []scorecard.UnitID{"desk"}, "[desk]"}, {"two", []scorecard.UnitID{"all"}, "[fleet desk]"}, {"two", nil, "[fleet desk]"},
		{"none", []scorecard.UnitID{"desk"}, "[desk]"},
	} {
		in := l.Question("how does my team affect market share?", Asker{Person: c.who, Today: "2026-11-23", Team: c.team}, nil)
		got := fmt.Sprint(in.Subject)
		if len(in.Options) > 0 {
			got = fmt.Sprint(in.Options)
		}
		if got != c.want {
			t.Errorf("%s in %v: %s (%+v), want %s", c.who, c.team, got, in, c.want)
		}
	}
}

// "Fuel" is a verb of causing, and more often a thing: a metric whose name it
// begins is meant by it, unless it stands between two names.
func TestAVerbThatIsAThing(t *testing.T) {
	l := NewLexicon(scorecard.NewIndex(&scorecard.Strategy{Metrics: []scorecard.Metric{
		{ID: "fuel", Name: "Fuel consumption", Measure: "L/100km"}, {ID: "train", Name: "Training hours", Measure: "hours"},
		{ID: "loyal", Name: "Repeat orders", Measure: "%", Synonyms: []string{"loyalty"}},
	}}))
	for text, want := range map[string]string{
		"why is fuel so high?":                     "diagnose s=fuel",
		"fuel over the last 3 months":              "trend s=fuel",
		"do training hours fuel loyalty?":          "impact_path s=train o=loyal",
		"what fuels loyalty?":                      "drivers s=loyal",
		"does training matter for profit?":         "refuse reason=out_of_scope",
		"does loyalty profit from training hours?": "impact_path s=train o=loyal",
		"how does loyalty depend on profit?":       "refuse reason=unknown_entity",
	} {
		if got := said(l.Question(text, Asker{Person: "zoe", Today: "2026-11-20"}, nil)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
