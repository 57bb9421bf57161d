package understand

import (
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// teamOf widens a person's name to the team behind it: "Ana's team" is her unit,
// and one of several when she has several.
func (q *question) teamOf(m Match) Match {
	if m.named[0].kind != personKind || !q.ts[m.to-1].owns || m.to >= len(q.ts) || !slices.Contains(english.unit, q.ts[m.to].low) {
		return m
	}
	if refs := q.unitsOf(m.named[0].ref); len(refs) > 0 {
		team := matchOf(refs, unitKindRef, m.from, m.to+1)
		team.Via, team.Start, team.End = m.Via, m.Start, q.ts[m.to].end
		return team
	}
	return m
}

func (q *question) unitsOf(person Ref) []Ref {
	var refs []Ref
	if p := q.l.index.Person(scorecard.PersonID(person)); p != nil {
		for _, u := range p.Units {
			refs = append(refs, Ref(u))
		}
	}
	return refs
}

// dangling asks what "it" is where no turn before says so: "how does it affect
// revenue" could be about the asker's own team or about any direct cause.
func (q *question) dangling() (Interpretation, bool) {
	if q.bound {
		return Interpretation{}, false
	}
	if english.actsOnIt.MatchString(q.line) {
		return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "unclear", Unknown: q.pronouns(), Confidence: 0.6}, true
	}
	at := english.itActs.FindStringSubmatch(q.line)
	if at == nil {
		return Interpretation{}, false
	}
	c := candidate{Interpretation: Interpretation{Intent: ImpactPath, Outcome: Clarify, Confidence: 0.4}}
	object, ok := q.refs(&c, marks(at[1]), takes[ImpactPath][1])
	if !ok || len(object) == 0 {
		return Interpretation{}, false
	}
	c.Object, c.Outcome = object, Clarify
	c.Options = append(q.unitsOf(Ref(q.asker.Person)), q.causesOf(object[0])...)
	if len(c.Options) == 0 { // nothing to choose from: say which word it is
		return Interpretation{Intent: Refuse, Outcome: Refusal, Reason: "unclear", Unknown: q.pronouns(), Confidence: 0.4}, true
	}
	c.Options = c.Options[:min(len(c.Options), 4)]
	return c.Interpretation, true
}

var onlyWhat = regexp.MustCompile(`^ what (?:is|are) @\d+[a-z]*m[a-z]* $`)

// spellsOut takes "what is OTIF?" for a question about the abbreviation; with "our"
// before it, it asks for the number.
func (q *question) spellsOut(in Interpretation) Interpretation {
	if in.Intent != Value || in.Outcome != Answer || !onlyWhat.MatchString(q.line) || len(q.ms) != 1 {
		return in
	}
	m := q.ms[0]
	if m.to != m.from+1 || m.from > 0 && (q.ts[m.from-1].low == "our" || q.ts[m.from-1].low == "the") {
		return in
	}
	if w := q.ts[m.from].raw; len(w) < 2 || len(w) > 5 || strings.ToUpper(w) != m.Via || isOrdinary(q.ts[m.from].low) {
		return in
	}
	value := in
	value.Others = nil
	in.Intent, in.Others = Define, []Interpretation{value}
	return in
}

// pronouns returns the words that stand for something nobody named.
func (q *question) pronouns() []string {
	for _, t := range q.ts {
		if english.thing[t.low] {
			return []string{t.raw}
		}
	}
	return nil
}

// causesOf returns what links lead to an aim, or to the aim of a number.
func (q *question) causesOf(r Ref) []Ref {
	aim := objectiveID(r)
	if m := q.l.index.Metric(metricID(r)); m != nil {
		aim = m.Objective
	}
	var out []Ref
	for _, l := range q.l.index.Strategy.Links {
		if l.Effect == aim && !slices.Contains(out, Ref(l.Cause)) {
			out = append(out, Ref(l.Cause))
		}
	}
	return out
}

// hinted asks whether a number was meant that the question only describes:
// losing customers is churn, in a map that has such a number.
func (q *question) hinted() (Interpretation, bool) {
	for _, h := range english.hints {
		if !h.pattern.MatchString(q.line) {
			continue
		}
		in := Interpretation{Intent: Drivers, Outcome: Clarify, Confidence: 0.4}
		for _, m := range q.l.index.Metrics {
			if m.Retired == nil && h.names.MatchString(strings.ToLower(m.Name+" "+strings.Join(m.Synonyms, " "))) {
				in.Options = append(in.Options, Ref(m.ID))
			}
		}
		if len(in.Options) > 0 {
			in.Options = in.Options[:min(len(in.Options), 4)]
			return in, true
		}
	}
	return Interpretation{}, false
}
