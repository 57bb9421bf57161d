package understand

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A Lexicon knows every name a strategy uses: of metrics, objectives, units,
// people, perspectives and the vision, with their aliases, synonyms and inverse
// names. It is read-only and may be shared.
type Lexicon struct {
	index *scorecard.Index
	words *vocabulary
	root  *node
	kinds map[Ref]kind
	sense func() *sense       // what kind of question words make
	parts map[string][]Ref    // numbers and units by a word of their names
	pairs map[string][]Ref    // numbers by two words of their names; see addPairs
	told  map[string][]told   // names of numbers by the family of a word
	home  map[string]bool     // families of the words that the map is written with
	goal  decimal.NullDecimal // the number of the vision
	own   sync.Map            // what may stand beside a number without adding anything, by metric: see ownOf
}

// A Match is one mention of something on the map.
type Match struct {
	Refs       []Ref  // what it may be; own names before aliases
	Start, End int    // the bytes it stands on
	Via        string // the name as the strategy writes it
	Typo       bool   // it was read through a misspelling
	Inverse    bool   // it is named by what falls when it rises
	named      []named
	from, to   int  // tokens
	part       int  // how many words of a longer name it is; 0 for a whole name
	told       bool // it is told of in other words than its name
	weak       bool // a short or everyday word that only counts beside a clear question
}

// A kind says what a Ref points at, in one letter.
type kind byte

const (
	metricKind      kind = 'm'
	objectiveKind   kind = 'o'
	unitKindRef     kind = 'u'
	personKind      kind = 'p'
	perspectiveKind kind = 'l'
	visionKind      kind = 'v'
	companyKind     kind = 'c' // the whole organisation
)

// A named is one thing a phrase may stand for.
type named struct {
	ref     Ref
	kind    kind
	via     string
	rank    int // 0 its own name, 1 an alias or synonym, 2 a turned-round or short form
	inverse bool
	capital bool // counts only when typed in capitals
	action  bool // it is named by what is being done for it
}

// A node is a step through the words of names.
type node struct {
	next map[string]*node
	ends []named
}

// NewLexicon reads every name of x. It takes well under a second for 10,000 metrics.
func NewLexicon(x *scorecard.Index) *Lexicon {
	l := &Lexicon{index: x, words: newVocabulary(), root: &node{}, kinds: map[Ref]kind{}, parts: map[string][]Ref{}, pairs: map[string][]Ref{}, told: map[string][]told{}, home: map[string]bool{}, sense: englishSense}
	l.addPlaces()
	l.addPeople()
	l.addAims()
	for _, m := range x.Metrics {
		if m.Retired != nil {
			continue
		}
		l.add(m.Name, named{ref: Ref(m.ID), kind: metricKind})
		l.addParts(m.Name, Ref(m.ID))
		l.addPairs(m.Name, Ref(m.ID))
		l.addTold(m.Name, named{ref: Ref(m.ID), kind: metricKind})
		for _, s := range m.Synonyms {
			l.addTold(s, named{ref: Ref(m.ID), kind: metricKind})
			l.add(s, named{ref: Ref(m.ID), kind: metricKind, rank: 1})
		}
		for _, s := range m.Inverse {
			l.addTold(s, named{ref: Ref(m.ID), kind: metricKind, inverse: true})
			l.add(s, named{ref: Ref(m.ID), kind: metricKind, rank: 1, inverse: true})
		}
	}
	l.addHome()
	l.goal = goalOf(x.Vision)
	return l
}

// share is a percentage in a text.
var share = regexp.MustCompile(`(\d+(?:\.\d+)?)\s?(?:%|percent)`)

// goalOf is the number of the vision: as it is stated, or else the only
// percentage in its words.
func goalOf(v scorecard.Vision) decimal.NullDecimal {
	if v.Target.Valid {
		return v.Target
	}
	if all := share.FindAllStringSubmatch(v.Text, 2); len(all) == 1 {
		return decimal.NewNullDecimal(decimal.RequireFromString(all[0][1]))
	}
	return decimal.NullDecimal{}
}

