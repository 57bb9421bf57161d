package understand

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// settle puts the row of words into the form the cues know: greetings and polite
// openings go, "what we do in support" becomes support, and "I" and "we" before
// a verb of acting become the asker's team.
func (q *question) settle() {
	q.full = q.line
	for {
		cut := english.opening.ReplaceAllString(q.line, " ")
		if cut == q.line || strings.TrimSpace(cut) == "" {
			break
		}
		q.line = cut
	}
	q.line = english.weOf.ReplaceAllString(q.line, " $1 ")
	q.line = english.toWhom.ReplaceAllString(q.line, " $1 ")
	q.line = english.audience.ReplaceAllString(q.line, " ")
	q.line = english.workOf.ReplaceAllString(q.line, " $1 ")
	if at := english.acting.FindStringSubmatchIndex(q.line); at != nil && !english.suppose[firstWord(q.line)] && !strings.Contains(q.line, " if ") {
		mark := q.addMatch(q.ownTeam(0, 0))
		q.line = q.line[:at[2]] + mark + q.line[at[3]:]
	}
	q.shape = strings.Fields(q.line)
}

func firstWord(line string) string {
	w, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	return w
}

// beyond refuses at once what no cue may have: poems, jokes, weather, orders to
// ignore the rules.
func (q *question) beyond() (Interpretation, bool) {
	if len(q.ts) == 0 {
		return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "unclear", Confidence: 0.9}, true
	}
	if english.beyond.MatchString(q.line) {
		return q.refusal(), true
	}
	if w := q.never(); w != "" && slices.ContainsFunc(q.ms, func(m Match) bool { return m.to > m.from }) {
		return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: noSuchTime, Unknown: []string{w}, Confidence: 0.9}, true
	}
	return Interpretation{}, false
}

// follow binds pronouns to the turn before: she and he to a person, it and that
// to what was asked about.
func (q *question) follow() {
	if q.last == nil || q.nthOfList() {
		return
	}
	for i, t := range q.ts {
		if q.inName(i) {
			continue
		}
		var refs []Ref
		switch {
		case english.person[t.low]:
			refs = q.people()
			if was := q.last.Read.Intent; t.low == "they" && (len(refs) == 0 || was != Owner && was != PersonPortfolio) {
				refs = q.lastThing(t.low) // a team, or a number in the plural
			}
			if len(refs) == 1 && i+1 < len(q.ts) && slices.Contains(english.unit, q.ts[i+1].low) && len(q.unitsOf(refs[0])) > 0 {
				q.ms, q.bound = append(q.ms, matchOf(q.unitsOf(refs[0]), unitKindRef, i, i+2)), true
				return // "her team"
			}
		case english.thing[t.low] && !q.demonstrates(i):
			refs = q.lastThing(t.low)
		}
		if len(refs) == 0 {
			continue
		}
		m := Match{Refs: refs, from: i, to: i + 1}
		if t.low == "there" || t.low == "that" && i+1 < len(q.ts) && q.ts[i+1].low == "is" && i > 0 && english.fillers[q.ts[i-1].low] {
			continue
		}
		q.bound = true
		if len(refs) > 1 && (english.person[t.low] || english.one[t.low]) {
			q.ms = append(q.ms, matchOf(refs, q.l.kinds[refs[0]], i, i+1)) // which of them is asked
			return
		}
		q.bindAll(m)
		return
	}
}

// still is a turn with what the strategy still knows of it: between two
// questions of a thread the strategy may have changed.
func (l *Lexicon) still(t Turn) *Turn {
	gone := func(r Ref) bool { return r != VisionRef && l.kinds[r] == 0 }
	t.Read.Subject = slices.DeleteFunc(slices.Clone(t.Read.Subject), gone)
	t.Read.Object = slices.DeleteFunc(slices.Clone(t.Read.Object), gone)
	t.Answered = slices.DeleteFunc(slices.Clone(t.Answered), gone)
	return &t
}

// bindAll adds one mention for each ref, written as a list in the row.
func (q *question) bindAll(m Match) {
	k := q.l.kinds[m.Refs[0]]
	if k == 0 {
		return
	}
	one := matchOf(m.Refs[:1], k, m.from, m.to)
	q.ms = append(q.ms, one)
}

// demonstrates reports whether "this" or "that" points with a noun or opens a
// clause: "this week", "that loyalty drives".
func (q *question) demonstrates(i int) bool {
	if q.ts[i].low == "it" || q.ts[i].low == "they" || q.ts[i].low == "them" || i+1 >= len(q.ts) {
		return false
	}
	next := q.ts[i+1].low
	return timeWords[next] > 0 || next == "quarter" || q.nameStarts(i+1) || english.articles[next]
}

