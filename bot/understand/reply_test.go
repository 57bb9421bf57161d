package understand

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// What is written in a locale is read back in it.
func TestReadDigitsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		locale := rapid.SampledFrom([]string{"en", "en-GB", "de", "es", "fr", "de-CH"}).Draw(t, "locale")
		whole := rapid.Int64Range(0, 999_999_999).Draw(t, "whole")
		places := rapid.Int32Range(0, 2).Draw(t, "places")
		want := decimal.New(whole, -places)
		sep := separatorsOf(locale)
		group := string(sep.group)
		if sep.group == 0 {
			group = "'"
		}
		text := written(want, places, group, string(sep.decimal))
		got := readDigits(text, sep)
		if len(got) == 0 || !got[0].Equal(want) {
			t.Fatalf("readDigits(%q) in %s = %v, want %v", text, locale, got, want)
		}
	})
}

func written(d decimal.Decimal, places int32, group, point string) string {
	whole, frac, ok := strings.Cut(d.StringFixed(places), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if ok {
		return whole + point + frac
	}
	return whole
}

// writtenIn reports whether the digits of d stand in the text, or number words do.
func writtenIn(text string, d decimal.Decimal) bool {
	plain := strings.ToLower(bareText(text))
	for lang := range numberWords {
		for w := range numberWords[lang] {
			if strings.Contains(plain, w) {
				return true
			}
		}
	}
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	return strings.ContainsAny(plain, vulgar) || strings.Contains(digits(plain), strings.Trim(digits(d.String()), "0"))
}

// Whatever is typed, no value outside a metric's bounds is ever recorded,
// and none whose digits nobody typed.
func FuzzReply(f *testing.F) {
	replies, err := os.ReadFile("exam/replies/works.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(replies)) {
		if field := strings.Split(line, "|"); len(field) > 3 {
			f.Add(strings.TrimSpace(field[3]), strings.TrimSpace(field[1]))
		}
	}
	l := NewLexicon(organisation(f, "works"))
	m := *l.index.Metric("m_defect")
	m.Min, m.Max = decimal.NewNullDecimal(decimal.Zero), decimal.NewNullDecimal(dec(100))
	asked := Asked{Metric: &m, Previous: decimal.NewNullDecimal(dec(50))}
	f.Fuzz(func(t *testing.T, text, locale string) {
		hs := l.Reply(text, Listener{Asked: []Asked{asked}, Locale: locale, Today: "2026-11-20"})
		if len(hs) == 0 {
			t.Fatalf("Reply(%q) heard nothing at all", text)
		}
		for _, h := range hs {
			if h.Action == Record && h.Metric == m.ID && (!h.Value.Valid || h.Value.Decimal.IsNegative() || h.Value.Decimal.GreaterThan(dec(100))) {
				t.Fatalf("Reply(%q) records %v", text, h.Value)
			}
			if h.Action == Record && h.Metric == m.ID && !h.Value.Decimal.Equal(asked.Previous.Decimal) && !h.Value.Decimal.Equal(dec(0)) && !writtenIn(text, h.Value.Decimal) {
				t.Fatalf("Reply(%q) records %v, which is not in the text", text, h.Value.Decimal)
			}
		}
	})
}
