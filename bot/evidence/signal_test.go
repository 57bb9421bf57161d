package evidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// weekly is a series of weeks without gaps.
func weekly(v ...float64) Series {
	return Series{Metric: "m", Cadence: scorecard.Weekly, First: "2024-W01", Values: v}
}

func TestLimitsAndSignalsAsInXmrit(t *testing.T) {
	var ref struct {
		Series map[string]struct {
			Mean, MR_bar float64
			Wheeler      struct{ Unpl, Lnpl, Url float64 }
			Xmrit        struct{ Outside_limits, Three_of_four_window, Run_of_eight_window []int }
		}
	}
	golden(t, "xmr.json", &ref)
	for name, w := range ref.Series {
		v := table(t, "xmr_"+name+".csv")["value"]
		l := limitsOf(v)
		near(t, name+": mean", l.Mean, w.Mean)
		near(t, name+": moving range", l.MovingRange, w.MR_bar)
		near(t, name+": upper", l.Upper, w.Wheeler.Unpl)
		near(t, name+": lower", l.Lower, w.Wheeler.Lnpl)
		near(t, name+": range limit", l.RangeLimit, w.Wheeler.Url)
		s := weekly(v...)
		c := Chart{Series: s}
		_, at := s.points()
		windows := map[Rule][]int{}
		for _, f := range c.found(v, at, v, l) {
			for i := f.since; i <= f.index; i++ {
				windows[f.Rule] = append(windows[f.Rule], i+1)
			}
		}
		for rule, want := range map[Rule][]int{Outside: w.Xmrit.Outside_limits, NearLimit: w.Xmrit.Three_of_four_window, RunOfEight: w.Xmrit.Run_of_eight_window} {
			got := windows[rule]
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, want) {
				t.Errorf("%s, rule %d: marks %v, want %v", name, rule, got, want)
			}
		}
	}
}

func TestTrendAsInR(t *testing.T) {
	var ref struct {
		Series map[string]struct {
			S, VarS, Z, P_two_sided, Sen_slope float64
			Sen_ci95                           []float64
		}
	}
	golden(t, "trend.json", &ref)
	for name, w := range ref.Series {
		d := TrendOf(weekly(table(t, "trend_"+name+".csv")["value"]...))
		near(t, name+": S", d.S, w.S)
		near(t, name+": variance", d.Variance, w.VarS)
		near(t, name+": z", d.Z, w.Z)
		near(t, name+": p", d.P, w.P_two_sided)
		near(t, name+": slope", d.PerPeriod, w.Sen_slope)
		near(t, name+": low", d.Low, w.Sen_ci95[0])
		near(t, name+": high", d.High, w.Sen_ci95[1])
	}
}

func TestAdjustedAsInR(t *testing.T) {
	type ps struct{ P, BH []number }
	var ref struct {
		BH1995           ps `json:"bh1995"`
		ChickEgg         ps `json:"chickegg_8_tests"`
		TiesAndMissing   ps `json:"ties_and_missing"`
		RejectionsAtFive int
	}
	golden(t, "multiple_testing.json", &ref)
	for name, c := range map[string]ps{"1995": ref.BH1995, "chickegg": ref.ChickEgg, "ties": ref.TiesAndMissing} {
		p := make([]float64, len(c.P))
		for i := range p {
			p[i] = float64(c.P[i])
		}
		if len(p) == 0 {
			t.Fatalf("%s: no p-values", name)
		}
		for i, q := range Adjusted(p) {
			near(t, fmt.Sprint(name, " ", i), q, float64(c.BH[i]))
		}
	}
}

