package main

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"throughline/bot/ledger"
	"throughline/bot/outline"
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

// TestExportKeepsWhatWasStated finds that a file written from a database holds
// what people said of their arrows, not what the readings made of them since.
func TestExportKeepsWhatWasStated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demo.db")
	o, err := openDemo(t.Context(), "logistics", path, 78, scriptNow, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	stated, err := strategyOf(t.Context(), o.db, o.org)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := o.snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	differ := 0
	for _, l := range stated.Links {
		if seen.Link(l.ID).Evidence != l.Evidence {
			differ++
		}
	}
	if differ == 0 {
		t.Fatal("the readings overrule nobody here; this proves nothing")
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"export", "--db", path}, program{Out: &out, Err: t.Output(), Now: func() time.Time { return scriptNow }}); code != exitFine {
		t.Fatalf("export: exit code %d", code)
	}
	file, err := outline.Read("export.yaml", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if changes := outline.Diff(stated, &file.Strategy); len(changes) > 0 {
		t.Errorf("to apply what was exported would change:\n%s", outline.Plan(changes))
	}
}
