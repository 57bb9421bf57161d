package store

import "time"

// A crowd is what a writer knows of who comes. Where many come in a row it lingers
// before it commits, so that one commit does for several of them: most of what a
// small change costs is its commit. Who comes alone hardly ever waits for nobody.
type crowd struct {
	last time.Time     // when somebody came
	gap  time.Duration // between those who came lately
	vain int           // how often in a row to linger was in vain, doubled each time
	skip int           // how many more commits do not linger for that
	came chan struct{} // closed when somebody comes; nil: nobody lingers
}

const (
	lingerTime = 8 * time.Millisecond // since a batch was begun
	lingerGap  = 5 * time.Millisecond // with longer gaps too few would come
	mostVain   = 63
)

// met notes that somebody comes. It is called with the writer's mu held.
func (c *crowd) met(now time.Time) {
	gap := min(now.Sub(c.last), time.Second)
	c.gap += (gap - c.gap) / 16
	c.last = now
}

// tell ends lingering. It is called with the writer's mu held.
func (c *crowd) tell() {
	if c.came != nil {
		close(c.came)
		c.came, c.vain = nil, 0
	}
}

// expects reports whether it is worth it to linger. It is called with the writer's
// mu held.
func (c *crowd) expects() bool {
	if c.gap > lingerGap {
		return false
	}
	if c.skip > 0 {
		c.skip--
		return false
	}
	return true
}

// inVain notes that nobody came, so that it lingers less often.
func (c *crowd) inVain() {
	c.vain = min(2*c.vain+1, mostVain)
	c.skip = c.vain
}

// linger waits for somebody to come and share the batch; false when nobody did, or
// nobody is expected. It is called by whoever's turn it is.
func (w *writer) linger() bool {
	w.mu.Lock()
	left := lingerTime - time.Since(w.open.began)
	if len(w.queue) > 0 || left <= 0 || !w.crowd.expects() {
		defer w.mu.Unlock()
		return len(w.queue) > 0
	}
	came := make(chan struct{})
	w.crowd.came = came
	w.mu.Unlock()
	wait := time.NewTimer(left)
	defer wait.Stop()
	select {
	case <-came:
		w.open.shared = true
		return true
	case <-wait.C:
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.crowd.came == nil { // just now
		return true
	}
	w.crowd.came = nil
	if !w.open.shared {
		w.crowd.inVain()
	}
	return false
}
