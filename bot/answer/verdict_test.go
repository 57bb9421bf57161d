package answer

import (
	"strings"
	"testing"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// How sure an arrow is, is told with what the readings say of it, unless that
// rests on a metric the asker may not see.
func TestAnArrowIsToldWithItsVerdict(t *testing.T) {
	for _, hidden := range []bool{false, true} {
		s := bakery()
		l := &s.Strategy.Links[0]
		cause, effect := s.MetricsOf(l.Cause)[0], s.MetricsOf(l.Effect)[0]
		l.Verdict = &scorecard.Verdict{
			Link: l.ID, On: "2026-11-02", Shown: scorecard.SupportedByData, Found: scorecard.SupportedByData, Cause: cause.ID, Effect: effect.ID,
			Cadence: scorecard.Weekly, Periods: 61, LagWeeks: 7, PerUnit: .042, Low: .03, High: .05,
		}
		if hidden {
			cause.VisibleTo = []string{"nobody-else"}
		}
		s.Index = scorecard.NewIndex(s.Strategy)
		in := read(understand.LinkEvidence, string(l.Cause), string(l.Effect))
		res := (&Answerer{}).Answer(s, in, scorecard.Audience{Person: "cleo", Private: true}, Extra{})
		list := (&Answerer{}).Answer(s, read(understand.LinkEvidence, "", ""), scorecard.Audience{Person: "cleo", Private: true}, Extra{})
		line := "Held against the metrics’ own history: 1 supported, 0 contradicted."
		if got := strings.Contains(list.Text, line) && strings.Contains(list.Text, "supported; 61 weeks; lag about 7 weeks"); got == hidden {
			t.Errorf("hidden %v:\n%s", hidden, list.Text)
		}
		told := strings.Contains(res.Text, "Held against the readings on Mon 2 Nov: supported; 61 weeks; lag about 7 weeks.")
		if told == hidden {
			t.Errorf("hidden %v:\n%s", hidden, res.Text)
		}
	}
}
