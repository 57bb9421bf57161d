package answer

import (
	"context"

	"throughline/bot/chat"
	"throughline/bot/draw"
	"throughline/bot/scorecard"
)

// tellMap says the vision and shows the map, as far as whoever reads it there
// may see it.
func (t *turn) tellMap(ctx context.Context) error {
	place := t.in.Answer()
	to := scorecard.Audience{Person: t.who, Private: place.Private()}
	alt := draw.Map(t.snap, draw.MapOptions{
		Locale:       t.snap.LocaleOf(t.who),
		See:          func(m *scorecard.Metric) bool { return t.snap.MaySee(to, m) },
		SeeObjective: func(o *scorecard.Objective) bool { return t.snap.MaySeeObjective(to, o) },
	}).Alt
	var blocks []chat.Block
	if words := t.voice().MapVision(t.snap.Vision.Text); words != "" {
		blocks = append(blocks, chat.Text{Marked: words})
	}
	blocks = append(blocks, chat.Picture{Title: t.voice().DigestMapTitle(), Alt: alt, Path: "/map.svg", Link: "/map"})
	return t.tx.Send(ctx, chat.Outgoing{Key: "answer/" + t.in.Place.Service + "/" + t.in.ID, Place: place, Message: chat.Say(blocks...)})
}
