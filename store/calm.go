package store

import (
	"sync"
	"time"
)

// A calm is when nothing in the outbox waits, so that nobody need look there for
// more than is in the tray: whatever is queued in this process ends it. What another
// process queues, and leaves, is found when it is over. The zero calm is ready for
// use.
type calm struct {
	mu    sync.Mutex
	ended int // how often it was
	now   bool
	empty bool // nor was anything being sent when it began
	since time.Time
}

// calmFor is how long another look can wait.
const calmFor = time.Second

// mark is to be taken before looking.
func (c *calm) mark() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// begin notes that at now nothing waited, unless something was queued since mark.
func (c *calm) begin(mark int, now time.Time, empty bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.empty, c.since = c.ended == mark, empty, now
}

// end notes that something that waits is there, safe on disk.
func (c *calm) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended++
	c.now = false
}

func (c *calm) lasts(now time.Time) (calm, empty bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	calm = c.now && !now.Before(c.since) && now.Sub(c.since) < calmFor
	return calm, calm && c.empty
}
