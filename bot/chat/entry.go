package chat

import (
	"errors"
	"strconv"
	"time"
)

// ErrNoEntry is returned for an entry that does not exist.
var ErrNoEntry = errors.New("chat: no such message")

// An Entry is one message of the local workspace as it is stored.
type Entry struct {
	ID     int64     // its name and its place in the order of things said; from the same counter as Change
	Change int64     // number of its last change; equal to ID until it is first changed
	Key    string    // unique; chosen by whoever adds it
	Room   string    // "#fleet", "@ana" (Ana and the bot), "@ana+ben" (two people)
	Thread int64     // ID of the entry it hangs from; 0: it stands in the room itself
	From   UserID    // who said it; empty: the bot
	At     time.Time // when it was said, in the workspace's time
	Edited time.Time // when it was last changed; zero: never
	Body   Message   // what was said

	Replies   int       // how many entries hang from it; filled in when read
	LastReply time.Time // when the newest of them was said; filled in when read
}

// Ref names the entry to the rest of Throughline.
func (e Entry) Ref() string { return strconv.FormatInt(e.ID, 10) }
