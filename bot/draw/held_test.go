package draw

import (
	"strings"
	"testing"

	"throughline/bot/scorecard"
)

// everyVerdict is the sample with a link for each way in which one can be held.
func everyVerdict() *scorecard.Snapshot {
	s := sample()
	for i, w := range append(scorecard.VerdictWords(), scorecard.TooLittleData, scorecard.TooLittleData) {
		l := &s.Links[i]
		l.Verdict = &scorecard.Verdict{Link: l.ID, Shown: w, Cadence: scorecard.Weekly, Periods: 30 + i, LagWeeks: 3}
		l.Evidence = l.Verdict.Word(map[int]scorecard.EvidenceWord{6: scorecard.Confirmed, 7: scorecard.Contradicted}[i])
	}
	return s
}

// Every way in which an arrow of this map is held stands in the legend, and no
// other.
func TestTheLegendShowsWhatIsOnTheMap(t *testing.T) {
	for name, s := range map[string]*scorecard.Snapshot{"all": everyVerdict(), "some": sample()} {
		got, v := svg(t, Map(s, MapOptions{})), newView(s, MapOptions{})
		for h, k := range pencils {
			if stands := strings.Contains(got, ">"+k.words+"</text>"); stands != v.draws(held(h)) || name == "all" && !stands {
				t.Errorf("%s: %q is drawn: %v, and explained: %v", name, k.words, v.draws(held(h)), stands)
			}
		}
	}
}

// What rests on a metric that the reader may not see is neither told nor drawn.
func TestAHiddenVerdictIsNotDrawn(t *testing.T) {
	s := sample()
	l := &s.Links[0]
	l.Verdict = &scorecard.Verdict{Link: l.ID, Shown: scorecard.NotSeen, Cause: "mo_loyal", Effect: "mo_share"}
	s.Strategy.Metrics[0].VisibleTo = []string{"sofia"}
	if got := newView(s, MapOptions{}).links[0].held; got != hypothesis {
		t.Errorf("what nobody may know is drawn as %q", pencils[got].words)
	}
}

func TestArrowsSayWhatTheReadingsSayOfThem(t *testing.T) {
	s := sample()
	link := &s.Links[5]
	cause, effect := s.MetricsOf(link.Cause)[0], s.MetricsOf(link.Effect)[0]
	link.Verdict = &scorecard.Verdict{
		Link: link.ID, Shown: scorecard.SupportedByData, Cause: cause.ID, Effect: effect.ID, Cadence: scorecard.Weekly, Periods: 61, LagWeeks: 3,
	}
	want := "Reduce fulfilment time is expected to help Deliver on time, every time after about 2 weeks: supported; 61 weeks; lag about 3 weeks."
	if alt := Map(s, MapOptions{}).Alt; !strings.Contains(alt, want) {
		t.Errorf("the words lack %q:\n%s", want, alt)
	}
	hidden := MapOptions{See: func(m *scorecard.Metric) bool { return m.ID != cause.ID }}
	if alt := Map(s, hidden).Alt; strings.Contains(alt, "61 weeks") {
		t.Errorf("a verdict tells of a metric that may not be seen:\n%s", alt)
	}
}

// What an owner has stated is not told as what the readings say, and what was
// tested without a clear result is not told as untested.
func TestArrowsThatTheReadingsDoNotSettle(t *testing.T) {
	for _, c := range []struct {
		stated scorecard.EvidenceWord
		shown  scorecard.VerdictWord
		want   string
	}{
		{scorecard.Confirmed, scorecard.TooLittleData, "too little data; 30 weeks; stated as confirmed."},
		{scorecard.Contradicted, scorecard.TooLittleData, "too little data; 30 weeks; stated as contradicted."},
		{scorecard.Hypothesis, scorecard.TooLittleData, "too little data; 30 weeks."},
		{scorecard.Confirmed, scorecard.EarlySign, "early sign; 30 weeks."},
		{scorecard.Hypothesis, scorecard.NotSeen, "not seen; 30 weeks."},
		{scorecard.Hypothesis, scorecard.ContradictedByData, "contradicted; 30 weeks; lag about 3 weeks."},
	} {
		s := sample()
		link := &s.Links[5]
		link.Verdict = &scorecard.Verdict{
			Link: link.ID, Shown: c.shown, Cadence: scorecard.Weekly, Periods: 30, LagWeeks: 3,
			Cause: s.MetricsOf(link.Cause)[0].ID, Effect: s.MetricsOf(link.Effect)[0].ID,
		}
		link.Evidence = link.Verdict.Word(c.stated)
		if alt := Map(s, MapOptions{}).Alt; !strings.Contains(alt, ": "+c.want) {
			t.Errorf("%s, stated as %q: the words lack %q:\n%s", c.shown, c.stated, c.want, alt)
		}
	}
}
