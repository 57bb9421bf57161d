package checkin

import (
	"cmp"
	"slices"
	"sync"

	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

// board is a round as it stands: who was asked for what, and what is in. It is
// also the completion board: whoever is missing is on it.
func (d *desk) board(round string, asks []scorecard.Ask) chat.Message {
	asks = d.inOrder(asks)
	done := 0
	for _, a := range asks {
		if !awaited(a) {
			done++
		}
	}
	blocks := []chat.Block{
		chat.Heading{Text: d.voice.CheckinTitle(periodsOf(asks))},
		chat.Progress{Done: done, Of: len(asks), Label: d.voice.CheckinProgress(done, len(asks))},
	}
	people := d.peopleOf(asks)
	for _, person := range people[:min(len(people), shown)] {
		blocks = append(blocks, d.section(person, asks)...)
	}
	if more := len(people) - shown; more > 0 {
		blocks = append(blocks, chat.Note{Marked: d.voice.CheckinMore(more)})
	}
	if done < len(asks) {
		report := chat.Button{Label: d.voice.CheckinReportButton(), Action: actReport, Value: round, Form: true, Style: chat.Primary}
		blocks = append(blocks, chat.Buttons{Buttons: []chat.Button{report}})
	}
	if slices.ContainsFunc(asks, scorecard.Ask.Live) {
		blocks = append(blocks, chat.Note{Marked: d.voice.CheckinHow(d.example(asks))})
	}
	return chat.Say(blocks...)
}

// awaited reports whether a number would still be welcome.
func awaited(a scorecard.Ask) bool { return a.Live() || a.State == scorecard.AskUnattended }

// shown is how many people a board has room for: Slack takes 50 blocks,
// https://docs.slack.dev/reference/block-kit/blocks, and each of them needs two.
const shown = 22

// inOrder returns the asks whose metrics are known, in the order of the strategy.
func (d *desk) inOrder(asks []scorecard.Ask) []scorecard.Ask {
	at := d.order.of(d.s.Index)
	known := filter(asks, func(a scorecard.Ask) bool { _, ok := at[a.Metric]; return ok })
	slices.SortStableFunc(known, func(a, b scorecard.Ask) int { return cmp.Compare(at[a.Metric], at[b.Metric]) })
	return known
}

// An order keeps where each metric stands in the strategy that was asked about
// last: there may be ten thousand, and every round wants to know.
type order struct {
	mu sync.Mutex
	x  *scorecard.Index
	at map[scorecard.MetricID]int
}

func (o *order) of(x *scorecard.Index) map[scorecard.MetricID]int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.x != x {
		o.x, o.at = x, make(map[scorecard.MetricID]int, len(x.Metrics))
		for i := range x.Metrics {
			o.at[x.Metrics[i].ID] = i
		}
	}
	return o.at
}

// section is one person's part of a board.
func (d *desk) section(person scorecard.PersonID, asks []scorecard.Ask) []chat.Block {
	left, complete := 0, true
	var list chat.List
	for _, a := range asks {
		if awaited(a) && (a.Person == person || a.First == person) {
			complete = false
		}
		if a.Person != person {
			continue
		}
		if a.Live() {
			left++
		}
		list.Items = append(list.Items, d.line(a))
	}
	return []chat.Block{chat.Text{Marked: d.voice.CheckinPerson(person, left, complete)}, list}
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
	seen := map[scorecard.PersonID]bool{}
	for _, a := range asks {
		if !seen[a.Person] {
			seen[a.Person] = true
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
// number that is awaited, with a word. Who is asked for several names it.
func (d *desk) example(asks []scorecard.Ask) string {
	live := filter(asks, scorecard.Ask.Live)
	of := map[scorecard.PersonID]int{}
	for _, a := range live {
		of[a.Person]++
	}
	example := "42, all quiet"
	for _, a := range live {
		m := d.s.Metric(a.Metric)
		if last, ok := before(d.s.Histories[m.ID], a.Period); ok {
			example = d.voice.Value(m.Measure, last.Value) + ", all quiet"
			if of[a.Person] > 1 {
				example = m.Name + " " + example
			}
			break
		}
	}
	return example
}
