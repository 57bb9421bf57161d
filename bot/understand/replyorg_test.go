package understand

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// breweryMap is an organisation unlike the others: Swiss, with four languages.
func breweryMap() *scorecard.Index {
	metric := func(id, name string, unit scorecard.Measure, synonyms ...string) scorecard.Metric {
		return scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Measure: unit, Synonyms: synonyms, Cadence: scorecard.Weekly}
	}
	return scorecard.NewIndex(&scorecard.Strategy{
		People: []scorecard.Person{{ID: "beat", Name: "Beat Frei"}, {ID: "tom", Name: "Tom Roth"}, {ID: "lea", Name: "Léa Morel"}},
		Metrics: []scorecard.Metric{
			metric("yield", "Brewing yield", "%", "yield", "Ausbeute", "rendement", "rendimiento"),
			metric("volume", "Beer sold", "hl", "volume", "Absatz"),
			metric("lead", "Delivery lead time", "days", "lead time"),
			metric("brewtime", "Brew time", "hours"),
			metric("cash", "Cash at hand", "CHF", "cash", "liquidity"),
			metric("price", "Price per litre", "CHF"),
			metric("accidents", "Accidents at work", "count", "accidents", "Unfälle"),
			metric("staff", "Headcount", "count", "FTE", "people employed"),
			metric("rating", "Shop rating", "stars", "rating"),
			metric("latency", "Shop latency", "ms", "latency"),
			metric("margin", "Profit margin", "%", "margin", "Marge"),
			metric("haccp", "HACCP audit passed", "yes/no", "audit", "HACCP"),
		},
	})
}

// schoolMap is another: language schools that sell software.
func schoolMap() *scorecard.Index {
	metric := func(id, name string, unit scorecard.Measure, synonyms ...string) scorecard.Metric {
		return scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Measure: unit, Synonyms: synonyms, Cadence: scorecard.Weekly}
	}
	return scorecard.NewIndex(&scorecard.Strategy{
		People: []scorecard.Person{{ID: "nadia", Name: "Nadia Coll"}, {ID: "ivo", Name: "Ivo Brand"}},
		Metrics: []scorecard.Metric{
			metric("pass", "Exam pass rate", "%", "pass rate"),
			metric("arr", "Recurring revenue", "USD", "ARR"),
			metric("hours", "Support backlog", "hours"),
			metric("bugs", "Open bugs", "count", "bugs"),
			metric("nps", "Learner NPS", "points", "NPS"),
			metric("share", "Market share", "%"),
			metric("co2", "Emissions", "t", "CO2"),
			metric("launch", "App launched", "yes/no", "launch"),
		},
	})
}

// wardMap is a third: a clinic with a home-care service.
func wardMap() *scorecard.Index {
	metric := func(id, name string, unit scorecard.Measure, synonyms ...string) scorecard.Metric {
		return scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Measure: unit, Synonyms: synonyms, Cadence: scorecard.Weekly}
	}
	return scorecard.NewIndex(&scorecard.Strategy{
		People: []scorecard.Person{{ID: "urs", Name: "Urs Keller"}},
		Metrics: []scorecard.Metric{
			metric("beds", "Bed occupancy", "%", "occupancy", "occupied"),
			metric("stay", "Length of stay", "days", "LOS"),
			metric("wait", "Waiting time in emergency", "minutes"),
			metric("cost", "Cost per case", "CHF"),
			metric("falls", "Patient falls", "count", "falls"),
			metric("net", "Net staff growth", "%"),
			metric("acc", "Accredited", "yes/no", "accreditation"),
			metric("rev", "Annual revenue", "CHF", "turnover"),
		},
	})
}

// replyTable reads a table of replies: metric, locale, value before, reply,
// action, value, comment, apart by " | ".
func replyTable(tb testing.TB, file string) []replyCase {
	tb.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	value := func(s string) decimal.NullDecimal {
		d, err := decimal.NewFromString(strings.ReplaceAll(s, ",", "."))
		return decimal.NullDecimal{Decimal: d, Valid: err == nil}
	}
	var all []replyCase
	for _, line := range strings.Split(string(body), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 7 {
			tb.Fatalf("%s: %q has %d fields, want 7", file, line, len(f))
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		all = append(all, replyCase{ID: f[0], Metric: f[0], Locale: f[1], Previous: value(f[2]), Text: strings.ReplaceAll(f[3], `\n`, "\n"),
			Action: f[4], Value: value(f[5]), Comment: f[6]})
	}
	return all
}

// others are the organisations the reader was not written for, by their replies.
func others() map[string]*scorecard.Index {
	return map[string]*scorecard.Index{"testdata/replies_brewery.txt": breweryMap(), "testdata/replies_school.txt": schoolMap(), "testdata/replies_clinic.txt": wardMap()}
}

func TestRepliesOfOthers(t *testing.T) {
	for file, x := range others() {
		l := NewLexicon(x)
		for _, c := range replyTable(t, file) {
			h := c.hear(l, c.Text)
			if !c.right(h) || c.Comment != "" && h.Comment != c.Comment || c.Action == "record" && c.Comment == "" && h.Comment != "" {
				t.Errorf("%s %s, previous %v: Reply(%q) = %s %v %q (%s), want %s %v %q", c.ID, c.Locale, c.Previous.Decimal, c.Text,
					h.Action, h.Value.Decimal, h.Comment, h.Why, c.Action, c.Value.Decimal, c.Comment)
			}
		}
	}
}

// Their replies, too, say the same in any dress.
func TestRepliesOfOthersRewritten(t *testing.T) {
	total, kept := 0, 0
	for file, x := range others() {
		l := NewLexicon(x)
		for _, c := range replyTable(t, file) {
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
	}
	t.Logf("%d of %d", kept, total)
	if kept*100 < total*98 {
		t.Errorf("%d of %d rewritten replies are read alike, want 98 %%", kept, total)
	}
}
