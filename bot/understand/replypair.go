package understand

import (
	"regexp"
	"strings"
)

// pair settles what two numbers of one clause say together: a range, "from 72
// to 74", "8 out of 10", "74 (was 72)".
func (c *clause) pair(at []int) {
	for k := 0; k+1 < len(at); k++ {
		a, b := &c.said[k], &c.said[k+1]
		between := c.ps[at[k]+1 : at[k+1]]
		e := lookAround(between, true)
		if e.unknown > 0 {
			if dash := strings.Trim(joined(between), " "); dash == "-" || dash == "–" || dash == "−" || dash == "±" || dash == "+-" {
				a.role, b.role = rangeRole, rangeRole
			}
			continue
		}
		switch {
		case len(between) == 0 && a.amount.word && !b.amount.word && b.amount.unit.kind == timeUnit && a.amount.unit.kind == noUnit:
			a.role, b.role = nounRole, nounRole // "one 25 minute outage"
		case a.role == rangeRole:
			b.role = rangeRole
		case e.has(joining) && itsNumber.MatchString(joined(between)):
			a.role = nounRole // "we got 312 responses and the score is 44"
		case e.has(outOf) && a.amount.unit.kind == noUnit && b.amount.unit.kind == timeUnit && len(between) > 1:
			b.role = nounRole // "one outage of 43 minutes"
		case e.has(outOf) && !e.has(aim) && a.role != deltaRole, b.role != targetRole && a.amount.partOf(b.amount) && ofWords[joined(between)]:
			*a = saying{role: ratioRole, amount: a.amount, whole: b.amount, clause: a.clause, start: a.start, approx: a.approx}
			b.role = noRole
		case e.has(arrow) && (a.role == levelRole || a.role == earlierRole):
			a.role, b.role = earlierRole, levelRole
		case e.has(reaching) && a.role == earlierRole && b.role == levelRole:
		case e.has(reaching) && a.role == levelRole:
			a.role, b.role = rangeRole, rangeRole
		case e.has(negation) && (strings.HasPrefix(joined(between), "no ") || joined(between) == "no" || joined(between) == "nein" || joined(between) == "non"):
			a.role, b.role = rangeRole, rangeRole // "70 no 75" takes the first back, "70 not 75" the second
		case e.has(joining) && e.first() == before && a.role == levelRole && b.role == levelRole:
			a.role, b.past = earlierRole, false // "was 6.2 last week and is 5.8 now"
		case e.has(joining) && a.role == targetRole && len(between) > 1:
			b.role = weakRole // "we needed 230 and got 219"
		case len(between) == 0 || e.has(joining):
			a.role, b.role = rangeRole, rangeRole
		case b.amount.minus && len(e.cues) == 0:
			a.role, b.role = rangeRole, rangeRole
		case e.has(earlier) && a.role == levelRole && b.role == levelRole:
			b.role = earlierRole
		case a.past && !b.past && b.role == levelRole && a.role == levelRole:
			a.role = earlierRole
		case b.past && !a.past && b.role == levelRole && a.role == levelRole:
			b.role = earlierRole
		}
	}
}

// itsNumber goes on from another number to the one that was asked for.
var itsNumber = regexp.MustCompile(`(?:and|und|et|y) (?:the |our |my |der |die |das |le |la |el )?(?:score|number|figure|value|result|rate|index|wert|zahl|ergebnis|quote|chiffre|valeur|résultat|taux|valor|resultado|tasa|cifra) (?:is|was|at|comes to|came to|ist|liegt bei|est|est de|es)(?: at| now)?$`)

// ofWords stand between a part and its whole, though alone they say less: "3 of
// the 120", "3 in 120", "3 von 120".
var ofWords = map[string]bool{"of the": true, "of our": true, "of all": true, "in": true, "von": true, "von den": true, "der": true, "de": true, "des": true, "de las": true, "de los": true}

// scaleEnds are the ends of the scales that people rate on: "4.4 von 5".
var scaleEnds = map[string]bool{"5": true, "6": true, "7": true, "10": true, "20": true, "100": true}

// partOf reports whether n can be some of whole: both counted in wholes, n the
// smaller, and neither with a unit of its own.
func (n *amount) partOf(whole *amount) bool {
	if len(n.readings) != 1 || len(whole.readings) != 1 || n.unit.kind != noUnit || whole.unit.kind != noUnit && whole.unit.kind != ownUnit || n.minus || whole.minus || n.plus || whole.plus {
		return false
	}
	a, b := n.readings[0], whole.readings[0]
	return (a.IsInteger() || scaleEnds[b.String()]) && b.IsInteger() && a.LessThan(b) && !n.whole.Valid && !whole.whole.Valid
}
