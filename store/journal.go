package store

import (
	"context"
	"fmt"
	"time"

	"throughline/bot/scorecard"
)

// An Entry of the journal says who changed what, when and from where.
type Entry struct {
	At      time.Time
	By      scorecard.Actor
	What    string // "changed", "recorded 2026-W47", "ask answered"
	Subject string // "metric/m_churn", "reading/m_churn/2026-W47", "ask/m_churn/2026-W47", "decision/monthly"
	Before  string // empty: there was nothing
	After   string // empty: there is nothing any more
}

// By says on whose behalf the rest of the transaction acts: the person whom the
// journal names.
func (tx *Tx) By(who scorecard.PersonID) { tx.by.Person = who }

// Journal writes down a change. The store's own changes are journalled without
// being told to.
func (tx *Tx) Journal(ctx context.Context, what, subject, before, after string) error {
	_, err := tx.exec(ctx, `INSERT INTO journal (org, seq, at, person, source, what, subject, before_value, after_value)
		VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM journal WHERE org = $1), $2, $3, $4, $5, $6, $7, $8)`,
		tx.org, milli(tx.now), tx.by.Person, tx.by.From, what, subject, before, after)
	if err != nil {
		return fmt.Errorf("store: journal %s: %w", subject, err)
	}
	return nil
}

// JournalOf returns what was changed about a subject, earliest first. A subject
// ending in "/" stands for all that begin so, and "" for everything.
func (tx *Tx) JournalOf(ctx context.Context, subject string) ([]Entry, error) {
	if subject != "" && subject[len(subject)-1] != '/' {
		return list(ctx, tx.conn, scanEntry, `SELECT at, person, source, what, subject, before_value, after_value
			FROM journal WHERE org = $1 AND subject = $2 ORDER BY seq`, tx.org, subject)
	}
	return list(ctx, tx.conn, scanEntry, `SELECT at, person, source, what, subject, before_value, after_value
		FROM journal WHERE org = $1 AND substr(subject, 1, $3) = $2 ORDER BY seq`, tx.org, subject, len([]rune(subject)))
}

func scanEntry(r row) (e Entry, err error) {
	var at int64
	err = r.Scan(&at, &e.By.Person, &e.By.From, &e.What, &e.Subject, &e.Before, &e.After)
	e.At = fromMilli(at)
	return e, err
}
