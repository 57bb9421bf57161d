package teams

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"throughline/bot/chat"
)

// A slot is how far the post of a message came. The Connector keeps no keys and
// cannot be asked what stands in a conversation, so this is what makes sure that
// nothing is said twice: it is written before each request and after its answer.
// What people wait for and what nobody waits for are posted beside each other, by
// whichever process takes them up, so each message has a slot of its own.
type slot struct {
	id     string    // in the drawer
	At     time.Time `json:"at"`             // when it was last written
	Refs   []string  `json:"refs,omitempty"` // of what is known to stand there
	Budget int       `json:"budget,omitempty"`
	Asked  bool      `json:"asked,omitempty"` // a request went out whose answer is not known
	Done   bool      `json:"done,omitempty"`
}

// errPerhaps says that a message may stand in Teams and may not.
var errPerhaps = errors.New("teams: Microsoft never said whether it took this message; it is not sent again, so that nobody reads it twice. Please look whether it is there")

// slot returns how far the post of a key came. A request whose answer is not
// known ends it: what stands there stands, and nothing is sent again.
func (a *App) slot(ctx context.Context, conversation, key string) (slot, error) {
	s := slot{id: conversation + " " + key}
	body, ok, err := a.cfg.Drawer.Get(ctx, slotKind, s.id)
	if err != nil || !ok {
		return s, err
	}
	if err := json.Unmarshal(body, &s); err != nil {
		return s, fmt.Errorf("teams: slot %s: %w", s.id, err)
	}
	if !s.Asked {
		return s, nil
	}
	if len(s.Refs) > 0 { // the rest is lost rather than repeated
		s.Asked, s.Done = false, true
		return s, a.keepSlot(ctx, s)
	}
	if err := a.cfg.Drawer.Drop(ctx, slotKind, s.id); err != nil {
		return s, err
	}
	return s, chat.Permanent{Err: errPerhaps}
}

func (a *App) keepSlot(ctx context.Context, s slot) error {
	s.At = a.cfg.Now().UTC()
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return a.cfg.Drawer.Put(ctx, slotKind, s.id, body)
}

// slotsKept is for how long a slot is kept: whatever was posted was recorded in
// the outbox long before, however often the program was killed meanwhile.
const slotsKept = 7 * 24 * time.Hour

// forgetSlots drops those that are too old, now and each day until ctx ends.
func (a *App) forgetSlots(ctx context.Context) {
	daily := time.NewTicker(24 * time.Hour)
	defer daily.Stop()
	for {
		if err := a.dropSlots(ctx, a.cfg.Now().Add(-slotsKept)); err != nil && ctx.Err() == nil {
			a.cfg.Log.Warn("teams: notes of old messages are still kept", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-daily.C:
		}
	}
}

func (a *App) dropSlots(ctx context.Context, before time.Time) error {
	all, err := a.cfg.Drawer.List(ctx, slotKind)
	if err != nil {
		return err
	}
	for id, body := range all {
		var s slot
		if err := json.Unmarshal(body, &s); err == nil && !s.At.Before(before) {
			continue
		}
		if err := a.cfg.Drawer.Drop(ctx, slotKind, id); err != nil {
			return err
		}
	}
	return nil
}
