package answer

import (
	"github.com/shopspring/decimal"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

func (t *talk) stepHead(s step) {
	h := prompts.WhatIf{Stand: t.stand(s.metric), Known: s.known, Up: s.up, Figures: max(0, len(t.res.Estimates)-1)}
	if s.known {
		by := t.in.Change.Value.Abs()
		h.By = t.voice.Number(by) + "%"
		if t.in.Change.Type == "absolute" {
			h.By = t.voice.Difference(s.metric.Measure, by)
		}
		t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: s.metric.ID, Value: by.String(), Text: "supposed"})
		if h.Has {
			to := decimal.RequireFromString(string(t.res.Estimates[0].Value))
			h.To = t.voice.Value(s.metric.Measure, to)
			t.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: s.metric.ID, Value: to.String(), Text: "value supposed"})
		}
	}
	t.text(t.voice.WhatIfHead(h))
}

// rounded keeps two significant digits: an estimate is not known better.
func rounded(d decimal.Decimal) decimal.Decimal {
	if d.IsZero() {
		return d
	}
	places := int32(2) - int32(d.NumDigits()) - d.Exponent()
	r := d.Round(places)
	return decimal.RequireFromString(r.String())
}

// toldSteps tells up to three routes: each estimate, and for what lies beyond
// the last one the direction and the wait.
func (t *talk) toldSteps(s step, routes []chain.Route, h headlines) {
	told := map[string]bool{}
	shown := routes[:min(len(routes), toldRoutes)]
	for n, r := range shown {
		w := walk{talk: t, told: told, from: t.metric(s.metric), good: s.up == t.better(s.metric), another: n > 0}
		figures := t.along(s, r)
		for i, f := range figures {
			w.estimated(f, r.Links[i])
		}
		w.beyond(r.Links[len(figures):], h)
		t.list(w.items)
	}
	if len(shown) > 1 {
		t.text(t.voice.NotAdded())
	}
	if t.res.Count.AtLeast {
		t.text(t.voice.MoreRoutes(0, true))
	} else if left := int(t.res.Count.N) - len(shown); left > 0 {
		t.text(t.voice.MoreRoutes(t.count(left, "routes left out"), false))
	}
}

// A walk tells one route of a what-if.
type walk struct {
	*talk
	told    map[string]bool // beginnings of routes that were told, by their links
	key     string          // the links walked so far
	from    string          // the metric walked to so far
	good    bool            // it would do better
	another bool            // another route was told before
	items   []chat.Item
}

// add tells one step, unless a route before began just so.
func (w *walk) add(e prompts.Effect, links ...*scorecard.Link) {
	for _, l := range links {
		w.key += " " + string(l.ID)
	}
	if !w.told[w.key] {
		if w.another && len(w.items) == 0 {
			w.text(w.voice.AnotherWay(w.from))
		}
		w.told[w.key] = true
		w.items = append(w.items, chat.Item{Marked: w.voice.Effect(e), Depth: min(len(w.items), 1)})
	}
	w.from = e.Name
}

// beyond tells the end of a route that no estimate reaches, in one step.
func (w *walk) beyond(links []*scorecard.Link, h headlines) {
	if len(links) == 0 {
		return
	}
	e := prompts.Effect{}
	for i, l := range links {
		hop := w.hop(l)
		if l.Sign == scorecard.Lowers {
			w.good = !w.good
		}
		e.Hop.Lag += hop.Lag
		if i == 0 || weaker(hop.Evidence, e.Hop.Evidence) {
			e.Hop.Evidence, e.Hop.Known = hop.Evidence, hop.Known
		}
		if e.Name = hop.To; i < len(links)-1 {
			e.Via = append(e.Via, hop.To)
		}
	}
	w.weeks(e.Hop.Lag, "weeks beyond the estimates")
	m, _ := w.headline(links[len(links)-1].Effect, h)
	if m != nil {
		s := w.stand(m)
		e.Name, e.Now = s.Name, &s
	}
	e.Move = moves(m, w.good)
	w.would(e.Move, m, links[len(links)-1])
	w.add(e, links...)
}

// weaker reports whether a is worse evidence than b.
func weaker(a, b scorecard.EvidenceWord) bool { return weakness[a] > weakness[b] }

var weakness = map[scorecard.EvidenceWord]int{scorecard.Confirmed: 0, scorecard.Hypothesis: 1, scorecard.Contradicted: 2}

// estimated tells one step that has an estimate.
func (w *walk) estimated(f Estimate, l *scorecard.Link) {
	m := w.Metric(f.Metric)
	s := w.stand(m)
	pct := rounded(f.pct.Abs())
	w.good = f.pct.IsPositive() == w.better(m)
	e := prompts.Effect{
		Name: s.Name, Now: &s, Hop: w.hop(l), By: w.person(l.Estimate.By),
		Pct: w.voice.Number(pct) + "%", Move: moves(m, w.good),
	}
	w.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Link: l.ID, Person: l.Estimate.By, Value: pct.String(), Text: "percent"})
	w.would(e.Move, m, l)
	if s.Has {
		by := rounded(s.Reading.Value.Abs().Mul(f.pct.Abs()).Div(hundred))
		e.Step = w.voice.Difference(m.Measure, by)
		w.enter(scorecard.Fact{Kind: scorecard.EstimateFact, Metric: m.ID, Link: l.ID, Value: by.String(), Text: "difference"})
	}
	w.add(e, l)
}

// would enters which way something would go by an arrow.
func (w *walk) would(move string, m *scorecard.Metric, l *scorecard.Link) {
	f := scorecard.Fact{Kind: scorecard.DerivedFact, Objective: l.Effect, Link: l.ID, Text: "would be " + move}
	if m != nil {
		f.Metric = m.ID
	}
	w.enter(f)
}

// moves says which way a metric goes when its objective does better or worse.
func moves(m *scorecard.Metric, good bool) string {
	switch {
	case m == nil || m.Direction == scorecard.InRange || m.Direction == scorecard.YesNo:
		return map[bool]string{true: "better", false: "worse"}[good]
	case good == (m.Direction != scorecard.Lower):
		return "higher"
	}
	return "lower"
}

// directEffects answers a what-if without an end: the arrows that leave the
// subject.
func (t *talk) directEffects(m *scorecard.Metric, from []scorecard.ObjectiveID) {
	var routes []chain.Route
	for _, o := range from {
		for _, l := range t.sight.chain.Out(o) {
			routes = append(routes, chain.Route{Links: []*scorecard.Link{l}, Sign: l.Sign, LagWeeks: l.LagWeeks})
		}
	}
	if len(routes) == 0 {
		t.res.Outcome = NoPath
		t.text(t.voice.AroundHead(prompts.AroundHead{Name: t.metric(m)}))
		return
	}
	for _, r := range routes[:min(len(routes), maxRoutes)] {
		t.res.Routes = append(t.res.Routes, linkIDs(r.Links))
	}
	t.res.Count = chain.Count{N: uint64(len(routes))}
	t.tellStep(t.step(m), from, nil, routes, t.spoken(t.ends(t.in.Subject)))
}
