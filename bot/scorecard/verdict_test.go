package scorecard

import "testing"

func TestAFindingOverrulesWhatWasStated(t *testing.T) {
	for _, c := range []struct {
		shown  VerdictWord
		stated EvidenceWord
		want   EvidenceWord
	}{
		{SupportedByData, Hypothesis, Confirmed}, {ContradictedByData, Confirmed, Contradicted},
		{NotSeen, Confirmed, Hypothesis}, {EarlySign, Contradicted, Hypothesis}, {WeakerThanClaimed, Confirmed, Hypothesis},
		{TooLittleData, Confirmed, Confirmed}, {TooLittleData, Hypothesis, Hypothesis},
	} {
		if got := (&Verdict{Shown: c.shown}).Word(c.stated); got != c.want {
			t.Errorf("%s over %q is %q, want %q", c.shown, c.stated, got, c.want)
		}
	}
	if got := (*Verdict)(nil).Word(Confirmed); got != Confirmed {
		t.Errorf("no verdict makes %q", got)
	}
}
