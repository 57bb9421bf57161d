package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// maxTries is how often handling one incoming thing is tried before it is put
// aside for a person to look at.
const maxTries = 5

// handleTogether is how many things are taken from the inbox at once, no two of
// one conversation; what they lead to is sent when all are handled.
const handleTogether = 16

// A Router is the Door of one organisation: it stores what comes in and offers
// it to the features.
type Router[T Tx] struct {
	Org      scorecard.OrgID
	Store    Store[T]
	Features []Feature[T] // asked in this order
	Now      func() time.Time
	Log      *slog.Logger
	Wake     func() // called when something new is stored
	Handled  func() // called when something was handled, and may have led to messages; nil: nobody
	aside    aside  // what waits for something slow

	turn func() (done func(), ok bool) // lets one thing be handled as it comes in; nil: never
}

// Receive stores in, or what became of it, and returns. When many others are being
// handled it waits, and is handled by Drain.
func (r *Router[T]) Receive(ctx context.Context, in chat.Incoming) error {
	if r.atOnce(ctx, in) {
		return nil
	}
	first, err := r.Store.Receive(ctx, r.Org, in)
	if err == nil && first {
		r.Wake()
	}
	return err
}

// atOnce handles in while there is room for it, and nothing of its conversation
// waits: one transaction then does what otherwise takes two, and reads what the
// first wrote. Whatever goes wrong leaves no trace; it happens again, and is seen
// to, when in is handled by Drain.
func (r *Router[T]) atOnce(ctx context.Context, in chat.Incoming) bool {
	if r.turn == nil {
		return false
	}
	done, ok := r.turn()
	if !ok {
		return false
	}
	defer done()
	err := r.Store.Write(ctx, r.Org, scorecard.Actor{From: in.Place.Service}, func(tx T) error {
		if free, err := tx.TakeIncoming(ctx, in); err != nil || !free {
			return errors.Join(err, errNotFree)
		}
		return r.offer(ctx, tx, in)
	})
	if err == nil && r.Handled != nil {
		r.Handled()
	}
	return err == nil
}

var errNotFree = errors.New("bot: known already, or not the next of its conversation")

// Form returns the form that the pressed button opens.
func (r *Router[T]) Form(ctx context.Context, in chat.Incoming) (form chat.Form, err error) {
	err = r.peek(ctx, in, func(tx T, f Feature[T], who scorecard.PersonID) error {
		if f.Form == nil {
			return fmt.Errorf("bot: %s opens no forms", f.Name)
		}
		form, err = f.Form(ctx, tx, in, who)
		return err
	})
	return form, err
}

// Check says what is wrong with a submission.
func (r *Router[T]) Check(ctx context.Context, in chat.Incoming) (faults chat.FieldErrors, err error) {
	err = r.peek(ctx, in, func(tx T, f Feature[T], who scorecard.PersonID) error {
		if f.Check == nil {
			return nil
		}
		faults, err = f.Check(ctx, tx, in, who)
		return err
	})
	return faults, err
}

func (r *Router[T]) peek(ctx context.Context, in chat.Incoming, f func(T, Feature[T], scorecard.PersonID) error) error {
	feature, ok := r.named(in.Action)
	if !ok {
		return fmt.Errorf("bot: nobody takes the action %q", in.Action)
	}
	return r.Store.Read(ctx, r.Org, func(tx T) error {
		who, err := r.who(ctx, tx, in)
		if err != nil {
			return err
		}
		return f(tx, feature, who)
	})
}

// Drain handles everything that waits, and reports how much that was.
func (r *Router[T]) Drain(ctx context.Context) (int, error) {
	done := 0
	for {
		waiting, err := r.Store.Waiting(ctx, handleTogether)
		if err != nil {
			return done, err
		}
		waiting = slices.DeleteFunc(waiting, func(e chat.Envelope) bool { return r.aside.holds(e.ID) })
		if len(waiting) == 0 {
			return done, nil
		}
		for len(waiting) > 0 {
			n := alike(waiting)
			if err := r.handle(ctx, waiting[:n]); err != nil {
				return done, err
			}
			done, waiting = done+n, waiting[n:]
		}
		if r.Handled != nil {
			r.Handled()
		}
	}
}

