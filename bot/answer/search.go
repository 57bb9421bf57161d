package answer

import (
	"context"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// mostFound is how much a search shows.
const mostFound = 10

// Search returns the metrics and objectives that somebody types a part of, those
// that begin with it first, each with how it stands. For no text it is what they
// report. Others will read what is found, so it is answered as in a channel.
func (f *Feature) Search(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) ([]chat.Found, error) {
	t := &turn{Feature: f, tx: tx, in: in, who: who}
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	public := scorecard.Audience{Person: who}
	var out []chat.Found
	for _, h := range hits(t.Answerer.Sight(t.snap, public), in.Text, who) {
		res := t.Answerer.Answer(t.snap, understand.Interpretation{
			Intent: understand.Value, Outcome: understand.Answer, Subject: []understand.Ref{h.ref}, Confidence: 1,
		}, public, Extra{})
		if res.Outcome != Answered {
			continue
		}
		found := chat.Found{Title: h.name}
		for _, b := range res.Message.Blocks {
			switch b.(type) {
			case chat.Heading, chat.Text, chat.List, chat.Facts, chat.Quote, chat.Picture:
				found.Message.Blocks = append(found.Message.Blocks, b) // what belongs to a conversation is left out
			}
		}
		found.About, _, _ = strings.Cut(found.Message.Plain(nil), "\n")
		if out = append(out, found); len(out) == mostFound {
			break
		}
	}
	return out, nil
}

// A hit is something whose name holds what was typed.
type hit struct {
	ref  understand.Ref
	name string
	rank int // 0: the best
}

// hits returns what text can mean among the metrics and objectives of x.
func hits(x *scorecard.Index, text string, who scorecard.PersonID) (out []hit) {
	text = strings.ToLower(strings.TrimSpace(text))
	add := func(ref understand.Ref, mine bool, name string, others ...string) {
		best := -1
		for i, n := range append([]string{name}, others...) {
			at := strings.Index(strings.ToLower(n), text)
			rank := 2*at + min(i, 1)
			if at < 0 || best >= 0 && best <= rank {
				continue
			}
			best = rank
		}
		if best >= 0 && (text != "" || mine) {
			out = append(out, hit{ref, name, best})
		}
	}
	for i := range x.Metrics {
		m := &x.Metrics[i]
		add(understand.Ref(m.ID), m.Owner == who || m.Updater == who, m.Name, m.Synonyms...)
	}
	for i := range x.Objectives {
		o := &x.Objectives[i]
		add(understand.Ref(o.ID), o.Owner == who, o.Name, o.Aliases...)
	}
	slices.SortStableFunc(out, func(a, b hit) int { return a.rank - b.rank })
	return out
}
