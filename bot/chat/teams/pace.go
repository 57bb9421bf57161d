package teams

import (
	"errors"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/pacing"
)

// Teams takes 7 messages a second and 60 in 30 seconds from a bot in one
// conversation, and 50 a second from an app in one tenant
// (learn.microsoft.com: bots/how-to/rate-limit). We keep well below. Of what we
// may say, half is kept for what people wait for.
const (
	perConversation = time.Second // between two messages
	burst           = 5
	overall         = 20  // a second
	unasked         = 600 // a minute
	quietWait       = time.Second
)

var errPaced = errors.New("teams: paced, so that Teams does not refuse")

var _ chat.Paced = (*App)(nil)

// Pace is what may be said in Teams that nobody waits for.
func (a *App) Pace(chat.Place) chat.Pace {
	return chat.Pace{Gap: perConversation, Posts: unasked, Edits: unasked}
}

// A pace says when the next message may go out.
type pace struct {
	now   func() time.Time
	pacer pacing.Pacer
}

func newPace(now func() time.Time) *pace { return &pace{now: now} }

// take uses up the right to send one request of a message to a conversation, or
// returns a chat.RetryAfter that says when its turn is.
func (p *pace) take(conversation, message string) error {
	wait := p.pacer.Turn(p.now(), conversation+" "+message, []pacing.Toll{
		{Of: conversation, Every: perConversation, Burst: burst},
		{Of: "all", Every: time.Second / overall, Burst: overall},
	})
	if wait > 0 {
		return chat.RetryAfter{Wait: wait, Err: errPaced}
	}
	return nil
}
