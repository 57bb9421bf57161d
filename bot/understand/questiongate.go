package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/bot/scorecard"
)

func metricID(r Ref) scorecard.MetricID       { return scorecard.MetricID(r) }
func objectiveID(r Ref) scorecard.ObjectiveID { return scorecard.ObjectiveID(r) }

// strangers returns the tokens that nothing explains: no name, no cue, no word
// that carries no subject.
func (q *question) strangers() []int {
	inside := make([]bool, len(q.ts))
	for _, m := range q.ms {
		for i := m.from; i < m.to; i++ {
			inside[i] = true
		}
	}
	var out []int
	for i, t := range q.ts {
		acting := i > 0 && inside[i-1] && i+1 < len(q.ts) && (inside[i+1] || q.ts[i+1].low == "from")
		if english.things[t.low] && !inside[i] && !q.echoes[i] && !acting {
			out = append(out, i)
			continue
		}
		if inside[i] || q.echoes[i] || english.fillers[t.low] || t.number || (english.known(q.word(i)) || q.l.sense().asks[t.low] || (english.common[t.low] || q.l.isHome(t.low)) && !(t.owns && q.nameStarts(i+1) && t.raw != strings.ToLower(t.raw))) && !q.proper(i) || timeWords[t.low] > 0 || len(t.low) < 2 {
			continue
		}
		if _, ok := currencyWords[t.low]; ok {
			continue
		}
		if _, ok := scaleOf(t.low, "en"); ok {
			continue // "up a million"
		}
		if i > 0 && q.ts[i-1].start == t.start {
			continue // the second half of a contraction
		}
		if k := i - 1; k > 0 && !inside[k] && !q.echoes[k] && english.people[stem(q.ts[k].low)] && !english.plain[q.ts[k].low] && !slices.Contains(out, k) {
			out = append(out, k) // "staff" of "staff turnover" is part of the name
		}
		out = append(out, i)
	}
	return out
}

// proper reports whether a token looks like a proper name: a capital inside a
// sentence that is not written in capitals throughout.
func (q *question) proper(i int) bool {
	r, _ := utf8.DecodeRuneInString(q.ts[i].raw)
	if i == 0 || !unicode.IsUpper(r) || english.known(q.ts[i].low) || len(q.ts[i].raw) < 2 {
		return false
	}
	lower := 0
	for _, t := range q.ts {
		if t.raw == t.low {
			lower++
		}
	}
	return 2*lower >= len(q.ts)-1
}

// strange returns unexplained words, neighbours together.
func (q *question) strange() []string {
	var out []string
	last := -2
	for _, i := range q.strangers() {
		w := q.ts[i].raw
		if q.ts[i].owns {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		}
		if i == last+1 && len(out) > 0 {
			out[len(out)-1] += " " + w
		} else {
			out = append(out, w)
		}
		last = i
	}
	return out[:min(len(out), 5)]
}

// gate says whether a reading may stand beside the words it leaves unexplained;
// if not it returns the refusal.
func (q *question) gate(c candidate) (Interpretation, bool) {
	strange := q.strangers()
	if c.Intent == Refuse {
		return c.Interpretation, true
	}
	n := len(strange)
	if no, ok := q.elsewhere(c); ok {
		return no, false
	}
	if no, ok := q.beginsElse(c); ok {
		return no, false
	}
	if n == 0 || c.Intent == Summary && n <= 2 && q.forWhom(strange) && !english.actsOn.MatchString(q.line) {
		return c.Interpretation, true
	}
	no := Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "out_of_scope", Unknown: q.strange(), Confidence: 0.8}
	named := slices.ContainsFunc(q.ms, func(m Match) bool { return m.to > m.from && len(m.Via) > 0 && m.part != 1 })
	if q.alien(strange) {
		no.Reason = "other_company"
		if !named {
			no.Reason = "out_of_scope"
		}
		return no, false
	}
	switch {
	case named && n <= 3 && q.instead(strange):
		no.Reason = "unknown_entity"
		return no, false
	case named && n <= 3 && english.actsOn.MatchString(q.line):
		no.Reason = "unknown_entity"
		return no, false
	case !named, c.weak, c.Intent == PersonPortfolio, c.Intent == TeamScorecard:
		return no, false
	case q.beside(strange), n >= 2:
		no.Reason = "unknown_entity"
		if 2*n > len(q.ts) {
			no.Reason = "out_of_scope"
		}
		if n >= 4 {
			no.Reason = "out_of_scope"
		}
		return no, false
	}
	c.Confidence = max(0.2, c.Confidence-0.25)
	return c.Interpretation, true
}

// forWhom reports whether strangers only say whom a summary is for, at the end.
func (q *question) forWhom(strange []int) bool {
	first := strange[0]
	for first > 0 && english.fillers[q.ts[first-1].low] {
		first--
	}
	return first > 0 && q.ts[first-1].low == "for" && strange[len(strange)-1] == len(q.ts)-1 && !q.alien(strange)
}

