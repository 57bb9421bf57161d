package answer

import (
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// scoped returns the metrics in force that a list is about: all, or those of
// the perspective, unit, person or other subject it is narrowed to.
func (t *talk) scoped() []*scorecard.Metric {
	var out []*scorecard.Metric
	in := t.ends(scope(t.in))
	for i := range t.Strategy.Metrics {
		m := &t.Strategy.Metrics[i]
		if m.Retired == nil && t.inAll(m, in) && t.ofKind(m) && !t.excluded(m) {
			out = append(out, m)
		}
	}
	return out
}

func (t *talk) inAll(m *scorecard.Metric, all []end) bool {
	return t.every(all, func(e end) bool { return t.holds(e, m) })
}

// every reports whether something is so of all ends that a list is narrowed to. Of
// ends of one kind beside each other, any will do.
func (t *talk) every(all []end, so func(end) bool) bool {
	var also []end
	if t.in.Filters != nil {
		also = t.ends(t.in.Filters.Also)
	}
	return !slices.ContainsFunc(all, func(e end) bool {
		return !so(e) && !slices.ContainsFunc(also, func(a end) bool { return a.kind == e.kind && so(a) })
	})
}

// holds reports whether a metric belongs to an end.
func (t *talk) holds(e end, m *scorecard.Metric) bool {
	switch e.kind {
	case aMetric:
		return m == e.metric
	case aUnit:
		return t.within(m, e.unit.ID)
	case aPerson:
		return m.Owner == e.person.ID
	case anObjective:
		return m.Measures(e.objective.ID)
	case aPerspective:
		lies := func(id scorecard.ObjectiveID) bool {
			o := t.Objective(id)
			return o != nil && o.Perspective == e.perspective.ID
		}
		return lies(m.Objective) || slices.ContainsFunc(m.Also, lies)
	}
	return true
}

func (t *talk) ofKind(m *scorecard.Metric) bool {
	f := t.in.Filters
	return f == nil || (f.Kind == "" || string(m.Kind) == f.Kind) && (f.Cadence == "" || m.Cadence == f.Cadence)
}

func (t *talk) excluded(m *scorecard.Metric) bool {
	if t.in.Filters == nil {
		return false
	}
	return slices.ContainsFunc(t.ends(t.in.Filters.Exclude), func(e end) bool { return t.holds(e, m) })
}

// statusWords are the statuses a list is of; off target when none was named.
func (t *talk) statusWords(asked []string) []string {
	if len(asked) == 0 {
		return []string{string(scorecard.Amber), string(scorecard.Red)}
	}
	return asked
}

// is reports whether a metric stands as one of the words says.
func is(s scorecard.Standing, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch strings.ToLower(w) {
		case "overdue", "late", "missing":
			return s.Has && s.Freshness != scorecard.Fresh
		case "stale", "old":
			return s.Freshness == scorecard.Old
		case "at risk":
			return s.Status == scorecard.Amber
		case "off track", "off target":
			return s.Status.OffTrack()
		case "on track", "on target":
			return s.Status == scorecard.Green
		}
		return string(s.Status) == strings.ToLower(w)
	})
}

// What a list of metrics may ask for beside how they stand.
const (
	turned   = "turned"    // that they came to stand so
	noAction = "no action" // that nothing is being done about it
	noOwner  = "no owner"  // that nobody answers for it
)

