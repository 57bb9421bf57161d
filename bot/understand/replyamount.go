package understand

import (
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// An amount is a number of a reply with everything that belongs to it.
type amount struct {
	readings   []decimal.Decimal // usual reading first; empty when badly formed
	unit       spokenUnit
	minus      bool                // "-5"
	plus       bool                // "+5"
	open       bool                // "92+"
	whole      decimal.NullDecimal // 15 of 12/15
	fraction   bool                // ¾, half: a share of one
	clock      bool                // 2:30
	scaled     bool                // k, million
	word       bool                // written in words
	doubt      string              // why it is said back first, for how it was written
	spelt      bool                // its sign was a word: "minus 3"
	largest    decimal.Decimal     // seconds in the largest unit of a duration; its readings are seconds
	compound   bool                // of two units or more: "1 day 4 hours"
	start, end int
}

// A scanner reads the amounts of one reply for one metric.
type scanner struct {
	ps   []piece
	sep  separators
	lang string
	m    *scorecard.Metric
	own  map[string]bool // the metric's own words: of its measure and names
}

// amounts replaces numbers and the words that belong to them by amount pieces.
func (c *scanner) amounts() []piece {
	var out []piece
	for i := 0; i < len(c.ps); {
		a, next := c.amountAt(i)
		if a == nil {
			out = append(out, c.ps[i])
			i++
			continue
		}
		a.start, a.end = c.ps[i].start, c.ps[next-1].end
		out = append(out, piece{kind: amountPiece, start: a.start, end: a.end, glued: c.ps[i].glued, amount: a, low: c.ps[i].low})
		i = next
	}
	return out
}

func (c *scanner) amountAt(i int) (*amount, int) {
	a := &amount{}
	if i > 0 && c.ps[i-1].low == "*" && c.ps[i].glued {
		a.doubt = "correction: with a star before it"
	}
	j := c.signs(a, i)
	if u, n := c.unitAt(j, true); n > 0 && u.kind == currencyUnit && j+n < len(c.ps) && !c.isStop(j+n) {
		if k := c.signs(a, j+n); k < len(c.ps) && c.ps[k].kind == numberPiece {
			a.unit = u
			j = k
		}
	}
	j, ok := c.digits(a, j)
	if !ok {
		return nil, 0
	}
	j = c.tail(a, j)
	return a, j
}

func (c *scanner) isStop(i int) bool { return c.ps[i].kind == stopPiece }

// signs takes a sign that stands right before a number.
func (c *scanner) signs(a *amount, i int) int {
	if i+1 >= len(c.ps) || c.ps[i].kind != signPiece {
		return c.minusWord(a, i)
	}
	loose := i == 0 || !c.ps[i].glued || c.ps[i-1].kind == stopPiece
	switch c.ps[i].low {
	case "+":
		a.plus = true
		return i + 1
	case "-", "−", "–":
		if loose && c.ps[i+1].glued {
			a.minus = true
			return i + 1
		}
	}
	return i
}

// minusWord takes "minus" that opens what is said, right before a number.
func (c *scanner) minusWord(a *amount, i int) int {
	if i+1 >= len(c.ps) || !minusWords[c.ps[i].low] || i > 0 && c.ps[i-1].kind != stopPiece && c.ps[i-1].kind != maskPiece && !opensSign[c.ps[i-1].low] {
		return i
	}
	if _, ok := c.digits(&amount{}, i+1); !ok {
		return i
	}
	a.minus, a.spelt = true, true
	return i + 1
}

var minusWords = map[string]bool{"minus": true, "negative": true, "moins": true, "menos": true}

// opensSign are the small words behind which a sign still opens what is said.
var opensSign = map[string]bool{"at": true, "is": true, "it's": true, "now": true, "to": true, "bei": true, "auf": true, "ist": true, "à": true, "est": true, "en": true, "a": true, "es": true, "was": true, "from": true, "von": true, "de": true}

func (c *scanner) digits(a *amount, i int) (int, bool) {
	if i >= len(c.ps) {
		return i, false
	}
	switch p := c.ps[i]; {
	case p.kind == numberPiece && c.m.Measure.Kind() == scorecard.DurationMeasure && primed.MatchString(p.low):
		return c.primes(a, i), true
	case p.kind == numberPiece:
		a.readings = readDigits(p.low, c.sep)
		return c.parts(a, i+1), true
	case p.kind == fractionPiece:
		a.readings, a.fraction = []decimal.Decimal{vulgarValue(p.low)}, true
		return i + 1, true
	case p.kind == wordPiece:
		return c.words(a, i)
	}
	return i, false
}

func vulgarValue(s string) decimal.Decimal {
	v := map[string]string{"½": "0.5", "¼": "0.25", "¾": "0.75", "⅔": "0.667", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8"}
	return decimal.RequireFromString(v[s])
}

// parts reads what may follow digits directly: ½, /15, :30, 1/2.
func (c *scanner) parts(a *amount, i int) int {
	whole := len(a.readings) > 0 && a.readings[0].IsInteger()
	if f, n := c.mixedAt(i); n > 0 && whole {
		a.readings = []decimal.Decimal{a.readings[0].Add(f)}
		return i + n
	}
	switch {
	case i < len(c.ps) && c.ps[i].kind == fractionPiece && whole:
		a.readings = []decimal.Decimal{a.readings[0].Add(vulgarValue(c.ps[i].low))}
		return i + 1
	case c.numberAfter(i, "/") && len(a.readings) > 0:
		if d := readDigits(c.ps[i+1].low, c.sep); len(d) > 0 {
			a.whole = decimal.NewNullDecimal(d[0])
			return i + 2
		}
		a.readings = nil
		return i + 2
	case c.numberAfter(i, ":") && whole && len(c.ps[i+1].low) == 2 && c.ps[i+1].glued:
		if d := readDigits(c.ps[i+1].low, c.sep); len(d) > 0 && d[0].LessThan(dec(60)) {
			a.readings = []decimal.Decimal{a.readings[0].Mul(dec(60)).Add(d[0])}
			a.clock = true
			return c.seconds(a, i+2)
		}
	}
	return i
}

func (c *scanner) numberAfter(i int, mark string) bool {
	return i+1 < len(c.ps) && c.ps[i].low == mark && c.ps[i+1].kind == numberPiece && (mark == "/" || c.ps[i].glued)
}

func (c *scanner) words(a *amount, i int) (int, bool) {
	var ws []string
	for j := i; j < len(c.ps) && j < i+10 && c.ps[j].kind == wordPiece; j++ {
		ws = append(ws, c.ps[j].low)
	}
	if i > 0 && (ws[0] == "one" && onesNoun[c.ps[i-1].low] || ws[0] == "cent" && c.ps[i-1].low == "pour") {
		return i, false
	}
	if unsaidThousand[c.lang] == ws[0] {
		a.readings, a.word = []decimal.Decimal{dec(1)}, true
		return i, true // "mille neuf cents"
	}
	if len(ws) > 2 && articleOne[ws[0]] && pointWords[ws[1]] {
		if d, n := readWords(append([]string{zeroWords[c.lang]}, ws[1:]...), c.lang); n > 2 {
			a.readings, a.word = []decimal.Decimal{d.Add(dec(1))}, true
			return i + n, true
		}
	}
	if d, ok := germanHalf(ws[0]); ok && c.lang == "de" {
		a.readings, a.word = []decimal.Decimal{d}, true
		return i + 1, true
	}
	if len(ws) > 1 && oneOf[ws[0]] && timeWords[ws[1]] > 1 && len(ws[1]) > 2 && c.m.Measure.Kind() == scorecard.DurationMeasure {
		a.readings, a.word = []decimal.Decimal{dec(1)}, true
		return i + 1, true
	}
	if len(ws) > 1 && oneOf[ws[0]] && isCurrency(ws[1]) && len(ws[1]) > 3 && c.m.Measure.Kind() == scorecard.CurrencyMeasure {
		a.readings, a.word = []decimal.Decimal{dec(1)}, true
		return i + 1, true // "a dollar thirty-one"
	}
	if n := c.partOfAnHour(a, ws); n > 0 {
		return i + n, true
	}
	if tens, ok := aboutTens[ws[0]]; ok {
		a.readings, a.word, a.doubt = []decimal.Decimal{dec(tens)}, true, "about: roughly that many, or just as many?"
		return i + 1, true
	}
	if len(ws) > 3 && timeWords[ws[0]] > 1 && mixed[strings.Join(ws[1:4], " ")] != "" && c.m.Measure.Kind() == scorecard.DurationMeasure {
		a.readings, a.word = []decimal.Decimal{dec(1)}, true
		return i, true // "hour and a half"
	}
	if ws[0] == "a" && len(ws) > 1 && (ws[1] == "thousand" || ws[1] == "million" || ws[1] == "dozen") {
		a.readings, a.word = []decimal.Decimal{dec(1)}, true
		return i + 1, true
	}
	for n := min(3, len(ws)); n > 0; n-- {
		if share, ok := shareWords[strings.Join(ws[:n], " ")]; ok {
			a.readings, a.fraction = []decimal.Decimal{decimal.RequireFromString(share)}, true
			if of := i + n; of+1 < len(c.ps) && c.ps[of].low == "of" && oneOf[c.ps[of+1].low] {
				n++
			}
			if after := i + n; c.counts(after) {
				a.fraction, a.word = false, true // "half a point", "half an hour", "half a million"
				n++
			}
			return i + n, true
		}
	}
	d, n := readWords(ws, c.lang)
	if n == 0 {
		return i, false
	}
	a.readings, a.word = []decimal.Decimal{d}, true
	return c.parts(a, i+n), true
}

// aboutTens are words for so many, more or less.
var aboutTens = map[string]int64{"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "centaine": 100, "decena": 10, "docena": 12, "veintena": 20, "centenar": 100, "dutzend": 12}

// hourParts are parts of an hour that are said as a whole, in minutes.
var hourParts = map[string]int64{
	"half hour": 30, "halbe stunde": 30, "halben stunde": 30, "viertelstunde": 15, "dreiviertelstunde": 45,
	"demi-heure": 30, "demie heure": 30, "quart d'heure": 15, "trois quarts d'heure": 45,
	"media hora": 30, "cuarto de hora": 15, "tres cuartos de hora": 45,
}

// partOfAnHour reads "eine halbe Stunde", the article aside, and returns how many
// words it took.
func (c *scanner) partOfAnHour(a *amount, ws []string) int {
	if !isTimed(c.m) {
		return 0
	}
	for n := min(4, len(ws)); n > 0; n-- {
		if minutes, ok := hourParts[strings.Join(ws[:n], " ")]; ok {
			a.readings, a.word, a.largest = []decimal.Decimal{dec(minutes * 60)}, true, hour
			a.unit = spokenUnit{kind: timeUnit, factor: dec(1)}
			if minutes != 30 {
				a.doubt = "about: just so many minutes, or roughly?"
			}
			return n
		}
	}
	return 0
}

// counts reports whether an article and a unit or scale stand at piece i, so that
// a share before them is one of those.
func (c *scanner) counts(i int) bool {
	if i+1 >= len(c.ps) || c.ps[i].low != "a" && c.ps[i].low != "an" {
		return false
	}
	if _, ok := c.scaleAt(i + 1); ok {
		return true
	}
	u, n := c.unitAt(i+1, false)
	return n > 0 && (u.kind != timeUnit || c.m.Measure.Kind() == scorecard.DurationMeasure) && u.kind != ownUnit
}

// shareWords are shares of one.
var shareWords = map[string]string{
	"half": "0.5", "a half": "0.5", "one half": "0.5", "three quarters": "0.75", "a quarter": "0.25", "one quarter": "0.25", "two thirds": "0.66667", "a third": "0.33333", "one third": "0.33333",
	"four fifths": "0.8", "three fifths": "0.6", "two fifths": "0.4", "one fifth": "0.2", "a fifth": "0.2", "one tenth": "0.1", "a tenth": "0.1", "nine tenths": "0.9",
	"die hälfte": "0.5", "drei viertel": "0.75", "dreiviertel": "0.75", "ein viertel": "0.25", "zwei drittel": "0.66667", "ein drittel": "0.33333",
	"la moitié": "0.5", "trois quarts": "0.75", "un quart": "0.25", "deux tiers": "0.66667", "un tiers": "0.33333",
	"la mitad": "0.5", "tres cuartos": "0.75", "un cuarto": "0.25", "dos tercios": "0.66667", "un tercio": "0.33333",
}
