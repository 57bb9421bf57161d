package store

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"throughline/bot/chat"
)

// A tray holds messages that were handed out in the transaction that queued them:
// to claim them in one of their own would cost as much again as to answer. It is
// used as soon as somebody has claimed a message here, and so will again. The
// zero tray is ready for use.
type tray struct {
	mu    sync.Mutex
	lease time.Duration // for how long messages were last claimed; 0: never
	ready []handed
}

type handed struct {
	chat.Queued
	seq   int64
	until time.Time // the end of its lease
}

// lasting returns for how long a message may be handed out at once; 0 when
// nobody is known to be there to take it.
func (t *tray) lasting() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.lease
}

func (t *tray) put(all []handed) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready = append(t.ready, all...)
}

// putBack puts what was taken before all that came after it.
func (t *tray) putBack(all []handed) {
	if len(all) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready = slices.Concat(all, t.ready)
}

// take takes at most n messages, those that came first, and notes that somebody
// takes messages for a lease. What has lain here for half of its own is left to
// run out.
func (t *tray) take(now time.Time, lease time.Duration, n int) (out []handed) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lease = lease
	for ; len(t.ready) > 0 && len(out) < n; t.ready = t.ready[1:] {
		if h := t.ready[0]; h.until.Sub(now) > lease/2 {
			out = append(out, h)
		}
		t.ready[0] = handed{} // so that its message is not held
	}
	return out
}

func (t *tray) empty() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.ready) == 0
}

// handOver queues a message as handed out already. Who claims next in this
// process gets it, once the transaction is safe on disk.
func (tx *Tx) handOver(ctx context.Context, out chat.Outgoing, lane string, lease time.Duration) error {
	until := tx.now.Add(lease)
	seq, _, err := one(ctx, tx.conn, scanInt, `INSERT INTO outbox
		(org, seq, key, lane, thread_key, body, state, claim, attempts, next_at, lease_until, why, queued_at)
		VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM outbox), $2, $3, '', '', 'sending', 1, 1, 0, $4, '', $5) RETURNING seq`,
		tx.org, out.Key, lane, milli(until), milli(tx.now))
	q := chat.Queued{ID: claimID(seq, 1), Org: tx.org, Key: out.Key, Lane: lane, Place: out.Place, Message: out.Message, Attempts: 1}
	tx.handed = append(tx.handed, handed{q, seq, until})
	return err
}

// saidAgain puts out in the place of what this very transaction handed out under
// its key, if it did.
func (tx *Tx) saidAgain(out chat.Outgoing) bool {
	i := slices.IndexFunc(tx.handed, func(h handed) bool { return h.Key == out.Key })
	if i >= 0 {
		tx.handed[i].Message = out.Message
	}
	return i >= 0
}

// clear puts what nobody took back into the outbox.
func (db *DB) clear(ctx context.Context) error {
	for _, h := range db.tray.take(time.Time{}, 0, math.MaxInt) {
		err := db.settle(ctx, h.Queued, db.write.do, func(c conn, seq, claim int64) error {
			_, err := c.exec(ctx, `UPDATE outbox SET state = 'waiting', attempts = 0
				WHERE org = $1 AND seq = $2 AND claim = $3 AND state = 'sending'`, h.Org, seq, claim)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// claimID names a claim of a message.
func claimID(seq, claim int64) string { return fmt.Sprintf("%d.%d", seq, claim) }
