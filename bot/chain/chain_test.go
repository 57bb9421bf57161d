package chain_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"throughline/bot/chain"
	"throughline/bot/scorecard"
)

// strategy reads a map written as lines "cause > effect", with "-" for a
// trade-off, "6w" for the lag, and "confirmed" or "contradicted" behind.
func strategy(lines ...string) *scorecard.Strategy {
	s := &scorecard.Strategy{}
	seen := map[scorecard.ObjectiveID]bool{}
	for i, line := range lines {
		f := strings.Fields(line)
		l := scorecard.Link{
			ID: scorecard.LinkID(fmt.Sprintf("l%02d", i+1)), Cause: scorecard.ObjectiveID(f[0]), Effect: scorecard.ObjectiveID(f[2]),
		}
		for _, w := range f[3:] {
			switch w {
			case "-":
				l.Sign = scorecard.Lowers
			case "confirmed", "contradicted":
				l.Evidence = scorecard.EvidenceWord(w)
			default:
				fmt.Sscanf(w, "%dw", &l.LagWeeks)
			}
		}
		for _, o := range []scorecard.ObjectiveID{l.Cause, l.Effect} {
			if !seen[o] {
				seen[o] = true
				s.Objectives = append(s.Objectives, scorecard.Objective{ID: o})
			}
		}
		s.Links = append(s.Links, l)
	}
	return s
}

func mapOf(lines ...string) *chain.Map { return chain.New(scorecard.NewIndex(strategy(lines...))) }

type objectives = []scorecard.ObjectiveID

// The sources' own example: training to market share at a logistics company.
var logistics = []string{
	"training > picking 6w confirmed",
	"training > safety 8w",
	"systems > picking 4w confirmed",
	"picking > ontime 2w confirmed",
	"picking > cost 4w - contradicted",
	"ontime > loyalty 8w confirmed",
	"ontime > share 26w",
	"loyalty > share 13w",
	"safety > ontime 3w",
}

