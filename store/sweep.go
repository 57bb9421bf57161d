package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"throughline/bot/scorecard"
)

// Sweep deletes the names of what was handled before a moment, and what was
// remembered until one that has passed. What came in last from each service
// stays: Heard tells of it, and the numbers of the inbox go on from it.
func (db *DB) Sweep(ctx context.Context, org scorecard.OrgID, before time.Time) error {
	err := db.Write(ctx, org, scorecard.Actor{From: "clock"}, func(tx *Tx) error {
		if _, err := tx.exec(ctx, `DELETE FROM remembered WHERE org = $1 AND until > 0 AND until <= $2`, org, milli(tx.now)); err != nil {
			return err
		}
		return tx.eachService(ctx, func(from, to string) error {
			_, err := tx.exec(ctx, `DELETE FROM inbox WHERE org = $1 AND id >= $2 AND id < $3 AND state = 'done' AND done_at < $4
				AND seq < (SELECT MAX(seq) FROM inbox WHERE org = $1 AND id >= $2 AND id < $3)
				AND received_at < (SELECT MAX(received_at) FROM inbox WHERE org = $1 AND id >= $2 AND id < $3)`,
				org, from, to, milli(before))
			return err
		})
	})
	if err != nil {
		return fmt.Errorf("store: sweep: %w", err)
	}
	return nil
}

// eachService calls f with the bounds of the ids of each service in the inbox,
// found by stepping through the primary key from one service to the next.
func (tx *Tx) eachService(ctx context.Context, f func(from, to string) error) error {
	for after := ""; ; {
		id, _, err := one(ctx, tx.conn, scanText, `SELECT COALESCE(MIN(id), '') FROM inbox WHERE org = $1 AND id >= $2`, tx.org, after)
		if err != nil || id == "" {
			return err
		}
		service, _, _ := strings.Cut(id, "/")
		// An id begins with its service and a slash; "0" is what comes after "/".
		after = service + "0"
		if err := f(service+"/", after); err != nil {
			return err
		}
	}
}
