package answer

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// A maker makes strategies nobody would: circles, islands, nothing reported,
// restricted things, and names that try to pass for markup or for facts.
type maker struct {
	*rand.Rand
	names int
}

var nasty = []string{
	"", "", "", "", "**bold**", "<@p0>", "[x](https://evil.example)", "`code`", `back\slash`, "99% red", "proves 3.1", "a\nb", "“quoted”",
	strings.Repeat("very ", 40), "ünï", "<script>", "*", "week 47", "green",
}

func (r *maker) name(what string) string {
	r.names++
	n := r.names
	mark := "qz" + string([]rune{rune('a' + n/676%26), rune('a' + n/26%26), rune('a' + n%26), 'x'})
	return what + " " + mark + " " + nasty[r.IntN(len(nasty))]
}

func pick[T any](r *maker, all ...T) T { return all[r.IntN(len(all))] }

func (r *maker) dec(most int) decimal.Decimal { return decimal.New(int64(r.IntN(most*10)-most), -1) }

func (r *maker) null(most int) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: r.dec(most), Valid: r.IntN(5) > 0}
}

func (r *maker) snapshot() *scorecard.Snapshot {
	s := &scorecard.Strategy{Organisation: scorecard.Organisation{ID: "org", Name: r.name("Org"), Locale: pick(r, "", "en-GB", "de", "fr-CH")}}
	for i, p := range []string{"fin", "cust", "proc", "learn"} {
		if i == 0 || r.IntN(4) > 0 {
			s.Perspectives = append(s.Perspectives, scorecard.Perspective{ID: scorecard.PerspectiveID(p), Name: r.name("Lane"), Owner: r.person(), Question: pick(r, "", r.name("Why"))})
		}
	}
	for i := range 1 + r.IntN(5) {
		u := scorecard.Unit{ID: scorecard.UnitID(fmt.Sprintf("u%d", i)), Name: r.name("Unit"), Head: r.person()}
		if i > 0 {
			u.Parent = scorecard.UnitID(fmt.Sprintf("u%d", r.IntN(i)))
		}
		s.Units = append(s.Units, u)
	}
	for i := range 6 {
		s.People = append(s.People, scorecard.Person{ID: scorecard.PersonID(fmt.Sprintf("p%d", i)), Name: r.name("Person"), Title: r.name("Title"), Units: []scorecard.UnitID{r.unit(s)}, Role: pick(r, scorecard.Member, scorecard.Member, scorecard.Editor)})
	}
	s.People[5].Role = scorecard.Guest
	r.objectives(s)
	r.links(s)
	r.metrics(s)
	if r.IntN(2) == 0 {
		s.Vision = scorecard.Vision{Text: r.name("Vision"), By: "2027-12-31", Target: r.null(100)}
		if len(s.Metrics) > 0 {
			s.Vision.Metric = pick(r, s.Metrics...).ID
		}
	}
	snap := &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: "2026-11-20", Histories: map[scorecard.MetricID]scorecard.History{}}
	for _, m := range s.Metrics {
		snap.Histories[m.ID] = r.history(m)
	}
	return snap
}

func (r *maker) person() scorecard.PersonID {
	return scorecard.PersonID(pick(r, "", "p0", "p1", "p2", "p3", "p9"))
}
func (r *maker) unit(s *scorecard.Strategy) scorecard.UnitID { return pick(r, s.Units...).ID }

func (r *maker) visible() []string {
	return pick(r, nil, nil, nil, nil, []string{"p0"}, []string{"u0"}, []string{"p5"})
}

func (r *maker) retired(what string) *scorecard.Retirement {
	if r.IntN(12) > 0 {
		return nil
	}
	return &scorecard.Retirement{On: "2026-10-02", Why: r.name(what)}
}

