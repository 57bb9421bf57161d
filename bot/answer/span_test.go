package answer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// A stretch with an end of its own takes in what was told within it, and nothing
// that came after.
func TestStretch(t *testing.T) {
	s := bakery()
	s.Histories["m_compl"], s.Histories["m_cpl"] = nil, nil
	for month := 1; month <= 10; month++ {
		p := scorecard.Period(fmt.Sprintf("2026-%02d", month))
		s.Histories["m_cpl"] = append(s.Histories["m_cpl"], scorecard.Reading{Metric: "m_cpl", Period: p, Value: decimal.NewFromInt(int64(month)), By: "finn"})
	}
	l := understand.NewLexicon(s.Index)
	for text, want := range map[string]string{
		"sum of cost per loaf from march to june":                  "The 4 readings of Cost per loaf from March to June add up to £18",
		"average cost per loaf over the summer":                    "The mean of the 3 readings of Cost per loaf from June to August is £7",
		"cost per loaf in the first half of 2026 in total":         "The 6 readings of Cost per loaf from January to June add up to £21",
		"cost per loaf between january and march":                  "over the time from January to March: from £1 in January to £3",
		"compare Q1 and Q2 cost per loaf":                          "over the time from January to June: from £1 in January to £6",
		"how did cost per loaf go between 1 march and 31 may 2026": "over the time from March to May: from £3 in March to £5",
		"average cost per loaf from july to september":             "is £8",
	} {
		r := (&Answerer{}).Ask(s, l, understand.Asker{Person: "finn", Locale: "en-GB", Today: s.Today}, text, nil, Extra{})
		if !strings.Contains(r.Text, want) {
			t.Errorf("%s: want %q in\n%s", text, want, r.Text)
		}
	}
}
