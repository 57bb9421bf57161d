package slack

import (
	"context"
	"sync"
	"time"
)

// most is how many things of a kind are remembered at once.
const most = 20_000

// A cache remembers what Slack said about things by their keys. Those who ask
// for the same thing at the same time wait for one answer. The zero cache is
// ready for use.
type cache[T any] struct {
	mu    sync.Mutex
	slots map[string]*slot[T]
}

type slot[T any] struct {
	busy  chan struct{} // holds one token while somebody asks
	value T
	until time.Time // when it is worth asking again
}

func (c *cache[T]) slot(key string) *slot[T] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.slots == nil || len(c.slots) > most {
		c.slots = map[string]*slot[T]{}
	}
	s := c.slots[key]
	if s == nil {
		s = &slot[T]{busy: make(chan struct{}, 1)}
		c.slots[key] = s
	}
	return s
}

// get returns what is remembered, or else what ask returns, which is remembered
// for the time it says. An error is not remembered.
func (c *cache[T]) get(ctx context.Context, key string, now time.Time, ask func(context.Context) (T, time.Duration, error)) (T, error) {
	s := c.slot(key)
	select {
	case s.busy <- struct{}{}:
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
	defer func() { <-s.busy }()
	if now.Before(s.until) {
		return s.value, nil
	}
	v, lasts, err := ask(ctx)
	if err != nil {
		var none T
		return none, err
	}
	s.value, s.until = v, now.Add(lasts)
	return v, nil
}

// fresh returns what is remembered; false when nothing is, or it is too old.
func (c *cache[T]) fresh(key string, now time.Time) (v T, ok bool) {
	c.mu.Lock()
	s := c.slots[key]
	c.mu.Unlock()
	if s == nil {
		return v, false
	}
	s.busy <- struct{}{}
	defer func() { <-s.busy }()
	if !now.Before(s.until) {
		return v, false
	}
	return s.value, true
}

// put remembers v for a time.
func (c *cache[T]) put(key string, v T, until time.Time) {
	s := c.slot(key)
	s.busy <- struct{}{}
	s.value, s.until = v, until
	<-s.busy
}
