package checkin

import (
	"context"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// The actions of buttons and forms.
const (
	actReport = "checkin/report" // opens the form for all that is asked of whoever presses
	actFix    = "checkin/fix"    // opens the form for the asks of its value
	actYes    = "checkin/yes"    // records the option of its value, "ask|option"
	actWhich  = "checkin/which"  // reads its value, "ask|text", as a reply to that ask
	actUndo   = "checkin/undo"   // takes readings back
	actAct    = "checkin/act"    // opens the form for an action
)

// pressed handles a button.
func (t *talk) pressed(ctx context.Context) (bool, error) {
	switch t.in.Action {
	case actUndo:
		return true, t.undo(ctx, t.in.Value)
	case actYes:
		return true, t.pressedYes(ctx)
	case actWhich:
		return true, t.pressedWhich(ctx)
	case actReport, actFix, actAct:
		return true, nil // the form was opened by Form
	}
	return false, nil
}

// pressedYes records the option that was pressed, unless that is settled: by
// another press, another value, or another person.
func (t *talk) pressedYes(ctx context.Context) error {
	key, option, _ := strings.Cut(t.in.Value, "|")
	a, ok, err := t.tx.Ask(ctx, key)
	if err != nil {
		return err
	}
	m := t.s.Metric(a.Metric)
	switch {
	case !ok || m == nil || a.Pending == nil || !slices.Contains(a.Pending.Options, option):
		t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinSettled()})
	case !t.mayAnswer(a, m):
		t.decline([]scorecard.Ask{a})
	default:
		return t.choose(ctx, a, m, option)
	}
	return nil
}

// pressedWhich reads what was said again, now that it is known what it is about.
// The question is answered once.
func (t *talk) pressedWhich(ctx context.Context) error {
	key, text, _ := strings.Cut(t.in.Value, "|")
	asks, err := t.asksBy(ctx, []string{key})
	if err != nil {
		return err
	}
	first := false
	if len(asks) > 0 {
		first, err = t.tx.Claim(ctx, "checkin/which/"+t.in.Place.Channel+"/"+string(t.in.Place.User)+"/"+t.in.Ref)
	}
	if err != nil || !first {
		t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinSettled()})
		return err
	}
	t.in.Text = text
	_, err = t.hear(ctx, asks, true)
	return err
}

// Owed returns what is awaited from who, with a button to give it. It is for
// their eyes.
func (f *Feature) Owed(ctx context.Context, tx Store, who scorecard.PersonID) (chat.Message, error) {
	d, err := f.at(ctx, tx, who)
	if err != nil {
		return chat.Message{}, err
	}
	asks, err := tx.AsksOf(ctx, who)
	if err != nil {
		return chat.Message{}, err
	}
	asks = d.inOrder(asks)
	blocks := []chat.Block{chat.Text{Marked: d.voice.CheckinOwed(len(asks))}}
	if len(asks) == 0 {
		anyway := chat.Button{Label: d.voice.CheckinAnywayButton(), Action: actReport, Form: true}
		return chat.Say(append(blocks, chat.Buttons{Buttons: []chat.Button{anyway}})...), nil
	}
	var list chat.List
	for _, a := range asks {
		list.Items = append(list.Items, d.line(a))
	}
	return chat.Say(append(blocks, list, d.reportButton(asks))...), nil
}

// reportButton opens the form for asks.
func (d *desk) reportButton(asks []scorecard.Ask) chat.Buttons {
	var keys []string
	for _, a := range asks[:min(len(asks), fields)] {
		keys = append(keys, a.Key)
	}
	return chat.Buttons{Buttons: []chat.Button{{
		Label: d.voice.CheckinReportButton(), Action: actFix, Value: strings.Join(keys, ","), Form: true, Style: chat.Primary,
	}}}
}

// listed is how many people a list of what is missing shows.
const listed = 12

// Missing returns who has not reported what, of the numbers that the audience may
// know of, in the order of names.
func (f *Feature) Missing(ctx context.Context, tx Store, to scorecard.Audience) (chat.Message, error) {
	d, err := f.at(ctx, tx, to.Person)
	if err != nil {
		return chat.Message{}, err
	}
	asks, err := tx.LiveAsks(ctx)
	if err != nil {
		return chat.Message{}, err
	}
	asks = slices.DeleteFunc(asks, func(a scorecard.Ask) bool {
		m := d.s.Metric(a.Metric)
		return m == nil || a.Round == "" || !d.s.MaySee(to, m)
	})
	var list chat.List
	people := d.peopleOf(asks)
	for _, p := range people[:min(len(people), listed)] {
		theirs := slices.DeleteFunc(slices.Clone(asks), func(a scorecard.Ask) bool { return a.Person != p })
		list.Items = append(list.Items, chat.Item{Marked: d.voice.CheckinMissingLine(d.name(p), d.whats(theirs))})
	}
	if more := len(people) - listed; more > 0 {
		list.Items = append(list.Items, chat.Item{Marked: d.voice.CheckinMore(more)})
	}
	blocks := []chat.Block{chat.Text{Marked: d.voice.CheckinMissing(len(asks))}}
	if len(list.Items) > 0 {
		blocks = append(blocks, list)
	}
	return chat.Say(blocks...), nil
}
