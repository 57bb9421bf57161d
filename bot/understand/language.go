package understand

import "strings"

// A language is everything that reading questions knows about one language.
// Names come from the strategy and may be in any.
type language struct {
	contractions map[string]string // "what's" to "what is"
	tails        map[string]string // "re" to "are"
	articles     map[string]bool   // skipped inside names
	vision       []string          // words for the vision
	perspective  []string          // words that follow a perspective's name
	unit         []string          // words that follow a unit's name
	plain        map[string]bool   // words that carry no subject: they need no explanation
	business     map[string]bool   // words about scorecards in general
	cues         []asking          // what asks for what, the most telling first
}

// known reports whether w is a word the language's own lists hold.
func (g *language) known(w string) bool { return g.plain[w] || g.business[w] }

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
