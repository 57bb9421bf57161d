package answer

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// Store is what the feature needs of a transaction.
type Store interface {
	Now() time.Time
	Snapshot(ctx context.Context, today scorecard.Date) (*scorecard.Snapshot, error)
	Send(ctx context.Context, out chat.Outgoing) error
	Remember(ctx context.Context, key string, body []byte, until time.Time) error
	RememberFirst(ctx context.Context, key string, until time.Time) (first bool, err error)
	Recall(ctx context.Context, key string) ([]byte, bool, error)
	CountGap(ctx context.Context, what string) error
	GapsOf(ctx context.Context, prefix string) (map[string]int, error)
	DropGaps(ctx context.Context, prefix string) error
	Strategy(ctx context.Context) (*scorecard.Strategy, error)
	Apply(ctx context.Context, s *scorecard.Strategy) error
	LiveAsks(ctx context.Context) ([]scorecard.Ask, error)
	Profile(ctx context.Context, service, workspace string, user chat.UserID) (chat.Profile, bool, error)
	Decisions(ctx context.Context, review scorecard.ReviewID, since scorecard.Date) ([]scorecard.Decision, error)
}

// A Feature answers questions where people talk. It is to be offered messages
// last: what is said to the bot and nobody else takes is a question.
type Feature struct {
	Answerer Answerer
	// NewReader makes a reader of questions for a strategy.
	NewReader func(x *scorecard.Index) Reader
	// Second is asked when the rules are unsure; nil: nobody is.
	Second SecondReader

	seconds seconds
	mu      sync.Mutex
	base    *scorecard.Index
	readers map[*scorecard.Index]Reader
}

// maxReaders is how many readers are kept: one for each set of people who may
// see the same.
const maxReaders = 32

// readerOf returns the reader of sight, a part of the strategy base, made once.
// It knows only what is in sight, so that a name somebody may not see reads to
// them like any word that does not exist.
func (f *Feature) readerOf(base, sight *scorecard.Index) Reader {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.base != base || len(f.readers) >= maxReaders {
		f.base, f.readers = base, map[*scorecard.Index]Reader{}
	}
	if f.readers[sight] == nil {
		f.readers[sight] = f.NewReader(sight)
	}
	return f.readers[sight]
}

// Take answers what is said to the bot, follow-ups in threads it answers in,
// and presses of its own buttons.
func (f *Feature) Take(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (mine bool, err error) {
	switch {
	case (in.What == chat.Pressed || in.What == chat.Submitted) && strings.HasPrefix(in.Action, "answer/"):
	case in.What != chat.Said || strings.TrimSpace(in.Text) == "":
		return false, nil
	}
	t := &turn{Feature: f, tx: tx, in: in, who: who}
	if mine, err = t.take(ctx); err != nil {
		return mine, fmt.Errorf("answer: %s: %w", in.ID, err)
	}
	return mine, nil
}
