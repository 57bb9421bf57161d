package store

import (
	"context"
	"fmt"
)

// A Drawer is where the adapter of one chat service keeps what it needs beyond
// the messages: where it is installed, how a conversation is reached. It belongs
// to no organisation, because an installation says which one it is.
type Drawer struct {
	db      *DB
	service string
}

// Drawer returns the drawer of a service.
func (db *DB) Drawer(service string) *Drawer { return &Drawer{db: db, service: service} }

// Put keeps body under a kind and an id; what was there before is replaced.
func (d *Drawer) Put(ctx context.Context, kind, id string, body []byte) error {
	_, err := d.db.change(ctx, `INSERT INTO kept (service, kind, id, body, changed_at)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (service, kind, id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at`,
		d.service, kind, id, string(body), milli(d.db.now()))
	if err != nil {
		return fmt.Errorf("store: keep %s %s: %w", kind, id, err)
	}
	return nil
}

// Get returns what is kept under a kind and an id; false when nothing is.
func (d *Drawer) Get(ctx context.Context, kind, id string) ([]byte, bool, error) {
	k, ok, err := one(ctx, conn{d.db.read}, scanKept, `SELECT id, body FROM kept
		WHERE service = $1 AND kind = $2 AND id = $3`, d.service, kind, id)
	return []byte(k.body), ok, err
}

// List returns everything of a kind by its id.
func (d *Drawer) List(ctx context.Context, kind string) (map[string][]byte, error) {
	all, err := list(ctx, conn{d.db.read}, scanKept, `SELECT id, body FROM kept
		WHERE service = $1 AND kind = $2`, d.service, kind)
	out := make(map[string][]byte, len(all))
	for _, k := range all {
		out[k.id] = []byte(k.body)
	}
	return out, err
}

// Drop removes what is kept under a kind and an id, if anything is.
func (d *Drawer) Drop(ctx context.Context, kind, id string) error {
	_, err := d.db.change(ctx, `DELETE FROM kept
		WHERE service = $1 AND kind = $2 AND id = $3`, d.service, kind, id)
	if err != nil {
		return fmt.Errorf("store: drop %s %s: %w", kind, id, err)
	}
	return nil
}

type kept struct{ id, body string }

func scanKept(r row) (k kept, err error) { return k, r.Scan(&k.id, &k.body) }
