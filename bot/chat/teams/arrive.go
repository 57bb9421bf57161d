package teams

import (
	"context"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/parking"
)

const lookLimit = 1500 * time.Millisecond // for looking things up before what came in is parked

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
	return a.lot.Park(ctx, x)
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
		if r.Kind == personal && who.Account != "" {
			if err := a.book.pair(ctx, r, in.From); err != nil {
				return in, err
			}
		}
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

// newLot parks what came in until it can be handed over.
func newLot(a *App) *parking.Lot[arrival] {
	return parking.New(parking.Lot[arrival]{
		Drawer: a.cfg.Drawer, Kind: arrivalKind, Now: a.cfg.Now, Log: a.cfg.Log, HandOn: a.handOver,
		Known: func(x arrival) (string, time.Time) { return x.In.ID, x.In.At },
	})
}
