package checkin

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// hear reads the text as a reply to asks and does what it says. Own reports
// whether the asks are the person's own. What is said among people is not ours.
func (t *talk) hear(ctx context.Context, asks []scorecard.Ask, own bool) (bool, error) {
	if len(asks) == 0 && onlyAsks(t.in.Text) {
		return false, nil
	}
	mine := false
	for _, h := range t.read(asks) {
		did, err := t.act(ctx, asks, own, h)
		if err != nil {
			return true, err
		}
		mine = mine || did
	}
	return mine, nil
}

// onlyAsks reports whether text is one sentence that asks to be told something:
// when nothing was asked before, there is no number in it for us to look for.
func onlyAsks(text string) bool {
	rest, ok := strings.CutSuffix(strings.TrimSpace(text), "?")
	return ok && !strings.ContainsAny(rest, ".!?;:\n") && toKnow.MatchString(rest)
}

// read reads the text. When it names metrics that were not asked about it is read
// again with their history, so that what is implausible is noticed there too.
func (t *talk) read(asks []scorecard.Ask) []understand.Heard {
	to := understand.Listener{Person: t.who, Locale: t.s.LocaleOf(t.who), Today: t.s.Today}
	known := map[scorecard.MetricID]bool{"": true}
	for _, a := range asks {
		if m := t.s.Metric(a.Metric); m != nil {
			to.Asked = append(to.Asked, t.asked(m, a.Period))
			known[m.ID] = true
		}
	}
	reader := t.Reader(t.s.Index)
	heard := plainReasons(reader.Reply(t.in.Text, to))
	more := false
	for _, h := range heard {
		if m := t.s.Metric(h.Metric); m != nil && !known[m.ID] {
			to.Asked = append(to.Asked, t.asked(m, t.periodToldUnasked(m)))
			known[m.ID], more = true, true
		}
	}
	if more {
		return plainReasons(reader.Reply(t.in.Text, to))
	}
	return heard
}

var because = regexp.MustCompile(`(?i)^because(\s+of)?\s+`)

// plainReasons takes the word off that joined a reason to its number: what is
// quoted later stands alone.
func plainReasons(all []understand.Heard) []understand.Heard {
	for i := range all {
		all[i].Comment = because.ReplaceAllString(all[i].Comment, "")
	}
	return all
}

// act does one thing that was heard, and reports whether it was for us.
func (t *talk) act(ctx context.Context, asks []scorecard.Ask, own bool, h understand.Heard) (bool, error) {
	switch h.Action {
	case understand.NotUpdate, "":
		return false, nil
	case understand.AnswerQuestion:
		if !own || t.in.ToBot() && !aboutAsk.MatchString(t.in.Text) {
			return false, nil
		}
	case understand.Snooze, understand.Delegate, understand.Skip:
		// "Give me the scorecard in one minute" puts nothing off.
		if toKnow.MatchString(t.in.Text) {
			return false, nil
		}
	case understand.AskBack, understand.Confirm:
		// "What would happen if it rose by 5%?" is not a bad number.
		if question.MatchString(t.in.Text) || h.Action == understand.AskBack && strings.HasSuffix(strings.TrimSpace(t.in.Text), "?") {
			return false, nil
		}
		if h.Action == understand.AskBack && !own && !(t.in.Mention && len(asks) > 0) {
			return false, nil
		}
	}
	chosen, err := t.chosen(ctx, asks, h)
	if err != nil || len(chosen) == 0 {
		return t.asking, err
	}
	allowed := filter(chosen, func(a scorecard.Ask) bool { return t.mayAnswer(a, t.s.Metric(a.Metric)) })
	if (h.Action == understand.Snooze || h.Action == understand.Delegate) && !slices.ContainsFunc(chosen, awaited) {
		return false, nil // of what is in there is nothing to put off
	}
	switch {
	case len(allowed) == 0:
		return t.decline(chosen), nil
	case len(allowed) == 1 || slices.Contains(ofAll, h.Action):
		return true, t.do(ctx, allowed, h)
	}
	t.which(allowed)
	return true, nil
}

// ofAll are the acts that are about everything asked when no metric is named.
var ofAll = []understand.Act{understand.Snooze, understand.Delegate, understand.AnswerQuestion}

// chosen returns the asks that h is about: that of the metric it names, or, when
// it names none, all there are.
func (t *talk) chosen(ctx context.Context, asks []scorecard.Ask, h understand.Heard) ([]scorecard.Ask, error) {
	var live []scorecard.Ask
	for _, a := range asks {
		if t.s.Metric(a.Metric) != nil && (h.Metric == "" || h.Metric == a.Metric) {
			live = append(live, a)
		}
	}
	if len(live) > 0 || h.Metric == "" {
		return live, nil
	}
	m := t.s.Metric(h.Metric)
	if m == nil || m.Retired != nil {
		return nil, nil
	}
	if told := t.lastTold(m); told != "" && takesBack.MatchString(t.in.Text) {
		a, err := t.askFor(ctx, m, told)
		return []scorecard.Ask{a}, err
	}
	if now := scorecard.PeriodOf(m.Cadence, t.s.Today); h.Value.Valid && h.Period == "" && t.unclear(m, now) {
		t.whichPeriod(m, now)
		return nil, nil
	}
	a, err := t.askFor(ctx, m, t.periodToldUnasked(m))
	return []scorecard.Ask{a}, err
}

