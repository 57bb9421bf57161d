package understand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Question reads what text wants to know, asked by a in a thread of earlier
// turns, the oldest first. It always returns a reading; what is not about the
// map, or cannot be read, comes back as a refusal with its reason.
func (l *Lexicon) Question(text string, a Asker, thread []Turn) Interpretation {
	if in, ok := l.oneByOne(text, a); ok {
		return in
	}
	q := l.newQuestion(text, a)
	for i := len(thread) - 1; i >= 0 && i >= len(thread)-3; i-- {
		if thread[i].Read.Intent != Refuse || i == 0 { // "thanks" ends no conversation
			q.last = l.still(thread[i])
			break
		}
	}
	return q.read()
}

// A question is a text on its way to a reading.
type question struct {
	l       *Lexicon
	asker   Asker
	text    string
	ts      []token
	ms      []Match  // what is named, the asker's own team and pronouns included
	full    string   // the line before polite openings were taken off
	line    string   // the words, with " @3mo " for what is named
	shape   []string // the words of line
	tokens  []int    // the token behind each word of shape; -1 for several
	last    *Turn
	meantSo bool // "I mean" stands at the end
	mine    bool // "my team", "we" stand for the asker
	bound   bool // a pronoun was bound to the turn before
	typos   int
	echoes  map[int]bool // tokens that repeat a part of a name
	felt    []hunch      // what kinds of question it may be, the likeliest first
}

func (l *Lexicon) newQuestion(text string, a Asker) *question {
	q := &question{l: l, asker: a, text: text, ts: l.mend(l.respell(tokens(text)))}
	q.ts = q.bare()
	all := l.find(q.ts, text)
	if n := q.leadIn(all, text); n > 0 {
		q.ts = q.ts[n:]
		all = l.find(q.ts, text)
	}
	if ts := q.spared(all, text); len(ts) < len(q.ts) {
		q.ts = ts
		all = l.find(q.ts, text)
	}
	all = q.visionByNumber(q.corrected(q.mentions(l.outcomes(q.ts, all))))
	for i, m := range all {
		if !q.isCue(m, i > 0 && all[i-1].to == m.from, i+1 < len(all) && q.nextName(m.to) == all[i+1].from) {
			q.ms = append(q.ms, q.teamOf(m))
		}
	}
	return q
}

// mentions adds to what is named in full what is named by a part of its name, or
// told of in other words.
func (q *question) mentions(all []Match) []Match {
	parts := slices.DeleteFunc(q.l.partial(q.ts, all, q.text), q.isDone)
	told, echoes, ok := q.l.describe(q.ts, all)
	if asksAmount(q.ts) && slices.ContainsFunc(all, func(m Match) bool { return !m.weak && q.isKindOf(m, "mo") }) {
		parts = slices.DeleteFunc(parts, func(p Match) bool { return p.part == 1 && p.named[0].kind == unitKindRef })
	}
	if ok {
		parts = slices.DeleteFunc(parts, func(p Match) bool { return p.part < 2 })
		all = slices.DeleteFunc(all, func(m Match) bool {
			drop := m.from < told.to && told.from < m.to || m.weak && !(m.from > 0 && (q.ts[m.from-1].low == "my" || q.ts[m.from-1].low == "our")) && (m.named[0].kind == unitKindRef || m.named[0].kind == perspectiveKind && m.to == told.from)
			for i := m.from; drop && i < m.to; i++ {
				echoes = append(echoes, i) // "people" and "the game" are not the teams
			}
			return drop
		})
		all = append(all, told)
		slices.SortFunc(all, func(a, b Match) int { return a.from - b.from })
	}
	parts = slices.DeleteFunc(parts, func(p Match) bool { return p.part > 0 && q.countsFor(p, all) })
	all = slices.DeleteFunc(slices.Clone(all), func(m Match) bool { return q.countsFor(m, all) })
	all, ofNames := q.dropOf(all)
	echoes = append(echoes, ofNames...)
	all, q.echoes = settleParts(parts, all, q.ts)
	for _, i := range echoes {
		if i < told.from || i >= told.to {
			q.echoes[i] = true
		}
	}
	return all
}

// countsFor reports whether part of a name only says that numbers are meant, and
// whose or of what: "the scores of my team", "the share of late deliveries".
func (q *question) countsFor(p Match, all []Match) bool {
	bare := p.to-p.from == 1 || p.to-p.from == 2 && q.ts[p.from].low == "our"
	if bare && p.to+1 < len(q.ts) && english.portions[q.ts[p.to-1].low] && q.ts[p.to].low == "of" {
		return slices.ContainsFunc(all, func(m Match) bool { return m.from == p.to+1 && q.isKindOf(m, "m") })
	}
	if p.to-p.from != 1 || p.to+1 >= len(q.ts) || !english.counts[q.ts[p.from].low] {
		return false
	}
	next, then := q.ts[p.to].low, q.ts[p.to+1].low
	return (next == "of" || next == "for" || next == "in") && (then == "my" || then == "our" || english.fillers[then] || q.proper(p.to+1))
}

