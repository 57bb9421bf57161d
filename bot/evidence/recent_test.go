package evidence

import (
	"math/rand/v2"
	"testing"
)

func series(n int, value func(int) float64) Series {
	s := Series{Metric: "m", Cadence: "weekly", First: "2025-W01"}
	for i := range n {
		s.Values = append(s.Values, value(i))
	}
	return s
}

func TestRecentSpeaksOfTheNewestValuesOnly(t *testing.T) {
	noise := func(i int) float64 { return rand.New(rand.NewPCG(uint64(i), 9)).NormFloat64() }
	for _, c := range []struct {
		name   string
		series Series
		known  bool
		loud   bool
	}{
		{"eleven values", series(11, noise), false, false},
		{"a jump long ago", series(78, func(i int) float64 {
			if i < 30 {
				return noise(i)
			}
			return 20 + noise(i)
		}), true, false},
		{"a jump just now", series(78, func(i int) float64 {
			if i < 77 {
				return noise(i)
			}
			return 20
		}), true, true},
		{"fifteen values", series(15, noise), true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Recent(c.series)
			if _, loud := got.Loud(); got.Known != c.known || loud != c.loud {
				t.Errorf("known %v, loud %v (%+v)", got.Known, loud, got.Signals)
			}
			for _, g := range got.Signals {
				if g.index < len(c.series.Values)-fresh-1 {
					t.Errorf("a signal of old: %+v", g)
				}
			}
		})
	}
}
