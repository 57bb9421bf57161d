package evidence

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

func TestSeriesHoldsOnlyWhatWasMeasured(t *testing.T) {
	h := scorecard.History{
		{Period: "2026-W01", Value: decimal.NewFromInt(1)},
		{Period: "2026-W02", Value: decimal.NewFromInt(1), Source: Carried},
		{Period: "2026-W03", NoData: true},
		{Period: "2026-W04", Value: decimal.NewFromInt(4)},
		{Period: "2026-02", Value: decimal.NewFromInt(99)}, // from when it was monthly
		{Period: "2026-W06", Value: decimal.NewFromInt(6)},
		{Period: "2026-W07", Value: decimal.NewFromInt(7)}, // still running
	}
	m := &scorecard.Metric{ID: "m", Cadence: scorecard.Weekly}
	nan := math.NaN()
	for _, c := range []struct {
		name  string
		today scorecard.Date
		ask   scorecard.AskFor
		want  []float64
	}{
		{"in W07", "2026-02-11", scorecard.LastPeriod, []float64{1, nan, nan, 4, nan, 6}},
		{"asked for while it runs", "2026-02-11", scorecard.CurrentPeriod, []float64{1, nan, nan, 4, nan, 6, 7}},
		{"after W07", "2026-02-15", scorecard.LastPeriod, []float64{1, nan, nan, 4, nan, 6, 7}},
		{"before all", "2025-01-01", scorecard.LastPeriod, nil},
	} {
		m.AskFor = c.ask
		s := SeriesOf(m, h, c.today)
		if !slices.EqualFunc(s.Values, c.want, func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }) {
			t.Errorf("%s: %v, want %v", c.name, s.Values, c.want)
		}
	}
}

func TestFolding(t *testing.T) {
	nan := math.NaN()
	weeks := Series{Cadence: scorecard.Weekly, First: "2026-W01", Values: []float64{1, 2, 3, 4, 5, nan, nan, 8, 9, 10, nan, 12, 13}}
	for _, c := range []struct {
		name string
		how  Fold
		want []float64
	}{
		// January holds the Thursdays of W01 to W05, February those of W06 to W09,
		// March those of W10 to W13.
		{"mean", Mean, []float64{3, nan, 35.0 / 3}},
		{"sum", Sum, []float64{15, nan, nan}},
		{"last", Last, []float64{5, nan, 13}},
	} {
		got := weeks.FoldTo(scorecard.Monthly, c.how)
		if got.First != "2026-01" || !slices.EqualFunc(got.Values, c.want, func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }) {
			t.Errorf("%s: %s %v, want %v", c.name, got.First, got.Values, c.want)
		}
	}
	months := Series{Cadence: scorecard.Monthly, First: "2026-01", Values: []float64{1, 2}}
	if got := months.FoldTo(scorecard.Weekly, Mean); got.Cadence != scorecard.Monthly {
		t.Error("months were made into weeks")
	}
	if got := months.FoldTo(scorecard.Quarterly, Mean); got.Values[0] != 1.5 {
		t.Errorf("two of three months: %v, want their mean", got.Values)
	}
}

func TestSlotsAgreeWithTheCalendar(t *testing.T) {
	for _, c := range []scorecard.Cadence{scorecard.Daily, scorecard.Weekly, scorecard.Monthly, scorecard.Quarterly, scorecard.Annual} {
		p := scorecard.PeriodOf(c, "1968-12-28")
		for range 700 {
			n := slotOf(c, p.Start())
			if n != slotOf(c, p.End()) || periodAt(c, n) != p || slotOf(c, p.Next().Start()) != n+1 {
				t.Fatalf("%s: period %s has numbers %d to %d, and %d follows", c, p, n, slotOf(c, p.End()), slotOf(c, p.Next().Start()))
			}
			p = p.Next()
		}
	}
}

