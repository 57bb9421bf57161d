package store

import (
	"context"
	"encoding/json"
	"fmt"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// Meet keeps what a service tells about a user; newer replaces older.
func (db *DB) Meet(ctx context.Context, org scorecard.OrgID, p chat.Profile) error {
	body, err := toJSON(p)
	if err != nil {
		return fmt.Errorf("store: profile of %s: %w", p.User, err)
	}
	_, err = conn{db.write}.exec(ctx, `INSERT INTO profile (org, service, workspace, person, body, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (org, service, workspace, person) DO UPDATE SET body = excluded.body, seen_at = excluded.seen_at`,
		org, p.Service, p.Workspace, p.User, body, milli(db.now()))
	if err != nil {
		return fmt.Errorf("store: profile of %s: %w", p.User, err)
	}
	return nil
}

// Profile returns what a service told about a user; false when it told nothing yet.
func (tx *Tx) Profile(ctx context.Context, service, workspace string, user chat.UserID) (chat.Profile, bool, error) {
	return one(ctx, tx.conn, scanProfile, `SELECT body FROM profile
		WHERE org = $1 AND service = $2 AND workspace = $3 AND person = $4`, tx.org, service, workspace, user)
}

// Profiles returns everybody a service told about, in the order of their ids.
func (tx *Tx) Profiles(ctx context.Context, service string) ([]chat.Profile, error) {
	return list(ctx, tx.conn, scanProfile, `SELECT body FROM profile
		WHERE org = $1 AND service = $2 ORDER BY workspace, person`, tx.org, service)
}

func scanProfile(r row) (p chat.Profile, err error) {
	var body string
	if err := r.Scan(&body); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(body), &p)
}
