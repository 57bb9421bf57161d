package answer

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/chain"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// An Estimate is what the numbers on the map say one metric would do. It is
// somebody's estimate carried on, never a forecast.
type Estimate struct {
	Metric    scorecard.MetricID `json:"metric"`
	Via       scorecard.LinkID   `json:"via,omitempty"` // the arrow whose estimate it is; empty: the step supposed
	ChangePct json.Number        `json:"change_pct"`
	Value     json.Number        `json:"value,omitempty"`
	pct       decimal.Decimal    // unrounded
}

var hundred = decimal.NewFromInt(100)

// whatIf follows a supposed step as far as estimates go, and beyond that says
// direction and wait only. Routes beside each other are told one by one.
func (t *talk) whatIf() {
	subject, object := t.ends(t.in.Subject), t.ends(t.in.Object)
	from := t.take(subject)
	m := t.subjectMetric(subject[0])
	if m == nil {
		t.text(t.voice.NoMetrics(t.name(subject[0])))
		return
	}
	if !t.fromLevel(m) {
		return
	}
	if len(object) == 0 {
		t.directEffects(m, from)
		return
	}
	to := t.take(object)
	routes := t.routes(from, to)
	if shared := common(from, to); len(routes) == 0 && len(shared) > 0 {
		t.text(t.voice.SameThing(prompts.And(t.names(subject)), prompts.And(t.names(object)), t.objectiveID(shared[0])))
		return
	}
	if len(routes) == 0 {
		t.noRoute(prompts.RouteHead{From: prompts.And(t.names(subject)), To: prompts.And(t.names(object))}, from, to)
		return
	}
	t.tellStep(t.step(m), from, append(passed(routes), to...), routes, t.spoken(subject, object))
}

// tellStep tells what a step does: by numbers as far as arrows have any, else by
// what the routes say. What the estimates of people alone would come to is noted
// for programs.
func (t *talk) tellStep(s step, from, on []scorecard.ObjectiveID, routes []chain.Route, h headlines) {
	t.follow(s, routes)
	if sim := t.simulate(s, from, on); sim != nil {
		t.tellSimulation(s, sim, routes, h)
		return
	}
	t.stepHead(s)
	t.toldSteps(s, routes, h)
}

func (t *talk) subjectMetric(e end) *scorecard.Metric {
	if e.kind == aMetric {
		return e.metric
	}
	if ms := t.metricsOf(e); len(ms) > 0 {
		return ms[0]
	}
	return nil
}

// A step is the change that is supposed.
type step struct {
	metric *scorecard.Metric
	known  bool            // as a number
	pct    decimal.Decimal // change in percent
	up     bool
}

func (t *talk) step(m *scorecard.Metric) step {
	s := step{metric: m, up: true}
	c := t.in.Change
	if c == nil {
		s.up = t.better(m) == (t.in.Direction != "worse")
		return s
	}
	now := t.Standing(m.ID)
	switch c.Type {
	case "relative":
		s.known, s.pct = true, c.Value
	case "absolute":
		if now.Has && !now.Reading.Value.IsZero() && sameUnit(m.Measure, c.Unit) {
			s.known, s.pct = true, c.Value.Mul(hundred).DivRound(now.Reading.Value.Abs(), 12)
		}
	}
	s.up = c.Value.IsPositive()
	if c.Type == "direction" {
		s.up = t.directed(m, c)
	}
	if s.known && s.pct.IsZero() {
		s.known = false
	}
	return s
}

// fromLevel turns where a metric would get to, or a share of what it falls short of
// 100 % by, into the step there from its newest value. Without one only the way is
// taken. It reports whether there can be such a step, and says so where not.
func (t *talk) fromLevel(m *scorecard.Metric) bool {
	c, now := t.in.Change, t.Standing(m.ID)
	if c == nil {
		return true
	}
	way := map[bool]string{true: "up", false: "down"}
	switch {
	case c.Type == "level" && !sameKind(m.Measure, c.Unit):
		t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Value: c.Value.String(), Text: "supposed"})
		t.text(t.voice.OtherUnit(t.metric(m), m.Measure, strings.TrimSpace(t.voice.Number(c.Value)+c.Unit)))
		return false
	case c.Type == "level" && !now.Has:
		t.in.Change = &understand.Change{Type: "direction", Unit: "up"}
	case c.Type == "level":
		t.in.Change = &understand.Change{Type: "absolute", Value: c.Value.Sub(now.Reading.Value), Unit: string(m.Measure)}
	case c.Type == "relative" && c.Inverse && now.Has && m.Measure.Kind() == scorecard.PercentMeasure:
		t.in.Change = &understand.Change{Type: "absolute", Value: hundred.Sub(now.Reading.Value).Mul(c.Value).DivRound(hundred, 6), Unit: string(m.Measure)}
	case c.Type == "relative" && c.Inverse:
		t.in.Change = &understand.Change{Type: "direction", Unit: way[c.Value.IsPositive()]}
	}
	if c = t.in.Change; c.Type != "absolute" || !now.Has || !sameUnit(m.Measure, c.Unit) {
		return true
	}
	switch to := now.Reading.Value.Add(c.Value); {
	case c.Value.IsZero():
		t.text(t.voice.ThereAlready(t.stand(m)))
		return false
	case !t.conceivable(m, to):
		t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Value: to.String(), Text: "value supposed"})
		t.text(t.voice.Inconceivable(t.stand(m), to))
		return false
	}
	return true
}