func (q *question) people() []Ref {
	var out []Ref
	for _, r := range append(slices.Clone(q.last.Read.Subject), q.last.Answered...) {
		if q.l.kinds[r] == personKind && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out[:min(len(out), 4)]
}

func (q *question) lastThing(pronoun string) []Ref {
	r := q.last.Read
	if len(r.Object) > 0 && len(r.Subject) > 0 && pronoun != "they" && pronoun != "them" && (q.l.kinds[r.Subject[0]] == unitKindRef || q.l.kinds[r.Subject[0]] == personKind) {
		return r.Object // a team is "they"
	}
	if len(r.Subject) > 0 && q.l.kinds[r.Subject[0]] != personKind {
		return r.Subject
	}
	for _, a := range q.last.Answered {
		if k := q.l.kinds[a]; k == metricKind || k == objectiveKind {
			return []Ref{a}
		}
	}
	return nil
}

// inherit reads a follow-up from the turn before: a new name fills the slot of
// its kind, a new question keeps the subject.
func (q *question) inherit(found []candidate) (Interpretation, bool) {
	if q.bound && len(found) > 0 {
		return Interpretation{}, false
	}
	prev := q.last.Read
	if len(q.strangers()) > 0 || prev.Intent == Refuse || prev.Intent == "" {
		return Interpretation{}, false
	}
	opens := english.followUp.MatchString(q.line)
	inLine := marks(q.line)
	named := slices.DeleteFunc(q.all("mouplv"), func(i int) bool { return !slices.Contains(inLine, i) }) // not the asker's team that a reading put in
	if in, ok := q.setBeside(prev, named); ok {
		return in, true
	}
	bare := len(q.shape) <= 5
	onlyValue := len(found) > 0 && (found[0].Intent == Value || found[0].Intent == Summary || found[0].Intent == TeamScorecard || found[0].Intent == PersonPortfolio) && !english.asksValue.MatchString(q.line)
	switch {
	case len(named) > 0 && opens && q.onlyNames():
		return q.refit(prev, named)
	case len(named) > 0 && (opens || bare) && (len(found) == 0 || onlyValue):
		return q.refit(prev, named)
	case len(named) == 0 && (opens || bare):
		return q.again(prev, found, opens)
	}
	return Interpretation{}, false
}

// setBeside reads a follow-up that sets something beside what was asked about, or
// leaves it out: "compare with falls", "without training".
func (q *question) setBeside(prev Interpretation, named []int) (Interpretation, bool) {
	if len(named) != 1 || len(prev.Subject) == 0 || len(q.shape) > 5 {
		return Interpretation{}, false
	}
	m := q.ms[named[0]]
	if alike := slices.DeleteFunc(slices.Clone(m.Refs), func(r Ref) bool { return q.l.kinds[r] != q.l.kinds[prev.Subject[0]] }); len(m.Refs) > 1 && len(alike) == 1 {
		m.Refs = alike // "sales" beside a team is the team
	}
	in := prev
	in.Outcome, in.Others, in.Options, in.Readings, in.Unknown, in.Confidence = Answer, nil, nil, nil, nil, 0.85
	switch {
	case len(m.Refs) != 1 || slices.Contains(prev.Subject, m.Refs[0]):
	case english.besides.MatchString(q.line) && q.l.kinds[m.Refs[0]] == q.l.kinds[prev.Subject[0]]:
		return Interpretation{Intent: Compare, Outcome: Answer, Subject: append(slices.Clone(prev.Subject), m.Refs[0]), Confidence: 0.85}, true
	case routed[prev.Intent] && (q.isExcept(m.from) || q.before(m.from, "without", "bypassing", "ignoring", "skipping")):
		if in.Filters = cloneFilters(prev.Filters); in.Filters == nil {
			in.Filters = &Filters{}
		}
		in.Filters.Exclude = append(in.Filters.Exclude, m.Refs[0])
		return in, true
	}
	return Interpretation{}, false
}

// sameEnd keeps what a what-if was asked about when only the step changes: "and if
// it was 20% instead?".
func (q *question) sameEnd(in Interpretation) Interpretation {
	if q.last == nil || in.Intent != WhatIf || len(in.Object) > 0 {
		return in
	}
	if was := q.last.Read; ofOneEnd[was.Intent] && len(was.Subject) == 1 && english.followUp.MatchString(q.line) && !slices.Equal(in.Subject, was.Subject) {
		in.Object = slices.Clone(was.Subject)
	}
	if q.last.Read.Intent == WhatIf && (q.bound && slices.Equal(in.Subject, q.last.Read.Subject) || english.followUp.MatchString(q.line)) && !slices.Equal(in.Subject, q.last.Read.Object) {
		in.Object = slices.Clone(q.last.Read.Object)
	}
	return in
}

// ofOneEnd are the questions about one thing, to which a step may do something.
var ofOneEnd = map[Intent]bool{Value: true, Trend: true, Gap: true, Target: true, Diagnose: true, Drivers: true, Leverage: true, MustBeTrue: true}

// routed are the questions whose routes may leave something out.
var routed = map[Intent]bool{ImpactPath: true, Contribution: true, Drivers: true, Effects: true, Diagnose: true}

// onlyNames reports whether a follow-up is nothing but its opening and names:
// "and housing?".
func (q *question) onlyNames() bool {
	rest := english.followUp.ReplaceAllString(q.line, " ")
	return !slices.ContainsFunc(strings.Fields(rest), func(w string) bool { return !strings.HasPrefix(w, "@") })
}

// refit puts newly named things into the reading before.
func (q *question) refit(prev Interpretation, named []int) (Interpretation, bool) {
	if shown[prev.Intent] && q.isOne(named[0], "mo") && len(q.ms[named[0]].Refs) == 1 {
		return q.asOwn(prev, named) // one of the list
	}
	in := prev
	in.Outcome, in.Others, in.Options, in.Unknown, in.Confidence = Answer, nil, nil, nil, 0.85
	c := candidate{Interpretation: in}
	t := takes[in.Intent]
	if got, ok := q.refs(&c, named, t[1]); t[1] != "" && len(prev.Object) > 0 && ok && !q.teamLike(named, prev) {
		c.Object = got
	} else if got, ok := q.refs(&c, named, t[0]); ok && t[0] != "" && len(got)+len(c.Options) > 0 {
		c.Subject = got
	} else if !listing[in.Intent] {
		return q.asOwn(prev, named)
	}
	if in.Intent == Compare {
		for _, r := range slices.Backward(prev.Subject) {
			if !slices.Contains(c.Subject, r) {
				c.Subject = slices.Insert(c.Subject, 0, r)
			}
		}
		return c.Interpretation, true
	}
	if t[1] != "" || t[0] == "" {
		c.Filters = cloneFilters(prev.Filters)
	}
	if listing[in.Intent] {
		f := cloneFilters(prev.Filters)
		if f == nil {
			f = &Filters{}
		}
		q.renarrow(&c.Interpretation, f)
		if s := q.statuses(in.Intent); len(s) > 0 {
			f.Status = s
		}
		if !emptyFilters(f) {
			c.Filters = f
		}
	}
	return c.Interpretation, true
}

// renarrow puts what is newly named in the place of what a list was narrowed to.
func (q *question) renarrow(in *Interpretation, f *Filters) {
	var now Filters
	q.narrowByName(in, &now, nil)
	f.Exclude = append(f.Exclude, now.Exclude...)
	if now.Perspective == "" && now.Unit == "" && now.Person == "" {
		return
	}
	f.Also = now.Also
	f.Perspective = cmp.Or(now.Perspective, f.Perspective)
	f.Unit = cmp.Or(now.Unit, f.Unit)
	f.Person = cmp.Or(now.Person, f.Person)
}

// teamLike reports whether what is newly named replaces the doer of a route.
func (q *question) teamLike(named []int, prev Interpretation) bool {
	if len(prev.Subject) == 0 {
		return false
	}
	k := q.ms[named[0]].named[0].kind
	return (k == unitKindRef || k == personKind) && (q.l.kinds[prev.Subject[0]] == unitKindRef || q.l.kinds[prev.Subject[0]] == personKind)
}

// asOwn reads a person after a team, a team after a number: each has its own question.
func (q *question) asOwn(prev Interpretation, named []int) (Interpretation, bool) {
	for intent, kinds := range map[Intent]string{TeamScorecard: "u", PersonPortfolio: "p", Value: "mo"} {
		c := candidate{Interpretation: Interpretation{Intent: intent, Outcome: Answer, Confidence: 0.7}}
		if got, ok := q.refs(&c, named[:1], kinds); ok && len(got) > 0 && string(q.ms[named[0]].named[0].kind) == kinds[:1] {
			c.Subject = got
			return c.Interpretation, true
		}
	}
	return Interpretation{}, false
}

func cloneFilters(f *Filters) *Filters {
	if f == nil {
		return nil
	}
	c := *f
	c.Exclude, c.Via, c.Also = slices.Clone(f.Exclude), slices.Clone(f.Via), slices.Clone(f.Also)
	c.Status, c.Evidence = slices.Clone(f.Status), slices.Clone(f.Evidence)
	return &c
}

// beforeThat steps back from the period asked about: "and the month before?".
var beforeThat = regexp.MustCompile(` (?:(?:week|month|quarter|year|one|period) before|before(?: that)?) `)

// then reads a follow-up that only says when: "and in september?".
func (q *question) then(prev Interpretation) (Interpretation, bool) {
	rest := strings.Fields(english.followUp.ReplaceAllString(q.unopened(), " "))
	if len(rest) == 0 || slices.ContainsFunc(rest, func(w string) bool {
		return !english.when[w] && !hasDigit(w) && english.units[w].N == 0 && english.few[w] == 0 && !(beforeThat.MatchString(q.line) && (w == "before" || w == "one" || w == "period" || w == "that"))
	}) {
		return Interpretation{}, false
	}
	in := prev
	in.Outcome, in.Others, in.Options, in.Readings, in.Unknown, in.Window, in.Confidence = Answer, nil, nil, nil, nil, nil, 0.85
	f := cloneFilters(prev.Filters)
	if f == nil {
		f = &Filters{}
	}
	was := f.Period
	f.Period = ""
	if course := (Interpretation{Intent: Trend}); in.Intent == Value {
		if w := q.window(&course); w != nil {
			in.Intent = Trend // "over the last year" asks for its course
		}
	}
	if q.narrowByTime(&in, f); f.Period == "" && in.Window == nil && beforeThat.MatchString(q.line) {
		if f.Period = was.Prev(); was == "" && (in.Intent == Value || in.Intent == Diagnose) {
			in.Intent, in.Direction = Trend, "" // the last numbers in a row
			return in, true
		}
	}
	if in.Intent == Value && in.Window != nil {
		in.Intent = Trend
	}
	if in.Filters = nil; !emptyFilters(f) {
		in.Filters = f
	}
	return in, f.Period != "" || in.Window != nil
}

// again reads a question that names nothing, such as "why?" or "and the
// target?", about the subject of the turn before; or, where it only narrows, the
// question before once more.
func (q *question) again(prev Interpretation, found []candidate, opens bool) (Interpretation, bool) {
	if len(prev.Subject) == 1 && len(prev.Object) == 1 && english.sure.MatchString(q.line) {
		return Interpretation{Intent: LinkEvidence, Outcome: Answer, Subject: prev.Subject, Object: prev.Object, Confidence: 0.85}, true
	}
	if len(found) > 0 && len(prev.Subject) == 0 && !(opens && listing[prev.Intent]) {
		return Interpretation{}, false
	}
	if in, ok := q.then(prev); ok {
		return in, true
	}
	if len(found) > 0 && !opens && found[0].Intent == LinkEvidence && len(found[0].Subject) == 0 && found[0].Confidence >= 0.85 {
		return Interpretation{}, false // "what is the state of our hypotheses" asks about all of them
	}
	s, kind, often := q.statuses(prev.Intent), q.leadingOrLagging(), q.cadence()
	if prev.Intent != Actions {
		s = q.statuses(ListStatus)
	}
	if (len(s) > 0 || (kind != "" || often != "") && (opens || strings.HasSuffix(q.line, " ones "))) && listing[prev.Intent] && len(found) <= 1 {
		in := prev
		f := cloneFilters(prev.Filters)
		if f == nil {
			f = &Filters{}
		}
		if len(s) > 0 {
			f.Status = s
		}
		if kind != "" {
			f.Kind = kind
		}
		if often != "" {
			f.Cadence = often
		}
		in.Filters, in.Outcome, in.Confidence = f, Answer, 0.85
		return in, true
	}
	if len(found) > 0 && (found[0].Intent == Summary || found[0].Intent == Refuse || len(found[0].Subject) > 0) {
		return Interpretation{}, false
	}
	if len(prev.Subject) == 0 {
		return Interpretation{}, false
	}
	q.bindAll(Match{Refs: prev.Subject, from: len(q.ts), to: len(q.ts)})
	q.line += q.mark(len(q.ms)-1) + " "
	q.shape = strings.Fields(q.line)
	for _, c := range q.weigh(q.candidates()) {
		if c.Intent != Refuse && c.Intent != Value || english.asksValue.MatchString(q.line) {
			c.Confidence = 0.85
			return c.Interpretation, true
		}
	}
	return Interpretation{}, false
}