func (t *talk) listStatus() {
	if t.in.Direction != "" && t.in.Direction != turned {
		t.movers()
		return
	}
	f := understand.Filters{}
	if t.in.Filters != nil {
		f = *t.in.Filters
	}
	all := t.scoped()
	if f.State == noOwner {
		all = slices.DeleteFunc(all, func(m *scorecard.Metric) bool { return m.Owner != "" })
		t.text(t.voice.UnownedHead(t.count(len(all), "without an owner"), "metric", t.where(t.in)))
		t.metricList(all, maxLines, t.voice.MetricItem)
		return
	}
	if len(f.Status) == 0 && f.State == "" && t.in.Direction == "" {
		t.text(t.voice.SummaryHead(t.tally(t.where(t.in), all))) // the list of all that was asked for
		t.metricList(all, maxLines+2, t.voice.MetricItem)
		return
	}
	words := t.statusWords(f.Status)
	head := prompts.StatusHead{Of: t.count(len(all), "metrics looked at"), Words: words, Where: t.where(t.in), Turned: t.in.Direction == turned, Idle: f.State == noAction}
	if head.Turned {
		head.Period = f.Period
	}
	if w := t.in.Window; w != nil {
		head.Window = t.window(*w)
	}
	found := slices.DeleteFunc(slices.Clone(all), func(m *scorecard.Metric) bool {
		return !is(t.Standing(m.ID), words) || head.Turned && !t.turnedInto(m, words) ||
			!head.Turned && head.Window != "" && !t.stoodThroughout(m, words) || head.Idle && !t.unattended(m)
	})
	for _, w := range words {
		head.N = t.count(len(found), w)
	}
	t.text(t.voice.StatusHead(head))
	t.metricList(found, maxLines+2, t.voice.MetricItem)
}

// metricList lists metrics, the worst first.
func (t *talk) metricList(ms []*scorecard.Metric, most int, line func(prompts.Stand) string) {
	var items []chat.Item
	for _, m := range t.worstFirst(ms, most) {
		s := t.stand(m)
		items = append(items, chat.Item{Marked: line(s), Status: dot(&s)})
	}
	t.list(items)
	t.more(len(ms) - len(items))
}

// worstFirst returns at most so many of the metrics, the worst first, and of those
// that stand alike the earlier. Each is looked at once: there may be thousands,
// of which ten are shown.
func (t *talk) worstFirst(ms []*scorecard.Metric, most int) []*scorecard.Metric {
	var bySeverity [scorecard.MostSevere + 1][]*scorecard.Metric
	for _, m := range ms {
		if s := t.Standing(m.ID).Status.Severity(); len(bySeverity[s]) < most {
			bySeverity[s] = append(bySeverity[s], m)
		}
	}
	var out []*scorecard.Metric
	for _, alike := range slices.Backward(bySeverity[:]) {
		out = append(out, alike[:min(len(alike), most-len(out))]...)
	}
	return out
}

// tally counts how a set of metrics stands: the worst beside the mean, so that
// nine greens cannot hide a red.
func (t *talk) tally(name string, ms []*scorecard.Metric) prompts.Tally {
	r := scorecard.RollUpEach(func(yield func(scorecard.Standing) bool) {
		for _, m := range ms {
			if !yield(t.standing(m.ID)) {
				return
			}
		}
	})
	out := prompts.Tally{Name: name, Of: t.count(len(ms), "metrics"), State: r.Status}
	for _, s := range []scorecard.Status{scorecard.Red, scorecard.Amber, scorecard.Stale, scorecard.NoData, scorecard.Green} {
		if n := r.ByStatus[s]; n > 0 {
			out.Words = append(out.Words, prompts.TallyWord{N: t.count(n, string(s)), Word: string(s)})
		}
	}
	if r.Mean.Valid {
		out.Mean = t.voice.MeanScore(r.Mean.Decimal)
		t.derived(r.Mean.Decimal.Round(1), "mean score out of 10", "")
	}
	if r.Worst.Metric != nil && r.Worst.Status.OffTrack() {
		s := t.stand(r.Worst.Metric)
		out.Worst = &s
	}
	return out
}

func (t *talk) teamScorecard() {
	for _, e := range t.ends(t.in.Subject) {
		ms := t.metricsOf(e)
		ms = slices.DeleteFunc(ms, func(m *scorecard.Metric) bool { return !t.ofKind(m) || t.excluded(m) })
		t.text(t.voice.TeamHead(t.tally(t.name(e), ms)))
		t.metricList(ms, maxLines, t.voice.MetricItem)
	}
}

func (t *talk) portfolio() {
	for _, e := range t.ends(t.in.Subject) {
		t.portfolioOf(e)
	}
}

