package store

import (
	"context"
	"strings"

	"throughline/bot/chat"
)

// What is said in a channel or a direct conversation goes out in order: that is
// a lane. What people wait for has one, and what we say of our own accord, which
// services want spread over time, has another, so that no answer stands behind a
// round of check-ins.
//
// We name channels, and people, and learn the service's own ids when the first
// message is there. From then on both names mean one lane.

// unasked is the end of the name of a lane of what we say of our own accord: it
// is not said where something came in, so its place names no service.
const unasked = "/unasked"

// lane returns the lane of a place.
func (tx *Tx) lane(ctx context.Context, p chat.Place) (string, error) {
	lane := p.Lane()
	if p.Service != "" {
		return lane, nil
	}
	known, ok, err := tx.Recall(ctx, laneKey(lane))
	if ok {
		lane = string(known)
	}
	return lane + unasked, err
}

func laneKey(lane string) string { return "lane/" + lane }

// joinLanes notes that a lane named by us is the one of a place in the service's
// ids, and moves what still waits in the one to the other.
func (tx *Tx) joinLanes(ctx context.Context, lane string, p chat.Place) error {
	ours, ok := strings.CutSuffix(lane, unasked)
	if !ok || !strings.HasPrefix(ours, "/") || p.Service == "" || p.Lane() == ours {
		return nil
	}
	if err := tx.keep(ctx, laneKey(ours), []byte(p.Lane()), 0); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `UPDATE outbox SET lane = $3 WHERE org = $1 AND lane = $2 AND state = 'waiting'`,
		tx.org, lane, p.Lane()+unasked)
	return err
}
