// Package pacing spreads what is sent over time, as a chat service wants it.
// Whatever has to wait is given a moment of its own, so that nobody has to ask
// again and again when there will be room.
package pacing

import (
	"sync"
	"time"
)

// A Toll is what a message uses up of a limit.
type Toll struct {
	Of    string        // the limit
	Every time.Duration // one is allowed in this time
	Burst int           // so many at once
}

// A Pacer keeps limits. It forgets when the program ends; then the service itself
// says when it is too much. The zero Pacer is ready for use.
type Pacer struct {
	mu    sync.Mutex
	full  map[string]time.Time // by limit: when it will have been quiet for long enough to take all of its burst again
	turns map[string]time.Time // by what waits: the moment that it was given

	sweepAt int // how many of both there are when it is next worth looking for those that have passed
}

// Turn returns how long the message that is known as id has to wait. Asked at
// the moment that it was told, or later, it may go.
func (p *Pacer) Turn(now time.Time, id string, all []Toll) (wait time.Duration) {
	if len(all) == 0 {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, ok := p.turns[id]; ok {
		if at.After(now) {
			return at.Sub(now)
		}
		delete(p.turns, id)
		return 0
	}
	p.forget(now)
	for _, t := range all {
		quiet := p.quiet(t, now)
		wait = max(wait, quiet-time.Duration(t.Burst-1)*t.Every)
		// Where another limit makes it wait for longer, this one is not kept waiting with it.
		p.full[t.Of] = now.Add(quiet + t.Every)
	}
	if wait > 0 {
		p.turns[id] = now.Add(wait)
	}
	return wait
}

// Count uses up tolls for a message that does not wait; others wait the longer,
// but for none of these more than a minute.
func (p *Pacer) Count(now time.Time, all []Toll) {
	if len(all) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget(now)
	for _, t := range all {
		quiet := p.quiet(t, now)
		p.full[t.Of] = now.Add(max(quiet, min(quiet+t.Every, max(time.Minute, t.Every))))
	}
}

// quiet returns how long it takes until a limit has been quiet for long enough.
func (p *Pacer) quiet(t Toll, now time.Time) time.Duration {
	return max(0, p.full[t.Of].Sub(now))
}

const (
	many = 4096      // so many moments are remembered before those that have passed are forgotten
	late = time.Hour // a turn that was not taken by then never will be
)

func (p *Pacer) forget(now time.Time) {
	if p.full == nil {
		p.full, p.turns = map[string]time.Time{}, map[string]time.Time{}
	}
	if len(p.full)+len(p.turns) < max(many, p.sweepAt) {
		return
	}
	sweep(p.full, now)
	sweep(p.turns, now.Add(-late))
	p.sweepAt = 2 * (len(p.full) + len(p.turns))
}

func sweep(m map[string]time.Time, before time.Time) {
	for name, at := range m {
		if !at.After(before) {
			delete(m, name)
		}
	}
}
