package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"throughline/bot/scorecard"
)

// example is the map of the references.
func example(t testing.TB) []Arrow {
	t.Helper()
	data, err := os.ReadFile("testdata/map_whatif.csv")
	if err != nil {
		t.Fatal(err)
	}
	var out []Arrow
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		var a Arrow
		f := strings.Split(line, ",")
		a.From, a.To, a.Link, a.Verdict = scorecard.MetricID(f[0]), scorecard.MetricID(f[1]), scorecard.LinkID(f[0]+" "+f[1]), Supported
		if _, err := fmt.Sscan(strings.Join(f[2:], " "), &a.Slope, &a.SD, &a.LagWeeks); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// via is one link or several.
type via []scorecard.LinkID

func (v *via) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		data = []byte("[" + string(data) + "]")
	}
	return json.Unmarshal(data, (*[]scorecard.LinkID)(v))
}

func effectOn(t testing.TB, o Outcome, id scorecard.MetricID) Effect {
	t.Helper()
	i := slices.IndexFunc(o.Effects, func(e Effect) bool { return e.Metric == id })
	if i < 0 {
		t.Fatalf("no effect on %s", id)
	}
	return o.Effects[i]
}

// aWhatIf is one question of the reference with its answer.
type aWhatIf struct {
	From, To                           scorecard.MetricID
	Change_in_cause, Effect, Effect_sd float64
	CI80_normal                        []float64
	Paths                              []struct {
		Via          via
		Slope, Share float64
		Lag_weeks    int
	}
}

func TestWhatIfAsInR(t *testing.T) {
	var ref struct{ Whatif []aWhatIf }
	golden(t, "whatif.json", &ref)
	for _, c := range ref.Whatif {
		name := fmt.Sprintf("%s to %s", c.From, c.To)
		o, err := WhatIf(example(t), Step{Metric: c.From, Change: c.Change_in_cause}, 104)
		if err != nil {
			t.Fatal(err)
		}
		e := effectOn(t, o, c.To)
		near(t, name, e.Change, c.Effect)
		near(t, name+": spread", e.SD, c.Effect_sd)
		// Theirs takes the product of slopes for normal; ours is drawn.
		if width := c.CI80_normal[1] - c.CI80_normal[0]; math.Abs(e.Low-c.CI80_normal[0]) > 0.1*width || math.Abs(e.High-c.CI80_normal[1]) > 0.1*width {
			t.Errorf("%s: %v to %v, want about %v", name, e.Low, e.High, c.CI80_normal)
		}
		shown := 0
		for _, p := range c.Paths {
			if p.Share >= worthIt {
				shown++
			}
		}
		if len(e.Paths) != shown || e.Left != len(c.Paths)-shown {
			t.Errorf("%s: %d paths shown, %d left; want %d of %d", name, len(e.Paths), e.Left, shown, len(c.Paths))
		}
		for i, p := range e.Paths {
			w := c.Paths[i]
			near(t, name+": slope", p.Slope, w.Slope)
			near(t, name+": share", p.Share, w.Share)
			if !slices.Equal(p.Links, []scorecard.LinkID(w.Via)) || p.LagWeeks != w.Lag_weeks {
				t.Errorf("%s: %v after %d weeks, want %v after %d", name, p.Links, p.LagWeeks, w.Via, w.Lag_weeks)
			}
		}
	}
}

