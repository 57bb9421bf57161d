package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// A Workspace keeps what is said in the local workspace of one organisation, and
// how far everyone has read there.
//
// One counter, which starts at 1 and never goes back, numbers every change: an
// entry that is added takes the next number as its ID and its Change, an entry
// that is changed takes the next number as its Change.
type Workspace struct {
	db  *DB
	org scorecard.OrgID
}

// Workspace returns the local workspace of an organisation.
func (db *DB) Workspace(org scorecard.OrgID) *Workspace { return &Workspace{db, org} }

// Add stores e, of which Key, Room, Thread, From, At and Body are given, and
// returns it with its numbers. When an entry with that Key exists it is returned
// as it is, nothing is stored, and first is false.
func (w *Workspace) Add(ctx context.Context, e chat.Entry) (stored chat.Entry, first bool, err error) {
	body, err := toJSON(e.Body)
	if err != nil {
		return e, false, fmt.Errorf("store: workspace: add %s: %w", e.Key, err)
	}
	err = w.db.write.do(ctx, func(c conn) error {
		n, err := c.exec(ctx, `INSERT INTO entry (org, id, change, key, room, thread, sender, at, edited_at, body)
			VALUES ($1, `+nextChange+`, `+nextChange+`, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT (org, key) DO NOTHING`,
			w.org, e.Key, e.Room, e.Thread, e.From, milli(e.At), body)
		if err != nil {
			return err
		}
		first = n == 1
		stored, _, err = w.one(ctx, c, `SELECT `+entryColumns+` FROM entry e WHERE e.org = $1 AND e.key = $2`, e.Key)
		return err
	})
	if err != nil {
		return e, false, fmt.Errorf("store: workspace: add %s: %w", e.Key, err)
	}
	return stored, first, nil
}

// Replace gives an entry a new Body, Edited time and Change, and returns it;
// chat.ErrNoEntry if there is none.
func (w *Workspace) Replace(ctx context.Context, id int64, body chat.Message, at time.Time) (stored chat.Entry, err error) {
	text, err := toJSON(body)
	if err != nil {
		return stored, fmt.Errorf("store: workspace: replace %d: %w", id, err)
	}
	err = w.db.write.do(ctx, func(c conn) error {
		if _, err := c.exec(ctx, `UPDATE entry SET body = $3, edited_at = $4, change = `+nextChange+`
			WHERE org = $1 AND id = $2`, w.org, id, text, milli(at)); err != nil {
			return err
		}
		stored, err = w.entry(ctx, c, id)
		return err
	})
	if err != nil {
		return stored, fmt.Errorf("store: workspace: replace %d: %w", id, err)
	}
	return stored, nil
}

// Entry returns one entry, or chat.ErrNoEntry.
func (w *Workspace) Entry(ctx context.Context, id int64) (chat.Entry, error) {
	return w.entry(ctx, conn{w.db.read}, id)
}

// Timeline returns the newest n entries of a room that hang in no thread and
// whose ID is below before (0: the newest of all), oldest first.
func (w *Workspace) Timeline(ctx context.Context, room string, before int64, n int) ([]chat.Entry, error) {
	if before == 0 {
		before = forever
	}
	all, err := w.list(ctx, `SELECT `+entryColumns+` FROM entry e
		WHERE e.org = $1 AND e.room = $2 AND e.thread = 0 AND e.id < $3 ORDER BY e.id DESC LIMIT $4`, room, before, n)
	slices.Reverse(all)
	return all, err
}

// Thread returns the entries that hang from id, oldest first, without id itself.
func (w *Workspace) Thread(ctx context.Context, id int64) ([]chat.Entry, error) {
	return w.list(ctx, `SELECT `+entryColumns+` FROM entry e
		WHERE e.org = $1 AND e.thread = $2 AND e.thread > 0 ORDER BY e.id`, id)
}

// Since returns at most n entries of any room whose Change is above change, by Change.
func (w *Workspace) Since(ctx context.Context, change int64, n int) ([]chat.Entry, error) {
	return w.list(ctx, `SELECT `+entryColumns+` FROM entry e
		WHERE e.org = $1 AND e.change > $2 ORDER BY e.change LIMIT $3`, change, n)
}

