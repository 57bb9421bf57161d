package main

import (
	"testing"

	"throughline/bot/scorecard"
)

// village is a strategy of one person, who lives somewhere.
func village(name, zone string) *scorecard.Index {
	return scorecard.NewIndex(&scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "village", Name: "Village"},
		People:       []scorecard.Person{{ID: "ana", Name: "Ana", Zone: zone}},
		Objectives:   []scorecard.Objective{{ID: "o1", Name: name}},
	})
}

func TestWhoeverIsMetChangesNoNames(t *testing.T) {
	var m minds
	first := village("Quick deliveries", "")
	chain, lexicon := m.of(first)
	met := village("Quick deliveries", "Europe/Madrid")
	if m.Reader(met) != lexicon || m.Chain(met) != chain || m.Lexicon(met) != lexicon {
		t.Error("where somebody lives made everything anew")
	}
	if first.People[0].Zone != "" || met.People[0].Zone == "" {
		t.Error("to compare strategies changed them")
	}
	renamed := village("Happy customers", "Europe/Madrid")
	if m.Lexicon(renamed) == lexicon {
		t.Error("an objective was renamed, and its old name is understood")
	}
	part := m.Reader(met)
	if part == m.Lexicon(renamed) {
		t.Error("a reader of other names was given")
	}
	if m.Reader(first) != part {
		t.Error("where somebody lives changed what is seen of a strategy")
	}
}
