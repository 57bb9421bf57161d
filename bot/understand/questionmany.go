package understand

import (
	"slices"
	"strings"
)

// oneByOne offers several questions put in one message each for itself: "what is
// churn? and who owns NPS?" Answering one of them would pass over the other.
func (l *Lexicon) oneByOne(text string, a Asker) (Interpretation, bool) {
	var parts []string
	for part := range strings.SplitSeq(text, "?") {
		if len(strings.Fields(part)) > 2 {
			parts = append(parts, part+"?")
		}
	}
	if len(parts) < 2 || len(parts) > 3 {
		return Interpretation{}, false
	}
	out := Interpretation{Outcome: Clarify, Confidence: 0.6}
	for i, part := range parts {
		words := tokens(part)
		for len(words) > 0 && english.joins[words[0].low] {
			words = words[1:]
		}
		if len(words) == 0 || i > 0 && (words[0].low == "our" || words[0].low == "team" || !asksWord[words[0].low] && !auxiliary[words[0].low]) {
			return Interpretation{}, false // "graduation, i mean"
		}
		in := l.newQuestion(strings.TrimPrefix(strings.TrimSpace(part), "and "), a).read()
		if in.Outcome != Answer || in.Confidence < 0.75 || len(in.Subject) == 0 && in.Filters == nil {
			return Interpretation{}, false // it goes with the others
		}
		if slices.ContainsFunc(out.Readings, func(r Interpretation) bool { return slices.Equal(r.Subject, in.Subject) }) {
			return Interpretation{}, false // said in other words
		}
		in.Others = nil
		out.Readings = append(out.Readings, in)
		for _, s := range in.Subject {
			if !slices.Contains(out.Options, s) {
				out.Options = append(out.Options, s)
			}
		}
	}
	out.Intent, out.Subject = out.Readings[0].Intent, out.Readings[0].Subject
	return out, true
}

// foreign are small words that tell German, French and Spanish from English.
var foreign = []map[string]bool{
	wordSet("wie was welche welcher welches welchen wer warum wieso ist sind der die das den dem unser unsere unserer nicht und für mein meine wir hoch stand"),
	wordSet("quel quelle quels quelles qui pourquoi comment est sont le la les notre nos et pour mon nous combien où du des"),
	wordSet("qué que cuál cual cuáles cuales quién quien por cómo como es son el la los las nuestro nuestra y para mi nosotros cuánto está del"),
}

// inForeignWords reports whether a question is put in a language of which only
// replies are read.
func (q *question) inForeignWords() bool {
	for _, t := range q.ts {
		if english.plain[t.low] && len(t.low) > 2 && !slices.ContainsFunc(foreign, func(f map[string]bool) bool { return f[t.low] }) {
			return false
		}
	}
	return slices.ContainsFunc(foreign, func(f map[string]bool) bool {
		n := 0
		for _, t := range q.ts {
			if f[t.low] {
				n++
			}
		}
		return n > 1 && 5*n >= 2*len(q.ts)
	})
}
