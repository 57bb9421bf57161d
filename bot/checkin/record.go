package checkin

import (
	"context"
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A noted number was recorded, and is echoed.
type noted struct {
	ask    scorecard.Ask
	metric *scorecard.Metric
	said   understand.Heard
	before scorecard.Reading // what it corrects
	fixes  bool              // there was something to correct
}

// record writes down a value that is beyond doubt.
func (t *talk) record(ctx context.Context, a scorecard.Ask, m *scorecard.Metric, h understand.Heard) error {
	a, ok, err := t.inPeriod(ctx, a, m, h.Period)
	if err != nil || !ok {
		return err
	}
	old, had := t.s.Histories[m.ID].At(a.Period)
	had = had && !old.NoData
	if had && old.Value.Equal(h.Value.Decimal) && h.Comment == "" && !a.Live() {
		t.say(m, chat.Text{Marked: t.voice.CheckinSame(t.number(m, a.Period))})
		return nil
	}
	if had && h.Comment == "" && old.By == t.who && t.in.What == chat.Said {
		h.Comment = old.Note // "sorry, 94.3" corrects the number, not the reason
	}
	if _, err := t.tx.Record(ctx, t.reading(a.Period, m, h, false)); err != nil {
		return err
	}
	if err := t.reload(ctx); err != nil {
		return err
	}
	a.State, a.Pending, a.Note = scorecard.AskAnswered, nil, ""
	t.noted = append(t.noted, noted{ask: a, metric: m, said: h, before: old, fixes: had})
	return t.keep(ctx, a)
}

func (t *talk) reading(p scorecard.Period, m *scorecard.Metric, h understand.Heard, noData bool) scorecard.Reading {
	return scorecard.Reading{
		Metric: m.ID, Period: p, Value: h.Value.Decimal, NoData: noData, Note: h.Comment, Confidence: h.Confidence,
		By: t.who, At: t.now, Said: t.in.Link, Raw: t.in.Text, Source: t.in.Place.Service,
	}
}

// inPeriod returns the ask for the period that the reply names, if it names one.
// A period that is none of the metric's, or has not begun, is asked back.
func (t *talk) inPeriod(ctx context.Context, a scorecard.Ask, m *scorecard.Metric, p scorecard.Period) (scorecard.Ask, bool, error) {
	if p == "" || p == a.Period {
		return a, true, nil
	}
	cadence := m.Cadence
	if cadence == scorecard.Irregular {
		cadence = scorecard.Daily
	}
	future := p.Start() > t.s.Today
	if !p.Valid() || p.Cadence() != cadence || future {
		t.say(m, chat.Text{Marked: t.voice.CheckinBadPeriod(m.Name, m.Cadence, p, future)})
		return a, false, nil
	}
	b, err := t.askFor(ctx, m, p)
	return b, true, err
}

// confirm says a doubtful value back. Nothing is recorded until one is chosen.
func (t *talk) confirm(ctx context.Context, a scorecard.Ask, m *scorecard.Metric, h understand.Heard) error {
	a, ok, err := t.inPeriod(ctx, a, m, h.Period)
	if err != nil || !ok {
		return err
	}
	options := h.Options
	if len(options) == 0 && h.Value.Valid {
		options = []decimal.Decimal{h.Value.Decimal}
	}
	if len(options) == 0 {
		return t.askBack(a, m, h)
	}
	a.Pending = &scorecard.Pending{Raw: t.in.Text, Note: h.Comment}
	var labels []string
	var buttons []chat.Button
	for _, v := range options[:min(len(options), 4)] {
		a.Pending.Options = append(a.Pending.Options, v.String())
		label := t.voice.Value(m.Measure, v)
		labels = append(labels, label)
		if len(options) == 1 {
			label = t.voice.CheckinYesButton(label)
		}
		buttons = append(buttons, chat.Button{Label: label, Action: actYes, Value: a.Key + "|" + v.String()})
	}
	buttons = append(buttons, chat.Button{Label: t.voice.CheckinOtherButton(), Action: actFix, Value: a.Key, Form: true})
	t.asking = true
	t.say(m, chat.Text{Marked: t.voice.CheckinConfirm(t.number(m, a.Period), labels)}, chat.Buttons{Buttons: buttons})
	return t.keep(ctx, a)
}

// choose records the option of a doubt that the person picked.
func (t *talk) choose(ctx context.Context, a scorecard.Ask, m *scorecard.Metric, option string) error {
	v, err := decimal.NewFromString(option)
	if err != nil {
		return err
	}
	h := understand.Heard{
		Action: understand.Record, Metric: m.ID, Value: decimal.NewNullDecimal(v), Comment: a.Pending.Note, Confidence: scorecard.High,
	}
	t.keys = append(t.keys, a.Key)
	t.in.Text = a.Pending.Raw
	return t.record(ctx, a, m, h)
}

// askBack says what could not be read. The reason is shown without its code.
func (t *talk) askBack(a scorecard.Ask, m *scorecard.Metric, h understand.Heard) error {
	why := h.Why
	if _, words, ok := strings.Cut(why, ": "); ok {
		why = words
	}
	t.asking = true
	t.say(m, chat.Text{Marked: t.voice.CheckinAskBack(t.number(m, a.Period), h.Bound, why)})
	return nil
}

// takingBack is what undo needs to take back what was noted: the key of each ask,
// with the value before where one was corrected.
func takingBack(all []noted) string {
	var keys []string
	for _, n := range all {
		key := n.ask.Key
		if n.fixes {
			key += "=" + n.before.Value.String()
		}
		keys = append(keys, key)
	}
	return strings.Join(keys, ",")
}

// undoSaid does what the button "Take back" does when somebody writes it. In a
// channel, where nothing of theirs is to be taken back it was not said to us.
func (t *talk) undoSaid(ctx context.Context) (bool, error) {
	body, ok, err := t.tx.Recall(ctx, t.undoKey())
	if err != nil || !ok {
		if err == nil && t.in.ToBot() {
			t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinNothingBack()})
			return true, nil
		}
		return false, err
	}
	return true, t.undo(ctx, string(body))
}

