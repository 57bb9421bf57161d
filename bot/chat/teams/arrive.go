package teams

import (
	"context"
	"encoding/json"
	"time"

	"throughline/bot/chat"
)

const (
	lookLimit = 1500 * time.Millisecond // for looking things up before what came in is parked
	parkFirst = 2 * time.Second
	parkMost  = time.Minute
	parkAge   = 24 * time.Hour // then a parked arrival is given up
)

// An arrival is what came in, as far as Teams told by itself.
type arrival struct {
	In      chat.Incoming `json:"in"`
	Account account       `json:"account"` // of In.From
	Locale  string        `json:"locale,omitempty"`
	Zone    string        `json:"zone,omitempty"`
}

// arrive hands over what came in. What cannot be looked up in time is parked, so
// that nothing is lost and Teams hears in time.
func (a *App) arrive(ctx context.Context, act activity, in chat.Incoming) error {
	if in.From == "" && in.What != chat.Joined {
		return nil // a bot, a connector, or somebody without an account
	}
	if in.At.IsZero() {
		in.At = a.cfg.Now().UTC()
	}
	x := arrival{In: in, Account: act.From, Locale: act.Locale, Zone: act.Zone}
	look, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	err := a.handOver(look, x)
	if err == nil {
		return nil
	}
	a.cfg.Log.Warn("teams: handed over later", "id", in.ID, "err", err)
	return a.park(ctx, x)
}

// handOver completes an arrival and gives it to whoever serves its tenant.
func (a *App) handOver(ctx context.Context, x arrival) error {
	host, ok := a.cfg.Host(ctx, x.In.Place.Workspace)
	if !ok {
		return nil
	}
	in, err := a.complete(ctx, x)
	if err != nil {
		return err
	}
	return host.Receive(ctx, in)
}

// complete looks up what Teams does not tell by itself: whether the person, or
// anybody else in the conversation, is from outside, and what the channel is called.
func (a *App) complete(ctx context.Context, x arrival) (chat.Incoming, error) {
	in := x.In
	r, ok, err := a.book.reference(ctx, in.Place.Channel)
	if err != nil || !ok {
		return in, err
	}
	if in.From != "" {
		who, err := a.meet(ctx, r, x)
		if err != nil {
			return in, err
		}
		in.Outside = who.Outside
	}
	if r.Kind != personal {
		in.Place.Name = channelName(a.nameOf(ctx, r))
		outside, err := a.outsiders(ctx, r)
		if err != nil {
			return in, err
		}
		in.Outside = in.Outside || outside
	}
	return in, nil
}

// park keeps what came in until it can be handed over.
func (a *App) park(ctx context.Context, x arrival) error {
	body, err := json.Marshal(x)
	if err != nil {
		return err
	}
	if err := a.cfg.Drawer.Put(ctx, arrivalKind, x.In.ID, body); err != nil {
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
			a.cfg.Log.Error("teams: what came in cannot be handed over yet", "err", err)
		}
		var again <-chan time.Time
		if left > 0 || err != nil {
			again = time.After(pause)
			pause = min(2*pause, parkMost)
		} else {
			pause = parkFirst
		}
		select {
		case <-ctx.Done():
		case <-again:
		case <-a.parked:
		}
	}
}

// unpark tries everything that is parked once, and returns how much still is.
func (a *App) unpark(ctx context.Context) (left int, err error) {
	all, err := a.cfg.Drawer.List(ctx, arrivalKind)
	if err != nil {
		return 0, err
	}
	for key, body := range all {
		var x arrival
		if err := json.Unmarshal(body, &x); err != nil {
			return len(all), err
		}
		try, cancel := context.WithTimeout(ctx, callLimit)
		err := a.handOver(try, x)
		cancel()
		if err != nil && a.cfg.Now().Sub(x.In.At) < parkAge {
			left++
			continue
		}
		if err != nil {
			a.cfg.Log.Error("teams: given up what came in", "id", x.In.ID, "err", err)
		}
		if err := a.cfg.Drawer.Drop(ctx, arrivalKind, key); err != nil {
			return len(all), err
		}
	}
	return left, nil
}
