package understand

import "slices"

// takes says what may stand as subject and object of each intent, the most
// likely first: "sales" is the number where numbers are asked for, and the team
// where teams are.
var takes = map[Intent][2]string{
	ImpactPath: {"umop", "movl"}, Drivers: {"mov", ""}, Effects: {"mou", ""}, Diagnose: {"mov", ""}, WhatIf: {"mo", "mov"},
	Owner: {"mou", ""}, Value: {"mo", ""}, Target: {"mov", ""}, Trend: {"mou", ""}, Gap: {"mov", ""}, ListStatus: {"", ""},
	TeamScorecard: {"u", ""}, Contribution: {"upmo", "v"}, Actions: {"mo", ""}, LinkEvidence: {"mou", "mov"}, Define: {"mouv", ""},
	Compare: {"umopl", ""}, PersonPortfolio: {"p", ""}, UpdatesDue: {"mo", ""}, Summary: {"", ""}, Leverage: {"mov", ""}, MustBeTrue: {"mov", ""},
}

// resolve turns caught marks into ids. Several equally good ids become a
// clarification; none that fits means the cue was not meant.
func (q *question) resolve(c *candidate, s, o []int) bool {
	in := &c.Interpretation
	t := takes[in.Intent]
	var okS, okO bool
	in.Subject, okS = q.refs(c, s, t[0])
	in.Object, okO = q.refs(c, o, t[1])
	if len(s) > 0 && t[0] != "" && !okS || len(o) > 0 && t[1] != "" && !okO {
		return false
	}
	if t[0] == "" {
		in.Subject = nil
	} else if len(s) == 1 && len(o) == 0 && q.excepted(q.ms[s[0]].from) {
		return false // "all metrics apart from finance" asks about the others
	}
	if in.Outcome == Clarify {
		in.Confidence = 0.6
	}
	if len(in.Object) > 0 && slices.Equal(in.Subject, in.Object) {
		return false
	}
	return true
}

// refs resolves the marks one by one.
func (q *question) refs(c *candidate, at []int, kinds string) ([]Ref, bool) {
	var out []Ref
	for _, i := range at {
		m := q.ms[i]
		if c.Intent == Trend && q.isKindOf(m, "m") {
			kinds = "mo" // "sales up or down" speaks of the number
		}
		best := q.pick(m, kinds, q.common(at))
		switch {
		case len(best) == 0:
			return nil, false
		case len(best) > 1:
			c.Outcome, c.Options = Clarify, append(c.Options, best...)
			continue
		}
		if best[0] == "" {
			return nil, false
		}
		if m.Typo {
			c.Confidence -= 0.1
		}
		if m.part > 0 {
			c.Confidence -= 0.2
		}
		if m.part == 1 && !q.l.heads(q.ts[m.from], m.Refs) {
			c.Confidence -= 0.2
		}
		c.weak = c.weak || m.weak
		if !slices.Contains(out, best[0]) {
			out = append(out, best[0])
		}
	}
	return out, true
}

// common returns the kind that everything listed may be, so that "sales and
// marketing" are both teams; 0 when there is none or only one is listed.
func (q *question) common(at []int) kind {
	if len(at) < 2 {
		return 0
	}
	for _, k := range []kind{unitKindRef, metricKind, objectiveKind} {
		if !slices.ContainsFunc(at, func(i int) bool {
			return !slices.ContainsFunc(q.ms[i].named, func(n named) bool { return n.kind == k })
		}) {
			return k
		}
	}
	return 0
}

// plural reports whether a mention is spoken of as several: "are sales up".
func (q *question) plural(m Match) bool {
	i := m.from - 1
	for i >= 0 && (english.fillers[q.ts[i].low] || q.ts[i].low == "our") && q.ts[i].low != "are" && q.ts[i].low != "were" {
		i--
	}
	return i >= 0 && (q.ts[i].low == "are" || q.ts[i].low == "were")
}

// pick returns what a mention stands for among the kinds wanted: its own name
// before an alias, then the likelier kind; several when it cannot be told.
func (q *question) pick(m Match, kinds string, common kind) []Ref {
	var fit []named
	for _, k := range []byte(kinds) {
		for _, n := range m.named {
			if n.kind == kind(k) && (common == 0 || n.kind == common) {
				fit = append(fit, n)
			}
		}
	}
	if q.plural(m) && slices.ContainsFunc(fit, func(n named) bool { return n.kind == metricKind }) {
		fit = slices.DeleteFunc(fit, func(n named) bool { return n.kind == unitKindRef }) // "are sales up" speaks of no team
	}
	best := 9
	for _, n := range fit {
		best = min(best, n.rank)
	}
	var out []Ref
	var first kind
	for _, n := range fit {
		if n.rank == best && !slices.Contains(out, n.ref) {
			if first == 0 {
				first = n.kind
			}
			// A unit, or a number, named like something else is told by the intent.
			if n.kind == first || first != unitKindRef && n.kind != unitKindRef {
				out = append(out, n.ref)
			}
		}
	}
	if len(out) == 2 && q.l.kinds[out[0]] == metricKind && q.l.kinds[out[1]] == objectiveKind {
		if met := q.l.index.Metric(metricID(out[0])); met != nil && met.Measures(objectiveID(out[1])) {
			return out[:1] // the number and the aim it measures are one to the asker
		}
	}
	return out
}
