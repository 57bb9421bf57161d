package checkin

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// recalled returns the asks remembered under a key that the person may answer.
func (t *talk) recalled(ctx context.Context, key string) ([]scorecard.Ask, error) {
	body, ok, err := t.tx.Recall(ctx, key)
	if err != nil || !ok {
		return nil, err
	}
	var keys []string
	if err := json.Unmarshal(body, &keys); err != nil {
		return nil, err
	}
	return t.asksBy(ctx, keys)
}

// asksBy returns the asks of keys that the person may answer. A key that was
// never asked stands for a number told unasked.
func (t *talk) asksBy(ctx context.Context, keys []string) ([]scorecard.Ask, error) {
	var out []scorecard.Ask
	for _, key := range keys {
		id, period, ok := cutAskKey(key)
		m := t.s.Metric(id)
		if !ok || m == nil || m.Retired != nil {
			continue
		}
		a, err := t.askFor(ctx, m, period)
		if err != nil {
			return nil, err
		}
		if t.mayAnswer(a, m) {
			out = append(out, a)
		}
	}
	return out, nil
}

// cutAskKey takes the key of an ask apart.
func cutAskKey(key string) (scorecard.MetricID, scorecard.Period, bool) {
	rest, ok := strings.CutPrefix(key, "ask/")
	id, period, ok2 := strings.Cut(rest, "/")
	return scorecard.MetricID(id), scorecard.Period(period), ok && ok2 && scorecard.Period(period).Valid()
}

// askFor returns the ask for a metric and a period, as a new one when nobody
// was asked.
func (t *talk) askFor(ctx context.Context, m *scorecard.Metric, p scorecard.Period) (scorecard.Ask, error) {
	key := scorecard.AskKey(m.ID, p)
	a, ok, err := t.tx.Ask(ctx, key)
	if err != nil || ok {
		return a, err
	}
	return scorecard.Ask{
		Key: key, Metric: m.ID, Period: p, Person: t.reporter(m), First: t.reporter(m), State: scorecard.AskOpen, AskedAt: t.now,
	}, nil
}

// reporter is who a number told unasked is put down to: the person themselves
// when they may report it.
func (t *talk) reporter(m *scorecard.Metric) scorecard.PersonID {
	if t.s.MayReport(t.who, m) {
		return t.who
	}
	return m.ReportedBy()
}

// keep stores an ask that may be new.
func (t *talk) keep(ctx context.Context, a scorecard.Ask) error {
	fresh, err := t.tx.OpenAsk(ctx, a)
	if err != nil || fresh {
		return err
	}
	return t.save(ctx, a)
}

func (t *talk) saidKey() string {
	p := t.in.Place
	return "checkin/said/" + p.Service + "/" + p.Channel + "/" + string(p.User) + "/" + t.in.Ref
}

func (t *talk) lastKey() string { return "checkin/last/" + string(t.who) }

// passedKey keeps what was spoken of without a number: skipped, put off, handed on.
func (t *talk) passedKey() string { return "checkin/passed/" + string(t.who) }

func (t *talk) undoKey() string { return "checkin/undo/" + string(t.who) }

// remember keeps which asks were spoken of: for edits of what was said, and for
// "sorry, 4.3" and "undo".
func (t *talk) remember(ctx context.Context) error {
	if len(t.keys) == 0 {
		return nil
	}
	slices.Sort(t.keys)
	body, err := json.Marshal(slices.Compact(t.keys))
	if err != nil {
		return err
	}
	if t.in.Ref != "" && (t.in.What == chat.Said || t.in.What == chat.Edited) {
		if err := t.tx.Remember(ctx, t.saidKey(), body, t.now.AddDate(0, 1, 0)); err != nil {
			return err
		}
	}
	week := t.now.AddDate(0, 0, 7)
	if len(t.noted) == 0 {
		return t.tx.Remember(ctx, t.passedKey(), body, week)
	}
	if err := t.tx.Remember(ctx, t.undoKey(), []byte(takingBack(t.noted)), week); err != nil {
		return err
	}
	return t.tx.Remember(ctx, t.lastKey(), body, week)
}
