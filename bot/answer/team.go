package answer

import (
	"context"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// teamAt returns the units that "my team" may mean by where somebody asks: those
// that talk in the channel, or, without any, those of their user groups at the
// service.
func teamAt(ctx context.Context, tx Store, x *scorecard.Index, in chat.Incoming) ([]scorecard.UnitID, error) {
	var of []scorecard.UnitID
	for i := range x.Strategy.Units {
		u := &x.Strategy.Units[i]
		if u.Channel != "" && (u.Channel == in.Place.Channel || strings.EqualFold(u.Channel, in.Place.Name)) {
			of = append(of, u.ID)
		}
	}
	if len(of) > 0 {
		return of, nil
	}
	p, ok, err := tx.Profile(ctx, in.Place.Service, in.Place.Workspace, in.From)
	if err != nil || !ok {
		return nil, err
	}
	for i := range x.Strategy.Units {
		u := &x.Strategy.Units[i]
		if slices.ContainsFunc(u.Groups, func(g string) bool { return slices.Contains(p.Groups, g) }) {
			of = append(of, u.ID)
		}
	}
	return of, nil
}