// addPlaces adds units, perspectives and the vision.
func (l *Lexicon) addPlaces() {
	for _, w := range english.vision {
		l.add(w, named{ref: VisionRef, kind: visionKind, rank: 1})
	}
	for _, p := range l.index.Perspectives {
		l.kinds[Ref(p.ID)] = perspectiveKind
		for rank, name := range append([]string{p.Name}, p.Aliases...) {
			n := named{ref: Ref(p.ID), kind: perspectiveKind, rank: min(rank, 1)}
			for _, w := range english.perspective {
				l.add(name+" "+w, n)
			}
			if rank == 0 {
				n.rank = 2
				l.addHead(name, n)
			}
			l.add(name, n)
		}
	}
	root := l.index.Root()
	for _, name := range append([]string{l.index.Organisation.Name}, l.index.Organisation.Aliases...) {
		l.add(name, named{ref: Ref(l.index.Organisation.ID), kind: companyKind})
	}
	for _, u := range l.index.Units {
		if root != nil && u.ID == root.ID && len(l.index.UnitsBelow(u.ID)) > 1 {
			for _, name := range append([]string{u.Name}, u.Aliases...) {
				l.add(name, named{ref: Ref(u.ID), kind: companyKind})
			}
			continue
		}
		for rank, name := range append([]string{u.Name}, u.Aliases...) {
			n := named{ref: Ref(u.ID), kind: unitKindRef, rank: min(rank, 1)}
			l.add(name, n)
			l.addParts(name, n.ref)
			if head, tail, ok := cutLast(name); ok && english.office[strings.ToLower(tail)] && len(head) >= telling {
				l.add(head, named{ref: n.ref, kind: unitKindRef, rank: 1}) // "planning" for the Planning Office
			}
			n.rank, n.capital = 0, false
			for _, w := range english.unit {
				l.addPlain(name+" "+w, n)
			}
		}
	}
}

// addHead files a perspective of several words under the first of them, beside
// what perspectives hold: "care metrics" for Care processes.
func (l *Lexicon) addHead(name string, n named) {
	head, _, ok := strings.Cut(name, " ")
	if !ok || len(head) < 4 {
		return
	}
	for _, w := range slices.Concat(english.perspective, []string{"metrics", "kpis", "numbers", "objectives", "goals", "measures"}) {
		l.add(head+" "+w, n)
	}
}

// telling is how long the rest of a unit's name must be to go without its "team".
const telling = 6

func cutLast(name string) (head, tail string, ok bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}

// addPeople adds full names, and first and last names as shorter forms.
func (l *Lexicon) addPeople() {
	for _, p := range l.index.People {
		l.add(p.Name, named{ref: Ref(p.ID), kind: personKind})
		parts := strings.Fields(p.Name)
		if len(parts) > 1 {
			l.add(parts[0], named{ref: Ref(p.ID), kind: personKind, rank: 1})
			l.add(parts[len(parts)-1], named{ref: Ref(p.ID), kind: personKind, rank: 1})
		}
		for _, a := range p.Aliases {
			l.add(a, named{ref: Ref(p.ID), kind: personKind, rank: 1})
		}
		if p.Title != "" {
			l.add(p.Title, named{ref: Ref(p.ID), kind: personKind, rank: 2})
		}
	}
}

// addAims adds objectives and actions.
func (l *Lexicon) addAims() {
	for _, o := range l.index.Objectives {
		if o.Retired != nil {
			continue
		}
		l.add(o.Name, named{ref: Ref(o.ID), kind: objectiveKind})
		l.addTold(o.Name, named{ref: Ref(o.ID), kind: objectiveKind})
		l.addDoing(o.Name, named{ref: Ref(o.ID), kind: objectiveKind})
		l.addDeed(o.Name, Ref(o.ID))
		for _, a := range o.Aliases {
			l.addDoing(a, named{ref: Ref(o.ID), kind: objectiveKind})
			l.add(a, named{ref: Ref(o.ID), kind: objectiveKind, rank: 1})
			l.addTold(a, named{ref: Ref(o.ID), kind: objectiveKind})
		}
	}
	l.addOpposites()
	for _, a := range l.index.Strategy.Actions {
		l.add(a.Name, named{ref: Ref(a.Objective), kind: objectiveKind, rank: 2, action: true})
		if head := headOf(a.Name); head != "" {
			l.add(head, named{ref: Ref(a.Objective), kind: objectiveKind, rank: 3, action: true})
		}
		l.addTold(a.Name, named{ref: Ref(a.Objective), kind: objectiveKind, action: true})
	}
}

