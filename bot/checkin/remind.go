package checkin

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

const (
	// weekly is how many messages a person gets in a week at most before
	// reminders wait. The rounds of their own metrics come whatever the count.
	weekly = 3
	// otherAsks is how often a backup or a perspective's owner is asked.
	otherAsks = 1
	// remindAt is the time of day of reminders, in minutes after midnight.
	remindAt = 10 * 60
	// tooLong is how long a leave may hold up an ask before it goes on to
	// somebody else.
	tooLong = 48 * time.Hour
)

// intervals is how many working days lie between two asks for a number.
var intervals = map[scorecard.Cadence]int{
	scorecard.Daily: 1, scorecard.Weekly: 1, scorecard.Monthly: 2, scorecard.Quarterly: 3, scorecard.Annual: 5, scorecard.Irregular: 2,
}

// reminderAfter returns when p is asked again for m if they stay silent.
func (d *desk) reminderAfter(p scorecard.PersonID, m *scorecard.Metric) time.Time {
	return schedule.WorkingMoment(d.s.Index, p, d.now, intervals[m.Cadence], remindAt)
}

// Remind does what has fallen due among the asks: it reminds, hands on to the
// next in line, or gives up. Each person gets one message for all of it.
func (f *Feature) Remind(ctx context.Context, tx Store) error {
	due, err := tx.AsksDue(ctx, tx.Now())
	if err != nil || len(due) == 0 {
		return err
	}
	d, err := f.at(ctx, tx, "")
	if err != nil {
		return err
	}
	changed := boards{}
	d.changed = changed
	remind, hand := map[string][]scorecard.Ask{}, map[string][]scorecard.Ask{}
	for _, a := range due {
		next, err := d.fate(ctx, &a)
		if err != nil {
			return err
		}
		switch next {
		case remindThem:
			remind[string(a.Person)] = append(remind[string(a.Person)], a)
		case handOn:
			to := string(d.nextInLine(a))
			hand[to+"/"+string(a.Person)] = append(hand[to+"/"+string(a.Person)], a)
		}
	}
	for _, p := range sortedKeys(remind) {
		if err := d.heardBy(scorecard.PersonID(p)).remind(ctx, remind[p]); err != nil {
			return err
		}
	}
	for _, key := range sortedKeys(hand) {
		to, _, _ := strings.Cut(key, "/")
		if err := d.heardBy(scorecard.PersonID(to)).escalate(ctx, hand[key]); err != nil {
			return err
		}
	}
	return d.redraw(ctx, changed)
}

// A fate is what becomes of an ask whose moment has come.
type fate int

const (
	settled    fate = iota // it was closed or put off
	remindThem             // the person is asked once more
	handOn                 // the next in line is asked
)

// fate decides, and settles what needs nobody to be told.
func (d *desk) fate(ctx context.Context, a *scorecard.Ask) (fate, error) {
	m := d.s.Metric(a.Metric)
	if m == nil || m.Retired != nil || d.updated(*a) {
		a.State = scorecard.AskCancelled
		return settled, d.save(ctx, *a)
	}
	if later, err := d.overtaken(ctx, *a); err != nil {
		return settled, err
	} else if later {
		a.State = scorecard.AskUnattended
		return settled, d.save(ctx, *a)
	}
	wait := schedule.Free(d.s.Index, a.Person, d.now)
	gone := wait.IsZero() || d.s.Person(a.Person) == nil || d.onLongLeave(a.Person, wait)
	switch {
	case gone || a.Times >= limit(*a):
		if d.nextInLine(*a) == "" {
			return settled, d.giveUp(ctx, *a)
		}
		return d.unlessBusy(ctx, a, d.nextInLine(*a), handOn)
	case wait.After(d.now):
		a.NextAt = wait
		return settled, d.tx.SaveAsk(ctx, *a)
	}
	return d.unlessBusy(ctx, a, a.Person, remindThem)
}

