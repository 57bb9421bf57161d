package checkin

import (
	"context"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// actQuote opens the form that reports a number from a message somebody wrote;
// the value of the press is the message.
const actQuote = "checkin/quote"

const (
	metricField = "metric" // of the form of actQuote: the key of an ask
	mostMetrics = 100      // options of a choice: Slack's limit, docs.slack.dev/reference/block-kit/composition-objects/option-object
	mostNote    = 2000     // letters of a message that are kept as the note
)

// quoteForm asks which metric a message is about, filled in with what it says.
func (t *talk) quoteForm(ctx context.Context) (chat.Form, error) {
	form := chat.Form{Action: actFix, Title: t.voice.CheckinFormTitle(), Intro: t.voice.CheckinQuoteIntro(), Submit: t.voice.CheckinSaveButton()}
	asks, err := t.reportable(ctx)
	if err != nil {
		return form, err
	}
	if len(asks) == 0 {
		form.Intro = t.voice.CheckinFormNothing()
		return form, nil
	}
	metric := chat.Field{Name: metricField, Label: t.voice.CheckinFieldMetric(), Kind: chat.ChoiceField}
	for _, a := range asks {
		m := t.s.Metric(a.Metric)
		metric.Options = append(metric.Options, chat.Option{Label: t.voice.CheckinField(t.number(m, a.Period)), Value: a.Key})
	}
	value := chat.Field{Name: oneValue, Label: t.voice.CheckinFieldValue()}
	metric.Value, value.Value = t.quoted(asks)
	words := []rune(strings.TrimSpace(t.in.Value))
	note := chat.Field{Name: oneNote, Label: t.voice.CheckinFieldWords(), Kind: chat.ParaField, Optional: true, Value: string(words[:min(len(words), mostNote)])}
	form.Fields = []chat.Field{metric, value, note, t.sureField()}
	return form, nil
}

// reportable returns an ask for every metric the person may report: what they
// are asked for first, then their own, then what they may report for others.
func (t *talk) reportable(ctx context.Context) ([]scorecard.Ask, error) {
	out, err := t.tx.AsksOf(ctx, t.who)
	if err != nil {
		return nil, err
	}
	out = t.inOrder(out)
	own, others := []scorecard.Ask{}, []scorecard.Ask{}
	for i := range t.s.Metrics {
		m := &t.s.Metrics[i]
		asked := slices.ContainsFunc(out, func(a scorecard.Ask) bool { return a.Metric == m.ID })
		if m.Retired != nil || asked || !t.s.MayReport(t.who, m) || len(out)+len(own)+len(others) >= mostMetrics {
			continue
		}
		a, err := t.askFor(ctx, m, t.periodToldUnasked(m))
		if err != nil {
			return nil, err
		}
		if m.ReportedBy() == t.who {
			own = append(own, a)
		} else {
			others = append(others, a)
		}
	}
	out = append(append(out, own...), others...)
	return out[:min(len(out), mostMetrics)], nil
}

// quoted reads the message, and returns the ask it is about and the number in
// it where both are plain.
func (t *talk) quoted(asks []scorecard.Ask) (key, value string) {
	to := understand.Listener{Person: t.who, Locale: t.s.LocaleOf(t.who), Today: t.s.Today}
	for _, a := range asks {
		to.Asked = append(to.Asked, t.asked(t.s.Metric(a.Metric), a.Period))
	}
	heard := t.Reader(t.s.Index).Reply(t.in.Value, to)
	if len(heard) != 1 || heard[0].Metric == "" {
		return "", ""
	}
	for _, a := range asks {
		if a.Metric == heard[0].Metric {
			key = a.Key
		}
	}
	if heard[0].Action == understand.Record && heard[0].Value.Valid {
		value = t.voice.Number(heard[0].Value.Decimal)
	}
	return key, value
}
