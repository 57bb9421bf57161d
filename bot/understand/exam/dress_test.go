package exam

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// questionDresses change how a question is typed and not what it means.
var questionDresses = map[string]func(string) string{
	"lower case": strings.ToLower,
	"no mark":    func(s string) string { return strings.TrimRight(s, "?!.") },
	"please":     func(s string) string { return s + " please" },
	"curly":      func(s string) string { return strings.ReplaceAll(s, "'", "’") },
	"apostrophe": func(s string) string {
		return strings.NewReplacer("what's", "whats", "who's", "whos", "how's", "hows").Replace(s)
	},
	"spaces": func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + " ?" },
}

func TestQuestionsInOtherDress(t *testing.T) {
	for name, dress := range questionDresses {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kept, all := 0, 0
			for _, p := range papers(t) {
				r := reader(t, p.Organisation)
				for i, q := range p.Questions {
					if q.Outside() {
						continue
					}
					all++
					again := q
					if again.Text = dress(q.Text); again.Text == q.Text {
						kept++
						continue
					}
					before := sit(t, p).Marks[i].Got
					if after := Said(r.Question(again)); after == before {
						kept++
					} else {
						t.Logf("%q is %s, was %s", again.Text, after, before)
					}
				}
			}
			if 100*kept < 97*all {
				t.Errorf("keeps %d of %d", kept, all)
			}
		})
	}
}

var word = regexp.MustCompile(`[A-Za-z]+`)

// mistyped makes one edit in the longest word of text that is part of a name.
func mistyped(text string, r *Reader, dice *rand.Rand) string {
	var at []int
	for _, m := range r.lexicon.Find(text) {
		for _, w := range word.FindAllStringIndex(text[m.Start:m.End], -1) {
			if at == nil || w[1]-w[0] > at[1]-at[0] {
				at = []int{m.Start + w[0], m.Start + w[1]}
			}
		}
	}
	if at == nil || at[1]-at[0] < 6 {
		return text
	}
	w := []byte(strings.ToLower(text[at[0]:at[1]]))
	i := 1 + dice.IntN(len(w)-2)
	switch dice.IntN(4) {
	case 0:
		w = slices.Delete(w, i, i+1)
	case 1:
		w[i], w[i+1] = w[i+1], w[i]
	case 2:
		w = slices.Insert(w, i, w[i])
	case 3:
		w[i] = 'q'
	}
	return text[:at[0]] + string(w) + text[at[1]:]
}

func TestQuestionsMistyped(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(1, 2))
	kept, all := 0, 0
	for _, p := range papers(t) {
		r := reader(t, p.Organisation)
		for i, q := range p.Questions {
			typed := q
			typed.Text = mistyped(q.Text, r, dice)
			if typed.Text == q.Text || q.Outside() {
				continue
			}
			all++
			if before, after := sit(t, p).Marks[i].Got, Said(r.Question(typed)); after == before {
				kept++
			} else {
				t.Logf("%q is %s, was %s", typed.Text, after, before)
			}
		}
	}
	t.Logf("%d of %d kept", kept, all)
	if 100*kept < 95*all {
		t.Errorf("%d of %d survive one typing error", kept, all)
	}
}
