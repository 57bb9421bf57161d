package answer

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// guarded is Millstone where, beside a metric, an objective is for Rosa alone.
func guardedBakery() *scorecard.Snapshot {
	s := bakery()
	strategy := *s.Strategy
	strategy.Objectives = append(slices.Clone(strategy.Objectives), scorecard.Objective{
		ID: "o_close", Name: "Close the night shift", Perspective: "process", Unit: "people", Owner: "rosa", VisibleTo: []string{"rosa"}, Supports: []scorecard.ObjectiveID{"o_cost"},
	})
	strategy.Metrics = append(slices.Clone(strategy.Metrics), scorecard.Metric{ID: "m_night", Name: "Night loaves", Objective: "o_close", Measure: "count", Cadence: scorecard.Weekly, Owner: "rosa", Targets: []scorecard.Target{{Value: dec("771")}}})
	strategy.Links = append(slices.Clone(strategy.Links), scorecard.Link{ID: "l_close", Cause: "o_close", Effect: "o_cost", LagWeeks: 5, Owner: "rosa", Reason: "The night shift costs double."})
	strategy.Actions = append(slices.Clone(strategy.Actions), scorecard.Action{ID: "a_close", Name: "Talk to the night shift", Objective: "o_close", Owner: "rosa"})
	s.Index = scorecard.NewIndex(&strategy)
	s.Histories["m_night"] = scorecard.History{{Metric: "m_night", Period: "2026-W47", Value: *num("777"), By: "rosa", Note: "Nobody knows yet."}}
	return s
}

// traces are what would give the restricted things away.
var traces = []string{"leav", "13.1", "Pay.", "turnover", "ight shift", "ight loaves", "o_close", "777", "771", "Nobody knows", "costs double"}

func tells(t *testing.T, m chat.Message) string {
	t.Helper()
	body := asJSON(t, m)
	for _, tr := range traces {
		if strings.Contains(body, tr) {
			return tr
		}
	}
	return ""
}

// asked is every kind of question, with ref in each place where a question names
// something.
func askedOf(intent understand.Intent, ref string) map[string]understand.Interpretation {
	in := func(subject, object string) understand.Interpretation {
		in := read(intent, subject, object)
		if intent == understand.WhatIf {
			in = change(in, "relative", "10", "%")
		}
		return in
	}
	return map[string]understand.Interpretation{
		"subject":        in(ref, ""),
		"subject of two": in("m_share "+ref, ""),
		"object":         in("m_waste", ref),
		"by way of":      with(in("ovens", "m_share"), understand.Filters{Via: refs(ref)}),
		"without":        with(in("ovens", "m_share"), understand.Filters{Exclude: refs(ref)}),
	}
}

// Whoever may see something restricted is offered it in private, whatever kind of
// question it is, and nothing of it is in the channel.
func TestEveryKindOfQuestionWithholdsInPublic(t *testing.T) {
	s, a := guardedBakery(), &Answerer{}
	for _, intent := range slices.Sorted(maps.Keys(intents)) {
		for _, ref := range []string{"m_leave", "o_close", "m_night"} {
			for where, in := range askedOf(intent, ref) {
				r := a.Answer(s, in, scorecard.Audience{Person: "rosa"}, Extra{})
				if r.Outcome != NotPermitted || len(buttonsOf(r.Message)) != 1 || buttonsOf(r.Message)[0].Action != privateAction {
					t.Errorf("%s with %s as %s: %s\n%s", intent, ref, where, r.Outcome, r.Text)
				}
				if tr := tells(t, r.Message); tr != "" {
					t.Errorf("%s with %s as %s tells %q in public:\n%s", intent, ref, where, tr, r.Text)
				}
				r = a.Answer(s, in, scorecard.Audience{Person: "rosa", Private: true}, Extra{})
				if r.Outcome == NotPermitted || r.Text == "" {
					t.Errorf("%s with %s as %s is withheld from Rosa alone:\n%s", intent, ref, where, r.Text)
				}
			}
		}
	}
}