func TestLogisticsChain(t *testing.T) {
	m := mapOf(logistics...)
	best, total := m.Routes(objectives{"training"}, objectives{"share"}, 3)
	if total != (chain.Count{N: 4}) {
		t.Errorf("total = %+v, want 4", total)
	}
	var got []string
	for _, r := range best {
		got = append(got, fmt.Sprintf("%v %dw weakest %d %s %s>%s", names(r.Links), r.LagWeeks, r.Weakest, r.Sign, r.From(), r.To()))
	}
	want := []string{
		"[l01 l04 l07] 34w weakest 2  training>share",
		"[l02 l09 l07] 37w weakest 0  training>share",
		"[l01 l04 l06 l08] 29w weakest 3  training>share",
	}
	if !slices.Equal(got, want) {
		t.Errorf("routes:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if e := best[0].Evidence(); e != scorecard.Hypothesis {
		t.Errorf("evidence of a route with one hypothesis = %q", e)
	}
}

func TestEvidenceGoesBeforeLength(t *testing.T) {
	m := mapOf("a > z contradicted", "a > b", "b > z", "a > c confirmed", "c > d confirmed", "d > z confirmed")
	best, _ := m.Routes(objectives{"a"}, objectives{"z"}, 9)
	var got [][]scorecard.LinkID
	for _, r := range best {
		got = append(got, names(r.Links))
	}
	if want := [][]scorecard.LinkID{{"l04", "l05", "l06"}, {"l02", "l03"}, {"l01"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTradeOffs(t *testing.T) {
	m := mapOf("a > b -", "b > c -", "a > d", "d > c -")
	for _, r := range m.Effects(objectives{"a"}) {
		want := map[scorecard.ObjectiveID]string{"b": "- false", "d": " false", "c": " true"}[r.Objective]
		if got := fmt.Sprintf("%s %v", r.Sign, r.Mixed); got != want {
			t.Errorf("%s: sign and mixed = %q, want %q", r.Objective, got, want)
		}
	}
	best, _ := m.Routes(objectives{"a"}, objectives{"c"}, 1)
	if best[0].Sign != scorecard.Raises {
		t.Errorf("two trade-offs in a row do not cancel out")
	}
}

func TestOwnObjectivesOnTheWayComeLast(t *testing.T) {
	m := mapOf("mine > also confirmed", "also > goal confirmed", "mine > goal contradicted")
	best, total := m.Routes(objectives{"mine", "also"}, objectives{"goal"}, 9)
	var got [][]scorecard.LinkID
	for _, r := range best {
		got = append(got, names(r.Links))
	}
	if want := [][]scorecard.LinkID{{"l02"}, {"l03"}, {"l01", "l02"}}; !reflect.DeepEqual(got, want) || total.N != 3 {
		t.Errorf("got %v of %v, want %v", got, total, want)
	}
}

func TestNoRoute(t *testing.T) {
	m := mapOf("a > b", "c > d")
	for _, c := range []struct {
		name     string
		from, to objectives
	}{
		{"islands", objectives{"a"}, objectives{"d"}},
		{"against the arrow", objectives{"b"}, objectives{"a"}},
		{"to itself", objectives{"a"}, objectives{"a"}},
		{"unknown", objectives{"nobody"}, objectives{"b"}},
		{"nothing asked", nil, nil},
	} {
		if best, total := m.Routes(c.from, c.to, 3); len(best) != 0 || total != (chain.Count{}) {
			t.Errorf("%s: %v, %v", c.name, best, total)
		}
	}
}

func TestRetiredLinksAndObjectivesAreNotWalked(t *testing.T) {
	s := strategy("a > b", "b > c", "a > c")
	s.Links[2].Retired = &scorecard.Retirement{Why: "the data disagreed"}
	s.Objectives[1].Retired = &scorecard.Retirement{Why: "reached"}
	m := chain.New(scorecard.NewIndex(s))
	if best, _ := m.Routes(objectives{"a"}, objectives{"c"}, 3); len(best) != 0 {
		t.Errorf("routes over retired parts: %v", best)
	}
	if len(m.Out("a")) != 0 || len(m.Into("c")) != 0 || m.Into("nobody") != nil {
		t.Errorf("direct links over retired parts")
	}
}

func TestLoops(t *testing.T) {
	m := mapOf("a > b", "b > c", "c > a", "b > a", "c > d", "e > e", "e > d", "f > g", "g > h", "h > f")
	want := []objectives{{"a", "b"}, {"e"}, {"f", "g", "h"}}
	if got := m.Loops(); !reflect.DeepEqual(got, want) {
		t.Errorf("Loops() = %v, want %v", got, want)
	}
	if got := mapOf(logistics...).Loops(); got != nil {
		t.Errorf("loops in the logistics chain: %v", got)
	}
}

func TestDisconnected(t *testing.T) {
	s := strategy("a > b", "b > share", "c > d")
	s.Vision.Objectives = objectives{"share"}
	if got, want := chain.New(scorecard.NewIndex(s)).Disconnected(), (objectives{"c", "d"}); !slices.Equal(got, want) {
		t.Errorf("Disconnected() = %v, want %v", got, want)
	}
}

func TestLinksOfALoopThroughTheSubject(t *testing.T) {
	m := mapOf("a > x", "x > b", "b > a", "c > b")
	if got, want := names(m.DriverLinks(objectives{"x"})), []scorecard.LinkID{"l01", "l03", "l04"}; !slices.Equal(got, want) {
		t.Errorf("what drives x = %v, want %v: the link that leaves x is no driver of it", got, want)
	}
	if got := names(m.DriverLinks(objectives{"x", "a"})); !slices.Contains(got, "l02") {
		t.Errorf("what drives x or a = %v; x drives a through b", got)
	}
}

func TestCascade(t *testing.T) {
	s := &scorecard.Strategy{Objectives: []scorecard.Objective{
		{ID: "corp"}, {ID: "div", Supports: objectives{"corp"}}, {ID: "team", Supports: objectives{"div", "gone", "corp"}},
		{ID: "gone", Retired: &scorecard.Retirement{}}, {ID: "odd", Supports: objectives{"odd", "nowhere"}},
	}}
	m := chain.New(scorecard.NewIndex(s))
	for _, c := range []struct{ got, want objectives }{
		{m.SupportsUp("team"), objectives{"div", "corp"}},
		{m.SupportsDown("corp"), objectives{"div", "team"}},
		{m.SupportsUp("odd"), objectives{}},
		{m.SupportsDown("nowhere"), nil},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

// Six lanes of twenty, everything linked to everything above: 160,000 routes
// from one objective at the bottom to one at the top, which nobody may list.
func TestDenseMap(t *testing.T) {
	m := chain.New(scorecard.NewIndex(lanes(6, 20)))
	best, total := m.Routes(objectives{"o0-0"}, objectives{"o5-0"}, 3)
	if total != (chain.Count{N: 160_000}) || len(best) != 3 {
		t.Errorf("%d routes of %+v, want 3 of 160,000", len(best), total)
	}
}

func TestCountsTooLargeToWriteAreLowerBounds(t *testing.T) {
	m := chain.New(scorecard.NewIndex(lanes(40, 10)))
	best, total := m.Routes(objectives{"o0-0"}, objectives{"o39-0"}, 2)
	if total != (chain.Count{N: math.MaxUint64, AtLeast: true}) || len(best) != 2 {
		t.Errorf("%d of %+v", len(best), total)
	}
}

// Everything linked to everything: 20 objectives hold about 1.7e16 simple
// routes between two of them. The best are still found, and the count is honest.
func TestKnot(t *testing.T) {
	var lines []string
	for i := range 20 {
		for j := range 20 {
			if i != j {
				lines = append(lines, fmt.Sprintf("o%d > o%d", i, j))
			}
		}
	}
	best, total := mapOf(lines...).Routes(objectives{"o0"}, objectives{"o19"}, 25)
	if !total.AtLeast || total.N < 1000 {
		t.Errorf("total = %+v, want a large lower bound", total)
	}
	for i, r := range best {
		if want := []int{1, 2, 3}[min(2, (i+17)/18)]; len(r.Links) != want {
			t.Errorf("route %d has %d links, want %d", i+1, len(r.Links), want)
		}
	}
}

// lanes links every objective of a lane to every one of the next.
func lanes(deep, wide int) *scorecard.Strategy {
	s := &scorecard.Strategy{}
	name := func(lane, i int) scorecard.ObjectiveID { return scorecard.ObjectiveID(fmt.Sprintf("o%d-%d", lane, i)) }
	for lane := range deep {
		for i := range wide {
			s.Objectives = append(s.Objectives, scorecard.Objective{ID: name(lane, i)})
			for j := range wide {
				if lane > 0 {
					id := scorecard.LinkID(fmt.Sprintf("l%d-%d-%d", lane, j, i))
					s.Links = append(s.Links, scorecard.Link{ID: id, Cause: name(lane-1, j), Effect: name(lane, i), LagWeeks: (i + j) % 5})
				}
			}
		}
	}
	return s
}

func TestAMapMayBeShared(t *testing.T) {
	m := mapOf(logistics...)
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			for range 50 {
				if _, total := m.Routes(objectives{"training"}, objectives{"share"}, 3); total.N != 4 {
					t.Errorf("total = %v", total)
				}
				if got := len(m.Drivers(objectives{"share"})); got != 6 {
					t.Errorf("%d drivers", got)
				}
			}
		})
	}
}
