package store

import (
	"context"
	"fmt"

	"throughline/bot/chat"
)

// PostedAt returns where our message of a key stands, and its ref there; false
// until it has been posted.
func (tx *Tx) PostedAt(ctx context.Context, key string) (p chat.Place, ref string, ok bool, err error) {
	m, known, err := tx.message(ctx, key)
	if err != nil {
		return p, "", false, fmt.Errorf("store: where %s stands: %w", key, err)
	}
	return m.place, m.ref, known && m.ref != "", nil
}
