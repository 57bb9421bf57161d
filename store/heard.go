package store

import (
	"context"
	"fmt"
	"time"

	"throughline/bot/scorecard"
)

// Heard returns when something last came in from a service; zero when nothing
// ever did.
func (db *DB) Heard(ctx context.Context, org scorecard.OrgID, service string) (time.Time, error) {
	// An id begins with its service and a slash; "0" is what comes after "/".
	at, _, err := one(ctx, conn{db.read}, scanInt, `SELECT COALESCE(MAX(received_at), 0) FROM inbox
		WHERE org = $1 AND id >= $2 AND id < $3`, org, service+"/", service+"0")
	if err != nil {
		return time.Time{}, fmt.Errorf("store: last heard from %s: %w", service, err)
	}
	return fromMilli(at), nil
}
