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
	open := t.Answerer.Sight(t.snap, scorecard.Audience{Person: t.who}) // restricted names stay in the house, whoever asks
	id := t.in.Place.Service + "/" + t.in.ID
	if second, asked := t.seconds.of(id); asked {
		better, ok := merge(open, rules, second)
		return better, ok, t.spend(ctx)
	}
	if left, err := t.left(ctx); err != nil || !left {
		return rules, false, err
	}
	text, asker := t.in.Text, t.asker()
	return rules, false, chat.First{Do: func(ctx context.Context) {
		in, err := t.Second.Read(ctx, open, text, asker)
		t.seconds.keep(id, in, err == nil)
	}}
}

// merge puts a second reading in the place of the rules', if it is sound and
// answers what they left open. What they thought of themselves stays on offer.
func merge(x *scorecard.Index, rules understand.Interpretation, second *understand.Interpretation) (understand.Interpretation, bool) {
	if second == nil || second.Outcome != understand.Answer || unsound(x, *second) != nil {
		return rules, false
	}
	in := *second
	if len(rules.Readings) > 0 {
		return settleOn(rules, in)
	}
	switch rules.Outcome {
	case understand.Clarify:
		for _, r := range in.Subject {
			if !slices.Contains(rules.Options, r) && !slices.Contains(rules.Subject, r) {
				return rules, false
			}
		}
		for _, o := range rules.Options {
			if !slices.Contains(in.Subject, o) {
				in.Others = append(in.Others, choose(rules, o))
			}
		}
	case understand.Answer:
		in.Others = append([]understand.Interpretation{rules}, rules.Others...)
		in.Others[0].Others = nil
	}
	in.Others = in.Others[:min(len(in.Others), 3)]
	return in, true
}

// settleOn takes the one of the rules' readings that a second reader chose too,
// with what the rules made of the rest of the question; false when it is none.
func settleOn(rules, second understand.Interpretation) (understand.Interpretation, bool) {
	same := func(in understand.Interpretation) bool {
		return in.Intent == second.Intent && slices.Equal(in.Subject, second.Subject) && slices.Equal(in.Object, second.Object)
	}
	i := slices.IndexFunc(rules.Readings, same)
	if i < 0 {
		return rules, false
	}
	in := rules.Readings[i]
	in.Others = slices.Delete(slices.Clone(rules.Readings), i, i+1)
	return in, true
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