// conceivable reports whether a metric could get to a value at all: within its
// bounds, and not below nothing where it never was.
func (t *talk) conceivable(m *scorecard.Metric, to decimal.Decimal) bool {
	if !m.Possible(to) {
		return false
	}
	lowest := decimal.Zero
	for _, r := range t.Histories[m.ID].Values() {
		lowest = decimal.Min(lowest, r.Value)
	}
	switch m.Measure.Kind() {
	case scorecard.PercentMeasure:
		over := slices.ContainsFunc(t.Histories[m.ID].Values(), func(r scorecard.Reading) bool { return r.Value.GreaterThan(hundred) })
		goal, ok := m.TargetOn(t.Today)
		over = over || ok && goal.Value.Valid && goal.Value.Decimal.GreaterThan(hundred)
		return !(to.IsNegative() && !lowest.IsNegative()) && (over || m.Max.Valid || to.LessThanOrEqual(hundred) || !t.partOfWhole(m))
	case scorecard.CountMeasure, scorecard.DurationMeasure:
		return !to.IsNegative() || lowest.IsNegative()
	}
	return true
}

// partOfWhole reports whether a percentage seems to be a share of a whole: all its
// values are shares, and it has a name for the rest.
func (t *talk) partOfWhole(m *scorecard.Metric) bool { return m.Complement || len(m.Inverse) > 0 }

// sameKind reports whether a level in a unit can be one of a measure at all: 20 %
// of an amount of money cannot.
func sameKind(m scorecard.Measure, unit string) bool {
	if u := scorecard.Measure(unit); unit != "" && (u.Kind() == scorecard.PercentMeasure) != (m.Kind() == scorecard.PercentMeasure) {
		return false
	}
	return sameUnit(m, unit)
}

// sameUnit reports whether a change in unit can be taken for one of measure m.
// Hours are not converted into days: a wrong guess would be a wrong number.
func sameUnit(m scorecard.Measure, unit string) bool {
	u := scorecard.Measure(unit)
	return unit == "" || u == m || u.Kind() != scorecard.DurationMeasure && m.Kind() != scorecard.DurationMeasure
}

// better reports whether doing better means going up.
func (t *talk) better(m *scorecard.Metric) bool { return m.Direction != scorecard.Lower }

func (t *talk) directed(m *scorecard.Metric, c *understand.Change) bool {
	switch c.Unit {
	case "down":
		return false
	case "worse":
		return !t.better(m)
	case "better":
		return t.better(m)
	}
	return true
}

// follow carries the step along each route while there is an estimate between
// the very metrics, each beginning of a route once.
func (t *talk) follow(s step, routes []chain.Route) {
	if !s.known {
		return
	}
	t.res.Estimates = append(t.res.Estimates, t.estimate(s.metric, "", s.pct))
	seen := map[string]bool{}
	for _, r := range routes {
		key := ""
		for _, e := range t.along(s, r) {
			if key += " " + string(e.Via); !seen[key] {
				seen[key] = true
				t.res.Estimates = append(t.res.Estimates, e)
			}
		}
	}
}

// along returns the estimates of one route, as far as they go.
func (t *talk) along(s step, r chain.Route) []Estimate {
	var out []Estimate
	at, pct := s.metric.ID, s.pct
	for _, l := range r.Links {
		e := l.Estimate
		if !s.known || e == nil || e.From != at || t.Metric(e.To) == nil {
			break
		}
		at, pct = e.To, pct.Mul(e.Elasticity)
		out = append(out, t.estimate(t.Metric(at), l.ID, pct))
	}
	return out
}

func (t *talk) estimate(m *scorecard.Metric, via scorecard.LinkID, pct decimal.Decimal) Estimate {
	e := Estimate{Metric: m.ID, Via: via, ChangePct: json.Number(pct.Round(2).String()), pct: pct}
	if s := t.Standing(m.ID); s.Has {
		v := s.Reading.Value
		e.Value = json.Number(v.Add(v.Abs().Mul(pct).Div(hundred)).Round(3).String())
	}
	return e
}
