package checkin

import (
	"cmp"
	"slices"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

// board is a round as it stands: who was asked for what, and what is in. It is
// also the completion board: whoever is missing is on it.
func (d *desk) board(round string, asks []scorecard.Ask) chat.Message {
	asks = slices.DeleteFunc(slices.Clone(asks), func(a scorecard.Ask) bool { return d.s.Metric(a.Metric) == nil })
	done := 0
	for _, a := range asks {
		if !a.Live() && a.State != scorecard.AskUnattended {
			done++
		}
	}
	blocks := []chat.Block{
		chat.Heading{Text: d.voice.CheckinTitle(periodsOf(asks))},
		chat.Progress{Done: done, Of: len(asks), Label: d.voice.CheckinProgress(done, len(asks))},
	}
	for _, person := range d.peopleOf(asks) {
		blocks = append(blocks, d.section(person, asks)...)
	}
	if done < len(asks) {
		blocks = append(blocks,
			chat.Buttons{Buttons: []chat.Button{{Label: d.voice.CheckinReportButton(), Action: actReport, Value: round, Form: true, Style: chat.Primary}}},
			chat.Note{Marked: d.voice.CheckinHow(d.example(asks))})
	}
	return chat.Say(blocks...)
}

// section is one person's part of a board.
func (d *desk) section(person scorecard.PersonID, asks []scorecard.Ask) []chat.Block {
	left := 0
	var list chat.List
	for _, a := range asks {
		if a.Person != person {
			continue
		}
		if a.Live() {
			left++
		}
		list.Items = append(list.Items, d.line(a))
	}
	return []chat.Block{chat.Text{Marked: d.voice.CheckinPerson(person, left)}, list}
}

func (d *desk) line(a scorecard.Ask) chat.Item {
	n := d.number(d.s.Metric(a.Metric), a.Period)
	switch a.State {
	case scorecard.AskAnswered:
		return chat.Item{Marked: d.voice.CheckinIn(n), Status: string(n.Status)}
	case scorecard.AskSkipped:
		n.Note = a.Note
		return chat.Item{Marked: d.voice.CheckinNoData(n)}
	case scorecard.AskUnattended:
		if a.NextAt.IsZero() {
			return chat.Item{Marked: d.voice.CheckinUnattended(n)}
		}
		return chat.Item{Marked: d.voice.CheckinSuperseded(n)}
	case scorecard.AskCancelled:
		return chat.Item{Marked: d.voice.CheckinCancelled(n)}
	case scorecard.AskSnoozed:
		n.Note = d.voice.CheckinSnoozed(schedule.DayOf(d.s.Index, a.Person, a.NextAt))
	default:
		n.Note = a.Note
		if a.Pending != nil {
			n.Note = d.voice.CheckinDoubt()
		}
	}
	return chat.Item{Marked: d.voice.CheckinAwaited(n)}
}

// peopleOf returns who is asked, by name, so that a board keeps its order.
func (d *desk) peopleOf(asks []scorecard.Ask) []scorecard.PersonID {
	var people []scorecard.PersonID
	for _, a := range asks {
		if !slices.Contains(people, a.Person) {
			people = append(people, a.Person)
		}
	}
	slices.SortFunc(people, func(p, q scorecard.PersonID) int {
		return cmp.Or(cmp.Compare(d.name(p), d.name(q)), cmp.Compare(p, q))
	})
	return people
}

// periodsOf returns the periods of asks, each once, shortest cadence last.
func periodsOf(asks []scorecard.Ask) []scorecard.Period {
	var out []scorecard.Period
	for _, a := range asks {
		if !slices.Contains(out, a.Period) {
			out = append(out, a.Period)
		}
	}
	slices.SortFunc(out, func(p, q scorecard.Period) int {
		return cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q))
	})
	return out
}

// example is a reply as somebody could write it: the last value of the first
// number that is awaited, with a word.
func (d *desk) example(asks []scorecard.Ask) string {
	for _, a := range asks {
		m := d.s.Metric(a.Metric)
		if last, ok := before(d.s.Histories[m.ID], a.Period); ok && a.Live() {
			return d.voice.Value(m.Measure, last.Value) + ", all quiet"
		}
	}
	return "42, all quiet"
}