func (r *maker) objectives(s *scorecard.Strategy) {
	for i := range r.IntN(11) {
		o := scorecard.Objective{
			ID: scorecard.ObjectiveID(fmt.Sprintf("o%d", i)), Name: r.name("Objective"), Perspective: pick(r, s.Perspectives...).ID, Unit: r.unit(s), Owner: r.person(),
			Behaviour: pick(r, "", r.name("Do")), VisibleTo: r.visible(), Retired: r.retired("Gone"),
		}
		if r.IntN(4) == 0 {
			o.Supports = []scorecard.ObjectiveID{"o0"}
		}
		s.Objectives = append(s.Objectives, o)
		if r.IntN(2) == 0 {
			s.Actions = append(s.Actions, scorecard.Action{
				ID: scorecard.ActionID(fmt.Sprintf("a%d", i)), Name: r.name("Action"), Objective: o.ID, Owner: r.person(),
				Due: pick[scorecard.Date](r, "", "2026-11-02", "2027-01-15"), Progress: pick(r, scorecard.Planned, scorecard.AtRisk, scorecard.Done, ""),
			})
		}
	}
}

func (r *maker) links(s *scorecard.Strategy) {
	if len(s.Objectives) == 0 {
		return
	}
	for i := range r.IntN(2 * len(s.Objectives)) {
		s.Links = append(s.Links, scorecard.Link{
			ID: scorecard.LinkID(fmt.Sprintf("l%d", i)), Cause: pick(r, s.Objectives...).ID, Effect: pick(r, s.Objectives...).ID, LagWeeks: r.IntN(30),
			Evidence: pick(r, scorecard.Hypothesis, scorecard.Confirmed, scorecard.Contradicted), Sign: pick(r, scorecard.Raises, scorecard.Raises, scorecard.Lowers),
			Owner: r.person(), Reason: pick(r, "", r.name("Since")), Registered: pick[scorecard.Date](r, "", "2026-03-04"), Retired: r.retired("No"),
		})
	}
}

func (r *maker) metrics(s *scorecard.Strategy) {
	if len(s.Objectives) == 0 {
		return
	}
	for i := range r.IntN(16) {
		m := scorecard.Metric{
			ID: scorecard.MetricID(fmt.Sprintf("m%d", i)), Name: r.name("Metric"), Objective: pick(r, s.Objectives...).ID,
			Measure: pick[scorecard.Measure](r, "%", "EUR", "CHF", "hours", "count", "yes/no", "per 100k km"), Direction: pick(r, scorecard.Higher, scorecard.Lower, scorecard.InRange, scorecard.YesNo),
			Kind: pick(r, scorecard.Leading, scorecard.Lagging), Cadence: pick(r, scorecard.Cadences...), Owner: r.person(), Updater: r.person(), Backup: r.person(),
			Definition: pick(r, "", r.name("Means")), SoWhat: pick(r, "", r.name("Matters")), Synonyms: []string{r.name("Alias")}, VisibleTo: r.visible(), Retired: r.retired("Old"),
			Guardrail: "m0",
		}
		for _, by := range pick(r, nil, []scorecard.Date{""}, []scorecard.Date{"2026-12-31", "2027-12-31"}) {
			m.Targets = append(m.Targets, scorecard.Target{By: by, Value: r.null(100), Amber: r.null(100), Low: r.null(50), High: r.null(90), AgreedBy: []scorecard.PersonID{"p1"}})
		}
		s.Metrics = append(s.Metrics, m)
	}
	for i := range s.Links {
		if len(s.Metrics) > 0 && r.IntN(2) == 0 {
			s.Links[i].Estimate = &scorecard.Estimate{From: pick(r, s.Metrics...).ID, To: pick(r, s.Metrics...).ID, Elasticity: r.dec(3), By: r.person()}
		}
	}
}

// saidAt are links as readings bring them, sound and otherwise.
var saidAt = []string{"", "https://chat.example/p1", "/c/%23fleet?thread=4#m7", "/d/bot#m3", "javascript:alert(1)", "//evil.example/x", "https://evil.example/) [x](y", "data:text/html,x"}

func (r *maker) history(m scorecard.Metric) scorecard.History {
	var all []scorecard.Reading
	c := m.Cadence
	p := scorecard.PeriodOf(c, scorecard.Date("2026-11-20").Add(-r.IntN(200)))
	for range r.IntN(9) {
		all = append(all, scorecard.Reading{Metric: m.ID, Period: p, Value: r.dec(500), NoData: r.IntN(8) == 0, Note: pick(r, "", "", r.name("Note")), By: r.person(), Said: pick(r, saidAt...)})
		if c == scorecard.Irregular || c == scorecard.Daily {
			p = scorecard.Period(p.End().Add(-1 - r.IntN(9)))
			continue
		}
		p = p.Prev()
	}
	return scorecard.NewHistory(all)
}

