package understand

import (
	"slices"
	"strings"
)

// whatIf reads "what happens to A if B rises 10 %": what stands behind the "if"
// is the cause, whatever the order of the clauses.
func (q *question) whatIf() (candidate, bool) {
	at := -1
	for i, w := range q.shape {
		if english.suppose[w] || w == "when" && i > 0 && strings.HasPrefix(q.shape[i-1], "happen") || w == "when" && i > 1 && q.nameAt(i-1) >= 0 && strings.Contains(q.line, " happen") {
			if at = i; !slices.Contains(q.shape[i+1:], "if") {
				break // "assuming nothing else changes, what if …" supposes at its if
			}
		}
	}
	if english.wanted.MatchString(q.line) || english.whenReached.MatchString(q.line) {
		return candidate{}, false // "if we want it up" supposes nothing
	}
	if at < 0 {
		return q.stepThen()
	}
	subject, object := -1, -1
	for i := at; i < len(q.shape); i++ {
		if m := q.nameAt(i); m >= 0 && subject < 0 {
			if slices.Contains(q.shape[at:i], "what") || slices.Contains(q.shape[at:i], "how") {
				return candidate{}, false // only what it happens to is named
			}
			subject = m
		} else if m >= 0 && object < 0 {
			object = m
		}
	}
	for i := at - 1; i >= 0; i-- {
		if m := q.nameAt(i); m >= 0 {
			object = m
		}
	}
	if subject < 0 {
		return candidate{}, false
	}
	if c, ok := q.bothSteps(at, subject, object); ok {
		return c, true
	}
	c := candidate{Interpretation: Interpretation{Intent: WhatIf, Outcome: Answer, Confidence: 0.95}}
	var o []int
	if object >= 0 {
		o = slices.DeleteFunc(q.listOf(object), func(i int) bool { return i == subject })
	}
	if !q.resolve(&c, []int{subject}, o) {
		return candidate{}, false
	}
	c.Change = q.change(c.Subject)
	return c, c.Change != nil && c.Change.Type != "none"
}

// bothSteps offers two suppositions made in one breath one by one: "if we cut
// training by 20% and uptime goes up 0.1 points".
func (q *question) bothSteps(at, first, second int) (candidate, bool) {
	if second < 0 || q.ms[second].from < q.ms[first].to || !q.before(q.ms[second].from, "and") || q.tokens[at] < 0 {
		return candidate{}, false
	}
	stepped := false
	for i := q.ms[second].to; i < min(q.ms[second].to+5, len(q.ts)); i++ {
		_, n := q.numberAt(i)
		stepped = stepped || n > 0 || english.multiples[q.ts[i].low] != 0
	}
	if !stepped {
		return candidate{}, false
	}
	out := candidate{Interpretation: Interpretation{Intent: WhatIf, Outcome: Clarify, Confidence: 0.6}, plain: true}
	from, cut := q.ts[q.tokens[at]].end, q.ms[second].Start
	for _, text := range []string{q.text[from:cut], q.text[cut:]} {
		in := q.l.Question("what if "+strings.TrimSuffix(strings.TrimSpace(text), " and"), q.asker, nil)
		if in.Intent != WhatIf || in.Outcome != Answer {
			return candidate{}, false
		}
		in.Others = nil
		out.Readings = append(out.Readings, in)
		out.Subject, out.Change = out.Readings[0].Subject, out.Readings[0].Change
	}
	return out, true
}

// stepThen reads a step that is supposed without an "if", and what it would do:
// "training +20%, what about revenue?", "another 500k in the pipeline would bring
// how much revenue", "churn halves: NPS?".
func (q *question) stepThen() (candidate, bool) {
	subject, object := -1, -1
	for i := range q.shape {
		switch m := q.nameAt(i); {
		case m < 0:
		case subject < 0:
			subject = m
		case object < 0:
			object = m
		}
	}
	if subject < 0 || object < 0 || q.ms[subject].to <= q.ms[subject].from || q.ms[object].from < q.ms[subject].to || english.reasons.MatchString(q.line) {
		return candidate{}, false
	}
	if at := q.stepAt(q.ms[object].from); at < 0 || at < q.ms[subject].from-4 || !q.wonders(max(at, q.ms[subject].to), q.ms[object]) {
		return candidate{}, false
	}
	c := candidate{Interpretation: Interpretation{Intent: WhatIf, Outcome: Answer, Confidence: 0.9}}
	if !q.resolve(&c, []int{subject}, slices.DeleteFunc(q.listOf(object), func(i int) bool { return i == subject })) {
		return candidate{}, false
	}
	c.Change = q.change(c.Subject)
	return c, c.Change != nil && c.Change.Type != "direction"
}

// stepAt returns where a step with a size stands before token end: "+20%", "up a
// million", "another 500k", "halved"; -1 for none.
func (q *question) stepAt(end int) int {
	for i, t := range q.ts[:end] {
		if english.multiples[t.low] != 0 {
			return i
		}
		if _, n := q.numberAt(i); n == 0 || q.inName(i) || i == 0 {
			continue
		}
		for k := max(0, i-2); k < i; k++ {
			if w := q.ts[k].low; w == "+" || w == "-" || english.extra[w] || english.ways[w] != "" {
				return i
			}
		}
		if q.signBehind(i+1) != 0 || i+2 < end && english.extra[q.ts[i+2].low] || english.extra[q.ts[min(i+1, end-1)].low] {
			return i
		}
	}
	return -1
}

// wonders reports whether what stands between a step and a name asks what the one
// does to the other.
func (q *question) wonders(from int, m Match) bool {
	for i := from; i < m.from; i++ {
		if english.wonders[q.ts[i].low] {
			return true
		}
	}
	tail := q.text[min(q.ms[0].End, len(q.text)):]
	between := q.text[min(q.ts[from-1].end, m.Start):m.Start]
	return strings.Contains(tail, "?") && strings.ContainsAny(between, ",:;=>→–—") && m.to >= len(q.ts)-1
}
