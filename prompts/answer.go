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
	Page  string // where there is more of it; empty: nowhere
	scorecard.Standing
}

// Way is how it moved since the reading before; empty where it moved and was as good
// before, as within a range.
func (s Stand) Way() scorecard.Trend {
	if s.Trend == scorecard.Same && s.HasPrev && !s.Prev.Value.Equal(s.Reading.Value) {
		return ""
	}
	return s.Trend
}

// Link is the metric's name, as a link to its page.
func (s Stand) Link() Marked { return linked(s.Name, s.Page) }

// Linked is Link in bold.
func (s Stand) Linked() Marked { return "**" + s.Link() + "**" }

func linked(name, page string) Marked {
	if page == "" {
		return esc(name)
	}
	return "[" + esc(name) + "](" + Marked(page) + ")"
}

// A Hop is an arrow between two objectives by name.
type Hop struct {
	From, To string
	Lag      int // weeks
	Evidence scorecard.EvidenceWord
	Known    string // see Known; empty: no more than Evidence
	Lowers   bool   // doing better here costs there
	Alike    int    // other hops of the route that are just as weak
}

// Says is what is known of the arrow.
func (h Hop) Says() string {
	if h.Known != "" {
		return h.Known
	}
	return Evidence(h.Evidence)
}

// A Stop is an objective on a route and how one gets there.
type Stop struct {
	Objective string
	Owner     string
	Hop       *Hop   // nil at the start
	Stand     *Stand // the headline metric; nil: none
	Worse     *Stand // another metric of the objective that stands worse
	Told      bool   // described above already: the name will do
	Page      string // of the objective
}

// Linked is the objective's name in bold, as a link to its page.
func (s Stop) Linked() Marked { return "**" + linked(s.Objective, s.Page) + "**" }

// A SaidAt is where a reading was said.
type SaidAt struct {
	Who    string // empty: nobody known
	Metric string
	Period scorecard.Period
	URL    string
}

// SaidAt links to where the readings that an answer cites were said.
func (v Voice) SaidAt(all []SaidAt) string {
	var links []Marked
	for _, s := range all {
		links = append(links, linked(v.plain("answer/said-by", s), s.URL))
	}
	return v.say("answer/said-at", links)
}

// Evidence says what is known of an arrow. It never says "proves", and of one
// that is not settled it does not say whether it was tested: LedgerWord does.
func Evidence(w scorecard.EvidenceWord) string {
	switch w {
	case scorecard.Confirmed:
		return "consistent with the readings so far"
	case scorecard.Contradicted:
		return "the readings moved the other way"
	}
	return "still a hypothesis"
}

// Held says how arrows are counted: by what the readings say of them, or, where
// those cannot tell, by what is stated.
func Held(w scorecard.EvidenceWord) string {
	switch w {
	case scorecard.Confirmed:
		return "held to be confirmed"
	case scorecard.Contradicted:
		return "held to be contradicted"
	}
	return Evidence(w)
}

// Goal writes a target in words, without its date: "96%", "between 18 °C and 21 °C", "yes".
func (v Voice) Goal(m *scorecard.Metric, t scorecard.Target) string {
	return goals.get(goal{v, m.Measure, m.Direction, t.Value, t.Low, t.High}, func() string {
		return v.plain("answer/goal", map[string]any{"M": m, "T": t})
	})
}

// A goal is all that the words for a target depend on. They are said with every
// number, so they are kept.
type goal struct {
	Voice
	scorecard.Measure
	scorecard.Direction
	value, low, high decimal.NullDecimal
}

var goals memo[goal]

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