func TestOutlookAsInR(t *testing.T) {
	var ref struct {
		Cases []struct {
			ID, Verdict                                                                                                      string
			Values                                                                                                           []float64
			Target, Slope, Alpha, Level, One_step_sd, Projected, SD, Chance_to_hit, Needed_per_period, Forecast_thetaf_point float64
			Periods_ahead, Better                                                                                            int
			Interval80                                                                                                       []float64
		}
	}
	golden(t, "projection.json", &ref)
	for _, c := range ref.Cases {
		s := weekly(c.Values...)
		m := &scorecard.Metric{ID: "m", Cadence: scorecard.Weekly}
		if c.Better < 0 {
			m.Direction = scorecard.Lower
		}
		by := s.At(len(c.Values) - 1 + c.Periods_ahead).Start().Add(2)
		o := OnTrack(s, m, scorecard.Target{By: by, Value: decimal.NewNullDecimal(decimal.NewFromFloat(c.Target))})
		if string(o.Course) != c.Verdict || o.Ahead != c.Periods_ahead {
			t.Errorf("%s: %s in %d, want %s in %d", c.ID, o.Course, o.Ahead, c.Verdict, c.Periods_ahead)
		}
		near(t, c.ID+": trend", o.Trend, c.Slope)
		near(t, c.ID+": level", o.Level, c.Level)
		near(t, c.ID+": likely", o.Likely, c.Projected)
		near(t, c.ID+": low", o.Low, c.Interval80[0])
		near(t, c.ID+": high", o.High, c.Interval80[1])
		near(t, c.ID+": chance", o.Chance, c.Chance_to_hit)
		near(t, c.ID+": pace", o.Pace, c.Needed_per_period)
		// A method of others, with other shrinking: about the same point.
		nearTo(t, c.ID+": theta", o.Likely, c.Forecast_thetaf_point, 0.03)
	}
}

func TestOutlookWords(t *testing.T) {
	eight := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	goal := func(v float64, by scorecard.Date) scorecard.Target {
		return scorecard.Target{By: by, Value: decimal.NewNullDecimal(decimal.NewFromFloat(v))}
	}
	for _, c := range []struct {
		name   string
		values []float64
		metric scorecard.Metric
		target scorecard.Target
		want   Course
	}{
		{"steady climb, nearly there", eight, scorecard.Metric{}, goal(7, "2024-03-20"), OnCourse},
		{"too steep", eight, scorecard.Metric{}, goal(90, "2024-03-20"), OffCourse},
		{"seven values", eight[:7], scorecard.Metric{}, goal(9, "2024-03-20"), NoCourse},
		{"the date has passed", eight, scorecard.Metric{}, goal(9, "2024-01-20"), NoDate},
		{"no date", eight, scorecard.Metric{}, goal(9, ""), NoDate},
		{"yes or no", eight, scorecard.Metric{Direction: scorecard.YesNo}, goal(1, "2024-03-20"), NotForecast},
		{"never moved, on target", []float64{5, 5, 5, 5, 5, 5, 5, 5}, scorecard.Metric{}, goal(5, "2024-03-20"), OnCourse},
		{"never moved, below", []float64{5, 5, 5, 5, 5, 5, 5, 5}, scorecard.Metric{}, goal(6, "2024-03-20"), OffCourse},
	} {
		if o := OnTrack(weekly(c.values...), &c.metric, c.target); o.Course != c.want {
			t.Errorf("%s: %s, want %s", c.name, o.Course, c.want)
		}
	}
}

func TestPaceIsComparedWithWhatWasEverAchieved(t *testing.T) {
	s := weekly(10, 9.5, 9.8, 9.2, 9, 9.1, 8.8, 8.9, 8.4, 8.6)
	m := &scorecard.Metric{Direction: scorecard.Lower}
	o := OnTrack(s, m, scorecard.Target{By: s.At(13).End(), Value: decimal.NewNullDecimal(decimal.NewFromInt(6))})
	if near(t, "best change", o.Best, 9-10); !o.Unprecedented || o.BestEnd != "2024-W05" || o.Ahead != 4 {
		t.Errorf("%+v: want 2.6 less in 4 weeks to be called unprecedented, the best being −1.0 ending in W05", o)
	}
}

func TestSignalsSpeakOfChangeOnly(t *testing.T) {
	flat := []float64{50, 52, 49, 51, 50, 48, 51, 53, 50, 49, 51, 50, 52, 48, 50, 51}
	for _, c := range []struct {
		name string
		more []float64
		loud bool
		rule Rule
	}{
		{"as ever", []float64{51, 49}, false, 0},
		{"one far outside", []float64{51, 70}, true, Outside},
		{"it was outside, and is back", []float64{70, 51}, false, 0},
		{"eight above the mean", []float64{52, 51.5, 52, 51, 53, 52, 51, 51.5}, true, RunOfEight},
	} {
		chart := XmR(weekly(append(slices.Clone(flat), c.more...)...), Baseline{To: "2024-W16"})
		got, loud := chart.Loud()
		if loud != c.loud || got.Rule != c.rule {
			t.Errorf("%s: %v %+v, want %v rule %d", c.name, loud, got, c.loud, c.rule)
		}
	}
	if c := XmR(weekly(flat[:11]...), Baseline{}); c.Known {
		t.Error("eleven values gave limits")
	}
	if c := XmR(weekly(flat...), Baseline{}); !c.Provisional {
		t.Error("sixteen values gave limits that are not provisional")
	}
}

