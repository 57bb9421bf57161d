package evidence

import (
	"math"
	"math/rand/v2"
	"testing"

	"throughline/bot/scorecard"
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

// A driver that jumped forty weeks before the newest value of a metric that feels
// it after forty weeks was a signal then, whatever it has been since.
func TestChangesLatelyLooksBackAtWhatWasUsualThen(t *testing.T) {
	cause, effect := course(100, 20), course(100, 50)
	for i := 57; i < 60; i++ {
		cause[i] += 10
	}
	for i := 97; i < 100; i++ {
		effect[i] -= 20
	}
	side := func(id scorecard.MetricID, v []float64) Series {
		return Series{Metric: id, Cadence: scorecard.Weekly, First: "2024-W20", Values: v}
	}
	series := map[scorecard.MetricID]Series{"x": side("x", cause), "y": side("y", effect)}
	arrows := []Arrow{{Link: "l", From: "x", To: "y", Slope: -2, LagWeeks: 40, Verdict: Supported}}
	got := ChangesLately(arrows, series, "y", func(id scorecard.MetricID) bool { return id == "y" })
	if x := got["x"]; !x.Signal || x.Off || math.Abs(x.Delta-10) > 1 {
		t.Errorf("the cause: %+v, want a signal of about 10", x)
	}
	if y := got["y"]; !y.Signal || !y.Off || math.Abs(y.Delta+20) > 1 {
		t.Errorf("the effect: %+v, want a signal of about −20", y)
	}
	charts := map[scorecard.MetricID]Chart{"x": Recent(series["x"]), "y": Recent(series["y"])}
	if x := Changes(arrows, charts, "y", nil)["x"]; x.Signal {
		t.Errorf("with the limits of today: %+v", x)
	}
	if none := ChangesLately(arrows, nil, "y", nil); len(none) != 0 {
		t.Errorf("without values: %v", none)
	}
}
