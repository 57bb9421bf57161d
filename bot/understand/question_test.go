package understand

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"throughline/bot/scorecard"
)

var nora = Asker{Person: "nora", Locale: "en-GB", Today: "2026-11-20"}

func clinicLexicon() *Lexicon { return NewLexicon(scorecard.NewIndex(clinic())) }

// said writes a reading the way testdata does.
func said(in Interpretation) string {
	out := []string{string(in.Intent)}
	if in.Outcome == Clarify {
		opts := slices.Clone(in.Options)
		slices.Sort(opts)
		return string(in.Intent) + " outcome=clarify options=" + list(opts)
	}
	if in.Outcome == Refusal {
		return "refuse reason=" + in.Reason
	}
	add := func(k, v string) {
		if v != "" {
			out = append(out, k+"="+v)
		}
	}
	add("s", list(in.Subject))
	add("o", list(in.Object))
	if in.Change != nil {
		add("change", fmt.Sprintf("%s:%s:%s", in.Change.Type, in.Change.Value, in.Change.Unit))
	}
	add("direction", in.Direction)
	if f := in.Filters; f != nil {
		add("status", strings.ReplaceAll(strings.Join(f.Status, ","), " ", "_"))
		add("state", f.State)
		add("evidence", strings.Join(f.Evidence, ","))
		add("kind", f.Kind)
		add("unit", string(f.Unit))
		add("person", string(f.Person))
		add("perspective", string(f.Perspective))
		add("exclude", list(f.Exclude))
		add("via", list(f.Via))
		add("period", string(f.Period))
	}
	if in.Window != nil {
		add("window", fmt.Sprintf("%d:%s", in.Window.N, in.Window.Unit))
	}
	return strings.Join(out, " ")
}

func list(refs []Ref) string {
	var s []string
	for _, r := range refs {
		s = append(s, string(r))
	}
	return strings.Join(s, ",")
}

type example struct{ text, want string }

func examples(t testing.TB, file string) []example {
	t.Helper()
	b, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for line := range strings.Lines(string(b)) {
		if text, want, ok := strings.Cut(strings.TrimSpace(line), " => "); ok && !strings.HasPrefix(line, "#") {
			out = append(out, example{text, want})
		}
	}
	return out
}

// score reads all examples and returns the shares that are right, and that are
// answered and wrong.
func score(t *testing.T, l *Lexicon, all []example) (right, wrong float64) {
	t.Helper()
	for _, e := range all {
		in := l.Question(e.text, nora, nil)
		switch got := said(in); {
		case got == e.want:
			right++
		case in.Outcome == Answer:
			wrong++
			t.Logf("wrong: %q is %s, not %s", e.text, got, e.want)
		default:
			t.Logf("missed: %q is %s %q, not %s", e.text, got, in.Unknown, e.want)
		}
	}
	n := float64(len(all))
	t.Logf("%d questions: %.1f %% right, %.1f %% answered and wrong", len(all), 100*right/n, 100*wrong/n)
	return right / n, wrong / n
}

func TestQuestions(t *testing.T) {
	l := clinicLexicon()
	for _, c := range []struct {
		file         string
		right, wrong float64
	}{
		{"questions.txt", 0.92, 0.04},
		{"heldout.txt", 0.92, 0.04},
		{"fresh.txt", 0.92, 0.04},
	} {
		t.Run(c.file, func(t *testing.T) {
			right, wrong := score(t, l, examples(t, c.file))
			if right < c.right || wrong > c.wrong {
				t.Errorf("%.3f right and %.3f wrong, want at least %.2f and at most %.2f", right, wrong, c.right, c.wrong)
			}
		})
	}
}

// Typing in lower case, or in capitals, with other punctuation or a greeting
// changes no meaning.
func TestQuestionsRewritten(t *testing.T) {
	l := clinicLexicon()
	rewrites := map[string]func(string) string{
		"lower case": func(s string) string { return strings.ToLower(s) },
		"no mark":    func(s string) string { return strings.TrimRight(s, "?!.") },
		"please":     func(s string) string { return s + " please" },
		"curly":      func(s string) string { return strings.ReplaceAll(s, "'", "’") },
		"no apostroph": func(s string) string {
			return strings.NewReplacer("what's", "whats", "who's", "whos", "how's", "hows").Replace(s)
		},
		"spaces": func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + " ?" },
	}
	for name, f := range rewrites {
		kept, all := 0, 0
		for _, e := range slices.Concat(examples(t, "questions.txt"), examples(t, "heldout.txt")) {
			if strings.HasPrefix(e.want, "refuse") {
				continue
			}
			before := said(l.Question(e.text, nora, nil))
			all++
			if after := said(l.Question(f(e.text), nora, nil)); after == before {
				kept++
			} else {
				t.Logf("%s: %q is %s, was %s", name, f(e.text), after, before)
			}
		}
		if 100*kept < 97*all {
			t.Errorf("%s keeps %d of %d", name, kept, all)
		}
	}
}

// typo makes one edit in the longest word of text that is part of a name.
func typo(text string, l *Lexicon, r *rand.Rand) string {
	var at token
	for _, m := range l.Find(text) {
		for _, t := range tokens(text) {
			if t.start >= m.Start && t.end <= m.End && len(t.low) > len(at.low) {
				at = t
			}
		}
	}
	if len(at.low) < 6 {
		return text
	}
	w := []byte(at.low)
	i := 1 + r.IntN(len(w)-2)
	switch r.IntN(4) {
	case 0:
		w = slices.Delete(w, i, i+1)
	case 1:
		w[i], w[i+1] = w[i+1], w[i]
	case 2:
		w = slices.Insert(w, i, w[i])
	case 3:
		w[i] = 'q'
	}
	return text[:at.start] + string(w) + text[at.end:]
}

func TestQuestionsMistyped(t *testing.T) {
	l := clinicLexicon()
	r := rand.New(rand.NewPCG(1, 2))
	kept, all := 0, 0
	for _, e := range slices.Concat(examples(t, "questions.txt"), examples(t, "heldout.txt")) {
		text := typo(e.text, l, r)
		if text == e.text || strings.HasPrefix(e.want, "refuse") {
			continue
		}
		all++
		if before, after := said(l.Question(e.text, nora, nil)), said(l.Question(text, nora, nil)); after == before {
			kept++
		} else {
			t.Logf("%q is %s, was %s", text, after, before)
		}
	}
	t.Logf("%d of %d kept", kept, all)
	if 100*kept < 95*all {
		t.Errorf("%d of %d survive one typing error", kept, all)
	}
}
