package understand

import (
	"strings"

	"github.com/shopspring/decimal"
)

// numberWords are the words numbers are built from, by language. Articles that
// double as "one" are left out on purpose.
var numberWords = map[string]map[string]int64{
	"en": {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
	"de": {"null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
		"elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
		"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90},
	"fr": {"zéro": 0, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
		"onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
		"quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
	"es": {"cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
		"once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19,
		"veinte": 20, "veintiuno": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27,
		"veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100,
		"doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900},
}

// hundredWords multiply what stands before them and may be followed by more.
var hundredWords = map[string]map[string]bool{
	"en": {"hundred": true}, "de": {"hundert": true}, "fr": {"cent": true, "cents": true}, "es": {},
}

// pointWords stand between the whole and the digits after it.
var pointWords = map[string]bool{"point": true, "komma": true, "virgule": true, "coma": true, "punto": true}

var andWords = map[string]bool{"and": true, "und": true, "et": true, "y": true}

// readWords reads a number written in words at the start of ws and returns how
// many words it took; 0 when there is none. Reading goes by English and by the
// reader's own language.
func readWords(ws []string, lang string) (decimal.Decimal, int) {
	for _, l := range []string{lang, "en"} {
		if words := numberWords[l]; words != nil {
			if d, n := readWordsIn(ws, words, hundredWords[l], l); n > 0 {
				return d, n
			}
		}
	}
	return decimal.Decimal{}, 0
}

func readWordsIn(ws []string, words map[string]int64, hundred map[string]bool, lang string) (decimal.Decimal, int) {
	var sum, last int64
	n := 0
	for n < len(ws) {
		v, ok := oneWord(ws[n], words, lang)
		switch {
		case ok && n == 0:
			sum, last = v, v
		case n == 0 && unsaidOne(ws, hundred):
			sum, last = 100, 100
			if !hundred[ws[0]] {
				n++ // "a hundred"
			}
		case ok && joins(sum, last, v, lang):
			if lang == "fr" && last == 4 && v == 20 {
				sum, v = sum-4, 80
			}
			sum, last = sum+v, v
		case n > 0 && hundred[ws[n]] && sum > 0 && sum < 100:
			sum, last = sum*100, 100
		case n > 0 && andWords[ws[n]] && n+1 < len(ws) && last >= 20 && follows(ws[n+1], words, min(last, 100), lang):
			// "one hundred and five", "treinta y dos"
		default:
			return pointed(ws, n, sum, words, lang)
		}
		n++
	}
	return pointed(ws, n, sum, words, lang)
}

func follows(w string, words map[string]int64, last int64, lang string) bool {
	v, ok := oneWord(w, words, lang)
	return ok && joins(last, last, v, lang)
}

// joins reports whether v continues a number that so far is sum and ended in last.
func joins(sum, last, v int64, lang string) bool {
	switch {
	case last >= 100:
		return v > 0 && v < 100
	case lang == "fr" && last == 4 && v == 20:
		return true
	case lang == "fr" && last == 10:
		return v >= 7 && v <= 9
	case lang == "fr" && (last == 60 || last == 80):
		return v > 0 && v < 20
	case last >= 20 && last < 100:
		return v > 0 && v < 10
	}
	return false
}

// oneWord reads a word, "ninety-two" and "zweiundneunzig" included.
func oneWord(w string, words map[string]int64, lang string) (int64, bool) {
	if v, ok := words[w]; ok {
		return v, true
	}
	if a, b, ok := strings.Cut(w, "-"); ok && lang != "de" {
		d, n := readWordsIn(append([]string{a}, strings.Split(b, "-")...), words, nil, lang)
		if n == 1+strings.Count(w, "-") && d.IsInteger() {
			return d.IntPart(), true
		}
	}
	if lang == "de" {
		return germanWord(w, words)
	}
	return 0, false
}

// unsaidOne reports whether ws begins with a hundred that nothing counts: "cent
// quatre", "a hundred and four". A percent begins with "pour" or "per".
func unsaidOne(ws []string, hundred map[string]bool) bool {
	return ws[0] == "cent" && hundred["cent"] || ws[0] == "a" && len(ws) > 1 && ws[1] == "hundred" && hundred["hundred"]
}

// germanWord reads what German writes as one word, up to 999,999:
// "vierundneunzig", "hundertvier", "zweitausendfünf".
func germanWord(w string, words map[string]int64) (int64, bool) {
	if high, low, ok := strings.Cut(w, "tausend"); ok && (high != "" || low != "") {
		return germanParts(high, low, 1000, words)
	}
	if high, low, ok := strings.Cut(w, "hundert"); ok && (high != "" || low != "") {
		return germanParts(high, low, 100, words)
	}
	one, ten, ok := strings.Cut(w, "und")
	if one == "ein" {
		one = "eins"
	}
	a, b := words[one], words[ten]
	return a + b, ok && a > 0 && a < 10 && b >= 20 && b <= 90
}

// germanParts reads what stands before and behind "hundert" or "tausend"; an
// empty part in front is one.
func germanParts(high, low string, by int64, words map[string]int64) (int64, bool) {
	h, l := int64(1), int64(0)
	ok := true
	if high != "" && high != "ein" {
		h, ok = oneWord(high, words, "de")
	}
	if low = strings.TrimPrefix(low, "und"); ok && low != "" {
		l, ok = oneWord(low, words, "de")
	}
	return h*by + l, ok && h > 0 && h < 1000 && l < by
}

// pointed adds "point three" to a whole number, and "virgule soixante-cinq".
func pointed(ws []string, n int, sum int64, words map[string]int64, lang string) (decimal.Decimal, int) {
	d := decimal.NewFromInt(sum)
	if n == 0 || n+1 >= len(ws) || !pointWords[ws[n]] {
		return d, n
	}
	digits, i := pointDigits(ws, n+1, words, lang)
	if digits == "" {
		return d, n
	}
	if len(digits) > 9 {
		return d, 0
	}
	return d.Add(decimals("0." + digits)[0]), i
}

// pointDigits reads what follows a point: digits one by one, or two of them as
// one number. Both together, as in "one twenty", are none.
func pointDigits(ws []string, i int, words map[string]int64, lang string) (string, int) {
	digits := ""
	for ; i < len(ws); i++ {
		v, ok := oneWord(ws[i], words, lang)
		if !ok {
			break
		}
		if v > 9 {
			if digits != "" || v > 99 || i+1 < len(ws) && isNumberWord(ws[i+1], words, lang) {
				return strings.Repeat("0", 10), i
			}
			return decimal.NewFromInt(v).String(), i + 1
		}
		digits += decimal.NewFromInt(v).String()
	}
	return digits, i
}

func isNumberWord(w string, words map[string]int64, lang string) bool {
	_, ok := oneWord(w, words, lang)
	return ok
}
