package answer

import (
	"slices"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// maxLines is how many lines of one kind a message holds before it counts the
// rest: what fits a phone's screen.
const maxLines = 7

func (t *talk) drivers() {
	t.surroundings(true)
}

func (t *talk) effects() {
	t.surroundings(false)
}

// surroundings answers what drives something, or what it affects.
func (t *talk) surroundings(up bool) {
	subject := t.ends(t.in.Subject)
	of := t.take(subject)
	m := t.sight.chain
	reached, links := m.Effects(of), m.EffectLinks(of)
	if up {
		reached, links = m.Drivers(of), m.DriverLinks(of)
	}
	t.res.Links = linkIDs(links)
	head := prompts.AroundHead{Name: prompts.And(t.names(subject)), Up: up, N: t.count(len(reached), "objectives around")}
	for _, r := range reached {
		if r.Hops == 1 {
			head.Direct++
		}
	}
	t.count(head.Direct, "of them directly")
	t.text(t.voice.AroundHead(head))
	var items []chat.Item
	for _, r := range reached[:min(len(reached), maxLines)] {
		n := t.near(r, up, nil)
		items = append(items, chat.Item{Marked: t.voice.Near(n), Status: dot(n.Stand)})
	}
	t.list(items)
	t.more(len(reached) - len(items))
	if t.loops(of) {
		t.text(t.voice.Loop(head.Name))
	}
	if len(reached) == 0 {
		t.res.Outcome = NoPath
		t.res.Gaps = t.gapAround(up)
	}
}

func (t *talk) more(n int) {
	if n > 0 {
		t.text(t.voice.More(t.count(n, "left out")))
	}
}

// loops reports whether what follows from the objectives leads back to them.
func (t *talk) loops(of []scorecard.ObjectiveID) bool {
	after := map[scorecard.ObjectiveID]bool{}
	for _, r := range t.sight.chain.Effects(of) {
		after[r.Objective] = true
	}
	return slices.ContainsFunc(of, func(o scorecard.ObjectiveID) bool {
		return slices.ContainsFunc(t.sight.chain.Into(o), func(l *scorecard.Link) bool { return after[l.Cause] })
	})
}

// near describes an objective up or down the chain, by its headline or by m.
func (t *talk) near(r chain.Reached, up bool, m *scorecard.Metric) prompts.Near {
	o := t.Objective(r.Objective)
	if m == nil {
		m, _ = t.headline(r.Objective, nil)
	}
	n := prompts.Near{
		Objective: t.objective(o), Owner: t.person(t.ownerOf(o)), Hops: r.Hops, Up: up,
		Lag: t.weeks(r.LagWeeks, "weeks between"), Known: t.voice.Known(r.Weakest, t.judged(r.Weakest)),
		Lowers: r.Sign == scorecard.Lowers, Mixed: r.Mixed, Yours: t.mine(o),
	}
	t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Objective: r.Objective, Text: n.Known})
	n.Stand, _ = t.pair(m, nil)
	if r.Hops > 1 {
		n.Via = t.objectiveID(r.First.Effect)
	}
	return n
}

// leverage answers what to fix first: what is off target upstream, best
// evidence and shortest wait first.
func (t *talk) leverage() {
	subject := t.ends(t.in.Subject)
	of := t.take(subject)
	drivers := t.sight.chain.Drivers(of)
	t.res.Links = linkIDs(t.sight.chain.DriverLinks(of))
	found := t.offTarget(drivers)
	slices.SortStableFunc(found, func(a, b upstream) int {
		if d := weakness[a.Evidence] - weakness[b.Evidence]; d != 0 {
			return d
		}
		return a.LagWeeks - b.LagWeeks
	})
	t.text(t.voice.LeverageHead(prompts.And(t.names(subject)), t.count(len(found), "metrics off target upstream")))
	var items []chat.Item
	for _, f := range found[:min(len(found), maxLines)] {
		n := t.near(f.Reached, true, f.metric)
		items = append(items, chat.Item{Marked: t.voice.Near(n), Status: dot(n.Stand)})
	}
	t.list(items)
	t.more(len(found) - len(items))
}

// An upstream is a metric of a driving objective.
type upstream struct {
	chain.Reached
	metric *scorecard.Metric
	before *scorecard.Reading // where it worsened: the reading it worsened from
}

func (t *talk) offTarget(drivers []chain.Reached) []upstream {
	var out []upstream
	for _, d := range drivers {
		for _, m := range t.MetricsOf(d.Objective) {
			if t.Standing(m.ID).Status.OffTrack() {
				out = append(out, upstream{Reached: d, metric: m})
			}
		}
	}
	return out
}

// mustBeTrue answers what has to hold for something: the tree of what drives
// it, two steps deep.
func (t *talk) mustBeTrue() {
	subject := t.ends(t.in.Subject)
	of := t.take(subject)
	m := t.sight.chain
	t.res.Links = linkIDs(m.DriverLinks(of))
	var direct []*scorecard.Link
	for _, o := range of {
		direct = append(direct, m.Into(o)...)
	}
	t.text(t.voice.MustBeTrueHead(prompts.And(t.names(subject)), t.count(len(direct), "direct drivers")))
	var items []chat.Item
	left := 0
	add := func(l *scorecard.Link, depth int) {
		if len(items) >= maxLines+2 {
			left++
			return
		}
		n := t.must(l)
		items = append(items, chat.Item{Marked: t.voice.Must(n), Status: dot(n.Stand), Depth: depth})
	}
	for _, l := range direct {
		add(l, 0)
		for _, under := range m.Into(l.Cause) {
			add(under, 1)
		}
	}
	t.list(items)
	t.more(left)
}

func (t *talk) must(l *scorecard.Link) prompts.Near {
	hop := t.hop(l)
	head, _ := t.headline(l.Cause, nil)
	n := prompts.Near{Objective: hop.From, Lag: hop.Lag, Known: hop.Known, Lowers: hop.Lowers}
	n.Stand, _ = t.pair(head, nil)
	return n
}
