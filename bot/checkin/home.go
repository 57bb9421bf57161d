package checkin

import (
	"cmp"
	"context"
	"slices"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// atHome is how many metrics, and how many actions, somebody's home lists.
const atHome = 12

// Home returns what in.From sees of check-ins on the bot's own page: what is
// awaited from them, how the metrics they report stand, and their open actions.
func (f *Feature) Home(ctx context.Context, tx Store, _ chat.Incoming, who scorecard.PersonID) ([]chat.Block, error) {
	d, err := f.at(ctx, tx, who)
	if err != nil {
		return nil, err
	}
	owed, err := f.Owed(ctx, tx, who)
	if err != nil {
		return nil, err
	}
	blocks := append([]chat.Block{chat.Heading{Text: d.voice.CheckinHomeNumbers()}}, owed.Blocks...)
	blocks = append(blocks, d.ownStanding()...)
	return append(blocks, d.ownActions()...), nil
}

// ownStanding lists the metrics that the person reports, each with its newest value.
func (d *desk) ownStanding() []chat.Block {
	var list chat.List
	more := 0
	for i := range d.s.Metrics {
		m := &d.s.Metrics[i]
		last, ok := d.s.Histories[m.ID].Latest()
		if m.Retired != nil || m.ReportedBy() != d.who || !ok {
			continue
		}
		if len(list.Items) == atHome {
			more++
			continue
		}
		n := d.number(m, last.Period)
		list.Items = append(list.Items, chat.Item{Marked: d.voice.CheckinIn(n), Status: string(n.Status)})
	}
	if len(list.Items) == 0 {
		return nil
	}
	blocks := []chat.Block{list}
	if more > 0 {
		blocks = append(blocks, chat.Note{Marked: d.voice.CheckinHomeMore(more)})
	}
	return blocks
}

// ownActions lists the person's open actions, the one due first on top.
func (d *desk) ownActions() []chat.Block {
	var mine []scorecard.Action
	for _, a := range d.s.Actions {
		if a.Owner == d.who && a.Open() {
			mine = append(mine, a)
		}
	}
	slices.SortStableFunc(mine, func(a, b scorecard.Action) int { return cmp.Compare(a.Due, b.Due) })
	blocks := []chat.Block{chat.Heading{Text: d.voice.CheckinHomeActions()}}
	if len(mine) == 0 {
		return append(blocks, chat.Text{Marked: d.voice.CheckinHomeNoActions()})
	}
	var list chat.List
	for _, a := range mine[:min(len(mine), atHome)] {
		name := string(a.Objective)
		if o := d.s.Objective(a.Objective); o != nil {
			name = o.Name
		}
		list.Items = append(list.Items, chat.Item{Marked: d.voice.CheckinHomeAction(a, name)})
	}
	blocks = append(blocks, list)
	if more := len(mine) - atHome; more > 0 {
		blocks = append(blocks, chat.Note{Marked: d.voice.CheckinHomeMore(more)})
	}
	return blocks
}
