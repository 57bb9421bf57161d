package understand

import (
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// A followUp is a short question that means something by what was asked before it
// alone: "is that proven?", "whose are those?", "how long does that take?".
type followUp struct {
	after   []Intent // what was asked before
	pattern *regexp.Regexp
	read    func(prev Interpretation) Interpretation
}

// onward reads a follow-up that names nothing new; q.line still has its opening.
func (q *question) onward() (Interpretation, bool) {
	if q.last == nil || q.last.Read.Intent == Refuse || q.last.Read.Intent == "" || len(q.shape) > 9 {
		return Interpretation{}, false
	}
	prev := afresh(q.last.Read)
	if in, ok := q.otherStep(prev); ok {
		return in, true
	}
	if in, ok := q.otherNumber(prev); ok {
		return in, true
	}
	if m := anotherMeant.FindStringSubmatch(q.line); m != nil {
		if at := marks(m[1])[0]; q.ms[at].to > q.ms[at].from {
			return q.refit(prev, []int{at})
		}
	}
	if q.namesNew() {
		if in, ok := q.reason(prev); ok {
			return in, true
		}
		return q.otherEnd(prev)
	}
	if way := firstCue(q.line, english.drifts); way != "" && prev.Intent == ListStatus && prev.Direction != "" && len(q.shape) <= 4 {
		prev.Direction, prev.Confidence = way, 0.85
		return prev, true
	}
	said := strings.TrimSpace(q.unopened())
	if listing[prev.Intent] && english.mine.MatchString(said) && q.asker.Person != "" {
		if prev.Filters == nil {
			prev.Filters = &Filters{}
		}
		prev.Filters.Person, prev.Filters.Also, prev.Confidence = q.asker.Person, nil, 0.85
		return prev, true
	}
	said = pronounMark.ReplaceAllString(said, "it")
	for _, f := range english.follows {
		if slices.Contains(f.after, prev.Intent) && f.pattern.MatchString(said) {
			in := f.read(prev)
			in.Confidence = 0.85
			return in, len(in.Subject) > 0 || listing[in.Intent]
		}
	}
	return Interpretation{}, false
}

// anotherMeant puts another name in the place of the one before: "no, I meant churn",
// "not that one, NPS".
var anotherMeant = regexp.MustCompile(`^ (?:no |nope |sorry |oops |ah |oh )*(?:(?:i|we) (?:meant|mean|was asking about)|not (?:@\d+[a-z]+|that|this|it)(?: one)?|wrong one|rather) (?:for |about )?(@\d+[a-z]+) $`)

var pronounMark = regexp.MustCompile(`@\d+[a-z]+`)

// afresh is a reading as it was, ready to be asked again.
func afresh(in Interpretation) Interpretation {
	in.Outcome, in.Others, in.Options, in.Readings, in.Unknown, in.Reason = Answer, nil, nil, nil, nil, ""
	in.Filters = cloneFilters(in.Filters)
	in.Subject, in.Object = slices.Clone(in.Subject), slices.Clone(in.Object)
	return in
}

// unopened is the line without its opening: "and", "ok so", "what about".
func (q *question) unopened() string {
	line := q.line
	for {
		cut := english.goesOn.ReplaceAllString(line, " ")
		if cut == line || strings.TrimSpace(cut) == "" {
			return line
		}
		line = cut
	}
}

// namesNew reports whether the line names something that was not asked about
// before.
func (q *question) namesNew() bool {
	return slices.ContainsFunc(marks(q.line), func(i int) bool {
		m := q.ms[i]
		return m.to > m.from && !english.thing[q.ts[m.from].low] && !english.person[q.ts[m.from].low]
	})
}

// sameScope keeps what was asked about as a whole where a list is asked for in it:
// "what is red there?".
func (q *question) sameScope(in Interpretation) Interpretation {
	if q.last == nil || !listing[in.Intent] || len(in.Subject) > 0 || !english.within.MatchString(q.line) {
		return in
	}
	f := cloneFilters(in.Filters)
	if f == nil {
		f = &Filters{}
	}
	if f.Perspective != "" || f.Unit != "" || f.Person != "" {
		return in
	}
	if was := q.last.Read.Filters; was != nil {
		f.Perspective, f.Unit, f.Person, f.Also = was.Perspective, was.Unit, was.Person, slices.Clone(was.Also)
	}
	if of := q.last.Read.Subject; len(of) == 1 {
		switch q.l.kinds[of[0]] {
		case unitKindRef:
			f.Unit = scorecard.UnitID(of[0])
		case personKind:
			f.Person = scorecard.PersonID(of[0])
		}
	}
	if in.Filters = nil; !emptyFilters(f) {
		in.Filters = f
	}
	return in
}

// shown are the questions that are answered with a list of metrics.
var shown = map[Intent]bool{ListStatus: true, TeamScorecard: true, PersonPortfolio: true, Summary: true}

// nthOfList binds "the first one" and "the last" to a metric of the list that was
// the answer before.
func (q *question) nthOfList() bool {
	var list []Ref
	for _, r := range q.last.Answered {
		if q.l.kinds[r] == metricKind {
			list = append(list, r)
		}
	}
	if !shown[q.last.Read.Intent] || len(list) == 0 {
		return false
	}
	for i, t := range q.ts {
		n := english.nth[t.low]
		if n == 0 || q.inName(i) || n > len(list) || i+1 < len(q.ts) && (timeWords[q.ts[i+1].low] > 0 || q.nameStarts(i+1) || q.ts[i+1].low == "quarter" || q.ts[i+1].low == "week") {
			continue
		}
		to := i + 1
		if w := q.wordAt(i - 1); w != "" && w != "the" && w != "and" && w != "about" && q.wordAt(to) != "one" {
			continue // "what do we fix first"
		}
		if to < len(q.ts) && (q.ts[to].low == "one" || q.ts[to].low == "metric" || q.ts[to].low == "number") {
			to++
		}
		at := n - 1
		if n < 0 {
			at = len(list) - 1
		}
		q.ms, q.bound = append(q.ms, matchOf(list[at:at+1], metricKind, i, to)), true
		slices.SortStableFunc(q.ms, func(a, b Match) int { return a.from - b.from })
		return true
	}
	return false
}

// reason reads what somebody thinks is behind what was asked about: "could it be
// late deliveries?", "does training play a part?".
func (q *question) reason(prev Interpretation) (Interpretation, bool) {
	about := prev.Subject
	switch prev.Intent {
	case Diagnose, Drivers, Leverage:
	case ImpactPath, LinkEvidence:
		if about = prev.Object; !english.hasPart.MatchString(q.line) {
			return Interpretation{}, false
		}
	default:
		return Interpretation{}, false
	}
	all := q.all("mou")
	if len(all) == 0 || len(about) == 0 || !english.couldBe.MatchString(q.line) && !english.hasPart.MatchString(q.line) || prev.Intent == Diagnose && q.onlyNames() {
		return Interpretation{}, false
	}
	c := candidate{Interpretation: Interpretation{Intent: ImpactPath, Outcome: Answer, Confidence: 0.85}}
	cause := slices.DeleteFunc(all, func(i int) bool { return q.ms[i].to == q.ms[i].from || english.thing[q.ts[q.ms[i].from].low] })
	if len(cause) != 1 || !q.resolve(&c, cause, nil) || slices.Equal(c.Subject, about) {
		return Interpretation{}, false
	}
	c.Object = about
	return c.Interpretation, true
}

// otherStep reads a step and nothing else after a what-if: "and 20 %?".
func (q *question) otherStep(prev Interpretation) (Interpretation, bool) {
	if prev.Intent != WhatIf || prev.Change == nil || q.namesNew() {
		return Interpretation{}, false
	}
	sized := false
	for i, t := range q.ts {
		if _, n := q.numberAt(i); n > 0 || english.multiples[t.low] != 0 {
			sized = true
			continue
		}
		if !english.fillers[t.low] && !english.stepping[t.low] && english.ways[t.low] == "" && !pointUnitWords[t.low] && timeWords[t.low] == 0 && currencyWords[t.low] == nil && !isScale(t.low) {
			return Interpretation{}, false
		}
	}
	c := q.change(prev.Subject)
	if !sized || c == nil || c.Type == "direction" || c.Type == "none" {
		return Interpretation{}, false
	}
	if q.wayFrom(0) == "" && c.Type != "level" && prev.Change.Type != "level" && c.Value.IsPositive() && prev.Change.Value.IsNegative() {
		c.Value = c.Value.Neg() // the same way as before
	}
	if c.Type == "level" && prev.Change.Type == "relative" && c.Unit == "%" && !levelled.MatchString(q.line) {
		c = &Change{Type: "relative", Value: c.Value, Unit: "%"} // "and if it is 20 %"
		if prev.Change.Value.IsNegative() {
			c.Value = c.Value.Neg()
		}
	}
	prev.Change, prev.Confidence = c, 0.85
	return prev, true
}

// levelled shows that a number is where something gets to.
var levelled = regexp.MustCompile(` (?:to|at|below|above|under|hits|reaches) `)

func isScale(w string) bool {
	_, ok := scaleOf(w, "en")
	return ok || shortScale[w] != 0 || w == "%" || w == "percent"
}

// otherEnd reads what a step that was supposed before would do to something else:
// "what would that do to revenue?", and a route that is to spare something: "not via
// loyalty".
func (q *question) otherEnd(prev Interpretation) (Interpretation, bool) {
	var named []int
	for _, i := range marks(q.line) {
		if m := q.ms[i]; m.to > m.from && !english.thing[q.ts[m.from].low] {
			named = append(named, i)
		}
	}
	if len(named) != 1 || len(q.ms[named[0]].Refs) != 1 {
		return Interpretation{}, false
	}
	r, at := q.ms[named[0]].Refs[0], q.ms[named[0]].from
	switch {
	case prev.Intent == WhatIf && q.isOne(named[0], "mov") && english.doesTo.MatchString(q.line) && !slices.Contains(prev.Subject, r):
		prev.Object = []Ref{r}
	case routed[prev.Intent] && q.isOne(named[0], "mo") && english.notVia.MatchString(q.line) && !slices.Contains(prev.Subject, r) && !slices.Contains(prev.Object, r):
		if prev.Filters == nil {
			prev.Filters = &Filters{}
		}
		prev.Filters.Exclude = append(prev.Filters.Exclude, r)
	case routed[prev.Intent] && q.isOne(named[0], "mo") && q.before(at, "via", "through") && len(q.shape) <= 4 && !slices.Contains(prev.Subject, r) && !slices.Contains(prev.Object, r):
		if prev.Filters == nil {
			prev.Filters = &Filters{}
		}
		prev.Filters.Via = []Ref{r}
	case prev.Intent == LinkEvidence && len(prev.Object) == 0 && q.isOne(named[0], "mo") && linkTip.MatchString(q.line):
		prev.Subject, prev.Direction = []Ref{r}, "into"
		if linkTip.FindStringSubmatch(q.line)[1] == "from" {
			prev.Direction = "from"
		}
	default:
		return Interpretation{}, false
	}
	prev.Confidence = 0.85
	return prev, true
}

// linkTip finds which end of links is named: "into loyalty only".
var linkTip = regexp.MustCompile(`^ (?:and |only |just )?(into|to|from) @\d+[a-z]+ (?:only |just )?$`)
