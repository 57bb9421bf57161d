package understand

import (
	"regexp"
	"slices"
	"strings"
)

// How much a first cue counts against likelihood, and what each step down the
// cues loses.
const (
	cueWeight = 0.5
	cueStep   = 0.15
)

// weigh orders the readings of the cues by how likely the words make them,
// adds one that only the words suggest, and says how sure each is: surest where
// cue and words agree.
func (q *question) weigh(found []candidate) []candidate {
	q.felt = q.l.sense().hunches(skeleton(q.line))
	if len(found) > 0 && found[0].Intent == Refuse {
		return found
	}
	weights := map[Intent]float64{}
	for i := range found {
		c := &found[i]
		c.sense = q.likelihood(c.Intent)
		if c.doing || c.plain {
			c.sense = max(c.sense, 0.85)
		}
		weights[c.Intent] = c.sense + max(0, cueWeight-cueStep*float64(i)) - 0.3*float64(min(c.left, 2))
		if c.Intent == WhatIf && c.Change != nil && c.Change.Type != "direction" {
			c.sense = max(c.sense, 0.85) // a step with a size supposes something
			weights[WhatIf] = c.sense + cueWeight
		}
		if c.plain {
			weights[c.Intent] = c.sense + cueWeight
		}
	}
	for _, h := range q.felt[:3] {
		if weights[h.kind] != 0 || h.p < 0.1 {
			continue
		}
		if c, ok := q.suggested(h.kind); ok && weights[c.Intent] == 0 && q.stands(c, h.p) {
			c.sense = h.p
			weights[c.Intent] = h.p - 0.3*float64(min(c.left, 2))
			found = append(found, c)
		}
	}
	if no, ok := q.declined(found); ok {
		return []candidate{no}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		switch x, y := weights[a.Intent], weights[b.Intent]; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	for i := range found {
		found[i].Confidence = max(0.2, found[i].Confidence-q.unlikely(found[i]))
	}
	return found
}

// declined is a refusal that the words speak for, against every reading: nothing
// is named but in everyday words, or what will be is asked.
func (q *question) declined(found []candidate) (candidate, bool) {
	reason, ok := strings.CutPrefix(string(q.felt[0].kind), "refuse/")
	if !ok || q.felt[0].p < 0.8 || slices.ContainsFunc(found, func(c candidate) bool { return c.sense > 0.15 }) {
		return candidate{}, false
	}
	named := slices.ContainsFunc(q.ms, func(m Match) bool { return m.to > m.from && !m.weak && m.part == 0 && q.isKindOf(m, "mo") })
	if named != (reason == "forecast") {
		return candidate{}, false
	}
	return candidate{Interpretation: Interpretation{Intent: Refuse, Outcome: Refusal, Reason: reason, Confidence: q.felt[0].p}}, true
}

func (q *question) isKindOf(m Match, kinds string) bool {
	return slices.ContainsFunc(m.named, func(n named) bool { return strings.ContainsRune(kinds, rune(n.kind)) })
}

// chat refuses politely what is nothing but politeness, or a call for help.
func (q *question) chat() (Interpretation, bool) {
	reason, ok := strings.CutPrefix(string(q.felt[0].kind), "refuse/")
	if !ok || reason != smalltalk && reason != helpWanted || q.felt[0].p < 0.6 || len(q.all("mouplv")) > 0 || !q.l.sense().knows(skeleton(q.line)) {
		return Interpretation{}, false
	}
	return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: reason, Confidence: 0.8}, true
}

// stands reports whether words alone may suggest a reading: not of misspelt
// people, and with nothing named, or only in everyday words, if every other word
// is one that was learned.
func (q *question) stands(c candidate, p float64) bool {
	named := slices.ContainsFunc(q.ms, func(m Match) bool { return m.to > m.from })
	bound := slices.ContainsFunc(q.ms, func(m Match) bool { return m.from == len(q.ts) })
	if !(named || bound && p > 0.6) && (p < 0.8 || !q.l.sense().knows(skeleton(q.line)) || c.Intent == Summary && !q.l.sense().usual(skeleton(q.line), Summary)) {
		return false
	}
	if c.left > 0 && p < 0.9 {
		return false
	}
	if c.weak && (p < 0.7 || !q.l.sense().knows(skeleton(q.line))) {
		return false
	}
	return !slices.ContainsFunc(q.ms, func(m Match) bool {
		return m.Typo && m.named[0].kind == personKind && slices.Contains(c.Subject, m.Refs[0])
	})
}

