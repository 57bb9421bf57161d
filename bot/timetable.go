package bot

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

// catchUp is how far back the timetable looks after having been down: a missed
// Monday is made good, a missed season is not.
const catchUp = 8 * 24 * time.Hour

// A Timetable starts what the calendar of one organisation says, each thing
// once however many replicas look at the same clock.
type Timetable[T Tx] struct {
	Org      scorecard.OrgID
	Store    Store[T]
	Features []Feature[T]
	Now      func() time.Time
	Log      *slog.Logger
}

// watermark is the name under which the timetable keeps how far it has come.
const watermark = "timetable"

// Tick starts everything that has fallen due since the last Tick.
func (t *Timetable[T]) Tick(ctx context.Context) error {
	now := t.Now()
	from, err := t.Store.Watermark(ctx, t.Org, watermark)
	if err != nil {
		return err
	}
	if from.IsZero() {
		from = now.Add(-time.Minute)
	}
	if from.Before(now.Add(-catchUp)) {
		from = now.Add(-catchUp)
	}
	dues, held, err := t.between(ctx, from, now)
	if err != nil {
		return err
	}
	for _, batch := range batches(dues) {
		if err := t.run(ctx, batch); err != nil {
			return err
		}
	}
	if err := t.tick(ctx); err != nil {
		return err
	}
	if err := t.sweep(ctx, now); err != nil {
		return err
	}
	if held.IsZero() {
		held = now
	} else {
		held = held.Add(-time.Millisecond) // what waits is found again
	}
	return t.Store.SetWatermark(ctx, t.Org, watermark, held)
}

// between returns what is to be started now of what fell due, and the moment of
// the first that waits.
func (t *Timetable[T]) between(ctx context.Context, from, to time.Time) (dues []schedule.Due, held time.Time, err error) {
	err = t.Store.Read(ctx, t.Org, func(tx T) error {
		s, err := tx.Snapshot(ctx, scorecard.DateOf(to))
		if err == nil {
			dues, held = schedule.CatchUp(s.Index, schedule.Between(s.Index, from, to), to)
		}
		return err
	})
	return dues, held, err
}

// most is how many dues share a transaction: what people say waits meanwhile.
const most = 500

// batches puts rounds of one moment and channel together, since they end in one
// message; everything else stands alone.
func batches(dues []schedule.Due) [][]schedule.Due {
	type spot struct {
		at      int64
		channel string
	}
	var out [][]schedule.Due
	open := map[spot]int{}
	for _, due := range dues {
		s := spot{due.At.UnixNano(), due.Channel}
		i, ok := open[s]
		if due.Kind != schedule.Round || !ok || len(out[i]) == most {
			out, i = append(out, nil), len(out)
		}
		if due.Kind == schedule.Round {
			open[s] = i
		}
		out[i] = append(out[i], due)
	}
	return out
}

// run claims due things, each by its key, and starts those it got: all or none.
func (t *Timetable[T]) run(ctx context.Context, dues []schedule.Due) error {
	err := t.Store.Write(ctx, t.Org, scorecard.Actor{From: "clock"}, func(tx T) error {
		var mine []schedule.Due
		for _, due := range dues {
			first, err := tx.Claim(ctx, due.Key)
			if err != nil {
				return err
			}
			if first {
				mine = append(mine, due)
			}
		}
		for _, f := range t.Features {
			if err := f.start(ctx, tx, mine); err != nil {
				return fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("bot: %s: %w", dues[0].Key, err)
	}
	return nil
}

// start hands dues to the feature, all at once if it can take them so.
func (f Feature[T]) start(ctx context.Context, tx T, dues []schedule.Due) error {
	if f.RunAll != nil && len(dues) > 0 {
		return f.RunAll(ctx, tx, dues)
	}
	for _, due := range dues {
		if f.Run == nil {
			break
		}
		if err := f.Run(ctx, tx, due); err != nil {
			return err
		}
	}
	return nil
}

func (t *Timetable[T]) tick(ctx context.Context) error {
	return t.Store.Write(ctx, t.Org, scorecard.Actor{From: "clock"}, func(tx T) error {
		for _, f := range t.Features {
			if f.Tick == nil {
				continue
			}
			if err := f.Tick(ctx, tx); err != nil {
				return fmt.Errorf("bot: %s: %w", f.Name, err)
			}
		}
		return nil
	})
}

// Next returns when something falls due next after t; false when nothing will.
func (t *Timetable[T]) Next(ctx context.Context, after time.Time) (next time.Time, ok bool, err error) {
	err = t.Store.Read(ctx, t.Org, func(tx T) error {
		s, err := tx.Snapshot(ctx, scorecard.DateOf(after))
		if err != nil {
			return err
		}
		next, ok = schedule.Next(s.Index, after)
		ask, has, err := tx.NextAsk(ctx)
		if has && (!ok || ask.Before(next)) {
			next, ok = ask, true
		}
		return err
	})
	return next, ok, err
}
