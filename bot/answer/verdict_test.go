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

// A route says of each hop what the map shows of it: what the readings say, or
// what is only stated; nothing that rests on a metric out of sight.
func TestAHopSaysWhatTheReadingsSay(t *testing.T) {
	for _, c := range []struct {
		stated scorecard.EvidenceWord
		shown  scorecard.VerdictWord
		hidden bool
		want   string
	}{
		{"", scorecard.NotSeen, false, "not seen in the readings"},
		{"", scorecard.NotSeen, true, "still a hypothesis"},
		{"", scorecard.TooLittleData, false, "too few readings to tell"},
		{scorecard.Confirmed, scorecard.TooLittleData, false, "stated as confirmed"},
		{scorecard.Confirmed, scorecard.EarlySign, false, "an early sign in the readings"},
		{"", scorecard.SupportedByData, false, "consistent with the readings so far"},
	} {
		s := bakery()
		l := &s.Strategy.Links[0]
		cause, effect := s.MetricsOf(l.Cause)[0], s.MetricsOf(l.Effect)[0]
		l.Verdict = &scorecard.Verdict{Link: l.ID, On: "2026-11-02", Shown: c.shown, Cause: cause.ID, Effect: effect.ID}
		l.Evidence = l.Verdict.Word(c.stated)
		if c.hidden {
			cause.VisibleTo = []string{"nobody-else"}
		}
		s.Index = scorecard.NewIndex(s.Strategy)
		res := (&Answerer{}).Answer(s, read(understand.ImpactPath, string(l.Cause), string(l.Effect)), scorecard.Audience{Person: "cleo", Private: true}, Extra{})
		if !strings.Contains(res.Text, "("+c.want+")") {
			t.Errorf("%s, stated as %q, hidden %v: the hop is not told as %q:\n%s", c.shown, c.stated, c.hidden, c.want, res.Text)
		}
	}
}
