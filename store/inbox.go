package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// ErrHandled is returned by DoneIncoming for what somebody else has handled
// meanwhile: the transaction must be given up.
var ErrHandled = chat.ErrHandled

// Receive stores something that came in and reports whether it is seen for the
// first time. When it returns, the thing will not be lost. Its name in the inbox
// is its service and its ID there.
func (db *DB) Receive(ctx context.Context, org scorecard.OrgID, in chat.Incoming) (first bool, err error) {
	id := in.Place.Service + "/" + in.ID
	body, err := toJSON(in)
	if err != nil {
		return false, fmt.Errorf("store: receive %s: %w", id, err)
	}
	n, err := db.change(ctx, `INSERT INTO inbox
		(org, id, seq, lane, body, state, attempts, next_at, why, received_at, done_at)
		VALUES ($1, $2, (SELECT COALESCE(MAX(seq), 0) + 1 FROM inbox), $3, $4, 'waiting', 0, 0, '', $5, 0)
		ON CONFLICT (org, id) DO NOTHING`, org, id, in.Place.Lane(), body, milli(db.now()))
	if err != nil {
		return false, fmt.Errorf("store: receive %s: %w", id, err)
	}
	return n == 1, nil
}

// TakeIncoming stores something that came in as handled, in the transaction that
// does so: both or neither. It is false, and nothing is stored, when the thing is
// known already or something of its conversation waits before it.
func (tx *Tx) TakeIncoming(ctx context.Context, in chat.Incoming) (bool, error) {
	id, lane := in.Place.Service+"/"+in.ID, in.Place.Lane()
	_, waits, err := one(ctx, tx.conn, scanInt, `SELECT seq FROM inbox
		WHERE org = $1 AND lane = $2 AND state = 'waiting' LIMIT 1`, tx.org, lane)
	if err != nil {
		return false, fmt.Errorf("store: take %s: %w", id, err)
	}
	if waits {
		return false, nil
	}
	n, err := tx.exec(ctx, `INSERT INTO inbox
		(org, id, seq, lane, body, state, attempts, next_at, why, received_at, done_at)
		VALUES ($1, $2, (SELECT COALESCE(MAX(seq), 0) + 1 FROM inbox), $3, '', 'done', 0, 0, '', $4, $4)
		ON CONFLICT (org, id) DO NOTHING`, tx.org, id, lane, milli(tx.now))
	if err != nil {
		return false, fmt.Errorf("store: take %s: %w", id, err)
	}
	return n == 1, nil
}

// Waiting returns at most n things to be handled now: of each conversation the
// earliest, and only when it is not waiting to be tried again. What is handled
// together is therefore never of one conversation, and may go in parallel.
func (db *DB) Waiting(ctx context.Context, n int) ([]chat.Envelope, error) {
	heads, err := list(ctx, conn{db.read}, scanInt, `SELECT i.seq
		FROM inbox i JOIN (SELECT MIN(seq) AS seq FROM inbox WHERE state = 'waiting' GROUP BY org, lane) h ON h.seq = i.seq
		WHERE i.next_at <= $1`, milli(db.now()))
	if err != nil {
		return nil, err
	}
	var out []chat.Envelope
	for _, seq := range firstOf(heads, n) {
		e, ok, err := one(ctx, conn{db.read}, scanEnvelope, `SELECT i.org, i.id, i.body, i.attempts
			FROM inbox i WHERE i.seq = $1 AND i.state = 'waiting'`, seq)
		if err != nil {
			return nil, err
		}
		if ok { // otherwise another process has just handled it
			out = append(out, e)
		}
	}
	return out, nil
}

// DoneIncoming marks something as handled in the transaction that did so: both
// or neither. What it said is then forgotten here; only its name is kept. It is
// ErrHandled when another process was quicker.
func (tx *Tx) DoneIncoming(ctx context.Context, id string) error {
	n, err := tx.exec(ctx, `UPDATE inbox SET state = 'done', body = '', done_at = $3
		WHERE org = $1 AND id = $2 AND state = 'waiting'`, tx.org, id, milli(tx.now))
	if err != nil {
		return fmt.Errorf("store: done with %s: %w", id, err)
	}
	if n == 0 {
		return fmt.Errorf("%w: %s", ErrHandled, id)
	}
	return nil
}

// FailIncoming counts a failed attempt. The thing, and all that came after it in
// its conversation, waits until retryAt; a dead one is put aside (see
// DeadIncoming) and holds up nothing.
func (db *DB) FailIncoming(ctx context.Context, org scorecard.OrgID, id, why string, retryAt time.Time, dead bool) error {
	state := "waiting"
	if dead {
		state = "dead"
	}
	_, err := db.change(ctx, `UPDATE inbox SET state = $3, attempts = attempts + 1, next_at = $4, why = $5
		WHERE org = $1 AND id = $2 AND state = 'waiting'`, org, id, state, milli(retryAt), why)
	if err != nil {
		return fmt.Errorf("store: fail %s: %w", id, err)
	}
	return nil
}

// A DeadLetter is something that could not be handled, or not be sent, and was
// put aside for a person to look at.
type DeadLetter struct {
	ID       string    // of the thing that came in, or the key of the message
	Lane     string    // the conversation
	Body     string    // what it was, as JSON
	Why      string    // the last error
	Attempts int       // how often it was tried
	Since    time.Time // when it came in, or was queued
}

// DeadIncoming returns what came in and could not be handled, oldest first.
func (db *DB) DeadIncoming(ctx context.Context, org scorecard.OrgID) ([]DeadLetter, error) {
	return list(ctx, conn{db.read}, scanDeadLetter, `SELECT id, lane, body, why, attempts, received_at FROM inbox
		WHERE org = $1 AND state = 'dead' ORDER BY seq`, org)
}

func scanDeadLetter(r row) (d DeadLetter, err error) {
	var since int64
	err = r.Scan(&d.ID, &d.Lane, &d.Body, &d.Why, &d.Attempts, &since)
	d.Since = fromMilli(since)
	return d, err
}

func scanEnvelope(r row) (e chat.Envelope, err error) {
	var body string
	if err := r.Scan(&e.Org, &e.ID, &body, &e.Attempts); err != nil {
		return e, err
	}
	if err := json.Unmarshal([]byte(body), &e.Incoming); err != nil {
		return e, fmt.Errorf("store: inbox %s: %w", e.ID, err)
	}
	return e, nil
}