// unlikely is what a reading loses for words that speak for another.
func (q *question) unlikely(c candidate) float64 {
	rival := 0.0
	for _, h := range q.felt {
		if h.kind != c.Intent {
			rival = h.p
			break
		}
	}
	return 0.45 * rival * (1 - c.sense)
}

func (q *question) likelihood(i Intent) float64 {
	for _, h := range q.felt {
		if h.kind == i {
			return h.p
		}
	}
	return 0
}

// turned are the words between two names of which the second acts on the first.
var turned = regexp.MustCompile(`@\d+[a-z]+ .*(?:depends?|rel(?:y|ies)|rests?|hinges?|hangs?|because|thanks|due|caused|driven|affected|influenced|by|from|benefits?|profits?|suffers?)(?: .*)? @\d+[a-z]+`)

// suggested makes a reading of a kind that no cue gave: what is named first is
// the subject, what comes next the object.
func (q *question) suggested(kind Intent) (candidate, bool) {
	t, ok := takes[kind]
	if !ok {
		return candidate{}, false
	}
	in := Interpretation{Intent: kind, Outcome: Answer, Confidence: 0.9}
	if kind == WhatIf {
		t = [2]string{"mo", "mo"}
	}
	var s, o []int
	for _, w := range q.shape {
		if !strings.HasPrefix(w, "@") {
			continue
		}
		m := marks(w)[0]
		switch {
		case len(s) == 0 && q.isOne(m, t[0]):
			s = []int{m}
		case len(o) == 0 && q.isOne(m, t[1]):
			o = []int{m}
		}
	}
	if m := supposes.FindStringSubmatch(q.line); m != nil && kind == ImpactPath && q.isOne(marks(m[1])[0], t[0]) && q.isOne(marks(m[2])[0], t[1]) {
		s, o = marks(m[1]), marks(m[2])
	}
	if kind == ImpactPath && len(s) > 0 && len(o) > 0 && turned.MatchString(q.line) && q.isOne(o[0], t[0]) && q.isOne(s[0], t[1]) {
		s, o = o, s
	}
	if q.lacks(kind, s, o) {
		return candidate{}, false
	}
	if listed[kind] && len(s) == 1 && len(o) == 0 {
		s = q.listOf(s[0])
	}
	return q.build(in, s, o)
}

// supposes finds what is supposed and what it is to touch: "if reception is slow at
// check-in, do returning guests suffer?".
var supposes = regexp.MustCompile(`^ (?:if|when) .*(@\d+[a-z]+) (?:[a-z]+ ){0,3}(?:do|does|will|would|did) (@\d+[a-z]+) `)

// isOne reports whether a mention may be of one of the kinds.
func (q *question) isOne(m int, kinds string) bool {
	return q.isKindOf(q.ms[m], kinds)
}

var ownWord = regexp.MustCompile(` (?:i|me|my|mine|we|us) `)

// lacks reports whether a kind of question needs more than is named.
func (q *question) lacks(kind Intent, s, o []int) bool {
	switch kind {
	case ListStatus:
		return len(q.statuses(ListStatus)) == 0 && firstCue(q.line, english.drifts) == ""
	case Summary, UpdatesDue:
		return false
	case Actions:
		return len(s) == 0 && len(q.statuses(Actions)) == 0
	case LinkEvidence:
		return len(s) != len(o)
	case PersonPortfolio, TeamScorecard, Contribution:
		return len(s) == 0 && !ownWord.MatchString(q.line)
	case ImpactPath, WhatIf:
		return len(s) == 0 || len(o) == 0
	case Compare:
		all := q.all("umopl")
		return len(all) < 2 && !q.besideUs(all)
	}
	return len(s) == 0
}

// Unsure is the confidence below which a reading is not answered but offered.
const Unsure = 0.6

// closeBy is how much surer the best reading must be than the next of another
// kind, where it is not sure in itself.
const closeBy = 0.08

