package evidence

import (
	"math"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// history writes values down week by week; NaN is a week without.
func history(id scorecard.MetricID, first scorecard.Period, v ...float64) scorecard.History {
	var rs []scorecard.Reading
	p := first
	for _, a := range v {
		if !math.IsNaN(a) {
			rs = append(rs, scorecard.Reading{Metric: id, Period: p, Value: decimal.NewFromFloat(a)})
		}
		p = p.Next()
	}
	return scorecard.NewHistory(rs)
}

// course is n weeks around a level, a small wobble that is always the same.
func course(n int, level float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = level + float64((i*i*7+i*3)%11)/5 - 1
	}
	return v
}

// haulage is a small strategy: training makes fulfilment quicker, which makes
// customers come back.
func haulage(histories map[scorecard.MetricID]scorecard.History) *scorecard.Snapshot {
	goal := func(v float64) []scorecard.Target {
		return []scorecard.Target{{Value: decimal.NewNullDecimal(decimal.NewFromFloat(v))}}
	}
	s := &scorecard.Strategy{
		Objectives: []scorecard.Objective{
			{ID: "train", Owner: "ana"}, {ID: "fast", Owner: "bo"}, {ID: "loyal", Owner: "cy"}, {ID: "profit", Owner: "di"}, {ID: "empty"},
		},
		Links: []scorecard.Link{
			{ID: "l1", Cause: "train", Effect: "fast", LagWeeks: 6},
			{ID: "l2", Cause: "fast", Effect: "loyal", LagWeeks: 8},
			{ID: "l3", Cause: "loyal", Effect: "profit", LagWeeks: 13},
			{ID: "l4", Cause: "fast", Effect: "profit", LagWeeks: 4, Sign: scorecard.Lowers},
			{ID: "l5", Cause: "empty", Effect: "profit", LagWeeks: 4},
			{ID: "gone", Cause: "train", Effect: "profit", Retired: &scorecard.Retirement{}},
		},
		Metrics: []scorecard.Metric{
			{ID: "hours", Objective: "train", Cadence: scorecard.Weekly, Kind: scorecard.Leading, Targets: goal(60)},
			{ID: "minutes", Objective: "fast", Cadence: scorecard.Weekly, Direction: scorecard.Lower, Targets: goal(20), Guardrail: "complaints"},
			{ID: "repeat", Objective: "loyal", Cadence: scorecard.Weekly, Targets: goal(70)},
			{ID: "complaints", Objective: "loyal", Cadence: scorecard.Weekly, Direction: scorecard.Lower},
			{ID: "margin", Objective: "profit", Cadence: scorecard.Monthly, Measure: "EUR"},
		},
		Actions: []scorecard.Action{
			{ID: "a1", Objective: "loyal", Progress: scorecard.OnTrack}, {ID: "a2", Objective: "fast", Progress: scorecard.Done, Start: "2026-06-01"},
		},
	}
	return &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: "2026-11-20", Histories: histories}
}

func TestExposures(t *testing.T) {
	s := haulage(nil)
	verdicts := map[scorecard.LinkID]Verdict{"l1": Supported, "l2": Supported}
	got := Exposures(s, s.Metric("hours"), "2026-11-20", true, 52, verdicts)
	type row struct {
		o       scorecard.ObjectiveID
		owner   scorecard.PersonID
		weeks   int
		on      scorecard.Date
		worse   bool
		word    Verdict
		actions int
	}
	want := []row{
		{"fast", "bo", 6, "2027-01-01", true, Supported, 0},
		{"profit", "di", 10, "2027-01-29", false, TooLittle, 0}, // by the quicker route, a trade-off
		{"loyal", "cy", 14, "2027-02-26", true, Supported, 1},
	}
	var rows []row
	for _, e := range got {
		rows = append(rows, row{e.Objective, e.Owner, e.Weeks, e.On, e.Worse, e.Word, len(e.Actions)})
	}
	if !slices.Equal(rows, want) {
		t.Errorf("exposed: %+v\nwant %+v", rows, want)
	}
	if got := Exposures(s, s.Metric("hours"), "2026-11-20", true, 9, verdicts); len(got) != 1 {
		t.Errorf("within nine weeks: %+v, want one", got)
	}
	verdicts["l1"] = Contradicted
	if got := Exposures(s, s.Metric("hours"), "2026-11-20", true, 52, verdicts); len(got) != 0 {
		t.Errorf("over a contradicted arrow: %+v", got)
	}
}

