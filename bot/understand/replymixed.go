package understand

import (
	"strings"

	"github.com/shopspring/decimal"
)

// mixed are the words that add a share to a whole before them: "28 and a half",
// "7 heures et demie".
var mixed = map[string]string{
	"and a half": "0.5", "and one half": "0.5", "and a quarter": "0.25", "and three quarters": "0.75", "and three quarter": "0.75",
	"und ein halb": "0.5", "und eine halbe": "0.5", "und ein halber": "0.5", "und ein viertel": "0.25", "und drei viertel": "0.75", "und dreiviertel": "0.75",
	"et demi": "0.5", "et demie": "0.5", "et quart": "0.25", "et un quart": "0.25", "et trois quarts": "0.75",
	"y medio": "0.5", "y media": "0.5", "y cuarto": "0.25", "y un cuarto": "0.25", "y tres cuartos": "0.75",
}

// oneOf are the articles that count one: "an hour".
var oneOf = map[string]bool{"a": true, "an": true, "one": true, "eine": true, "ein": true, "einen": true, "une": true, "un": true, "una": true}

// articleOne are the articles that are one before a point: "un virgule sept".
var articleOne = map[string]bool{"un": true, "une": true, "ein": true}

// zeroWords are the noughts that number words are read with in place of an article.
var zeroWords = map[string]string{"en": "zero", "de": "null", "fr": "zéro", "es": "cero"}

// unsaidThousand is the thousand of each language that needs no one before it.
var unsaidThousand = map[string]string{"de": "tausend", "fr": "mille", "es": "mil"}

// onesNoun stand before a "one" that counts nothing: "nice one".
var onesNoun = map[string]bool{"nice": true, "good": true, "this": true, "that": true, "which": true, "great": true, "new": true, "last": true, "tough": true, "hard": true, "easy": true}

// mixedAt reads the share added to a whole at piece i, in words or as "1/2",
// and how many pieces it takes; none when there is no such share.
func (c *scanner) mixedAt(i int) (decimal.Decimal, int) {
	for n := 3; n > 1; n-- {
		if i+n > len(c.ps) || !allWords(c.ps[i:i+n]) {
			continue
		}
		if share, ok := mixed[joined(c.ps[i:i+n])]; ok {
			return decimal.RequireFromString(share), n
		}
	}
	if i+2 < len(c.ps) && c.ps[i].kind == numberPiece && c.ps[i+1].low == "/" && c.ps[i+1].glued && c.ps[i+2].glued {
		share, ok := map[string]string{"1/2": "0.5", "1/4": "0.25", "3/4": "0.75", "1/8": "0.125"}[c.ps[i].low+"/"+c.ps[i+2].low]
		if ok {
			return decimal.RequireFromString(share), 3
		}
	}
	return decimal.Decimal{}, 0
}

// germanHalf reads "siebeneinhalb" and "anderthalb".
func germanHalf(w string) (decimal.Decimal, bool) {
	if w == "anderthalb" || w == "eineinhalb" {
		return decimal.RequireFromString("1.5"), true
	}
	whole, ok := strings.CutSuffix(w, "einhalb")
	if !ok {
		return decimal.Decimal{}, false
	}
	n, ok := oneWord(whole, numberWords["de"], "de")
	return dec(n).Add(decimal.RequireFromString("0.5")), ok
}

// countOnes takes an article for the number one where it says how many more or
// fewer: "einer weniger", "un de plus".
func countOnes(ps []piece) {
	for i := range ps {
		low, next, then := ps[i].low, lowAt(ps, i+1), lowAt(ps, i+2)
		german := strings.HasPrefix(low, "ein") && len(low) < 6 && (next == "mehr" || next == "weniger")
		french := (low == "un" || low == "une") && next == "de" && (then == "plus" || then == "moins")
		if ps[i].kind == wordPiece && (german || french) {
			ps[i].kind, ps[i].low = numberPiece, "1"
		}
	}
}

func lowAt(ps []piece, i int) string {
	if i >= len(ps) || ps[i].kind != wordPiece {
		return ""
	}
	return ps[i].low
}
