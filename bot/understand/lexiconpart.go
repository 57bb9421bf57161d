package understand

import (
	"regexp"
	"slices"

	"throughline/bot/scorecard"
)

// addParts files a number or unit under each word of its names, so that it is
// also found by a part of them.
func (l *Lexicon) addParts(name string, r Ref) {
	for _, t := range tokens(name) {
		if !slices.Contains(l.parts[t.word()], r) {
			l.parts[t.stem] = append(l.parts[t.stem], r)
		}
	}
}

// addPairs files a number under the first and the last two words of a name of
// three or more, so that everyday words tell it together which tell nothing
// alone: "first contact" of Tickets resolved at first contact.
func (l *Lexicon) addPairs(name string, r Ref) {
	ts := tokens(name)
	if len(ts) < 3 {
		return
	}
	for _, i := range []int{0, len(ts) - 2} {
		l.addPair(ts[i], ts[i+1], r)
	}
}

// addDeed files an objective under what is done and each other word of its
// name, either first: "faster answers" of Answer customers faster.
func (l *Lexicon) addDeed(name string, r Ref) {
	ts := slices.DeleteFunc(tokens(name), func(t token) bool { return english.fillers[t.low] })
	if len(ts) < 3 {
		return
	}
	does := ts[:1]
	if doing := gerund(ts[0].low); doing != "" {
		does = append(tokens(doing), ts[0])
	}
	for _, t := range ts[1:] {
		for _, d := range does {
			l.addPair(d, t, r)
			l.addPair(t, d, r)
		}
	}
}

func (l *Lexicon) addPair(a, b token, r Ref) {
	key := pairOf(a, b)
	if !english.fillers[b.low] && timeWords[b.low] == 0 && !a.number && !b.number && !slices.Contains(l.pairs[key], r) {
		l.pairs[key] = append(l.pairs[key], r)
	}
}

func pairOf(a, b token) string { return a.word() + " " + b.word() }

// pairAt finds the pair of a name at token i. A pair that opens with a small word
// must be written as one: "on-time", since everything may be done on time.
func (l *Lexicon) pairAt(ts []token, i int, free []bool, text string) (Match, bool) {
	if i+1 >= len(ts) || !free[i] || !free[i+1] {
		return Match{}, false
	}
	refs := l.pairs[pairOf(ts[i], ts[i+1])]
	joined := ts[i].end < len(text) && text[ts[i].end] == '-'
	small := len(ts[i].low) < 3 && len(ts[i+1].low) < 3 // "have to be" is not Be easy to reach
	if len(refs) == 0 || len(refs) > mostParts || small || english.fillers[ts[i].low] && !joined {
		return Match{}, false
	}
	m := Match{from: i, to: i + 2, Start: ts[i].start, End: ts[i+1].end, part: 2, Via: "…" + ts[i].low}
	for _, r := range refs {
		m.Refs = append(m.Refs, r)
		m.named = append(m.named, named{ref: r, kind: l.kinds[r], rank: 3})
	}
	return m, true
}

// mostParts is how many names may share a word before it says nothing.
const mostParts = 3

// partial finds what is called by a part of its name: "guest score" for the
// Guest review score, "energy" for Energy per guest night. Everyday words count
// only beside one that is not.
func (l *Lexicon) partial(ts []token, found []Match, text string) []Match {
	free := make([]bool, len(ts))
	for i := range ts {
		free[i] = !slices.ContainsFunc(found, func(m Match) bool { return i >= m.from && i < m.to })
	}
	var out []Match
	for i := 0; i < len(ts); i++ {
		if m, ok := l.pairAt(ts, i, free, text); ok {
			out = append(out, m)
			i = m.to - 1
			continue
		}
		refs := l.parts[ts[i].word()]
		kin := false
		if aim := l.kin(ts[i]); aim != "" {
			refs, kin = []Ref{aim}, true
		}
		if !free[i] || len(refs) == 0 || len(refs) > mostParts || ts[i].number || len(ts[i].low) < 4 || timeWords[ts[i].low] > 0 {
			continue
		}
		acting := i > 0 && !free[i-1] && i+1 < len(ts) && !free[i+1] // "does training fuel growth"
		thing := english.things[ts[i].low] && !acting
		if english.known(ts[i].low) && !thing && !kin && (i == 0 || !english.except[ts[i-1].low] || english.plain[ts[i].low]) {
			continue
		}
		from, to := i, i+1
		for to < len(ts) && free[to] && l.narrowed(&refs, ts[to]) {
			to++
		}
		for from > 0 && free[from-1] && l.narrowed(&refs, ts[from-1]) {
			from--
		}
		m := Match{from: from, to: to, Start: ts[from].start, End: ts[to-1].end, part: to - from}
		m.Via = "…" + ts[from].low
		for _, r := range refs {
			m.Refs = append(m.Refs, r)
			m.named = append(m.named, named{ref: r, kind: l.kinds[r], rank: 3})
		}
		out = append(out, m)
		i = to - 1
	}
	return out
}

