// Package parking keeps what came in from a chat service and cannot be handed
// over yet, because something about it has to be looked up and the service does
// not answer, or because nobody is there to take it. What is parked outlives the
// process and is tried again until it is too old.
package parking

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"time"
)

const (
	first   = 2 * time.Second // between two tries, doubled up to most
	most    = time.Minute
	oldest  = 24 * time.Hour   // then it is given up
	oneTime = 20 * time.Second // that one try may take
)

// A Drawer keeps bodies under a kind and a key.
type Drawer interface {
	Put(ctx context.Context, kind, key string, body []byte) error
	List(ctx context.Context, kind string) (map[string][]byte, error)
	Drop(ctx context.Context, kind, key string) error
}

// ErrHopeless is in the chain of an error after which trying again is no use.
var ErrHopeless = errors.New("trying again is no use")

// A Lot parks things of type T, which are written down as JSON.
type Lot[T any] struct {
	Drawer  Drawer
	Kind    string // in the drawer
	Now     func() time.Time
	Log     *slog.Logger
	Known   func(T) (id string, came time.Time)      // by what it is known, and when it came in
	HandOn  func(ctx context.Context, thing T) error // hands it over; called in the order in which things came
	arrived chan struct{}
}

// New makes a lot ready; the fields say what has to be set.
func New[T any](l Lot[T]) *Lot[T] {
	l.arrived = make(chan struct{}, 1)
	return &l
}

// Park keeps a thing until it can be handed over. When it returns, the thing is safe.
func (l *Lot[T]) Park(ctx context.Context, thing T) error {
	body, err := json.Marshal(thing)
	if err != nil {
		return err
	}
	id, _ := l.Known(thing)
	if err := l.Drawer.Put(ctx, l.Kind, id, body); err != nil {
		return err
	}
	select {
	case l.arrived <- struct{}{}:
	default:
	}
	return nil
}

// Run hands over what is parked, now and whenever something new is, until ctx
// ends. It waits longer as long as it does not succeed, and what comes meanwhile
// waits with the rest.
func (l *Lot[T]) Run(ctx context.Context) {
	pause := first
	for ctx.Err() == nil {
		left, err := l.Try(ctx)
		if err != nil && ctx.Err() == nil {
			l.Log.Error("what came in cannot be handed over yet", "err", err)
		}
		if left == 0 && err == nil {
			pause = first
			select {
			case <-ctx.Done():
			case <-l.arrived:
			}
			continue
		}
		wait := time.NewTimer(pause)
		pause = min(2*pause, most)
		select {
		case <-ctx.Done():
		case <-wait.C:
		}
		wait.Stop()
	}
}

// Try tries everything that is parked once, and returns how much still is. What
// cannot be read any more is dropped, and holds up nothing else.
func (l *Lot[T]) Try(ctx context.Context) (left int, err error) {
	all, err := l.cars(ctx)
	if err != nil {
		return 0, err
	}
	for _, c := range all {
		err := c.broken
		if err == nil {
			err = l.hand(ctx, c.thing)
		}
		if err != nil {
			if c.broken == nil && l.Now().Sub(c.came) < oldest && !errors.Is(err, ErrHopeless) {
				left++
				continue
			}
			l.Log.Error("given up what came in", "id", c.id, "err", err)
		}
		if err := l.Drawer.Drop(ctx, l.Kind, c.id); err != nil {
			return len(all), err
		}
	}
	return left, nil
}

func (l *Lot[T]) hand(ctx context.Context, thing T) error {
	ctx, cancel := context.WithTimeout(ctx, oneTime)
	defer cancel()
	return l.HandOn(ctx, thing)
}

// A car is a thing as it was found in the lot.
type car[T any] struct {
	thing  T
	id     string // in the drawer
	came   time.Time
	broken error // why it cannot be read
}

// cars returns what is parked, in the order in which it came.
func (l *Lot[T]) cars(ctx context.Context) ([]car[T], error) {
	kept, err := l.Drawer.List(ctx, l.Kind)
	if err != nil {
		return nil, err
	}
	out := make([]car[T], 0, len(kept))
	for id, body := range kept {
		c := car[T]{id: id}
		if c.broken = json.Unmarshal(body, &c.thing); c.broken == nil {
			_, c.came = l.Known(c.thing)
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b car[T]) int {
		return cmp.Or(a.came.Compare(b.came), cmp.Compare(a.id, b.id))
	})
	return out, nil
}
