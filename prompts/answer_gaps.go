package prompts

import (
	"strings"

	"throughline/bot/scorecard"
)

// A MapGap is something that people asked for and the map does not hold.
type MapGap struct {
	Kind   string // no_route, no_drivers, no_effects, unknown
	People int    // who asked, each counted once
	From   []string
	To     []string
	Word   string
}

// Key orders lines that as many people asked for.
func (g MapGap) Key() string {
	return g.Kind + " " + strings.Join(g.From, " ") + " " + strings.Join(g.To, " ") + " " + g.Word
}

// GapHead opens the gaps of a week.
func (v Voice) GapHead(week scorecard.Period) string { return v.say("answer/gap-head", week) }

// GapItem is one gap in a list.
func (v Voice) GapItem(g MapGap) string { return v.say("answer/gap-item", g) }

// GapRest counts what is not listed; empty when all is.
func (v Voice) GapRest(more, words int) string {
	return v.say("answer/gap-rest", map[string]int{"More": more, "Words": words})
}

// GapFeedback tells what was thought of the answers.
func (v Voice) GapFeedback(good, bad int) string {
	return v.say("answer/gap-feedback", map[string]int{"Good": good, "Of": good + bad})
}

// GapsNone says that everything found an answer.
func (v Voice) GapsNone() string { return v.say("answer/gaps-none", nil) }

// GapsNotYours says whom gaps are told to.
func (v Voice) GapsNotYours(keeper string) string { return v.say("answer/gaps-not-yours", keeper) }

// Thanks answers whoever said whether an answer was of use.
func (v Voice) Thanks(good bool) string { return v.say("answer/thanks", good) }
