package understand

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"throughline/bot/scorecard"
)

// byBeginning adds metrics asked about that are called by the beginning of their
// name, with something said of them right behind it: "on time 97.2" of On-time
// delivery. A beginning of one word alone is too little, and so is one that two
// of the metrics share.
func byBeginning(bare string, all []mention, to Listener) []mention {
	if len(to.Asked) < 2 {
		return all
	}
	words := wordsAt(bare)
	for i := range words {
		id, n := longestBeginning(words[i:], to)
		if n < 2 {
			continue
		}
		start, end := words[i].start, words[i+n-1].end
		taken := slices.ContainsFunc(all, func(m mention) bool { return m.Start < end && start < m.End })
		if !taken && saysNext.MatchString(bare[end:]) {
			all = append(all, mention{Match: Match{Start: start, End: end, Via: bare[start:end]}, metrics: []scorecard.MetricID{id}})
		}
	}
	return all
}

// byOther adds another metric of the same owner that a reply opens with, called
// by a word which stands in its name alone: "fuel is 280", though only accidents
// are open. What belongs to one metric is not offered for another.
func (l *Lexicon) byOther(bare string, all []mention, to Listener) []mention {
	words := wordsAt(bare)
	if len(to.Asked) == 0 || len(words) == 0 || len(words[0].low) < 4 || tooPlain[words[0].low] || !saysNext.MatchString(bare[words[0].end:]) {
		return all
	}
	first := words[0]
	if len(all) > 0 && all[0].Start < first.end {
		return all
	}
	for _, a := range to.Asked {
		if l.ownOf(a.Metric)[first.low] {
			return all
		}
	}
	var found []scorecard.MetricID
	for i := range l.index.Metrics {
		m := &l.index.Metrics[i]
		if m.Owner == to.Asked[0].Metric.Owner && m.Retired == nil && slices.ContainsFunc(wordsAt(m.Name), func(w wordAt) bool { return w.low == first.low }) {
			found = append(found, m.ID)
		}
	}
	if len(found) == 1 {
		all = append(all, mention{Match: Match{Start: first.start, End: first.end, Via: first.low}, metrics: found})
	}
	return all
}

// saysNext is a value, or its like, right behind a name.
var saysNext = regexp.MustCompile(`(?i)^(?:\s*[:=–-]|\s+` + spoken("are") + `\b)*\s*(?:[-+~≈(]?\s?\p{Sc}?\d|` + spoken("unmoved") + `(?:\P{L}|$))`)

type wordAt struct {
	low        string
	start, end int
}

func wordsAt(text string) []wordAt {
	var all []wordAt
	start := -1
	for i, r := range text + " " {
		switch in := unicode.IsLetter(r) || unicode.IsDigit(r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			all = append(all, wordAt{strings.ToLower(text[start:i]), start, i})
			start = -1
		}
	}
	return all
}

// longestBeginning returns the one metric whose name, or a synonym, begins with
// the most of the words, and how many; 0 where two begin with as many.
func longestBeginning(words []wordAt, to Listener) (best scorecard.MetricID, most int) {
	shared := false
	for _, a := range to.Asked {
		n := 0
		for _, name := range append([]string{a.Metric.Name}, a.Metric.Synonyms...) {
			n = max(n, inCommon(words, wordsAt(name)))
		}
		switch {
		case n > most:
			best, most, shared = a.Metric.ID, n, false
		case n == most:
			shared = true
		}
	}
	if shared {
		return "", 0
	}
	return best, most
}

func inCommon(a, b []wordAt) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].low == b[n].low {
		n++
	}
	return n
}

// askedFirst reads what stands before the other metrics that a reply names as said
// of the one that was asked about: "92 and churn 3.2".
func (l *Lexicon) askedFirst(opening string, parts []*stretch, to Listener) (Heard, bool) {
	text := strings.TrimRight(trailingAnd.ReplaceAllString(strings.TrimRight(opening, " "), ""), " ,;\n")
	if len(to.Asked) != 1 || strings.TrimSpace(text) == "" || slices.ContainsFunc(parts, func(p *stretch) bool { return p.asked.Metric.ID == to.Asked[0].Metric.ID }) {
		return Heard{}, false
	}
	p := &stretch{hearing: hearing{asked: to.Asked[0], to: to, text: text, own: l.ownOf(to.Asked[0].Metric)}}
	h := p.hear(l)
	return h, h.Action == Record || h.Action == Confirm && len(wordsAt(text)) <= 3
}

// strayNumber is a part of a reply that ends in a number, after a few words.
var strayNumber = regexp.MustCompile(`^[^\d]{2,40}[-+]?\d[\d.,]*\s?%?$`)

// strays reports whether a reply about several metrics opens with a number of
// which it is not clear what it is of, while one of them is still to be heard of.
func strays(opening string, heard []Heard, to Listener) bool {
	if len(to.Asked) < 2 || len(unspoken(heard, to)) == 0 {
		return false
	}
	at := 0
	for _, m := range append(betweenParts.FindAllStringIndex(opening, -1), []int{len(opening), len(opening)}) {
		part := strings.TrimSpace(dateless.ReplaceAllString(opening[at:m[0]], ""))
		if strayNumber.MatchString(part) && len(masks(strings.ToLower(part), to.Today)) == 0 {
			return true
		}
		at = m[1]
	}
	return false
}
