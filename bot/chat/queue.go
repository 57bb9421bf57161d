package chat

import (
	"errors"
	"fmt"
	"time"

	"throughline/bot/scorecard"
)

// An Envelope is an Incoming that is stored and waits to be handled.
type Envelope struct {
	ID       string // service and Incoming.ID
	Org      scorecard.OrgID
	Incoming Incoming
	Attempts int // how often handling it has failed
}

// A Queued is an Outgoing whose turn has come.
type Queued struct {
	ID       string
	Org      scorecard.OrgID
	Key      string
	Lane     string
	Place    Place  // Thread is resolved from ThreadKey
	Ref      string // of the message to replace; empty: post a new one
	Message  Message
	Attempts int
}

// A RetryAfter is a service's "not now": it is tried again after the wait, and
// this does not count as a failure.
type RetryAfter struct {
	Wait time.Duration
	Err  error
}

func (e RetryAfter) Error() string { return fmt.Sprintf("retry after %v: %v", e.Wait, e.Err) }
func (e RetryAfter) Unwrap() error { return e.Err }

// A Permanent error will not go away by trying again: the channel is archived,
// the person has left.
type Permanent struct{ Err error }

func (e Permanent) Error() string { return e.Err.Error() }
func (e Permanent) Unwrap() error { return e.Err }

// A Pace is how much a service takes before it refuses. What a person waits for,
// because they have just said or pressed something, counts and is not held up.
type Pace struct {
	Gap   time.Duration // between posts in one place that nobody waits for
	Posts int           // posts in one workspace in a minute, above which those that nobody waits for rest; 0: any number
	Edits int           // edits in one workspace in a minute; 0: any number
}

// A Paced is a Service that takes only so much at the place of p.
type Paced interface{ Pace(p Place) Pace }

// ErrHandled says that somebody else, another replica, has handled it already.
var ErrHandled = errors.New("handled already")
