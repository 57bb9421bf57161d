package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"throughline/bot/scorecard"
)

// forever is the valid_to of what is in force; queries write it out.
const forever = 9223372036854775807

// Strategy returns the strategy in force; an empty one when none was applied.
func (tx *Tx) Strategy(ctx context.Context) (*scorecard.Strategy, error) {
	s, err := strategyOf(ctx, tx.conn, `SELECT kind, id, body FROM part
		WHERE org = $1 AND valid_to = 9223372036854775807`, tx.org)
	if err != nil {
		return nil, err
	}
	_, err = registered(ctx, tx.conn, tx.org, s)
	return s, err
}

// StrategyAt returns the strategy as it was at t: what the map said then.
func (tx *Tx) StrategyAt(ctx context.Context, t time.Time) (*scorecard.Strategy, error) {
	return strategyOf(ctx, tx.conn, `SELECT kind, id, body FROM part
		WHERE org = $1 AND valid_from <= $2 AND valid_to > $2`, tx.org, milli(t))
}

func strategyOf(ctx context.Context, c conn, query string, args ...any) (*scorecard.Strategy, error) {
	parts := map[partKey]string{}
	err := each(ctx, c, func(r row) error {
		var k partKey
		var body string
		err := r.Scan(&k.kind, &k.id, &body)
		parts[k] = body
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("store: strategy: %w", err)
	}
	return joinParts(parts)
}

// Apply makes s the strategy in force. Only the parts that differ are written,
// each with an entry in the journal; what they were stays readable by StrategyAt.
func (tx *Tx) Apply(ctx context.Context, s *scorecard.Strategy) error {
	if s.Organisation.ID != tx.org {
		return fmt.Errorf("store: apply: the strategy is of %q, the transaction of %q", s.Organisation.ID, tx.org)
	}
	want, err := splitParts(s)
	if err != nil {
		return fmt.Errorf("store: apply: %w", err)
	}
	if _, err := tx.exec(ctx, `INSERT INTO organisation (org, revision, strategy_revision) VALUES ($1, 0, 0)
		ON CONFLICT (org) DO NOTHING`, tx.org); err != nil {
		return fmt.Errorf("store: apply: %w", err)
	}
	have, err := tx.partsInForce(ctx)
	if err != nil {
		return fmt.Errorf("store: apply: %w", err)
	}
	if err := tx.replaceParts(ctx, differences(have, want)); err != nil {
		return fmt.Errorf("store: apply: %w", err)
	}
	return nil
}

// SaveAction puts one action into the strategy, or changes it there.
func (tx *Tx) SaveAction(ctx context.Context, a scorecard.Action) error {
	s, err := tx.Strategy(ctx)
	if err != nil {
		return err
	}
	if s.Organisation.ID == "" {
		return fmt.Errorf("store: save action %s: the organisation %s is %w", a.ID, tx.org, ErrUnknown)
	}
	i := slices.IndexFunc(s.Actions, func(b scorecard.Action) bool { return b.ID == a.ID })
	if i < 0 {
		s.Actions = append(s.Actions, a)
	} else {
		s.Actions[i] = a
	}
	return tx.Apply(ctx, s)
}

// A change is one part that differs; an empty body is a part that is not there.
type change struct {
	partKey
	before, after string
}

func differences(have, want map[partKey]string) []change {
	var out []change
	for k, after := range want {
		if have[k] != after {
			out = append(out, change{k, have[k], after})
		}
	}
	for k, before := range have {
		if _, stays := want[k]; !stays {
			out = append(out, change{k, before, ""})
		}
	}
	slices.SortFunc(out, func(a, b change) int { return a.compare(b.partKey) })
	return out
}

func (tx *Tx) partsInForce(ctx context.Context) (map[partKey]string, error) {
	parts := map[partKey]string{}
	return parts, each(ctx, tx.conn, func(r row) error {
		var k partKey
		var body string
		err := r.Scan(&k.kind, &k.id, &body)
		parts[k] = body
		return err
	}, `SELECT kind, id, body FROM part WHERE org = $1 AND valid_to = 9223372036854775807`, tx.org)
}

// replaceParts closes what is different and writes what takes its place.
func (tx *Tx) replaceParts(ctx context.Context, changes []change) error {
	if len(changes) == 0 {
		return nil
	}
	revision, err := tx.strategyRevision(ctx)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if err := tx.replacePart(ctx, c, revision); err != nil {
			return fmt.Errorf("%s: %w", c.subject(), err)
		}
	}
	return nil
}

func (tx *Tx) replacePart(ctx context.Context, c change, revision int64) error {
	if c.before != "" {
		if _, err := tx.exec(ctx, `UPDATE part SET valid_to = $4
			WHERE org = $1 AND kind = $2 AND id = $3 AND valid_to = 9223372036854775807`,
			tx.org, c.kind, c.id, milli(tx.now)); err != nil {
			return err
		}
	}
	if c.after != "" {
		if _, err := tx.exec(ctx, `INSERT INTO part (org, kind, id, revision, body, valid_from, valid_to)
			VALUES ($1, $2, $3, $4, $5, $6, 9223372036854775807)`,
			tx.org, c.kind, c.id, revision, c.after, milli(tx.now)); err != nil {
			return err
		}
	}
	if c.silent() {
		return nil
	}
	return tx.Journal(ctx, c.what(), c.subject(), c.before, c.after)
}

func (c change) what() string {
	switch {
	case c.kind == orderKind:
		return "reordered"
	case c.before == "":
		return "added"
	case c.after == "":
		return "removed"
	}
	return "changed"
}

// silent reports whether c only follows from another change: the order of the
// objectives after one was added.
func (c change) silent() bool {
	return c.kind == orderKind && !reordered(c.before, c.after)
}

// strategyRevision gives the strategy its next revision.
func (tx *Tx) strategyRevision(ctx context.Context) (int64, error) {
	tx.stale = true
	n, ok, err := one(ctx, tx.conn, scanInt, `UPDATE organisation
		SET revision = revision + 1, strategy_revision = revision + 1 WHERE org = $1 RETURNING revision`, tx.org)
	if err == nil && !ok {
		err = errors.New("the organisation is " + ErrUnknown.Error())
	}
	return n, err
}