// dropOf leaves out a team's everyday name where it goes on the name of a number
// that has the same word: "the punctuality of deliveries". The tokens come back too.
func (q *question) dropOf(all []Match) (kept []Match, echoes []int) {
	for i, m := range all {
		if i > 0 && m.weak && m.to-m.from == 1 && m.named[0].kind == unitKindRef && q.goesOn(all[i-1], m) {
			echoes = append(echoes, m.from)
			continue
		}
		kept = append(kept, m)
	}
	return kept, echoes
}

// goesOn reports whether "of" stands between a number and a word of its names.
func (q *question) goesOn(before, m Match) bool {
	if before.to >= m.from || q.ts[before.to].low != "of" || !q.isKindOf(before, "m") {
		return false
	}
	return slices.ContainsFunc(q.l.told[q.ts[m.from].family()], func(t told) bool { return slices.Contains(before.Refs, t.ref) })
}

// visionByNumber adds the vision where it goes by its number alone: "what needs to
// hold for us to reach 20%".
func (q *question) visionByNumber(all []Match) []Match {
	goal := q.l.goal
	if !goal.Valid || slices.ContainsFunc(all, func(m Match) bool { return q.isKindOf(m, "mov") }) {
		return all
	}
	for i, t := range q.ts {
		d, err := decimal.NewFromString(t.low)
		if err != nil || !d.Equal(goal.Decimal) || !slices.ContainsFunc(q.ts[max(0, i-3):i], func(t token) bool { return english.attains[t.low] }) {
			continue
		}
		to := i + 1
		if to < len(q.ts) && (q.ts[to].low == "%" || q.ts[to].low == "percent") {
			to++
		}
		m := matchOf([]Ref{VisionRef}, visionKind, i, to)
		m.Via, m.Start, m.End = t.raw, t.start, q.ts[to-1].end
		all = append(all, m)
		slices.SortFunc(all, func(a, b Match) int { return a.from - b.from })
		break
	}
	return all
}

// isCue reports whether a name is meant as an everyday word: "drivers of churn"
// are not the drivers, and "HR supports churn" is no support desk. Before and
// after say whether another name stands right beside.
func (q *question) isCue(m Match, before, after bool) bool {
	if m.to-m.from != 1 {
		return false
	}
	t := q.ts[m.from]
	next := ""
	if m.to < len(q.ts) {
		next = q.ts[m.to].low
	}
	if follows, ok := english.verbNames[t.word()]; ok {
		if m.from > 0 && q.ts[m.from-1].low == "my" && next != "of" && next != "for" {
			return false // "my drivers" are people
		}
		doer := before || m.from > 0 && english.doers[q.ts[m.from-1].low]
		return slices.Contains(strings.Fields(follows), next) || after && doer
	}
	return m.named[0].kind == perspectiveKind && m.named[0].rank == 2 && isOrdinary(t.low) && !english.listed[next] && !q.within(m)
}

// within reports whether a perspective's bare name ends a question about colours,
// or is all a follow-up says: "what is red in process", "only in craft".
func (q *question) within(m Match) bool {
	before := m.from - 1
	for before >= 0 && english.fillers[q.ts[before].low] {
		before--
	}
	if m.to != len(q.ts) || before < 0 || !english.inside[q.ts[before].low] {
		return false
	}
	return len(q.ts) <= 3 || slices.ContainsFunc(q.ts, func(t token) bool { return english.colours[t.low] })
}

// nextName skips articles and fillers from token i on.
func (q *question) nextName(i int) int {
	for i < len(q.ts) && english.fillers[q.ts[i].low] {
		i++
	}
	return i
}

// addMatch adds something named that is no name, and returns its mark.
func (q *question) addMatch(m Match) string {
	q.ms = append(q.ms, m)
	return q.mark(len(q.ms) - 1)
}

func (q *question) mark(i int) string {
	kinds := ""
	for _, n := range q.ms[i].named {
		if !strings.ContainsRune(kinds, rune(n.kind)) {
			kinds += string(rune(n.kind))
		}
	}
	return fmt.Sprintf("@%d%s", i, kinds)
}

func matchOf(refs []Ref, k kind, from, to int) Match {
	m := Match{Refs: refs, from: from, to: to}
	for _, r := range refs {
		m.named = append(m.named, named{ref: r, kind: k})
	}
	return m
}