// addOpposites lets a word that an aim goes by also be what the inverse names of
// numbers are about: "retention" is an aim, and what falls when churn or staff
// turnover rises.
func (l *Lexicon) addOpposites() {
	for _, o := range l.index.Objectives {
		for _, a := range o.Aliases {
			if o.Retired != nil || strings.Contains(a, " ") {
				continue
			}
			for _, m := range l.index.Metrics {
				if m.Retired == nil && slices.ContainsFunc(m.Inverse, func(name string) bool { return isAbout(name, a) }) {
					l.add(a, named{ref: Ref(m.ID), kind: metricKind, rank: 1, inverse: true})
				}
			}
		}
	}
}

// isAbout reports whether a name of two words has word as one of them.
func isAbout(name, word string) bool {
	f := strings.Fields(strings.ToLower(name))
	return len(f) == 2 && slices.Contains(f, strings.ToLower(word))
}

// headOf is what stands in a name before its first "for", "in" and the like, where
// that is two words or more: "second site" of Second site for the learning platform.
func headOf(name string) string {
	ts := tokens(name)
	for i, t := range ts {
		if english.joints[t.low] || t.low == "to" || t.low == "with" || t.low == "by" || t.low == "into" {
			if i < 2 || english.fillers[ts[i-1].low] {
				return ""
			}
			return strings.TrimSpace(name[:t.start])
		}
	}
	return ""
}

// addDoing adds an aim by what doing it is called: "getting medicines right".
func (l *Lexicon) addDoing(name string, n named) {
	verb, rest, ok := strings.Cut(name, " ")
	if doing := gerund(strings.ToLower(verb)); ok && doing != "" {
		n.rank = 1
		l.addPlain(doing+" "+rest, n)
		if own, cut := strings.CutPrefix(rest, "our "); cut {
			l.addPlain(doing+" "+own, n)
		}
	}
}

// gerund returns the -ing form of an everyday verb; empty when there is none.
func gerund(verb string) string {
	if !isOrdinary(verb) || len(verb) < 2 {
		return ""
	}
	for _, w := range []string{strings.TrimSuffix(verb, "e") + "ing", verb + verb[len(verb)-1:] + "ing", verb + "ing"} {
		if isOrdinary(w) {
			return w
		}
	}
	return ""
}

// add files a name under its words. Short aliases in capitals, such as IT or
// CS, count only in capitals when their letters are a word as well.
func (l *Lexicon) add(name string, n named) {
	n.capital = capitalOnly(name)
	l.addPlain(name, n)
	for _, end := range []string{" we are", " it is", " they are"} { // "how full we are" is asked as "how full are we"
		if head, ok := strings.CutSuffix(name, end); ok && strings.HasPrefix(head, "how ") {
			f := strings.Fields(end)
			l.addPlain(head+" "+f[1]+" "+f[0], n)
		}
	}
	ts := tokens(name)
	if k := len(ts); n.kind == metricKind && n.rank == 0 && k > 1 {
		turned := ts[k-1].raw + " of " + strings.TrimSpace(name[:ts[k-1].start])
		n.rank = 2
		l.addPlain(turned, n)
	}
}

func (l *Lexicon) addPlain(name string, n named) {
	if n.via = name; l.kinds[n.ref] == 0 {
		l.kinds[n.ref] = n.kind
	}
	at := l.root
	count := 0
	for _, t := range tokens(name) {
		if english.articles[t.low] {
			continue
		}
		l.words.add(t.stem)
		count++
		if at.next == nil {
			at.next = map[string]*node{}
		}
		if at.next[t.stem] == nil {
			at.next[t.stem] = &node{}
		}
		at = at.next[t.stem]
	}
	if count == 0 || slices.ContainsFunc(at.ends, func(e named) bool { return e.ref == n.ref && e.rank <= n.rank }) {
		return
	}
	at.ends = append(at.ends, n)
	slices.SortStableFunc(at.ends, func(a, b named) int { return cmp.Compare(a.rank, b.rank) })
}

// capitalOnly reports whether an alias is an abbreviation that is another word,
// or next to nothing, in lower case.
func capitalOnly(name string) bool {
	return len(name) <= 3 && name == strings.ToUpper(name) && strings.ToLower(name) != name &&
		(len(name) <= 1 || isOrdinary(strings.ToLower(name)))
}
