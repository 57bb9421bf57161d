package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"throughline/bot/scorecard"
)

// A registration is a link as it stood from a moment on.
type registration struct {
	link scorecard.Link
	from time.Time
}

// registered tells the links of s when they were registered anew, and returns the
// last moment of each. A registration is never overwritten: every version of a
// link is kept, so they are counted here. What is changed on one day counts as
// one, and on the day it was first drawn as none.
func registered(ctx context.Context, c conn, org scorecard.OrgID, s *scorecard.Strategy) (map[scorecard.LinkID]time.Time, error) {
	all, err := list(ctx, c, scanRegistration, `SELECT body, valid_from FROM part
		WHERE org = $1 AND kind = 'link' AND id IN (
			SELECT id FROM part WHERE org = $1 AND kind = 'link' AND valid_to < 9223372036854775807)
		ORDER BY id, valid_from`, org)
	if err != nil {
		return nil, fmt.Errorf("store: registrations: %w", err)
	}
	again, last := map[scorecard.LinkID][]scorecard.Date{}, map[scorecard.LinkID]time.Time{}
	for i := range all {
		at := &all[i]
		id, day := at.link.ID, scorecard.DateOf(at.from)
		if i+1 < len(all) && all[i+1].link.ID == id && scorecard.DateOf(all[i+1].from) == day {
			continue // it did not last the day
		}
		if before := lasted(all[:i], at); before != nil && !before.SameClaim(&at.link) {
			again[id], last[id] = append(again[id], day), at.from
		}
	}
	for i := range s.Links {
		s.Links[i].Again = again[s.Links[i].ID]
	}
	return last, nil
}

// lasted returns the same link as it stood at the end of an earlier day; nil when
// it was first drawn on this one.
func lasted(before []registration, at *registration) *scorecard.Link {
	for i := len(before) - 1; i >= 0 && before[i].link.ID == at.link.ID; i-- {
		if scorecard.DateOf(before[i].from) != scorecard.DateOf(at.from) {
			return &before[i].link
		}
	}
	return nil
}

func scanRegistration(r row) (v registration, err error) {
	var body string
	var from int64
	if err = r.Scan(&body, &from); err != nil {
		return v, err
	}
	v.from = time.UnixMilli(from).UTC()
	return v, json.Unmarshal([]byte(body), &v.link)
}