// lay writes the words of the question in a row, names as marks and fillers
// left out.
func (q *question) lay() {
	q.shape, q.tokens = nil, nil
	byStart := map[int]int{}
	for i, m := range q.ms {
		byStart[m.from] = i
	}
	for i := 0; i < len(q.ts); i++ {
		if at, ok := byStart[i]; ok && q.ms[at].to > i {
			if w := q.mark(at); q.ms[at].named[0].kind == companyKind {
				q.put("company", -1)
			} else {
				q.put(w, -1)
			}
			i = q.ms[at].to - 1
			continue
		}
		w := q.word(i)
		if n := q.own(i); n > 0 {
			q.put(q.addMatch(q.ownTeam(i, i+n)), -1)
			i += n - 1
			continue
		}
		if !english.fillers[w] && !q.echoes[i] {
			q.put(w, i)
		}
	}
	q.line = " " + strings.Join(q.shape, " ") + " "
}

func (q *question) put(w string, i int) {
	q.shape = append(q.shape, w)
	q.tokens = append(q.tokens, i)
}

// word returns a token's word with a misspelt cue put right.
func (q *question) word(i int) string {
	w := q.meant(i)
	if w != q.ts[i].low {
		q.typos++
	}
	return w
}

// meant returns what word returns, and counts nothing.
func (q *question) meant(i int) string {
	t := q.ts[i]
	if t.number || len(t.low) < 4 || isOrdinary(t.low) || q.l.words.has[t.stem] {
		return t.low
	}
	if near := cueVocabulary().near(t.low); len(near) > 0 {
		return near[0]
	}
	return t.low
}

// own returns how many tokens from i on stand for the asker's own team.
func (q *question) own(i int) int {
	for _, phrase := range english.own {
		if q.says(i, phrase) && !(i > 0 && invests[q.ts[i-1].low]) {
			return len(phrase)
		}
	}
	return 0
}

func (q *question) says(i int, phrase []string) bool {
	if i+len(phrase) > len(q.ts) {
		return false
	}
	for k, w := range phrase {
		if q.ts[i+k].low != w {
			return false
		}
	}
	return true
}

// ownTeam is the asker's units, or all units where the asker has none.
func (q *question) ownTeam(from, to int) Match {
	q.mine = true
	var refs []Ref
	for _, u := range q.ownUnits() {
		refs = append(refs, Ref(u))
	}
	if len(refs) == 0 {
		for _, u := range q.l.index.Units {
			if len(q.l.index.ObjectivesOf(u.ID, false)) > 0 {
				refs = append(refs, Ref(u.ID))
			}
		}
	}
	if len(refs) == 0 {
		refs = []Ref{""}
	}
	return matchOf(refs, unitKindRef, from, to)
}

// ownUnits returns the asker's own units: those that the place they ask in agrees
// with where there are several, and those of the place where there are none.
func (q *question) ownUnits() []scorecard.UnitID {
	p := q.l.index.Person(q.asker.Person)
	if p == nil || len(p.Units) == 0 {
		return q.asker.Team
	}
	var both []scorecard.UnitID
	for _, u := range p.Units {
		if slices.Contains(q.asker.Team, u) {
			both = append(both, u)
		}
	}
	if len(p.Units) > 1 && len(both) > 0 {
		return both
	}
	return p.Units
}

// read is the whole of reading.
func (q *question) read() Interpretation {
	q.follow()
	q.pointBack()
	q.lay()
	q.settle()
	if in, ok := q.beyond(); ok {
		return in
	}
	if q.inForeignWords() {
		return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "language", Confidence: 0.8}
	}
	if in, ok := q.onward(); ok {
		return in
	}
	if in, ok := q.term(); ok {
		return in
	}
	if in, ok := q.dangling(); ok {
		return in
	}
	found := q.weigh(q.candidates())
	if q.last != nil {
		if in, ok := q.inherit(found); ok {
			return in
		}
	}
	if len(found) == 0 {
		if in, ok := q.hinted(); ok {
			return in
		}
		if in, ok := q.chat(); ok {
			return in
		}
		if in, ok := q.menu(); ok {
			return in
		}
		return q.refusal()
	}
	best := found[0]
	in, ok := q.gate(best)
	if !ok {
		return in
	}
	best.Interpretation = q.spellsOut(q.sameScope(q.stoodThen(q.sameEnd(in))))
	if q.foretells(in) {
		return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "forecast", Confidence: 0.8}
	}
	for _, c := range found[1:] {
		if len(best.Others) < 3 && c.Outcome == Answer {
			best.Others = append(best.Others, c.Interpretation)
		}
	}
	return q.offer(best, found[1:])
}

// Refusals that are answers to politeness rather than to a question.
const (
	smalltalk  = "smalltalk"
	helpWanted = "help"
)

func (q *question) periodOf(c scorecard.Cadence) scorecard.Period {
	if !q.asker.Today.Valid() {
		return ""
	}
	return scorecard.PeriodOf(c, q.asker.Today)
}
