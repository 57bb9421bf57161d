package prompts_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// The narrow space between thousands stays as it is in a sentence, so that no line
// breaks within a number.
func TestSentencesKeepNarrowSpaces(t *testing.T) {
	v := prompts.Voice{Locale: "fr-FR", Today: "2026-11-23"}
	m := &scorecard.Metric{Measure: "EUR"}
	if got := v.TrendPoint(m, scorecard.Reading{Period: "2026-10", Value: decimal.NewFromInt(4050000)}); !strings.Contains(got, "4\u202f050\u202f000") {
		t.Errorf("%q", got)
	}
}
