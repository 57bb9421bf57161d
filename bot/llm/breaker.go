package llm

import (
	"sync"
	"time"
)

// A breaker leaves an endpoint alone for a while that keeps failing, so that
// nobody waits for it in vain.
type breaker struct {
	mu    sync.Mutex
	fails int
	until time.Time
}

const (
	maxFails = 3                // in a row, before it is left alone
	rest     = time.Minute      // for so long
	longRest = 15 * time.Minute // at most, where the endpoint says how long
)

// open reports whether the endpoint is being left alone.
func (b *breaker) open(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return now.Before(b.until)
}

func (b *breaker) worked() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fails, b.until = 0, time.Time{}
}

// failed counts a failure. After a rest the first failure is enough for the next.
func (b *breaker) failed(now time.Time, asked time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails++; b.fails >= maxFails {
		b.until = now.Add(rest)
	}
	if asked > 0 {
		b.until = now.Add(min(asked, longRest))
	}
}