// kin returns the one objective that an abstract word of the same family names,
// "safety" for Run a safe fleet; empty where there are several, or where the word is
// of something else too than what measures the objective.
func (l *Lexicon) kin(t token) Ref {
	if len(t.low) < 6 || t.meant != "" || !abstract.MatchString(t.low) {
		return ""
	}
	var one Ref
	for _, x := range l.told[t.family()] {
		if x.kind == objectiveKind && !x.action && x.ref != one {
			if one != "" {
				return ""
			}
			one = x.ref
		}
	}
	if o := l.index.Objective(scorecard.ObjectiveID(one)); o == nil || slices.ContainsFunc(tokens(o.Name), func(w token) bool { return w.word() == t.word() }) {
		return "" // a word of its name, and no other of the family
	}
	for _, x := range l.told[t.family()] {
		if m := l.index.Metric(metricID(x.ref)); one != "" && x.kind == metricKind && (m == nil || Ref(m.Objective) != one) {
			return ""
		}
	}
	return one
}

// abstract are endings that make a noun of what is or is done.
var abstract = regexp.MustCompile(`(?:ty|ness|ance|ence|ment|tion|sion|ship)$`)

// heads reports whether a word alone is as good as a name: one metric's name of
// two words begins with it, "fuel" of Fuel consumption, and nothing else is
// called by it.
func (l *Lexicon) heads(t token, refs []Ref) bool {
	if len(refs) != 1 {
		return false
	}
	m := l.index.Metric(metricID(refs[0]))
	if m == nil {
		return l.kin(t) == refs[0]
	}
	name := tokens(m.Name)
	return len(name) == 2 && name[0].word() == t.word()
}

// settleParts drops the parts of names that are named in full elsewhere, and
// returns the tokens of what it drops: they say nothing new. A full name that
// only explains a part before it, "waste rate, food waste that is", takes its
// place.
func settleParts(parts, whole []Match, ts []token) (all []Match, echoes map[int]bool) {
	echoes = map[int]bool{}
	drop := func(m Match) {
		for i := m.from; i < m.to; i++ {
			echoes[i] = true
		}
	}
	for _, p := range parts {
		at := slices.IndexFunc(whole, func(m Match) bool {
			return slices.ContainsFunc(p.Refs, func(r Ref) bool { return slices.Contains(m.Refs, r) })
		})
		switch {
		case at < 0:
			all = append(all, p)
		case at == len(whole)-1 && whole[at].from > p.from && explains(whole[at], ts):
			full := whole[at]
			drop(full)
			full.from, full.to, full.Start, full.End = p.from, p.to, p.Start, p.End
			whole = append(slices.Clone(whole[:at]), full)
		default:
			drop(p)
		}
	}
	all = append(all, whole...)
	slices.SortFunc(all, func(a, b Match) int { return a.from - b.from })
	return all, echoes
}

// explains reports whether a name is the last thing said, or nearly: "… i mean".
func explains(m Match, ts []token) bool {
	rest := ""
	for _, t := range ts[m.to:] {
		rest += t.low + " "
	}
	return rest == "" || rest == "i mean " || rest == "that is " || rest == "i meant "
}

// narrowed keeps the refs whose names have the word too, and reports whether
// there are any.
func (l *Lexicon) narrowed(refs *[]Ref, t token) bool {
	var both []Ref
	for _, r := range *refs {
		if slices.Contains(l.parts[t.word()], r) {
			both = append(both, r)
		}
	}
	if len(both) > 0 {
		*refs = both
	}
	return len(both) > 0
}
