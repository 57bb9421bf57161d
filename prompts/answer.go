package prompts

import (
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A Stand is a metric by name, with who answers for it and how it stands.
type Stand struct {
	Name  string
	Owner string // empty: nobody
	Goal  string // the target in words; empty: none
	scorecard.Standing
}

// A Hop is an arrow between two objectives by name.
type Hop struct {
	From, To string
	Lag      int // weeks
	Evidence scorecard.EvidenceWord
	Lowers   bool // doing better here costs there
	Alike    int  // other hops of the route that are just as weak
}

// A Stop is an objective on a route and how one gets there.
type Stop struct {
	Objective string
	Owner     string
	Hop       *Hop   // nil at the start
	Stand     *Stand // the headline metric; nil: none
	Worse     *Stand // another metric of the objective that stands worse
	Told      bool   // described above already: the name will do
}

// Evidence says what is known of an arrow. It never says "proves".
func Evidence(w scorecard.EvidenceWord) string {
	switch w {
	case scorecard.Confirmed:
		return "consistent with the readings so far"
	case scorecard.Contradicted:
		return "the readings moved the other way"
	}
	return "believed, not yet tested"
}

// Goal writes a target in words, without its date: "96%", "between 18 °C and 21 °C", "yes".
func (v Voice) Goal(m *scorecard.Metric, t scorecard.Target) string {
	return v.plain("answer/goal", map[string]any{"M": m, "T": t})
}

// AmberLine says where amber ends and red begins.
func (v Voice) AmberLine(m *scorecard.Metric, t scorecard.Target) string {
	line := v.Value(m.Measure, t.Amber.Decimal)
	if m.Direction == scorecard.InRange {
		line = v.Difference(m.Measure, t.Amber.Decimal)
	}
	return v.plain("answer/amber", map[string]any{"Line": line, "Better": m.Direction})
}

// Difference writes a distance between two values of a measure. Percentages
// differ by percentage points, not by percent.
func (v Voice) Difference(m scorecard.Measure, d decimal.Decimal) string {
	if m.Kind() == scorecard.PercentMeasure {
		return v.Number(d) + " percentage " + plural(d, "point")
	}
	return v.Value(m, d)
}

func plural(d decimal.Decimal, noun string) string {
	if d.Abs().Equal(decimal.NewFromInt(1)) {
		return noun
	}
	return noun + "s"
}

// Label fits a text onto a button.
func Label(s string) string {
	const most = 75 // see chat.Button
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}
