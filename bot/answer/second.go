package answer

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A SecondReader reads questions that the rules are unsure of, choosing among
// what is in x. It may take its time, and an error is no reading.
type SecondReader interface {
	Read(ctx context.Context, x *scorecard.Index, text string, a understand.Asker) (understand.Interpretation, error)
}

// How many questions a second reader is asked in a day, by one person and by an
// organisation. What goes beyond is read by the rules alone.
const (
	perPersonADay = 40
	perDay        = 600
)

// unsure is the confidence below which a second reader is asked.
const unsure = 0.6

// doubtful reports whether a reading of the rules is one to ask about. One they
// are sure of is never overruled, and refusals of politeness, forecasts and other
// companies are sure.
func doubtful(in understand.Interpretation) bool {
	switch in.Outcome {
	case understand.Clarify:
		return true
	case understand.Refusal:
		return slices.Contains([]string{"", "unclear", "unknown_entity", "out_of_scope"}, in.Reason)
	}
	return in.Confidence < unsure
}

// secondly returns the rules' reading, or a better one of the second reader. The
// first time round it asks for the time that takes (see chat.First). Words that
// were not said to the bot are nobody's to send anywhere.
func (t *turn) secondly(ctx context.Context, rules understand.Interpretation) (understand.Interpretation, bool, error) {
	if t.Second == nil || !t.snap.Organisation.Model || !t.in.ToBot() || !doubtful(rules) {
		return rules, false, nil
	}
	everybody := scorecard.Audience{Person: t.who} // restricted names stay in the house, whoever asks
	open := t.Answerer.Sight(t.snap, everybody)
	id := t.in.Place.Service + "/" + t.in.ID
	if second, asked := t.seconds.of(id); asked {
		better, ok := merge(open, rules, second)
		return better, ok, t.spend(ctx)
	}
	if left, err := t.left(ctx); err != nil || !left {
		return rules, false, err
	}
	text, asker := t.Answerer.Discreet(t.snap, everybody, t.in.Text), t.asker()
	return rules, false, chat.First{Do: func(ctx context.Context) {
		in, err := t.Second.Read(ctx, open, text, asker)
		t.seconds.keep(id, in, err == nil)
	}}
}

// merge makes of the rules' reading and a second one what is done with the
// question, and reports whether the second helped. Where both read the same, that
// is answered. A reading that only the second reader has is offered and never
// answered: what nobody is sure of is for the person to say.
func merge(x *scorecard.Index, rules understand.Interpretation, second *understand.Interpretation) (understand.Interpretation, bool) {
	if second == nil || second.Outcome != understand.Answer || unsound(x, *second) != nil {
		return rules, false
	}
	likely := likeliest(rules)
	switch {
	case len(likely) > 0 && alike(likely[0], *second):
		in := likely[0]
		in.Others = likely[1:]
		return in, true
	case rules.Outcome == understand.Clarify && len(rules.Readings) == 0:
		return preferred(rules, *second)
	}
	in := rules
	if rules.Outcome == understand.Refusal {
		in = *second // with the rules' reason, which is said first
		in.Reason, in.Unknown = rules.Reason, rules.Unknown
	}
	in.Outcome, in.Others, in.Readings = understand.Clarify, nil, append(bothWays(*second), likely...)
	in.Readings = in.Readings[:min(len(in.Readings), maxButtons-1)]
	return in, true
}

// likeliest are the readings that the rules themselves have, the surest first.
func likeliest(rules understand.Interpretation) []understand.Interpretation {
	if len(rules.Readings) > 0 || rules.Outcome != understand.Answer {
		return rules.Readings
	}
	own := rules
	own.Others = nil
	return append([]understand.Interpretation{own}, rules.Others...)
}

// alike reports whether two readings want the same of the same things.
func alike(a, b understand.Interpretation) bool {
	return a.Intent == b.Intent && slices.Equal(a.Subject, b.Subject) && slices.Equal(a.Object, b.Object)
}

// preferred puts the one of the rules' options first that a second reader chose.
func preferred(rules, second understand.Interpretation) (understand.Interpretation, bool) {
	i := slices.IndexFunc(rules.Options, func(o understand.Ref) bool { return slices.Contains(slices.Concat(second.Subject, second.Object), o) })
	if i < 0 {
		return rules, false
	}
	first := rules.Options[i]
	rules.Options = append([]understand.Ref{first}, slices.Delete(slices.Clone(rules.Options), i, i+1)...)
	return rules, true
}

// turnable are the kinds of question that mean another thing with their two ends
// the other way round. That is where readers of free text err most, and unseen.
var turnable = []understand.Intent{understand.ImpactPath, understand.WhatIf, understand.LinkEvidence}

// bothWays returns a reading and, where it could be meant so, the same with its
// ends the other way round.
func bothWays(in understand.Interpretation) []understand.Interpretation {
	in.Others = nil
	if !slices.Contains(turnable, in.Intent) || len(in.Subject) == 0 || len(in.Object) == 0 || slices.Equal(in.Subject, in.Object) {
		return []understand.Interpretation{in}
	}
	back := in
	back.Subject, back.Object = in.Object, in.Subject
	return []understand.Interpretation{in, back}
}

// Better returns the rules' reading of a question or, where they are unsure, that
// of a second reader, and whether it is. It is for those who can wait; x is what
// everybody whom a may show the answer to can see.
func Better(ctx context.Context, second SecondReader, x *scorecard.Index, text string, a understand.Asker, rules understand.Interpretation) (understand.Interpretation, bool) {
	if second == nil || !doubtful(rules) {
		return rules, false
	}
	in, err := second.Read(ctx, x, text, a)
	if err != nil {
		return rules, false
	}
	return merge(x, rules, &in)
}

// left reports whether another question may be asked today.
func (t *turn) left(ctx context.Context) (bool, error) {
	for key, most := range t.budgets() {
		n, err := t.spent(ctx, key)
		if err != nil || n >= most {
			return false, err
		}
	}
	return true, nil
}

// spend counts a question that was asked.
func (t *turn) spend(ctx context.Context) error {
	for key := range t.budgets() {
		n, err := t.spent(ctx, key)
		if err != nil {
			return err
		}
		if err := t.tx.Remember(ctx, key, []byte(strconv.Itoa(n+1)), t.tx.Now().Add(48*time.Hour)); err != nil {
			return err
		}
	}
	return nil
}

// budgets are the counters of the day with what they may reach.
func (t *turn) budgets() map[string]int {
	day := "second/" + string(scorecard.DateOf(t.tx.Now()))
	return map[string]int{day: perDay, day + "/" + string(t.who): perPersonADay}
}

func (t *turn) spent(ctx context.Context, key string) (int, error) {
	body, ok, err := t.tx.Recall(ctx, key)
	if err != nil || !ok {
		return 0, err
	}
	return strconv.Atoi(string(body))
}

// seconds keeps second readings from when they came until their question is
// answered. They are lost with the process; then the question is asked again.
type seconds struct {
	mu    sync.Mutex
	known map[string]*understand.Interpretation // nil: there was none
	order []string
}

// maxSeconds is how many are kept: more than can be on their way at once.
const maxSeconds = 64

func (s *seconds) keep(id string, in understand.Interpretation, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[string]*understand.Interpretation{}
	}
	if len(s.order) >= maxSeconds {
		delete(s.known, s.order[0])
		s.order = s.order[1:]
	}
	s.known[id], s.order = nil, append(s.order, id)
	if ok {
		s.known[id] = &in
	}
}

func (s *seconds) of(id string) (in *understand.Interpretation, asked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, asked = s.known[id]
	return in, asked
}
