package scorecard

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

func num(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func opt(s string) decimal.NullDecimal {
	if s == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(num(s))
}

func TestStatusOf(t *testing.T) {
	higher := Target{Value: opt("96"), Amber: opt("93")}
	lower := Target{Value: opt("24"), Amber: opt("28")}
	inside := Target{Low: opt("40"), High: opt("60"), Amber: opt("5")}
	for _, c := range []struct {
		dir    Direction
		target Target
		value  string
		want   Status
		score  string
	}{
		{Higher, higher, "96", Green, "6.67"},
		{Higher, higher, "97.5", Green, "8.33"},
		{Higher, higher, "120", Green, "10"},
		{Higher, higher, "95.99", Amber, "6.66"},
		{Higher, higher, "93", Amber, "3.33"},
		{Higher, higher, "92.9", Red, "3.22"},
		{Higher, higher, "0", Red, "0"},
		{Lower, lower, "24", Green, "6.67"},
		{Lower, lower, "28", Amber, "3.33"},
		{Lower, lower, "29.5", Red, "2.08"},
		{Lower, lower, "-5", Green, "10"},
		{Higher, Target{Value: opt("96")}, "95", Red, "0"}, // no amber line: not green is red
		{InRange, inside, "40", Green, "10"},
		{InRange, inside, "36", Amber, "3.33"},
		{InRange, inside, "65.01", Red, "0"},
		{InRange, Target{Low: opt("40")}, "1000", Green, "10"},
		{YesNo, Target{Value: opt("1")}, "1", Green, "10"},
		{YesNo, Target{Value: opt("1")}, "0", Red, "0"},
	} {
		m := Metric{Direction: c.dir}
		if got := m.StatusOf(num(c.value), c.target); got != c.want {
			t.Errorf("%q %s: status %s, want %s", c.dir, c.value, got, c.want)
		}
		if got := m.Score(num(c.value), c.target); !got.Valid || !got.Decimal.Round(2).Equal(num(c.score)) {
			t.Errorf("%q %s: score %s, want %s", c.dir, c.value, got.Decimal, c.score)
		}
	}
	var none Metric
	if got := none.StatusOf(num("5"), Target{}); got != NoData || none.Score(num("5"), Target{}).Valid {
		t.Errorf("without a target: %s, want no data and no score", got)
	}
}

func TestTargetOn(t *testing.T) {
	m := Metric{Targets: []Target{{By: "2027-06-30", Value: opt("96")}, {By: "2026-12-31", Value: opt("94")}, {Value: opt("98")}}}
	for day, want := range map[Date]string{"2026-11-20": "94", "2026-12-31": "94", "2027-01-01": "96", "2028-01-01": "98"} {
		if got, ok := m.TargetOn(day); !ok || !got.Value.Decimal.Equal(num(want)) {
			t.Errorf("target on %s = %s, want %s", day, got.Value.Decimal, want)
		}
	}
	past := Metric{Targets: []Target{{By: "2020-12-31", Value: opt("7")}}}
	if got, ok := past.TargetOn("2026-01-01"); !ok || !got.Value.Decimal.Equal(num("7")) {
		t.Errorf("after the last date the last target holds; got %v", got)
	}
}

func TestPossible(t *testing.T) {
	free, share := Metric{Measure: "%"}, Metric{Measure: "%", Complement: true}
	bounded := Metric{Measure: "%", Complement: true, Min: opt("50"), Max: opt("120")}
	for _, c := range []struct {
		m    Metric
		v    string
		want bool
	}{
		{free, "190", true}, {free, "-5", true},
		{share, "100", true}, {share, "100.1", false}, {share, "0", true}, {share, "-0.1", false},
		{bounded, "119", true}, {bounded, "121", false}, {bounded, "49", false},
	} {
		if got := c.m.Possible(num(c.v)); got != c.want {
			t.Errorf("%+v can be %s: %t", c.m, c.v, got)
		}
	}
}

func TestFreshness(t *testing.T) {
	for _, c := range []struct {
		cadence Cadence
		period  Period
		today   Date
		want    Freshness
	}{
		{Weekly, "2026-W47", "2026-11-20", Fresh}, // still running
		{Weekly, "2026-W46", "2026-11-26", Fresh}, // 11 days after its end
		{Weekly, "2026-W46", "2026-11-27", Late},
		{Weekly, "2026-W44", "2026-11-20", Old},
		{Monthly, "2026-10", "2026-11-20", Fresh},
		{Monthly, "2026-08", "2026-11-20", Old},
		{Quarterly, "2026-Q3", "2026-11-20", Fresh},
		{Irregular, "2026-09-01", "2026-11-20", Fresh},
		{Irregular, "2026-01-01", "2026-11-20", Old},
	} {
		if got := FreshnessOf(c.cadence, c.period, c.today); got != c.want {
			t.Errorf("%s %s on %s: %s, want %s", c.cadence, c.period, c.today, got, c.want)
		}
	}
}

func reading(p Period, v string) Reading { return Reading{ID: string(p), Period: p, Value: num(v)} }

func TestStanding(t *testing.T) {
	m := Metric{ID: "otd", Cadence: Weekly, Targets: []Target{{Value: opt("96"), Amber: opt("93")}}}
	h := NewHistory([]Reading{reading("2026-W44", "96.5"), reading("2026-W45", "94"), reading("2026-W46", "92.6"), reading("2026-W47", "91.4")})
	s := StandingOf(&m, h, "2026-11-23")
	if s.Status != Red || s.OffFor != 3 || s.Trend != Worse || s.AgeDays != 1 || s.Freshness != Fresh {
		t.Errorf("got %s, off for %d, %s, %d days old, %s", s.Status, s.OffFor, s.Trend, s.AgeDays, s.Freshness)
	}
	if gap, ok := s.Gap(); !ok || !gap.Equal(num("4.6")) {
		t.Errorf("gap %s, want 4.6", gap)
	}
	stale := StandingOf(&m, h[:1], "2026-12-20")
	if stale.Status != Stale || stale.Measured != Green {
		t.Errorf("an old green is %s, want stale", stale.Status)
	}
	red := StandingOf(&m, h, "2027-03-01")
	if red.Status != Red || red.Freshness != Old {
		t.Errorf("an old red stays %s; it did not get better by silence", red.Status)
	}
}

func TestHistoryKeepsTheLastCorrection(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 11, 23, 9, minute, 0, 0, time.UTC) }
	h := NewHistory([]Reading{
		{ID: "b", Period: "2026-W47", Value: num("4.3"), At: at(5)},
		{ID: "a", Period: "2026-W47", Value: num("4.2"), At: at(1)},
		{ID: "c", Period: "2026-W46", NoData: true, At: at(0)},
	})
	if len(h) != 2 || !h[1].Value.Equal(num("4.3")) {
		t.Fatalf("history %v, want two periods, the newest at 4.3", h)
	}
	if _, ok := h.Back(1); ok {
		t.Error("a period without data was taken for a value")
	}
}

func TestRollUp(t *testing.T) {
	up := func(id MetricID, v string) Standing {
		m := &Metric{ID: id, Cadence: Weekly, Targets: []Target{{Value: opt("96"), Amber: opt("93")}}}
		h := History{}
		if v != "" {
			h = append(h, reading("2026-W47", v))
		}
		return StandingOf(m, h, "2026-11-23")
	}
	nine := []Standing{up("bad", "80")}
	for range 9 {
		nine = append(nine, up("good", "120"))
	}
	r := RollUp(nine)
	if r.Status != Amber || r.Worst.Metric.ID != "bad" || !r.Mean.Decimal.Equal(num("9")) {
		t.Errorf("nine greens hide a red: %s, worst %s, mean %s", r.Status, r.Worst.Metric.ID, r.Mean.Decimal)
	}
	if r := RollUp([]Standing{up("a", "97"), up("b", ""), up("c", "")}); r.Status != NoData || r.Counted != 1 {
		t.Errorf("one of three reported: %s from %d, want no data", r.Status, r.Counted)
	}
	if r := RollUp(nil); r.Status != NoData || r.Worst.Metric != nil {
		t.Errorf("nothing rolls up to %s", r.Status)
	}
}
