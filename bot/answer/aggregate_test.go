package answer

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// Readings of a time are added up where they count something, and otherwise their
// mean is told; either says how many there were and how many are missing.
func TestAggregate(t *testing.T) {
	s := bakery()
	s.Histories["m_compl"], s.Histories["m_waste"] = nil, nil
	for i, p := range []scorecard.Period{"2026-W43", "2026-W44", "2026-W46", "2026-W47"} {
		s.Histories["m_compl"] = append(s.Histories["m_compl"], scorecard.Reading{Metric: "m_compl", Period: p, Value: decimal.NewFromInt(int64(10 + i)), By: "cleo"})
		s.Histories["m_waste"] = append(s.Histories["m_waste"], scorecard.Reading{Metric: "m_waste", Period: p, Value: decimal.NewFromFloat(4.1 + float64(i)), By: "ida"})
	}
	l := understand.NewLexicon(s.Index)
	for text, want := range map[string]string{
		"total complaints this year":                                "The 4 readings of Complaints from week 43 to week 47 add up to 46; that is right where each counts its own time only. 1 week between them has no number.",
		"complaints in the last 6 weeks altogether":                 "add up to 46",
		"average complaints over the last 2 weeks":                  "The mean of the 2 readings of Complaints from week 46 to week 47 is 12.5, each counting the same.",
		"batches thrown away in total this year":                    "Numbers in % are not added up. The mean of the 4 readings of Batches thrown away from week 43 to week 47 is 5.6%",
		"what does complaints mean":                                 "!mean of",
		"how have complaints developed":                             "!add up",
		"what were batches thrown away on average in the last year": "is 5.6%",
	} {
		r := (&Answerer{}).Ask(s, l, understand.Asker{Person: "cleo", Locale: "en-GB", Today: s.Today}, text, nil, Extra{})
		if not, ok := strings.CutPrefix(want, "!"); ok == strings.Contains(r.Text, not) {
			t.Errorf("%s: want %q in\n%s", text, want, r.Text)
		}
	}
}

// What falls when a metric rises is told by its own name, with its value where that
// is what is left to 100 %; where a number began, and how far it is from one that is
// named, are told too.
func TestOtherSide(t *testing.T) {
	s := bakery()
	m := s.Metric("m_seven")
	m.Inverse, m.Complement, m.Baseline = []string{"late vans"}, true, dec("80")
	l := understand.NewLexicon(s.Index)
	ask := func(text string) string {
		return (&Answerer{}).Ask(s, l, understand.Asker{Person: "cleo", Locale: "en-GB", Today: s.Today}, text, nil, Extra{}).Text
	}
	for text, want := range map[string]string{
		"what is our share of late vans?":                    "“late vans”: 9.5%, what Shelves full by seven leaves of 100%.",
		"what was the baseline of shelves full by seven":     "The baseline of Shelves full by seven is 80%. The first reading I have is 94% in week 44.",
		"how far are we from 93% on shelves full by seven":   "To the 93% you name it is 2.5 percentage points.",
		"how far is shelves full by seven from 90%?":         "It is 0.5 percentage points past the 90% you name.",
		"what was shelves full by seven in week 99":          "There is no week 99.",
		"what was shelves full by seven on 31 February 2026": "There is no 31 February.",
		"what will shelves full by seven be in week 52":      "I do not forecast",
		"shelves full by seven in week 52":                   "I do not forecast",
	} {
		if got := ask(text); !strings.Contains(got, want) {
			t.Errorf("%s: want %q in\n%s", text, want, got)
		}
	}
	for _, text := range []string{"how have late vans developed?", "how far are late vans from target?", "what is the target for late vans?", "what were late vans in week 46?"} {
		if got := ask(text); !strings.Contains(got, "“late vans” is the other side of Shelves full by seven.") {
			t.Errorf("%s: %s", text, got)
		}
	}
	m.Complement = false
	if got := ask("how many late vans are there?"); !strings.Contains(got, "“late vans” is the other side of Shelves full by seven.") {
		t.Error(got)
	}
}
