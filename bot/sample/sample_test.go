package sample_test

import (
	"math"
	"testing"

	"throughline/bot/outline"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
)

func read(t *testing.T, name string, today scorecard.Date) *outline.File {
	t.Helper()
	text, err := sample.Strategy(name, today)
	if err != nil {
		t.Fatal(err)
	}
	f, err := outline.Read(name+".yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestExamplesAreValidOnAnyDay(t *testing.T) {
	for _, name := range sample.Names() {
		for _, today := range []scorecard.Date{"2026-11-23", "2028-02-29", "2027-12-31", "2030-01-01"} {
			f := read(t, name, today)
			if v := f.Strategy.Vision; !v.Target.Valid || v.By <= today {
				t.Errorf("%s on %s: the vision has no number or lies in the past: %s", name, today, v.By)
			}
		}
	}
}

func TestAnUnknownExampleNamesThoseThereAre(t *testing.T) {
	if _, err := sample.Strategy("nonesuch", "2026-11-23"); err == nil || err.Error() != `there is no example "nonesuch"; there are agency, europe, fourmetrics, logistics, university` {
		t.Error(err)
	}
}

func TestTheWorldIsTheSameEachTimeAndPossible(t *testing.T) {
	const today = scorecard.Date("2026-11-23")
	for _, name := range sample.Names() {
		x := scorecard.NewIndex(&read(t, name, today).Strategy)
		a := sample.NewWorld(x, today.Add(-7*78), 78+60, 20, sample.AtWork)
		b := sample.NewWorld(x, today.Add(-7*78), 78+60, 20, sample.AtWork)
		history := a.History(today.Time())
		count := map[scorecard.MetricID]int{}
		for _, r := range history {
			m := x.Metric(r.Metric)
			count[r.Metric]++
			if v, ok := b.Value(r.Metric, r.Period); !ok || !v.Equal(r.Value) {
				t.Fatalf("%s: %s in %s is %s, and then %s", name, r.Metric, r.Period, r.Value, v)
			}
			if !m.Possible(r.Value) {
				t.Errorf("%s: %s in %s is %s, which is impossible", name, r.Metric, r.Period, r.Value)
			}
			if r.Period.End() >= today {
				t.Errorf("%s: a value for %s, which has not ended", name, r.Period)
			}
		}
		for _, m := range x.Metrics {
			if want := map[scorecard.Cadence]int{scorecard.Weekly: 60, scorecard.Monthly: 15, scorecard.Quarterly: 4}[m.Cadence]; count[m.ID] < want {
				t.Errorf("%s: %s has %d values, want at least %d", name, m.ID, count[m.ID], want)
			}
		}
	}
}

// A link that is truly at work shows in the numbers at its lag, one that is not
// does not: else nothing could be learned from the demo.
func TestLinksAtWorkShowAndOthersDoNot(t *testing.T) {
	const today, weeks = scorecard.Date("2026-11-23"), 600
	x := scorecard.NewIndex(&read(t, sample.Demo, today).Strategy)
	w := sample.NewWorld(x, today.Add(-7*weeks), weeks, 20, sample.AtWork)
	for _, c := range []struct {
		cause, effect scorecard.MetricID
		lag           int
		atWork        bool
	}{
		{"training", "fulfilment", 6, true},
		{"fulfilment", "on_time", 2, true},
		{"on_time", "repeat", 6, true},
		{"fulfilment", "cost_per_delivery", 4, false},
	} {
		got := correlation(w, c.cause, c.effect, c.lag, today, weeks)
		if c.atWork && got < 0.25 || !c.atWork && got > 0.2 {
			t.Errorf("%s → %s after %d weeks correlate at %.2f; at work: %v", c.cause, c.effect, c.lag, got, c.atWork)
		}
	}
}

func correlation(w *sample.World, cause, effect scorecard.MetricID, lag int, today scorecard.Date, weeks int) float64 {
	var sxy, sxx, syy float64
	p := scorecard.PeriodOf(scorecard.Weekly, today.Add(-7*weeks))
	for i := 0; i+lag < weeks; i++ {
		q := p
		for range lag {
			q = q.Next()
		}
		a, b := w.Deviation(cause, p), w.Deviation(effect, q)
		sxy, sxx, syy = sxy+a*b, sxx+a*a, syy+b*b
		p = p.Next()
	}
	return sxy / math.Sqrt(sxx*syy)
}
