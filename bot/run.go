package bot

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A Bot is a router, a sender and a timetable at work for one organisation.
type Bot[T Tx] struct {
	Router    *Router[T]
	Sender    *Sender
	Timetable *Timetable[T]
	wake      chan struct{}
	working   sync.Mutex // one at a time: what waits is handled in order
}

// New joins the three.
func New[T Tx](r *Router[T], s *Sender, t *Timetable[T]) *Bot[T] {
	b := &Bot[T]{Router: r, Sender: s, Timetable: t, wake: make(chan struct{}, 1)}
	r.Wake = b.Wake
	if s.Lost == nil {
		s.Lost = r.TellLost
	}
	return b
}

// Wake makes Run look at once.
func (b *Bot[T]) Wake() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// idle is how long Run rests when nothing wakes it: the longest that a reminder,
// or a retry, can be late.
const idle = 5 * time.Second

// Run works until ctx ends. A failure is logged and the work goes on.
func (b *Bot[T]) Run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			if err := b.Tick(ctx); err != nil && ctx.Err() == nil {
				b.Router.Log.Error("timetable", "err", err)
			}
			timer.Reset(idle)
		case <-b.wake:
		}
		if err := b.Settle(ctx); err != nil && ctx.Err() == nil {
			b.Router.Log.Error("switchboard", "err", err)
		}
	}
}

// Tick starts what the calendar says.
func (b *Bot[T]) Tick(ctx context.Context) error {
	b.working.Lock()
	defer b.working.Unlock()
	return b.Timetable.Tick(ctx)
}

// Settle handles and sends until nothing waits that is due now.
func (b *Bot[T]) Settle(ctx context.Context) error {
	b.working.Lock()
	defer b.working.Unlock()
	for {
		in, err1 := b.Router.Drain(ctx)
		out, err2 := b.Sender.Drain(ctx)
		if err := errors.Join(err1, err2); err != nil || in+out == 0 {
			return err
		}
	}
}
