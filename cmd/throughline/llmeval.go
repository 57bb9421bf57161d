package main

import (
	"context"
	"fmt"
	"io"

	"throughline/bot/answer"
	"throughline/bot/llm"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/bot/understand/exam"
)

// examHelp is a model that helps readers to sit papers, and how often it did.
// The nil examHelp is none.
type examHelp struct {
	ctx           context.Context
	model         *llm.Reader
	asked, helped int
}

// newExamHelp is the model that the environment names.
func newExamHelp(ctx context.Context) (*examHelp, error) {
	config, err := modelFromEnv()
	if err != nil {
		return nil, err
	}
	r, err := llm.New(config)
	return &examHelp{ctx: ctx, model: r}, err
}

// reader reads for an organisation, with the model's help if there is one.
func (h *examHelp) reader(x *scorecard.Index, today scorecard.Date) *exam.Reader {
	r := exam.NewReader(x, today)
	if h == nil {
		return r
	}
	sees, snap := &answer.Answerer{}, &scorecard.Snapshot{Index: x, Today: today}
	r.Better = func(text string, a understand.Asker, in understand.Interpretation) understand.Interpretation {
		in, helped := answer.Better(h.ctx, h, sees.Sight(snap, scorecard.Audience{Person: a.Person}), text, a, in)
		if helped {
			h.helped++
		}
		return in
	}
	return r
}

// Read asks the model, and counts.
func (h *examHelp) Read(ctx context.Context, x *scorecard.Index, text string, a understand.Asker) (understand.Interpretation, error) {
	h.asked++
	return h.model.Read(ctx, x, text, a)
}

// tell says how much of the score is the model's.
func (h *examHelp) tell(out io.Writer) {
	if h != nil {
		fmt.Fprintf(out, "Questions put to the model: %d; readings taken from it: %d.\n", h.asked, h.helped)
	}
}
