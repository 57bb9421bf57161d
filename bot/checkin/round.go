package checkin

import (
	"context"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

// Run asks what rounds say is due, each of one person in one channel, and leaves
// out what has been reported already. All that is asked in a channel on a day is
// one message, which is said once however many dues are handed in together.
func (f *Feature) Run(ctx context.Context, tx Store, dues ...schedule.Due) error {
	opened := map[string][]invitation{}
	changed := boards{}
	for _, due := range dues {
		if due.Kind != schedule.Round {
			continue
		}
		d, err := f.at(ctx, tx, due.Person)
		if err != nil {
			return err
		}
		d.changed = changed
		if err := d.openAll(ctx, due, opened); err != nil {
			return err
		}
	}
	if len(opened) == 0 && len(changed) == 0 {
		return nil
	}
	d, err := f.at(ctx, tx, "")
	if err != nil {
		return err
	}
	if err := d.redraw(ctx, changed); err != nil {
		return err
	}
	for _, round := range sortedKeys(opened) {
		if err := d.announce(ctx, round, opened[round]); err != nil {
			return err
		}
	}
	return nil
}

// An invitation is what one person, the desk's, has just been asked in a round.
type invitation struct {
	*desk
	asks []scorecard.Ask
}

// openAll opens the asks of a due and adds those that are new to opened, by round.
func (d *desk) openAll(ctx context.Context, due schedule.Due, opened map[string][]invitation) error {
	mine := map[string][]scorecard.Ask{}
	for _, a := range d.asksFor(due) {
		if err := d.supersede(ctx, a); err != nil {
			return err
		}
		fresh, err := d.open(ctx, a)
		if err != nil {
			return err
		}
		if fresh {
			mine[a.Round] = append(mine[a.Round], a)
		}
	}
	for _, round := range sortedKeys(mine) {
		opened[round] = append(opened[round], invitation{d, mine[round]})
	}
	return nil
}

// open opens an ask, and reports whether it is to be announced. One that a doubt
// about a number told unasked has opened already is taken into the round.
func (d *desk) open(ctx context.Context, a scorecard.Ask) (bool, error) {
	fresh, err := d.tx.OpenAsk(ctx, a)
	if err != nil || fresh {
		return fresh, err
	}
	old, _, err := d.tx.Ask(ctx, a.Key)
	if err != nil || !old.Live() || old.Round != "" {
		return false, err
	}
	a.Pending = old.Pending
	return true, d.tx.SaveAsk(ctx, a)
}

// Preview returns what Run would say for a due round, and changes nothing.
func (f *Feature) Preview(s *scorecard.Snapshot, due schedule.Due) []chat.Outgoing {
	d := f.over(s, due.Person, due.At)
	byRound := map[string][]scorecard.Ask{}
	for _, a := range d.asksFor(due) {
		byRound[a.Round] = append(byRound[a.Round], a)
	}
	var out []chat.Outgoing
	for _, round := range sortedKeys(byRound) {
		place := roundPlace(round)
		out = append(out, chat.Outgoing{Key: round, Place: place, Message: d.heardBy(d.reader(place)).board(round, byRound[round])})
	}
	return out
}

// asksFor returns the asks that a due round opens.
func (d *desk) asksFor(due schedule.Due) []scorecard.Ask {
	var out []scorecard.Ask
	for _, q := range due.Asks {
		m := d.s.Metric(q.Metric)
		if m == nil || m.Retired != nil {
			continue
		}
		if r, ok := d.s.Histories[m.ID].At(q.Period); ok && r.ID != "" {
			continue // updated already
		}
		a := scorecard.Ask{
			Key: scorecard.AskKey(m.ID, q.Period), Metric: m.ID, Period: q.Period,
			Person: due.Person, First: due.Person, State: scorecard.AskOpen, Times: 1,
			Round: roundKey(due, m), AskedAt: d.now, NextAt: d.reminderAfter(due.Person, m),
		}
		if q.For != "" {
			a.First, a.Note = q.For, d.away(q.For)
		}
		out = append(out, a)
	}
	return out
}

// away is the remark that somebody is on leave.
func (d *desk) away(p scorecard.PersonID) string {
	leave, _ := schedule.Leave(d.s.Index, p, d.now)
	return d.voice.CheckinNoteAway(d.name(p), leave.To)
}

// roundKey names the message that asks for m: one for each channel and day, or,
// for what is restricted, one for each person and day.
func roundKey(due schedule.Due, m *scorecard.Metric) string {
	day := due.Key[strings.LastIndexByte(due.Key, '/')+1:]
	if due.Channel == "" || !m.Open() {
		return "round/@" + string(due.Person) + "/" + day
	}
	return "round/" + due.Channel + "/" + day
}

// roundPlace returns where a round stands.
func roundPlace(round string) chat.Place {
	where := strings.TrimPrefix(round[:strings.LastIndexByte(round, '/')], "round/")
	if person, private := strings.CutPrefix(where, "@"); private {
		return chat.Place{Person: person}
	}
	return chat.Place{Channel: where}
}

// under returns the thread of a round; a direct conversation has none.
func under(round string) chat.Place {
	p := roundPlace(round)
	if !p.Private() {
		p.ThreadKey = round
	}
	return p
}

// reader returns who reads a place alone; empty for a channel.
func (d *desk) reader(p chat.Place) scorecard.PersonID { return scorecard.PersonID(p.Person) }

// stale is how many periods back an unanswered ask is looked for: over a weekend.
const stale = 4

// supersede ends the asks for earlier periods of the same metric, so that nobody
// is asked for two weeks of one number at a time.
func (d *desk) supersede(ctx context.Context, next scorecard.Ask) error {
	p := next.Period
	for range stale {
		p = p.Prev()
		a, ok, err := d.tx.Ask(ctx, scorecard.AskKey(next.Metric, p))
		if err != nil {
			return err
		}
		if !ok || !a.Live() {
			continue
		}
		a.State = scorecard.AskUnattended
		if err := d.save(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// together is how far apart asks may be opened and still be announced by the one
// message they stand in.
const together = time.Minute

// announce posts or edits a round, and calls those in who join it later.
func (d *desk) announce(ctx context.Context, round string, opened []invitation) error {
	all, err := d.tx.AsksIn(ctx, round)
	if err != nil {
		return err
	}
	if err := d.show(ctx, round, all); err != nil {
		return err
	}
	earlier := slices.ContainsFunc(all, func(a scorecard.Ask) bool { return d.now.Sub(a.AskedAt) > together })
	for _, p := range opened {
		if err := p.count(ctx, p.who); err != nil {
			return err
		}
		if !earlier {
			continue
		}
		joined := chat.Paragraph(p.voice.CheckinJoined(p.who, p.whats(p.asks)))
		if err := d.send(ctx, round+"/joined/"+string(p.who), under(round), joined); err != nil {
			return err
		}
	}
	return nil
}

// boards are rounds that have changed and are still to be shown as they stand.
type boards map[string]bool

// redraw shows each of the changed rounds, once.
func (d *desk) redraw(ctx context.Context, changed boards) error {
	d.changed = nil
	for _, round := range sortedKeys(changed) {
		if err := d.refresh(ctx, round); err != nil {
			return err
		}
	}
	return nil
}

// refresh says the round as it stands now, or notes that it is to be said.
func (d *desk) refresh(ctx context.Context, round string) error {
	if round == "" {
		return nil
	}
	if d.changed != nil {
		d.changed[round] = true
		return nil
	}
	asks, err := d.tx.AsksIn(ctx, round)
	if err != nil || len(asks) == 0 {
		return err
	}
	return d.show(ctx, round, asks)
}

// show says a round of asks.
func (d *desk) show(ctx context.Context, round string, asks []scorecard.Ask) error {
	place := roundPlace(round)
	return d.send(ctx, round, place, d.heardBy(d.reader(place)).board(round, asks))
}

// save keeps an ask and shows it on its round.
func (d *desk) save(ctx context.Context, a scorecard.Ask) error {
	if err := d.tx.SaveAsk(ctx, a); err != nil {
		return err
	}
	return d.refresh(ctx, a.Round)
}

// what names the number an ask is for; the metric must be known.
func (d *desk) what(a scorecard.Ask) string {
	return d.voice.CheckinWhat(d.s.Metric(a.Metric).Name, a.Period)
}

func (d *desk) whats(asks []scorecard.Ask) []string {
	var out []string
	for _, a := range d.inOrder(asks) {
		out = append(out, d.what(a))
	}
	return out
}

func sortedKeys[T any](m map[string]T) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
