package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/pacing"
)

const (
	sendLease    = time.Minute // a sender that died holds a message no longer than this
	sendTries    = 12          // then a message is given up
	sendTogether = 48          // lanes served at once
	sendLimit    = 20 * time.Second
	minRest      = 10 * time.Millisecond // between two looks for what waits for its time
)

// A Sender carries messages from the outbox to the chat service, in order
// within a lane, and tries again with growing patience.
type Sender struct {
	Outbox  Outbox
	Service chat.Service
	Resolve func(chat.Queued) (chat.Place, error)                       // names of channels and people to the service's ids
	Lost    func(ctx context.Context, q chat.Queued, cause error) error // is told what can never be sent; nil: nobody
	Now     func() time.Time
	Log     *slog.Logger

	more  chan struct{} // told when something may have been queued; nil: never
	pacer pacing.Pacer
}

// Drain sends what is due and reports how many messages it tried. A lane that is
// slow holds up no other.
func (s *Sender) Drain(ctx context.Context) (tried int, err error) {
	sent, underWay := make(chan error, sendTogether), 0
	for {
		if err == nil && underWay < sendTogether {
			var queued []chat.Queued
			queued, err = s.Outbox.ClaimOutgoing(ctx, sendLease, sendTogether-underWay)
			for _, q := range queued {
				go func() { sent <- s.send(ctx, q) }()
			}
			tried, underWay = tried+len(queued), underWay+len(queued)
		}
		if underWay == 0 {
			return tried, err
		}
		select {
		case e := <-sent:
			underWay, err = underWay-1, errors.Join(err, e)
		case <-s.more:
		}
		for len(sent) > 0 {
			underWay, err = underWay-1, errors.Join(err, <-sent)
		}
	}
}

// rest returns how long it is until something that waits for its time may go
// out, at most as long as Run rests.
func (s *Sender) rest(ctx context.Context) time.Duration {
	next, ok, err := s.Outbox.NextOutgoing(ctx)
	if err != nil || !ok {
		return idle
	}
	return min(max(next.Sub(s.Now()), minRest), idle)
}

// send tries one message and records what became of it. Only a failing store is
// returned.
func (s *Sender) send(ctx context.Context, q chat.Queued) error {
	ref, err := s.deliver(ctx, &q)
	var later chat.RetryAfter
	var never chat.Permanent
	switch {
	case err == nil:
		return s.Outbox.Sent(ctx, q, ref)
	case ctx.Err() != nil:
		return ctx.Err() // the lease runs out and it is sent again
	case errors.As(err, &later):
		return s.Outbox.PostponeOutgoing(ctx, q, s.Now().Add(later.Wait), err.Error())
	case errors.As(err, &never), q.Attempts >= sendTries:
		return s.giveUp(ctx, q, err)
	}
	s.Log.Warn("message delayed", "key", q.Key, "lane", q.Lane, "attempt", q.Attempts, "err", err)
	return s.Outbox.RetryOutgoing(ctx, q, s.Now().Add(backOff(q.Attempts)), err.Error())
}

// giveUp says that a message is lost and then puts it aside for good: killed in
// between, it is tried once more rather than lost in silence.
func (s *Sender) giveUp(ctx context.Context, q chat.Queued, cause error) error {
	s.Log.Error("message given up", "key", q.Key, "lane", q.Lane, "err", cause)
	if s.Lost != nil {
		if err := s.Lost(ctx, q, cause); err != nil {
			return err
		}
	}
	return s.Outbox.DeadOutgoing(ctx, q, cause.Error())
}

// deliver posts or edits the message, and leaves in q the place it really went to.
func (s *Sender) deliver(ctx context.Context, q *chat.Queued) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	place, err := s.resolve(ctx, *q)
	if err != nil {
		return "", err
	}
	awaited := q.Place.Service != "" // it answers what came from there
	q.Place = place
	if wait := s.pace(*q, awaited); wait > 0 {
		return "", chat.RetryAfter{Wait: wait, Err: errPaced}
	}
	if q.Ref != "" {
		return q.Ref, s.Service.Update(ctx, place, q.Ref, q.Message)
	}
	if f, ok := s.Service.(chat.Finder); ok && q.Attempts > 1 {
		// An earlier try may have arrived without our hearing of it.
		if ref, found, err := f.Find(ctx, place, q.Key); err != nil || found {
			return ref, err
		}
	}
	return s.Service.Post(ctx, place, q.Key, q.Message)
}

var errPaced = errors.New("bot: paced, so that the service does not refuse")

// resolve finds the ids of where a message goes: the service does when it can,
// and then its errors may pass; otherwise Resolve does, whose errors do not.
func (s *Sender) resolve(ctx context.Context, q chat.Queued) (chat.Place, error) {
	if r, ok := s.Service.(chat.Resolver); ok {
		return r.Resolve(ctx, q)
	}
	place, err := s.Resolve(q)
	if err != nil {
		return place, chat.Permanent{Err: fmt.Errorf("bot: %s: %w", q.Key, err)}
	}
	return place, nil
}

// backOff doubles from a second to an hour, with a quarter of jitter so that
// what failed together does not return together.
func backOff(attempts int) time.Duration {
	d := min(time.Second<<min(max(attempts-1, 0), 12), time.Hour)
	return d + time.Duration(rand.Int64N(int64(d)/4+1))
}
