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
		"another number":        chat.Text{Marked: "Customers who return: red, 58% (October, 3 weeks old), target 65%."},
		"another metric's":      chat.Text{Marked: "Customers who return: red, 5.2% (October, 3 weeks old), target 65%."},
		"another period":        chat.Text{Marked: "Customers who return: red, 57% (August, 3 weeks old), target 65%."},
		"another colour":        chat.Text{Marked: "Customers who return: green, 57% (October, 3 weeks old), target 65%."},
		"another colour's dot":  chat.List{Items: []chat.Item{{Marked: "Customers who return", Status: "amber"}}},
		"more certain":          chat.Text{Marked: "That proves it."},
		"words nobody said":     chat.Quote{Text: "Regulars say the shelf is full.", By: "Cleo Marsh"},
		"another lag":           chat.Text{Marked: "Bread on the shelf by seven, about 9 weeks ahead, believed, not yet tested"},
		"a promise with a sum":  chat.Text{Marked: "That makes 2,500 in all."},
		"a name off the ledger": chat.Text{Marked: "qzabcx answers for it."},
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
