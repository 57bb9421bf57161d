package understand

import (
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// A candidate is a reading one cue gave.
type candidate struct {
	Interpretation
	weak  bool    // stands on everyday words only
	left  int     // names the reading makes no use of
	sense float64 // how likely the words are of this intent
	doing bool    // it names something being done, which settles the intent
	plain bool    // its form settles the intent
}

// candidates returns what the cues make of the question, the most telling first
// and one for each intent.
func (q *question) candidates() []candidate {
	var out []candidate
	seen := map[Intent]bool{}
	if c, ok := q.whatIf(); ok {
		q.narrow(&c.Interpretation, nil)
		q.turn(&c.Interpretation)
		out, seen[WhatIf] = append(out, c), true
	}
	if c, ok := q.betweenTimes(); ok {
		out, seen[Trend] = append(out, c), true
	}
	for _, form := range english.caught(q.line, q.full) {
		c := form.cue
		got, ok := q.fill(*c, form.caught)
		if !ok || seen[got.Intent] && !slices.ContainsFunc(out, func(o candidate) bool { return o.Intent == got.Intent && got.left < o.left }) {
			continue
		}
		out = slices.DeleteFunc(out, func(o candidate) bool { return o.Intent == got.Intent })
		seen[got.Intent] = true
		out = append(out, got)
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return a.left - b.left })
	for i := range out {
		out[i].Confidence = max(0.2, out[i].Confidence-0.12*float64(min(q.typos, 3)))
	}
	return out
}

// fill makes a reading of a cue and what its marks caught.
func (q *question) fill(c asking, m []string) (candidate, bool) {
	in := Interpretation{Intent: c.intent, Outcome: Answer, Confidence: 0.95}
	if c.intent == Refuse && c.reason == "forecast" && q.isPast() {
		return candidate{}, false
	}
	if c.intent == Refuse {
		if at := marks(strings.Join(m, " ")); c.reason == "forecast" && len(at) > 0 && q.ms[at[0]].named[0].action {
			return q.build(Interpretation{Intent: Actions, Outcome: Answer, Confidence: 0.9}, at[:1], nil) // "when will it be finished"
		}
		in.Outcome, in.Reason = Refusal, c.reason
		return candidate{Interpretation: in}, true
	}
	var s, o []int
	for i, name := range c.pattern().SubexpNames() {
		switch {
		case name == "s" && m[i] != "":
			s = marks(m[i])
		case name == "o" && m[i] != "":
			o = marks(m[i])
		}
	}
	if listed[in.Intent] && len(s) == 1 && len(o) == 0 {
		s = q.listOf(s[0])
	}
	if (in.Intent == ImpactPath || in.Intent == WhatIf) && len(o) == 1 {
		o = slices.DeleteFunc(q.listOf(o[0]), func(i int) bool { return slices.Contains(s, i) })
	}
	return q.build(in, s, o)
}

// build makes a reading of an intent and the marks that are its subject and object.
func (q *question) build(in Interpretation, s, o []int) (candidate, bool) {
	doing := progressOf[in.Intent] && len(s) == 1 && q.ms[s[0]].named[0].action
	if doing {
		in.Intent, o = Actions, nil // "is the discharge lounge on schedule"
	}
	if in.Intent == Gap && len(s) == 1 && q.isYesNo(s[0]) {
		in.Intent = Value // "are we accredited" has no distance
	}
	q.amend(&in, &s, &o)
	got := candidate{Interpretation: in, doing: doing || in.Intent == Actions && len(s) == 1 && q.ms[s[0]].named[0].action}
	if !q.resolve(&got, s, o) {
		return candidate{}, false
	}
	q.narrow(&got.Interpretation, append(s, o...))
	if f := got.Filters; doing && f != nil {
		if f.Status = nil; emptyFilters(f) {
			got.Filters = nil
		}
	}
	if f := got.Filters; f != nil && in.Intent == Actions && len(s) == 1 && q.ms[s[0]].named[0].action && auxiliary[firstWord(q.line)] {
		if f.Status = nil; emptyFilters(f) { // "is the pilot finished?" asks how far it is
			got.Filters = nil
		}
	}
	q.turn(&got.Interpretation)
	got.plain = q.spelt(got.Interpretation)
	if in.Intent == Compare && comparesMore.MatchString(q.line) || listing[in.Intent] && q.leavesUnknown(got.Interpretation) {
		got.Confidence -= 0.4
	}
	got.left = q.unused(got.Interpretation, append(s, o...))
	got.Confidence -= 0.2 * float64(min(got.left, 2))
	return got, q.makesSense(got.Interpretation)
}

