package answer

import (
	"slices"
	"strings"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// GapKind says what a map lacks.
type GapKind string

const (
	NoRouteGap   GapKind = "no_route"   // nothing leads from From to To
	NoDriversGap GapKind = "no_drivers" // nothing drives From
	NoEffectsGap GapKind = "no_effects" // nothing follows from From
	UnknownGap   GapKind = "unknown"    // Word names nothing
)

// A Gap is something that was asked for and that the map does not hold. It names
// no person, and nothing that not everybody may see.
type Gap struct {
	Kind GapKind          `json:"kind"`
	From []understand.Ref `json:"from,omitempty"` // empty: what a person answers for
	To   []understand.Ref `json:"to,omitempty"`
	Word string           `json:"word,omitempty"` // in lower case
}

// gapBetween is the gap of a question about two ends.
func (t *talk) gapBetween() []Gap {
	g := Gap{Kind: NoRouteGap}
	var ok1, ok2 bool
	g.From, ok1 = t.openRefs(t.in.Subject)
	g.To, ok2 = t.openRefs(t.in.Object)
	if !ok1 || !ok2 {
		return nil
	}
	return []Gap{g}
}

// gapAround is the gap of a question about what drives something, or follows
// from it.
func (t *talk) gapAround(up bool) []Gap {
	g := Gap{Kind: NoEffectsGap}
	if up {
		g.Kind = NoDriversGap
	}
	var ok bool
	if g.From, ok = t.openRefs(t.in.Subject); !ok || len(g.From) == 0 {
		return nil
	}
	return []Gap{g}
}

// openRefs leaves out people; false when something is restricted.
func (t *talk) openRefs(refs []understand.Ref) ([]understand.Ref, bool) {
	var out []understand.Ref
	for _, e := range t.ends(refs) {
		switch {
		case e.kind == aMetric && !e.metric.Open(), e.kind == anObjective && len(e.objective.VisibleTo) > 0:
			return nil, false
		case e.kind != aPerson:
			out = append(out, e.ref)
		}
	}
	return out, true
}

// unknown returns the words of the question that name nothing, fit for a line.
func (t *talk) unknown() []string {
	var out []string
	for _, w := range t.in.Unknown {
		if w = shown(w, maxWord); w != "" {
			out = append(out, w)
			t.enter(scorecard.Fact{Kind: scorecard.GapFact, Text: w})
		}
	}
	return out
}

// gapWords are the gaps of words that name nothing. Parts of people's names are
// none: whom somebody asked about is nobody's business.
func (t *talk) gapWords() []Gap {
	var out []Gap
	for _, w := range t.in.Unknown {
		if w = strings.ToLower(strings.Join(strings.Fields(w), " ")); fitWord(w) && !t.ofAPerson(w) {
			out = append(out, Gap{Kind: UnknownGap, Word: w})
		}
	}
	return out
}

func (t *talk) ofAPerson(word string) bool {
	parts := strings.Fields(word)
	return slices.ContainsFunc(t.full.People, func(p scorecard.Person) bool {
		names := strings.Fields(strings.ToLower(p.Name + " " + strings.Join(p.Aliases, " ")))
		return slices.ContainsFunc(parts, func(w string) bool { return slices.Contains(names, w) })
	})
}
