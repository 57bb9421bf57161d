package answer

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A witness knows the strategy and the readings, and tells whether facts are true
// of them. It works each out anew, from the recorded values themselves.
type witness struct {
	s         *scorecard.Snapshot
	decisions []scorecard.Decision
}

// lies returns the facts that are not true.
func (w witness) lies(facts []scorecard.Fact) []string {
	var out []string
	for _, f := range facts {
		if why := w.lie(f); why != "" {
			out = append(out, fmt.Sprintf("%s: %+v", why, f))
		}
	}
	return out
}

func (w witness) lie(f scorecard.Fact) string {
	m := w.s.Metric(f.Metric)
	switch f.Kind {
	case scorecard.ValueFact:
		r, ok := w.s.Histories[f.Metric].At(f.Period)
		if !ok || r.NoData || r.Value.String() != f.Value || r.By != f.Person {
			return "nobody reported that"
		}
	case scorecard.StatusFact:
		if m != nil && f.Status != w.status(m, f.Period) {
			return "it does not stand so"
		}
	case scorecard.TargetFact:
		if f.Value != "" && !w.aimed(m, f.Value) {
			return "that is no target"
		}
	case scorecard.LinkFact:
		if l := w.s.Link(f.Link); f.Link != "" && (l == nil || l.Retired != nil || f.Value != "" && f.Value != fmt.Sprint(l.LagWeeks)) {
			return "there is no such arrow"
		}
	case scorecard.OwnerFact:
		if p := w.s.Person(f.Person); p == nil || p.Name != f.Text {
			return "nobody is called that"
		}
	case scorecard.CommentFact:
		if !w.wasSaid(f) {
			return "nobody said that"
		}
	case scorecard.DerivedFact:
		return w.derived(m, f)
	}
	return ""
}

// status is how a metric stands, or stood with the reading of a period.
func (w witness) status(m *scorecard.Metric, p scorecard.Period) scorecard.Status {
	if p == "" {
		return w.s.Standing(m.ID).Status
	}
	r, _ := w.s.Histories[m.ID].At(p)
	goal, _ := m.TargetOn(p.End())
	return m.StatusOf(r.Value, goal)
}

func (w witness) aimed(m *scorecard.Metric, value string) bool {
	all := []decimal.NullDecimal{w.s.Vision.Target, m.Baseline}
	for _, t := range m.Targets {
		all = append(all, t.Value, t.Low, t.High, t.Amber)
	}
	return slices.ContainsFunc(all, func(d decimal.NullDecimal) bool { return d.Valid && d.Decimal.String() == value })
}

func (w witness) wasSaid(f scorecard.Fact) bool {
	if l := w.s.Link(f.Link); l != nil {
		return l.Reason == f.Text
	}
	if r, ok := w.s.Histories[f.Metric].At(f.Period); ok && r.Note == f.Text && r.By == f.Person {
		return true
	}
	return slices.ContainsFunc(w.decisions, func(d scorecard.Decision) bool { return d.Text == f.Text && d.By == f.Person })
}

func (w witness) derived(m *scorecard.Metric, f scorecard.Fact) string {
	switch {
	case strings.HasPrefix(f.Text, "since then "):
		then, ok := w.s.Histories[f.Metric].At(f.Period)
		now, has := w.s.Histories[f.Metric].Latest()
		if want := strings.TrimPrefix(f.Text, "since then "); !ok || !has || !w.went(m, then.Value, now.Value, want) {
			return "it did not go that way"
		}
	case f.Text == "target less value":
		st := w.s.Standing(m.ID)
		goal := []decimal.NullDecimal{st.Target.Value, st.Target.Low, st.Target.High}
		if !slices.ContainsFunc(goal, func(d decimal.NullDecimal) bool {
			return d.Valid && d.Decimal.Sub(st.Reading.Value).Abs().String() == f.Value
		}) && f.Value != "0" {
			return "it is not that far"
		}
	case f.Text == "left to 100%":
		if r, ok := w.s.Histories[f.Metric].Latest(); !ok || !m.Complement || decimal.NewFromInt(100).Sub(r.Value).String() != f.Value {
			return "that is not what is left"
		}
	case aggregated.MatchString(f.Text):
		if want := w.aggregate(f); want.String() != f.Value {
			return "the readings come to " + want.String()
		}
	case strings.HasPrefix(f.Text, "watched: "):
		if !slices.ContainsFunc(evidence.Watch(w.s), func(s evidence.Suspicion) bool {
			return s.Metric == m.ID && s.Since == f.Period && "watched: "+string(s.Kind) == f.Text
		}) {
			return "the numbers do not show that"
		}
	case strings.HasPrefix(f.Text, "unusually "):
		if change := w.unusual(m); m.Direction == scorecard.Lower != (change < 0) != (f.Text == "unusually worse") {
			return "it is the other way"
		}
	case f.Text == "in all":
		x := w.unusual(m)
		if d, err := decimal.NewFromString(f.Value); err != nil || math.Abs(d.InexactFloat64()-x) > 0.51*math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-1) {
			return "that is not how far it is from what is usual"
		}
	}
	return ""
}