// live gives every objective metrics with a year of weeks in which one thing moves
// them all, each at its own time, and some have just jumped; and every arrow an
// estimate.
func (r *maker) live(s *scorecard.Snapshot) {
	tide := make([]float64, 80)
	for i := range tide {
		tide[i] = r.NormFloat64()
	}
	strategy := s.Strategy
	for i := range strategy.Metrics {
		m := &strategy.Metrics[i]
		m.Objective, m.Cadence, m.Retired = strategy.Objectives[i%len(strategy.Objectives)].ID, scorecard.Weekly, nil
		m.Direction, m.Measure = pick(r, scorecard.Higher, scorecard.Lower), pick[scorecard.Measure](r, "%", "hours", "EUR", "count")
		late, jump := r.IntN(20), pick(r, 8.0, -8)
		var all []scorecard.Reading
		p := scorecard.Period("2026-W46")
		for n := range 60 {
			v := 50 + 4*tide[n+late] + r.NormFloat64()
			if n < 12 && n >= late/7 {
				v += jump
			}
			all = append(all, scorecard.Reading{Metric: m.ID, Period: p, Value: decimal.NewFromFloat(v).Round(2), NoData: r.IntN(30) == 0, Note: pick(r, "", "", "", r.name("Note")), By: r.person()})
			p = p.Prev()
		}
		s.Histories[m.ID] = scorecard.NewHistory(all)
	}
	s.Index = scorecard.NewIndex(strategy)
	for i := range strategy.Links {
		l := &strategy.Links[i]
		from, to := s.MetricsOf(l.Cause), s.MetricsOf(l.Effect)
		if l.LagWeeks /= 3; len(from) > 0 && len(to) > 0 {
			l.Estimate = &scorecard.Estimate{From: from[0].ID, To: to[0].ID, Elasticity: r.dec(2), By: r.person(), Basis: pick(r, "", "a guess")}
		}
	}
	s.Index = scorecard.NewIndex(strategy)
}

// ref returns something to ask about, now and then something that is not there.
func (r *maker) ref(s *scorecard.Snapshot) understand.Ref {
	all := []understand.Ref{understand.VisionRef, "nothing", "p0", "p3"}
	for _, u := range s.Strategy.Units {
		all = append(all, understand.Ref(u.ID))
	}
	for _, p := range s.Strategy.Perspectives {
		all = append(all, understand.Ref(p.ID))
	}
	for _, o := range s.Strategy.Objectives {
		all = append(all, understand.Ref(o.ID), understand.Ref(o.ID))
	}
	for _, m := range s.Strategy.Metrics {
		all = append(all, understand.Ref(m.ID), understand.Ref(m.ID))
	}
	return pick(r, all...)
}

