package main

import (
	"testing"

	"throughline/bot/ledger"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
)

// The world behind the demo knows which arrows are truly at work. Over many such
// worlds the ledger, which does not, must hardly ever support one that is not,
// and find most of those that are and could be found.
func TestTrueArrowsAreToldFromFalseOnes(t *testing.T) {
	const worlds, weeks = 20, 78
	o := newDemo(t, "logistics")
	s, err := o.snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found, missed, lies, tested := 0, 0, 0, 0
	for seed := range uint64(worlds) {
		w := sample.NewWorld(s.Index, s.Today.Add(-7*weeks), weeks+4, seed, sample.AtWork)
		byMetric := map[scorecard.MetricID][]scorecard.Reading{}
		for _, r := range w.History(scriptNow) {
			byMetric[r.Metric] = append(byMetric[r.Metric], r)
		}
		here := *s
		here.Histories = map[scorecard.MetricID]scorecard.History{}
		for m, rs := range byMetric {
			here.Histories[m] = scorecard.NewHistory(rs)
		}
		all, _ := ledger.Judge(&here)
		for _, v := range all {
			truly := sample.AtWork(s.Link(v.Link))
			switch {
			case v.Shown == scorecard.TooLittleData:
				continue
			case truly && v.Shown == scorecard.SupportedByData:
				found++
			case truly:
				missed++
			case v.Shown == scorecard.SupportedByData:
				lies++
			}
			tested++
		}
	}
	t.Logf("of %d verdicts: %d true arrows supported, %d not, %d false ones supported", tested, found, missed, lies)
	if found < 2*missed || lies*33 > tested {
		t.Errorf("of %d verdicts: %d true arrows supported, %d not, %d false ones supported", tested, found, missed, lies)
	}
}
