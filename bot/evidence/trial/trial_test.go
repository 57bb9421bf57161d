package trial

import (
	"testing"

	"throughline/bot/evidence"
)

// The promise of the project, on a smaller trial than the command's.
func TestFalseSupportStaysRareAndPowerIsThere(t *testing.T) {
	p := Standard(20)
	power := map[int]float64{26: 0.04, 52: 0.55, 104: 0.9} // at least, in the mean of the worlds
	r := Sit(p)
	if !r.Kept {
		t.Errorf("a promise was broken: %+v", r.Sums)
	}
	for _, s := range r.Sums {
		if s.Mean > PromisedMean || s.Worst > PromisedWorst+0.01 { // of 120 arrows, one more may be chance
			t.Errorf("%d weeks: %.4f of the idle arrows are shown as supported, in the worst world %.4f", s.Weeks, s.Mean, s.Worst)
		}
		if s.Found < power[s.Weeks] {
			t.Errorf("%d weeks: %.2f of the true arrows are shown as supported, want %.2f", s.Weeks, s.Found, power[s.Weeks])
		}
	}
}

// Where nothing can be seen, that is said: no method that has only two series
// tells a common driver from a link.
func TestBlindWorldsDeceive(t *testing.T) {
	for _, w := range Worlds {
		if !w.Blind {
			continue
		}
		idle, _ := Standard(5).Run(w, 104)
		if idle.Share(evidence.Supported) <= PromisedWorst {
			t.Errorf("%s is called blind, yet only %.3f are shown as supported", w.Name, idle.Share(evidence.Supported))
		}
	}
}

func TestThePlanDecidesEverything(t *testing.T) {
	a, b := Standard(3).Run(Worlds[1], 52)
	c, d := Standard(3).Run(Worlds[1], 52)
	for _, v := range []evidence.Verdict{evidence.Supported, evidence.EarlySign, evidence.TooLittle, evidence.NotSeen} {
		if a.Shown[v] != c.Shown[v] || b.Shown[v] != d.Shown[v] {
			t.Errorf("%s: %d and %d, then %d and %d", v, a.Shown[v], b.Shown[v], c.Shown[v], d.Shown[v])
		}
	}
}
