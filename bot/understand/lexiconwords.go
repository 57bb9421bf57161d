package understand

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"hash/maphash"
	"io"
	"strings"
	"sync"
)

// The list is SCOWL's small one, American and British together, as Debian
// ships it; its terms stand beside it in words/COPYRIGHT.
//
//go:embed words/en.txt.gz
var englishWords []byte

// ordinary returns the words of English. A word among them was meant as typed,
// so no edit is tried on it. They are kept by their hashes, of which 64 bits tell
// so few words apart: the words themselves would be three times as large, and the
// collector would look at each of them again and again.
var ordinary = sync.OnceValue(func() map[uint64]struct{} {
	z, err := gzip.NewReader(bytes.NewReader(englishWords))
	if err != nil {
		panic("understand: the embedded word list: " + err.Error())
	}
	all, err := io.ReadAll(z)
	if err != nil {
		panic("understand: the embedded word list: " + err.Error())
	}
	words := make(map[uint64]struct{}, bytes.Count(all, []byte("\n"))+1)
	for w := range bytes.SplitSeq(all, []byte("\n")) {
		words[maphash.Bytes(wordSeed, w)] = struct{}{}
	}
	return words
})

var wordSeed = maphash.MakeSeed()

// isOrdinary reports whether w is a word everybody writes.
func isOrdinary(w string) bool {
	_, ok := ordinary()[maphash.String(wordSeed, w)]
	return ok || english.known(w)
}

// A vocabulary is the words names are made of, in drawers by first letter and
// length, so that near misses are sought among few.
type vocabulary struct {
	has     map[string]bool
	drawers map[drawer][]string
}

type drawer struct {
	first  byte
	length int
}

func newVocabulary() *vocabulary {
	return &vocabulary{has: map[string]bool{}, drawers: map[drawer][]string{}}
}

func (v *vocabulary) add(w string) {
	if w == "" || v.has[w] {
		return
	}
	v.has[w] = true
	d := drawer{w[0], len(w)}
	v.drawers[d] = append(v.drawers[d], w)
}

// shortestTypo is the length under which a word is never taken for a misspelling.
const shortestTypo = 5

// near returns the words that w may be a misspelling of: the same first letter,
// one edit away, or two from eight letters on. The nearest come alone.
func (v *vocabulary) near(w string) []string {
	if len(w) < shortestTypo-1 {
		return nil
	}
	limit := 1
	if len(w) >= 8 {
		limit = 2
	}
	var found []string
	best := limit
	for n := len(w) - limit; n <= len(w)+limit; n++ {
		for _, c := range v.drawers[drawer{w[0], n}] {
			if len(c) < shortestTypo-1 {
				continue
			}
			switch d := edits(w, c, best); {
			case d < best:
				best, found = d, []string{c}
			case d == best:
				found = append(found, c)
			}
		}
	}
	return found
}

// begunBy returns the one word that w is the beginning of: "curt" for curtailment.
func (v *vocabulary) begunBy(w string) string {
	if len(w) < 4 {
		return ""
	}
	found := ""
	least := len(w) + 2 // one letter less is a misspelling, see near
	if len(w) < shortestTypo {
		least--
	}
	for n := least; n <= len(w)+10; n++ {
		for _, c := range v.drawers[drawer{w[0], n}] {
			if !strings.HasPrefix(c, w) {
				continue
			}
			if found != "" {
				return ""
			}
			found = c
		}
	}
	return found
}

// edits counts insertions, deletions, changes and swaps of neighbours between a
// and b; anything above limit comes back as limit+1.
func edits(a, b string, limit int) int {
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		low := i
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
			low = min(low, cur[j])
		}
		if low > limit {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return min(prev[len(b)], limit+1)
}