// unclear reports whether a number told unasked could as well correct the period
// that has ended as be for the one that has only just begun.
func (t *talk) unclear(m *scorecard.Metric, now scorecard.Period) bool {
	if t.periodToldUnasked(m) != now || m.Cadence == scorecard.Irregular || m.AskFor == scorecard.CurrentPeriod || !t.s.MayReport(t.who, m) {
		return false
	}
	r, ok := t.s.Histories[m.ID].At(now.Prev())
	return ok && !r.NoData && 2*t.s.Today.Sub(now.Start()) < now.End().Sub(now.Start())
}

// lastTold is the period of the newest number of m that "sorry" may take back:
// of the one under way or of the one before; empty when neither has any.
func (t *talk) lastTold(m *scorecard.Metric) scorecard.Period {
	now := scorecard.PeriodOf(m.Cadence, t.s.Today)
	for _, p := range []scorecard.Period{now, now.Prev()} {
		if r, ok := t.s.Histories[m.ID].At(p); ok && !r.NoData {
			return p
		}
	}
	return ""
}

// whichPeriod asks which of the two it is.
func (t *talk) whichPeriod(m *scorecard.Metric, now scorecard.Period) {
	last := t.number(m, now.Prev())
	t.asking = true
	t.say(m, chat.Text{Marked: t.voice.CheckinWhichPeriod(last, now)})
	if len(t.in.Text) > fitsButton {
		return
	}
	t.say(m, chat.Buttons{Buttons: []chat.Button{
		{Label: t.voice.CheckinInsteadButton(last), Action: actWhich, Value: scorecard.AskKey(m.ID, now.Prev()) + "|" + t.in.Text},
		{Label: t.voice.CheckinPeriodButton(now), Action: actWhich, Value: scorecard.AskKey(m.ID, now) + "|" + t.in.Text},
	}})
}

// periodToldUnasked is the period that a number told unasked is for: the last
// one that has ended, or, when that has its number, the one under way.
func (t *talk) periodToldUnasked(m *scorecard.Metric) scorecard.Period {
	now := scorecard.PeriodOf(m.Cadence, t.s.Today)
	if m.Cadence == scorecard.Irregular || m.Cadence == scorecard.Daily || m.AskFor == scorecard.CurrentPeriod {
		return now
	}
	if r, ok := t.s.Histories[m.ID].At(now.Prev()); ok && !r.NoData {
		return now
	}
	return now.Prev()
}

// filter returns the asks that keep is true of.
func filter(asks []scorecard.Ask, keep func(scorecard.Ask) bool) []scorecard.Ask {
	return slices.DeleteFunc(slices.Clone(asks), func(a scorecard.Ask) bool { return !keep(a) })
}

// decline tells somebody whose number it is. Who may not even know of it hears
// nothing, and neither does chatter about several numbers.
func (t *talk) decline(asks []scorecard.Ask) bool {
	m := t.s.Metric(asks[0].Metric)
	if len(asks) > 1 && !t.in.ToBot() || !t.s.Cleared(t.who, m) {
		return false
	}
	var names []string
	for _, p := range []scorecard.PersonID{asks[0].Person, m.ReportedBy(), m.Backup} {
		if name := t.name(p); p != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	t.say(m, chat.Text{Marked: t.voice.CheckinNotYours(m.Name, names)})
	return true
}

// do acts on asks that the person may answer; on one of them unless it is to be
// put off or handed on.
func (t *talk) do(ctx context.Context, asks []scorecard.Ask, h understand.Heard) error {
	for _, a := range asks {
		t.keys = append(t.keys, a.Key)
	}
	a := asks[0]
	m := t.s.Metric(a.Metric)
	switch h.Action {
	case understand.Record:
		return t.record(ctx, a, m, h)
	case understand.Confirm:
		return t.confirm(ctx, a, m, h)
	case understand.AskBack:
		return t.askBack(a, m, h)
	case understand.Skip:
		return t.skip(ctx, a, m, h)
	case understand.Snooze:
		return t.snooze(ctx, filter(asks, awaited), h)
	case understand.Delegate:
		return t.handOn(ctx, filter(asks, awaited), h)
	case understand.AnswerQuestion:
		for _, a := range asks[:min(len(asks), 3)] {
			m := t.s.Metric(a.Metric)
			t.say(m, chat.Text{Marked: t.voice.CheckinExplain(t.number(m, a.Period), m.Definition)})
		}
	}
	return nil
}

// fitsButton is how long a text may be that a button gives back: its value holds
// 2,000 characters, and the key of an ask goes before it.
const fitsButton = 1500

// which asks which of several numbers was meant. What was said is on the buttons,
// so that it need not be typed again.
func (t *talk) which(asks []scorecard.Ask) {
	var names []string
	var buttons []chat.Button
	for _, a := range t.inOrder(asks) {
		t.keys = append(t.keys, a.Key)
		m := t.s.Metric(a.Metric)
		names = append(names, m.Name)
		if strings.ContainsAny(t.in.Text, "0123456789") && len(buttons) < 5 && m.Open() {
			buttons = append(buttons, chat.Button{Label: m.Name, Action: actWhich, Value: a.Key + "|" + t.in.Text})
		}
	}
	t.asking = true
	t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinWhich(names)})
	if len(buttons) > 0 && len(t.in.Text) <= fitsButton {
		t.blocks = append(t.blocks, chat.Buttons{Buttons: buttons})
	}
}
