package store

import (
	"context"
	"encoding/json"
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

// MessageAt returns our message that is known as ref where place is, as it was
// last said; false when it is none of ours.
func (tx *Tx) MessageAt(ctx context.Context, place chat.Place, ref string) (chat.Message, bool, error) {
	var said chat.Message
	key, ok, err := tx.KeyAt(ctx, place, ref)
	if err != nil || !ok {
		return said, false, err
	}
	m, ok, err := tx.message(ctx, key)
	if err != nil || !ok {
		return said, false, err
	}
	if err := json.Unmarshal([]byte(m.body), &said); err != nil {
		return said, false, fmt.Errorf("store: message %s: %w", key, err)
	}
	return said, true, nil
}