// spelt reports whether a list is asked for in so many words: colours of metrics, or
// what is known of links.
func (q *question) spelt(in Interpretation) bool {
	f := in.Filters
	switch {
	case in.Intent == Trend && (in.Aggregate != "" || in.Span != nil), in.Intent == Trend && isThatSo.MatchString(q.line):
		return true
	case in.Intent == PersonPortfolio:
		return whoIs.MatchString(q.line)
	case in.Intent == ImpactPath:
		return arrowed.MatchString(q.line)
	case in.Intent == Compare && len(in.Subject) > 2:
		return ofTeams.MatchString(q.line)
	case in.Intent == ListStatus && (extremes.MatchString(q.line) || notTheirs.MatchString(q.line)):
		return true
	case f == nil:
		return false
	case in.Intent == Trend:
		return f.State == "extremes"
	case in.Intent == LinkEvidence:
		return len(f.Evidence) > 0 && len(in.Object) == 0 && linkWords.MatchString(q.line)
	case in.Intent == UpdatesDue:
		return f.Person != "" && strings.Contains(q.line, " owe")
	case in.Intent == Actions:
		return len(f.Status) > 0 && (f.Person != "" || f.Unit != "") && actionWord.MatchString(q.line)
	case in.Intent == ListStatus:
		return len(f.Status) > 0 && coloured.MatchString(q.line)
	}
	return false
}

var (
	whoIs      = regexp.MustCompile(`^ who (?:is|are) @\d+p $`)
	arrowed    = regexp.MustCompile(`^ @\d+[a-z]+ -> @\d+[a-z]+ `)
	ofTeams    = regexp.MustCompile(`^ (?:(?:which|what|how do|how are|rank|compare|show|list) )?(?:all |different |various )?(?:teams?|departments?|units?|divisions?) `)
	extremes   = regexp.MustCompile(`^ (?:(?:what|which|show|tell|where) (?:is |are |has |had |metrics? |number |kpi |do we have |me )*)?(?:biggest|largest|widest|worst|best|furthest|farthest|top|lowest|highest)(?: performing| scoring)? (?:gaps?|misses|miss|shortfalls?|drops?|falls?|rises?|jumps?|losers?|gainers?|winners?|metrics?|kpis?|numbers?|performers?|off target|off track|from target|behind target|behind) `)
	actionWord = regexp.MustCompile(` (?:actions?|initiatives?|projects?|to dos|action items?) `)
	isThatSo   = regexp.MustCompile(` (?:is|was) (?:that|it|this) (?:right|true|correct|so|case) $`)
	neverWas   = regexp.MustCompile(` never (?:been |was |were |had |turned |gone |got )?(?:yet )?(?:red|green|amber|yellow|on track|on target|off track) `)
	aimless    = regexp.MustCompile(` (?:no|without|not have|lack|lacks|lacking|missing) (?:any |an? )?(?:targets?|goals?)(?: yet)? $`)
	notTheirs  = regexp.MustCompile(` (?:metrics|numbers|kpis|ones|measures) (?:are |is )?not (?:owned by |of |by |in |from )?@\d+[a-z]*[pu] $`)
	linkWords  = regexp.MustCompile(` (?:links?|hypothes[ie]s|arrows?|assumptions?) `)
	coloured   = regexp.MustCompile(` (?:red|green|amber|yellow|stale) (?:metrics?|kpis?|numbers|measures|indicators) |^ (?:what|which|anything)(?: metrics| numbers)?(?: is| are)? (?:red|green|amber|yellow|stale) (?:in|for|of|at|with|among|under|$)`)
)

// isYesNo reports whether a mention is of a number that is yes or no.
func (q *question) isYesNo(i int) bool {
	m := q.l.index.Metric(metricID(q.ms[i].Refs[0]))
	return m != nil && m.Measure.Kind() == scorecard.YesNoMeasure
}

// progressOf are the questions that, asked of something being done, are about how
// far it is.
var progressOf = map[Intent]bool{Gap: true, Value: true, Trend: true, Target: true, UpdatesDue: true, Owner: true}

// makesSense refuses a supposition without a step, a route with one end, a comparison of one, and the
// card of a team or person where a list of colours is asked for.
func (q *question) makesSense(in Interpretation) bool {
	switch in.Intent {
	case WhatIf:
		return in.Change != nil && in.Change.Type != "none"
	case ImpactPath:
		return len(in.Subject) > 0 && len(in.Object) > 0 || in.Outcome == Clarify
	case Compare:
		return len(in.Subject)+len(in.Options) > 1
	case ListStatus, Trend:
		return !neverWas.MatchString(q.line) && !aimless.MatchString(q.line)
	case TeamScorecard, PersonPortfolio:
		if notTheirs.MatchString(q.line) {
			return false
		}
		return len(q.statuses(ListStatus)) == 0 || english.yesNo[firstWord(q.line)]
	}
	return true
}

// unused counts the names that neither slots nor filters take up.
func (q *question) unused(in Interpretation, used []int) int {
	n := 0
	for i, m := range q.ms {
		if slices.Contains(used, i) || m.to <= m.from || len(m.named) == 0 || m.named[0].kind == companyKind {
			continue
		}
		taken := slices.Concat(in.Subject, in.Object, in.Options)
		if f := in.Filters; f != nil {
			taken = append(taken, slices.Concat(f.Exclude, f.Via, f.Also, []Ref{Ref(f.Perspective), Ref(f.Unit), Ref(f.Person)})...)
		}
		if !slices.ContainsFunc(m.Refs, func(r Ref) bool { return slices.Contains(taken, r) }) {
			n++
		}
	}
	return n
}
