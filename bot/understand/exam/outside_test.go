package exam

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"throughline/bot/understand"
)

// outside returns the sentences of a file of them. Lines “open a: how do I fix
// %s” and “thing a: the printer” of the same group are combined.
func outside(t *testing.T, file string) []string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	opens, things := map[string][]string{}, map[string][]string{}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		head, rest, _ := strings.Cut(line, ": ")
		kind, group, _ := strings.Cut(head, " ")
		switch {
		case line == "" || line[0] == '#':
		case kind == "open":
			opens[group] = append(opens[group], rest)
		case kind == "thing":
			things[group] = append(things[group], rest)
		default:
			out = append(out, line)
		}
	}
	for group := range opens {
		for _, o := range opens[group] {
			for _, w := range things[group] {
				out = append(out, fmt.Sprintf(o, w))
			}
		}
	}
	return out
}

// What people say anywhere, and at work in the words that metrics use too, is no
// question about the map of any organisation.
func TestOutside(t *testing.T) {
	for _, file := range []string{"outside/anywhere.txt", "outside/work.txt"} {
		all := outside(t, file)
		if len(all) < 500 {
			t.Fatalf("%s has only %d sentences", file, len(all))
		}
		for _, name := range []string{"clinic", "school", "software", "hotels"} {
			t.Run(file+" at "+name, func(t *testing.T) {
				t.Parallel()
				r, answered := reader(t, name), 0
				for _, s := range all {
					if in := r.Question(Question{Text: s}); in.Outcome == understand.Answer {
						answered++
						t.Logf("answers %q: %s (%.2f)", s, Said(in), in.Confidence)
					}
				}
				t.Logf("answers %d of %d", answered, len(all))
				if 100*answered > len(all) {
					t.Errorf("answers %d of %d", answered, len(all))
				}
			})
		}
	}
}
