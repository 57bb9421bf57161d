package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is one word, number or sign of a text, with the bytes it stands on.
type token struct {
	start, end int
	raw        string // as typed
	low        string // lower case, contractions taken apart
	stem       string // low without a plural ending, in one spelling
	meant      string // the word of a name that it was meant as; empty where it is one, or no misspelling
	number     bool
	owns       bool // carries a possessive: "Acme's"
}

// maxText is how much of a text is read; questions longer than this are not questions.
const maxText = 4000

// tokens takes a text apart. Apostrophes part contractions ("what's" is "what"
// and "is"), hyphens and slashes part words, and dotted or dashed single letters
// come together again ("o-t-d" is "otd").
func tokens(text string) []token {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	var out []token
	for i := 0; i < len(text); {
		if n := shortcode(text[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			end := figureEnd(text, i)
			out = append(out, token{start: i, end: end, raw: text[i:end], low: text[i:end], stem: text[i:end], number: true})
			i = end
		case unicode.IsLetter(r):
			end := lettersEnd(text, i)
			out = appendWord(out, text, i, end)
			if text[end-1] == 's' && (strings.HasPrefix(text[end:], "' ") || strings.HasPrefix(text[end:], "’ ")) {
				out[len(out)-1].owns = true // "Barclays' "
			}
			i = end
		case arrowAt(text[i:]) > 0:
			n = arrowAt(text[i:])
			out = append(out, token{start: i, end: i + n, raw: text[i : i+n], low: "->", stem: "->"})
			i += n
		case strings.ContainsRune("%€$£+&=", r) || r == '-' && signed(text, i) || r == '#':
			out = append(out, token{start: i, end: i + n, raw: text[i : i+n], low: text[i : i+n], stem: text[i : i+n]})
			i += n
		default:
			i += n
		}
	}
	return joinLetters(out, text)
}

// arrowAt returns how long the arrow is that text begins with.
func arrowAt(text string) int {
	for _, a := range []string{"-->", "->", "=>", "→", "⇒", "➔", "➡️", "➡"} {
		if strings.HasPrefix(text, a) {
			return len(a)
		}
	}
	return 0
}

// shortcode returns how long the emoji's name is that text begins with: ":wave:".
func shortcode(text string) int {
	if len(text) < 3 || text[0] != ':' || text[1] < 'a' || text[1] > 'z' {
		return 0
	}
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == ':':
			return i + 1
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '+':
		default:
			return 0
		}
	}
	return 0
}

// signed reports whether the dash at i is a minus: a digit follows, nothing
// stands before.
func signed(text string, i int) bool {
	return i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' && (i == 0 || text[i-1] == ' ')
}

func figureEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsDigit(r) {
			i += n
			continue
		}
		if (r == '.' || r == ',') && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
			i += n
			continue
		}
		break
	}
	return i
}

func lettersEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[min(i+n, len(text)):])
		if strings.ContainsRune("'’`&", r) && unicode.IsLetter(next) {
			i += n
			continue
		}
		break
	}
	return i
}

// straight writes every apostrophe in one way.
var straight = strings.NewReplacer("’", "'", "`", "'")

// appendWord adds the word text[start:end], taken apart where it is a contraction.
func appendWord(out []token, text string, start, end int) []token {
	raw := text[start:end]
	low := straight.Replace(strings.ToLower(raw))
	add := func(w string, owns bool) {
		out = append(out, token{start: start, end: end, raw: raw, low: w, stem: stem(w), owns: owns})
	}
	if parts, ok := english.contractions[low]; ok {
		for _, w := range strings.Fields(parts) {
			add(w, false)
		}
		return out
	}
	base, tail, cut := strings.Cut(low, "'")
	switch {
	case !cut:
		add(low, false)
	case tail == "s":
		add(base, true)
	case english.tails[tail] != "":
		add(base, false)
		add(english.tails[tail], false)
	case tail == "t" && strings.HasSuffix(base, "n"):
		add(strings.TrimSuffix(base, "n"), false)
		add("not", false)
	default:
		add(base, false)
		add(tail, false)
	}
	return out
}

// joinLetters joins runs of single letters that only a dot or dash parts.
func joinLetters(in []token, text string) []token {
	out := in[:0:0]
	for i := 0; i < len(in); i++ {
		j := i
		for j+1 < len(in) && single(in[j]) && single(in[j+1]) && in[j+1].start-in[j].end == 1 && strings.ContainsRune(".-", rune(text[in[j].end])) {
			j++
		}
		t := in[i]
		if j > i {
			t.end = in[j].end
			t.raw, t.low = "", ""
			for _, l := range in[i : j+1] {
				t.raw += l.raw
				t.low += l.low
			}
			t.stem = stem(t.low)
		}
		out = append(out, t)
		i = j
	}
	return out
}

func single(t token) bool { return len(t.low) == 1 && t.low[0] >= 'a' && t.low[0] <= 'z' }

// stem takes a plural ending off and brings British and American spellings
// together. It knows nothing else: a fuller stemmer takes accounting for account
// and personnel for personal, which is bad for names.
func stem(w string) string {
	n := len(w)
	switch {
	case n > 4 && strings.HasSuffix(w, "ies"):
		w = w[:n-3] + "y"
	case n > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes")):
		w = w[:n-2]
	case n > 3 && w[n-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		w = w[:n-1]
	}
	return spelling(w)
}

// spellings are endings and middles written in two ways; the right-hand one is kept.
var spellings = strings.NewReplacer("fulfill", "fulfil", "isation", "ization", "labour", "labor", "colour", "color", "behaviour", "behavior",
	"favour", "favor", "centre", "center", "programme", "program", "defence", "defense", "licence", "license", "enrolment", "enrollment",
	"catalogue", "catalog", "cancelled", "canceled", "cancellation", "cancelation", "modelling", "modeling", "travelling", "traveling", "tonne", "ton", "litre", "liter")

func spelling(w string) string {
	if len(w) < 5 {
		return w
	}
	return spellings.Replace(w)
}
