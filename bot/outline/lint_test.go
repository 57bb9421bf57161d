package outline_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/bot/outline"
)

// good is a strategy of which lint has nothing to say.
const good = `organisation: {id: mill, name: Mill Lane}
vision: {text: 20% of the town's bread, metric: share, target: 20, by: 2028-12-31}
perspectives:
  - {id: customer, name: Customer, question: How do they see us?, owner: kim}
  - {id: process, name: Process, question: What must we excel at?, owner: lou}
units: [{id: shop, name: Shop, head: kim}]
people: [{id: kim, name: Kim}, {id: lou, name: Lou}]
objectives:
  - {id: share, name: Win the town, perspective: customer, unit: shop, behaviour: Greet everyone}
  - {id: warm, name: Warm bread, perspective: process, unit: shop, behaviour: Bake twice}
links:
  - {id: l1, cause: warm, effect: share, because: people taste it, lag: 4 weeks, owner: lou}
metrics:
  - {id: share, name: Share, objective: share, owner: kim, kind: lagging, target: 20, guardrail: hot, so_what: It pays, definition: Loaves by all loaves}
  - {id: hot, name: Sold hot, objective: warm, owner: lou, kind: leading, target: 90, guardrail: share, so_what: It smells, definition: Counted at the till, source: survey}
actions:
  - {id: a1, name: Taste day, objective: share, owner: kim, due: 2027-01-31, resources: One stall}
  - {id: a2, name: New oven, objective: warm, owner: lou, due: 2027-01-31, resources: 4000 EUR}
reviews: [{id: r1, name: Monthly, chair: kim, when: last Thursday of the month 10:00}]
`

func codes(t *testing.T, text string) []string {
	t.Helper()
	f, err := outline.Read("mill.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var out []string
	for _, f := range outline.Lint(f, "2026-11-23").Findings {
		if f.Message == "" || f.Fix == "" || f.Cause == "" {
			t.Errorf("%s says too little: %+v", f.Code, f)
		}
		out = append(out, f.Code)
	}
	return out
}

func TestLintIsSilentAboutGoodPractice(t *testing.T) {
	if got := codes(t, good); len(got) > 0 {
		t.Errorf("it finds %v", got)
	}
}

func TestLint(t *testing.T) {
	extra := func(n int, line string) string { return strings.Repeat(line, n) }
	for code, edit := range map[string][]string{ // pairs of what is replaced, and by what
		"no-vision":                    {"vision: {text: 20% of the town's bread, metric: share, target: 20, by: 2028-12-31}\n", ""},
		"vision-without-number":        {"20% of the town's bread", "The town's bread", ", target: 20, by", ", by"},
		"vision-without-date":          {", by: 2028-12-31", ""},
		"vision-past":                  {"2028-12-31", "2025-12-31"},
		"vision-cliche":                {"20% of the town's bread", "World-class bread", ", target: 20, by", ", by"},
		"empty-perspective":            {"units:", "  - {id: money, name: Money, question: Paid?, owner: kim}\nunits:"},
		"perspective-without-owner":    {", owner: kim}\n  - {id: process", "}\n  - {id: process"},
		"perspective-without-question": {"question: How do they see us?, ", ""},
		"too-many-objectives":          {"links:", extra(3, "  - {name: Another N, perspective: process, unit: shop}\n") + "links:"},
		"objective-without-owner":      {", head: kim", ""},
		"objective-without-metric":     {"objective: warm, owner: lou, kind", "objective: share, owner: lou, kind"},
		"no-action":                    {"objective: warm, owner: lou, due", "objective: share, owner: lou, due"},
		"no-behaviour":                 {", behaviour: Bake twice", ""},
		"nothing-drives-it":            {"links:\n  - {id: l1, cause: warm, effect: share, because: people taste it, lag: 4 weeks, owner: lou}\n", ""},
		"reaches-nothing":              {"links:\n  - {id: l1, cause: warm, effect: share, because: people taste it, lag: 4 weeks, owner: lou}\n", ""},
		"metric-reaches-nothing":       {"links:\n  - {id: l1, cause: warm, effect: share, because: people taste it, lag: 4 weeks, owner: lou}\n", ""},
		"link-without-reason":          {"because: people taste it, ", ""},
		"link-without-lag":             {"lag: 4 weeks, ", ""},
		"link-without-owner":           {"4 weeks, owner: lou", "4 weeks"},
		"link-inwards":                 {"metrics:", "  - {id: l2, cause: share, effect: warm}\nmetrics:"},
		"metric-without-owner":         {"objective: warm, owner: lou, kind", "objective: warm, kind"},
		"metric-without-target":        {"target: 90, ", ""},
		"no-guardrail":                 {"guardrail: share, ", ""},
		"target-past":                  {"target: 90", "targets: [{by: 2026-01-01, value: 90}]"},
		"no-so-what":                   {"so_what: It smells, ", ""},
		"no-definition":                {"definition: Counted at the till, ", ""},
		"no-kind":                      {"kind: leading, ", ""},
		"only-lagging":                 {"kind: leading", "kind: lagging"},
		"no-source":                    {"source: survey", "source: none", "objective: warm, owner: lou, due", "objective: share, owner: lou, due"},
		"action-incomplete":            {", resources: One stall", ""},
		"owns-too-much":                {"actions:", "METRICSactions:"},
		"no-review":                    {"reviews: [{id: r1, name: Monthly, chair: kim, when: last Thursday of the month 10:00}]\n", ""},
		"review-without-chair":         {"chair: kim, ", ""},
		"same-name":                    {"name: Sold hot", "name: Share"},
	} {
		text := good
		for i := 0; i < len(edit); i += 2 {
			if !strings.Contains(text, edit[i]) {
				t.Fatalf("%s: there is no %q to change", code, edit[i])
			}
			text = strings.Replace(text, edit[i], edit[i+1], 1)
		}
		for _, c := range []string{"A", "B", "C"} {
			text = strings.Replace(text, "Another N", "Another "+c, 1)
		}
		var metrics strings.Builder
		for c := 'a'; c < 'h'; c++ {
			metrics.WriteString("  - {id: x" + string(c) + ", name: X" + string(c) + ", objective: warm, owner: lou}\n")
		}
		text = strings.Replace(text, "METRICS", metrics.String(), 1)
		if got := codes(t, text); !slices.Contains(got, code) {
			t.Errorf("%s is not found, only %v", code, got)
		}
	}
}
