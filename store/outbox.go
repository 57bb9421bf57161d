package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// ClaimOutgoing hands out at most n messages whose turn has come, of each lane
// the first and only when nothing of the lane is under way. Whoever takes them
// has for the length of the lease to say what became of them; after that they
// are handed out again. A message that hangs from another waits until that one
// is posted; when that one was given up it is said in the channel itself.
func (db *DB) ClaimOutgoing(ctx context.Context, lease time.Duration, n int) ([]chat.Queued, error) {
	now := db.moment()
	all := db.tray.take(now, lease, n)
	// To look costs far less than to change, and mostly there is nothing.
	var next time.Time
	var ok bool
	var err error
	if calm, _ := db.calm.lasts(now); !calm {
		next, ok, err = db.nextDue(ctx)
	}
	if err == nil && ok && !next.After(now) {
		var more []handed
		more, err = db.claim(ctx, now, lease, n)
		all = append(all, more...)
	}
	slices.SortFunc(all, func(a, b handed) int { return cmp.Compare(a.seq, b.seq) })
	n = min(n, len(all))
	if err != nil {
		n, err = 0, fmt.Errorf("store: claim outgoing: %w", err)
	}
	db.tray.putBack(all[n:])
	var out []chat.Queued
	for _, h := range all[:n] {
		out = append(out, h.Queued)
	}
	return out, err
}

