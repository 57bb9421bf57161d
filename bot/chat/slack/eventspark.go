package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

const (
	parkFirst = 2 * time.Second
	parkMost  = time.Minute
	parkAge   = 24 * time.Hour // then a parked arrival is given up
)

// parkedKind is where the drawer keeps what is not handed over yet.
const parkedKind = "arrival"

// park keeps what came in until it can be handed over.
func (a *App) park(ctx context.Context, x arrival) error {
	body, err := json.Marshal(x)
	if err != nil {
		return err
	}
	if err := a.cfg.Drawer.Put(ctx, parkedKind, x.In.ID, body); err != nil {
		return err
	}
	select {
	case a.parked <- struct{}{}:
	default:
	}
	return nil
}

// recover hands over what was parked, now and whenever something new is, until
// ctx ends. It waits longer as long as it does not succeed.
func (a *App) recover(ctx context.Context) {
	pause := parkFirst
	for ctx.Err() == nil {
		left, err := a.unpark(ctx)
		if err != nil {
			a.cfg.Log.Error("what came in cannot be handed over yet", "err", err)
		}
		if left == 0 && err == nil {
			pause = parkFirst
			select {
			case <-ctx.Done():
			case <-a.parked:
			}
			continue
		}
		wait := time.NewTimer(pause)
		pause = min(2*pause, parkMost)
		select {
		case <-ctx.Done():
		case <-wait.C:
		}
		wait.Stop()
	}
}

// unpark tries everything that is parked once, and returns how much still is.
func (a *App) unpark(ctx context.Context) (left int, err error) {
	all, err := a.parkedArrivals(ctx)
	if err != nil {
		return 0, err
	}
	for _, x := range all {
		if err := a.retry(ctx, x); err != nil {
			if a.cfg.Now().Sub(x.In.At) < parkAge && !errors.Is(err, errNotInstalled) {
				left++
				continue
			}
			a.cfg.Log.Error("given up what came in", "id", x.In.ID, "err", err)
		}
		if err := a.cfg.Drawer.Drop(ctx, parkedKind, x.In.ID); err != nil {
			return len(all), err
		}
	}
	return left, nil
}

// parkedArrivals returns what is parked, in the order in which it was done.
func (a *App) parkedArrivals(ctx context.Context) ([]arrival, error) {
	kept, err := a.cfg.Drawer.List(ctx, parkedKind)
	if err != nil {
		return nil, err
	}
	var out []arrival
	for id, body := range kept {
		var x arrival
		if err := json.Unmarshal(body, &x); err != nil {
			return nil, fmt.Errorf("slack: parked %s: %w", id, err)
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b arrival) int { return a.In.At.Compare(b.In.At) })
	return out, nil
}

// retry hands one arrival over.
func (a *App) retry(ctx context.Context, x arrival) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	host, ok := a.cfg.Host(ctx, x.In.Place.Workspace)
	if !ok {
		return nil
	}
	in, wanted, err := a.complete(ctx, x)
	if err != nil || !wanted {
		return err
	}
	return host.Receive(ctx, in)
}
