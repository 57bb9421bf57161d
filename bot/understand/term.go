package understand

import "strings"

// term reads a question about a word of scorecards in general, "what does amber
// mean?", where the strategy calls nothing so.
func (q *question) term() (Interpretation, bool) {
	for _, m := range q.ms {
		if m.to > m.from && m.part == 0 {
			return Interpretation{}, false
		}
	}
	line := " "
	for _, t := range q.ts {
		line += t.low + " "
	}
	for i, ask := range english.termAsked {
		m := ask.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		said := strings.TrimSpace(m[1])
		term, ok := english.terms[said]
		if !ok {
			term, ok = english.terms[strings.TrimSuffix(said, "s")]
		}
		if ok && (i > 0 || !english.colours[said]) { // "what is red" asks for a list
			return Interpretation{Intent: Define, Outcome: Answer, Term: term, Confidence: 0.9}, true
		}
	}
	return Interpretation{}, false
}
