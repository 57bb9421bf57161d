package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// Freeze keeps body under a key for good and reports true; a key that is taken
// keeps what it has. What a digest was made of is frozen, so that everybody in
// the room has the same numbers.
func (tx *Tx) Freeze(ctx context.Context, key string, body []byte) (first bool, err error) {
	n, err := tx.exec(ctx, `INSERT INTO frozen (org, key, body, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (org, key) DO NOTHING`, tx.org, key, notNil(body), milli(tx.now))
	if err != nil {
		return false, fmt.Errorf("store: freeze %s: %w", key, err)
	}
	return n == 1, nil
}

// Frozen returns what was frozen under a key, or false.
func (tx *Tx) Frozen(ctx context.Context, key string) ([]byte, bool, error) {
	return one(ctx, tx.conn, scanBytes, `SELECT body FROM frozen WHERE org = $1 AND key = $2`, tx.org, key)
}

// LastFrozen returns what was frozen last under a key that begins with prefix.
// Of things frozen at one moment it is the one whose key sorts last.
func (tx *Tx) LastFrozen(ctx context.Context, prefix string) (key string, body []byte, ok bool, err error) {
	keys, err := list(ctx, tx.conn, scanText, `SELECT key FROM frozen
		WHERE org = $1 AND substr(key, 1, $3) = $2 AND at =
			(SELECT MAX(at) FROM frozen WHERE org = $1 AND substr(key, 1, $3) = $2)`,
		tx.org, prefix, len([]rune(prefix)))
	if err != nil || len(keys) == 0 {
		return "", nil, false, err
	}
	key = slices.Max(keys)
	body, ok, err = tx.Frozen(ctx, key)
	return key, body, ok, err
}

// SaveDecision keeps what a review decided; one with an ID that is known
// replaces it, one without gets the next.
func (tx *Tx) SaveDecision(ctx context.Context, d scorecard.Decision) error {
	if d.ID == "" {
		n, _, err := one(ctx, tx.conn, scanInt, `SELECT COUNT(*) + 1 FROM decision WHERE org = $1`, tx.org)
		if err != nil {
			return fmt.Errorf("store: decision: %w", err)
		}
		d.ID = fmt.Sprintf("d%06d", n)
	}
	before, _, err := one(ctx, tx.conn, scanText, `SELECT body FROM decision WHERE org = $1 AND id = $2`, tx.org, d.ID)
	if err != nil {
		return fmt.Errorf("store: decision %s: %w", d.ID, err)
	}
	if _, err = tx.exec(ctx, `INSERT INTO decision (org, id, review, day, body, person, said, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (org, id) DO UPDATE SET review = excluded.review,
		day = excluded.day, body = excluded.body, person = excluded.person, said = excluded.said`,
		tx.org, d.ID, d.Review, d.On, d.Text, d.By, d.Said, milli(tx.now)); err != nil {
		return fmt.Errorf("store: decision %s: %w", d.ID, err)
	}
	return tx.Journal(ctx, "decided", "decision/"+string(d.Review), before, d.Text)
}

// Decisions returns what a review decided on since or later, earliest first.
func (tx *Tx) Decisions(ctx context.Context, r scorecard.ReviewID, since scorecard.Date) ([]scorecard.Decision, error) {
	all, err := list(ctx, tx.conn, func(row row) (d scorecard.Decision, err error) {
		return d, row.Scan(&d.ID, &d.Review, &d.On, &d.Text, &d.By, &d.Said)
	}, `SELECT id, review, day, body, person, said FROM decision
		WHERE org = $1 AND review = $2 AND day >= $3 ORDER BY at`, tx.org, r, since)
	slices.SortStableFunc(all, func(a, b scorecard.Decision) int { return strings.Compare(string(a.On), string(b.On)) })
	return all, err
}