// alike returns how many envelopes, from the first, are of one organisation and
// service.
func alike(es []chat.Envelope) int {
	n := slices.IndexFunc(es, func(e chat.Envelope) bool {
		return e.Org != es[0].Org || e.Incoming.Place.Service != es[0].Incoming.Place.Service
	})
	if n < 0 {
		return len(es)
	}
	return n
}

// handle offers envelopes that are alike to the features, in order, each in a
// transaction of its own. A failure is recorded with the envelope and tried again
// later; only a failing store is returned.
func (r *Router[T]) handle(ctx context.Context, es []chat.Envelope) error {
	offers := make([]func(T) error, len(es))
	for i, e := range es {
		offers[i] = func(tx T) error {
			if err := r.offer(ctx, tx, e.Incoming); err != nil {
				return err
			}
			return tx.DoneIncoming(ctx, e.ID)
		}
	}
	errs := r.Store.WriteEach(ctx, es[0].Org, scorecard.Actor{From: es[0].Incoming.Place.Service}, offers...)
	for i, e := range es {
		if err := r.outcome(ctx, e, errs[i]); err != nil {
			return err
		}
	}
	return nil
}

// outcome does what is to be done when an envelope was offered, with err.
func (r *Router[T]) outcome(ctx context.Context, e chat.Envelope, err error) error {
	set, err := r.setAside(ctx, e, err)
	if set {
		return nil
	}
	if err == nil || errors.Is(err, chat.ErrHandled) || ctx.Err() != nil {
		return ctx.Err()
	}
	r.Log.Error("handling failed", "id", e.ID, "attempt", e.Attempts+1, "err", err)
	return r.fail(ctx, e, err)
}

func (r *Router[T]) fail(ctx context.Context, e chat.Envelope, cause error) error {
	dead := e.Attempts+1 >= maxTries
	retry := r.Now().Add(time.Second << min(e.Attempts, 10))
	if err := r.Store.FailIncoming(ctx, e.Org, e.ID, cause.Error(), retry, dead); err != nil {
		return errors.Join(cause, err)
	}
	if e.Attempts > 0 && !dead {
		return nil
	}
	voice := prompts.Voice{}
	text, key := voice.Oops(), "oops/"+e.ID
	if dead {
		text, key = voice.GaveUp(), "gave-up/"+e.ID
	}
	return r.Store.Write(ctx, e.Org, scorecard.Actor{From: "bot"}, func(tx T) error {
		return tx.Send(ctx, chat.Outgoing{Key: key, Place: e.Incoming.Answer(), Message: chat.Paragraph(text)})
	})
}

// offer shows in to each feature until one takes it. A panic in a feature is an
// error of that one message, not of the program.
func (r *Router[T]) offer(ctx context.Context, tx T, in chat.Incoming) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bot: panic: %v", p)
		}
	}()
	s, err := tx.Snapshot(ctx, scorecard.DateOf(tx.Now()))
	if err != nil {
		return err
	}
	if in.Outside && !shareable(s.Index, in.Place) {
		return r.outsider(ctx, tx, in)
	}
	who, err := whoIs(ctx, tx, s.Index, in)
	switch {
	case err != nil:
		return err
	case in.What == chat.Joined:
		return r.welcome(ctx, tx, in)
	case who == "":
		return r.stranger(ctx, tx, in)
	}
	tx.By(who)
	features := r.Features
	if in.Action != "" {
		f, ok := r.named(in.Action)
		if !ok {
			return nil // a button of a feature that is no more
		}
		features = []Feature[T]{f}
	}
	for _, f := range features {
		if f.Take == nil {
			continue
		}
		if mine, err := f.Take(ctx, tx, in, who); err != nil || mine {
			if err != nil {
				err = fmt.Errorf("%s: %w", f.Name, err)
			}
			return err
		}
	}
	return nil
}

func (r *Router[T]) named(action string) (Feature[T], bool) {
	name, _, _ := strings.Cut(action, "/")
	for _, f := range r.Features {
		if f.Name == name {
			return f, true
		}
	}
	return Feature[T]{}, false
}