func TestDriftingMetricsAreChartedByTheirSteps(t *testing.T) {
	v := make([]float64, 40)
	for i := range v {
		v[i] = 100 + 3*float64(i) + math.Mod(float64(i*7), 3)
	}
	c := XmR(weekly(v...), Baseline{})
	if _, loud := c.Loud(); !c.Drifting || loud {
		t.Errorf("a steady climb: drifting %v, signals %v; want drifting and no signal", c.Drifting, c.Latest())
	}
	v[39] += 30
	if s, loud := XmR(weekly(v...), Baseline{}).Loud(); !loud || !s.Up || s.Value != v[39] {
		t.Errorf("a jump on top of it: %+v, want a signal at its value", s)
	}
}

func TestCapability(t *testing.T) {
	v := []float64{90, 92, 91, 93, 92, 90, 91, 92, 93, 91, 92, 90, 91, 92}
	at := func(n float64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromFloat(n)) }
	for _, c := range []struct {
		name      string
		direction scorecard.Direction
		target    scorecard.Target
		want      Capability
	}{
		{"far above", scorecard.Higher, scorecard.Target{Value: at(99)}, CannotReach},
		{"within", scorecard.Higher, scorecard.Target{Value: at(92)}, HitOrMiss},
		{"far below", scorecard.Higher, scorecard.Target{Value: at(80)}, AlwaysMeets},
		{"lower is better, out of reach", scorecard.Lower, scorecard.Target{Value: at(80)}, CannotReach},
		{"lower is better, always", scorecard.Lower, scorecard.Target{Value: at(99)}, AlwaysMeets},
		{"a range with room", scorecard.InRange, scorecard.Target{Low: at(80), High: at(99)}, AlwaysMeets},
		{"a range missed on one side", scorecard.InRange, scorecard.Target{Low: at(99), High: at(120)}, CannotReach},
		{"a tight range", scorecard.InRange, scorecard.Target{Low: at(91), High: at(120)}, HitOrMiss},
		{"no target", scorecard.Higher, scorecard.Target{}, CannotTell},
	} {
		if got, _ := CapabilityOf(weekly(v...), &scorecard.Metric{Direction: c.direction}, c.target); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got, _ := CapabilityOf(weekly(v[:6]...), &scorecard.Metric{}, scorecard.Target{Value: at(99)}); got != CannotTell {
		t.Errorf("six values: %s", got)
	}
}

// What is called on track arrives, and what is called off track does not, nearly
// always: in worlds that wander, linger and climb.
func TestOutlooksAreCalibrated(t *testing.T) {
	const ahead = 8
	r := rand.New(rand.NewPCG(7, 7))
	for _, w := range []struct {
		name       string
		phi, climb float64
	}{{"noise", 0, 0}, {"lingers", 0.6, 0}, {"wanders", 1, 0}, {"climbs", 0.3, 0.1}} {
		called, hit := map[Course]float64{}, map[Course]float64{}
		for range 1500 {
			n := 16 + r.IntN(40)
			v, last := make([]float64, n+ahead), 0.0
			for i := range v {
				last = w.phi*last + r.NormFloat64()
				v[i] = last + w.climb*float64(i)
			}
			goal := v[n-1] + 3*r.NormFloat64()
			s := weekly(v[:n]...)
			o := OnTrack(s, &scorecard.Metric{}, scorecard.Target{By: s.At(n - 1 + ahead).End(), Value: decimal.NewNullDecimal(decimal.NewFromFloat(goal))})
			called[o.Course]++
			hit[o.Course] += is(v[n-1+ahead] >= goal)
		}
		on, off := hit[OnCourse]/called[OnCourse], hit[OffCourse]/called[OffCourse]
		if called[OnCourse] < 100 || called[OffCourse] < 100 || on < 0.8 || off > 0.2 {
			t.Errorf("%s: of %v on track %.2f arrive, of %v off track %.2f", w.name, called[OnCourse], on, called[OffCourse], off)
		}
		t.Logf("%s: on track %.2f, either way %.2f, off track %.2f arrive", w.name, on, hit[EitherWay]/called[EitherWay], off)
	}
}
