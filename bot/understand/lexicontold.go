package understand

import (
	"slices"
	"strings"
)

// A told is one name of a number, aim or action by the families of its words: "Patient
// falls" is told by patient and fall.
type told struct {
	ref     Ref
	kind    kind
	via     string
	roots   []string // without words that only say how it is counted
	inverse bool
	action  bool
}

// addTold files a name under the families of its words.
func (l *Lexicon) addTold(name string, n named) {
	t := told{ref: n.ref, kind: n.kind, via: name, inverse: n.inverse, action: n.action}
	for _, tok := range tokens(name) {
		if w := root(tok.low); !english.measuring[tok.stem] && tok.low != "who" && tok.low != "that" && !tok.number && !slices.Contains(t.roots, w) {
			t.roots = append(t.roots, w)
		}
	}
	for _, w := range t.roots {
		l.home[w] = true
		l.told[w] = append(l.told[w], t)
	}
}

// settles adds the words of a text of the map that is no name: they are at home
// here, and need no explanation.
func (l *Lexicon) settles(text string) {
	for _, t := range tokens(text) {
		if len(t.low) > 3 && !t.number {
			l.home[root(t.low)] = true
		}
	}
}

// addHome gathers the words that the map is written with.
func (l *Lexicon) addHome() {
	for _, m := range l.index.Metrics {
		if m.Retired == nil {
			l.settles(m.Name + " " + strings.Join(m.Synonyms, " ") + " " + strings.Join(m.Inverse, " ") + " " + m.Definition)
		}
	}
	for _, o := range l.index.Objectives {
		if o.Retired == nil {
			l.settles(o.Name + " " + strings.Join(o.Aliases, " "))
		}
	}
	for _, p := range l.index.Perspectives {
		l.settles(p.Name + " " + p.Question)
	}
	for _, a := range l.index.Strategy.Actions {
		l.settles(a.Name)
	}
}

// mostTold is how many names may share a family before it tells nothing.
const mostTold = 40

// describe finds what a question tells of in other words than its name: "how many
// patients fell" for Patient falls, "what are we doing to keep nurses" for Keep
// our nurses. One word is enough in a question after an amount that names nothing
// else, and otherwise it takes two. The tokens it rests on besides its own come
// back as echoes.
func (l *Lexicon) describe(ts []token, found []Match) (m Match, echoes []int, ok bool) {
	if len(ts) == 0 || ts[0].low == "which" {
		return Match{}, nil, false // that asks which of them, one by one
	}
	at, firm := loose(ts, found)
	amount := asksAmount(ts) && !firm
	if clause := supposed(ts, found); clause != nil {
		at, amount = clause, true
	}
	var best []told
	most := 0
	for w := range at {
		if len(l.told[w]) > mostTold {
			continue
		}
		for _, t := range l.told[w] {
			n := t.fits(at, amount)
			if n == 0 || n < most || isNamed(t.ref, found) {
				continue
			}
			if n > most {
				best, most = nil, n
			}
			best = append(best, t)
		}
	}
	if len(best) > 0 && len(best[0].roots) == 1 && english.everyday(ts[at[best[0].roots[0]]-1].low) && namesAim(found) {
		return Match{}, nil, false // "how much margin are we short" has no shortages in it
	}
	return l.asMatch(l.likeliest(best, at), ts, at)
}

// everyday reports whether a word says nothing of its own about a business.
func (g *language) everyday(w string) bool { return g.plain[w] || g.common[w] }

// namesAim reports whether a number or aim is named, be it by an everyday word.
func namesAim(found []Match) bool {
	return slices.ContainsFunc(found, func(f Match) bool {
		return f.part == 0 && (f.named[0].kind == metricKind || f.named[0].kind == objectiveKind)
	})
}

// likeliest keeps of names told of equally well those of what more of the words
// speak of, under any of its names.
func (l *Lexicon) likeliest(best []told, at map[string]int) []told {
	if len(best) < 2 {
		return best
	}
	spoken := map[Ref]int{}
	for w := range at {
		seen := map[Ref]bool{}
		for _, t := range l.told[w] {
			if !seen[t.ref] {
				seen[t.ref] = true
				spoken[t.ref]++
			}
		}
	}
	most := 0
	for _, t := range best {
		most = max(most, spoken[t.ref])
	}
	return slices.DeleteFunc(best, func(t told) bool { return spoken[t.ref] < most })
}

// loose returns where each family of words stands that is no part of a number,
// aim or person named, and whether anything is named beyond doubt.
func loose(ts []token, found []Match) (at map[string]int, firm bool) {
	inside := make([]bool, len(ts))
	for _, f := range found {
		aim := f.part == 0 && slices.ContainsFunc(f.named, func(n named) bool { return n.kind == metricKind || n.kind == objectiveKind })
		firm = firm || aim && !f.weak
		for i := f.from; i < f.to; i++ {
			inside[i] = inside[i] || aim || f.named[0].kind == personKind || f.part == 0 && f.named[0].rank == 0 && (f.to-f.from > 1 || isIn(ts, f))
		}
	}
	at = map[string]int{}
	for i, t := range ts {
		if inside[i] || t.number || english.measuring[t.word()] {
			continue
		}
		if w := t.family(); at[w] == 0 {
			at[w] = i + 1
		}
	}
	return at, firm
}

