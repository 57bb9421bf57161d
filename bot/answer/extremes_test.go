package answer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// When a number was highest and lowest is told over all there is, and within the
// time that is named.
func TestExtremes(t *testing.T) {
	s := bakery()
	s.Histories["m_waste"] = nil
	for i, v := range []string{"9", "2", "4", "5", "6", "7", "8", "3", "5.2"} {
		p := scorecard.Period(fmt.Sprintf("2026-W%02d", 39+i))
		s.Histories["m_waste"] = append(s.Histories["m_waste"], scorecard.Reading{Metric: "m_waste", Period: p, Value: decimal.RequireFromString(v), By: "ida"})
	}
	l := understand.NewLexicon(s.Index)
	for text, want := range map[string]string{
		"which week had the lowest batches thrown away?": "Lowest 2% in week 40, highest 9% in week 39.",
		"when were batches thrown away highest?":         "Lowest 2% in week 40, highest 9% in week 39.",
		"batches thrown away over the last 7 weeks":      "Lowest 2% in week 40, highest 8% in week 45.",
		"have batches thrown away ever been below 3?":    "Lowest 2% in week 40",
	} {
		r := (&Answerer{}).Ask(s, l, understand.Asker{Person: "cleo", Locale: "en-GB", Today: s.Today}, text, nil, Extra{})
		if !strings.Contains(r.Text, want) {
			t.Errorf("%s: want %q in\n%s", text, want, r.Text)
		}
	}
}