func (t *talk) portfolioOf(e end) {
	if e.kind != aPerson {
		t.teamScorecard()
		return
	}
	ms := t.owned(e.person.ID)
	var objectives []chat.Item
	for i := range t.Strategy.Objectives {
		if o := &t.Strategy.Objectives[i]; o.Retired == nil && t.OwnerOf(o) == e.person.ID {
			objectives = append(objectives, chat.Item{Marked: t.voice.ObjectiveItem(t.objective(o), t.unit(o.Unit))})
		}
	}
	t.text(t.voice.PersonHead(t.name(e), t.count(len(ms), "metrics"), t.count(len(objectives), "objectives")))
	t.metricList(ms, maxLines, t.voice.OwnItem)
	shown := min(len(objectives), 4)
	t.list(objectives[:shown])
	t.more(len(objectives) - shown)
}

// compare puts teams or metrics side by side. People are not compared.
func (t *talk) compare() {
	es := t.ends(t.in.Subject)
	es = append(es, t.ends(t.in.Object)...)
	if slices.ContainsFunc(es, func(e end) bool { return e.kind == aPerson }) {
		t.res.Outcome = Redirected
		t.text(t.voice.NoRanking())
		for _, e := range es[:min(len(es), 3)] {
			t.portfolioOf(e)
		}
		return
	}
	if len(es) == 1 {
		t.each(t.valueOf)
		return
	}
	t.text(t.voice.CompareHead(t.names(es)))
	var items []chat.Item
	var asked []*scorecard.Metric
	for _, e := range es {
		if e.kind == aMetric {
			s := t.stand(e.metric)
			items = append(items, chat.Item{Marked: t.voice.MetricItem(s), Status: dot(&s)})
			continue
		}
		ms := t.metricsOf(e)
		items = append(items, t.tallyItem(t.tally(t.name(e), ms)))
		asked = append(asked, ms...)
	}
	t.list(items)
	if f := t.in.Filters; f != nil && len(f.Status) > 0 { // "red ones only"
		t.metricList(slices.DeleteFunc(asked, func(m *scorecard.Metric) bool { return !is(t.Standing(m.ID), f.Status) }), maxLines, t.voice.MetricItem)
	}
}

func (t *talk) tallyItem(y prompts.Tally) chat.Item {
	it := chat.Item{Marked: t.voice.TallyItem(y)}
	if y.Of > 0 {
		it.Status = string(y.State)
		t.enter(scorecard.Fact{Kind: scorecard.StatusFact, Status: y.State, Text: "of the whole"})
	}
	return it
}

// summary tells the scorecard in short: a line for each perspective, or, of one
// of them, its question and what is off.
func (t *talk) summary() {
	all := t.scoped()
	where := t.where(t.in)
	t.text(t.voice.SummaryHead(t.tally(where, all)))
	if es := t.ends(scope(t.in)); len(es) > 0 {
		if p := es[0].perspective; p != nil && p.Question != "" {
			t.text(t.voice.Question(t.words(scorecard.Fact{Kind: scorecard.DefinitionFact, Text: p.Question})))
		}
		t.metricList(all, maxLines, t.voice.MetricItem)
	} else {
		t.perspectives(all)
	}
	if t.asOf != "" {
		return // what was late or missing then is not recorded
	}
	late, missing := 0, len(t.missingNumbers(all, ""))
	for _, a := range t.actionsIn(scope(t.in)) {
		if a.Overdue(t.Today) {
			late++
		}
	}
	t.text(t.voice.SummaryRest(t.count(late, "actions overdue"), t.count(missing, "numbers missing")))
}

func (t *talk) perspectives(all []*scorecard.Metric) {
	var items []chat.Item
	for _, p := range t.Perspectives {
		e, _ := find(t.Index, understand.Ref(p.ID))
		e.kind, e.perspective = aPerspective, t.Perspective(p.ID)
		var ms []*scorecard.Metric
		for _, m := range all {
			if t.holds(e, m) {
				ms = append(ms, m)
			}
		}
		items = append(items, t.tallyItem(t.tally(t.perspective(p.ID), ms)))
	}
	t.list(items)
}
