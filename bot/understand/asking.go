package understand

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// An asking is one way of asking for something: a pattern over the words of a
// question, in which names stand as "@" marks. <s> is the subject and <o> the
// object; <s:mo> takes only metrics and objectives. AFF stands for every verb of
// acting on something, AFFED for those of being acted on.
type asking struct {
	intent  Intent
	pattern func() *regexp.Regexp // made when it is first tried, which most never are
	reason  string                // of a refusal
	needs   [][]string            // of each, one must stand in a line that matches
	needIDs [][]int               // the same, as numbers of the index
}

// askings reads lines of "intent: pattern", or "refuse/reason: pattern".
func askings(lines string, words map[string]string) []asking {
	var out []asking
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		head, pattern, _ := strings.Cut(line, ": ")
		intent, reason, _ := strings.Cut(head, "/")
		pattern = expand(pattern, words)
		out = append(out, asking{intent: Intent(intent), reason: reason, needs: needsOf(pattern),
			pattern: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })})
	}
	return out
}

var slotMark = regexp.MustCompile(`<([so])(?::([a-z]+))?>`)

func expand(p string, words map[string]string) string {
	for _, k := range longestFirst(words) {
		p = strings.ReplaceAll(p, k, words[k])
	}
	p = slotMark.ReplaceAllStringFunc(p, func(s string) string {
		m := slotMark.FindStringSubmatch(s)
		one := `@\d+[a-z]+`
		if m[2] != "" {
			one = `@\d+[a-z]*[` + m[2] + `][a-z]*`
		}
		return `(?P<` + m[1] + `>` + one + `(?: (?:and|or|plus|&|vs|versus) ` + one + `)*)`
	})
	p, first := strings.CutPrefix(p, "^")
	p, last := strings.CutSuffix(p, "$")
	p = ` (?:` + p + `) `
	if first {
		p = "^" + p
	}
	if last {
		p += "$"
	}
	return p
}

// longestFirst returns the keys of words so that AFFED is seen before AFF.
func longestFirst(words map[string]string) []string {
	return slices.SortedFunc(maps.Keys(words), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
}

var cueWord = regexp.MustCompile(`[a-z]{2,}`)

// cueWords returns the words that patterns are written with: they explain themselves.
func cueWords(lines string, words map[string]string) map[string]bool {
	set := map[string]bool{}
	add := func(s string) {
		for _, w := range cueWord.FindAllString(s, -1) {
			set[w], set[strings.TrimSuffix(w, "s")], set[strings.TrimSuffix(w, "d")] = true, true, true
		}
	}
	for line := range strings.Lines(lines) {
		if _, p, ok := strings.Cut(line, ": "); ok {
			add(slotMark.ReplaceAllString(p, " "))
		}
	}
	for _, v := range words {
		add(v)
	}
	return set
}

// marks returns the numbers of "@1mo and @2m".
func marks(s string) []int {
	var out []int
	for _, w := range strings.Fields(s) {
		if digits, ok := strings.CutPrefix(w, "@"); ok {
			n, _ := strconv.Atoi(strings.TrimRight(digits, "abcdefghijklmnopqrstuvwxyz"))
			out = append(out, n)
		}
	}
	return out
}
