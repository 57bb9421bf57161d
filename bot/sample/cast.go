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
// time: most within the hour, some only after the first reminder, a few with a
// reason why there is no number. Asked back about a value, they stand by it.
// People in except are played by somebody else.
func (w *World) Lines(live []scorecard.Ask, except scorecard.PersonID) []Line {
	var out []Line
	for _, a := range live {
		if a.Person == except || a.State == scorecard.AskSnoozed {
			continue
		}
		line := Line{By: a.Person, At: w.answers(a), Text: w.say(a), Ask: a}
		if a.Pending != nil {
			line.Text, line.At = w.sure(a), line.At.Add(3*time.Minute)
		}
		if line.Text != "" {
			out = append(out, line)
		}
	}
	return out
}

// nudge is how long after the first question the first reminder comes, where no
// free day lies between.
const nudge = 25 * time.Hour

// answers is when somebody answers: the forgetful after a reminder, and nobody
// at a weekend.
func (w *World) answers(a scorecard.Ask) time.Time {
	d := w.dice("delay", a.Key, string(a.Person))
	at := a.AskedAt.Add(time.Duration(4+d*70) * time.Minute)
	if d > 0.85 {
		at = at.Add(nudge)
		for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
			at = at.AddDate(0, 0, 1)
		}
	}
	return at
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
	text := fmt.Sprintf("%s: %s%s", m.Name, v, suffix(m.Measure))
	if note := w.note(m, a.Period); note != "" {
		text += " because " + strings.TrimPrefix(note, "because ")
	}
	return text
}

// sure answers "is that right?", and which of two readings was meant.
func (w *World) sure(a scorecard.Ask) string {
	m := w.index.Metric(a.Metric)
	v, ok := w.Value(a.Metric, a.Period)
	switch {
	case m == nil || !ok:
		return ""
	case len(a.Pending.Options) > 1:
		return v.String() + suffix(m.Measure)
	}
	return "yes"
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
