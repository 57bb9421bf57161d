package understand

import (
	"slices"
	"strings"
)

// outcomes finds aims told of by what becomes of something: "make the fleet safer"
// for Run a safe fleet. The verb then reads as one of improving.
func (l *Lexicon) outcomes(ts []token, found []Match) []Match {
	for i, t := range ts {
		if !english.causing[t.low] || slices.ContainsFunc(found, func(f Match) bool { return f.from <= i && i < f.to }) {
			continue
		}
		m, ok := l.outcome(ts, i+1, found)
		if !ok {
			continue
		}
		found = slices.DeleteFunc(found, func(f Match) bool { return f.from < m.to && m.from < f.to })
		found = append(found, m)
		slices.SortFunc(found, func(a, b Match) int { return a.from - b.from })
		ts[i].low, ts[i].stem = "improve", "improve"
		if slices.ContainsFunc(ts[m.from:m.to], func(t token) bool { return t.low == "less" || t.low == "not" }) {
			ts[i].low, ts[i].stem = "harm", "harm"
		}
	}
	return found
}

// outcome reads from a token on what is made and how; every word of it must be one
// of the name's or say nothing.
func (l *Lexicon) outcome(ts []token, from int, found []Match) (Match, bool) {
	at := map[string]int{}
	to, least := from, 2
	if from < len(ts) && (english.anyone[ts[from].low] || english.people[ts[from].stem] && from+2 < len(ts) && english.degrees[ts[from+2].low]) {
		to, least = from+1, 1 // "makes us safer" leaves out what
	}
	for to < len(ts) && to < from+6 {
		t := ts[to]
		w := l.comparative(t)
		switch {
		case english.fillers[t.low] || english.degrees[t.low] || t.low == "our":
		case l.told[w] != nil && at[w] == 0 && (least > 1 || len(at) > 0 || l.isCompared(ts, to)):
			at[w] = to + 1
		default:
			return l.outcomeOf(ts, to, least, at, found)
		}
		to++
	}
	return l.outcomeOf(ts, to, least, at, found)
}

// outcomeOf makes a mention of the one aim that all the families of words, least or
// more, belong to.
func (l *Lexicon) outcomeOf(ts []token, to, least int, at map[string]int, found []Match) (Match, bool) {
	from := to
	for _, i := range at {
		from = min(from, i-1)
	}
	if len(at) > 0 && least == 1 {
		from-- // what is left out is no word of its own either
	}
	if len(at) < least || slices.ContainsFunc(found, func(f Match) bool {
		return f.from < to && from < f.to && !f.weak && f.part == 0 && f.named[0].kind != unitKindRef && f.named[0].kind != perspectiveKind
	}) {
		return Match{}, false
	}
	var best []told
	for w := range at {
		for _, t := range l.told[w] {
			if (t.kind == objectiveKind || t.kind == metricKind) && !t.action && t.hits(at) == len(at) && !slices.ContainsFunc(best, func(b told) bool { return b.ref == t.ref }) {
				best = append(best, t)
			}
		}
		break
	}
	if len(best) != 1 {
		return Match{}, false
	}
	b := best[0]
	return Match{from: from, to: to, Start: ts[from].start, End: ts[to-1].end, Via: b.via, Inverse: b.inverse, told: true, Refs: []Ref{b.ref},
		named: []named{{ref: b.ref, kind: b.kind, rank: 1, via: b.via, inverse: b.inverse}}}, true
}

// comparative returns the family of a word, or of the one it is the comparative of.
func (l *Lexicon) comparative(t token) string {
	w := t.family()
	base, ok := strings.CutSuffix(t.low, "er")
	if l.told[w] != nil || !ok || len(base) < 3 {
		return w
	}
	for _, b := range []string{base, base + "e", strings.TrimSuffix(base, "i") + "y", base[:len(base)-1]} {
		if r := root(b); l.told[r] != nil {
			return r
		}
	}
	return w
}

// isCompared reports whether a word is a comparative, or one of degree stands beside it.
func (l *Lexicon) isCompared(ts []token, i int) bool {
	return strings.HasSuffix(ts[i].low, "er") || english.degrees[ts[i-1].low] || i+1 < len(ts) && english.degrees[ts[i+1].low]
}
