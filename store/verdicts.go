package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"throughline/bot/scorecard"
)

// SaveVerdicts keeps what a review of the evidence found. A link that was judged
// on that day already keeps the verdict it has.
func (tx *Tx) SaveVerdicts(ctx context.Context, all []scorecard.Verdict) error {
	for _, v := range all {
		body, err := toJSON(v)
		if err != nil {
			return fmt.Errorf("store: verdict on %s: %w", v.Link, err)
		}
		if _, err := tx.exec(ctx, `INSERT INTO verdict (org, link, day, body, at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (org, link, day) DO NOTHING`, tx.org, v.Link, v.On, body, milli(tx.now)); err != nil {
			return fmt.Errorf("store: verdict on %s: %w", v.Link, err)
		}
	}
	if len(all) == 0 {
		return nil
	}
	_, err := tx.strategyRevision(ctx)
	return err
}

// Verdicts returns everything that reviews of the evidence found of a link,
// oldest first.
func (tx *Tx) Verdicts(ctx context.Context, link scorecard.LinkID) ([]scorecard.Verdict, error) {
	return list(ctx, tx.conn, scanJSON[scorecard.Verdict], `SELECT body FROM verdict
		WHERE org = $1 AND link = $2 ORDER BY day`, tx.org, link)
}

// A judgement is a verdict with the moment it was kept.
type judgement struct {
	scorecard.Verdict
	at time.Time
}

func scanJudgement(r row) (v judgement, err error) {
	var body string
	var at int64
	if err = r.Scan(&body, &at); err != nil {
		return v, err
	}
	v.at = time.UnixMilli(at).UTC()
	return v, json.Unmarshal([]byte(body), &v.Verdict)
}

// judged gives the links of s the newest verdict on each. One from before a link
// was registered anew was on another claim: its evidence begins again.
func judged(ctx context.Context, c conn, org scorecard.OrgID, s *scorecard.Strategy) error {
	anew, err := registered(ctx, c, org, s)
	if err != nil {
		return err
	}
	all, err := list(ctx, c, scanJudgement, `SELECT v.body, v.at FROM verdict v
		JOIN (SELECT link, MAX(day) AS day FROM verdict WHERE org = $1 GROUP BY link) n
		ON n.link = v.link AND n.day = v.day WHERE v.org = $1`, org)
	if err != nil {
		return err
	}
	newest := map[scorecard.LinkID]*scorecard.Verdict{}
	for i := range all {
		if all[i].at.Before(anew[all[i].Link]) {
			continue
		}
		newest[all[i].Link] = &all[i].Verdict
	}
	for i := range s.Links {
		l := &s.Links[i]
		l.Verdict = newest[l.ID]
		l.Evidence = l.Verdict.Word(l.Evidence)
	}
	return nil
}
