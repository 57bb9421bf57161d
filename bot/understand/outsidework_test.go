package understand

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"throughline/bot/scorecard"
)

// outsideWork returns the sentences of testdata/outside_work.txt.
func outsideWork(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/outside_work.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	opens := map[string][]string{}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		head, rest, _ := strings.Cut(line, ": ")
		if g, ok := strings.CutPrefix(head, "open "); ok {
			opens[g] = append(opens[g], rest)
		} else if g, ok := strings.CutPrefix(head, "thing "); ok {
			for _, o := range opens[g] {
				out = append(out, fmt.Sprintf(o, rest))
			}
		} else if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// What people say at work, and the words they share with metrics, are no
// questions about the map of any organisation.
func TestTalkAtWorkIsRefused(t *testing.T) {
	all := outsideWork(t)
	if len(all) < 600 {
		t.Fatalf("only %d sentences", len(all))
	}
	for name, s := range map[string]*scorecard.Strategy{"clinic": clinic(), "school": school(), "software": software()} {
		l, answered := NewLexicon(scorecard.NewIndex(s)), 0
		for _, text := range all {
			if in := l.Question(text, Asker{Locale: "en-GB", Today: "2026-11-20"}, nil); in.Outcome == Answer {
				answered++
				t.Logf("%s answers %q: %s (%.2f)", name, text, said(in), in.Confidence)
			}
		}
		t.Logf("%s answers %d of %d", name, answered, len(all))
		if 100*answered > len(all) {
			t.Errorf("%s answers %d of %d", name, answered, len(all))
		}
	}
}
