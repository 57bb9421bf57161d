package bot

import (
	"context"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// LocalService is the Service of places in the local workspace, where a user's
// id is the person's.
const LocalService = "web"

// who finds the person behind in, or "" when there is none or they are a guest
// of somewhere that nothing is said in.
func (r *Router[T]) who(ctx context.Context, tx T, in chat.Incoming) (scorecard.PersonID, error) {
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil || in.Outside && !shareable(s.Index, in.Place) {
		return "", err
	}
	return whoIs(ctx, tx, s.Index, in)
}

// whoIs finds the person behind an identity: in the local workspace by id;
// elsewhere by the identities the strategy records for the service, and then by
// an e-mail address that the service itself vouches for.
func whoIs[T Tx](ctx context.Context, tx T, x *scorecard.Index, in chat.Incoming) (scorecard.PersonID, error) {
	if in.Place.Service == LocalService {
		if p := x.Person(scorecard.PersonID(in.From)); p != nil {
			return p.ID, nil
		}
		return "", nil
	}
	p, _, err := tx.Profile(ctx, in.Place.Service, in.Place.Workspace, in.From)
	if err != nil {
		return "", err
	}
	if p.Outside || p.Gone {
		p.Email = ""
	}
	if who := x.PersonBehind(in.Place.Service, in.Place.Workspace, string(in.From), p.Email); who != nil {
		return who.ID, nil
	}
	return "", nil
}

// shareable reports whether the strategy allows that scorecards are spoken of in
// a place although people from outside read it.
func shareable(x *scorecard.Index, p chat.Place) bool {
	return !p.Private() && slices.ContainsFunc(x.Organisation.SharedChannels, func(c string) bool {
		return c == p.Channel || p.Name != "" && strings.EqualFold(c, p.Name)
	})
}

// outsider tells somebody from outside, when they speak to the bot, that they
// get nothing; otherwise it keeps quiet.
func (r *Router[T]) outsider(ctx context.Context, tx T, in chat.Incoming) error {
	if !in.ToBot() {
		return nil
	}
	return tx.Send(ctx, chat.Outgoing{
		Key: "outsider/" + in.Place.Service + "/" + in.ID, Place: in.Answer(), Message: chat.Paragraph(prompts.Voice{}.Outsider()),
	})
}

// stranger answers somebody the strategy does not know, and only when spoken to.
func (r *Router[T]) stranger(ctx context.Context, tx T, in chat.Incoming) error {
	if !in.ToBot() || in.What == chat.Opened {
		return nil
	}
	return tx.Send(ctx, chat.Outgoing{
		Key: "stranger/" + in.Place.Service + "/" + in.ID, Place: in.Answer(), Message: chat.Paragraph(prompts.Voice{}.UnknownPerson()),
	})
}

// welcome says, once in a place, what the bot is for.
func (r *Router[T]) welcome(ctx context.Context, tx T, in chat.Incoming) error {
	place := in.Place
	place.Thread = ""
	key := "welcome/" + place.Lane()
	if first, err := tx.Claim(ctx, key); err != nil || !first {
		return err
	}
	return tx.Send(ctx, chat.Outgoing{Key: key, Place: place, Message: chat.Paragraph(prompts.Voice{}.Welcome())})
}
