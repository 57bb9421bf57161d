package teams

import (
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"throughline/bot/chat"
)

// Teams takes 7 messages a second and 60 in 30 seconds from a bot in one
// conversation, and 50 a second from an app in one tenant
// (learn.microsoft.com: bots/how-to/rate-limit). We keep well below.
const (
	perConversation = 1 // a second
	burst           = 5
	overall         = 20 // a second
	quietWait       = time.Second
	manyPlaces      = 4096 // then those that rest are forgotten
)

var errPaced = errors.New("teams: paced, so that Teams does not refuse")

// A pace says when the next message may go out.
type pace struct {
	now func() time.Time

	mu     sync.Mutex
	all    *rate.Limiter
	places map[string]*rate.Limiter
}

func newPace(now func() time.Time) *pace {
	return &pace{now: now, all: rate.NewLimiter(overall, overall), places: map[string]*rate.Limiter{}}
}

// take uses up the right to send one message to a conversation now, or returns
// a chat.RetryAfter that says when there will be one.
func (p *pace) take(conversation string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if len(p.places) > manyPlaces {
		for id, l := range p.places {
			if l.TokensAt(now) >= burst {
				delete(p.places, id)
			}
		}
	}
	l := p.places[conversation]
	if l == nil {
		l = rate.NewLimiter(perConversation, burst)
		p.places[conversation] = l
	}
	own, all := l.ReserveN(now, 1), p.all.ReserveN(now, 1)
	if wait := max(own.DelayFrom(now), all.DelayFrom(now)); wait > 0 {
		own.CancelAt(now)
		all.CancelAt(now)
		return chat.RetryAfter{Wait: wait, Err: errPaced}
	}
	return nil
}
