package understand

import (
	"maps"
	"regexp"
	"strings"
	"sync"
)

// A language is everything that reading questions knows about one language.
// Names come from the strategy and may be in any.
type language struct {
	contractions map[string]string // "what's" to "what is"
	slang        map[string]string // "shd" to "should"
	tails        map[string]string // "re" to "are"
	articles     map[string]bool   // skipped inside names
	vision       []string          // words for the vision
	perspective  []string          // words that follow a perspective's name
	unit         []string          // words that follow a unit's name
	office       map[string]bool   // what the name of a unit may end in without its saying more
	plain        map[string]bool   // words that carry no subject: they need no explanation
	business     map[string]bool   // words about scorecards in general
	common       map[string]bool   // everyday words that say something of what is named
	fillers      map[string]bool   // left out before cues are looked for
	listed       map[string]bool   // what a perspective's bare name stands before: "customer metrics"
	verbNames    map[string]string // names that are everyday words, with what follows when the word is meant
	doers        map[string]bool   // stand before such a word when it is a verb
	own          [][]string        // the asker's own team: "my team", longest first
	yesNo        map[string]bool   // open a question about a state rather than for a list
	joints       map[string]bool   // tie a longer name together: "revenue of"
	suppose      map[string]bool   // open a supposition
	except       map[string]bool   // open an exclusion
	ofWork       map[string]bool   // are said of what people answer for
	attains      map[string]bool   // stand before a number that is to be reached
	things       map[string]bool   // verbs of the cues that are more often things
	person       map[string]bool   // pronouns for people
	thing        map[string]bool   // pronouns for things
	one          map[string]bool   // … that stand for one of them
	ways         map[string]string // verbs of moving, to up, down, better or worse
	extra        map[string]bool   // make a number a step: "another 500k"
	whenReached  *regexp.Regexp    // asks when something will be
	wonders      map[string]bool   // ask what comes of a step
	multiples    map[string]int64  // "doubles" is +100 %
	shares       map[string]int64  // "by half" is 50 %
	few          map[string]int    // "a couple of weeks"
	last         map[string]bool   // stand before a stretch up to now
	over         map[string]bool   // stand before a stretch
	whole        map[string]bool   // stand between its number and its unit
	atLeast      map[string]bool   // stand before the number of a stretch
	course       map[string]bool   // stand behind it: "6-week trend"
	units        map[string]Window // of time
	weekly       map[string]bool   // stand before the number of a week
	partly       map[string]bool   // "early", "mid"
	quarters     map[string]int
	seasons      map[string]int  // the month in which they begin
	ago          map[string]bool // "three weeks ago"
	begins       map[string]bool // "the start of"
	bounds       map[string]bool // stand before where something begins or ends
	inTime       map[string]bool // stand before a time that is meant
	merely       map[string]bool // "not just this week"
	compares     map[string]bool // set one time beside another
	reasons      *regexp.Regexp  // ask for more than a course
	months       []string
	statuses     [][2]string // the longest first
	drifts       [][2]string // how what is listed moved: better, worse, changed
	progress     [][2]string // of actions
	states       [][2]string // of updates
	evidence     [][2]string
	opening      *regexp.Regexp    // polite beginnings
	workOf       *regexp.Regexp    // "what we do in" a team
	sure         *regexp.Regexp    // asks how well something is known: "how sure are we"
	chore        *regexp.Regexp    // asks how to get something done in the office
	anchors      *regexp.Regexp    // words that only a scorecard has
	measures     *regexp.Regexp    // words that end the names of numbers
	asks         map[string]bool   // begin what is asked behind what is supposed
	oneThing     *regexp.Regexp    // asks for the colour of one thing that is not named: "why is my eye red"
	weOf         *regexp.Regexp    // "we in digital"
	wanted       *regexp.Regexp    // "if we want", which supposes nothing
	doing        *regexp.Regexp    // "being done", which asks for no finished action
	howTo        *regexp.Regexp    // asks for instructions
	actsOnIt     *regexp.Regexp    // … and one that something named acts on
	itActs       *regexp.Regexp    // a pronoun that acts on something named
	hints        []described       // descriptions of numbers that share no word with their names
	actsVerb     *regexp.Regexp    // a verb of acting on its own
	when         map[string]bool   // say when, and nothing else
	causing      map[string]bool   // make something so: "keep customers loyal"
	degrees      map[string]bool   // stand before how something is made: "more loyal"
	anyone       map[string]bool   // are made so without saying who: "makes us safer"
	passesOn     map[string]bool   // are what an asker does with an answer: "I have to tell the board"
	counts       map[string]bool   // say that numbers are meant: "the scores of my team"
	portions     map[string]bool   // say how much of something: "the share of late deliveries"
	inside       map[string]bool   // stand before what something belongs to
	colours      map[string]bool   // show that a list of colours is asked for
	toWhom       *regexp.Regexp    // "explain to a newcomer why"
	joins        map[string]bool   // stand between the names of a list
	unowned      *regexp.Regexp    // that nobody answers for
	idle         *regexp.Regexp    // with nothing being done about it
	turned       *regexp.Regexp    // came to stand as they do: "turned red"
	besides      *regexp.Regexp    // sets one thing beside another
	audience     *regexp.Regexp    // "for the board", at the end
	halves       map[string]bool   // stand behind half of one: "half a point"
	roots        map[string]string // words whose family no ending shows
	endings      []ending          // taken off where families are compared
	measuring    map[string]bool   // words of names that say how something is counted
	people       map[string]bool   // whom sentences are about, whatever the map
	acting       *regexp.Regexp    // "I" or "we" as the doers
	beyond       *regexp.Regexp    // never about a map
	followUp     *regexp.Regexp    // openings of a follow-up
	tells        map[string]bool   // open a clause that tells why somebody asks
	pleas        [][]string        // said before what is asked: "may i ask"
	thanks       [][]string        // said after what was asked
	excuses      map[string]bool   // pairs of words in which "not" denies nothing
	keeps        map[string]bool   // keep a clause from being an aside
	terms        map[string]string // words of scorecards in general, by what is said of them
	termAsked    []*regexp.Regexp  // what asks for their meaning
	nth          map[string]int    // of a list; -1 is the last
	follows      []followUp        // short questions that go on from one before
	goesOn       *regexp.Regexp    // their openings
	stepping     map[string]bool   // stand beside nothing but a step: "and what about 20 %"
	doesTo       *regexp.Regexp    // what a step does to something named last
	couldBe      *regexp.Regexp    // offers a reason: "could it be late deliveries"
	hasPart      *regexp.Regexp    // whether something has a part in it
	mine         *regexp.Regexp    // what the asker has to do with: "and mine?"
	within       *regexp.Regexp    // points at what was asked about as a whole: "what is red in it"
	notVia       *regexp.Regexp    // not by way of what is named last
	actsOn       *regexp.Regexp    // a verb of acting before a name
	asksValue    *regexp.Regexp    // asks for a number in so many words
	cues         []asking          // what asks for what, the most telling first
	needed       *needIndex        // what they need
	forms        forms             // what they made of lines before
	cueing       map[string]bool   // the words those are written with
}

