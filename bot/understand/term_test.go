package understand_test

import (
	"testing"

	"throughline/bot/understand"
	"throughline/bot/understand/exam"
	"throughline/prompts"
)

// Words of scorecards in general are explained, and never taken for the list or
// the name that they may also be.
func TestTerms(t *testing.T) {
	x, err := exam.Strategy("cycles")
	if err != nil {
		t.Fatal(err)
	}
	l := understand.NewLexicon(x)
	for text, want := range map[string]string{
		"what does amber mean?": "amber", "hi, what does red mean here": "red", "definition of amber": "amber", "when is something red": "red",
		"What's a leading indicator?": "leading", "what is a balanced scorecard": "scorecard", "explain lag": "lag", "what do you mean by stale": "stale",
		"what does the arrow mean": "link", "define guardrail": "guardrail", "what is a hypothesis": "hypothesis", "what is a KPI": "metric",
		"what is red": "", "what is amber": "", "what does NPS mean": "", "what is a good nps": "", "what does a unicorn mean": "", "what are our targets": "", "what is the weather": "",
	} {
		in := l.Question(text, understand.Asker{Person: "ines", Locale: "en-GB", Today: exam.Today}, nil)
		if in.Term != want {
			t.Errorf("%q is about the term %q, want %q", text, in.Term, want)
		}
		if want != "" && (in.Intent != understand.Define || !prompts.IsTerm(in.Term)) {
			t.Errorf("%q: %s, and nothing to say of %q", text, in.Intent, in.Term)
		}
	}
}
