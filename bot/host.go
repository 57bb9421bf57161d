package bot

import (
	"context"
	"fmt"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// maxPrompts is how many questions are offered to somebody at once.
const maxPrompts = 4

// Meet keeps what a service tells about a user.
func (r *Router[T]) Meet(ctx context.Context, p chat.Profile) error {
	return r.Store.Meet(ctx, r.Org, p)
}

// Home returns what each feature has to show to the person behind in.
func (r *Router[T]) Home(ctx context.Context, in chat.Incoming) (m chat.Message, err error) {
	err = r.each(ctx, in, func(tx T, f Feature[T], who scorecard.PersonID) error {
		if f.Home == nil {
			return nil
		}
		blocks, err := f.Home(ctx, tx, in, who)
		m.Blocks = append(m.Blocks, blocks...)
		return err
	})
	if err == nil && len(m.Blocks) == 0 {
		m = chat.Paragraph(prompts.Voice{}.UnknownPerson())
	}
	return m, err
}

// Prompts returns the questions that the features have to offer, four at most.
func (r *Router[T]) Prompts(ctx context.Context, in chat.Incoming) (out []chat.Prompt, err error) {
	err = r.each(ctx, in, func(tx T, f Feature[T], who scorecard.PersonID) error {
		if f.Prompts == nil {
			return nil
		}
		more, err := f.Prompts(ctx, tx, in, who)
		out = append(out, more...)
		return err
	})
	return out[:min(len(out), maxPrompts)], err
}

// Search returns what the features find for the person behind in.
func (r *Router[T]) Search(ctx context.Context, in chat.Incoming) (out []chat.Found, err error) {
	err = r.each(ctx, in, func(tx T, f Feature[T], who scorecard.PersonID) error {
		if f.Search == nil {
			return nil
		}
		more, err := f.Search(ctx, tx, in, who)
		out = append(out, more...)
		return err
	})
	return out, err
}

// Said returns the message that stands as ref where p is, as it was last said.
func (r *Router[T]) Said(ctx context.Context, p chat.Place, ref string) (m chat.Message, ok bool, err error) {
	err = r.Store.Read(ctx, r.Org, func(tx T) error {
		m, ok, err = tx.MessageAt(ctx, p, ref)
		return err
	})
	return m, ok, err
}

// each shows every feature who is behind in, without changing anything. Nobody
// we know is shown to none.
func (r *Router[T]) each(ctx context.Context, in chat.Incoming, f func(T, Feature[T], scorecard.PersonID) error) error {
	return r.Store.Read(ctx, r.Org, func(tx T) error {
		who, err := r.who(ctx, tx, in)
		if err != nil || who == "" {
			return err
		}
		for _, feature := range r.Features {
			if err := f(tx, feature, who); err != nil {
				return fmt.Errorf("%s: %w", feature.Name, err)
			}
		}
		return nil
	})
}
