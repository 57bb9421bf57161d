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

// bare returns the tokens without what only asks to be told, or thanks for it.
func (q *question) bare() []token {
	from, to := 0, len(q.ts)
	for again := true; again; {
		again = false
		for _, p := range english.pleas {
			if from+len(p) < to && q.says(from, p) {
				from, again = from+len(p), true
			}
		}
		for _, p := range english.thanks {
			if to-len(p) > from && q.says(to-len(p), p) {
				to, again = to-len(p), true
				q.meantSo = q.meantSo || strings.HasPrefix(p[len(p)-1], "mean")
			}
		}
	}
	return q.ts[from:to]
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
		if len(out) == 0 && c.from > 0 && c.to-c.from > 1 && (q.ts[c.from].low == "but" || q.ts[c.from].low == "so") {
			c.from++ // it goes on from what is left out
		}
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
	if q.narrows(c) {
		return false
	}
	tells := c.to-c.from > 4 && english.tells[q.ts[c.from].low]
	strange := tells && c.from == 0 && c.to < len(q.ts)
	for i := c.from; i < c.to; i++ {
		t := q.ts[i]
		switch {
		case english.excuses[t.low+" "+q.wordAt(i+1)]:
		case t.number, slices.Contains(english.months, t.low) && t.low != "may", english.seasons[t.low] > 0, english.quarters[t.low] > 0 && t.low != "first" && t.low != "second", english.colours[t.low] && t.low != "fine" && t.low != "well", english.keeps[t.low], english.units[t.low].N > 0 && !tells && english.last[q.wordAt(i-1)], english.ways[t.low] != "" && !c.tag && !tells:
			return false
		case asksWord[t.low] && !c.tag && t.low != "if" && t.low != "say" && t.low != "when":
			return false
		case (q.proper(i) || t.owns) && !english.plain[t.low]:
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

// narrows reports whether a clause says for whom or since what event something is
// asked: "for me personally", "since the merger".
func (q *question) narrows(c phrase) bool {
	for i := c.from; i+1 < c.to; i++ {
		a, b := q.ts[i].low, q.ts[i+1].low
		switch {
		case english.joints[a] && (b == "me" || b == "us" || b == "mine"), (a == "my" || a == "our") && (b == "team" || b == "own" || english.business[b]):
			return true
		case i == c.from && english.bounds[a] && a != "from" && a != "to" && b != "i" && b != "we" && b != "you" && b != "my" && b != "our":
			return true
		}
	}
	return false
}

func (q *question) wordAt(i int) string {
	if i < 0 || i >= len(q.ts) {
		return ""
	}
	return q.ts[i].low
}

// isIdle reports whether a phrase only tells of the asker: "which I have already
// been through with Marcus".
func (q *question) isIdle(c phrase) bool {
	if c.from == 0 || c.to-c.from < 4 {
		return false
	}
	a, b, d := q.ts[c.from].low, q.ts[c.from+1].low, q.ts[c.from+2].low
	return (a == "i" || a == "we") && q.tellsOn(c) ||
		(a == "which" || a == "that" || a == "whom") && (b == "i" || b == "we") && (d == "have" || d == "had" || d == "already" || d == "am" || d == "will" || d == "know") ||
		a == "so" && (b == "that" || b == "i" || b == "we") && (b != "that" || d == "i" || d == "we") && slices.ContainsFunc(q.ts[c.from:c.to], func(t token) bool { return t.low == "can" || t.low == "could" || t.low == "may" || t.low == "know" })
}

// tellsOn reports whether a phrase says whom the asker means to tell, and asks
// nothing: "I would love to tell the drivers at the Monday breakfast".
func (q *question) tellsOn(c phrase) bool {
	for i := c.from + 2; i+1 < min(c.to, c.from+6); i++ {
		if q.ts[i].low != "to" || !english.passesOn[q.ts[i+1].low] {
			continue
		}
		return !slices.ContainsFunc(q.ts[i+2:c.to], func(t token) bool { return asksWord[t.low] && t.low != "our" && t.low != "team" })
	}
	return false
}