// To everybody else it is as if there were no such thing, in public and alone.
func TestEveryKindOfQuestionKnowsNothingOfItForOthers(t *testing.T) {
	s, a := guardedBakery(), &Answerer{}
	for _, intent := range slices.Sorted(maps.Keys(intents)) {
		for _, ref := range []string{"m_leave", "o_close", "m_night"} {
			for where, in := range askedOf(intent, ref) {
				absent := askedOf(intent, "m_nothing")[where]
				for _, private := range []bool{true, false} {
					to := scorecard.Audience{Person: "ida", Private: private}
					got, want := a.Answer(s, in, to, Extra{}), a.Answer(s, absent, to, Extra{})
					if asJSON(t, got.Message) != asJSON(t, want.Message) || len(got.Facts) != len(want.Facts) {
						t.Errorf("%s with %s as %s, private %t:\n%s\nof what does not exist:\n%s", intent, ref, where, private, got.Text, want.Text)
					}
					if len(got.Gaps) > 0 {
						t.Errorf("%s with %s as %s is counted: %v", intent, ref, where, got.Gaps)
					}
				}
			}
		}
	}
}

// Questions that name nothing restricted come across it on the way: lists, routes
// and sums leave it out.
func TestNothingRestrictedIsComeAcross(t *testing.T) {
	s, a := guardedBakery(), &Answerer{}
	for _, intent := range slices.Sorted(maps.Keys(intents)) {
		for _, c := range []struct{ subject, object string }{{"people", ""}, {"o_cost", ""}, {"m_cpl", "m_share"}, {"people", "o_cost"}, {"rosa", "vision"}, {"process", ""}, {"", ""}} {
			in := read(intent, c.subject, c.object)
			for _, to := range []scorecard.Audience{{Person: "ida", Private: true}, {Person: "rosa"}, {Person: "gil", Private: true}} {
				if tr := tells(t, a.Answer(s, in, to, Extra{}).Message); tr != "" {
					t.Errorf("%s of %s for %+v tells %q", intent, c.subject, to, tr)
				}
			}
		}
	}
}

// A choice between readings never offers what may not be shown.
func TestAChoiceHoldsNothingRestricted(t *testing.T) {
	in := understand.Interpretation{Intent: understand.Value, Outcome: understand.Clarify, Options: refs("m_leave m_share o_close m_back")}
	in.Others = []understand.Interpretation{read(understand.Value, "m_leave", "")}
	for _, to := range []scorecard.Audience{{Person: "ida", Private: true}, {Person: "rosa"}} {
		r := (&Answerer{}).Answer(guardedBakery(), in, to, Extra{})
		if tr := tells(t, r.Message); tr != "" || len(buttonsOf(r.Message)) != 2 {
			t.Errorf("for %+v: %q in\n%s", to, tr, r.Text)
		}
	}
}

// In one thread, what was withheld for one is not told to the next.
func TestAThreadWithholdsFromTheNext(t *testing.T) {
	f, r := newFeature(), newRoom()
	take(t, f, r, said("1", "how many bakers leave?", "", true), "rosa")
	offer, _ := r.last(t)
	take(t, f, r, said("2", "and who owns it?", "ref-1", false), "ida")
	if _, text := r.last(t); strings.Contains(text, "Rosa") || strings.Contains(text, "Bakers") {
		t.Errorf("told in the thread: %s", text)
	}
	take(t, f, r, said("3", "and who owns it?", "ref-1", false), "rosa")
	_, text := r.last(t)
	wants(t, text, "only you can read")

	take(t, f, r, pressOf("4", offer, buttonWith(t, offer.Message, privateAction)), "rosa")
	_, text = r.last(t)
	wants(t, text, "Bakers leaving: 13.1%")
	take(t, f, r, direct("5", "and who owns it?"), "rosa")
	_, text = r.last(t)
	wants(t, text, "Rosa Lind answers for Bakers leaving")
}
