package slack

import (
	"context"
	"errors"
	"time"

	"throughline/bot/chat/parking"
)

// parkedKind is where the drawer keeps what is not handed over yet.
const parkedKind = "arrival"

// newLot parks what came in until it can be handed over.
func newLot(a *App) *parking.Lot[arrival] {
	return parking.New(parking.Lot[arrival]{
		Drawer: a.cfg.Drawer, Kind: parkedKind, Now: a.cfg.Now, Log: a.cfg.Log, HandOn: a.retry,
		Known: func(x arrival) (string, time.Time) { return x.In.ID, x.In.At },
	})
}

// retry hands one arrival over.
func (a *App) retry(ctx context.Context, x arrival) error {
	host, ok := a.cfg.Host(ctx, x.In.Place.Workspace)
	if !ok {
		return nil
	}
	in, wanted, err := a.complete(ctx, x)
	if errors.Is(err, errNotInstalled) {
		return errors.Join(parking.ErrHopeless, err)
	}
	if err != nil || !wanted {
		return err
	}
	return host.Receive(ctx, in)
}
