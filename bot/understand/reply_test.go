package understand

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"throughline/bot/scorecard"
)

// replyMap holds metrics of kinds that different organisations count.
func replyMap() *scorecard.Index {
	metric := func(id, name string, unit scorecard.Measure, target string, synonym string) scorecard.Metric {
		return scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Measure: unit, Synonyms: []string{synonym}, Cadence: scorecard.Weekly,
			Targets: []scorecard.Target{{Value: decimal.NewNullDecimal(decimal.RequireFromString(target))}}}
	}
	return scorecard.NewIndex(&scorecard.Strategy{
		People: []scorecard.Person{{ID: "robin", Name: "Robin Vale"}},
		Metrics: []scorecard.Metric{
			metric("m_energy", "Energy use", "MWh", "1200", "power use"),
			metric("m_enps", "Employee NPS", "points", "30", "eNPS"),
			metric("m_students", "Enrolled students", "count", "2000", "enrolments"),
			metric("m_tickets", "Open tickets", "count", "100", "backlog"),
			metric("m_usd", "Subscription revenue", "USD", "900000", "MRR"),
			metric("m_chf", "Cost per patient day", "CHF", "400", "bed cost"),
			metric("m_gbp", "Donations received", "GBP", "80000", "giving"),
			metric("m_spread", "Funding spread", "bps", "80", "spread"),
			metric("m_wait", "Waiting time", "days", "14", "queue time"),
			metric("m_defect", "Defect rate", "%", "1.5", "scrap"),
			metric("m_call", "Call handling time", "minutes", "6", "AHT"),
			metric("m_setup", "Changeover time", "hours", "2.5", "setup"),
			metric("m_audit", "Audit passed", "yes/no", "1", "audit"),
		},
	})
}

type replyCase struct {
	ID, Metric, Locale, Text, Action, Comment string
	Previous, Value                           decimal.NullDecimal
}

func replyCases(tb testing.TB) []replyCase {
	tb.Helper()
	f, err := os.Open("testdata/replies.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var all []replyCase
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var c replyCase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			tb.Fatalf("%s: %v", sc.Text(), err)
		}
		all = append(all, c)
	}
	return all
}

func (c replyCase) hear(l *Lexicon, text string) Heard {
	to := Listener{Locale: c.Locale, Today: "2026-11-20",
		Asked: []Asked{{Metric: l.index.Metric(scorecard.MetricID(c.Metric)), Previous: c.Previous}}}
	return l.Reply(text, to)[0]
}

// right reports whether h is what c wants; "doubt" is anything but recording.
func (c replyCase) right(h Heard) bool {
	if c.Action == "doubt" {
		return h.Action != Record
	}
	if string(h.Action) != c.Action {
		return false
	}
	return !c.Value.Valid || h.Value.Valid && h.Value.Decimal.Round(3).Equal(c.Value.Decimal.Round(3))
}

// silent reports whether h is a wrong value that nobody would be asked about.
func (c replyCase) silent(h Heard) bool {
	return h.Action == Record && (c.Action != "record" || !h.Value.Decimal.Round(3).Equal(c.Value.Decimal.Round(3)))
}

func TestReplies(t *testing.T) {
	l := NewLexicon(replyMap())
	for _, c := range replyCases(t) {
		h := c.hear(l, c.Text)
		if !c.right(h) || h.Comment != c.Comment {
			t.Errorf("%s %s %s, previous %v: Reply(%q) = %s %v %q (%s), want %s %v %q", c.ID, c.Metric, c.Locale, c.Previous.Decimal, c.Text,
				h.Action, h.Value.Decimal, h.Comment, h.Why, c.Action, c.Value.Decimal, c.Comment)
		}
	}
}

// rewrites say the same thing in another dress.
var rewrites = map[string]func(string) string{
	"upper":    strings.ToUpper,
	"greeting": func(s string) string { return "hi, " + s },
	"good day": func(s string) string { return "Good morning! " + s },
	"week":     func(s string) string { return "W47: " + s },
	"quotes":   func(s string) string { return "\"" + s + "\"" },
	"emoji":    func(s string) string { return s + " 🙂" },
	"shortcode": func(s string) string {
		return s + " :tada:"
	},
	"sick":    func(s string) string { return s + " (2 people off sick)" },
	"bullet":  func(s string) string { return "• " + s },
	"dash":    func(s string) string { return "- " + s },
	"bold":    func(s string) string { return "*" + s + "*" },
	"code":    func(s string) string { return "`" + s + "`" },
	"thanks":  func(s string) string { return s + ", thanks" },
	"blanks":  func(s string) string { return "  " + s + "  " },
	"newline": func(s string) string { return s + "\n" },
	"mention": func(s string) string { return "<@U0BOT> " + s },
	"cheers":  func(s string) string { return s + "\nCheers" },
}

// A wrong value recorded silently is the one unforgivable error, in any dress.
func TestRepliesRewritten(t *testing.T) {
	l := NewLexicon(replyMap())
	total, kept := 0, 0
	for _, c := range replyCases(t) {
		for name, rewrite := range rewrites {
			text := rewrite(c.Text)
			h := c.hear(l, text)
			total++
			if c.silent(h) {
				t.Errorf("%s %s: Reply(%q) silently records %v, want %s %v", c.ID, name, text, h.Value.Decimal, c.Action, c.Value.Decimal)
			}
			if c.right(h) {
				kept++
			} else {
				t.Logf("%s %s: Reply(%q) = %s %v (%s), want %s %v", c.ID, name, text, h.Action, h.Value.Decimal, h.Why, c.Action, c.Value.Decimal)
			}
		}
	}
	if kept*100 < total*98 {
		t.Errorf("%d of %d rewritten replies are read alike, want 98 %%", kept, total)
	}
}

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
	for _, c := range replyCases(f) {
		f.Add(c.Text, c.Locale)
	}
	l := NewLexicon(replyMap())
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
