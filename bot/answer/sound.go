package answer

import (
	"errors"
	"fmt"
	"slices"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// maxRefs is how many things one question can be about.
const maxRefs = 12

// A form is what a kind of question must have to make sense.
type form struct {
	subjects int  // at least
	step     bool // a supposed change
	noPerson bool // people cannot be its subject
}

// forms lists the kinds that need something.
var forms = map[understand.Intent]form{
	understand.Drivers:    {subjects: 1, noPerson: true},
	understand.Effects:    {subjects: 1},
	understand.Diagnose:   {subjects: 1, noPerson: true},
	understand.WhatIf:     {subjects: 1, step: true, noPerson: true},
	understand.Owner:      {subjects: 1},
	understand.Value:      {subjects: 1},
	understand.Target:     {subjects: 1},
	understand.Trend:      {subjects: 1},
	understand.Gap:        {subjects: 1},
	understand.Define:     {subjects: 1},
	understand.Compare:    {subjects: 2},
	understand.Leverage:   {noPerson: true},
	understand.MustBeTrue: {noPerson: true},
}

// errNowhere is of a reading that names what is not there.
var errNowhere = errors.New("nothing is called that")

// unsound says why a reading cannot be answered as it stands, whoever made it;
// nil when it can. x is what its maker knows of the strategy.
func unsound(x *scorecard.Index, in understand.Interpretation) error {
	if in.Outcome != understand.Answer {
		return nil // it asks back, or declines
	}
	if intents[in.Intent] == nil {
		return fmt.Errorf("answer: there is no kind of question %q", in.Intent)
	}
	f := forms[in.Intent]
	if in.Intent == understand.Define && prompts.IsTerm(in.Term) {
		return nil
	}
	if len(in.Subject) < f.subjects && len(in.Subject)+len(in.Object) < f.subjects || len(in.Subject) > maxRefs || len(in.Object) > maxRefs {
		return fmt.Errorf("answer: %s about %d things", in.Intent, len(in.Subject))
	}
	if f.step != (in.Change != nil) {
		return fmt.Errorf("answer: %s and its step do not go together", in.Intent)
	}
	return unsoundRefs(x, in, f)
}

func unsoundRefs(x *scorecard.Index, in understand.Interpretation, f form) error {
	for _, r := range slices.Concat(in.Subject, in.Object) {
		e, ok := find(x, r)
		if !ok && r != "" {
			return fmt.Errorf("answer: %q: %w", r, errNowhere)
		}
		if e.kind == aPerson && f.noPerson && slices.Contains(in.Subject, r) {
			return fmt.Errorf("answer: %s of a person", in.Intent)
		}
	}
	return nil
}