// beginsElse refuses what names nothing on the map and speaks of something that
// everyday words do: "how is story time doing" asks for no summary.
func (q *question) beginsElse(c candidate) (Interpretation, bool) {
	if c.Intent != Summary || english.anchors.MatchString(q.line) {
		return Interpretation{}, false
	}
	for i, t := range q.ts {
		if english.common[t.low] && !english.known(t.low) && !q.inName(i) && !q.l.sense().asks[t.low] {
			return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "unknown_entity", Unknown: []string{t.raw}, Confidence: 0.7}, true
		}
	}
	return Interpretation{}, false
}

// alien reports whether a stranger is somebody else: a possessive, or a proper
// name behind "of", "at" or before what is named.
func (q *question) alien(strange []int) bool {
	for _, i := range strange {
		if q.ts[i].owns && q.nameStarts(i+1) || q.proper(i) {
			return true
		}
	}
	return false
}

func (q *question) nameStarts(i int) bool {
	return slices.ContainsFunc(q.ms, func(m Match) bool { return m.from == i })
}

// beside reports whether a stranger touches something named, as part of a longer
// name that is not on the map: "website traffic", "brand loyalty".
func (q *question) beside(strange []int) bool {
	for _, i := range strange {
		for _, m := range q.ms {
			if m.to > m.from && (m.from == i+1 || m.to <= i && q.onlyJoints(m.to, i)) {
				return true
			}
		}
	}
	return false
}

// onlyJoints reports whether nothing but articles and "of", "at", "in" stand
// between two tokens.
func (q *question) onlyJoints(from, to int) bool {
	for _, t := range q.ts[from:to] {
		if !english.fillers[t.low] && !english.joints[t.low] {
			return false
		}
	}
	return true
}

// elsewhere refuses what speaks of other things in the words of the map: "a 404
// error", and "how do I update my address", which asks for instructions.
func (q *question) elsewhere(c candidate) (Interpretation, bool) {
	no := Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "out_of_scope", Confidence: 0.8}
	switch c.Intent {
	case WhatIf, Gap, Target, Trend:
		return no, false
	case Value, Owner, Define, Diagnose, Effects:
		if english.chore.MatchString(q.line) {
			return no, true
		}
	case PersonPortfolio:
		if q.likeliestKind() != PersonPortfolio && q.private() {
			return no, true
		}
	case UpdatesDue, Summary, ListStatus, LinkEvidence:
		if len(c.Subject) == 0 && english.howTo.MatchString(q.line) {
			return no, true
		}
	}
	if c.Intent == ListStatus && c.Filters != nil && c.Filters.Unit == "" && c.Filters.Perspective == "" && english.oneThing.MatchString(q.line) && !english.anchors.MatchString(q.line) {
		return no, true
	}
	for i, t := range q.ts {
		if t.number && t.low >= "100" && len(t.low) == 3 && q.nameStarts(i+1) {
			no.Unknown = []string{t.raw}
			return no, true
		}
	}
	return no, false
}

// private reports whether a question about a person has a word in it that has to
// do with no scorecard: what somebody earns, or where they sit.
func (q *question) private() bool {
	for i, t := range q.ts {
		if q.inName(i) || q.echoes[i] || t.number || len(t.low) < 3 || english.fillers[t.low] || english.ofWork[t.low] || english.ofWork[t.stem] || timeWords[t.low] > 0 || i > 0 && q.ts[i-1].start == t.start {
			continue
		}
		return true
	}
	return false
}

// instead reports whether a stranger stands where a name belongs: behind a verb
// of acting, or behind "in" at the end.
func (q *question) instead(strange []int) bool {
	for _, i := range strange {
		before := " " + q.ts[max(i-1, 0)].low + " "
		if i > 0 && (english.actsVerb.MatchString(before) || i == len(q.ts)-1 && english.joints[q.ts[i-1].low]) {
			return true
		}
	}
	return false
}

// refusal says why nothing was read.
func (q *question) refusal() Interpretation {
	in := Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "out_of_scope", Unknown: q.strange(), Confidence: 0.9}
	firm := slices.ContainsFunc(q.ms, func(m Match) bool { return !m.weak && m.to > m.from && m.part != 1 }) || english.actsOn.MatchString(q.line)
	if n := len(q.strangers()); firm && n > 0 && n <= 3 && 3*n < len(q.ts)+n {
		in.Reason = "unknown_entity"
		if q.alien(q.strangers()) {
			in.Reason = "other_company"
		}
	}
	if n := len(q.strangers()); in.Reason == "out_of_scope" && n > 0 && n <= 3 && english.measures.MatchString(q.line) && !strings.HasPrefix(string(q.likeliestKind()), "refuse") {
		in.Reason = "unknown_entity" // "who owns the customer effort score"
	}
	return in
}

// likeliestKind is the likeliest kind of question; empty before any was weighed.
func (q *question) likeliestKind() Intent {
	if len(q.felt) == 0 {
		return Refuse
	}
	return q.felt[0].kind
}