// known reports whether w is a word the language's own lists hold.
func (g *language) known(w string) bool { return g.plain[w] || g.business[w] || g.cueing[w] }

// wordSet makes a set of the words of s.
func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// pairs reads "a=b c" entries, one a line.
func pairs(s string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(s) {
		if k, v, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			m[k] = v
		}
	}
	return m
}

// prepare compiles what the language's tables say.
func (g *language) prepare(cues string, verbs map[string]string) {
	g.cues = askings(cues, verbs)
	g.needed = indexNeeds(g.cues)
	g.cueing = cueWords(cues, verbs)
	for w := range g.ways {
		g.cueing[w] = true
	}
	for w := range g.multiples {
		g.cueing[w] = true
	}
	for w := range g.shares {
		g.cueing[w] = true
	}
	for _, set := range []map[string]bool{g.suppose, g.except} {
		maps.Copy(g.cueing, set)
	}
}

// cueVocabulary holds the words of cues and lists, for misspelt ones.
var cueVocabulary = sync.OnceValue(func() *vocabulary {
	v := newVocabulary()
	for _, set := range []map[string]bool{english.cueing, english.plain, english.business} {
		for w := range set {
			if len(w) >= 4 {
				v.add(w)
			}
		}
	}
	return v
})

func phrases(s string) [][]string {
	var out [][]string
	for line := range strings.Lines(s) {
		if f := strings.Fields(line); len(f) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func table(s string) [][2]string {
	var out [][2]string
	for line := range strings.Lines(s) {
		if k, v, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			out = append(out, [2]string{k, v})
		}
	}
	return out
}

func ways(up, down, better, worse string) map[string]string {
	m := map[string]string{}
	for way, words := range map[string]string{"up": up, "down": down, "better": better, "worse": worse} {
		for _, w := range strings.Fields(words) {
			m[w] = way
		}
	}
	return m
}

// A described ties a description to the names it may stand for.
type described struct{ pattern, names *regexp.Regexp }

// families reads lines of "fell fallen=fall": each word with what it comes to.
func families(s string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(s) {
		words, base, ok := strings.Cut(strings.TrimSpace(line), "=")
		if !ok {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			m[w] = base
		}
		m[base] = base
	}
	return m
}