// offer turns the best reading into a question where it is not sure enough, or
// where the next one is nearly as likely: Readings are what to choose from.
func (q *question) offer(likeliest candidate, rest []candidate) Interpretation {
	best := likeliest.Interpretation
	doubtful := best.Confidence < Unsure || divided(likeliest, rest) || best.Intent != Value && onlyTwo.MatchString(q.line)
	for _, c := range rest {
		if c.Outcome == Answer && c.left == 0 && best.Confidence < 0.75 && best.Confidence-c.Confidence < closeBy {
			doubtful = true
		}
	}
	if !doubtful || best.Outcome != Answer {
		return best
	}
	readings := []Interpretation{best}
	for _, c := range rest {
		if c.Outcome == Answer && len(readings) < 3 {
			readings = append(readings, c.Interpretation)
		}
	}
	if len(readings) < 2 {
		readings = append(readings, q.plainly(best)...)
	}
	out := best
	out.Outcome, out.Readings, out.Others = Clarify, nil, nil
	for _, r := range readings {
		r.Others = nil
		out.Readings = append(out.Readings, r)
		for _, s := range r.Subject {
			if !slices.Contains(out.Options, s) {
				out.Options = append(out.Options, s)
			}
		}
	}
	return out
}

// Where the words make a reading less likely than halfSure, and another nearly as
// likely, they do not settle what is asked.
const (
	halfSure = 0.6
	nearly   = 0.4
)

// divided reports whether the words speak for another reading nearly as much, or more.
func divided(best candidate, rest []candidate) bool {
	return best.Intent != Refuse && best.sense < halfSure && slices.ContainsFunc(rest, func(c candidate) bool {
		return c.Outcome == Answer && c.left == 0 && c.sense > 0.1 && c.sense > nearly*best.sense
	})
}

// onlyTwo are two names and no word of what is wanted of them.
var onlyTwo = regexp.MustCompile(`^ @\d+[a-z]+ @\d+[a-z]+ $`)

// plain are the questions most often asked of each kind of thing.
var plain = map[kind][]Intent{
	metricKind: {Value, Diagnose}, objectiveKind: {Diagnose, Drivers}, unitKindRef: {TeamScorecard, Contribution},
	personKind: {PersonPortfolio, Contribution}, visionKind: {Diagnose, Drivers},
}

// plainly returns what else may be wanted of what a reading is about.
func (q *question) plainly(in Interpretation) []Interpretation {
	var out []Interpretation
	add := func(i Intent, s, o []Ref) {
		if i != in.Intent && len(out) < 2 {
			out = append(out, Interpretation{Intent: i, Outcome: Answer, Subject: s, Object: o, Confidence: 0.3})
		}
	}
	if len(in.Subject) == 0 {
		add(Summary, nil, nil)
		add(UpdatesDue, nil, nil)
		return out
	}
	for _, i := range plain[q.l.kinds[in.Subject[0]]] {
		var o []Ref
		if i == Contribution {
			o = []Ref{VisionRef}
		}
		add(i, in.Subject[:1], o)
	}
	return out
}

// menu offers what may be wanted where one or two numbers or aims are named and
// nothing says what of them: "churn revenue", "churn, hmm".
func (q *question) menu() (Interpretation, bool) {
	var named []Ref
	for _, m := range q.ms {
		if m.to > m.from && !m.weak && m.part == 0 && len(m.Refs) == 1 && q.isKindOf(m, "mo") && !slices.Contains(named, m.Refs[0]) {
			named = append(named, m.Refs[0])
		}
	}
	strange := q.strangers()
	if len(strange) > 0 && english.actsOn.MatchString(q.line) {
		return Interpretation{}, false // something unknown acts on what is named
	}
	if len(named) == 0 || len(named) > 2 || len(strange) > 1 || q.alien(strange) || q.beside(strange) || q.felt[0].kind == "refuse/out_of_scope" && q.felt[0].p > 0.5 {
		return Interpretation{}, false
	}
	in := Interpretation{Intent: Value, Outcome: Clarify, Subject: named[:1], Options: named, Unknown: q.strange(), Confidence: 0.3}
	in.Readings = []Interpretation{{Intent: Value, Outcome: Answer, Subject: named[:1], Confidence: 0.3}, {Intent: Diagnose, Outcome: Answer, Subject: named[:1], Confidence: 0.3}}
	if len(named) == 2 {
		in.Intent = ImpactPath
		in.Readings = []Interpretation{{Intent: ImpactPath, Outcome: Answer, Subject: named[:1], Object: named[1:], Confidence: 0.3},
			{Intent: ImpactPath, Outcome: Answer, Subject: named[1:], Object: named[:1], Confidence: 0.3}, {Intent: Compare, Outcome: Answer, Subject: named, Confidence: 0.3}}
	}
	return in, true
}
