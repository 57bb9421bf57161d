package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"throughline/bot/chat"
)

// Send queues a message, to go out in order with all else that is said at its
// place. A key that is known means the message already there: it is edited where
// it stands, and an edit that still waits is replaced by this one. To say the
// same again changes nothing. The message may not be changed afterwards.
func (tx *Tx) Send(ctx context.Context, out chat.Outgoing) error {
	if err := tx.queue(ctx, out); err != nil {
		return fmt.Errorf("store: send %q: %w", out.Key, err)
	}
	return nil
}

func (tx *Tx) queue(ctx context.Context, out chat.Outgoing) error {
	if out.Key == "" {
		return errors.New("a message needs a key")
	}
	if out.Place.ThreadKey == out.Key {
		return errors.New("a message cannot hang from itself")
	}
	text, err := out.Message.MarshalJSON()
	if err != nil {
		return err
	}
	body := string(text)
	fresh, err := tx.addMessage(ctx, out.Key, out.Place, body)
	if err != nil {
		return err
	}
	if fresh {
		return tx.first(ctx, out, body)
	}
	m, _, err := tx.message(ctx, out.Key)
	if err != nil {
		return err
	}
	last, live, err := tx.newest(ctx, out.Key)
	switch {
	case err != nil:
		return err
	case m.body == body && (live || last.seq == 0):
		return nil
	case m.ref == "" && !live:
		m.place = out.Place // given up: it may go elsewhere
	}
	if err := tx.saveMessage(ctx, out.Key, m.place, body); err != nil {
		return err
	}
	if tx.saidAgain(out) {
		return nil
	}
	if last.state == "waiting" {
		tx.db.drafts.keep(body, out.Message)
		_, err = tx.exec(ctx, `UPDATE outbox SET body = '', claim = claim + 1
			WHERE org = $1 AND seq = $2`, tx.org, last.seq)
		return err
	}
	lane := last.lane // of what is on its way: an edit must not overtake it
	if !live {
		if lane, err = tx.lane(ctx, m.place); err != nil {
			return err
		}
	}
	out.Place = m.place
	return tx.enqueue(ctx, out, lane, body)
}

// first queues a message whose key was never heard of. An answer, which somebody
// waits for, is handed out at once when nothing else is on its way there.
func (tx *Tx) first(ctx context.Context, out chat.Outgoing, body string) error {
	lane, err := tx.lane(ctx, out.Place)
	if err != nil {
		return err
	}
	lease := tx.db.tray.lasting()
	if lease == 0 || out.Place.Service == "" || out.Place.ThreadKey != "" {
		return tx.enqueue(ctx, out, lane, body)
	}
	_, busy, err := one(ctx, tx.conn, scanInt, `SELECT seq FROM outbox
		WHERE org = $1 AND lane = $2 AND state <> 'dead' LIMIT 1`, tx.org, lane)
	if err != nil {
		return err
	}
	if busy {
		return tx.enqueue(ctx, out, lane, body)
	}
	return tx.handOver(ctx, out, lane, lease)
}

// enqueue puts a message at the end of the outbox. What it says is written once,
// in message: an entry of the outbox without a body says what the message was last
// to say.
func (tx *Tx) enqueue(ctx context.Context, out chat.Outgoing, lane, body string) error {
	tx.queued = true
	tx.db.drafts.keep(body, out.Message)
	_, err := tx.exec(ctx, `INSERT INTO outbox
		(org, seq, key, lane, thread_key, body, state, claim, attempts, next_at, lease_until, why, queued_at)
		VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM outbox), $2, $3, $4, '', 'waiting', 0, 0, 0, 0, '', $5)`,
		tx.org, out.Key, lane, out.Place.ThreadKey, milli(tx.now))
	return err
}

// KeyAt returns our key of the message that is known as ref where place is, or
// false when it is none of ours.
func (tx *Tx) KeyAt(ctx context.Context, place chat.Place, ref string) (string, bool, error) {
	if ref == "" {
		return "", false, nil
	}
	all, err := list(ctx, tx.conn, scanMessage, `SELECT key, place, ref, body FROM message
		WHERE org = $1 AND ref = $2`, tx.org, ref)
	if err != nil {
		return "", false, fmt.Errorf("store: key of %s: %w", ref, err)
	}
	found := ""
	for _, m := range all {
		switch {
		case m.place.Channel == place.Channel && m.place.Channel != "":
			return m.key, true, nil
		case found == "" && mayBe(m.place, place):
			found = m.key
		}
	}
	return found, found != "", nil
}

// mayBe reports whether what we sent to one place may stand at the other. We
// write channels by name and people by id, and the service answers with ids of
// its own, so only what plainly differs does.
func mayBe(sent, stands chat.Place) bool {
	if sent.Private() != stands.Private() {
		return false
	}
	named := func(p chat.Place) bool { return strings.HasPrefix(p.Channel, "#") }
	return sent.Channel == "" || stands.Channel == "" || named(sent) != named(stands)
}

// A message is one of ours: where it is, as what, and the newest it was to say.
type message struct {
	key   string
	place chat.Place
	ref   string
	body  string
}

func (tx *Tx) message(ctx context.Context, key string) (message, bool, error) {
	return one(ctx, tx.conn, scanMessage, `SELECT key, place, ref, body FROM message
		WHERE org = $1 AND key = $2`, tx.org, key)
}

// addMessage keeps a message unless its key is known.
func (tx *Tx) addMessage(ctx context.Context, key string, p chat.Place, body string) (fresh bool, err error) {
	place, err := toJSON(p)
	if err != nil {
		return false, err
	}
	n, err := tx.exec(ctx, `INSERT INTO message (org, key, place, ref, body, posted_at, edited_at)
		VALUES ($1, $2, $3, '', $4, 0, 0) ON CONFLICT (org, key) DO NOTHING`, tx.org, key, place, body)
	return n == 1, err
}

// saveMessage changes a message that is known.
func (tx *Tx) saveMessage(ctx context.Context, key string, p chat.Place, body string) error {
	place, err := toJSON(p)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `UPDATE message SET place = $3, body = $4 WHERE org = $1 AND key = $2`, tx.org, key, place, body)
	return err
}

type queued struct {
	seq   int64
	state string
	lane  string
}

// newest returns the last entry of a key in the outbox, and whether any is
// still to be sent.
func (tx *Tx) newest(ctx context.Context, key string) (queued, bool, error) {
	q, _, err := one(ctx, tx.conn, func(r row) (q queued, err error) {
		return q, r.Scan(&q.seq, &q.state, &q.lane)
	}, `SELECT seq, state, lane FROM outbox WHERE org = $1 AND key = $2 ORDER BY seq DESC LIMIT 1`, tx.org, key)
	return q, q.state == "waiting" || q.state == "sending", err
}

func scanMessage(r row) (m message, err error) {
	var place string
	if err := r.Scan(&m.key, &place, &m.ref, &m.body); err != nil {
		return m, err
	}
	return m, json.Unmarshal([]byte(place), &m.place)
}