func TestWeekByWeekAsInR(t *testing.T) {
	var ref struct {
		Step_response_train_plus2 []struct {
			Metric scorecard.MetricID
			Weeks  []int
			Value  []float64
		}
		Loop struct {
			Extra_link struct {
				From, To scorecard.MetricID
				Slope    float64
				Lag      int
			}
			Spectral_radius, Total_train_revenue, Horizon260_revenue_for_plus2 float64
		}
	}
	golden(t, "whatif.json", &ref)
	arrows := example(t)
	o, _ := WhatIf(arrows, Step{Metric: "train", Change: 2}, 52)
	for _, c := range ref.Step_response_train_plus2 {
		for i, week := range c.Weeks {
			near(t, fmt.Sprint(c.Metric, " in week ", week), effectOn(t, o, c.Metric).Course[week], c.Value[i])
		}
	}
	extra := ref.Loop.Extra_link
	arrows = append(arrows, Arrow{Link: "loop", From: extra.From, To: extra.To, Slope: extra.Slope, LagWeeks: extra.Lag})
	o, _ = WhatIf(arrows, Step{Metric: "train", Change: 2}, 260)
	near(t, "round the loop", effectOn(t, o, "revenue").Change, ref.Loop.Horizon260_revenue_for_plus2)
	n := upstream(arrows, "revenue")
	totals, _ := n.totals(n.at["revenue"])
	near(t, "in the end", totals[n.at["train"]], ref.Loop.Total_train_revenue)
	nearTo(t, "growth", n.growth(), ref.Loop.Spectral_radius, 1e-6)
	if o.Endless {
		t.Error("a loop that settles was called endless")
	}
}

func TestWhyAsInR(t *testing.T) {
	var ref struct {
		Changes map[scorecard.MetricID]float64
		Why     []struct {
			Target        scorecard.MetricID
			Change, Sum   float64
			Contributions []struct {
				Metric                                         scorecard.MetricID
				Own_surprise, Total_slope, Contribution, Share float64
			}
		}
		Shapley_nps map[scorecard.MetricID]float64
	}
	golden(t, "why.json", &ref)
	changes := map[scorecard.MetricID]Change{}
	for id, d := range ref.Changes {
		changes[id] = Change{Delta: d, Signal: true}
	}
	for _, c := range ref.Why {
		x := Why(example(t), changes, c.Target)
		got := map[scorecard.MetricID]Cause{c.Target: {Contribution: x.Own, Slope: 1, Surprise: x.Own, Share: x.Own / x.Change}}
		sum := x.Own
		for _, cause := range x.All {
			got[cause.Metric] = cause
			sum += cause.Contribution
		}
		near(t, "sum", sum, c.Change)
		if len(got) != len(c.Contributions) {
			t.Errorf("%s: %d causes, want %d", c.Target, len(got), len(c.Contributions))
		}
		for _, w := range c.Contributions {
			name := fmt.Sprintf("%s of %s", w.Metric, c.Target)
			near(t, name+": surprise", got[w.Metric].Surprise, w.Own_surprise)
			near(t, name+": slope", got[w.Metric].Slope, w.Total_slope)
			near(t, name+": contribution", got[w.Metric].Contribution, w.Contribution)
			near(t, name+": share", got[w.Metric].Share, w.Share)
			if c.Target == "nps" {
				near(t, name+": Shapley", got[w.Metric].Contribution, ref.Shapley_nps[w.Metric])
			}
		}
	}
}

// The chain that Rucci, Kirn and Quinn published of Sears in 1998.
func TestSears(t *testing.T) {
	var ref struct {
		Links []struct {
			From, To scorecard.MetricID
			Slope    float64
		}
		Whatif []struct{ Change, Customer_impression, Revenue_growth_pct float64 }
	}
	golden(t, "sears.json", &ref)
	var arrows []Arrow
	for _, l := range ref.Links {
		arrows = append(arrows, Arrow{From: l.From, To: l.To, Slope: l.Slope, LagWeeks: 13})
	}
	for _, c := range ref.Whatif {
		o, err := WhatIf(arrows, Step{Metric: "employee_attitude", Change: c.Change}, 52)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "customers", effectOn(t, o, "customer_impression").Change, c.Customer_impression)
		near(t, "revenue", effectOn(t, o, "revenue_growth_pct").Change, c.Revenue_growth_pct)
	}
}

func TestWeighAsInR(t *testing.T) {
	var ref struct {
		Cases []struct{ Prior_mean, Prior_sd, Estimate, SE, Posterior_mean, Posterior_sd, Opinion_share float64 }
	}
	golden(t, "shrinkage.json", &ref)
	for _, c := range ref.Cases {
		slope, sd, opinion := Weigh(c.Prior_mean, c.Prior_sd, c.Estimate, c.SE)
		near(t, "mean", slope, c.Posterior_mean)
		near(t, "sd", sd, c.Posterior_sd)
		near(t, "opinion", opinion, c.Opinion_share)
	}
}

