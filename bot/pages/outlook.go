package pages

import (
	"html/template"

	"throughline/bot/chat"
	"throughline/bot/draw"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// outlook says in words whether a metric moved, whether it can reach its target
// as it runs today, and how likely it is to in time.
func (r Reader) outlook(m *scorecard.Metric, c evidence.Chart) []template.HTML {
	v := r.voice()
	limits := prompts.Range{Mean: c.Limits.Mean, Lower: c.Limits.Lower, Upper: c.Limits.Upper}
	var out []template.HTML
	say := func(marked string) { out = append(out, markedHTML(marked)) }
	if c.Known {
		switch s, loud := c.Loud(); {
		case c.Drifting:
			say(v.Drifting())
		case loud:
			say(v.Signal(m, s.Period, s.Value, v.SignalWords(draw.RuleWord(s.Rule), s.Up), limits))
		default:
			say(v.UsualRange(m.Measure, limits, quietSince(c)))
		}
	}
	t, ok := m.TargetOn(r.Today)
	if !ok {
		return out
	}
	if can, l := evidence.CapabilityOf(c.Series, m, t); reach[can] != "" {
		say(v.CanReach(m, t, reach[can], prompts.Range{Mean: l.Mean, Lower: l.Lower, Upper: l.Upper}))
	}
	o := evidence.OnTrack(c.Series, m, t)
	switch o.Course {
	case evidence.OnCourse, evidence.EitherWay, evidence.OffCourse:
		met := m.StatusOf(r.Standing(m.ID).Reading.Value, t) == scorecard.Green
		say(v.OnCourse(m, t, prompts.Outlook{
			Chance: o.Chance, Course: string(o.Course), By: t.By, Pace: o.Pace, Met: met, Best: o.Best, BestEnd: o.BestEnd, Ahead: o.Ahead, Unheardof: o.Unprecedented,
		}))
	}
	return out
}

// quietSince returns from when on there was no signal: the newest there was, or
// the end of the time that the usual range was made from.
func quietSince(c evidence.Chart) scorecard.Period {
	since := c.To
	for _, s := range c.Signals {
		if s.Loud() {
			since = max(since, s.Period)
		}
	}
	return since
}

var reach = map[evidence.Capability]string{evidence.AlwaysMeets: "always", evidence.HitOrMiss: "sometimes", evidence.CannotReach: "never"}

// markedHTML draws marked text for a page.
func markedHTML(marked string) template.HTML {
	html := ""
	for _, s := range chat.Spans(marked) {
		text := template.HTMLEscapeString(s.Text)
		if s.Bold {
			text = "<strong>" + text + "</strong>"
		}
		html += text
	}
	return template.HTML(html)
}
