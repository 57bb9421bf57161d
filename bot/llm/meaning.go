package llm

import (
	"slices"

	"throughline/bot/understand"
	"throughline/prompts/model"
)

// sure is the confidence of a model's reading: enough to be said back, never
// enough to overrule the rules.
const sure = 0.5

// meaning turns a reply into a reading, if everything in it was on offer.
func meaning(r reply, q model.Question, values marked) (understand.Interpretation, error) {
	in := understand.Interpretation{Outcome: understand.Answer, Intent: understand.Intent(*r.Kind), Confidence: sure}
	if !slices.ContainsFunc(model.Kinds, func(k model.Kind) bool { return k.Name == *r.Kind }) {
		return in, fault(Meaning, "there is no such kind of question")
	}
	if *r.Kind == model.NoKind {
		return in, ErrNothing
	}
	var ok1, ok2 bool
	in.Subject, ok1 = listed(*r.Subject, q)
	in.Object, ok2 = listed(*r.Object, q)
	if !ok1 || !ok2 {
		return in, fault(Meaning, "an id was not on the list")
	}
	if len(*r.Status) > 0 {
		if slices.ContainsFunc(*r.Status, func(s string) bool { return !slices.Contains(model.Statuses, s) }) {
			return in, fault(Meaning, "there is no such status")
		}
		in.Filters = &understand.Filters{Status: *r.Status}
	}
	var err error
	in.Change, err = change(*r.Change, *r.Number, values)
	if err != nil {
		return in, err
	}
	if (in.Change != nil) != (in.Intent == understand.WhatIf) {
		return in, fault(Meaning, "a step belongs to a what-if, and only there")
	}
	return in, nil
}

// listed returns the ids as references, each once; false when one was not on offer.
func listed(ids []string, q model.Question) ([]understand.Ref, bool) {
	var out []understand.Ref
	for _, id := range ids {
		if !slices.ContainsFunc(q.Things, func(t model.Thing) bool { return t.ID == id }) {
			return nil, false
		}
		if !slices.Contains(out, understand.Ref(id)) {
			out = append(out, understand.Ref(id))
		}
	}
	return out, true
}

// change is the step supposed. Its number is the one that stands in the question.
func change(step, mark string, values marked) (*understand.Change, error) {
	if !slices.Contains(model.Changes, step) {
		return nil, fault(Meaning, "there is no such step")
	}
	amount := map[string]understand.Change{
		"percent_up": {Type: "relative", Unit: "%"}, "percent_down": {Type: "relative", Unit: "%"},
		"amount_up": {Type: "absolute"}, "amount_down": {Type: "absolute"},
	}
	c, counted := amount[step]
	if !counted {
		if mark != "none" {
			return nil, fault(Meaning, "a number belongs to an amount, and only there")
		}
		if step == "none" {
			return nil, nil
		}
		return &understand.Change{Type: "direction", Unit: step}, nil
	}
	v, known := values[mark]
	if !known {
		return nil, fault(Meaning, "the number does not stand in the question")
	}
	if step == "percent_down" || step == "amount_down" {
		v = v.Neg()
	}
	c.Value = v
	return &c, nil
}
