package checkin

import (
	"context"
	"slices"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// hear reads the text as a reply to asks and does what it says. Own reports
// whether the asks are the person's own. What is said among people is not ours.
func (t *talk) hear(ctx context.Context, asks []scorecard.Ask, own bool) (bool, error) {
	to := understand.Listener{Person: t.who, Locale: t.voice.Locale, Today: t.s.Today}
	for _, a := range asks {
		if m := t.s.Metric(a.Metric); m != nil {
			to.Asked = append(to.Asked, t.asked(m, a.Period))
		}
	}
	mine := false
	for _, h := range t.Reader(t.s.Index).Reply(t.in.Text, to) {
		did, err := t.act(ctx, asks, own, h)
		if err != nil {
			return true, err
		}
		mine = mine || did
	}
	return mine, nil
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
	case understand.AskBack:
		if !own && !(t.in.Mention && len(asks) > 0) {
			return false, nil
		}
	}
	chosen, err := t.chosen(ctx, asks, h)
	if err != nil || len(chosen) == 0 {
		return t.asking, err
	}
	allowed := slices.DeleteFunc(slices.Clone(chosen), func(a scorecard.Ask) bool { return !t.mayAnswer(a, t.s.Metric(a.Metric)) })
	switch {
	case len(allowed) == 0:
		return t.decline(chosen), nil
	case len(allowed) == 1 || slices.Contains(ofAll, h.Action):
		return true, t.do(ctx, allowed, h)
	}
	t.which(allowed, h)
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
	if now := scorecard.PeriodOf(m.Cadence, t.s.Today); h.Action == understand.Record && h.Period == "" && t.unclear(m, now) {
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

// whichPeriod asks which of the two it is.
func (t *talk) whichPeriod(m *scorecard.Metric, now scorecard.Period) {
	last := t.number(m, now.Prev())
	t.asking = true
	t.say(m, chat.Text{Marked: t.voice.CheckinWhichPeriod(last, now)}, chat.Buttons{Buttons: []chat.Button{
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
		return t.snooze(ctx, asks, h)
	case understand.Delegate:
		return t.handOn(ctx, asks, h)
	case understand.AnswerQuestion:
		for _, a := range asks[:min(len(asks), 3)] {
			m := t.s.Metric(a.Metric)
			t.say(m, chat.Text{Marked: t.voice.CheckinExplain(t.number(m, a.Period), m.Definition)})
		}
	}
	return nil
}

// which asks which of several numbers was meant. A value that was read is on the
// buttons, so that it need not be typed again.
func (t *talk) which(asks []scorecard.Ask, h understand.Heard) {
	var names []string
	var buttons []chat.Button
	for _, a := range asks {
		t.keys = append(t.keys, a.Key)
		m := t.s.Metric(a.Metric)
		names = append(names, m.Name)
		if h.Action == understand.Record && h.Value.Valid && len(buttons) < 5 && m.Open() {
			buttons = append(buttons, chat.Button{Label: m.Name, Action: actWhich, Value: a.Key + "|" + t.in.Text})
		}
	}
	t.asking = true
	t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinWhich(names)})
	if len(buttons) > 0 && len(t.in.Text) < 1500 {
		t.blocks = append(t.blocks, chat.Buttons{Buttons: buttons})
	}
}

// skip keeps why there is no number.
func (t *talk) skip(ctx context.Context, a scorecard.Ask, m *scorecard.Metric, h understand.Heard) error {
	if _, err := t.tx.Record(ctx, t.reading(a.Period, m, h, true)); err != nil {
		return err
	}
	if err := t.reload(ctx); err != nil {
		return err
	}
	a.State, a.Note, a.Pending = scorecard.AskSkipped, h.Comment, nil
	t.say(m, chat.Text{Marked: t.voice.CheckinSkipped([]string{t.what(a)}, h.Comment)})
	return t.keep(ctx, a)
}

// snooze puts asks off to a day, or to the next working day.
func (t *talk) snooze(ctx context.Context, asks []scorecard.Ask, h understand.Heard) error {
	until := schedule.WorkingMoment(t.s.Index, t.who, t.now, 1, remindAt)
	if h.Until.Valid() && h.Until > t.s.Today {
		until = schedule.WorkingMoment(t.s.Index, t.who, t.now, workingDaysTo(t.desk, h.Until), remindAt)
	}
	for _, a := range asks {
		a.State, a.NextAt, a.Note = scorecard.AskSnoozed, until, h.Comment
		if err := t.keep(ctx, a); err != nil {
			return err
		}
	}
	t.say(t.s.Metric(asks[0].Metric), chat.Text{Marked: t.voice.CheckinSnoozing(schedule.DayOf(t.s.Index, t.who, until))})
	return nil
}

// workingDaysTo counts the working days of the desk's person until a day, that
// day or the first one after it included.
func workingDaysTo(d *desk, until scorecard.Date) int {
	for n := 1; n < 400; n++ {
		at := schedule.WorkingMoment(d.s.Index, d.who, d.now, n, remindAt)
		if at.IsZero() || schedule.DayOf(d.s.Index, d.who, at) >= until {
			return n
		}
	}
	return 1
}

// handOn asks somebody else instead, for all to see.
func (t *talk) handOn(ctx context.Context, asks []scorecard.Ask, h understand.Heard) error {
	first := t.s.Metric(asks[0].Metric)
	to := t.s.Person(h.To)
	if to == nil {
		t.say(first, chat.Text{Marked: t.voice.CheckinHandToWhom(h.ToName)})
		return nil
	}
	var open, closed []scorecard.Ask
	for _, a := range asks {
		m := t.s.Metric(a.Metric)
		if !m.Open() && !t.s.Cleared(to.ID, m) {
			t.say(m, chat.Text{Marked: t.voice.CheckinHandRestricted(m.Name, to.Name)})
			continue
		}
		a.Person, a.State, a.Times, a.AskedAt, a.Pending = to.ID, scorecard.AskOpen, 1, t.now, nil
		a.Note, a.NextAt = t.voice.CheckinNoteHanded(t.name(t.who)), t.reminderAfter(to.ID, m)
		if err := t.keep(ctx, a); err != nil {
			return err
		}
		if m.Open() && !t.in.Place.Private() {
			open = append(open, a)
		} else {
			closed = append(closed, a)
		}
	}
	if len(open) > 0 {
		t.blocks = append(t.blocks, chat.Text{Marked: t.voice.CheckinHanded(to.ID, t.name(t.who), t.whats(open))})
	}
	return t.handOnPrivately(ctx, to, closed)
}

// handOnPrivately asks to where only they read it, and says so where it was said.
func (t *talk) handOnPrivately(ctx context.Context, to *scorecard.Person, asks []scorecard.Ask) error {
	if len(asks) == 0 {
		return nil
	}
	t.say(t.s.Metric(asks[0].Metric), chat.Text{Marked: t.voice.CheckinHandedPrivately(to.Name, t.whats(asks))})
	words := chat.Text{Marked: t.voice.CheckinHanded(to.ID, t.name(t.who), t.whats(asks))}
	return t.send(ctx, t.replyKey()+"/to/"+string(to.ID), chat.Place{Person: string(to.ID)}, chat.Say(words, t.reportButton(asks)))
}
