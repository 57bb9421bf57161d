package prompts

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

func TestValue(t *testing.T) {
	for _, c := range []struct {
		locale, measure, value, want string
	}{
		{"en-GB", "%", "91.4", "91.4%"},
		{"de-DE", "%", "91.4", "91,4%"},
		{"en", "EUR", "3960000", "€3,960,000"},
		{"de", "EUR", "3960000.5", "€3.960.000,50"},
		{"de-CH", "CHF", "12400", "12’400 CHF"},
		{"fr", "EUR", "-1200", "−€1\u202f200"},
		{"en", "hours", "1", "1 hour"},
		{"en", "hours", "29.5", "29.5 hours"},
		{"en", "count", "7", "7"},
		{"en", "per 100k km", "0.7", "0.7 per 100k km"},
		{"en", "yes/no", "1", "yes"},
		{"en", "yes/no", "0", "no"},
		{"en", "points", "-12", "−12 points"},
		{"en", "%", "0.1", "0.1%"},
		{"en", "USD", "999", "$999"},
	} {
		v := Voice{Locale: c.locale}
		if got := v.Value(scorecard.Measure(c.measure), decimal.RequireFromString(c.value)); got != c.want {
			t.Errorf("%s %s %s = %q, want %q", c.locale, c.value, c.measure, got, c.want)
		}
	}
}

func TestPeriodsAndDates(t *testing.T) {
	v := Voice{Today: "2026-11-20"}
	for p, want := range map[scorecard.Period]string{
		"2026-W47": "week 47", "2026-W05": "week 5", "2025-W52": "week 52 2025", "2026-10": "October", "2025-10": "October 2025",
		"2026-Q4": "Q4", "2025": "2025", "2026-11-20": "Fri 20 Nov", "nonsense": "nonsense",
	} {
		if got := v.Period(p); got != want {
			t.Errorf("Period(%s) = %q, want %q", p, got, want)
		}
	}
	for p, want := range map[scorecard.Period]string{
		"2026-W47": "W47", "2026-10": "Oct", "2026-Q4": "Q4", "2025": "2025", "2026-11-20": "20 Nov", "nonsense": "nonsense",
	} {
		if got := v.ShortPeriod(p); got != want {
			t.Errorf("ShortPeriod(%s) = %q, want %q", p, got, want)
		}
	}
	for days, want := range map[int]string{0: "current", 1: "1 day old", 13: "13 days old", 21: "3 weeks old", 90: "3 months old"} {
		if got := v.Age(days); got != want {
			t.Errorf("Age(%d) = %q, want %q", days, got, want)
		}
	}
	for n, want := range map[int]string{0: "at once", 1: "about 1 week", 6: "about 6 weeks"} {
		if got := v.Weeks(n); got != want {
			t.Errorf("Weeks(%d) = %q, want %q", n, got, want)
		}
	}
	if got := v.Count(2, "day") + v.Count(2, "reply"); got != "2 days2 replies" {
		t.Errorf("plurals: %q", got)
	}
}

// What people write must never be drawn as though we had: no mention, no link,
// no bold text of theirs.
func TestWhatIsInsertedIsEscaped(t *testing.T) {
	const evil = "**x** <@ana> [y](https://evil.example) \\"
	v := Voice{}
	for name, said := range map[string]string{
		"decision": v.DigestDecision("2026-11-20", evil),
		"words":    v.DigestWords(evil, evil),
		"action":   v.KeptAction(evil, evil, evil, "2026-12-05"),
		"unknown":  v.ActionUnknownOwner(evil),
		"missing":  v.DigestMissing([]string{evil}),
	} {
		for _, s := range chat.Spans(said) {
			if s.URL != "" || s.Person != "" || s.Bold && s.Text == "x" {
				t.Errorf("%s draws somebody's words as ours: %+v in %q", name, s, said)
			}
		}
		if !strings.Contains(chat.PlainText(said, nil), "**x**") {
			t.Errorf("%s lost what was said: %q", name, said)
		}
	}
}

func TestJoining(t *testing.T) {
	if got := And([]string{"a"}) + "|" + And([]string{"a", "b"}) + "|" + And([]string{"a", "b", "c"}) + "|" + Or([]string{"a", "b"}) + "|" + And(nil); got != "a|a and b|a, b and c|a or b|" {
		t.Error(got)
	}
}
