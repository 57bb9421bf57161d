package bot

import (
	"context"
	"sync"
	"time"
)

// A Clock tells the time of a workspace that may run ahead of the world's. The
// zero Clock tells the world's time.
type Clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

// ClockAt returns a Clock that starts at t, before or after the world's time,
// and runs on from there.
func ClockAt(t time.Time) *Clock { return &Clock{ahead: time.Until(t)} }

// Now returns the workspace's time, in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead).UTC()
}

// Set puts the clock to t; it runs on from there. It never goes back: an earlier
// t leaves it as it is.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ahead := time.Until(t); ahead > c.ahead {
		c.ahead = ahead
	}
}

// A Player is somebody simulated who does things at moments of their own.
type Player interface {
	// Next returns the player's first moment after t; false when there is none.
	Next(ctx context.Context, after time.Time) (time.Time, bool, error)
	// Play does what the player does until now.
	Play(ctx context.Context, now time.Time) error
}

// Advance lives through the time until to: it puts the clock to each moment at
// which something falls due or a player acts, in order, and lets everything that
// follows from it happen before going on. Progress is told the moment reached.
func (b *Bot[T]) Advance(ctx context.Context, clock *Clock, to time.Time, progress func(time.Time), players ...Player) error {
	for {
		now := clock.Now()
		next, err := b.nextMoment(ctx, now, players)
		if err != nil {
			return err
		}
		if next.IsZero() || next.After(to) {
			next = to
		}
		clock.Set(next)
		progress(next)
		if err := b.happen(ctx, clock, players); err != nil || !next.Before(to) {
			return err
		}
	}
}

func (b *Bot[T]) nextMoment(ctx context.Context, now time.Time, players []Player) (time.Time, error) {
	next, ok, err := b.Timetable.Next(ctx, now)
	if err != nil {
		return time.Time{}, err
	}
	for _, p := range players {
		t, has, err := p.Next(ctx, now)
		if err != nil {
			return time.Time{}, err
		}
		if has && (!ok || t.Before(next)) {
			next, ok = t, true
		}
	}
	if queued, has, err := b.Sender.Outbox.NextOutgoing(ctx); err != nil {
		return time.Time{}, err
	} else if has && queued.After(now) && (!ok || queued.Before(next)) {
		next, ok = queued, true
	}
	if ok && !next.After(now) {
		next = now.Add(time.Second)
	}
	return next, nil
}

func (b *Bot[T]) happen(ctx context.Context, clock *Clock, players []Player) error {
	if err := b.Tick(ctx); err != nil {
		return err
	}
	if err := b.Settle(ctx); err != nil {
		return err
	}
	for _, p := range players {
		if err := p.Play(ctx, clock.Now()); err != nil {
			return err
		}
	}
	return b.Settle(ctx)
}
