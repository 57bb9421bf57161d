package understand

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
)

// A sense tells from the words of a question what kind of question it is, and
// how likely that is. It has learned from ways of asking that are labelled with
// their kinds, and stands beside the cues: where both agree a reading is sure,
// where they do not the person is asked.
type sense struct {
	kinds   []Intent         // a refusal with its reason: "refuse/forecast"
	column  map[string]int32 // of what is noticed
	weights []float32        // a row of kinds for each column
	seen    []uint64         // for each column a bit for each kind with a way of asking that has it
	asks    map[string]bool  // words that some way of asking about the map has
}

// A way is one way of asking, as what is noticed of it.
type way struct {
	kind    Intent
	noticed []string
}

//go:embed words/ways_en.txt
var englishWays string

// englishSense is learned on first use; that takes a few hundredths of a second.
var englishSense = sync.OnceValue(func() *sense { return learn(waysIn(englishWays)) })

// waysIn reads the labelled lines.
func waysIn(text string) []way {
	var out []way
	kind := Intent("")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			kind = Intent(strings.Trim(line, "[]"))
		default:
			out = append(out, way{kind, notice(skeleton(line))})
		}
	}
	return out
}

// notice lists what a row of words shows: each word, each pair of neighbours,
// how it begins and ends, and what kinds of things are named in which order.
func notice(words []string) []string {
	out := []string{"*"}
	names, last := "", "^"
	for _, w := range words {
		out = append(out, w, last+" "+w)
		if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' {
			names += w
		}
		last = w
	}
	if len(words) > 1 {
		out = append(out, "^"+words[0]+" "+words[1])
	}
	return append(out, last+" $", "names "+names)
}

// learn fits a sense to ways by stochastic descent, in a fixed order, so that it
// always comes out the same.
func learn(all []way) *sense {
	s := &sense{column: map[string]int32{}, asks: map[string]bool{}}
	rows := make([][]int32, len(all))
	for i, w := range all {
		if !slices.Contains(s.kinds, w.kind) {
			s.kinds = append(s.kinds, w.kind)
		}
		for _, f := range w.noticed {
			c, ok := s.column[f]
			if !ok {
				c = int32(len(s.column))
				s.column[f] = c
				s.seen = append(s.seen, 0)
			}
			rows[i] = append(rows[i], c)
			s.seen[c] |= s.bit(w.kind)
			if !strings.Contains(f, " ") && !strings.HasPrefix(string(w.kind), "refuse") {
				s.asks[f] = true
			}
		}
	}
	n := len(s.kinds)
	weights := make([]float64, n*len(s.column))
	p := make([]float64, n)
	const rounds = 15
	for round := range rounds {
		step := 0.3 / (1 + 0.2*float64(round))
		for _, i := range shuffled(len(all), round) {
			likely(weights, rows[i], p)
			p[slices.Index(s.kinds, all[i].kind)] -= 1
			for _, c := range rows[i] {
				row := weights[int(c)*n:][:n]
				for k := range row {
					row[k] -= step * p[k]
				}
			}
		}
	}
	s.weights = make([]float32, len(weights)) // precise enough to be kept
	for i, w := range weights {
		s.weights[i] = float32(w)
	}
	return s
}

// bit returns the bit of a kind, of which there are fewer than 64; none for what is
// no kind.
func (s *sense) bit(kind Intent) uint64 {
	if k := slices.Index(s.kinds, kind); k >= 0 {
		return 1 << k
	}
	return 0
}

// shuffled returns 0 to n-1 in an order that depends on round alone.
func shuffled(n, round int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	x := uint32(2463534242 + round)
	for i := n - 1; i > 0; i-- {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		j := int(x % uint32(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// likely writes into p how likely each kind is, given columns.
func likely[F float32 | float64](weights []F, columns []int32, p []float64) {
	n := len(p)
	clear(p)
	for _, c := range columns {
		for k, w := range weights[int(c)*n:][:n] {
			p[k] += float64(w)
		}
	}
	most, sum := slices.Max(p), 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - most)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
}

// A hunch is a kind of question with how likely it is.
type hunch struct {
	kind Intent
	p    float64
}

// hunches returns the kinds that a row of words may be of, the likeliest first.
func (s *sense) hunches(words []string) []hunch {
	var columns []int32
	for _, f := range notice(words) {
		if c, ok := s.column[f]; ok {
			columns = append(columns, c)
		}
	}
	p := make([]float64, len(s.kinds))
	likely(s.weights, columns, p)
	out := make([]hunch, len(p))
	for k := range p {
		out[k] = hunch{s.kinds[k], p[k]}
	}
	slices.SortStableFunc(out, func(a, b hunch) int {
		switch {
		case a.p > b.p:
			return -1
		case a.p < b.p:
			return 1
		}
		return 0
	})
	return out
}

// knows reports whether every word occurs in what was learned.
func (s *sense) knows(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { _, ok := s.column[w]; return !ok })
}

// usual reports whether every word occurs in some way of asking for a kind.
func (s *sense) usual(words []string, kind Intent) bool {
	of := s.bit(kind)
	return !slices.ContainsFunc(words, func(w string) bool {
		c, ok := s.column[w]
		return !ok || s.seen[c]&of == 0
	})
}

// skeleton writes the row of words with names as their kinds and numbers as N.
func skeleton(line string) []string {
	var out []string
	for _, w := range strings.Fields(line) {
		switch {
		case strings.HasPrefix(w, "@"):
			out = append(out, kindLetter(strings.TrimLeft(w, "@0123456789")))
		case isYear(w) || english.quarters[w] > 0 && w[0] == 'q':
			out = append(out, "october")
		case w[0] >= '0' && w[0] <= '9':
			out = append(out, "N")
		case isMonth(w):
			out = append(out, "october") // one stands for all
		default:
			out = append(out, w)
		}
	}
	return out
}

// isMonth reports whether a word is the name of a month and nothing else.
func isMonth(w string) bool {
	return w != "may" && w != "march" && slices.Contains(english.months, w)
}

// kindLetter is M for numbers and aims, and otherwise the kind's own letter.
func kindLetter(kinds string) string {
	if kinds == "" || kinds[0] == byte(metricKind) || kinds[0] == byte(objectiveKind) {
		return "M"
	}
	return strings.ToUpper(kinds[:1])
}
