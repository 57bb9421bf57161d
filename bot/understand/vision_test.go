package understand

import (
	"slices"
	"testing"

	"throughline/bot/scorecard"
)

// The vision goes by its number where nothing else is named, and nothing private
// or everyday is taken for it.
func TestVisionByItsNumber(t *testing.T) {
	s := &scorecard.Strategy{
		Vision:       scorecard.Vision{Text: "Reach 20% market share by 2027.", Metric: "share"},
		Perspectives: []scorecard.Perspective{{ID: "customer", Name: "Customer", Aliases: []string{"customers"}}},
		Units:        []scorecard.Unit{{ID: "all", Name: "Everybody"}, {ID: "fleet", Name: "Fleet", Parent: "all"}},
		People:       []scorecard.Person{{ID: "one", Name: "Ruth", Units: []scorecard.UnitID{"fleet"}}},
		Metrics:      []scorecard.Metric{{ID: "share", Name: "Market share", Objective: "grow"}, {ID: "first", Name: "Tickets resolved at first contact", Objective: "help"}},
		Objectives:   []scorecard.Objective{{ID: "grow", Name: "Grow", Unit: "all"}, {ID: "help", Name: "Answer every customer sooner", Unit: "fleet"}},
	}
	l := NewLexicon(scorecard.NewIndex(s))
	for text, want := range map[string]string{
		"what needs to hold for us to reach 20%":          "must_be_true s=vision",
		"can we still make the 20%?":                      "gap s=vision",
		"can we still make the 30%?":                      "refuse reason=out_of_scope",
		"is there a 20% discount in the canteen":          "refuse reason=out_of_scope",
		"how far are we from the target of market share?": "gap s=share",
		"how is first contact doing":                      "value s=first",
		"what does answering sooner affect":               "effects s=help",
		"how much does Ruth earn":                         "refuse reason=out_of_scope",
		"how does first contact affect customers":         "impact_path s=first o=customer",
		"how many people are in fleet":                    "team_scorecard s=fleet",
		"what does Ruth own":                              "person_portfolio s=one",
		"why do we measure market share":                  "effects s=share",
		"how often is market share reported":              "define s=share",
		"talk me through the market share drop":           "diagnose s=share",
	} {
		if got := said(l.Question(text, Asker{Person: "one", Today: "2026-11-23"}, nil)); got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	in := l.Question("show all metrics apart from the fleet's", Asker{Person: "one", Today: "2026-11-23"}, nil)
	if in.Intent != ListStatus || in.Filters == nil || !slices.Equal(in.Filters.Exclude, []Ref{"fleet"}) {
		t.Errorf("apart from the fleet: %+v", in)
	}
}
