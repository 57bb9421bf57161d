package evidence_test

import (
	"testing"

	"throughline/bot/evidence"
	"throughline/bot/outline"
	"throughline/bot/sample"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
)

// demo is the living example as its readers see it after so many weeks.
func demo(t *testing.T, today scorecard.Date, weeks int, seed uint64) *scorecard.Snapshot {
	t.Helper()
	text, err := sample.Strategy(sample.Demo, today)
	if err != nil {
		t.Fatal(err)
	}
	file, err := outline.ReadWith(sample.Demo, text, outline.Options{CheckWhen: func(s string) error {
		_, err := schedule.ParseWhen(s)
		return err
	}})
	if err != nil {
		t.Fatal(err)
	}
	s := &scorecard.Snapshot{Index: scorecard.NewIndex(&file.Strategy), Today: today, Histories: map[scorecard.MetricID]scorecard.History{}}
	readings := map[scorecard.MetricID][]scorecard.Reading{}
	for _, r := range sample.NewWorld(s.Index, today.Add(-7*weeks), weeks, seed, sample.AtWork).History(today.Time()) {
		readings[r.Metric] = append(readings[r.Metric], r)
	}
	for id, rs := range readings {
		s.Histories[id] = scorecard.NewHistory(rs)
	}
	return s
}

// The demo's true and false arrows are told apart as its maker knows them, and
// where they cannot be, that is what is said.
func TestTheDemosArrowsAreToldApart(t *testing.T) {
	const today = scorecard.Date("2026-11-23")
	for _, c := range []struct {
		weeks     int
		found     float64 // at least this share of the true ones is supported
		tooLittle float64 // at most this share of the others says something else than too little data or not seen
	}{{26, 0, 0.05}, {78, 0.6, 0.1}, {156, 0.8, 0.1}} {
		count := map[bool]map[evidence.Verdict]float64{true: {}, false: {}}
		all := map[bool]float64{}
		for seed := range uint64(6) {
			s := demo(t, today, c.weeks, seed)
			before := map[scorecard.LinkID]evidence.Verdict{}
			for _, j := range evidence.Judge(evidence.ClaimsOn(s, today.Add(-28))).Judgements {
				before[j.Link] = j.Verdict
			}
			for _, j := range evidence.Judge(evidence.Claims(s)).Judgements {
				truth := sample.AtWork(s.Link(j.Link))
				all[truth]++
				count[truth][evidence.Agree(before[j.Link], j.Verdict)]++
			}
		}
		idle := count[false]
		if idle[evidence.Supported] > 0.03*all[false] {
			t.Errorf("%d weeks: of %v idle arrows %v", c.weeks, all[false], idle)
		}
		if quiet := idle[evidence.TooLittle] + idle[evidence.NotSeen] + idle[evidence.Weaker]; all[false]-quiet > c.tooLittle*all[false] {
			t.Errorf("%d weeks: of %v idle arrows only %v were left alone: %v", c.weeks, all[false], quiet, idle)
		}
		if count[true][evidence.Supported] < c.found*all[true] || count[true][evidence.Contradicted] > 0.03*all[true] {
			t.Errorf("%d weeks: of %v true arrows %v", c.weeks, all[true], count[true])
		}
	}
}