// driven is a cause and an effect that follows it after some weeks.
func driven(n, lag int, slope float64, seed uint64) (x, y []float64) {
	r := rand.New(rand.NewPCG(seed, 1))
	x, y = make([]float64, n), make([]float64, n)
	for t := range n {
		x[t], y[t] = 50+r.NormFloat64(), 30+r.NormFloat64()
		if t >= lag {
			y[t] += slope * (x[t-lag] - 50)
		}
	}
	return x, y
}

func TestAnArrowFromReadingsToVerdict(t *testing.T) {
	x, y := driven(80, 6, -2, 4)
	s := haulage(map[scorecard.MetricID]scorecard.History{"hours": history("hours", "2025-W19", x...), "minutes": history("minutes", "2025-W19", y...)})
	s.Strategy.Links[0].Registered = "2026-10-01"
	r := Judge(Claims(s))
	if len(r.Judgements) != 5 || r.Tested != 1 {
		t.Fatalf("%d claims, %d tested; want 5 and 1", len(r.Judgements), r.Tested)
	}
	j := r.Judgements[0]
	// More training is better, and so are fewer minutes: the arrow says the minutes fall.
	if j.Verdict != Supported || j.Lag != 6 || j.Sign != -1 || math.Abs(j.Slope+2) > 0.3 || j.From != "2025-W19" {
		t.Errorf("%+v: want a supported slope of about −2 at lag 6", j)
	}
	if want := []Suffix{SeasonOpen, InHindsight}; !slices.Equal(j.Suffixes, want) {
		t.Errorf("suffixes %v, want %v", j.Suffixes, want)
	}
	if none := r.Judgements[4]; none.Verdict != TooLittle || none.Needed < 20 || !slices.Contains(none.Warnings, NoMetric) {
		t.Errorf("an arrow from an objective without a metric: %+v", none)
	}
	if Agree("", j.Verdict) != EarlySign || Agree(Supported, j.Verdict) != Supported || Agree(Contradicted, j.Verdict) != EarlySign || Agree(Supported, NotSeen) != NotSeen {
		t.Error("supported is to be shown when two reviews in a row say so, and given up at once")
	}
	arrows := Slopes(r)
	if len(arrows) != 1 || math.Abs(arrows[0].Slope+2) > 0.4 || arrows[0].Opinion > 0.2 {
		t.Errorf("slopes %+v, want the one that was found", arrows)
	}
	before := Judge(ClaimsOn(s, "2026-09-01"))
	if len(before.Judgements) != 4 {
		t.Errorf("before it was registered: %d claims, want 4", len(before.Judgements))
	}
}

func TestContradictedAndWeaker(t *testing.T) {
	for _, c := range []struct {
		name  string
		slope float64
		size  *Size
		want  Verdict
	}{
		{"as claimed", 2, nil, Supported},
		{"the other way", -2, nil, Contradicted},
		{"nothing", 0, nil, NotSeen},
		{"a tenth of what was claimed", 0.1, &Size{Slope: 2}, Weaker},
		{"as much as was claimed", 2, &Size{Slope: 2, Sure: true}, Supported},
	} {
		x, y := driven(120, 3, c.slope, 7)
		claim := Claim{LagWeeks: 3, Sign: 1, Size: c.size, Cause: Side{Series: weekly(x...)}, Effect: Side{Series: weekly(y...)}}
		if j := Judge([]Claim{claim}).Judgements[0]; j.Verdict != c.want {
			t.Errorf("%s: %s (q %.3f, power %.2f), want %s", c.name, j.Verdict, j.Q, j.Power, c.want)
		}
	}
}

// One event on both sides is one observation, however large.
func TestOneShockIsAnEarlySign(t *testing.T) {
	x, y := driven(60, 3, 0, 9)
	x[30], y[33] = x[30]+12, y[33]+12
	claim := Claim{LagWeeks: 3, Sign: 1, Cause: Side{Series: weekly(x...)}, Effect: Side{Series: weekly(y...)}}
	if j := Judge([]Claim{claim}).Judgements[0]; j.Verdict != EarlySign || j.RestsOn != "2024-W34" {
		t.Errorf("%s, resting on %s; want an early sign that rests on 2024-W34", j.Verdict, j.RestsOn)
	}
}

