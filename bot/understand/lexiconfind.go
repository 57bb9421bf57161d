package understand

import (
	"slices"
	"strings"
)

// Find returns the mentions of anything on the map in text, in order and
// without overlap: of two that overlap the longer counts, then the one without
// a misspelling. What one phrase may mean is kept whole in Refs.
func (l *Lexicon) Find(text string) []Match { return l.find(tokens(text), text) }

func (l *Lexicon) find(ts []token, text string) []Match {
	s := search{l: l, ts: ts, text: text, reads: l.readings(ts), shout: text == strings.ToUpper(text)}
	var all []Match
	for i := range ts {
		if m, ok := s.longest(i); ok {
			all = append(all, m)
		}
		if m, ok := s.turned(i); ok {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b Match) int {
		if d := (b.to - b.from) - (a.to - a.from); d != 0 {
			return d
		}
		if a.Typo != b.Typo {
			if a.Typo {
				return 1
			}
			return -1
		}
		// "cut waiting time" is about the number, not about the aim to cut waiting.
		if x, y := a.named[0].kind == metricKind, b.named[0].kind == metricKind; x != y && a.from < b.to && b.from < a.to {
			if x {
				return -1
			}
			return 1
		}
		return a.from - b.from
	})
	var kept []Match
	for _, m := range all {
		if !slices.ContainsFunc(kept, func(k Match) bool { return m.from < k.to && k.from < m.to }) {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b Match) int { return a.from - b.from })
	return kept
}

// A reading is what a word may stand for among the words of names.
type reading struct {
	words []string // one, or two for a word typed together
	typo  bool
}

func (l *Lexicon) readings(ts []token) [][]reading {
	out := make([][]reading, len(ts))
	for i, t := range ts {
		out[i] = l.reading(t)
	}
	return out
}

func (l *Lexicon) reading(t token) []reading {
	if l.words.has[t.stem] {
		return []reading{{words: []string{t.stem}}}
	}
	if w, ok := l.doubled(t.low); ok {
		return []reading{{words: []string{w}, typo: true}}
	}
	if t.number || len(t.stem) < shortestTypo-1 || isOrdinary(t.low) || isOrdinary(t.stem) {
		return nil
	}
	var out []reading
	for i := 2; i <= len(t.low)-2 && len(t.stem) >= shortestTypo; i++ {
		a, b := stem(t.low[:i]), stem(t.low[i:])
		if l.words.has[a] && l.words.has[b] {
			out = append(out, reading{words: []string{a, b}})
		}
	}
	for _, w := range l.words.near(t.stem) {
		out = append(out, reading{words: []string{w}, typo: true})
	}
	if w := l.words.begunBy(t.low); len(out) == 0 && w != "" {
		out = append(out, reading{words: []string{w}, typo: true})
	}
	return out
}

// mend notes which word of a name each misspelt word was meant as.
func (l *Lexicon) mend(ts []token) []token {
	for i, t := range ts {
		if t.number || l.words.has[t.stem] || isOrdinary(t.low) || isOrdinary(t.stem) {
			continue
		}
		if near := l.words.near(t.stem); len(near) == 1 {
			ts[i].meant = near[0]
		}
	}
	return ts
}

// word is the word that was meant, without a plural ending.
func (t token) word() string {
	if t.meant != "" {
		return t.meant
	}
	return t.stem
}

// family is the root of the word that was meant.
func (t token) family() string {
	if t.meant != "" {
		return root(t.meant)
	}
	return root(t.low)
}

// doubled reads a short name with one letter typed twice: "npss" is NPS.
func (l *Lexicon) doubled(w string) (string, bool) {
	if len(w) != 4 || isOrdinary(w) {
		return "", false
	}
	for i := 1; i < len(w); i++ {
		if s := w[:i] + w[i+1:]; w[i] == w[i-1] && l.words.has[s] && !isOrdinary(s) {
			return s, true
		}
	}
	return "", false
}

// A search looks for names in one text.
type search struct {
	l     *Lexicon
	ts    []token
	reads [][]reading
	text  string
	shout bool // the whole text is in capitals, which then say nothing
	best  Match
}

func (s *search) longest(i int) (Match, bool) {
	s.best = Match{}
	s.walk(s.l.root, i, i, false, 0)
	return s.best, s.best.to > s.best.from
}

