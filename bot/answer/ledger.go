package answer

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// A ledger hands out names and numbers for an answer and enters each as a Fact
// when it does. What an answer says goes through its ledger, which is why what
// is not in a Fact cannot be said.
type ledger struct {
	*view
	voice prompts.Voice
	facts []scorecard.Fact
	many  map[scorecard.Fact]bool // all facts, once they are many
	cited []scorecard.Reading     // whose words or value are shown, and that link to where they were said
}

func (l *ledger) enter(f scorecard.Fact) {
	if l.entered(f) {
		return
	}
	if l.many != nil {
		l.many[f] = true
	}
	if l.facts == nil {
		l.facts = make([]scorecard.Fact, 0, few)
	}
	f.ID = "F" + strconv.Itoa(len(l.facts)+1)
	l.facts = append(l.facts, f)
}

// few is how many facts are sooner looked through than looked up.
const few = 32

// entered reports whether a fact, which has no ID yet, is in the ledger.
func (l *ledger) entered(f scorecard.Fact) bool {
	if l.many == nil && len(l.facts) > few {
		l.many = make(map[scorecard.Fact]bool, 2*len(l.facts))
		for _, g := range l.facts {
			g.ID = ""
			l.many[g] = true
		}
	}
	if l.many != nil {
		return l.many[f]
	}
	for i := range l.facts {
		if f.ID = l.facts[i].ID; f == l.facts[i] {
			return true
		}
	}
	return false
}

// maxName is how much of a name is shown: a name, not a paragraph.
const maxName = 80

// shown is a text as it stands in a line: one line, and not endless.
func shown(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		return strings.TrimSpace(string(r[:limit-1])) + "…"
	}
	return s
}

func (l *ledger) person(id scorecard.PersonID) string {
	p := l.Person(id)
	if p == nil {
		return ""
	}
	name := cmp.Or(p.Name, string(p.ID))
	l.enter(scorecard.Fact{Kind: scorecard.OwnerFact, Person: id, Text: name})
	return shown(name, maxName)
}

func (l *ledger) unit(id scorecard.UnitID) string {
	u := l.Unit(id)
	if u == nil {
		return ""
	}
	name := cmp.Or(u.Name, string(u.ID))
	l.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Unit: id, Text: name})
	return shown(name, maxName)
}

func (l *ledger) perspective(id scorecard.PerspectiveID) string {
	p := l.Perspective(id)
	if p == nil {
		return ""
	}
	name := cmp.Or(p.Name, string(p.ID))
	l.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Text: name})
	return shown(name, maxName)
}

func (l *ledger) objective(o *scorecard.Objective) string {
	name := cmp.Or(o.Name, string(o.ID))
	l.enter(scorecard.Fact{Kind: scorecard.ObjectiveFact, Objective: o.ID, Unit: o.Unit, Text: name})
	return shown(name, maxName)
}

// objectiveID names an objective by its id; empty when it is not on the map.
func (l *ledger) objectiveID(id scorecard.ObjectiveID) string {
	if o := l.Objective(id); o != nil {
		return l.objective(o)
	}
	return ""
}

func (l *ledger) metric(m *scorecard.Metric) string {
	name := cmp.Or(m.Name, string(m.ID))
	l.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: name})
	return shown(name, maxName)
}

// words enters a text of the strategy and returns it fit for a line; empty when
// it may not be shown.
func (l *ledger) words(f scorecard.Fact) string {
	if strings.TrimSpace(f.Text) == "" || !l.maySay(f.Text) {
		return ""
	}
	l.enter(f)
	return shown(f.Text, maxWords)
}

const maxWords = 300

// stand enters how a metric stands and who answers for it.
func (l *ledger) stand(m *scorecard.Metric) prompts.Stand {
	s := l.Standing(m.ID)
	out := prompts.Stand{Name: l.metric(m), Page: page("metric", string(m.ID)), Owner: l.person(m.Owner), Standing: s}
	l.enter(scorecard.Fact{Kind: scorecard.StatusFact, Metric: m.ID, Status: s.Status})
	if !s.Has {
		l.enter(scorecard.Fact{Kind: scorecard.GapFact, Metric: m.ID, Text: "no number yet"})
	} else {
		l.reading(m, s.Reading)
	}
	if s.HasTarget {
		out.Goal = l.target(m, s.Target)
	}
	return out
}

func (l *ledger) reading(m *scorecard.Metric, r scorecard.Reading) {
	l.enter(scorecard.Fact{Kind: scorecard.ValueFact, Metric: m.ID, Person: r.By, Period: r.Period, Value: r.Value.String()})
	l.cite(r)
}

// moved enters where a metric came from, and whether that was for the better.
func (l *ledger) moved(m *scorecard.Metric, before, now scorecard.Reading) scorecard.Trend {
	way := wayOf(m, before, now)
	l.reading(m, before)
	l.reading(m, now)
	l.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Period: before.Period, Text: "since then " + string(way)})
	return way
}

// target enters each number of a target and returns it in words.
func (l *ledger) target(m *scorecard.Metric, t scorecard.Target) string {
	enter := func(d decimal.NullDecimal, which string) {
		if d.Valid {
			l.enter(scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Value: d.Decimal.String(), Period: scorecard.Period(t.By), Text: which})
		}
	}
	if m.Direction == scorecard.InRange {
		enter(t.Low, "low")
		enter(t.High, "high")
	} else {
		enter(t.Value, "")
	}
	if m.Direction == scorecard.YesNo {
		l.enter(scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Text: "yes"})
	}
	return l.voice.Goal(m, t)
}

// hop enters an arrow of the map.
func (l *ledger) hop(k *scorecard.Link) prompts.Hop {
	known := l.voice.Known(k, l.judged(k))
	l.enter(scorecard.Fact{Kind: scorecard.LinkFact, Link: k.ID, Value: fmt.Sprint(k.LagWeeks), Text: known})
	return prompts.Hop{
		From: l.objectiveID(k.Cause), To: l.objectiveID(k.Effect),
		Lag: k.LagWeeks, Evidence: k.Evidence, Known: known, Lowers: k.Sign == scorecard.Lowers,
	}
}

// count enters how many there are of something.
func (l *ledger) count(n int, of string) int {
	l.enter(scorecard.Fact{Kind: scorecard.CountFact, Value: fmt.Sprint(n), Text: of})
	return n
}

// derived enters a number that was worked out from recorded ones.
func (l *ledger) derived(value fmt.Stringer, how string, m scorecard.MetricID) {
	l.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m, Value: value.String(), Text: how})
}

// weeks enters a lag summed up over a route.
func (l *ledger) weeks(n int, how string) int {
	l.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Value: fmt.Sprint(n), Text: how})
	return n
}

// date enters a day on which something is due or was registered.
func (l *ledger) date(d scorecard.Date, f scorecard.Fact) scorecard.Date {
	if d != "" {
		f.Period = scorecard.Period(d)
		l.enter(f)
	}
	return d
}
