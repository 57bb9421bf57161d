package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// Meet keeps what a service tells about a user; newer replaces older. A zone or
// a locale that is new shows in the next Snapshot.
func (db *DB) Meet(ctx context.Context, org scorecard.OrgID, p chat.Profile) error {
	body, err := toJSON(p)
	if err != nil {
		return fmt.Errorf("store: profile of %s: %w", p.User, err)
	}
	err = db.write.do(ctx, func(c conn) error {
		old, _, err := one(ctx, c, scanProfile, profileOf, org, p.Service, p.Workspace, p.User)
		if err != nil {
			return err
		}
		if _, err := c.exec(ctx, `INSERT INTO profile (org, service, workspace, person, body, seen_at)
			VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (org, service, workspace, person) DO UPDATE SET body = excluded.body, seen_at = excluded.seen_at`,
			org, p.Service, p.Workspace, p.User, body, milli(db.now())); err != nil {
			return err
		}
		if old.Zone == p.Zone && old.Locale == p.Locale && old.Email == p.Email {
			return nil
		}
		_, err = c.exec(ctx, `UPDATE organisation
			SET revision = revision + 1, strategy_revision = revision + 1 WHERE org = $1`, org)
		return err
	})
	if err != nil {
		return fmt.Errorf("store: profile of %s: %w", p.User, err)
	}
	return nil
}

const profileOf = `SELECT body FROM profile
	WHERE org = $1 AND service = $2 AND workspace = $3 AND person = $4`

// settle gives the people of s whose zone or locale the strategy leaves open
// those of their profiles.
func settle(ctx context.Context, c conn, org scorecard.OrgID, s *scorecard.Strategy) error {
	all, err := list(ctx, c, scanProfile, `SELECT body FROM profile
		WHERE org = $1 ORDER BY service, workspace, person`, org)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Outside || p.Gone {
			continue
		}
		who := s.PersonBehind(p.Service, p.Workspace, string(p.User), p.Email)
		if who == nil {
			continue
		}
		who.Zone, who.Locale = cmp.Or(who.Zone, p.Zone), cmp.Or(who.Locale, p.Locale)
	}
	return nil
}

// Profile returns what a service told about a user; false when it told nothing yet.
func (tx *Tx) Profile(ctx context.Context, service, workspace string, user chat.UserID) (chat.Profile, bool, error) {
	if m := tx.met; m != nil && m.service == service && m.workspace == workspace && m.user == user {
		return m.profile, m.known, nil
	}
	p, ok, err := one(ctx, tx.conn, scanProfile, profileOf, tx.org, service, workspace, user)
	if err == nil {
		tx.met = &met{service, workspace, user, p, ok}
	}
	return p, ok, err
}

// A met is what a transaction was told when it asked about somebody: the router
// and a feature ask about the same person.
type met struct {
	service, workspace string
	user               chat.UserID
	profile            chat.Profile
	known              bool
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
