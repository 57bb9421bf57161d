package understand

import (
	"slices"
	"strings"
)

// A hint is what a word or phrase of a reply does to the numbers around it.
type hint string

const (
	noCue    hint = ""
	filler   hint = "filler"  // says nothing: "we're at"
	roughly  hint = "approx"  // "about"
	atLeast  hint = ">="      // a bound, not a value
	moreThan hint = ">"       // …
	atMost   hint = "<="      // …
	lessThan hint = "<"       // …
	rising   hint = "up"      // a change: "up 3", "3 more"
	falling  hint = "down"    // …
	reaching hint = "to"      // the number after it is where it went
	leaving  hint = "from"    // the number after it is where it was
	earlier  hint = "was"     // likewise, when another number says what is
	before   hint = "before"  // "last week": the number beside it is the earlier one
	aim      hint = "target"  // the number beside it is a target
	sorry    hint = "correct" // what follows replaces what came before
	unmoved  hint = "same"    // "no change"
	yet      hint = "still"   // "still 28.4"
	span     hint = "between" // a range follows
	joining  hint = "and"     // between things of one kind
	reason   hint = "because" // a comment begins
	negation hint = "not"     // what follows is denied
	nothing  hint = "zero"    // "none"
	outOf    hint = "of"      // "8 out of 10"
	polite   hint = "polite"  // "thanks": no comment either
	halves   hint = "half"    // a fraction in words
	arrow    hint = "arrow"   // 72 → 74
	unsure   hint = "unsure"  // "maybe", "I guess": say it back first
)

// hintOrder settles what a phrase listed twice in one language means: the later wins.
var hintOrder = []hint{filler, polite, yet, roughly, joining, reason, outOf, reaching, rising, falling, moreThan, lessThan, atMost, atLeast, arrow, leaving, earlier, before, unmoved, nothing, aim, span, sorry, halves, negation, unsure}

// cueTables are the phrases by the languages of a reader: their own before English.
var cueTables = func() map[string]map[string]hint {
	all := map[string]map[string]hint{}
	for _, lang := range replyLanguages {
		t := map[string]hint{}
		for _, l := range slices.Compact([]string{"en", lang}) {
			for _, c := range hintOrder {
				for _, p := range replyWords[l][string(c)] {
					t[p] = strongerCue(t[p], c, l == lang && lang != "en")
				}
			}
			movingCues(t, rising, " up", replyWords[l]["verbs up"])
			movingCues(t, falling, " down", replyWords[l]["verbs down"])
		}
		all[lang] = t
	}
	return all
}()

// movingCues adds "crept up to" and its like to a table, where it says nothing
// of them yet.
func movingCues(t map[string]hint, way hint, along string, verbs []string) {
	add := func(phrase string, c hint) {
		if t[phrase] == noCue {
			t[phrase] = c
		}
	}
	for _, v := range strings.Fields(strings.Join(verbs, " ")) {
		for _, to := range []string{" to", " back to", along + " to", along + " at", " back" + along + " to"} {
			add(v+to, reaching)
		}
		for _, by := range []string{along, along + " by"} {
			add(v+by, way)
		}
		if v != "went" && v != "moved" && v != "came" && v != "edged" {
			add(v, way)
			add(v+" by", way)
		}
	}
}

// strongerCue decides what a phrase listed twice means. A word of the reader's
// own language that raises a doubt wins over the English one.
func strongerCue(old, c hint, own bool) hint {
	if old == noCue || doubt(c) >= doubt(old) || own && old == filler {
		return c
	}
	return old
}

func doubt(c hint) int {
	switch c {
	case filler, polite:
		return 0
	case reason, joining:
		return 1
	}
	return 2
}
