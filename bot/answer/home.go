package answer

import (
	"context"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// Home returns how the work of who ties to the strategy, for the bot's own page;
// nothing where nothing is recorded.
func (f *Feature) Home(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) ([]chat.Block, error) {
	t := &turn{Feature: f, tx: tx, in: in, who: who}
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	res := t.privately(t.voice().HomeQuestion())
	if res.Outcome != Answered {
		return nil, nil
	}
	blocks := []chat.Block{chat.Heading{Text: t.voice().HomeTitle()}}
	for _, b := range res.Message.Blocks {
		switch b.(type) {
		case chat.Text, chat.List:
			blocks = append(blocks, b) // what belongs to a conversation is left out
		}
	}
	return blocks, nil
}

// Prompts returns questions that who can ask and that have an answer.
func (f *Feature) Prompts(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) ([]chat.Prompt, error) {
	t := &turn{Feature: f, tx: tx, in: in, who: who}
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	var out []chat.Prompt
	for _, q := range t.voice().HomePrompts(t.worstOwn()) {
		if res := t.privately(q); res.Outcome == Answered {
			out = append(out, chat.Prompt{Title: q, Say: q})
		}
	}
	return out, nil
}

func (t *turn) voice() prompts.Voice {
	return prompts.Voice{Locale: t.snap.LocaleOf(t.who), Today: t.snap.Today}
}

// privately answers a question for the person alone, and says nothing.
func (t *turn) privately(question string) Result {
	sight := t.Answerer.Sight(t.snap, scorecard.Audience{Person: t.who, Private: true})
	reader := t.readerOf(t.snap.Index, sight)
	return t.Answerer.Ask(t.snap, reader, t.asker(), question, nil, Extra{})
}

// worstOwn names the metric that who reports and that stands worst off its
// target; empty when none is off.
func (t *turn) worstOwn() string {
	name, severity := "", 0
	for i := range t.snap.Metrics {
		m := &t.snap.Metrics[i]
		if m.Retired != nil || m.ReportedBy() != t.who {
			continue
		}
		s := scorecard.StandingOf(m, t.snap.Histories[m.ID], t.snap.Today)
		if s.Status.OffTrack() && s.Status.Severity() > severity {
			name, severity = m.Name, s.Status.Severity()
		}
	}
	return name
}
