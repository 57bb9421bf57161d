package understand

import (
	"fmt"
	"testing"

	"throughline/bot/scorecard"
)

// farm is a small map whose numbers people speak of without naming them.
func farm(t *testing.T) *Lexicon {
	t.Helper()
	s := scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "farm", Name: "Long Acre Farm"},
		Units:        []scorecard.Unit{{ID: "farm", Name: "Long Acre Farm"}, {ID: "yard", Name: "Yard", Parent: "farm"}},
		People:       []scorecard.Person{{ID: "ada", Name: "Ada Quill", Units: []scorecard.UnitID{"yard"}}},
		Perspectives: []scorecard.Perspective{{ID: "p", Name: "Everything"}},
		Objectives:   []scorecard.Objective{{ID: "o_hands", Name: "Keep our seasonal hands", Perspective: "p", Unit: "yard"}, {ID: "o_land", Name: "Look after the land", Perspective: "p", Unit: "yard"}},
		Metrics: []scorecard.Metric{
			{ID: "injured", Name: "Injuries", Measure: "count", Direction: scorecard.Lower, Objective: "o_hands", Owner: "ada", Cadence: scorecard.Weekly},
			{ID: "resign", Name: "Resignations", Measure: "count", Direction: scorecard.Lower, Objective: "o_hands", Owner: "ada", Cadence: scorecard.Monthly},
			{ID: "late", Name: "Late deliveries", Measure: "%", Direction: scorecard.Lower, Objective: "o_land", Owner: "ada", Cadence: scorecard.Weekly},
			{ID: "trained", Name: "Training hours", Measure: "hours", Objective: "o_hands", Owner: "ada", Cadence: scorecard.Monthly},
			{ID: "organic", Name: "Organic certificate held", Measure: "yes/no", Objective: "o_land", Owner: "ada", Cadence: scorecard.Quarterly},
		},
	}
	return NewLexicon(scorecard.NewIndex(&s))
}

// fully is what was read with its period and its step.
func fully(in Interpretation) string {
	out := said(in)
	if in.Filters != nil && in.Filters.Period != "" {
		out += " period=" + string(in.Filters.Period)
	}
	if c := in.Change; c != nil {
		out += fmt.Sprintf(" change=%s:%s:%s", c.Type, c.Value, c.Unit)
	}
	return out
}

// People speak of numbers in verbs, and of aims by two of their words.
func TestToldInOtherWords(t *testing.T) {
	l := farm(t)
	for _, c := range []struct{ asked, want string }{
		{"how many people got injured last week", "value s=injured period=2026-W46"},
		{"how many hands resigned in october", "value s=resign period=2026-10"},
		{"why did so many people resign", "diagnose s=resign"},
		{"how often do we deliver late", "value s=late"},
		{"what are we doing to keep seasonal hands", "actions s=o_hands"},
		{"if we train people two more hours what happens to injuries", "what_if s=trained o=injured change=absolute:2:hours"},
		{"is the organic certificate held", "value s=organic"},
		{"how many people got injurd last week", "value s=injured period=2026-W46"},
		{"how many eggs does a hen lay", "refuse reason=out_of_scope"},
		{"how do i train for a marathon", "refuse reason=out_of_scope"},
	} {
		if got := fully(l.Question(c.asked, Asker{Person: "ada", Today: "2026-11-20"}, nil)); got != c.want {
			t.Errorf("%q is %s, want %s", c.asked, got, c.want)
		}
	}
}

// A level is no step, and half of something is a share of it.
func TestStepsAndLevels(t *testing.T) {
	l := farm(t)
	for _, c := range []struct{ asked, want string }{
		{"what happens to injuries if training hours go from 3 to 5", "what_if s=trained o=injured change=absolute:2:hours"},
		{"what happens to injuries if training hours drop to 3", "what_if s=trained o=injured change=level:3:hours"},
		{"what happens to injuries if training hours drop by an hour", "what_if s=trained o=injured change=absolute:-1:hours"},
		{"what happens to injuries if late deliveries fall by a third", "what_if s=late o=injured change=relative:-33:%"},
		{"suppose we lose half our training hours what happens to injuries", "what_if s=trained o=injured change=relative:-50:%"},
	} {
		if got := fully(l.Question(c.asked, Asker{Person: "ada", Today: "2026-11-20"}, nil)); got != c.want {
			t.Errorf("%q is %s, want %s", c.asked, got, c.want)
		}
	}
}

// Relatives come to one root, and words that only look alike do not.
func TestRoot(t *testing.T) {
	for _, family := range [][]string{
		{"fall", "fell", "fallen", "falls"}, {"complain", "complained", "complaints"}, {"resign", "resigned", "resignations"},
		{"cancel", "cancelled", "cancellations"}, {"deliver", "delivery", "deliveries"}, {"hire", "hiring", "hired"}, {"train", "training", "trained"},
		{"late", "lateness"}, {"participate", "participation"}, {"injured", "injuries"},
	} {
		for _, w := range family[1:] {
			if root(w) != root(family[0]) {
				t.Errorf("%s is %s, and %s is %s", family[0], root(family[0]), w, root(w))
			}
		}
	}
	for _, pair := range [][2]string{{"market", "marking"}, {"account", "accident"}, {"train", "trust"}, {"sell", "seal"}} {
		if root(pair[0]) == root(pair[1]) {
			t.Errorf("%s and %s are both %s", pair[0], pair[1], root(pair[0]))
		}
	}
}
