package outline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

// alike compares strategies as people do: 1.0 is 1, and no list is an empty one.
var alike = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b decimal.NullDecimal) bool {
		return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
	}),
}

// words are texts that a careless writer of YAML would spoil.
var words = rapid.Map(rapid.OneOf(
	rapid.SampledFrom([]string{
		"yes", "no", "null", "~", "true", "2026-01-01", "1e5", "0x1F", "0o17", "1_000", ".5", "-", "- x", "? x", "a: b", "a:b", "# x", "x # y", "x#y",
		"'", `"`, `\`, `\n`, "''", "{x}", "[x", "a, b", "*x", "&x", "!x", "%x", "@x", "`x", "|", ">", "<<", "=", "---", "...", "a\nb", "a\n\n  b\n c",
		"tab\there", "Größe", "日本語", "👩‍🚀 rocket", "\u2028x\u2029y", "a\u0085b", "x\u00a0y", "\u200bx", "a\r\nb", "x\ufeffy", "null # no", "Ana's", "12:30:45", "+1", "NaN", ".inf",
	}),
	rapid.StringN(1, 40, 120),
	rapid.StringMatching(`[ -~]{1,40}`),
), func(s string) string {
	return strings.TrimSpace(strings.ToValidUTF8(s, "?"))
}).Filter(func(s string) bool { return s != "" })

func maybe(t *rapid.T, label string) string {
	if rapid.Bool().Draw(t, label+"?") {
		return words.Draw(t, label)
	}
	return ""
}

func several(t *rapid.T, label string) []string {
	return rapid.SliceOfN(words, 0, 3).Draw(t, label)
}

func number(t *rapid.T, label string) decimal.Decimal {
	return decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, label), int32(rapid.IntRange(-8, 3).Draw(t, label+" exponent")))
}

func maybeNumber(t *rapid.T, label string) decimal.NullDecimal {
	if rapid.Bool().Draw(t, label+"?") {
		return decimal.NewNullDecimal(number(t, label))
	}
	return decimal.NullDecimal{}
}

func day(t *rapid.T, label string) scorecard.Date {
	return scorecard.Date("2024-01-01").Add(rapid.IntRange(0, 2000).Draw(t, label))
}

func id[T ~string](t *rapid.T, kind string, n int) T {
	return T(fmt.Sprintf("%s%d", kind, rapid.IntRange(0, n-1).Draw(t, kind)))
}

// strategies draws valid strategies with hostile words and every field in use.
var strategies = rapid.Custom(func(t *rapid.T) scorecard.Strategy {
	const people, units, objectives, metrics = 3, 3, 4, 5
	s := scorecard.Strategy{
		Organisation: scorecard.Organisation{
			ID: "org", Name: words.Draw(t, "name"), Aliases: several(t, "aliases"), Currency: "EUR", Locale: "de-DE", Zone: "Europe/Berlin",
			Channel: maybe(t, "channel"), Model: rapid.Bool().Draw(t, "model"), Holidays: []scorecard.Holiday{{On: day(t, "holiday"), Name: maybe(t, "holiday name")}},
		},
		Vision:       scorecard.Vision{Text: maybe(t, "vision"), Metric: id[scorecard.MetricID](t, "m", metrics), Target: maybeNumber(t, "vision target"), By: day(t, "by"), Objectives: []scorecard.ObjectiveID{"o0"}},
		Perspectives: []scorecard.Perspective{{ID: "p0", Name: words.Draw(t, "perspective"), Question: maybe(t, "question"), Owner: "h0", Aliases: several(t, "lane aliases")}, {ID: "p1", Name: "Inner"}},
	}
	for i := range units {
		u := scorecard.Unit{ID: scorecard.UnitID(fmt.Sprint("u", i)), Name: words.Draw(t, "unit"), Level: maybe(t, "level"), Head: id[scorecard.PersonID](t, "h", people), Channel: maybe(t, "unit channel"), Aliases: several(t, "unit aliases")}
		if i > 0 {
			u.Parent = "u0"
		}
		s.Units = append(s.Units, u)
	}
	for i := range people {
		s.People = append(s.People, scorecard.Person{
			ID: scorecard.PersonID(fmt.Sprint("h", i)), Name: words.Draw(t, "person"), Title: maybe(t, "title"), Units: []scorecard.UnitID{id[scorecard.UnitID](t, "u", units)},
			Aliases: several(t, "person aliases"), Email: maybe(t, "email"), Zone: "Asia/Tokyo", Locale: maybe(t, "locale"), Workdays: "sun-thu", Quiet: scorecard.Quiet{From: "20:00", To: "07:30"},
			DaysOff: []scorecard.Span{{From: "2026-12-21", To: "2027-01-03", Why: maybe(t, "why off")}}, Role: scorecard.Editor,
			Identities: map[string]string{words.Draw(t, "service"): fmt.Sprint(words.Draw(t, "user"), i)},
		})
	}
	for i := range objectives {
		s.Objectives = append(s.Objectives, scorecard.Objective{
			ID: scorecard.ObjectiveID(fmt.Sprint("o", i)), Name: words.Draw(t, "objective"), Perspective: "p1", Unit: id[scorecard.UnitID](t, "u", units), Owner: id[scorecard.PersonID](t, "h", people),
			Behaviour: maybe(t, "behaviour"), Meaning: maybe(t, "meaning"), Aliases: several(t, "objective aliases"), VisibleTo: []string{"h0", "u1"}, From: day(t, "from"),
		})
		if i > 0 {
			s.Objectives[i].Supports = []scorecard.ObjectiveID{"o0"}
			s.Links = append(s.Links, link(t, i))
		}
		s.Actions = append(s.Actions, scorecard.Action{
			ID: scorecard.ActionID(fmt.Sprint("a", i)), Name: words.Draw(t, "action"), Objective: id[scorecard.ObjectiveID](t, "o", objectives), Owner: "h1", Start: "2026-01-01", Due: "2026-06-01",
			Resources: maybe(t, "resources"), Budget: maybeNumber(t, "budget"), Progress: scorecard.AtRisk, Review: "r0", Said: maybe(t, "said"),
		})
	}
	for i := range metrics {
		s.Metrics = append(s.Metrics, metric(t, i, objectives))
	}
	s.Reviews = []scorecard.Review{{ID: "r0", Name: words.Draw(t, "review"), Unit: "u1", Channel: maybe(t, "review channel"), Chair: "h2", When: maybe(t, "when"), On: []string{"2026-11-26 10:00"}, Zone: "UTC", LeadHours: 48}}
	s.Parked = []scorecard.Parked{{Name: words.Draw(t, "parked"), Why: maybe(t, "why parked"), Revisit: day(t, "revisit")}}
	return s
})

