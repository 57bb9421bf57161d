package web

import (
	"context"
	"time"

	"throughline/bot/chat"
)

// ErrNoEntry is returned for an entry that does not exist.
var ErrNoEntry = chat.ErrNoEntry

// An Entry is one message of the workspace as it is stored.
type Entry = chat.Entry

// A Memory keeps the entries of one workspace, and how far everyone has read.
//
// One counter, which starts at 1 and never goes back, numbers every change: an
// entry that is added takes the next number as its ID and its Change, an entry
// that is changed takes the next number as its Change. What was missed is
// therefore "everything after the last number seen".
type Memory interface {
	// Add stores e, of which Key, Room, Thread, From, At and Body are given, and
	// returns it with its numbers; first is true. When an entry with that Key
	// exists it is returned as it is, nothing is stored and first is false.
	// Adding to a thread does not give the entry it hangs from a new Change.
	Add(ctx context.Context, e Entry) (stored Entry, first bool, err error)
	// Replace gives an entry a new Body, Edited time and Change, and returns
	// it; ErrNoEntry if there is none.
	Replace(ctx context.Context, id int64, body chat.Message, at time.Time) (Entry, error)
	// Entry returns one entry, or ErrNoEntry.
	Entry(ctx context.Context, id int64) (Entry, error)
	// Timeline returns the newest n entries of a room that hang in no thread and
	// whose ID is below before (0: the newest of all), oldest first.
	Timeline(ctx context.Context, room string, before int64, n int) ([]Entry, error)
	// Thread returns the entries that hang from id, oldest first, without id itself.
	Thread(ctx context.Context, id int64) ([]Entry, error)
	// Since returns at most n entries of any room whose Change is above
	// change, by Change.
	Since(ctx context.Context, change int64, n int) ([]Entry, error)
	// Last returns the number of the newest change; 0 when there is none.
	Last(ctx context.Context) (int64, error)
	// Rooms returns, for every room in which anything was ever said, how many
	// entries user has not seen: those with an ID above what they have seen
	// there (0: nothing yet) and said by somebody else, threads included.
	Rooms(ctx context.Context, user chat.UserID) (map[string]int, error)
	// Seen returns up to which ID user has seen a room; 0: nothing yet.
	Seen(ctx context.Context, user chat.UserID, room string) (int64, error)
	// MarkSeen records that user has seen room up to id. It never goes back.
	MarkSeen(ctx context.Context, user chat.UserID, room string, id int64) error
}