// turned finds a name of two words said as a sentence: "builds are clean" for
// clean builds.
func (s *search) turned(i int) (Match, bool) {
	if i+2 >= len(s.ts) || s.ts[i+1].low != "are" && s.ts[i+1].low != "is" || s.parted(i+1) || s.parted(i+2) {
		return Match{}, false
	}
	at := s.l.root.next[s.ts[i+2].stem]
	if at == nil || at.next[s.ts[i].stem] == nil || len(at.next[s.ts[i].stem].ends) == 0 {
		return Match{}, false
	}
	s.best = Match{}
	s.offer(at.next[s.ts[i].stem], i, i+3, false)
	return s.best, s.best.to > s.best.from
}

// walk follows the words from token j on, having started at i.
func (s *search) walk(at *node, i, j int, typo bool, typos int) {
	if len(at.ends) > 0 {
		s.offer(at, i, j, typo)
	}
	if j >= len(s.ts) || typos > 2 || j > i && s.best.to == j && s.parted(j) {
		return
	}
	if j > i && english.articles[s.ts[j].low] {
		s.walk(at, i, j+1, typo, typos)
	}
	if j+1 < len(s.ts) && s.ts[j+1].start-s.ts[j].end <= 1 {
		if next := at.next[stem(s.ts[j].low+s.ts[j+1].low)]; next != nil && len(s.ts[j].low)+len(s.ts[j+1].low) > 4 && !(english.plain[s.ts[j].low] && english.plain[s.ts[j+1].low]) {
			s.walk(next, i, j+2, typo, typos)
		}
	}
	for _, r := range s.reads[j] {
		next := at.next[r.words[0]]
		if next != nil && len(r.words) == 2 {
			next = next.next[r.words[1]]
		}
		if next == nil {
			continue
		}
		n := typos
		if r.typo {
			n++
		}
		s.walk(next, i, j+1, typo || r.typo, n)
	}
}

// parted reports whether a comma or the like stands before token j: a name that
// is whole before it does not go on behind it.
func (s *search) parted(j int) bool {
	from, to := s.ts[j-1].end, s.ts[j].start
	return from < to && to <= len(s.text) && strings.ContainsAny(s.text[from:to], ",;:\n()|")
}

// tellingWord is how long an everyday word is that a number may go by and be
// known: "availability", "compliance".
const tellingWord = 10

func (s *search) offer(at *node, i, j int, typo bool) {
	if j == i || english.articles[s.ts[j-1].low] {
		return
	}
	better := j > s.best.to || j == s.best.to && s.best.Typo && !typo
	if !better {
		return
	}
	m := Match{Start: s.ts[i].start, End: s.ts[j-1].end, from: i, to: j, Typo: typo}
	for _, n := range at.ends {
		if n.capital && !s.inCapitals(i, j) || j == i+1 && isVerb(s.ts[i].low, n.via) || s.everyday(n, i, j) {
			continue
		}
		m.named = append(m.named, n)
		m.Refs = append(m.Refs, n.ref)
	}
	if len(m.named) == 0 {
		return
	}
	m.Via, m.Inverse = m.named[0].via, m.named[0].inverse
	ordinary := isOrdinary(s.ts[i].low) && (m.named[0].kind != metricKind || len(s.ts[i].low) < tellingWord)
	m.weak = j-i == 1 && (len(s.ts[i].low) <= 2 || ordinary && (m.named[0].rank > 0 || m.named[0].kind == unitKindRef))
	s.best = m
}

// everyday reports whether a person's name is meant as the everyday word that it
// is spelt like, or becomes without its last letter: Will, May, and Doe in "does".
func (s *search) everyday(n named, i, j int) bool {
	t := s.ts[i]
	if n.kind != personKind || j != i+1 || !english.plain[t.low] {
		return false
	}
	return i == 0 || s.shout || t.raw == t.low || !slices.Contains(strings.Fields(n.via), t.raw)
}

// isVerb tells "taking" from the metric Takings.
func isVerb(word, name string) bool {
	return strings.HasSuffix(word, "ing") && strings.EqualFold(word+"s", name)
}

func (s *search) inCapitals(i, j int) bool {
	return !s.shout && j == i+1 && strings.ToUpper(s.ts[i].raw) == s.ts[i].raw
}
