package store

import (
	"context"
	"fmt"

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

// judged gives the links of s the newest verdict on each.
func judged(ctx context.Context, c conn, org scorecard.OrgID, s *scorecard.Strategy) error {
	all, err := list(ctx, c, scanJSON[scorecard.Verdict], `SELECT v.body FROM verdict v
		JOIN (SELECT link, MAX(day) AS day FROM verdict WHERE org = $1 GROUP BY link) n
		ON n.link = v.link AND n.day = v.day WHERE v.org = $1`, org)
	if err != nil {
		return err
	}
	newest := map[scorecard.LinkID]*scorecard.Verdict{}
	for i := range all {
		newest[all[i].Link] = &all[i]
	}
	for i := range s.Links {
		l := &s.Links[i]
		l.Verdict = newest[l.ID]
		l.Evidence = l.Verdict.Word(l.Evidence)
	}
	return nil
}