func (r *maker) reading(s *scorecard.Snapshot, intent understand.Intent) understand.Interpretation {
	in := understand.Interpretation{Intent: intent, Outcome: understand.Answer, Confidence: 1}
	for range r.IntN(3) {
		in.Subject = append(in.Subject, r.ref(s))
	}
	if r.IntN(3) > 0 {
		in.Object = []understand.Ref{r.ref(s)}
	}
	switch r.IntN(5) {
	case 0:
		in.Filters = &understand.Filters{Status: pick(r, nil, []string{"red"}, []string{"stale", "overdue"}), State: pick(r, "", "missing", "overdue", "no action"), Perspective: pick(r, s.Strategy.Perspectives...).ID, Evidence: pick(r, nil, []string{"confirmed"}), Period: pick[scorecard.Period](r, "", "2026-W46", "2026-10")}
	case 1:
		in.Filters = &understand.Filters{Person: "p0", Also: []understand.Ref{"p1"}, Cadence: pick(r, "", scorecard.Weekly), Via: []understand.Ref{r.ref(s)}, Exclude: []understand.Ref{r.ref(s)}}
	}
	in.Window = pick(r, nil, &understand.Window{N: 1 + r.IntN(8), Unit: "month"})
	if intent == understand.Gap {
		in.Against = pick(r, decimal.NullDecimal{}, decimal.NewNullDecimal(r.dec(90)))
	}
	in.Span = pick(r, nil, nil, &understand.Span{From: "2026-03-01", To: "2026-06-30"}, &understand.Span{From: "2025-10-03", To: "2026-11-10"})
	in.Aggregate = pick(r, "", understand.Sum, understand.Mean, understand.First)
	in.Change = pick(r, nil, &understand.Change{Type: pick(r, "relative", "absolute", "direction"), Value: r.dec(30), Unit: pick(r, "", "down")})
	if intent == understand.ListStatus {
		in.Direction = pick(r, "", "better", "worse", "changed", "turned")
	}
	in.Others = []understand.Interpretation{{Intent: understand.Value, Outcome: understand.Answer, Subject: []understand.Ref{r.ref(s)}}}
	switch r.IntN(24) {
	case 0, 1:
		in.Outcome, in.Options = understand.Clarify, []understand.Ref{r.ref(s), r.ref(s), r.ref(s)}
	case 2:
		in.Outcome, in.Reason, in.Unknown = understand.Refusal, pick(r, "unknown_entity", "out_of_scope", "forecast", ""), []string{r.name("word"), pick(r, nasty...)}
	case 3:
		in.Readings = []understand.Interpretation{in, {Intent: understand.Drivers, Outcome: understand.Answer, Subject: []understand.Ref{r.ref(s)}}}
		in.Outcome, in.Reason, in.Unknown = understand.Clarify, pick(r, "", "unknown_entity"), []string{r.name("word")}
	}
	return in
}

func TestEveryWordStandsOnAFact(t *testing.T) {
	answers := 0
	for seed := range uint64(240) {
		r := &maker{Rand: rand.New(rand.NewPCG(seed, 11))}
		s := r.snapshot()
		a := &Answerer{}
		for _, intent := range slices.Sorted(maps.Keys(intents)) { // so that a seed means the same every time
			to := scorecard.Audience{Person: scorecard.PersonID(pick(r, "p0", "p1", "p4", "p5")), Private: r.IntN(2) == 0}
			in := r.reading(s, intent)
			extra := Extra{Decisions: []scorecard.Decision{{On: "2026-10-29", Text: r.name("Decision"), By: "p1"}}, Assisted: r.IntN(4) == 0}
			founded(t, fmt.Sprintf("seed %d", seed), a, s, in, to, extra)
			answers++
		}
	}
	if answers < 200*len(intents) {
		t.Errorf("only %d answers were checked", answers)
	}
}

// The same where there is history enough for numbers to explain something.
func TestEveryNumberOfAnExplanationStandsOnAFact(t *testing.T) {
	causes, effects := 0, 0
	for seed := range uint64(10) {
		r := &maker{Rand: rand.New(rand.NewPCG(seed, 12))}
		s := r.snapshot()
		r.live(s)
		a := &Answerer{}
		for _, m := range s.Strategy.Metrics {
			to := scorecard.Audience{Person: scorecard.PersonID(pick(r, "p0", "p0", "p1")), Private: r.IntN(4) > 0}
			res := founded(t, fmt.Sprintf("seed %d", seed), a, s, read(understand.Diagnose, string(m.ID), ""), to, Extra{})
			for _, x := range res.Explained {
				causes += len(x.Causes)
			}
			in := read(understand.WhatIf, string(m.ID), pick(r, "", string(pick(r, s.Strategy.Metrics...).ID)))
			in = change(in, pick(r, "relative", "absolute"), pick(r, "2", "-2", "40"), "")
			if sim := founded(t, fmt.Sprintf("seed %d", seed), a, s, in, to, Extra{}).Simulation; sim != nil {
				effects += len(sim.Effects)
			}
		}
	}
	if causes < 3 || effects < 3 {
		t.Errorf("only %d causes and %d effects were told with a number", causes, effects)
	}
}