// isIn reports whether a unit stands where a place does: "in marketing".
func isIn(ts []token, f Match) bool {
	return f.from > 0 && f.named[0].kind == unitKindRef && (ts[f.from-1].low == "in" || ts[f.from-1].low == "at")
}

// supposed returns where each family of words stands in what a question supposes,
// where that names nothing: "if we train people one more hour, how many fewer errors".
func supposed(ts []token, found []Match) map[string]int {
	from := slices.IndexFunc(ts, func(t token) bool { return english.suppose[t.low] && t.low != "say" })
	if from < 0 {
		return nil
	}
	to := from + 1
	for to < len(ts) && !english.asks[ts[to].low] {
		to++
	}
	if slices.ContainsFunc(found, func(f Match) bool { return f.from < to && from < f.to && f.part == 0 && !f.weak }) {
		return nil
	}
	at := map[string]int{}
	for i := from + 1; i < to; i++ {
		if t := ts[i]; !t.number && !english.measuring[t.word()] && at[t.family()] == 0 {
			at[t.family()] = i + 1
		}
	}
	return at
}

// isNamed reports whether something is named in full.
func isNamed(r Ref, found []Match) bool {
	return slices.ContainsFunc(found, func(f Match) bool { return f.part == 0 && slices.Contains(f.Refs, r) })
}

// fits says how well a name is told of; 0 for not enough.
func (t told) fits(at map[string]int, amount bool) int {
	hits := t.hits(at)
	switch {
	case hits == len(t.roots) && (hits > 1 || amount && t.kind == metricKind):
		return 2*hits + 1
	case t.kind == objectiveKind && hits > 1 && 3*hits >= 2*len(t.roots) && t.plain(at) < hits-1:
		return 2 * hits
	}
	return 0
}

// plain counts the families told of that are everyday words.
func (t told) plain(at map[string]int) int {
	n := 0
	for _, w := range t.roots {
		if at[w] > 0 && (english.plain[w] || english.people[w]) {
			n++
		}
	}
	return n
}

// hits counts the families of a name that are told of.
func (t told) hits(at map[string]int) int {
	n := 0
	for _, w := range t.roots {
		if at[w] > 0 {
			n++
		}
	}
	return n
}

// asMatch makes a mention of names that all are told of; their last word is
// where it stands.
func (l *Lexicon) asMatch(best []told, ts []token, at map[string]int) (Match, []int, bool) {
	if len(best) == 0 {
		return Match{}, nil, false
	}
	slices.SortFunc(best, func(a, b told) int { return strings.Compare(string(a.ref)+a.via, string(b.ref)+b.via) })
	last := 0
	for _, w := range best[0].roots {
		last = max(last, at[w]-1)
	}
	m := Match{from: last, to: last + 1, Start: ts[last].start, End: ts[last].end, Via: best[0].via, Inverse: best[0].inverse, told: true}
	for _, t := range best {
		if !slices.Contains(m.Refs, t.ref) {
			m.Refs = append(m.Refs, t.ref)
			m.named = append(m.named, named{ref: t.ref, kind: t.kind, rank: 1, via: t.via, action: t.action, inverse: t.inverse})
		}
	}
	if len(m.Refs) > mostParts {
		return Match{}, nil, false
	}
	var echoes []int
	for _, w := range best[0].roots {
		if at[w] > 0 && at[w]-1 != last {
			echoes = append(echoes, at[w]-1)
		}
	}
	return m, echoes, true
}

// asksAmount reports whether a question is after how much or how many, or why so
// much, or supposes that people do more of something.
func asksAmount(ts []token) bool {
	for i, t := range ts {
		next := ""
		if i+1 < len(ts) {
			next = ts[i+1].low
		}
		switch {
		case t.low == "how" && next != "do" && next != "can" && next != "to" && next != "does" && next != "did" && next != "should" && next != "is" && next != "are" && next != "about" && next != "come":
			return true
		case t.low == "so" && (next == "many" || next == "much" || next == "long" || next == "often"):
			return true
		case (t.low == "more" || t.low == "less" || strings.HasSuffix(t.low, "er") && len(t.low) > 4) && next == "than":
			return true
		case (t.low == "more" || t.low == "fewer" || t.low == "less") && next == "people", comparesAt[t.low] && next == "at":
			return true
		case t.low == "more" && (next == "often" || next == "frequently") || t.low == "less" && next == "often":
			return true
		case english.suppose[t.low] && t.low != "say":
			return true
		}
	}
	return false
}

// comparesAt are the words of "did we get faster at …".
var comparesAt = wordSet("faster slower quicker better worse")

// isHome reports whether a word is one the map is written with.
func (l *Lexicon) isHome(w string) bool { return l.home[root(w)] || english.people[stem(w)] }
