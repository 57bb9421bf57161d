package bot

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// A Bot is a router, a sender and a timetable at work for one organisation.
type Bot[T Tx] struct {
	Router    *Router[T]
	Sender    *Sender
	Timetable *Timetable[T]
	wake      chan struct{} // something may have come in
	post      chan struct{} // something may wait to be sent
	handling  sync.Mutex    // one at a time: what waits is handled in order
	working   atomic.Bool   // Run is under way
	atOnce    chan struct{} // holds a token for each thing that is handled as it comes in
	sending   sync.Mutex    // taken after handling by whoever takes both
}

// New joins the three.
func New[T Tx](r *Router[T], s *Sender, t *Timetable[T]) *Bot[T] {
	b := &Bot[T]{Router: r, Sender: s, Timetable: t, wake: make(chan struct{}, 1), post: make(chan struct{}, 1),
		atOnce: make(chan struct{}, atOnceMost)}
	r.Wake, r.Handled, s.more, r.turn = b.Wake, func() { nudge(b.post) }, b.post, b.turn
	if s.Lost == nil {
		s.Lost = r.TellLost
	}
	return b
}

// Wake makes Run look at once.
func (b *Bot[T]) Wake() { nudge(b.wake) }

func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// idle is how long Run rests when nothing wakes it: the longest that a reminder,
// or a retry, can be late.
const idle = 5 * time.Second

// Run works until ctx ends. A failure is logged and the work goes on.
func (b *Bot[T]) Run(ctx context.Context) {
	b.working.Store(true)
	defer b.working.Store(false)
	var wait sync.WaitGroup
	defer wait.Wait()
	wait.Go(func() { b.keepSending(ctx) })
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
			nudge(b.post)
			timer.Reset(idle)
		case <-b.wake:
		}
		if err := b.handle(ctx); err != nil && ctx.Err() == nil {
			b.Router.Log.Error("switchboard", "err", err)
		}
	}
}

// keepSending sends what is queued, and what waits for its time when that has
// come, until ctx ends. What comes in is handled meanwhile.
func (b *Bot[T]) keepSending(ctx context.Context) {
	timer := time.NewTimer(idle)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-b.post:
		}
		if err := b.send(ctx); err != nil && ctx.Err() == nil {
			b.Router.Log.Error("switchboard", "err", err)
		}
		timer.Reset(b.Sender.rest(ctx))
	}
}

// atOnceMost is how many things are handled at the same time as they come in. They
// share their commits, and nobody waits long to be acknowledged.
const atOnceMost = 16

// turn is the router's while the bot is at work, and has not its hands full.
func (b *Bot[T]) turn() (done func(), ok bool) {
	if !b.working.Load() {
		return nil, false
	}
	select {
	case b.atOnce <- struct{}{}:
		return func() { <-b.atOnce }, true
	default:
		return nil, false
	}
}

func (b *Bot[T]) handle(ctx context.Context) error {
	b.handling.Lock()
	defer b.handling.Unlock()
	_, err := b.Router.Drain(ctx)
	return err
}

func (b *Bot[T]) send(ctx context.Context) error {
	b.sending.Lock()
	defer b.sending.Unlock()
	_, err := b.Sender.Drain(ctx)
	return err
}

// Tick starts what the calendar says.
func (b *Bot[T]) Tick(ctx context.Context) error {
	b.handling.Lock()
	defer b.handling.Unlock()
	return b.Timetable.Tick(ctx)
}

// Settle handles and sends until nothing waits that is due now.
func (b *Bot[T]) Settle(ctx context.Context) error {
	b.handling.Lock()
	defer b.handling.Unlock()
	b.sending.Lock()
	defer b.sending.Unlock()
	for {
		in, err1 := b.Router.Drain(ctx)
		out, err2 := b.Sender.Drain(ctx)
		if err := errors.Join(err1, err2); err != nil || in+out == 0 {
			return err
		}
	}
}
