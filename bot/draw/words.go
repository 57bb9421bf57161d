package draw

import (
	"strings"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// alt says all that the map shows.
func (v *view) alt() string {
	var b strings.Builder
	say := func(words ...string) { b.WriteString(strings.Join(words, "") + " ") }
	if v.s.Vision.Text != "" {
		say("Vision: ", sentence(v.s.Vision.Text))
	}
	if len(v.cards) == 0 {
		say("There is nothing on this map yet.")
	}
	for i, band := range v.bands {
		if len(v.cards) == 0 {
			break
		}
		say(v.bands[i].name, ":")
		for _, c := range band.cards {
			say(sentence(v.cards[c].says(v)))
		}
		if len(band.cards) == 0 {
			say("no objective here yet.")
		}
	}
	for i, l := range v.links {
		if i == 0 {
			say("Links:")
		}
		say(sentence(v.linkSays(l)))
	}
	return strings.TrimSpace(b.String())
}

func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// linkSays is an arrow in words.
func (v *view) linkSays(l arrow) string {
	verb := " is expected to help "
	if l.Sign == scorecard.Lowers {
		verb = " is expected to hold back "
	}
	s := v.cards[l.from].Name + verb + v.cards[l.to].Name
	if l.LagWeeks > 0 {
		s += " after " + v.voice.Weeks(l.LagWeeks)
	}
	if l.lit {
		s += " (highlighted)"
	}
	return s + ": " + v.heldSays(l)
}

// heldSays words what is known of an arrow: the verdict on it where the reader
// may see what it rests on, and beside one that could not tell, what is stated.
func (v *view) heldSays(l arrow) string {
	words := pencils[l.held].words
	if l.Verdict == nil || !v.seesBoth(l.Verdict) {
		return words
	}
	if stated := v.voice.LedgerStated(l.Link); stated != "" {
		return v.voice.LedgerWord(l.Verdict) + "; " + stated
	}
	return v.voice.LedgerWord(l.Verdict)
}

// seesBoth reports whether the reader may see the metrics that a verdict rests
// on; without any it rests on nothing that is hidden.
func (v *view) seesBoth(d *scorecard.Verdict) bool {
	for _, id := range []scorecard.MetricID{d.Cause, d.Effect} {
		if m := v.s.Metric(id); id != "" && (m == nil || !v.o.See(m)) {
			return false
		}
	}
	return true
}

// aimOf words what a metric is held against.
func aimOf(v prompts.Voice, m *scorecard.Metric, t scorecard.Target) string {
	switch {
	case m.Direction == scorecard.InRange && t.Low.Valid && t.High.Valid:
		return "range " + v.Number(t.Low.Decimal) + " to " + v.Value(m.Measure, t.High.Decimal)
	case m.Direction == scorecard.InRange && t.Low.Valid:
		return "at least " + v.Value(m.Measure, t.Low.Decimal)
	case m.Direction == scorecard.InRange && t.High.Valid:
		return "at most " + v.Value(m.Measure, t.High.Decimal)
	case t.Value.Valid:
		return "target " + v.Value(m.Measure, t.Value.Decimal)
	}
	return ""
}
