package store

import (
	"context"
	"fmt"
	"time"

	"throughline/bot/scorecard"
)

// Claim reports true once, ever, for a key: to whoever is to do what it names.
// It is undone when the transaction fails, so that what was not done can be
// claimed again.
func (tx *Tx) Claim(ctx context.Context, key string) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO claimed (org, key, at) VALUES ($1, $2, $3)
		ON CONFLICT (org, key) DO NOTHING`, tx.org, key, milli(tx.now))
	if err != nil {
		return false, fmt.Errorf("store: claim %s: %w", key, err)
	}
	return n == 1, nil
}

// Watermark returns how far something has come; the zero time when it has not begun.
func (db *DB) Watermark(ctx context.Context, org scorecard.OrgID, name string) (time.Time, error) {
	at, _, err := one(ctx, conn{db.read}, scanInt, `SELECT at FROM watermark WHERE org = $1 AND name = $2`, org, name)
	if err != nil {
		return time.Time{}, fmt.Errorf("store: watermark %s: %w", name, err)
	}
	return fromMilli(at), nil
}

// SetWatermark records how far something has come.
func (db *DB) SetWatermark(ctx context.Context, org scorecard.OrgID, name string, t time.Time) error {
	_, err := db.change(ctx, `INSERT INTO watermark (org, name, at) VALUES ($1, $2, $3)
		ON CONFLICT (org, name) DO UPDATE SET at = excluded.at`, org, name, milli(t))
	if err != nil {
		return fmt.Errorf("store: watermark %s: %w", name, err)
	}
	return nil
}
