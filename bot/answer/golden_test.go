package answer

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

var update = flag.Bool("update", false, "write the golden files anew")

func refs(s string) []understand.Ref {
	var out []understand.Ref
	for _, r := range strings.Fields(s) {
		out = append(out, understand.Ref(r))
	}
	return out
}

func read(intent understand.Intent, subject, object string) understand.Interpretation {
	return understand.Interpretation{Intent: intent, Outcome: understand.Answer, Subject: refs(subject), Object: refs(object), Confidence: 1}
}

func with(in understand.Interpretation, f understand.Filters) understand.Interpretation {
	in.Filters = &f
	return in
}

func change(in understand.Interpretation, kind, value, unit string) understand.Interpretation {
	in.Change = &understand.Change{Type: kind, Value: *num(value), Unit: unit}
	return in
}

// moving is a list of the metrics that moved a way.
func moving(way string, w *understand.Window, f *understand.Filters) understand.Interpretation {
	in := read(understand.ListStatus, "", "")
	in.Direction, in.Window, in.Filters = way, w, f
	return in
}

// unclear is a question that can be read in several ways.
func unclear(readings ...understand.Interpretation) understand.Interpretation {
	in := readings[0]
	in.Outcome, in.Readings = understand.Clarify, readings
	return in
}

// What people at Millstone are told, one file a question. Read them aloud
// before committing a change.
var golden = []struct {
	name   string
	asker  scorecard.PersonID
	public bool
	of     func() *scorecard.Snapshot // nil: bakery
	in     understand.Interpretation
	want   Outcome
}{
	{name: "impact team to metric", asker: "ida", in: read(understand.ImpactPath, "ovens", "m_share"), want: Answered},
	{name: "impact by way of", asker: "rosa", in: with(read(understand.ImpactPath, "people", "m_share"), understand.Filters{Via: refs("o_seven")}), want: Answered},
	{name: "impact trade-off", asker: "ben", in: read(understand.ImpactPath, "vans", "m_cpl"), want: Answered},
	{name: "impact none", asker: "finn", in: read(understand.ImpactPath, "finance", "m_share"), want: NoPath},
	{name: "impact same", asker: "cleo", in: read(understand.ImpactPath, "shops", "m_share"), want: Answered},
	{name: "impact of a person", asker: "rosa", in: read(understand.ImpactPath, "ben", "vision"), want: Answered},
	{name: "impact without a team", asker: "dorian", in: read(understand.ImpactPath, "", "m_share"), want: Refused},
	{name: "impact by support", asker: "rosa", in: read(understand.ImpactPath, "mill", "m_share"), want: Answered},
	{name: "impact by support alone", asker: "rosa", in: read(understand.ImpactPath, "mill", "o_right"), want: Answered},
	{name: "impact without", asker: "ida", in: with(read(understand.ImpactPath, "ovens", "m_share"), understand.Filters{Exclude: refs("m_seven")}), want: Answered},
	{name: "impact without any way", asker: "ida", in: with(read(understand.ImpactPath, "vans", "m_share"), understand.Filters{Exclude: refs("o_back")}), want: NoPath},
	{name: "impact by way of nothing", asker: "ben", in: with(read(understand.ImpactPath, "vans", "m_share"), understand.Filters{Via: refs("o_skill")}), want: NoPath},
	{name: "value retired", asker: "ida", in: read(understand.Value, "m_scrap", ""), want: Answered},
	{name: "contribution", asker: "ida", in: read(understand.Contribution, "", ""), want: Answered},
	{name: "drivers", asker: "cleo", in: read(understand.Drivers, "o_back", ""), want: Answered},
	{name: "drivers none", asker: "rosa", in: read(understand.Drivers, "m_course", ""), want: NoPath},
	{name: "effects", asker: "ida", in: read(understand.Effects, "m_waste", ""), want: Answered},
	{name: "why", asker: "cleo", in: read(understand.Diagnose, "m_back", ""), want: Answered},
	{name: "why nothing upstream", asker: "rosa", in: read(understand.Diagnose, "m_course", ""), want: Answered},
	{name: "why when it is fine", asker: "rosa", in: read(understand.Diagnose, "m_compl", ""), want: Answered},
	{name: "why by numbers", asker: "ben", of: longBakery, in: read(understand.Diagnose, "m_seven", ""), want: Answered},
	{name: "why it is usual", asker: "ben", of: calmBakery, in: read(understand.Diagnose, "m_seven", ""), want: Answered},
	{name: "why nothing adds to it", asker: "ida", of: longBakery, in: read(understand.Diagnose, "m_waste", ""), want: Answered},
	{name: "why at the cost of a guardrail", asker: "cleo", of: gamedBakery, in: read(understand.Diagnose, "m_compl", ""), want: Answered},
	{name: "what if percent", asker: "rosa", in: change(read(understand.WhatIf, "m_course", "m_share"), "relative", "10", "%"), want: Answered},
	{name: "what if absolute", asker: "ida", in: change(read(understand.WhatIf, "m_waste", "m_seven"), "absolute", "-1", "%"), want: Answered},
	{name: "what if level", asker: "ida", in: change(read(understand.WhatIf, "m_waste", "m_seven"), "level", "4", "%"), want: Answered},
	{name: "what if level without number", asker: "ida", in: change(read(understand.WhatIf, "m_energy", ""), "level", "4", ""), want: Answered},
	{name: "what if by numbers", asker: "ida", of: longBakery, in: change(read(understand.WhatIf, "m_waste", "m_back"), "absolute", "-0.5", "%"), want: Answered},
	{name: "what if beyond the record", asker: "ida", of: longBakery, in: change(read(understand.WhatIf, "m_waste", ""), "relative", "90", "%"), want: Answered},
	{name: "what if same", asker: "cleo", in: change(read(understand.WhatIf, "m_compl", "m_back"), "relative", "10", "%"), want: Answered},
	{name: "what if days for hours", asker: "rosa", in: change(read(understand.WhatIf, "m_course", "m_waste"), "absolute", "2", "days"), want: Answered},
	{name: "what if direction", asker: "ben", in: change(read(understand.WhatIf, "m_seven", "m_cpl"), "direction", "0", "better"), want: Answered},
	{name: "what if no end", asker: "ida", in: change(read(understand.WhatIf, "m_waste", ""), "relative", "-20", "%"), want: Answered},
	{name: "owner metric", asker: "dorian", in: read(understand.Owner, "m_seven", ""), want: Answered},
	{name: "owner objective", asker: "dorian", in: read(understand.Owner, "o_right", ""), want: Answered},
	{name: "value", asker: "dorian", in: read(understand.Value, "m_seven", ""), want: Answered},
	{name: "value then", asker: "dorian", in: with(read(understand.Value, "m_seven", ""), understand.Filters{Period: "2026-W45"}), want: Answered},
	{name: "value without data", asker: "dorian", in: read(understand.Value, "m_energy", ""), want: Answered},
	{name: "value of an objective", asker: "dorian", in: read(understand.Value, "o_back", ""), want: Answered},
	{name: "target", asker: "ben", in: read(understand.Target, "m_seven", ""), want: Answered},
	{name: "target in steps", asker: "ben", in: read(understand.Target, "m_share", ""), want: Answered},
	{name: "trend", asker: "ben", in: understand.Interpretation{Intent: understand.Trend, Outcome: understand.Answer, Subject: refs("m_seven"), Window: &understand.Window{N: 6, Unit: "week"}}, want: Answered},
	{name: "trend of two", asker: "ben", in: read(understand.Trend, "m_share", ""), want: Answered},
	{name: "gap", asker: "cleo", in: read(understand.Gap, "m_share", ""), want: Answered},
	{name: "gap reached", asker: "cleo", in: read(understand.Gap, "m_compl", ""), want: Answered},
	{name: "list red", asker: "cleo", in: with(read(understand.ListStatus, "", ""), understand.Filters{Status: []string{"red"}}), want: Answered},
	{name: "movers worse", asker: "cleo", in: moving("worse", &understand.Window{N: 8, Unit: "week"}, nil), want: Answered},
	{name: "movers better", asker: "cleo", in: moving("better", nil, &understand.Filters{Perspective: "customer"}), want: Answered},
	{name: "movers changed", asker: "cleo", in: moving("changed", nil, nil), want: Answered},
	{name: "movers none", asker: "cleo", in: moving("changed", nil, &understand.Filters{Period: "2026-10"}), want: Answered},
	{name: "list off track customer", asker: "cleo", in: with(read(understand.ListStatus, "", ""), understand.Filters{Status: []string{"amber", "red"}, Perspective: "customer"}), want: Answered},
	{name: "team scorecard", asker: "ida", in: read(understand.TeamScorecard, "", ""), want: Answered},
	{name: "actions", asker: "ida", in: read(understand.Actions, "m_waste", ""), want: Answered},
	{name: "actions overdue", asker: "ida", in: with(read(understand.Actions, "", ""), understand.Filters{Status: []string{"overdue"}}), want: Answered},
	{name: "value of a month told weekly", asker: "ida", in: with(read(understand.Value, "m_seven", ""), understand.Filters{Period: "2026-11"}), want: Answered},
	{name: "value of a week told monthly", asker: "ida", in: with(read(understand.Value, "m_back", ""), understand.Filters{Period: "2026-W43"}), want: Answered},
	{name: "due this week", asker: "ida", in: with(read(understand.UpdatesDue, "", ""), understand.Filters{Period: "2026-W47"}), want: Answered},
	{name: "what is overdue", asker: "ida", in: with(read(understand.UpdatesDue, "", ""), understand.Filters{State: "overdue"}), want: Answered},
	{name: "actions none", asker: "ida", in: read(understand.Actions, "m_course", ""), want: Answered},
	{name: "link evidence", asker: "cleo", in: read(understand.LinkEvidence, "o_seven", "o_back"), want: Answered},
	{name: "link evidence far", asker: "cleo", in: read(understand.LinkEvidence, "o_skill", "o_back"), want: Answered},
	{name: "link evidence list", asker: "cleo", in: with(read(understand.LinkEvidence, "", ""), understand.Filters{Evidence: []string{"hypothesis"}}), want: Answered},
	{name: "define metric", asker: "dorian", in: read(understand.Define, "m_share", ""), want: Answered},
	{name: "define objective", asker: "dorian", in: read(understand.Define, "o_right", ""), want: Answered},
	{name: "define vision", asker: "dorian", in: read(understand.Define, "vision", ""), want: Answered},
	{name: "define team", asker: "dorian", in: read(understand.Define, "ovens", ""), want: Answered},
	{name: "define without words", asker: "dorian", in: read(understand.Define, "m_seven", ""), want: Answered},
	{name: "compare teams", asker: "finn", in: read(understand.Compare, "ovens vans", ""), want: Answered},
	{name: "compare people", asker: "finn", in: read(understand.Compare, "ida ben", ""), want: Redirected},
	{name: "portfolio", asker: "dorian", in: read(understand.PersonPortfolio, "cleo", ""), want: Answered},
	{name: "updates due", asker: "finn", in: with(read(understand.UpdatesDue, "", ""), understand.Filters{State: "missing"}), want: Answered},
	{name: "updates due mine", asker: "ida", in: with(read(understand.UpdatesDue, "", ""), understand.Filters{Person: "ida"}), want: Answered},
	{name: "summary", asker: "finn", in: read(understand.Summary, "", ""), want: Answered},
	{name: "summary customer", asker: "finn", in: with(read(understand.Summary, "", ""), understand.Filters{Perspective: "customer"}), want: Answered},
	{name: "leverage", asker: "ben", in: read(understand.Leverage, "m_back", ""), want: Answered},
	{name: "must be true", asker: "cleo", in: read(understand.MustBeTrue, "m_share", ""), want: Answered},
	{name: "refuse", asker: "ida", in: understand.Interpretation{Intent: understand.Refuse, Outcome: understand.Refusal, Reason: "out_of_scope"}, want: Refused},
	{name: "refuse unknown", asker: "dorian", in: understand.Interpretation{Intent: understand.Refuse, Outcome: understand.Refusal, Reason: "unknown_entity", Unknown: []string{"website traffic"}}, want: Refused},
	{name: "clarify", asker: "ida", in: understand.Interpretation{Intent: understand.Value, Outcome: understand.Clarify, Options: refs("m_share o_share shops")}, want: Clarify},
	{name: "which reading", asker: "ida", in: unclear(read(understand.Diagnose, "m_back", ""), read(understand.Value, "m_leave", ""), read(understand.Summary, "", ""), read(understand.Diagnose, "m_back", "")), want: Clarify},
	{name: "which reading of one", asker: "ida", in: unclear(read(understand.Summary, "", "")), want: Clarify},
	{name: "which reading of none to show", asker: "ida", in: unclear(read(understand.Value, "m_leave", "")), want: NotPermitted},
	{name: "clarify with one to show", asker: "ida", in: understand.Interpretation{Intent: understand.Value, Outcome: understand.Clarify, Options: refs("m_compl m_leave")}, want: Answered},
	{name: "restricted to others", asker: "ida", in: read(understand.Value, "m_leave", ""), want: NotPermitted},
	{name: "restricted in public", asker: "rosa", public: true, in: read(understand.Value, "m_leave", ""), want: NotPermitted},
	{name: "restricted in private", asker: "rosa", in: read(understand.Value, "m_leave", ""), want: Answered},
	{name: "guest", asker: "gil", in: read(understand.Value, "m_share", ""), want: Refused},
	{name: "stranger", asker: "nobody", in: read(understand.Value, "m_share", ""), want: Refused},
	{name: "runner-up", asker: "ida", in: func() understand.Interpretation {
		in := read(understand.Value, "m_share", "")
		in.Others = []understand.Interpretation{read(understand.Trend, "m_share", ""), read(understand.Value, "m_leave", "")}
		return in
	}(), want: Answered},
}

func TestGolden(t *testing.T) {
	a := &Answerer{}
	extra := Extra{Decisions: []scorecard.Decision{{ID: "d1", Review: "monthly", On: "2026-10-29", Text: "Batches thrown away: keep the second proofing room whatever it costs.", By: "cleo"}}}
	for _, g := range golden {
		t.Run(g.name, func(t *testing.T) {
			of := bakery
			if g.of != nil {
				of = g.of
			}
			r := a.Answer(of(), g.in, scorecard.Audience{Person: g.asker, Private: !g.public}, extra)
			if r.Outcome != g.want {
				t.Errorf("outcome = %q, want %q", r.Outcome, g.want)
			}
			file := filepath.Join("testdata", "golden", strings.ReplaceAll(g.name, " ", "-")+".txt")
			got := r.Text + "\n"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
