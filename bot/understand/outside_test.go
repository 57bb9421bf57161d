package understand

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// outside returns sentences that have nothing to do with the map: those of
// testdata/outside.txt, and everyday openings with everyday things.
func outside(t testing.TB) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/outside.txt")
	if err != nil {
		t.Fatal(err)
	}
	var openings, things, out []string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if w, ok := strings.CutPrefix(line, "open: "); ok {
			openings = append(openings, w)
		} else if w, ok := strings.CutPrefix(line, "thing: "); ok {
			things = append(things, w)
		} else if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	for _, o := range openings {
		for _, w := range things {
			out = append(out, fmt.Sprintf(o, w))
		}
	}
	return out
}

func TestOutsideIsRefused(t *testing.T) {
	for name, l := range map[string]*Lexicon{"clinic": clinicLexicon(), "small": small()} {
		all, answered := outside(t), 0
		if len(all) < 500 {
			t.Fatalf("only %d sentences", len(all))
		}
		for _, s := range all {
			if in := l.Question(s, nora, nil); in.Outcome == Answer {
				answered++
				t.Logf("%s answers %q: %s", name, s, said(in))
			}
		}
		t.Logf("%s answers %d of %d", name, answered, len(all))
		if 100*answered > len(all) {
			t.Errorf("%s answers %d of %d", name, answered, len(all))
		}
	}
}
