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
		Lag: t.weeks(r.LagWeeks, "weeks between"), Evidence: r.Evidence,
		Lowers: r.Sign == scorecard.Lowers, Mixed: r.Mixed, Yours: t.mine(o),
	}
	t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Objective: r.Objective, Text: prompts.Evidence(r.Evidence)})
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
	n := prompts.Near{Objective: hop.From, Lag: hop.Lag, Evidence: hop.Evidence, Lowers: hop.Lowers}
	n.Stand, _ = t.pair(head, nil)
	return n
}

// linkEvidence answers how sure an arrow is, or lists arrows by what is known
// of them.
func (t *talk) linkEvidence() {
	subject, object := t.ends(t.in.Subject), t.ends(t.in.Object)
	if len(subject) == 0 || len(object) == 0 {
		t.listLinks(subject)
		return
	}
	from, to := t.take(subject), t.take(object)
	for _, o := range from {
		for _, l := range t.sight.chain.Out(o) {
			if slices.Contains(to, l.Effect) {
				t.linkHead(l)
			}
		}
	}
	routes := t.routes(from, to)
	if len(t.blocks) > 0 {
		return
	}
	names := prompts.RouteHead{From: prompts.And(t.names(subject)), To: prompts.And(t.names(object))}
	if shared := common(from, to); len(routes) == 0 && len(shared) > 0 {
		t.text(t.voice.SameThing(names.From, names.To, t.objectiveID(shared[0])))
		return
	}
	if len(routes) == 0 {
		t.noRoute(names, from, to)
		return
	}
	t.text(t.voice.OnlyIndirect(names.From, names.To, t.weakest(routes[0])))
	var items []chat.Item
	for _, l := range routes[0].Links {
		items = append(items, chat.Item{Marked: t.voice.LinkLine(t.linkLine(l))})
	}
	t.list(items)
}

func (t *talk) linkHead(l *scorecard.Link) {
	line := t.linkLine(l)
	t.text(t.voice.LinkHead(line))
	t.text(t.voice.LinkWhy(line))
	t.text(t.verdict(l))
	if f := (scorecard.Fact{Kind: scorecard.CommentFact, Link: l.ID, Person: l.Owner, Text: l.Reason}); t.words(f) != "" {
		t.say(chat.Quote{Text: shown(l.Reason, maxWords), By: line.Owner})
	}
}

// verdict says what the newest review of the evidence found of an arrow; nothing
// where it rests on a metric that is not in sight.
func (t *talk) verdict(l *scorecard.Link) string {
	d := l.Verdict
	if d == nil || (d.Cause != "" || d.Effect != "") && (t.Metric(d.Cause) == nil || t.Metric(d.Effect) == nil) {
		return ""
	}
	f := t.voice.FindingOf(t.Index, l, d)
	if d.CommonDriver != "" && t.Objective(d.CommonDriver) == nil {
		f.Common = ""
	}
	words := t.voice.LedgerFinding(f)
	t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: chat.PlainText(words, nil)})
	return t.voice.LinkVerdict(words, t.date(d.On, scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: "reviewed"}))
}

// maxAgain is how many days of registering anew are told.
const maxAgain = 5

func (t *talk) linkLine(l *scorecard.Link) prompts.LinkLine {
	f := scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: "registered"}
	line := prompts.LinkLine{Hop: t.hop(l), Owner: t.person(l.Owner), Registered: t.date(l.Registered, f)}
	for _, d := range l.Again[max(0, len(l.Again)-maxAgain):] {
		line.Again = append(line.Again, t.date(d, scorecard.Fact{Kind: scorecard.LinkFact, Link: l.ID, Text: "registered again"}))
	}
	return line
}

// listLinks lists arrows, those of the subject where there is one.
func (t *talk) listLinks(subject []end) {
	var all []*scorecard.Link
	of := t.take(subject)
	for i := range t.Strategy.Objectives {
		for _, l := range t.sight.chain.Out(t.Strategy.Objectives[i].ID) {
			if len(subject) == 0 || slices.Contains(of, l.Cause) || slices.Contains(of, l.Effect) {
				all = append(all, l)
			}
		}
	}
	var want []string
	if t.in.Filters != nil {
		want = t.in.Filters.Evidence
	}
	var found []*scorecard.Link
	for _, l := range all {
		if len(want) == 0 || slices.Contains(want, evidenceCode(l.Evidence)) {
			found = append(found, l)
		}
	}
	t.res.Links = linkIDs(found)
	for _, w := range evidenceWords(want) {
		t.count(len(found), w)
	}
	t.text(t.voice.LinksHead(t.count(len(found), "arrows found"), t.count(len(all), "arrows in all"), evidenceWords(want)))
	var items []chat.Item
	for _, l := range found[:min(len(found), maxLines+1)] {
		items = append(items, chat.Item{Marked: t.voice.LinkLine(t.linkLine(l))})
	}
	t.list(items)
	t.more(len(found) - len(items))
}

// evidenceCode is how questions and strategy files name what is known of a link.
func evidenceCode(e scorecard.EvidenceWord) string {
	if e == scorecard.Hypothesis {
		return "hypothesis"
	}
	return string(e)
}

// evidenceWords says codes in words.
func evidenceWords(codes []string) []string {
	var out []string
	for _, c := range codes {
		e := scorecard.EvidenceWord(c)
		if c == "hypothesis" {
			e = scorecard.Hypothesis
		}
		out = append(out, prompts.Evidence(e))
	}
	return out
}
