package understand

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/bot/scorecard"
)

func small() *Lexicon {
	return NewLexicon(scorecard.NewIndex(&scorecard.Strategy{
		Perspectives: []scorecard.Perspective{{ID: "customer", Name: "Customer"}},
		Units:        []scorecard.Unit{{ID: "it", Name: "Platform", Aliases: []string{"IT", "L&D"}}, {ID: "sales", Name: "Sales"}},
		People:       []scorecard.Person{{ID: "ana", Name: "Ana Ruiz"}},
		Objectives:   []scorecard.Objective{{ID: "o_safe", Name: "Run a safe, efficient fleet"}},
		Metrics: []scorecard.Metric{
			{ID: "share", Name: "Market share", Synonyms: []string{"mkt share"}},
			{ID: "otd", Name: "On-time delivery", Synonyms: []string{"OTD"}, Inverse: []string{"late deliveries"}},
			{ID: "rev", Name: "Revenue", Synonyms: []string{"turnover", "sales"}},
			{ID: "leave", Name: "Employee turnover", Synonyms: []string{"turnover"}},
			{ID: "fft", Name: "Fulfilment time"},
		},
	}))
}

func TestFind(t *testing.T) {
	l := small()
	for _, c := range []struct{ text, want string }{
		{"how is Market share?", "share"},
		{"marketshare and on time deliveries", "share otd"},
		{"what's o-t-d", "otd"},
		{"market's share", "share"},
		{"share of market", "share"},
		{"the share of the market", "share"},
		{"late delivery", "-otd"},
		{"turnover", "rev|leave"},
		{"employee turnover", "leave"},
		{"revenu and markte share", "~rev ~share"},
		{"fullfilment time", "~fft"},
		{"fulfillment time", "fft"},
		{"who owns it?", ""},
		{"how is IT", "it"},
		{"HOW IS IT", ""},
		{"the it team", "it"},
		{"L&D", "it"},
		{"run a safe efficient fleet", "o_safe"},
		{"Ana's numbers, Ruiz", "ana ana"},
		{"sales", "sales|rev"},
		{"", ""},
	} {
		var got []string
		for _, m := range l.Find(c.text) {
			mark := ""
			if m.Typo {
				mark = "~"
			}
			if m.Inverse {
				mark += "-"
			}
			var refs []string
			for _, r := range m.Refs {
				refs = append(refs, string(r))
			}
			got = append(got, mark+strings.Join(refs, "|"))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.text, g, c.want)
		}
	}
}

func TestFindBytes(t *testing.T) {
	text := "Größe: wie ist market  share?"
	got := small().Find(text)
	if len(got) != 1 || text[got[0].Start:got[0].End] != "market  share" {
		t.Errorf("Find(%q) = %+v", text, got)
	}
}

// wide returns an organisation with n metrics of three words each.
func wide(n int) *scorecard.Strategy {
	s := &scorecard.Strategy{}
	kinds := strings.Fields("share rate hours margin cost time value score index volume")
	for i := range n {
		s.Metrics = append(s.Metrics, scorecard.Metric{ID: scorecard.MetricID(fmt.Sprintf("m%d", i)), Name: fmt.Sprintf("Zone%dx depot %s", i/10, kinds[i%10]), Synonyms: []string{fmt.Sprintf("zd%d", i)}})
	}
	return s
}

func TestFindAmongTenThousand(t *testing.T) {
	l := NewLexicon(scorecard.NewIndex(wide(10_000)))
	if got := l.Find("how is zone77x depot margin"); len(got) != 1 || !slices.Equal(got[0].Refs, []Ref{"m773"}) {
		t.Errorf("got %+v", got)
	}
}
