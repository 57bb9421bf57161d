package bot

import (
	"context"
	"time"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

// A Feature is one thing the bot does, bound to the transactions T it works in.
// Any of its functions may be nil.
type Feature[T any] struct {
	// Name is what stands before the slash in the actions of its buttons.
	Name string
	// Take handles in if it is this feature's, said or done by who (empty when
	// nobody of that identity is known), and reports whether it was.
	Take func(ctx context.Context, tx T, in chat.Incoming, who scorecard.PersonID) (mine bool, err error)
	// Form returns the form a button of this feature opens.
	Form func(ctx context.Context, tx T, in chat.Incoming, who scorecard.PersonID) (chat.Form, error)
	// Check says what is wrong with a submission of this feature's form.
	Check func(ctx context.Context, tx T, in chat.Incoming, who scorecard.PersonID) (chat.FieldErrors, error)
	// Home returns what who sees of this feature on the bot's own page.
	Home func(ctx context.Context, tx T, in chat.Incoming, who scorecard.PersonID) ([]chat.Block, error)
	// Prompts returns questions worth asking for who, the best first.
	Prompts func(ctx context.Context, tx T, in chat.Incoming, who scorecard.PersonID) ([]chat.Prompt, error)
	// Search returns what who can mean by in.Text, typed into a search.
	Search func(ctx context.Context, tx T, in chat.Incoming, who scorecard.PersonID) ([]chat.Found, error)
	// Run starts what the calendar says is due; due kinds it does not know it ignores.
	Run func(ctx context.Context, tx T, due schedule.Due) error
	// RunAll starts several that are due in one channel at one moment; nil: Run
	// is called for each.
	RunAll func(ctx context.Context, tx T, dues []schedule.Due) error
	// Tick does what has fallen due by the feature's own records.
	Tick func(ctx context.Context, tx T) error
}

// Tx is what the switchboard itself needs of a transaction.
type Tx interface {
	Now() time.Time
	By(who scorecard.PersonID)
	Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error)
	Send(ctx context.Context, out chat.Outgoing) error
	Claim(ctx context.Context, key string) (bool, error)
	TakeIncoming(ctx context.Context, in chat.Incoming) (bool, error)
	DoneIncoming(ctx context.Context, id string) error
	Profile(ctx context.Context, service, workspace string, user chat.UserID) (chat.Profile, bool, error)
	NextAsk(ctx context.Context) (time.Time, bool, error)
	MessageAt(ctx context.Context, place chat.Place, ref string) (chat.Message, bool, error)
}

// Store keeps the inbox, the outbox and the transactions that join them.
type Store[T Tx] interface {
	Meet(ctx context.Context, org scorecard.OrgID, p chat.Profile) error
	Receive(ctx context.Context, org scorecard.OrgID, in chat.Incoming) (first bool, err error)
	Waiting(ctx context.Context, n int) ([]chat.Envelope, error)
	FailIncoming(ctx context.Context, org scorecard.OrgID, id, why string, retryAt time.Time, dead bool) error
	Write(ctx context.Context, org scorecard.OrgID, by scorecard.Actor, f func(T) error) error
	// WriteEach is Write for several, in their order, each by itself; what they
	// have in common is the wait for the disk.
	WriteEach(ctx context.Context, org scorecard.OrgID, by scorecard.Actor, fs ...func(T) error) []error
	Read(ctx context.Context, org scorecard.OrgID, f func(T) error) error
	Organisations(ctx context.Context) ([]scorecard.Organisation, error)
	Watermark(ctx context.Context, org scorecard.OrgID, name string) (time.Time, error)
	SetWatermark(ctx context.Context, org scorecard.OrgID, name string, t time.Time) error
	Sweep(ctx context.Context, org scorecard.OrgID, before time.Time) error
	Outbox
}

// Outbox hands out messages to be sent, in order within a lane, and is told
// what became of them.
type Outbox interface {
	ClaimOutgoing(ctx context.Context, lease time.Duration, n int) ([]chat.Queued, error)
	Sent(ctx context.Context, q chat.Queued, ref string) error
	RetryOutgoing(ctx context.Context, q chat.Queued, at time.Time, why string) error
	PostponeOutgoing(ctx context.Context, q chat.Queued, at time.Time, why string) error // without counting as a failure
	DeadOutgoing(ctx context.Context, q chat.Queued, why string) error
	NextOutgoing(ctx context.Context) (time.Time, bool, error)
}
