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
			say(sentence(v.cards[c].says()))
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
	if l.Verdict != nil && v.seesBoth(l.Verdict) {
		return s + ": " + judged(l) + " (" + v.voice.LedgerWord(l.Verdict) + ")"
	}
	return s + ": " + pencilOf(l.Evidence).words
}

// judged words the evidence of a link that was held against the readings. It says
// that they agree or disagree only where they do: what the strategy states and
// too few readings can test is called stated.
func judged(l arrow) string {
	few := l.Verdict.Shown == scorecard.TooLittleData || l.Verdict.Shown == ""
	switch {
	case few && l.Evidence == scorecard.Confirmed:
		return "stated as confirmed, not tested yet"
	case few && l.Evidence == scorecard.Contradicted:
		return "stated as contradicted, not tested yet"
	case !few && l.Evidence == scorecard.Hypothesis:
		return "hypothesis, tested and not settled"
	}
	return pencilOf(l.Evidence).words
}

// seesBoth reports whether the reader may see both metrics that a verdict rests on.
func (v *view) seesBoth(d *scorecard.Verdict) bool {
	for _, id := range []scorecard.MetricID{d.Cause, d.Effect} {
		if m := v.s.Metric(id); m == nil || !v.o.See(m) {
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