var aggregated = regexp.MustCompile(`^(sum|mean) of (\d+)$`)

// aggregate adds up as many readings as a fact says, back from its period.
func (w witness) aggregate(f scorecard.Fact) decimal.Decimal {
	said := aggregated.FindStringSubmatch(f.Text)
	n, _ := strconv.Atoi(said[2])
	all := w.s.Histories[f.Metric].Values()
	for all[len(all)-1].Period.Start() > f.Period.Start() {
		all = all[:len(all)-1]
	}
	sum, places := decimal.Zero, int32(0)
	for _, r := range all[len(all)-n:] {
		sum, places = sum.Add(r.Value), max(places, -r.Value.Exponent())
	}
	if said[1] == "sum" {
		return sum
	}
	if places++; w.s.Metric(f.Metric).Measure.Kind() == scorecard.CurrencyMeasure {
		places = max(places, 2)
	}
	return sum.DivRound(decimal.NewFromInt(int64(n)), places)
}

// unusual is how far the newest three readings lie from what is usual.
func (w witness) unusual(m *scorecard.Metric) float64 {
	s := evidence.SeriesOf(m, w.s.Histories[m.ID], w.s.Today)
	sum, n := 0.0, 0.0
	for i := len(s.Values) - 1; i >= 0 && n < 3; i-- {
		if !math.IsNaN(s.Values[i]) {
			sum, n = sum+s.Values[i], n+1
		}
	}
	return sum/n - evidence.Recent(s).Limits.Mean
}

// odd returns what cannot be of a simulation: a step beyond the record, an effect
// outside of its own interval, or more of opinion than all of it.
func (w witness) odd(sim *Simulation) (out []string) {
	if sim == nil {
		return nil
	}
	m := w.s.Metric(sim.Metric)
	series := evidence.SeriesOf(m, w.s.Histories[m.ID], w.s.Today)
	low, high, _ := series.Range()
	now, _, _ := series.Latest()
	if to := now + sim.Change.InexactFloat64(); series.Known() >= 12 && (to < low-1e-5 || to > high+1e-5) {
		out = append(out, fmt.Sprintf("%s would go to %v, and was never beyond %v to %v", m.ID, to, low, high))
	}
	for _, e := range sim.Effects {
		if e.Low.GreaterThan(e.High) || e.opinion < 0 || e.opinion > 1 || e.Week < 0 || e.Week > sim.Weeks {
			out = append(out, fmt.Sprintf("%+v", e))
		}
	}
	return out
}

// uneven returns the explanations whose parts do not make the whole.
func (w witness) uneven(all []Explanation) (out []string) {
	for _, x := range all {
		sum := x.Own.Add(x.Rest)
		for _, c := range x.Causes {
			sum = sum.Add(c.Adds)
		}
		if !sum.Equal(x.Change) {
			out = append(out, fmt.Sprintf("the parts of %s make %s, not %s", x.Metric, sum, x.Change))
		}
	}
	return out
}

// went reports whether going from one value to another is what a word says. For
// ranges and yes or no it depends on the target, and is taken on trust.
func (w witness) went(m *scorecard.Metric, from, to decimal.Decimal, word string) bool {
	way := to.Cmp(from)
	switch m.Direction {
	case scorecard.Lower:
		way = -way
	case scorecard.InRange, scorecard.YesNo:
		return true
	}
	return word == map[int]string{1: "better", 0: "same", -1: "worse"}[way]
}

// invented returns the claims of cause and effect in an answer that the map does
// not hold. It reads them off the words.
func (w witness) invented(res Result) []string {
	var out []string
	for _, b := range res.Message.Blocks {
		lines := linesOf(b)
		for i, line := range lines {
			if i > 0 && strings.Contains(line, " then, ") {
				out = append(out, w.step(lines[i-1], line)...)
			}
			out = append(out, w.arrows(line)...)
		}
	}
	return out
}

