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

// echo adds to the reply what was recorded and what it means.
func (t *talk) echo() {
	var open, closed []noted
	for _, n := range t.noted {
		if n.metric.Open() || t.in.Place.Private() {
			open = append(open, n)
		} else {
			closed = append(closed, n)
		}
	}
	t.blocks = append(t.echoOf(open), t.blocks...)
	t.private = append(t.echoOf(closed), t.private...)
}

func (t *talk) echoOf(all []noted) []chat.Block {
	if len(all) == 0 {
		return nil
	}
	head := t.voice.CheckinThanks(len(all))
	if all[0].fixes {
		head = t.voice.CheckinCorrected()
	}
	blocks := []chat.Block{chat.Text{Marked: head}}
	var list chat.List
	var keys []string
	for _, n := range all {
		shown := t.number(n.metric, n.ask.Period)
		shown.Approx = n.said.Approx
		undo := n.ask.Key
		if n.fixes {
			shown.Before = t.voice.Value(n.metric.Measure, n.before.Value)
			undo += "=" + n.before.Value.String()
		}
		keys = append(keys, undo)
		list.Items = append(list.Items, chat.Item{Marked: t.voice.CheckinEcho(shown), Status: string(shown.Status)})
	}
	blocks = append(blocks, list)
	for _, n := range all {
		if n.said.Comment != "" {
			blocks = append(blocks, chat.Quote{Text: n.said.Comment, By: t.name(t.who)})
		}
	}
	if !all[0].fixes {
		blocks = append(blocks, t.meaning(all)...)
	}
	return append(blocks, t.afterwards(all, keys))
}

// meaning says what follows from what was recorded: who feels it next, whether a
// guardrail suffers, and, of what is red again and again, what will be done. It
// speaks of one number, the worst.
func (t *talk) meaning(all []noted) []chat.Block {
	worst := all[0]
	for _, n := range all[1:] {
		if t.severity(n) > t.severity(worst) {
			worst = n
		}
	}
	var blocks []chat.Block
	if words := t.feeds(worst.metric); words != "" {
		blocks = append(blocks, chat.Text{Marked: words})
	}
	if g := t.s.Metric(worst.metric.Guardrail); g != nil && t.s.MaySee(t.audience(), g) {
		if s := t.s.Standing(g.ID); s.Status.OffTrack() {
			blocks = append(blocks, chat.Note{Marked: t.voice.CheckinGuardrail(t.number(g, s.Reading.Period))})
		}
	}
	if n := redRun(worst.metric, t.s.Histories[worst.metric.ID]); n >= 3 && !t.asking {
		blocks = append(blocks, chat.Text{Marked: t.stillRed(worst, n)})
	}
	return blocks
}

// stillRed says what is being done about a number that stays red, or asks.
func (t *talk) stillRed(n noted, times int) string {
	shown := t.number(n.metric, n.ask.Period)
	for _, a := range t.s.ActionsOf(n.metric.Objective) {
		if a.Open() && !a.Overdue(t.s.Today) {
			return t.voice.CheckinStillRed(shown, times, a.Name, t.name(a.Owner), a.Due)
		}
	}
	t.asking = true
	return t.voice.CheckinThirdRed(shown, times)
}

func (t *talk) severity(n noted) int {
	r, _ := t.s.Histories[n.metric.ID].At(n.ask.Period)
	return t.statusOf(n.metric, r).Severity()
}

func (t *talk) audience() scorecard.Audience {
	return scorecard.Audience{Person: t.who, Private: t.in.Place.Private()}
}

// redRun counts the newest values in a row that were red when they came.
func redRun(m *scorecard.Metric, h scorecard.History) int {
	n := 0
	values := h.Values()
	for i := len(values) - 1; i >= 0; i-- {
		t, ok := m.TargetOn(values[i].Period.End())
		if !ok || m.StatusOf(values[i].Value, t) != scorecard.Red {
			break
		}
		n++
	}
	return n
}

// feeds says where the map leads from a metric's objective: to what, and to whom
// first. Objectives that are not for everybody here are left out.
func (t *talk) feeds(m *scorecard.Metric) string {
	o := t.s.Objective(m.Objective)
	if o == nil || !t.s.MaySeeObjective(t.audience(), o) {
		return ""
	}
	vision := map[scorecard.ObjectiveID]bool{}
	for _, v := range t.s.VisionObjectives() {
		vision[v] = true
	}
	var near, far []string
	next, lag := "", 0
	for _, r := range t.places().Effects([]scorecard.ObjectiveID{o.ID}) {
		to := t.s.Objective(r.Objective)
		if to == nil || !t.s.MaySeeObjective(t.audience(), to) {
			continue
		}
		if u := t.s.Unit(to.Unit); next == "" && u != nil && to.Unit != t.s.UnitOf(m) {
			next, lag = u.Name, r.LagWeeks
		}
		switch {
		case len(near) == 0:
			near = append(near, to.Name)
		case vision[to.ID] && len(far) == 0:
			far = append(far, to.Name)
		}
	}
	if len(near) == 0 {
		return ""
	}
	return t.voice.CheckinFeeds(o.Name, append(near, far...), next, lag)
}

// afterwards offers to fix, to take back and, where something was asked, to act.
func (t *talk) afterwards(all []noted, undo []string) chat.Buttons {
	var keys []string
	for _, n := range all {
		keys = append(keys, n.ask.Key)
	}
	b := chat.Buttons{Buttons: []chat.Button{
		{Label: t.voice.CheckinFixButton(), Action: actFix, Value: strings.Join(keys, ","), Form: true},
		{Label: t.voice.CheckinUndoButton(), Action: actUndo, Value: strings.Join(undo, ",")},
	}}
	for _, n := range all {
		if !n.fixes && redRun(n.metric, t.s.Histories[n.metric.ID]) >= 3 {
			act := chat.Button{Label: t.voice.CheckinActButton(), Action: actAct, Value: n.ask.Key, Form: true, Style: chat.Primary}
			b.Buttons = append([]chat.Button{act}, b.Buttons...)
			break
		}
	}
	return b
}

// undo takes readings back: to what they corrected, or to being awaited.
func (t *talk) undo(ctx context.Context, value string) error {
	var names []string
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
		names = append(names, t.what(a))
	}
	words := t.voice.CheckinSettled()
	if len(names) > 0 {
		words = t.voice.CheckinUndone(names)
	}
	t.blocks = append(t.blocks, chat.Text{Marked: words})
	return nil
}
