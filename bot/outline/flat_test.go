package outline_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

func TestFlatJSONIsKeptWhole(t *testing.T) {
	data, err := os.ReadFile("testdata/bakery.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := outline.Read("bakery.json", data)
	if err != nil {
		t.Fatal(err)
	}
	got := string(outline.Write(&f.Strategy, f.Readings)) + "# as of " + string(f.AsOf) + "\n"
	const golden = "testdata/bakery.yaml"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestReferencesByName(t *testing.T) {
	f, err := outline.Read("mill.yaml", []byte(`
organisation: {id: mill, name: Mill Lane}
units: [{name: The Shop, head: Kim Fell}]
people: [{name: Kim Fell, units: [the shop]}]
objectives:
  - {name: Warm bread, perspective: Customer, unit: The Shop, owner: kim fell, drives: [Sell more], visible_to: [Kim Fell, The Shop], metrics: [{name: Größe, owner: Kim Fell}]}
  - {name: Sell more, perspective: financial, unit: the_shop}
`))
	if err != nil {
		t.Fatal(err)
	}
	s := f.Strategy
	o, l, m := s.Objectives[0], s.Links[0], s.Metrics[0]
	got := fmt.Sprint(o.ID, o.Perspective, o.Unit, o.Owner, o.VisibleTo, l.ID, l.Cause, l.Effect, m.ID, m.Owner, s.Units[0].Head, s.People[0].Units)
	want := fmt.Sprint("warm_bread", "customer", "the_shop", "kim_fell", []string{"kim_fell", "the_shop"}, "warm_bread-sell_more", "warm_bread", "sell_more", "grosse", "kim_fell", "kim_fell", []string{"the_shop"})
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A file that means harm must end in a fault, and soon: a stack that overflows
// cannot be recovered from.
func TestHostileFiles(t *testing.T) {
	bomb := "a0: &a0 [x]\n"
	for i := 1; i < 30; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	long := "- &n [" + strings.TrimSuffix(strings.Repeat("x,", 100_000), ",") + "]\n"
	for name, text := range map[string]string{
		"brackets": strings.Repeat("[", 1_000_000), "braces": strings.Repeat("{a: ", 200_000), "dashes": strings.Repeat("- ", 200_000),
		"keys": strings.Repeat("? ", 200_000), "tags": strings.Repeat("!t ", 200_000), "anchors": strings.Repeat("&a ", 200_000),
		"aliases": bomb, "itself": "vision: &a {objectives: [*a]}", "repeated": "objectives:\n- {aliases: &n [" + strings.Repeat("x,", 100_000) + "x]}\n" + strings.Repeat("- {aliases: *n}\n", 1000),
		"list": "parked:\n" + long,
	} {
		if _, err := outline.Read(name, []byte(text)); err == nil {
			t.Errorf("%s: it is read", name)
		}
	}
}

// tenThousand is a strategy of ten thousand metrics.
func tenThousand() []byte {
	s := scorecard.Strategy{Organisation: scorecard.Organisation{ID: "big", Name: "Big"}, Perspectives: outline.Standard(), Units: []scorecard.Unit{{ID: "u", Name: "Whole"}}, People: []scorecard.Person{{ID: "kim", Name: "Kim"}}}
	for i := range 1000 {
		o := scorecard.ObjectiveID(fmt.Sprint("o", i))
		s.Objectives = append(s.Objectives, scorecard.Objective{ID: o, Name: fmt.Sprint("Objective ", i), Perspective: "process", Unit: "u"})
		for j := range 10 {
			s.Metrics = append(s.Metrics, scorecard.Metric{ID: scorecard.MetricID(fmt.Sprintf("metric_%d_%d", i, j)), Name: fmt.Sprintf("Metric %d of %d", j, i), Objective: o, Owner: "kim", Cadence: scorecard.Weekly, Definition: "Counted at the till, once a week."})
		}
	}
	return outline.Write(&s, nil)
}

func TestThousandsOfWrongNamesAreToldInBrief(t *testing.T) {
	_, err := outline.Read("big.yaml", []byte(strings.ReplaceAll(string(tenThousand()), "owner: kim", "guardrail: metric_1_1x")))
	if err == nil || !strings.HasSuffix(err.Error(), "big.yaml: and 9800 more; mend these first") {
		t.Errorf("it ends %.100s", err)
	}
}

func BenchmarkReadTenThousandMetrics(b *testing.B) {
	text := tenThousand()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := outline.Read("big.yaml", text); err != nil {
			b.Fatal(err)
		}
	}
}
