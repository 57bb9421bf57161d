package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/bot/scorecard"
)

// OpenAsk stores an ask that is new and reports true; one whose key is taken
// stays as it is. An ask without a state is open.
func (tx *Tx) OpenAsk(ctx context.Context, a scorecard.Ask) (bool, error) {
	if a.State == "" {
		a.State = scorecard.AskOpen
	}
	if a.First == "" {
		a.First = a.Person
	}
	args, err := tx.askValues(a)
	if err != nil {
		return false, fmt.Errorf("store: open %s: %w", a.Key, err)
	}
	n, err := tx.exec(ctx, `INSERT INTO ask (org, `+askColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (org, key) DO NOTHING`, args...)
	if err != nil {
		return false, fmt.Errorf("store: open %s: %w", a.Key, err)
	}
	if n == 0 {
		return false, nil
	}
	return true, tx.Journal(ctx, "ask "+string(a.State), a.Key, "", string(a.Person))
}

// SaveAsk replaces an ask that is there. The journal hears of it when somebody
// else is asked, or its state is another.
func (tx *Tx) SaveAsk(ctx context.Context, a scorecard.Ask) error {
	before, has, err := tx.Ask(ctx, a.Key)
	if err == nil && !has {
		err = fmt.Errorf("the ask is %w", ErrUnknown)
	}
	if err != nil {
		return fmt.Errorf("store: save %s: %w", a.Key, err)
	}
	args, err := tx.askValues(a)
	if err != nil {
		return fmt.Errorf("store: save %s: %w", a.Key, err)
	}
	if _, err := tx.exec(ctx, `UPDATE ask SET metric = $3, period = $4, person = $5, first = $6, state = $7, times = $8,
		round = $9, asked_at = $10, next_at = $11, pending = $12, note = $13 WHERE org = $1 AND key = $2`, args...); err != nil {
		return fmt.Errorf("store: save %s: %w", a.Key, err)
	}
	if before.State == a.State && before.Person == a.Person {
		return nil
	}
	return tx.Journal(ctx, "ask "+string(a.State), a.Key, string(before.Person), string(a.Person))
}

// Ask returns the ask with a key, or false.
func (tx *Tx) Ask(ctx context.Context, key string) (scorecard.Ask, bool, error) {
	return one(ctx, tx.conn, scanAsk, `SELECT `+askColumns+` FROM ask WHERE org = $1 AND key = $2`, tx.org, key)
}

// AsksOf returns what a person is asked for and has not answered, by key.
func (tx *Tx) AsksOf(ctx context.Context, p scorecard.PersonID) ([]scorecard.Ask, error) {
	return tx.asks(ctx, `SELECT `+askColumns+` FROM ask
		WHERE org = $1 AND person = $2 AND state IN ('open', 'snoozed')`, tx.org, p)
}

// AsksIn returns every ask of a round, whatever became of it, by key.
func (tx *Tx) AsksIn(ctx context.Context, round string) ([]scorecard.Ask, error) {
	return tx.asks(ctx, `SELECT `+askColumns+` FROM ask WHERE org = $1 AND round = $2`, tx.org, round)
}

// AsksDue returns the live asks whose next moment has come by t, by key.
func (tx *Tx) AsksDue(ctx context.Context, t time.Time) ([]scorecard.Ask, error) {
	return tx.asks(ctx, `SELECT `+askColumns+` FROM ask
		WHERE org = $1 AND next_at > 0 AND next_at <= $2 AND state IN ('open', 'snoozed')`, tx.org, milli(t))
}

// LiveAsks returns every ask that awaits an answer, by key.
func (tx *Tx) LiveAsks(ctx context.Context) ([]scorecard.Ask, error) {
	return tx.asks(ctx, `SELECT `+askColumns+` FROM ask WHERE org = $1 AND state IN ('open', 'snoozed')`, tx.org)
}

// NextAsk returns when the next live ask wants to be looked at; false when none does.
func (tx *Tx) NextAsk(ctx context.Context) (time.Time, bool, error) {
	at, ok, err := one(ctx, tx.conn, scanInt, `SELECT next_at FROM ask
		WHERE org = $1 AND next_at > 0 AND state IN ('open', 'snoozed') ORDER BY next_at LIMIT 1`, tx.org)
	return fromMilli(at), ok, err
}

// asks sorts here and not in the query, because databases disagree on how text sorts.
func (tx *Tx) asks(ctx context.Context, query string, args ...any) ([]scorecard.Ask, error) {
	all, err := list(ctx, tx.conn, scanAsk, query, args...)
	slices.SortFunc(all, func(a, b scorecard.Ask) int { return strings.Compare(a.Key, b.Key) })
	return all, err
}

const askColumns = `key, metric, period, person, first, state, times, round, asked_at, next_at, pending, note`

func (tx *Tx) askValues(a scorecard.Ask) ([]any, error) {
	pending := ""
	if a.Pending != nil {
		var err error
		if pending, err = toJSON(a.Pending); err != nil {
			return nil, err
		}
	}
	return []any{tx.org, a.Key, a.Metric, a.Period, a.Person, a.First, a.State, a.Times, a.Round,
		milli(a.AskedAt), milli(a.NextAt), pending, a.Note}, nil
}

func scanAsk(r row) (a scorecard.Ask, err error) {
	var asked, next int64
	var pending string
	if err = r.Scan(&a.Key, &a.Metric, &a.Period, &a.Person, &a.First, &a.State, &a.Times, &a.Round,
		&asked, &next, &pending, &a.Note); err != nil {
		return a, err
	}
	a.AskedAt, a.NextAt = fromMilli(asked), fromMilli(next)
	if pending != "" {
		a.Pending = &scorecard.Pending{}
		err = json.Unmarshal([]byte(pending), a.Pending)
	}
	return a, err
}
