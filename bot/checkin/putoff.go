package checkin

import (
	"context"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// skip keeps why there is no number. A number that is there stays, unless it is
// plainly taken back.
func (t *talk) skip(ctx context.Context, a scorecard.Ask, m *scorecard.Metric, h understand.Heard) error {
	if t.updated(a) && !h.Correction {
		t.say(m, chat.Text{Marked: t.voice.CheckinSame(t.number(m, a.Period))})
		return nil
	}
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
