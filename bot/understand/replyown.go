package understand

import (
	"strings"

	"throughline/bot/scorecard"
)

// ownOf is ownWords, worked out once for each metric of the map.
func (l *Lexicon) ownOf(m *scorecard.Metric) map[string]bool {
	if l.index.Metric(m.ID) != m {
		return ownWords(m)
	}
	if own, ok := l.own.Load(m); ok {
		return own.(map[string]bool)
	}
	own, _ := l.own.LoadOrStore(m, ownWords(m))
	return own.(map[string]bool)
}

// ownWords are the words of the metric's measure and names: saying them beside
// a number adds nothing.
func ownWords(m *scorecard.Metric) map[string]bool {
	own := map[string]bool{}
	add := func(s string) {
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' || r == '(' || r == ')' || r == ',' }) {
			if len(w) > 1 && !hasDigit(w) && !betweenNumbers[w] {
				own[w] = true
				own[strings.TrimSuffix(w, "s")], own[w+"s"] = true, true
			}
		}
	}
	if k := m.Measure.Kind(); k == scorecard.PlainMeasure {
		add(string(m.Measure))
		own[strings.ToLower(string(m.Measure))] = true
	}
	if measure := strings.ToLower(string(m.Measure)); strings.Contains(measure, "ratio") || measure == "times" {
		own["x"], own["times"] = true, true // "5.4x"
	}
	if m.Measure.Kind() == scorecard.CountMeasure {
		add("pieces pcs units items stück stk pièces unités unidades piezas")
	}
	add(m.Name)
	for _, s := range m.Synonyms {
		add(s)
	}
	if own["promoter"] {
		delete(own, "promoters") // whose share is only half of the score
	}
	for _, row := range countedThings {
		for _, w := range row {
			if own[w] {
				for _, same := range row {
					own[same] = true
				}
				break
			}
		}
	}
	return own
}

// betweenNumbers are words that names have too, and that say what numbers are to
// each other: the "to" of "time to hire" in "from 44 to 41".
var betweenNumbers = wordSet("to of and in for on at by from or under over bis von auf zu und um à de par et a al por en y")

// ownFiller lets the metric's own words pass as saying nothing.
func ownFiller(ps []piece, own map[string]bool) []piece {
	for i := range ps {
		if ps[i].kind == wordPiece && ps[i].hint == noCue && (own[ps[i].low] || shortened(ps[i].low, own)) {
			ps[i].hint = filler
		}
	}
	return ps
}

// shortened reports whether w is the beginning of one of the words: "avail".
func shortened(w string, words map[string]bool) bool {
	if len(w) < 4 || len(w) < 5 && isOrdinary(w) {
		return false
	}
	for full := range words {
		if len(full) >= len(w)+2 && strings.HasPrefix(full, w) {
			return true
		}
	}
	return false
}
