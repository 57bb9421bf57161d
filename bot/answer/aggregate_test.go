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