// overtaken reports whether a later period of the same metric is asked for by
// now, as after a time in which the program did not run.
func (d *desk) overtaken(ctx context.Context, a scorecard.Ask) (bool, error) {
	p := scorecard.PeriodOf(a.Period.Cadence(), d.s.Today)
	for range stale {
		if p.Start() <= a.Period.Start() {
			break
		}
		if _, later, err := d.tx.Ask(ctx, scorecard.AskKey(a.Metric, p)); err != nil || later {
			return later, err
		}
		p = p.Prev()
	}
	return false, nil
}

// updated reports whether the number has come in some other way.
func (d *desk) updated(a scorecard.Ask) bool {
	r, ok := d.s.Histories[a.Metric].At(a.Period)
	return ok && !r.NoData
}

func (d *desk) onLongLeave(p scorecard.PersonID, back time.Time) bool {
	_, off := schedule.Leave(d.s.Index, p, d.now)
	return off && back.Sub(d.now) > tooLong
}

// limit is how often the person of an ask is asked.
func limit(a scorecard.Ask) int {
	if a.Person == a.First {
		return scorecard.MaxAsks
	}
	return otherAsks
}

// unlessBusy returns what is to be done, or puts it off when the person to be
// written to may not be now, or has been written to often enough this week. A
// reminder that is not sent for that reason counts all the same, so that the
// number goes on to the next in line in time.
func (d *desk) unlessBusy(ctx context.Context, a *scorecard.Ask, p scorecard.PersonID, do fate) (fate, error) {
	free := schedule.Free(d.s.Index, p, d.now)
	if free.Equal(d.now) {
		n, err := d.counted(ctx, p)
		if err != nil || n < weekly {
			return do, err
		}
		free = schedule.WorkingMoment(d.s.Index, p, d.now, 1, remindAt)
		if do == remindThem {
			a.Times++
			free = d.reminderAfter(p, d.s.Metric(a.Metric))
		}
	}
	a.NextAt = free
	return settled, d.tx.SaveAsk(ctx, *a)
}

// ladder is who is asked for a number, in order.
func (d *desk) ladder(a scorecard.Ask) []scorecard.PersonID {
	m := d.s.Metric(a.Metric)
	backup := m.Backup
	if backup == "" {
		backup = m.Owner // somebody else types it
	}
	out := []scorecard.PersonID{a.First, backup}
	if o := d.s.Objective(m.Objective); o != nil {
		if lane := d.s.Perspective(o.Perspective); lane != nil {
			out = append(out, lane.Owner)
		}
	}
	return out
}

// nextInLine returns who is asked after the person of a: the first in line after
// them who is known, is not away for long, and may know the number.
func (d *desk) nextInLine(a scorecard.Ask) scorecard.PersonID {
	line := d.ladder(a)
	m := d.s.Metric(a.Metric)
	passed := slices.Index(line, a.Person) // -1: handed to somebody outside of it
	for i, p := range line {
		if i <= max(passed, 0) || p == a.First || p == a.Person || d.s.Person(p) == nil || !m.Open() && !d.s.Cleared(p, m) {
			continue
		}
		if back := schedule.Free(d.s.Index, p, d.now); !back.IsZero() && !d.onLongLeave(p, back) {
			return p
		}
	}
	return ""
}

// giveUp shows on the board that nobody is left to be asked.
func (d *desk) giveUp(ctx context.Context, a scorecard.Ask) error {
	a.State, a.NextAt = scorecard.AskUnattended, time.Time{}
	return d.save(ctx, a)
}

// remind asks the desk's person once more for all of asks, in one message.
func (d *desk) remind(ctx context.Context, asks []scorecard.Ask) error {
	last := true
	for _, a := range asks {
		a.Times++
		a.State = scorecard.AskOpen
		a.NextAt = d.reminderAfter(a.Person, d.s.Metric(a.Metric))
		last = last && a.Times >= limit(a)
		if err := d.save(ctx, a); err != nil {
			return err
		}
	}
	missing, doubts := d.openAndDoubted(asks)
	words := d.voice.CheckinRemind(d.who, d.whats(missing), d.doubts(doubts), last)
	return d.call(ctx, "remind", asks, chat.Paragraph(words))
}

