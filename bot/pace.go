package bot

import (
	"sync"
	"time"

	"throughline/bot/chat"
)

// A pacer spreads what is sent over time, as the service wants it. It forgets
// when the program ends; then the service itself says when it is too much.
type pacer struct {
	mu   sync.Mutex
	full map[string]time.Time // by what is limited: when it will have been quiet for long enough to take all of its burst again
}

// burstShare is the part of what a minute allows that may go out at once.
const burstShare = 5

// A toll is what a message uses up of a limit.
type toll struct {
	of    string
	every time.Duration // one is allowed in this time
	burst int           // so many at once
}

// tolls returns what a message costs at a place, which is resolved.
func tolls(pace chat.Pace, place chat.Place, edit bool) (out []toll) {
	workspace := place.Service + "/" + place.Workspace
	minute := func(what string, n int) {
		if n > 0 {
			out = append(out, toll{workspace + " " + what, time.Minute / time.Duration(n), max(1, n/burstShare)})
		}
	}
	if edit {
		minute("edits", pace.Edits)
		return out
	}
	minute("posts", pace.Posts)
	if pace.Gap > 0 {
		out = append(out, toll{place.Lane(), pace.Gap, 1})
	}
	return out
}

// take uses up tolls, or returns how long they must wait. What cannot wait uses
// them up in any case, and what can waits the longer.
func (p *pacer) take(now time.Time, all []toll, canWait bool) (wait time.Duration) {
	if len(all) == 0 {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget(now)
	for _, t := range all {
		wait = max(wait, p.until(t, now)-time.Duration(t.burst-1)*t.every)
	}
	if canWait && wait > 0 {
		return wait
	}
	for _, t := range all {
		// What could not wait is no debt that others pay off for more than a minute.
		p.full[t.of] = now.Add(min(p.until(t, now)+t.every, max(time.Minute, t.every)))
	}
	return 0
}

// until returns how long it takes for a limit to have been quiet for long enough.
func (p *pacer) until(t toll, now time.Time) time.Duration {
	if at := p.full[t.of]; at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// manyPaced is how many limits are remembered before those that rest are forgotten.
const manyPaced = 4096

func (p *pacer) forget(now time.Time) {
	if p.full == nil {
		p.full = map[string]time.Time{}
	}
	if len(p.full) < manyPaced {
		return
	}
	for of, at := range p.full {
		if !at.After(now) {
			delete(p.full, of)
		}
	}
}
