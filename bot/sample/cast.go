package sample

import (
	"fmt"
	"strings"
	"time"

	"throughline/bot/scorecard"
)

// A Line is something a member of the cast says, and when.
type Line struct {
	By   scorecard.PersonID
	At   time.Time
	Text string
	Ask  scorecard.Ask
}

// Lines returns what the cast answers to the asks that wait, each in its own
// time: most within the hour, some after the first reminder, a few with a reason
// why there is no number. People in except are played by somebody else.
func (w *World) Lines(live []scorecard.Ask, except scorecard.PersonID) []Line {
	var out []Line
	for _, a := range live {
		if a.Person == except || a.State == scorecard.AskSnoozed || a.Pending != nil {
			continue
		}
		if text := w.say(a); text != "" {
			out = append(out, Line{By: a.Person, At: a.AskedAt.Add(w.delay(a)), Text: text, Ask: a})
		}
	}
	return out
}

// delay is how long somebody takes to answer.
func (w *World) delay(a scorecard.Ask) time.Duration {
	d := w.dice("delay", a.Key, string(a.Person))
	if d > 0.85 && a.Times < 2 {
		return 30 * time.Hour // only after a reminder
	}
	return time.Duration(4+d*70) * time.Minute
}

// say words an answer with the name of the metric, as people do who have several.
func (w *World) say(a scorecard.Ask) string {
	m := w.index.Metric(a.Metric)
	v, ok := w.Value(a.Metric, a.Period)
	if m == nil || !ok {
		return ""
	}
	if w.dice("none", a.Key) < 0.03 {
		return m.Name + ": no data this time, the report did not run"
	}
	text := fmt.Sprintf("%s %s%s", m.Name, v, suffix(m.Measure))
	if note := w.note(m, a.Period); note != "" {
		text += " because " + strings.TrimPrefix(note, "because ")
	}
	return text
}

func suffix(m scorecard.Measure) string {
	switch m.Kind() {
	case scorecard.PercentMeasure:
		return "%"
	case scorecard.CurrencyMeasure, scorecard.DurationMeasure:
		return " " + string(m)
	}
	return ""
}

// AtWork says which links of an example are truly at work in its World: the
// recorded verdicts are right, and of the untested links about half hold.
func AtWork(l *scorecard.Link) bool {
	switch l.Evidence {
	case scorecard.Confirmed:
		return true
	case scorecard.Contradicted:
		return false
	}
	return hash(string(l.ID))%2 == 0
}