// undo takes readings back: to what they corrected, or to being awaited.
func (t *talk) undo(ctx context.Context, value string) error {
	var names, again, gone []string
	for _, one := range strings.Split(value, ",") {
		key, old, corrected := strings.Cut(one, "=")
		asks, err := t.asksBy(ctx, []string{key})
		if err != nil {
			return err
		}
		if len(asks) == 0 || asks[0].State != scorecard.AskAnswered {
			continue
		}
		a := asks[0]
		m := t.s.Metric(a.Metric)
		h := understand.Heard{}
		if corrected {
			v, err := decimal.NewFromString(old)
			if err != nil {
				return errors.Join(errors.New("checkin: take back "+key), err)
			}
			h.Value = decimal.NewNullDecimal(v)
		} else if a.Period.End() >= t.s.Today { // told before its time, and asked for in its own
			a.State, a.NextAt = scorecard.AskSnoozed, t.now.AddDate(0, 0, a.Period.End().Sub(t.s.Today)+1)
		} else {
			a.State, a.NextAt, a.Times = scorecard.AskOpen, t.reminderAfter(a.Person, m), max(a.Times, 1)
		}
		if _, err := t.tx.Record(ctx, t.reading(a.Period, m, h, !corrected)); err != nil {
			return err
		}
		if err := t.reload(ctx); err != nil {
			return err
		}
		if err := t.keep(ctx, a); err != nil {
			return err
		}
		switch {
		case corrected:
			again = append(again, t.what(a)+": "+t.voice.Value(m.Measure, h.Value.Decimal))
		case a.State == scorecard.AskSnoozed:
			gone = append(gone, t.what(a))
		default:
			names = append(names, t.what(a))
		}
	}
	words := t.voice.CheckinSettled()
	if len(names)+len(again)+len(gone) > 0 {
		words = t.voice.CheckinUndone(names, again, gone)
	}
	t.blocks = append(t.blocks, chat.Text{Marked: words})
	return t.tx.Forget(ctx, t.undoKey())
}
