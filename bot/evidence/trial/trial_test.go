package trial

import (
	"testing"

	"throughline/bot/evidence"
)

// The promise of the project, on a smaller trial than the command's.
func TestFalseSupportStaysRareAndPowerIsThere(t *testing.T) {
	p := Standard(20)
	power := map[int]float64{26: 0.04, 52: 0.55, 104: 0.9} // at least, in the mean of the worlds
	for _, weeks := range p.Weeks {
		idleShare, realShare, worlds := 0.0, 0.0, 0.0
		for _, w := range Worlds {
			if w.Blind {
				continue
			}
			idle, real := p.Run(w, weeks)
			// 120 arrows a world: one more than promised may be chance.
			if share := idle.Share(evidence.Supported); share > PromisedWorst+1.0/float64(idle.Arrows) {
				t.Errorf("%s, %d weeks: %.3f of the idle arrows are shown as supported", w.Name, weeks, share)
			}
			idleShare += idle.Share(evidence.Supported)
			realShare += real.Share(evidence.Supported)
			worlds++
		}
		if idleShare/worlds > PromisedMean {
			t.Errorf("%d weeks: %.4f of the idle arrows are shown as supported, in the mean", weeks, idleShare/worlds)
		}
		if realShare/worlds < power[weeks] {
			t.Errorf("%d weeks: %.2f of the true arrows are shown as supported, want %.2f", weeks, realShare/worlds, power[weeks])
		}
		t.Logf("%d weeks: idle %.4f, true %.2f", weeks, idleShare/worlds, realShare/worlds)
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