// Two drivers that move together: the one with nothing in it is cleared by
// holding the other constant.
func TestOtherDriversAreHeldConstant(t *testing.T) {
	x, y := driven(104, 3, 2, 11)
	r := rand.New(rand.NewPCG(5, 5))
	shadow := make([]float64, len(x))
	for i := range x {
		shadow[i] = x[i] + 0.5*r.NormFloat64()
	}
	claim := Claim{LagWeeks: 3, Sign: 1, Cause: Side{Series: weekly(shadow...)}, Effect: Side{Series: weekly(y...)}}
	alone := Judge([]Claim{claim}).Judgements[0]
	claim.Rivals = []Rival{{Side: Side{Series: weekly(x...)}, LagWeeks: 3}}
	held := Judge([]Claim{claim}).Judgements[0]
	if alone.Verdict != Supported || held.Verdict == Supported || held.Rivals != 1 {
		t.Errorf("alone %s, with the real driver held constant %s (%d held)", alone.Verdict, held.Verdict, held.Rivals)
	}
}

func TestPeriodsStillNeeded(t *testing.T) {
	last := longest
	for _, n := range []int{0, 5, 12, 20, 28} {
		x, y := driven(n, 2, 0, 15)
		claim := Claim{LagWeeks: 2, Sign: 1, Cause: Side{Series: weekly(x...)}, Effect: Side{Series: weekly(y...)}}
		j := Judge([]Claim{claim}).Judgements[0]
		if j.Verdict != TooLittle || j.Needed < 1 || j.Needed >= last {
			t.Errorf("%d weeks: %s, %d more needed (before: %d)", n, j.Verdict, j.Needed, last)
		}
		last = j.Needed
	}
	x, y := driven(50, 2, 0, 15)
	claim := Claim{LagWeeks: 2, Sign: 1, Cause: Side{Series: weekly(x...)}, Effect: Side{Series: weekly(y...)}}
	if j := Judge([]Claim{claim}).Judgements[0]; j.Verdict != NotSeen {
		t.Errorf("fifty weeks of nothing: %s, want not seen", j.Verdict)
	}
}

func TestCommonDriver(t *testing.T) {
	s := haulage(nil)
	s.Strategy.Links = append(s.Strategy.Links, scorecard.Link{ID: "l6", Cause: "empty", Effect: "train"})
	for _, c := range Claims(s) {
		want := scorecard.ObjectiveID("")
		if c.Link == "l3" || c.Link == "l4" { // empty has no metric, so it cannot be held constant
			want = "empty"
		}
		if c.CommonDriver != want {
			t.Errorf("%s: common driver %q, want %q", c.Link, c.CommonDriver, want)
		}
	}
}

// Both sides jump at the month's end, the effect two weeks after it: the calendar
// leads, not the cause.
func TestTheMonthsEndIsNoArrow(t *testing.T) {
	x, y := driven(104, 2, 0, 21)
	s := weekly(x...)
	for i := range x {
		if end := s.At(i).End(); end.Add(1)[:7] != s.At(i).Start()[:7] {
			x[i] += 4
			if i+2 < len(y) {
				y[i+2] += 4
			}
		}
	}
	claim := Claim{LagWeeks: 2, Sign: 1, Cause: Side{Series: weekly(x...)}, Effect: Side{Series: weekly(y...)}}
	if j := Judge([]Claim{claim}).Judgements[0]; !j.Rhythm || j.Verdict != NotSeen {
		t.Errorf("%s, rhythm held constant: %v; want not seen", j.Verdict, j.Rhythm)
	}
}