// claim hands out at most n messages that wait.
func (db *DB) claim(ctx context.Context, now time.Time, lease time.Duration, n int) (out []handed, err error) {
	err = db.write.do(ctx, func(c conn) error {
		if err := c.takeBack(ctx, now); err != nil {
			return err
		}
		turns, err := list(ctx, c, scanInt, `SELECT o.seq FROM `+headsOfLanes+`
			AND o.state = 'waiting' AND o.next_at <= $1`, milli(now))
		if err != nil {
			return err
		}
		until := now.Add(lease)
		for _, seq := range firstOf(turns, n) {
			q, err := db.handOut(ctx, c, seq, until)
			if err != nil {
				return err
			}
			out = append(out, handed{q, seq, until})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// takeBack puts back into their lanes what was handed out and not heard of again.
//
// Here and in handOut rows are looked for first and then changed one by one, and
// are sorted by us: SQLite makes a table in memory to sort what a subquery finds,
// or to change it, which takes longer than all else it does for a message.
func (c conn) takeBack(ctx context.Context, now time.Time) error {
	lost, err := list(ctx, c, scanInt, `SELECT seq FROM outbox WHERE state = 'sending' AND lease_until <= $1`, milli(now))
	for _, seq := range lost {
		if _, err := c.exec(ctx, `UPDATE outbox SET state = 'waiting', why = 'the sender was lost' WHERE seq = $1`, seq); err != nil {
			return err
		}
	}
	return err
}

// firstOf returns the n smallest of all.
func firstOf(all []int64, n int) []int64 {
	slices.Sort(all)
	return all[:min(len(all), n)]
}

// handOut hands out a message of the outbox until a moment.
func (db *DB) handOut(ctx context.Context, c conn, seq int64, until time.Time) (chat.Queued, error) {
	if _, err := c.exec(ctx, `UPDATE outbox SET state = 'sending', claim = claim + 1, attempts = attempts + 1, lease_until = $2
		WHERE seq = $1`, seq, milli(until)); err != nil {
		return chat.Queued{}, err
	}
	q, _, err := one(ctx, c, db.scanQueued, `SELECT o.org, o.seq, o.claim, o.key, o.lane, o.attempts,
		CASE WHEN o.body = '' THEN m.body ELSE o.body END, m.place, m.ref
		FROM outbox o JOIN message m ON m.org = o.org AND m.key = o.key WHERE o.seq = $1`, seq)
	if err != nil || q.Place.ThreadKey == "" {
		return q, err
	}
	parent, _, err := one(ctx, c, scanText, `SELECT ref FROM message WHERE org = $1 AND key = $2`, q.Org, q.Place.ThreadKey)
	q.Place.ThreadKey = ""
	if parent != "" {
		q.Place.Thread = parent
	}
	return q, err
}

func (db *DB) scanQueued(r row) (q chat.Queued, err error) {
	var seq, claim int64
	var body, place string
	if err := r.Scan(&q.Org, &seq, &claim, &q.Key, &q.Lane, &q.Attempts, &body, &place, &q.Ref); err != nil {
		return q, err
	}
	q.ID = claimID(seq, claim)
	if err := json.Unmarshal([]byte(place), &q.Place); err != nil {
		return q, fmt.Errorf("place of %s: %w", q.Key, err)
	}
	if m, ok := db.drafts.take(body); ok {
		q.Message = m
		return q, nil
	}
	return q, json.Unmarshal([]byte(body), &q.Message)
}

// drafts are messages that were queued a moment ago, by how they are stored: they
// need not be read again to be sent. The zero drafts are ready for use.
type drafts struct {
	mu   sync.Mutex
	kept map[string]chat.Message
}

// maxDrafts bounds drafts, which start anew when they are full.
const maxDrafts = 64

func (d *drafts) keep(body string, m chat.Message) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.kept == nil || len(d.kept) >= maxDrafts {
		d.kept = map[string]chat.Message{}
	}
	d.kept[body] = m
}

func (d *drafts) take(body string) (chat.Message, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m, ok := d.kept[body]
	delete(d.kept, body)
	return m, ok
}

// headsOfLanes is what stands first in each lane and does not wait for the
// message it hangs from. Only a parent queued earlier is waited for, so that no
// two can wait for each other.
const headsOfLanes = `outbox o
	JOIN (SELECT MIN(seq) AS seq FROM outbox WHERE state <> 'dead' GROUP BY org, lane) h ON h.seq = o.seq
	WHERE NOT EXISTS (SELECT 1 FROM outbox p JOIN message m ON m.org = p.org AND m.key = p.key
		WHERE p.org = o.org AND p.key = o.thread_key AND p.seq < o.seq AND p.state <> 'dead' AND m.ref = '')`

// NextOutgoing returns when ClaimOutgoing will next have something to hand out;
// false when nothing is queued.
func (db *DB) NextOutgoing(ctx context.Context) (time.Time, bool, error) {
	if !db.tray.empty() {
		return db.moment(), true, nil
	}
	if _, empty := db.calm.lasts(db.moment()); empty {
		return time.Time{}, false, nil
	}
	return db.nextDue(ctx)
}

// nextDue is NextOutgoing for what is not in the tray.
func (db *DB) nextDue(ctx context.Context) (time.Time, bool, error) {
	now, mark := db.moment(), db.calm.mark()
	type due struct {
		at    sql.NullInt64
		waits bool // something does, if only for what stands before it
	}
	d, _, err := one(ctx, conn{db.read}, func(r row) (d due, err error) { return d, r.Scan(&d.at, &d.waits) },
		`SELECT MIN(CASE WHEN o.state = 'sending' THEN o.lease_until ELSE o.next_at END),
			EXISTS (SELECT 1 FROM outbox WHERE state <> 'dead' AND state = 'waiting') FROM `+headsOfLanes)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("store: next outgoing: %w", err)
	}
	if !d.waits {
		db.calm.begin(mark, now, !d.at.Valid)
	}
	return fromMilli(d.at.Int64), d.at.Valid, nil
}

// Sent records that q stands at its place, in the service's own ids, as ref.
func (db *DB) Sent(ctx context.Context, q chat.Queued, ref string) error {
	place, err := toJSON(q.Place)
	if err != nil {
		return fmt.Errorf("store: sent %s: %w", q.Key, err)
	}
	return db.settle(ctx, q, db.write.doSoon, func(c conn, seq, claim int64) error {
		if _, err := c.exec(ctx, `UPDATE message SET ref = $3, place = $4, posted_at = $5
			WHERE org = $1 AND key = $2 AND ref = ''`, q.Org, q.Key, ref, place, milli(db.now())); err != nil {
			return err
		}
		tx := &Tx{conn: c, db: db, org: q.Org, now: db.moment()}
		if err := tx.joinLanes(ctx, q.Lane, q.Place); err != nil {
			return err
		}
		if q.Ref != "" {
			if _, err := c.exec(ctx, `UPDATE message SET edited_at = $3
				WHERE org = $1 AND key = $2`, q.Org, q.Key, milli(db.now())); err != nil {
				return err
			}
		}
		// The message is said, so earlier attempts that were given up no longer matter.
		_, err := c.exec(ctx, `DELETE FROM outbox WHERE org = $1 AND key = $2
			AND (seq = $3 AND claim = $4 OR seq < $3 AND state = 'dead')`, q.Org, q.Key, seq, claim)
		return err
	})
}

// RetryOutgoing records that q could not be sent and is to be tried again at at.
func (db *DB) RetryOutgoing(ctx context.Context, q chat.Queued, at time.Time, why string) error {
	defer db.calm.end()
	return db.settle(ctx, q, db.write.do, func(c conn, seq, claim int64) error {
		_, err := c.exec(ctx, `UPDATE outbox SET state = 'waiting', next_at = $4, why = $5
			WHERE org = $1 AND seq = $2 AND claim = $3 AND state <> 'dead' AND key = $6`, q.Org, seq, claim, milli(at), why, q.Key)
		return err
	})
}

// PostponeOutgoing is RetryOutgoing for a service that said "not before at":
// it does not count as an attempt.
func (db *DB) PostponeOutgoing(ctx context.Context, q chat.Queued, at time.Time, why string) error {
	defer db.calm.end()
	return db.settle(ctx, q, db.write.do, func(c conn, seq, claim int64) error {
		_, err := c.exec(ctx, `UPDATE outbox SET state = 'waiting', attempts = attempts - 1, next_at = $4, why = $5
			WHERE org = $1 AND seq = $2 AND claim = $3 AND state = 'sending' AND key = $6`, q.Org, seq, claim, milli(at), why, q.Key)
		return err
	})
}

// DeadOutgoing records that q can never be sent. It is put aside (see
// DeadLetters) and its lane goes on.
func (db *DB) DeadOutgoing(ctx context.Context, q chat.Queued, why string) error {
	return db.settle(ctx, q, db.write.do, func(c conn, seq, claim int64) error {
		_, err := c.exec(ctx, `UPDATE outbox SET state = 'dead', why = $4,
			body = CASE WHEN body = '' THEN (SELECT m.body FROM message m WHERE m.org = $1 AND m.key = $5) ELSE body END
			WHERE org = $1 AND seq = $2 AND claim = $3 AND key = $5`, q.Org, seq, claim, why, q.Key)
		return err
	})
}

// DeadLetters returns the messages that could not be sent, oldest first.
func (db *DB) DeadLetters(ctx context.Context, org scorecard.OrgID) ([]DeadLetter, error) {
	return list(ctx, conn{db.read}, scanDeadLetter, `SELECT key, lane, body, why, attempts, queued_at FROM outbox
		WHERE org = $1 AND state = 'dead' ORDER BY seq`, org)
}

// settle runs f with the number and the claim of q, in a change. Whoever has lost the claim,
// because the lease ran out or the message was replaced, changes nothing. An
// empty outbox begins its numbers anew, so f asks for the key as well.
func (db *DB) settle(ctx context.Context, q chat.Queued, change func(context.Context, func(conn) error) error, f func(c conn, seq, claim int64) error) error {
	var seq, claim int64
	if _, err := fmt.Sscanf(q.ID, "%d.%d", &seq, &claim); err != nil {
		return fmt.Errorf("store: %q is not from the outbox: %w", q.ID, err)
	}
	err := change(ctx, func(c conn) error { return f(c, seq, claim) })
	if err != nil {
		return fmt.Errorf("store: settle %s: %w", q.Key, err)
	}
	return nil
}