func link(t *rapid.T, i int) scorecard.Link {
	l := scorecard.Link{
		ID: scorecard.LinkID(fmt.Sprint("l", i)), Cause: scorecard.ObjectiveID(fmt.Sprint("o", i)), Effect: "o0", Sign: rapid.SampledFrom([]scorecard.Sign{"", "-"}).Draw(t, "sign"),
		LagWeeks: rapid.IntRange(0, 520).Draw(t, "lag"), Reason: maybe(t, "reason"), Owner: "h0", Registered: day(t, "registered"),
		Evidence: rapid.SampledFrom([]scorecard.EvidenceWord{"", "confirmed", "contradicted"}).Draw(t, "evidence"),
	}
	if rapid.Bool().Draw(t, "retired?") {
		l.Retired = &scorecard.Retirement{On: day(t, "retired"), Why: words.Draw(t, "why retired")}
	}
	return l
}

func metric(t *rapid.T, i, objectives int) scorecard.Metric {
	target := number(t, "target")
	m := scorecard.Metric{
		ID: scorecard.MetricID(fmt.Sprint("m", i)), Name: words.Draw(t, "metric"), Objective: id[scorecard.ObjectiveID](t, "o", objectives), Also: []scorecard.ObjectiveID{"o0"}, Unit: "u0",
		Measure: scorecard.Measure(maybe(t, "measure")), Kind: scorecard.Leading, Baseline: maybeNumber(t, "baseline"), Cadence: rapid.SampledFrom(scorecard.Cadences).Draw(t, "cadence"),
		AskAt: maybe(t, "ask"), AskFor: scorecard.CurrentPeriod, Owner: "h0", Updater: "h1", Backup: "h2", Synonyms: several(t, "synonyms"), Inverse: several(t, "inverse"),
		Source: scorecard.Survey, SoWhat: maybe(t, "so what"), Definition: maybe(t, "definition"), VisibleTo: []string{"h1"}, From: day(t, "from"),
	}
	if i > 0 {
		m.Guardrail = "m0"
	}
	switch rapid.IntRange(0, 3).Draw(t, "direction") {
	case 0:
		m.Direction = scorecard.InRange
		m.Targets = []scorecard.Target{{By: day(t, "target day"), Low: decimal.NewNullDecimal(target), High: decimal.NewNullDecimal(target.Add(decimal.NewFromInt(1)))}}
	case 1:
		m.Direction = scorecard.Lower
		m.Targets = []scorecard.Target{{Value: decimal.NewNullDecimal(target), AgreedBy: []scorecard.PersonID{"h1"}, Why: maybe(t, "why")}, {By: "2027-01-01", Value: decimal.NewNullDecimal(target)}}
	case 2:
		m.Targets = []scorecard.Target{{Value: decimal.NewNullDecimal(target), Amber: decimal.NewNullDecimal(target.Sub(decimal.NewFromInt(1)))}}
	}
	return m
}

func readings(t *rapid.T, s *scorecard.Strategy) []scorecard.Reading {
	var out []scorecard.Reading
	for _, m := range s.Metrics {
		p := scorecard.PeriodOf(m.Cadence, "2026-01-01")
		for range rapid.IntRange(0, 3).Draw(t, "readings") {
			r := scorecard.Reading{Metric: m.ID, Period: p, Value: number(t, "value"), Note: maybe(t, "note"), By: "h1", At: p.End().Time().Add(12 * time.Hour), Source: "file"}
			if rapid.Bool().Draw(t, "no data") {
				r.Value, r.NoData = decimal.Zero, true
			}
			out = append(out, r)
			p = p.Next()
		}
	}
	return out
}

// byMetric puts readings in the order in which a file holds them.
func byMetric(rs []scorecard.Reading) map[scorecard.MetricID][]scorecard.Reading {
	out := map[scorecard.MetricID][]scorecard.Reading{}
	for _, r := range rs {
		out[r.Metric] = append(out[r.Metric], r)
	}
	return out
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strategies.Draw(t, "strategy")
		rs := readings(t, &s)
		text := outline.Write(&s, rs)
		again, err := outline.Read("again.yaml", text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if diff := cmp.Diff(s, again.Strategy, alike); diff != "" {
			t.Fatalf("came back different:\n%s\n%s", diff, text)
		}
		if diff := cmp.Diff(byMetric(rs), byMetric(again.Readings), alike); diff != "" {
			t.Fatalf("the values came back different:\n%s\n%s", diff, text)
		}
		if changes := outline.Diff(&s, &s); len(changes) > 0 {
			t.Fatalf("a strategy differs from itself: %v", changes)
		}
	})
}
