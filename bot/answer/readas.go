package answer

import (
	"fmt"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// maxTaken is how many objectives a note lists when it says what a team or
// metric was taken for.
const maxTaken = 3

// readAs ends an answer with how the question was read, and offers the
// runner-up readings.
func (t *talk) readAs() {
	r := t.restate(t.in, t.how)
	r.Assisted = t.extra.Assisted
	if len(t.taken) > maxTaken {
		r.Left = t.count(len(t.taken)-maxTaken, "more objectives it was taken for")
	}
	for _, o := range t.taken[:min(len(t.taken), maxTaken)] {
		r.Through = append(r.Through, t.objectiveID(o))
	}
	t.say(chat.Note{Marked: t.present().ReadAs(r)})
	var buttons []chat.Button
	for _, other := range t.in.Others {
		if packed := pack(other); packed != "" && t.offerable(other) && len(buttons) < 3 {
			buttons = append(buttons, chat.Button{Label: t.voice.ReadLabel(t.restate(other, other.Intent)), Action: readAction, Value: packed})
		}
	}
	if len(buttons) > 0 {
		t.say(chat.Buttons{Buttons: buttons})
	}
}

// offerable reports whether a runner-up reading can be put on a button: it is
// about something, and can be shown.
func (t *talk) offerable(in understand.Interpretation) bool {
	return len(named(in)) > 0 && t.showable(in)
}

// showable reports whether a reading can be answered, and everything it names be
// shown.
func (t *talk) showable(in understand.Interpretation) bool {
	return in.Outcome == understand.Answer && intents[in.Intent] != nil &&
		!slices.ContainsFunc(named(in), func(r understand.Ref) bool { _, ok := find(t.Index, r); return !ok })
}

// take notes what the things a question names were taken for, where that is
// not plain from their names.
func (t *talk) take(es []end) []scorecard.ObjectiveID {
	var all []scorecard.ObjectiveID
	for _, e := range es {
		os := t.objectives(e)
		all = append(all, os...)
		if e.kind != anObjective {
			t.taken = append(t.taken, os...)
		}
	}
	t.taken = t.inForce(t.taken)
	return t.inForce(all)
}

func (t *talk) restate(in understand.Interpretation, how understand.Intent) prompts.Reading {
	r := prompts.Reading{Intent: string(how), Term: in.Term, Subject: t.names(t.ends(in.Subject)), Object: t.names(t.ends(in.Object))}
	if s := in.Span; s != nil && how == understand.Trend {
		r.Window = t.stretch(*s)
	} else if w := in.Window; w != nil && (how == understand.Trend || how == understand.ListStatus) {
		r.Window = t.window(*w)
	}
	if how == understand.Trend || how == understand.Value {
		r.Of = in.Aggregate
	}
	f := in.Filters
	if f == nil {
		f = &understand.Filters{}
	}
	r.Via, r.Exclude = t.names(t.ends(f.Via)), t.names(t.ends(f.Exclude))
	r.Where = t.where(in)
	if how == understand.Actions {
		r.Until = t.date(f.Until, scorecard.Fact{Kind: scorecard.ActionFact, Text: "due by"})
	}
	if f.Period != "" && t.usesPeriod(in, how) {
		r.Period = f.Period
		t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Period: f.Period, Text: "period asked about"})
	}
	switch how {
	case understand.ListStatus:
		r.Way, r.Idle, r.Unowned = in.Direction, f.State == noAction, f.State == noOwner
		if r.Unowned || len(f.Status) == 0 && (r.Way != "" || f.State == "") {
			break // all of them
		}
		r.Words = t.statusWords(f.Status)
		t.askedFor(r.Words)
	case understand.LinkEvidence:
		r.Words = evidenceWords(f.Evidence)
		for _, w := range r.Words {
			t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Text: w})
		}
	case understand.Actions:
		r.Words, r.Idle, r.Unowned = f.Status, f.State == noAction, f.State == noOwner
		t.askedFor(f.Status)
	case understand.WhatIf:
		r.Step = t.stepWords(in)
	case understand.Summary, understand.UpdatesDue:
		if r.Where == "" {
			r.Where = prompts.And(r.Subject)
		}
	}
	if how == understand.UpdatesDue && f.State == late {
		r.Words = []string{late}
		t.askedFor(r.Words)
	}
	return r
}

// askedFor enters the statuses that a question names.
func (t *talk) askedFor(statuses []string) {
	for _, w := range statuses {
		t.enter(scorecard.Fact{Kind: scorecard.StatusFact, Status: scorecard.Status(w), Text: "asked for"})
	}
}

// stepWords says the change that a what-if supposes.
func (t *talk) stepWords(in understand.Interpretation) string {
	es := t.ends(in.Subject)
	if len(es) == 0 || in.Change == nil {
		return ""
	}
	m := t.subjectMetric(es[0])
	c, by := in.Change, in.Change.Value.Abs()
	fact := scorecard.Fact{Kind: scorecard.EstimateFact, Value: by.String(), Text: "supposed"}
	switch {
	case c.Type == "direction":
		return t.voice.Step(m == nil || t.directed(m, c), "")
	case c.Type == "relative":
		t.enter(fact)
		return t.voice.Step(c.Value.IsPositive(), t.voice.Number(by)+"%")
	case m != nil && es[0].kind == aMetric && sameUnit(m.Measure, c.Unit):
		fact.Metric = m.ID
		t.enter(fact)
		return t.voice.Step(c.Value.IsPositive(), t.voice.Difference(m.Measure, by))
	}
	t.enter(fact)
	return t.voice.Step(c.Value.IsPositive(), strings.TrimSpace(t.voice.Number(by)+" "+c.Unit))
}

// window says a window in words: "last 6 weeks".
func (t *talk) window(w understand.Window) string {
	n := t.count(w.N, fmt.Sprintf("%ss asked about", w.Unit))
	if n == 1 {
		return "last " + w.Unit
	}
	return "last " + t.voice.Count(n, w.Unit)
}

// stretch names a stretch by its months where it is of whole ones, and otherwise by
// its days.
func (t *talk) stretch(s understand.Span) string {
	from, to := scorecard.PeriodOf(scorecard.Monthly, s.From), scorecard.PeriodOf(scorecard.Monthly, s.To)
	if from.Start() != s.From || to.End() != s.To {
		from, to = scorecard.Period(s.From), scorecard.Period(s.To)
	}
	for _, p := range []scorecard.Period{from, to} {
		t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Period: p, Text: "time asked about"})
	}
	return t.present().Stretch(from, to)
}

// where names what a list is narrowed to.
func (t *talk) where(in understand.Interpretation) string {
	refs := scope(in)
	if in.Filters != nil {
		refs = slices.Concat(refs, in.Filters.Also)
	}
	return prompts.And(t.names(t.ends(refs)))
}

// scope lists what a list is narrowed to, by its filters or its subject.
func scope(in understand.Interpretation) []understand.Ref {
	var out []understand.Ref
	if f := in.Filters; f != nil {
		for _, r := range []understand.Ref{understand.Ref(f.Perspective), understand.Ref(f.Unit), understand.Ref(f.Person)} {
			if r != "" {
				out = append(out, r)
			}
		}
	}
	if len(out) == 0 {
		out = in.Subject
	}
	return out
}