// step checks "then, about 3 weeks later (…): B" after a line about A.
func (w witness) step(before, line string) []string {
	_, head, _ := strings.Cut(line, " then, ")
	a, b := w.objectiveIn(before), w.objectiveIn(head)
	for _, l := range w.between(a, b) {
		wait := "at once"
		if l.LagWeeks > 0 {
			wait = (&oracle{}).voice.Weeks(l.LagWeeks) + " later"
		}
		if strings.HasPrefix(head, wait) {
			return nil
		}
	}
	return []string{fmt.Sprintf("no arrow with that wait leads from %s to %s: %q after %q", a, b, line, before)}
}

var weakest = regexp.MustCompile(`(?i)weakest hop: `)

const notThere = "The nearest arrow that is not on the map:"

// arrows checks each "A → B" of a line; of one that is said to be missing, that
// it is.
func (w witness) arrows(line string) []string {
	var out []string
	for _, part := range weakest.Split(line, -1) {
		places := strings.Split(part, " → ")
		for i := 1; i < len(places); i++ {
			a, b := w.objectiveIn(places[i-1]), w.objectiveIn(places[i])
			if there := len(w.between(a, b)) > 0; a != "" && b != "" && there == strings.Contains(part, notThere) {
				out = append(out, fmt.Sprintf("%s → %s, on the map: %t, in %q", a, b, there, line))
			}
		}
	}
	return out
}

// objectiveIn returns the first objective that a text names.
func (w witness) objectiveIn(text string) scorecard.ObjectiveID {
	for _, mark := range nameMark.FindAllString(text, -1) {
		for _, o := range w.s.Strategy.Objectives {
			if strings.Contains(o.Name, mark) {
				return o.ID
			}
		}
	}
	return ""
}

func (w witness) between(a, b scorecard.ObjectiveID) []scorecard.Link {
	var out []scorecard.Link
	for _, l := range w.s.Strategy.Links {
		if l.Cause == a && l.Effect == b && l.Retired == nil {
			out = append(out, l)
		}
	}
	return out
}

// reach returns what can be reached from some objectives, along the arrows or
// against them, worked out by marking until nothing is added.
func (w witness) reach(from []scorecard.ObjectiveID, up bool) map[scorecard.ObjectiveID]bool {
	seen, reached := map[scorecard.ObjectiveID]bool{}, map[scorecard.ObjectiveID]bool{}
	for _, o := range from {
		seen[o] = true
	}
	for grew := true; grew; {
		grew = false
		for _, l := range w.s.Strategy.Links {
			a, b := l.Cause, l.Effect
			if up {
				a, b = b, a
			}
			o := w.s.Objective(b)
			if l.Retired == nil && seen[a] && !reached[b] && o != nil && o.Retired == nil {
				seen[b], reached[b], grew = true, true, true
			}
		}
	}
	return reached
}

// strays returns what an answer about surroundings names that is not there, and
// what it says leads nowhere although something does.
func (w witness) strays(intent understand.Intent, of, to []scorecard.ObjectiveID, res Result) []string {
	up, ok := map[understand.Intent]bool{
		understand.Drivers: true, understand.Leverage: true, understand.MustBeTrue: true, understand.Effects: false, understand.ImpactPath: false,
	}[intent]
	if !ok || res.Outcome != Answered && res.Outcome != NoPath {
		return nil
	}
	reached := w.reach(of, up)
	if intent == understand.ImpactPath {
		there := slices.ContainsFunc(to, func(o scorecard.ObjectiveID) bool { return reached[o] })
		if res.Outcome == NoPath && there || len(res.Routes) > 0 && !there && !strings.Contains(res.Text, "cascade") {
			return []string{fmt.Sprintf("a route from %v to %v, there: %t, outcome %s with %d", of, to, there, res.Outcome, len(res.Routes))}
		}
		return nil
	}
	var out []string
	for _, b := range res.Message.Blocks {
		if list, ok := b.(chat.List); ok {
			for _, it := range list.Items {
				if o := w.objectiveIn(chat.PlainText(it.Marked, nil)); !reached[o] {
					out = append(out, fmt.Sprintf("%s is not around %v: %q", o, of, it.Marked))
				}
			}
		}
	}
	return out
}