// founded answers a question and proves that all of the answer is true, stands on
// facts, and is for whom it is told to.
func founded(t *testing.T, name string, a *Answerer, s *scorecard.Snapshot, in understand.Interpretation, to scorecard.Audience, extra Extra) Result {
	t.Helper()
	res := a.Answer(s, in, to, extra)
	o := &oracle{x: s.Index, today: s.Today, voice: prompts.Voice{Locale: s.LocaleOf(to.Person), Today: s.Today}, facts: res.Facts}
	if then := res.AsOf; then != "" {
		s = s.AsOf(then)
		o.today, o.voice.Today = then, then
	}
	w := witness{s, extra.Decisions}
	for _, wrong := range slices.Concat(o.check(res), w.lies(res.Facts), w.invented(res), w.uneven(res.Explained), w.odd(res.Simulation)) {
		t.Errorf("%s %s: %s", name, in.Intent, wrong)
	}
	seen := a.talk(s, to)
	about := witness{seen.Snapshot, nil}
	if res.Read.Filters == nil {
		for _, wrong := range about.strays(in.Intent, seen.take(seen.ends(res.Read.Subject)), seen.take(seen.ends(res.Read.Object)), res) {
			t.Errorf("%s %s: %s", name, in.Intent, wrong)
		}
	}
	keepsSecrets(t, s, to, res)
	routesExist(t, s, res)
	linksAreSound(t, s, res)
	if t.Failed() {
		body, _ := json.Marshal(in)
		t.Fatalf("asked %s as %+v\nanswer:\n%s", body, to, res.Text)
	}
	return res
}

// keepsSecrets proves that nothing of what the audience may not see is in the
// answer: not in words, not in facts, not behind a button.
func keepsSecrets(t *testing.T, s *scorecard.Snapshot, to scorecard.Audience, res Result) {
	t.Helper()
	body, err := json.Marshal(res.Message)
	if err != nil {
		t.Fatal(err)
	}
	facts, _ := json.Marshal(res.Facts)
	all := res.Text + string(body) + string(facts)
	for _, g := range res.Gaps {
		for _, r := range slices.Concat(g.From, g.To) {
			e, ok := find(s.Index, r)
			if !ok || e.kind == aPerson || e.kind == aMetric && !e.metric.Open() || e.kind == anObjective && len(e.objective.VisibleTo) > 0 {
				t.Errorf("the gap %+v names %s", g, r)
			}
		}
	}
	for i := range s.Strategy.Metrics {
		if m := &s.Strategy.Metrics[i]; !s.MaySee(to, m) && strings.Contains(all, nameMark.FindString(m.Name)) {
			t.Errorf("%s is restricted, and told", m.Name)
		}
	}
	for i := range s.Strategy.Objectives {
		if o := &s.Strategy.Objectives[i]; !s.MaySeeObjective(to, o) && strings.Contains(all, nameMark.FindString(o.Name)) {
			t.Errorf("%s is restricted, and told", o.Name)
		}
	}
}

// linksAreSound proves that every link leads to a page of something the map has,
// or to where a reading was said.
func linksAreSound(t *testing.T, s *scorecard.Snapshot, res Result) {
	t.Helper()
	for _, url := range linksIn(res.Message) {
		sort, id, _ := strings.Cut(strings.TrimPrefix(url, "/"), "/")
		known := map[string]bool{"metric": s.Metric(scorecard.MetricID(id)) != nil, "objective": s.Objective(scorecard.ObjectiveID(id)) != nil}[sort]
		if !known && url != saidAt[1] && url != saidAt[2] {
			t.Errorf("a link leads to %q", url)
		}
	}
}

func linksIn(m chat.Message) []string {
	var out []string
	add := func(marked string) {
		for _, span := range chat.Spans(marked) {
			if span.URL != "" {
				out = append(out, span.URL)
			}
		}
	}
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case chat.Text:
			add(b.Marked)
		case chat.Note:
			add(b.Marked)
		case chat.List:
			for _, it := range b.Items {
				add(it.Marked)
			}
		}
	}
	return out
}

// routesExist proves that every route follows arrows of the map, head to tail.
func routesExist(t *testing.T, s *scorecard.Snapshot, res Result) {
	t.Helper()
	for _, route := range res.Routes {
		for i, id := range route {
			l := s.Link(id)
			if l == nil || l.Retired != nil || i > 0 && s.Link(route[i-1]).Effect != l.Cause {
				t.Errorf("route %v does not follow the map at %s", route, id)
			}
		}
		if slices.Contains(route, "") {
			t.Errorf("route %v has a hole", route)
		}
	}
}
