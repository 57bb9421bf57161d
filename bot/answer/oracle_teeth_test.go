package answer

import (
	"testing"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// An oracle that lets everything pass proves nothing: each of these sentences
// says something that the facts of the true answer do not hold.
func TestOracleHasTeeth(t *testing.T) {
	s := bakery()
	true1 := (&Answerer{}).Answer(s, read(understand.Diagnose, "m_back", ""), scorecard.Audience{Person: "cleo", Private: true}, Extra{})
	lies := map[string]chat.Block{
		"another number":         chat.Text{Marked: "Customers who return: red, 58% (October, 3 weeks old), target 65%."},
		"another metric's":       chat.Text{Marked: "Customers who return: red, 5.2% (October, 3 weeks old), target 65%."},
		"another period":         chat.Text{Marked: "Customers who return: red, 57% (August, 3 weeks old), target 65%."},
		"another colour":         chat.Text{Marked: "Customers who return: green, 57% (October, 3 weeks old), target 65%."},
		"another colour's dot":   chat.List{Items: []chat.Item{{Marked: "Customers who return", Status: "amber"}}},
		"more certain":           chat.Text{Marked: "That proves it."},
		"words nobody said":      chat.Quote{Text: "Regulars say the shelf is full.", By: "Cleo Marsh"},
		"another lag":            chat.Text{Marked: "Bread on the shelf by seven, about 9 weeks ahead, still a hypothesis"},
		"a promise with a sum":   chat.Text{Marked: "That makes 2,500 in all."},
		"another direction":      chat.Text{Marked: "Customers who return: red, 57% (October, 3 weeks old), target 65%. Better than 61% in September."},
		"a direction of another": chat.Text{Marked: "Shelves full by seven stayed the same."},
		"a name off the ledger":  chat.Text{Marked: "qzabcx answers for it."},
	}
	for name, lie := range lies {
		o := &oracle{x: s.Index, today: s.Today, voice: prompts.Voice{Locale: "en-GB", Today: s.Today}, facts: true1.Facts}
		if wrong := o.check(Result{Message: chat.Say(lie)}); len(wrong) == 0 {
			t.Errorf("%s was let through: %s", name, chat.Say(lie).Plain(nil))
		}
	}
	o := &oracle{x: s.Index, today: s.Today, voice: prompts.Voice{Locale: "en-GB", Today: s.Today}, facts: true1.Facts}
	if wrong := o.check(true1); len(wrong) > 0 {
		t.Errorf("the true answer was refused: %v", wrong)
	}
}

// The same of what numbers explain.
func TestOracleHasTeethForParts(t *testing.T) {
	s := longBakery()
	res := (&Answerer{}).Answer(s, read(understand.Diagnose, "m_seven", ""), scorecard.Audience{Person: "ben", Private: true}, Extra{})
	for name, lie := range map[string]string{
		"another part":      "Batches thrown away: that accounts for −4.4 percentage points, about 80%",
		"another share":     "Batches thrown away: that accounts for −4.3 percentage points, about 70%",
		"a part of another": "Course hours accounts for −4.3 percentage points",
		"another sum":       "that makes −5.4 percentage points for Shelves full by seven",
		"another range":     "Shelves full by seven moves within 91.8 to 95.9%",
		"more certain":      "Batches thrown away, supported by the readings",
		"for the better":    "Shelves full by seven went up, for the better",
		"no signal":         "Shelves full by seven is within its usual range",
	} {
		o := &oracle{x: s.Index, today: s.Today, voice: prompts.Voice{Locale: "en-GB", Today: s.Today}, facts: res.Facts}
		if wrong := o.check(Result{Message: chat.Say(chat.Text{Marked: lie})}); len(wrong) == 0 {
			t.Errorf("%s was let through: %s", name, lie)
		}
	}
	w := witness{s, nil}
	for name, f := range map[string]scorecard.Fact{
		"for the better": {Kind: scorecard.DerivedFact, Metric: "m_seven", Text: "unusually better"},
		"another sum":    {Kind: scorecard.DerivedFact, Metric: "m_seven", Text: "in all", Value: "-5.4"},
	} {
		if w.lie(f) == "" {
			t.Errorf("%s was believed", name)
		}
	}
	x := res.Explained[0]
	x.Own = x.Own.Add(x.Own)
	if w.uneven([]Explanation{x}) == nil || w.uneven(res.Explained) != nil {
		t.Error("what does not add up was believed, or what does was not")
	}
}

// A witness that believes everything proves nothing either.
func TestWitnessHasTeeth(t *testing.T) {
	s := bakery()
	w := witness{s, nil}
	for name, f := range map[string]scorecard.Fact{
		"another value":     {Kind: scorecard.ValueFact, Metric: "m_back", Period: "2026-10", Value: "58", Person: "cleo"},
		"another's reading": {Kind: scorecard.ValueFact, Metric: "m_back", Period: "2026-10", Value: "57", Person: "ida"},
		"another status":    {Kind: scorecard.StatusFact, Metric: "m_back", Status: scorecard.Green},
		"another target":    {Kind: scorecard.TargetFact, Metric: "m_back", Value: "66"},
		"another wait":      {Kind: scorecard.LinkFact, Link: "l1", Value: "7"},
		"no such arrow":     {Kind: scorecard.LinkFact, Link: "l99", Value: "7"},
		"another name":      {Kind: scorecard.OwnerFact, Person: "ida", Text: "Ida Moss"},
		"other words":       {Kind: scorecard.CommentFact, Metric: "m_back", Period: "2026-10", Person: "cleo", Text: "All is well."},
		"another direction": {Kind: scorecard.DerivedFact, Metric: "m_back", Period: "2026-09", Text: "since then better"},
		"another distance":  {Kind: scorecard.DerivedFact, Metric: "m_back", Value: "9", Text: "target less value"},
	} {
		if w.lie(f) == "" {
			t.Errorf("%s was believed", name)
		}
	}
	strategy := *s.Strategy
	strategy.Objectives = []scorecard.Objective{{ID: "a", Name: "A qzaaax"}, {ID: "b", Name: "B qzbbbx"}, {ID: "c", Name: "C qzcccx"}}
	strategy.Links = []scorecard.Link{{ID: "l", Cause: "a", Effect: "b", LagWeeks: 3}}
	w = witness{&scorecard.Snapshot{Index: scorecard.NewIndex(&strategy), Today: s.Today}, nil}
	said := func(lines ...string) Result {
		var items []chat.Item
		for _, l := range lines {
			items = append(items, chat.Item{Marked: l})
		}
		return Result{Outcome: Answered, Message: chat.Say(chat.List{Items: items})}
	}
	for name, r := range map[string]Result{
		"a turned arrow":          said("B qzbbbx → A qzaaax"),
		"a leap":                  said("A qzaaax · x", "then, about 3 weeks later (believed): C qzcccx"),
		"a wrong wait":            said("A qzaaax · x", "then, about 4 weeks later (believed): B qzbbbx"),
		"an arrow that is no gap": said("The nearest arrow that is not on the map: A qzaaax → B qzbbbx."),
	} {
		if len(w.invented(r)) == 0 {
			t.Errorf("%s was believed", name)
		}
	}
	for name, r := range map[string]Result{
		"the arrow":        said("A qzaaax → B qzbbbx"),
		"a step":           said("A qzaaax · x", "then, about 3 weeks later (believed): B qzbbbx"),
		"a missing arrow":  said("The nearest arrow that is not on the map: B qzbbbx → C qzcccx."),
		"two, in a clause": said("It is as sure as its weakest hop: A qzaaax → B qzbbbx."),
	} {
		if wrong := w.invented(r); len(wrong) > 0 {
			t.Errorf("%s was not believed: %v", name, wrong)
		}
	}
	if got := w.strays(understand.Drivers, []scorecard.ObjectiveID{"b"}, nil, said("C qzcccx")); len(got) == 0 {
		t.Error("a driver that drives nothing was believed")
	}
}
