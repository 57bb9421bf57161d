package answer

import (
	"slices"

	"throughline/bot/chat"
	"throughline/bot/understand"
)

// turnable are the kinds of question that mean another thing with their two ends
// the other way round. That is where readers of free text err most, and unseen.
var turnable = []understand.Intent{understand.ImpactPath, understand.WhatIf, understand.LinkEvidence}

// eitherWay asks which way round a question was meant whose reading somebody
// other than the rules made, and reports whether it had to.
func (t *talk) eitherWay() bool {
	if !t.extra.Assisted || !slices.Contains(turnable, t.in.Intent) || len(t.in.Subject) == 0 || len(t.in.Object) == 0 || slices.Equal(t.in.Subject, t.in.Object) {
		return false
	}
	back := t.in
	back.Subject, back.Object, back.Others = t.in.Object, t.in.Subject, nil
	buttons := t.readingButtons(append([]understand.Interpretation{t.in, back}, t.in.Others...), maxButtons-1)
	t.res.Outcome = Clarify
	t.text(t.voice.DidYouMean())
	t.say(chat.Buttons{Buttons: buttons})
	return true
}