func TestWhyDoesNotExplainNoise(t *testing.T) {
	changes := map[scorecard.MetricID]Change{"ontime": {Delta: -4}, "nps": {Delta: -4.5}}
	if x := Why(example(t), changes, "nps"); !x.Noise || len(x.Causes) > 0 {
		t.Errorf("%+v: a metric without a signal was explained", x)
	}
	changes["nps"] = Change{Delta: -4.5, Signal: true}
	if x := Why(example(t), changes, "nps"); len(x.Causes) > 0 || len(x.All) != 1 {
		t.Errorf("%+v: a cause that did nothing out of the ordinary was named", x.Causes)
	}
	changes["ontime"] = Change{Delta: -1, Off: true}
	if x := Why(example(t), changes, "nps"); len(x.Causes) != 1 || !x.OwnFirst || x.Causes[0].Hypothesis {
		t.Errorf("%+v: want one cause, and the unexplained first", x)
	}
}

func TestHypothesesComeLast(t *testing.T) {
	arrows := []Arrow{
		{Link: "a", From: "big", To: "y", Slope: 2, Verdict: TooLittle},
		{Link: "b", From: "small", To: "y", Slope: 1, Verdict: Supported},
	}
	changes := map[scorecard.MetricID]Change{"big": {Delta: 2, Signal: true}, "small": {Delta: 1, Signal: true}, "y": {Delta: 5, Signal: true}}
	x := Why(arrows, changes, "y")
	if len(x.Causes) != 2 || x.Causes[0].Metric != "small" || !x.Causes[1].Hypothesis || x.Own != 0 {
		t.Errorf("%+v: want the supported cause first", x.Causes)
	}
}

func TestWhatIfStopsAtTheRecord(t *testing.T) {
	s := weekly(4, 4.4, 3.9, 4.1)
	o, _ := WhatIf(example(t), Step{Metric: "train", Change: 1.9, Now: 4.1, Low: 3.9, High: 4.4, Measured: true}, 52)
	if near(t, "change", o.Step.Change, 4.4-4.1); !o.Capped || o.Asked != 1.9 {
		t.Errorf("%+v: want the step capped", o)
	}
	if step := StepOf(s, 0.1); step.Now != 4.1 || step.Low != 3.9 || step.High != 4.4 {
		t.Errorf("StepOf = %+v", step)
	}
	if o, _ := WhatIf(example(t), StepOf(weekly(4, 5), 3), 52); o.Capped == false || o.Step.Change != 0 {
		t.Errorf("at the record already: %+v", o.Step)
	}
}

func TestLoops(t *testing.T) {
	loop := func(slope float64, lag int) []Arrow {
		return []Arrow{{From: "a", To: "b", Slope: slope, LagWeeks: lag}, {From: "b", To: "a", Slope: slope, LagWeeks: lag}}
	}
	if _, err := WhatIf(loop(0.5, 0), Step{Metric: "a", Change: 1}, 10); !errors.Is(err, ErrInstantLoop) {
		t.Errorf("a circle without lags: %v", err)
	}
	if o, err := WhatIf(loop(1.1, 1), Step{Metric: "a", Change: 1}, 10); err != nil || !o.Endless {
		t.Errorf("a growing loop: %+v, %v", o, err)
	}
	o, err := WhatIf(loop(0.5, 1), Step{Metric: "a", Change: 1}, 200)
	if err != nil || o.Endless {
		t.Errorf("a settling loop: %+v, %v", o, err)
	}
	near(t, "geometric series", effectOn(t, o, "b").Change, 0.5/(1-0.25))
	if x := Why(loop(1.1, 1), map[scorecard.MetricID]Change{"a": {Signal: true}, "b": {}}, "a"); !x.Unsettled {
		t.Error("a growing loop was explained")
	}
}
