package checkin

import (
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

const (
	sureField = "sure"
	sure      = "yes"
	oneValue  = "value" // of a form in which the metric is chosen
	oneNote   = "note"
)

// valueField names the field for the value of an ask. A form that is drawn anew,
// with a mistake in it, may hold other asks by then: what was typed for one must
// not come to stand beside another.
func valueField(key string) string { return "value-" + strings.TrimPrefix(key, "ask/") }
func noteField(key string) string  { return "note-" + strings.TrimPrefix(key, "ask/") }

// Form returns the form that a button opens: for numbers, or for an action.
func (f *Feature) Form(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (chat.Form, error) {
	d, err := f.at(ctx, tx, who)
	if err != nil {
		return chat.Form{}, err
	}
	t := &talk{desk: d, in: in}
	switch in.Action {
	case actAct:
		return t.actionForm()
	case actQuote:
		return t.quoteForm(ctx)
	case actReport:
		asks, err := t.asksToReport(ctx)
		return t.numbersForm(asks), err
	case actFix:
		asks, err := t.asksBy(ctx, strings.Split(in.Value, ","))
		return t.numbersForm(asks), err
	}
	return chat.Form{}, fmt.Errorf("checkin: %q opens no form", in.Action)
}

// fields is how many numbers a form asks for at most.
const fields = 20

// asksToReport returns what whoever presses "report" can give: what they are
// asked for, here or else anywhere; failing that, what others are asked for here
// and they may report too; failing that, their own metrics.
func (t *talk) asksToReport(ctx context.Context) ([]scorecard.Ask, error) {
	var mine, theirs []scorecard.Ask
	if t.in.Value != "" {
		asks, err := t.tx.AsksIn(ctx, t.in.Value)
		if err != nil {
			return nil, err
		}
		for _, a := range t.inOrder(asks) {
			m := t.s.Metric(a.Metric)
			switch {
			case !awaited(a):
			case a.Person == t.who || a.First == t.who:
				mine = append(mine, a)
			case t.mayAnswer(a, m):
				theirs = append(theirs, a)
			}
		}
	}
	if len(mine) == 0 {
		asks, err := t.tx.AsksOf(ctx, t.who)
		if err != nil {
			return nil, err
		}
		mine = t.inOrder(asks)
	}
	if len(mine) == 0 {
		mine = theirs
	}
	if len(mine) > 0 {
		return mine[:min(len(mine), fields)], nil
	}
	return t.ownMetrics(ctx)
}

// ownMetrics returns asks for the metrics the person reports, asked for or not.
func (t *talk) ownMetrics(ctx context.Context) ([]scorecard.Ask, error) {
	var out []scorecard.Ask
	for i := range t.s.Metrics {
		m := &t.s.Metrics[i]
		if m.Retired != nil || m.ReportedBy() != t.who || len(out) == fields {
			continue
		}
		a, err := t.askFor(ctx, m, t.periodToldUnasked(m))
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// numbersForm asks for a value and a note for each of asks.
func (t *talk) numbersForm(asks []scorecard.Ask) chat.Form {
	form := chat.Form{Action: actFix, Title: t.voice.CheckinFormTitle(), Intro: t.voice.CheckinFormIntro(), Submit: t.voice.CheckinSaveButton()}
	if len(asks) == 0 {
		form.Intro = t.voice.CheckinFormNothing()
		return form
	}
	var keys []string
	for _, a := range asks {
		m := t.s.Metric(a.Metric)
		if m == nil {
			continue
		}
		keys = append(keys, a.Key)
		n := t.number(m, a.Period)
		r, has := t.s.Histories[m.ID].At(a.Period)
		value := chat.Field{Name: valueField(a.Key), Label: t.voice.CheckinField(n), Hint: t.voice.CheckinHint(n), Optional: true}
		note := chat.Field{Name: noteField(a.Key), Label: t.voice.CheckinFieldNote(m.Name), Optional: true}
		if has && !r.NoData {
			value.Value, note.Value = t.voice.Number(r.Value), r.Note
		}
		form.Fields = append(form.Fields, value, note)
	}
	form.Value = strings.Join(keys, ",")
	form.Fields = append(form.Fields, t.sureField())
	return form
}

// sureField asks whether an unlikely value is to be taken as it is written.
func (t *talk) sureField() chat.Field {
	return chat.Field{
		Name: sureField, Label: t.voice.CheckinFieldSure(), Kind: chat.ChoiceField, Optional: true,
		Options: []chat.Option{{Label: t.voice.CheckinAskMe(), Value: ""}, {Label: t.voice.CheckinAsWritten(), Value: sure}},
	}
}

// asksIn returns the keys of the asks that a form is about: the one that was
// chosen in it, or those it was made for.
func (t *talk) asksIn() []string {
	if chosen, ok := t.in.Fields[metricField]; ok {
		return []string{chosen}
	}
	return strings.Split(t.in.Value, ",")
}

// typed names the fields in which the value and the note of an ask were typed.
// A form in which the metric was chosen has one of each, whatever was chosen.
func (t *talk) typed(key string) (value, note string) {
	if _, chosen := t.in.Fields[metricField]; chosen {
		return oneValue, oneNote
	}
	return valueField(key), noteField(key)
}

// Check says what is wrong with a form that was filled in, at its fields.
func (f *Feature) Check(ctx context.Context, tx Store, in chat.Incoming, who scorecard.PersonID) (chat.FieldErrors, error) {
	d, err := f.at(ctx, tx, who)
	if err != nil {
		return nil, err
	}
	t := &talk{desk: d, in: in}
	if in.Action == actAct {
		return t.checkAction(), nil
	}
	_, faults, err := t.filledIn(ctx)
	return faults, err
}

// A filled field is a number that was given in a form.
type filled struct {
	ask   scorecard.Ask
	heard understand.Heard
}

// filledIn reads a form: what it says, and what is wrong with it. A value that
// was there before and was not touched says nothing.
func (t *talk) filledIn(ctx context.Context) ([]filled, chat.FieldErrors, error) {
	faults := chat.FieldErrors{}
	var out []filled
	empty := true
	if chosen, ok := t.in.Fields[metricField]; ok && chosen == "" {
		return nil, chat.FieldErrors{metricField: t.voice.CheckinFaultMetric()}, nil
	}
	for _, key := range t.asksIn() {
		value, note := t.typed(key)
		text := strings.TrimSpace(t.in.Fields[value])
		note = strings.TrimSpace(t.in.Fields[note])
		if text == "" {
			continue
		}
		empty = false
		asks, err := t.asksBy(ctx, []string{key})
		if err != nil {
			return nil, nil, err
		}
		if len(asks) == 0 {
			faults[value] = t.voice.CheckinSettled()
			continue
		}
		a := asks[0]
		m := t.s.Metric(a.Metric)
		if r, ok := t.s.Histories[m.ID].At(a.Period); ok && !r.NoData && text == t.voice.Number(r.Value) && note == r.Note {
			continue
		}
		h, fault := t.readField(a, m, text)
		if fault != "" {
			faults[value] = fault
			continue
		}
		if note != "" {
			h.Comment = note
		}
		out = append(out, filled{a, h})
	}
	if empty {
		first, _ := t.typed(t.asksIn()[0])
		faults[first] = t.voice.CheckinFaultEmpty()
	}
	return out, faults, nil
}

// readField reads one field as a reply to its ask, and says what is wrong with it.
func (t *talk) readField(a scorecard.Ask, m *scorecard.Metric, text string) (understand.Heard, string) {
	to := understand.Listener{
		Asked: []understand.Asked{t.asked(m, a.Period)}, Person: t.who, Locale: t.s.LocaleOf(t.who), Today: t.s.Today,
	}
	n := t.number(m, a.Period)
	heard := t.Reader(t.s.Index).Reply(text, to)
	if len(heard) != 1 || heard[0].Metric != "" && heard[0].Metric != m.ID {
		return understand.Heard{}, t.voice.CheckinFaultUnread(n)
	}
	h := heard[0]
	switch h.Action {
	case understand.Record, understand.Skip:
		return h, ""
	case understand.Confirm:
		return t.doubtfulField(h, m, n, text)
	case understand.AskBack:
		if h.Bound != "" {
			return h, t.voice.CheckinFaultBound(h.Bound)
		}
	}
	return h, t.voice.CheckinFaultUnread(n)
}

// doubtfulField accepts a doubtful value when the person has ticked that it is
// right as written; of two readings that is the one with the digits they typed.
func (t *talk) doubtfulField(h understand.Heard, m *scorecard.Metric, n prompts.Number, text string) (understand.Heard, string) {
	options := h.Options
	if len(options) == 0 && h.Value.Valid {
		options = []decimal.Decimal{h.Value.Decimal}
	}
	if len(options) == 0 {
		return h, t.voice.CheckinFaultUnread(n)
	}
	if t.in.Fields[sureField] == sure {
		h.Action, h.Value = understand.Record, decimal.NewNullDecimal(options[0])
		for _, v := range options {
			if t.voice.Number(v) == strings.TrimRight(text, " %") || v.String() == text {
				h.Value = decimal.NewNullDecimal(v)
			}
		}
		return h, ""
	}
	var labels []string
	for _, v := range options {
		labels = append(labels, t.voice.Value(m.Measure, v))
	}
	return h, t.voice.CheckinFaultDoubt(n, labels)
}

// submitted does what a form says. It was checked before; if things have changed
// since, what is wrong now is said, and the rest is done.
func (t *talk) submitted(ctx context.Context) (bool, error) {
	if t.in.Action == actAct {
		return true, t.addAction(ctx)
	}
	if t.in.Action != actFix {
		return false, nil
	}
	all, faults, err := t.filledIn(ctx)
	if err != nil {
		return true, err
	}
	t.aloud()
	for _, f := range all {
		value, _ := t.typed(f.ask.Key)
		t.in.Text = t.in.Fields[value]
		if err := t.do(ctx, []scorecard.Ask{f.ask}, f.heard); err != nil {
			return true, err
		}
	}
	for _, key := range t.asksIn() {
		value, _ := t.typed(key)
		if fault := faults[value]; fault != "" {
			id, _, _ := cutAskKey(key)
			t.say(t.s.Metric(id), chat.Text{Marked: chat.Escape(fault)})
		}
	}
	return true, nil
}
