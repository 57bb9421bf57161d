package answer

import (
	"strings"
	"testing"

	"throughline/bot/understand"
)

// What stood then is told by what was known then, and said to be.
func TestLookingBack(t *testing.T) {
	for _, c := range []struct {
		text       string
		has, hasNo []string
	}{
		{"which metrics were red in october", []string{"As of Sat 31 Oct:\n", "3 of 8 metrics are red:", "Customers who return 57% (October, current)", "Read as: which metrics are red, October."}, []string{"Batches", "week 47"}},
		{"how did we do in october", []string{"As of Sat 31 Oct:\n", "Read as: the scorecard in short, October."}, []string{"overdue", "missing", "week 46"}},
		{"how were the shops doing in week 46", []string{"As of Sun 15 Nov:\n", "Complaints 14 (week 46, current)"}, []string{"19"}},
		{"how are the shops doing this week", []string{"Complaints 19 (week 47, current)", "Read as: the scorecard of Shops."}, []string{"As of"}},
		{"how has household share developed in q2", []string{"As of Tue 30 Jun:\n", "one reading up to the end of Q2"}, []string{"15.9"}},
		{"which metrics turned red since week 45", []string{"1 of 8 metrics turned red over the last 3 weeks:", "Shelves full by seven"}, []string{"Batches", "Customers who return"}},
		{"which metrics turned red this week", []string{"No metric turned red in week 47."}, nil},
		{"which metrics turned amber this week", []string{"No metric turned amber in week 47."}, nil},
		{"which metrics have been red for three weeks", []string{"3 of 8 metrics have been red all through the last 3 weeks, as far as I have numbers:", "Course hours"}, []string{"Batches", "Shelves"}},
		{"which red metrics have no action", []string{"are red without an open action:", "Shelves full by seven"}, []string{"Batches", "Customers who return"}},
		{"which objectives have no actions", []string{"5 of 7 objectives have no open action:", "Bread on the shelf by seven"}, []string{"Bake it right"}},
		{"actions due this month", []string{"1 action is due in November, 1 overdue:", "Loyalty card"}, []string{"proofing"}},
		{"actions due next month", []string{"1 action is due in December:", "Second proofing room"}, []string{"Loyalty"}},
		{"what actions are due before christmas", []string{"2 actions are due by Thu 24 Dec, 1 overdue:", "Read as: what is being done, due by Thu 24 Dec."}, []string{"van rota"}},
		{"which actions finish in december", []string{"1 action is due in December:"}, []string{"2025"}},
		{"which metrics were red in october 2025", []string{"As of Fri 31 Oct 2025:\n", "Read as: which metrics are red, October 2025."}, nil},
		{"shelves full by seven last week vs the week before", []string{"over the last 2 weeks", "in week 45", "week 46: 92%"}, nil},
		{"what is red in ovens and vans", []string{"2 of 3 metrics for Ovens and Vans are red:"}, []string{"Customers who return"}},
		{"red metrics owned by ben or ida", []string{"2 of 3 metrics for Ben Okoro and Ida Holm are red:"}, nil},
		{"which weekly metrics are red", []string{"2 of 4 metrics are red:"}, []string{"Customers who return"}},
		{"confirmed links into bake it right the first time", []string{"Grow master bakers"}, []string{"Bread on the shelf"}},
		{"confirmed links from bake it right the first time", []string{"Bread on the shelf"}, []string{"Grow master bakers"}},
		{"complaints over the last 2 weeks", []string{"from 14 in week 46 to 19", "Read as: the trend of Complaints, last 2 weeks."}, nil},
	} {
		got := ask(t, c.text)
		for _, want := range c.has {
			if !strings.Contains(got, want) {
				t.Errorf("%s: want %q in\n%s", c.text, want, got)
			}
		}
		for _, no := range c.hasNo {
			if strings.Contains(got, no) {
				t.Errorf("%s: do not want %q in\n%s", c.text, no, got)
			}
		}
	}
}

func ask(t *testing.T, text string) string {
	t.Helper()
	s := bakery()
	r := (&Answerer{}).Ask(s, understand.NewLexicon(s.Index), understand.Asker{Person: "cleo", Locale: "en-GB", Today: s.Today}, text, nil, Extra{})
	return r.Text
}