// Last returns the number of the newest change; 0 when there is none.
func (w *Workspace) Last(ctx context.Context) (int64, error) {
	n, _, err := one(ctx, conn{w.db.read}, scanInt,
		`SELECT COALESCE(MAX(change), 0) FROM entry WHERE org = $1`, w.org)
	return n, err
}

// Rooms returns, for every room in which anything was ever said, how many
// entries user has not seen: those with an ID above what they have seen there
// and said by somebody else, threads included.
func (w *Workspace) Rooms(ctx context.Context, user chat.UserID) (map[string]int, error) {
	unseen := map[string]int{}
	err := each(ctx, conn{w.db.read}, func(r row) error {
		var room string
		var n int
		err := r.Scan(&room, &n)
		unseen[room] = n
		return err
	}, `SELECT e.room, SUM(CASE WHEN e.id > COALESCE(s.id, 0) AND e.sender <> $2 THEN 1 ELSE 0 END)
		FROM entry e LEFT JOIN seen s ON s.org = e.org AND s.reader = $2 AND s.room = e.room
		WHERE e.org = $1 GROUP BY e.room`, w.org, user)
	return unseen, err
}

// Seen returns up to which ID user has seen a room; 0: nothing yet.
func (w *Workspace) Seen(ctx context.Context, user chat.UserID, room string) (int64, error) {
	id, _, err := one(ctx, conn{w.db.read}, scanInt,
		`SELECT id FROM seen WHERE org = $1 AND reader = $2 AND room = $3`, w.org, user, room)
	return id, err
}

// MarkSeen records that user has seen room up to id. It never goes back.
func (w *Workspace) MarkSeen(ctx context.Context, user chat.UserID, room string, id int64) error {
	_, err := w.db.change(ctx, `INSERT INTO seen (org, reader, room, id) VALUES ($1, $2, $3, $4)
		ON CONFLICT (org, reader, room) DO UPDATE SET id = excluded.id WHERE seen.id < excluded.id`, w.org, user, room, id)
	if err != nil {
		return fmt.Errorf("store: workspace: %s has seen %s: %w", user, room, err)
	}
	return nil
}

// nextChange is the next number of the workspace's counter.
const nextChange = `(SELECT COALESCE(MAX(n.change), 0) + 1 FROM entry n WHERE n.org = $1)`

const entryColumns = `e.id, e.change, e.key, e.room, e.thread, e.sender, e.at, e.edited_at, e.body,
	(SELECT COUNT(*) FROM entry r WHERE r.org = e.org AND r.thread = e.id),
	(SELECT COALESCE(MAX(r.at), 0) FROM entry r WHERE r.org = e.org AND r.thread = e.id)`

func (w *Workspace) entry(ctx context.Context, c conn, id int64) (chat.Entry, error) {
	e, ok, err := w.one(ctx, c, `SELECT `+entryColumns+` FROM entry e WHERE e.org = $1 AND e.id = $2`, id)
	if err == nil && !ok {
		err = chat.ErrNoEntry
	}
	return e, err
}

func (w *Workspace) one(ctx context.Context, c conn, query string, args ...any) (chat.Entry, bool, error) {
	return one(ctx, c, scanSaid, query, append([]any{w.org}, args...)...)
}

func (w *Workspace) list(ctx context.Context, query string, args ...any) ([]chat.Entry, error) {
	return list(ctx, conn{w.db.read}, scanSaid, query, append([]any{w.org}, args...)...)
}

func scanSaid(r row) (e chat.Entry, err error) {
	var at, edited, reply int64
	var body string
	if err := r.Scan(&e.ID, &e.Change, &e.Key, &e.Room, &e.Thread, &e.From, &at, &edited, &body, &e.Replies, &reply); err != nil {
		return e, err
	}
	e.At, e.Edited, e.LastReply = fromMilli(at), fromMilli(edited), fromMilli(reply)
	return e, json.Unmarshal([]byte(body), &e.Body)
}
