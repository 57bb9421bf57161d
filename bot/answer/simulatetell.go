package answer

import (
	"slices"

	"github.com/shopspring/decimal"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// tellSimulation says what a step comes to, and for what lies beyond the numbers
// the direction and the wait.
func (t *talk) tellSimulation(s step, sim *Simulation, routes []chain.Route, h headlines) {
	t.res.Simulation = sim
	t.supposeHead(s, sim)
	if sim.Capped && sim.Change.IsZero() {
		sim.Effects = []Effect{}
		s.known = false
		t.toldSteps(s, routes, h)
		return
	}
	t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Value: "80", Text: "interval"})
	var items []chat.Item
	for _, e := range sim.Effects[:min(len(sim.Effects), maxLines)] {
		items = append(items, chat.Item{Marked: t.voice.Simulated(t.simulated(e))})
	}
	t.list(items)
	t.more(len(sim.Effects) - len(items))
	t.past(s, sim, routes, h)
	t.text(t.voice.SimulatedRest(t.weeks(sim.Weeks, "weeks followed"), sim.Endless))
}

func (t *talk) supposeHead(s step, sim *Simulation) {
	by := t.in.Change.Value.Abs()
	h := prompts.Supposed{Stand: t.stand(s.metric), Up: s.up, By: t.voice.Number(by) + "%"}
	m := s.metric
	if t.in.Change.Type == "absolute" {
		h.By = t.voice.Difference(m.Measure, by)
	}
	t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Value: by.String(), Text: "supposed"})
	if to := h.Reading.Value.Add(sim.Asked); !sim.Capped {
		h.To = t.estimated(m, to, "value supposed")
	} else {
		h.Record = t.estimated(m, sim.record, "record")
		h.Follow = t.voice.Change(m.Measure, sim.Change)
		t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Value: sim.Change.String(), Text: "followed"})
		h.None = sim.Change.IsZero()
	}
	t.text(t.voice.SupposeHead(h))
}

// estimated enters a value that is supposed and returns it in words.
func (t *talk) estimated(m *scorecard.Metric, d decimal.Decimal, what string) string {
	d = decimal.RequireFromString(d.String())
	t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Value: d.String(), Text: what})
	return t.voice.Value(m.Measure, d)
}

// simulated enters what is said of one metric.
func (t *talk) simulated(e Effect) prompts.Simulated {
	m := t.Metric(e.Metric)
	enter := func(d decimal.Decimal, what string) {
		t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Value: d.String(), Text: what})
	}
	enter(e.Change, "change")
	enter(e.Low, "interval low")
	enter(e.High, "interval high")
	out := prompts.Simulated{
		Stand: t.stand(m), Change: t.voice.Change(m.Measure, e.Change), Interval: t.voice.Interval(m.Measure, e.Low, e.High),
		Unsure: e.Low.Sign()*e.High.Sign() < 0, Lag: t.weeks(e.Week, "weeks until it is felt"), Word: t.word(slices.Concat(e.Routes[:min(len(e.Routes), 1)]...), e.Verdict),
		Routes: len(e.Routes) + e.Left,
	}
	if out.Routes > 1 {
		t.count(out.Routes, "routes to it")
	}
	switch {
	case e.alone():
		out.Alone = true
	case e.opinion >= 0.025:
		out.Opinion = t.share(e.opinion, scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Text: "share"})
	default:
		return out
	}
	out.By = t.estimators(e)
	return out
}

// estimators names who estimated the arrows that an effect came along; empty
// where there are several, or nobody known.
func (t *talk) estimators(e Effect) string {
	var who []scorecard.PersonID
	for _, route := range e.Routes {
		for _, id := range route {
			if l := t.Link(id); l.Estimate != nil && !slices.Contains(who, l.Estimate.By) {
				who = append(who, l.Estimate.By)
			}
		}
	}
	if len(who) != 1 {
		return ""
	}
	return t.person(who[0])
}

// past tells, of up to three routes, what lies past the last number.
func (t *talk) past(s step, sim *Simulation, routes []chain.Route, h headlines) {
	told, first := map[string]bool{}, true
	for _, r := range routes[:min(len(routes), toldRoutes)] {
		n := sim.carried(r)
		if n == len(r.Links) {
			continue
		}
		from, good := s.metric, s.up == t.better(s.metric)
		if n > 0 {
			to, _ := sim.tells(r.Links[n-1].ID)
			from = t.Metric(to)
			good = sim.effect(to).Change.IsPositive() == t.better(from)
		}
		w := walk{talk: t, told: told, from: t.metric(from), good: good, another: !first}
		for _, l := range r.Links[:n] {
			w.key += " " + string(l.ID)
		}
		if w.beyond(r.Links[n:], h); len(w.items) == 0 {
			continue
		}
		if first {
			t.text(t.voice.PastNumbers(t.metric(from)))
		}
		first = false
		t.list(w.items)
	}
}
