package store

import (
	"context"
	"fmt"
	"time"
)

// Remember keeps something of a conversation under a key until a moment; the
// zero time is for ever. What was there before is replaced.
func (tx *Tx) Remember(ctx context.Context, key string, body []byte, until time.Time) error {
	if err := tx.prune(ctx); err != nil {
		return fmt.Errorf("store: remember %s: %w", key, err)
	}
	return tx.keep(ctx, key, body, milli(until))
}

// prune deletes what was remembered until a moment that has passed, now and then.
func (tx *Tx) prune(ctx context.Context) error {
	pruned, now := &tx.db.cache.of(tx.org).pruned, milli(tx.now)
	if last := pruned.Load(); last <= now && now < last+time.Minute.Milliseconds() {
		return nil
	}
	pruned.Store(now)
	_, err := tx.exec(ctx, `DELETE FROM remembered WHERE org = $1 AND until > 0 AND until <= $2`, tx.org, now)
	return err
}

func (tx *Tx) keep(ctx context.Context, key string, body []byte, until int64) error {
	_, err := tx.exec(ctx, `INSERT INTO remembered (org, key, body, until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (org, key) DO UPDATE SET body = excluded.body, until = excluded.until`,
		tx.org, key, notNil(body), until)
	if err != nil {
		return fmt.Errorf("store: remember %s: %w", key, err)
	}
	return nil
}

// RememberFirst is Remember, of nothing but the key, for what nothing is remembered
// under; false when something is.
func (tx *Tx) RememberFirst(ctx context.Context, key string, until time.Time) (first bool, err error) {
	if err := tx.prune(ctx); err != nil {
		return false, fmt.Errorf("store: remember %s: %w", key, err)
	}
	n, err := tx.exec(ctx, `INSERT INTO remembered (org, key, body, until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (org, key) DO UPDATE SET body = excluded.body, until = excluded.until
		WHERE remembered.until > 0 AND remembered.until <= $5`,
		tx.org, key, []byte{}, milli(until), milli(tx.now))
	if err != nil {
		return false, fmt.Errorf("store: remember %s: %w", key, err)
	}
	return n == 1, nil
}

// Recall returns what is remembered under a key; false when there is nothing,
// or its time has passed.
func (tx *Tx) Recall(ctx context.Context, key string) ([]byte, bool, error) {
	return one(ctx, tx.conn, scanBytes, `SELECT body FROM remembered
		WHERE org = $1 AND key = $2 AND (until = 0 OR until > $3)`, tx.org, key, milli(tx.now))
}

// Forget drops what is remembered under a key, if anything is.
func (tx *Tx) Forget(ctx context.Context, key string) error {
	_, err := tx.exec(ctx, `DELETE FROM remembered WHERE org = $1 AND key = $2`, tx.org, key)
	return err
}

// A Gap is something people asked for that the strategy does not hold.
type Gap struct {
	What  string
	Times int
	Last  time.Time
}

// CountGap counts one more time that what was asked for in vain.
func (tx *Tx) CountGap(ctx context.Context, what string) error {
	_, err := tx.exec(ctx, `INSERT INTO gap (org, what, times, last_at) VALUES ($1, $2, 1, $3)
		ON CONFLICT (org, what) DO UPDATE SET times = gap.times + 1, last_at = excluded.last_at`,
		tx.org, what, milli(tx.now))
	if err != nil {
		return fmt.Errorf("store: gap %q: %w", what, err)
	}
	return nil
}

// Gaps returns what was asked for in vain, the most often asked first.
func (tx *Tx) Gaps(ctx context.Context) ([]Gap, error) {
	return list(ctx, tx.conn, func(r row) (g Gap, err error) {
		var last int64
		err = r.Scan(&g.What, &g.Times, &last)
		g.Last = fromMilli(last)
		return g, err
	}, `SELECT what, times, last_at FROM gap WHERE org = $1 ORDER BY times DESC, last_at DESC`, tx.org)
}

// GapsOf returns how often each thing was asked for in vain whose name begins
// with prefix.
func (tx *Tx) GapsOf(ctx context.Context, prefix string) (map[string]int, error) {
	times := map[string]int{}
	return times, each(ctx, tx.conn, func(r row) error {
		var what string
		var n int
		err := r.Scan(&what, &n)
		times[what] = n
		return err
	}, `SELECT what, times FROM gap WHERE org = $1 AND substr(what, 1, $3) = $2`, tx.org, prefix, len([]rune(prefix)))
}

// DropGaps forgets what was asked for in vain whose name begins with prefix.
func (tx *Tx) DropGaps(ctx context.Context, prefix string) error {
	_, err := tx.exec(ctx, `DELETE FROM gap WHERE org = $1 AND substr(what, 1, $3) = $2`, tx.org, prefix, len([]rune(prefix)))
	return err
}

// notNil gives an empty body the value that a NOT NULL column wants.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
