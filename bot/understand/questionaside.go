package understand

import (
	"slices"
	"strings"
)

// A phrase is a run of tokens between marks of punctuation.
type phrase struct {
	from, to int
	tag      bool // it opens with "or": "or is that quite outside our remit"
}

// maxAside is how many words an aside has at the most.
const maxAside = 14

// plea returns how many tokens at the beginning only ask to be told.
func (q *question) plea() int {
	at := 0
	for again := true; again; {
		again = false
		for _, p := range english.pleas {
			if at+len(p) < len(q.ts) && q.says(at, p) {
				at, again = at+len(p), true
			}
		}
	}
	return at
}

// spared returns the tokens without asides: clauses that name nothing, ask nothing
// and count nothing, in words that no question about a scorecard has. "As I am
// preparing the pack, could you tell me …, or is that outside our remit?" What is
// left must still name something.
func (q *question) spared(found []Match, text string) []token {
	all := q.clauses(text)
	if len(all) < 2 {
		return q.ts
	}
	var out []token
	kept := 0
	for _, c := range all {
		if q.isAside(c, found) {
			continue
		}
		kept++
		out = append(out, q.ts[c.from:c.to]...)
	}
	named := slices.ContainsFunc(found, func(m Match) bool {
		return slices.ContainsFunc(out, func(t token) bool { return t.start == q.ts[m.from].start })
	})
	if kept == len(all) || !named && !slices.ContainsFunc(out, func(t token) bool { return english.colours[t.low] || english.business[t.low] }) {
		return q.ts
	}
	return out
}

// clauses parts a question at commas, dashes, brackets and ends of sentences.
func (q *question) clauses(text string) []phrase {
	var out []phrase
	from := 0
	for i := 1; i <= len(q.ts); i++ {
		if i < len(q.ts) {
			a, b := q.ts[i-1].end, q.ts[i].start
			if a >= b || !strings.ContainsAny(text[a:b], ",;:()?!\n—–") && !strings.Contains(text[a:b], ". ") && !strings.Contains(text[a:b], " - ") {
				continue
			}
		}
		out = append(out, phrase{from: from, to: i, tag: q.ts[from].low == "or"})
		from = i
	}
	return out
}

// isAside reports whether a phrase can go.
func (q *question) isAside(c phrase, found []Match) bool {
	idle := q.isIdle(c)
	if c.to-c.from > maxAside || !idle && slices.ContainsFunc(found, func(m Match) bool { return m.from < c.to && m.to > c.from }) {
		return false
	}
	if idle {
		return true
	}
	strange, tells := false, c.to-c.from > 6 && english.tells[q.ts[c.from].low]
	for i := c.from; i < c.to; i++ {
		t := q.ts[i]
		switch {
		case t.number, english.colours[t.low] && t.low != "fine", english.keeps[t.low], timeWords[t.low] > 0, english.ways[t.low] != "" && !c.tag:
			return false
		case asksWord[t.low] && !c.tag && t.low != "if" && t.low != "say" && t.low != "when":
			return false
		case q.proper(i) || t.owns:
			return false // somebody else may be asked about
		case !tells && (q.l.words.has[t.stem] || t.meant != "" && q.l.words.has[t.meant]) && !english.plain[t.low]:
			return false // part of a name
		case (english.thing[t.low] || english.person[t.low]) && c.from > 0 && !c.tag && t.low != "there" && t.low != "that" && t.low != "it" && t.low != "this":
			return false
		case !english.fillers[t.low] && !english.known(t.low) && !q.l.sense().asks[t.low] && len(t.low) > 1:
			strange = true
		}
	}
	return strange
}

// isIdle reports whether a phrase only tells of the asker: "which I have already
// been through with Marcus".
func (q *question) isIdle(c phrase) bool {
	if c.from == 0 || c.to-c.from < 4 {
		return false
	}
	a, b, d := q.ts[c.from].low, q.ts[c.from+1].low, q.ts[c.from+2].low
	return (a == "which" || a == "that" || a == "whom") && (b == "i" || b == "we") && (d == "have" || d == "had" || d == "already" || d == "am" || d == "will" || d == "know") ||
		a == "so" && (b == "that" || b == "i" || b == "we") && (b != "that" || d == "i" || d == "we") && slices.ContainsFunc(q.ts[c.from:c.to], func(t token) bool { return t.low == "can" || t.low == "could" || t.low == "may" || t.low == "know" })
}