// openAndDoubted parts asks into those that nothing was said to and those whose
// value waits for a yes.
func (d *desk) openAndDoubted(asks []scorecard.Ask) (open, doubted []scorecard.Ask) {
	for _, a := range asks {
		if a.Pending != nil {
			doubted = append(doubted, a)
		} else {
			open = append(open, a)
		}
	}
	return open, doubted
}

// quoted is how much of somebody's words a reminder repeats, in letters.
const quoted = 60

// doubts names each of asks with what was written for it.
func (d *desk) doubts(asks []scorecard.Ask) []string {
	var out []string
	for _, a := range d.inOrder(asks) {
		wrote := []rune(strings.Join(strings.Fields(a.Pending.Raw), " "))
		if len(wrote) > quoted {
			wrote = append(wrote[:quoted], '…')
		}
		out = append(out, d.voice.CheckinDoubted(d.what(a), string(wrote)))
	}
	return out
}

// escalate asks the desk's person for what somebody else has not given. Asks
// come from one person at a time, who sees it.
func (d *desk) escalate(ctx context.Context, asks []scorecard.Ask) error {
	from := asks[0].Person
	why := d.voice.CheckinWhySilent(d.name(from))
	note := d.voice.CheckinNoteSilent(d.name(from))
	if open, doubted := d.openAndDoubted(asks); len(open) == 0 {
		why, note = d.voice.CheckinWhyDoubt(d.doubts(doubted)), d.voice.CheckinNoteDoubt()
	}
	if leave, off := schedule.Leave(d.s.Index, from, d.now); off {
		why, note = d.voice.CheckinWhyAway(d.name(from), leave.To), d.away(from)
	}
	moved := slices.Clone(asks)
	for i := range moved {
		a := &moved[i]
		a.Person, a.Times, a.State, a.Note, a.AskedAt = d.who, 1, scorecard.AskOpen, note, d.now
		a.NextAt = d.reminderAfter(d.who, d.s.Metric(a.Metric))
		if err := d.save(ctx, *a); err != nil {
			return err
		}
	}
	return d.call(ctx, "escalate", moved, chat.Paragraph(d.voice.CheckinEscalate(d.who, d.whats(moved), why)))
}

// call writes to the desk's person about asks: in the thread of their round, or
// directly when they are of several rounds or of somebody's private one.
func (d *desk) call(ctx context.Context, why string, asks []scorecard.Ask, m chat.Message) error {
	place := chat.Place{Person: string(d.who)}
	round := asks[0].Round
	for _, a := range asks {
		if a.Round != round {
			round = ""
		}
	}
	if round != "" && !roundPlace(round).Private() {
		place = under(round)
	} else {
		m.Blocks = append(m.Blocks, d.reportButton(asks))
	}
	key := why + "/" + asks[0].Key + "/" + string(d.who) + "/" + d.now.UTC().Format(time.RFC3339)
	if err := d.send(ctx, key, place, m); err != nil {
		return err
	}
	return d.count(ctx, d.who)
}

// counted returns how many messages p has had this week.
func (d *desk) counted(ctx context.Context, p scorecard.PersonID) (n int, err error) {
	body, ok, err := d.tx.Recall(ctx, d.countKey(p))
	if err != nil || !ok {
		return 0, err
	}
	return n, json.Unmarshal(body, &n)
}

// count notes that p has been written to.
func (d *desk) count(ctx context.Context, p scorecard.PersonID) error {
	n, err := d.counted(ctx, p)
	if err != nil {
		return err
	}
	body, err := json.Marshal(n + 1)
	if err != nil {
		return err
	}
	return d.tx.Remember(ctx, d.countKey(p), body, d.now.AddDate(0, 0, 14))
}

func (d *desk) countKey(p scorecard.PersonID) string {
	week := scorecard.PeriodOf(scorecard.Weekly, schedule.DayOf(d.s.Index, p, d.now))
	return "checkin/written/" + string(p) + "/" + string(week)
}