func TestWatermelon(t *testing.T) {
	flat := course(30, 60)
	s := haulage(map[scorecard.MetricID]scorecard.History{"repeat": history("repeat", "2026-W18", flat...)})
	if got := Watch(s); len(got) != 1 || got[0].Kind != Watermelon || got[0].Metric != "repeat" || got[0].Action != "a1" {
		t.Errorf("flat and red, its action on track: %+v", got)
	}
	for i := range flat[24:] {
		flat[24+i] += 1.5 * float64(i)
	}
	s = haulage(map[scorecard.MetricID]scorecard.History{"repeat": history("repeat", "2026-W18", flat...)})
	if got := Watch(s); len(got) != 0 {
		t.Errorf("red but on its way: %+v", got)
	}
}

func TestGaming(t *testing.T) {
	for _, c := range []struct {
		name             string
		minutes, guarded []float64
		want             int
	}{
		{"both twice", []float64{21, 20, 19}, []float64{5, 6, 7}, 1},
		{"the guardrail held", []float64{21, 20, 19}, []float64{5, 5, 5}, 0},
		{"once only", []float64{21, 22, 19}, []float64{5, 6, 7}, 0},
		{"got worse together", []float64{21, 22, 23}, []float64{5, 6, 7}, 0},
		{"a week missing", []float64{21, math.NaN(), 19}, []float64{5, 6, 7}, 0},
	} {
		s := haulage(map[scorecard.MetricID]scorecard.History{
			"minutes":    history("minutes", "2026-W30", append(course(14, 19), c.minutes...)...),
			"complaints": history("complaints", "2026-W30", append(course(14, 5), c.guarded...)...),
		})
		got := slices.DeleteFunc(Watch(s), func(x Suspicion) bool { return x.Kind != Gaming })
		if len(got) != c.want {
			t.Errorf("%s: %+v, want %d", c.name, got, c.want)
		}
		if len(got) == 1 && (got[0].Gain != -2 || got[0].Cost != 2 || got[0].Since != "2026-W45" || got[0].Guardrail != "complaints") {
			t.Errorf("%s: %+v", c.name, got[0])
		}
	}
}

func TestPredictions(t *testing.T) {
	cause := append(course(30, 50), 80)
	claim := Claim{
		Link: "l1", LagWeeks: 4, Sign: -1,
		Cause:  Side{Series: Series{Metric: "hours", Cadence: scorecard.Weekly, First: "2026-W01", Values: cause}},
		Effect: Side{Series: Series{Metric: "minutes", Cadence: scorecard.Weekly, First: "2026-W01", Values: course(31, 20)}},
	}
	p, ok := Predict(claim)
	if !ok || p.Signal != "2026-W31" || p.Due != "2026-W36" || p.Up || p.Base > 0.5 || p.Tries < fewestTries {
		t.Fatalf("%+v, %v: want a fall of the effect by W36", p, ok)
	}
	later := func(v ...float64) Series {
		s := claim.Effect.Series
		s.Values = append(slices.Clone(s.Values), v...)
		return s
	}
	for _, c := range []struct {
		name  string
		after Series
		today scorecard.Date
		want  Fate
	}{
		{"before the date", later(1, 1, 1, 1, 1), "2026-09-06", Open},
		{"it fell", later(20, 20, 15, 15, 15), "2026-09-07", Hit},
		{"it stayed", later(20, 20, 20, 20, 20), "2026-09-07", Miss},
		{"it rose", later(20, 20, 25, 25, 25), "2026-09-07", Miss},
		{"nobody measured", later(), "2026-09-07", Unsettled},
	} {
		if got := p.Settle(c.after, c.today); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	claim.Cause.Values = course(31, 50)
	if p, ok := Predict(claim); ok {
		t.Errorf("a prediction without a signal: %+v", p)
	}
}

func TestTallyCountsAgainstTheBaseRate(t *testing.T) {
	all := []Prediction{{Base: 0.5}, {Base: 0.5}, {Base: 0.2}, {Base: 0.2}}
	r := Tally(all, []Fate{Hit, Hit, Miss, Open})
	if near(t, "P", r.P, 0.25*0.8+0.2*(0.25+0.5)); r.Hits != 2 || r.Misses != 1 {
		t.Errorf("%+v", r)
	}
	near(t, "expected", r.Expected, 1.2)
	if r := Tally(all, []Fate{Open}); !math.IsNaN(r.P) {
		t.Errorf("nothing settled: %+v", r)
	}
}
