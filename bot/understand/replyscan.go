package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type pieceKind int

const (
	wordPiece   pieceKind = iota // a word nothing is known of, unless hint says otherwise
	numberPiece                  // digits, not yet read
	stopPiece                    // what parts clauses: , ; : . ( ) newline and a lone dash
	signPiece                    // + - − < > ~ = /
	maskPiece                    // digits that are never a value, names of metrics
	amountPiece                  // a number with all that belongs to it
	fractionPiece
)

// A piece is a stretch of a reply. Pieces are in order and cover all of it but blanks.
type piece struct {
	kind       pieceKind
	low        string // lower case
	start, end int    // in the bare text
	glued      bool   // no blank before it
	hint       hint
	amount     *amount
	upper      bool // began with a capital
}

const vulgar = "½¼¾⅔⅛⅜⅝⅞⅕⅖⅗⅘"

// scan cuts the bare text into pieces, hiding what the masks cover.
func scan(s string, hide []mask) []piece {
	var ps []piece
	for i := 0; i < len(s); {
		if end := hiddenFrom(hide, i); end > i {
			ps = append(ps, piece{kind: maskPiece, start: i, end: end})
			i = end
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) && r != '\n' {
			i += n
			continue
		}
		p := piece{start: i, glued: i > 0 && len(ps) > 0 && ps[len(ps)-1].end == i, upper: unicode.IsUpper(r)}
		afterNumber := p.glued && ps[len(ps)-1].kind == numberPiece
		p.kind, p.end = pieceAt(s, i, r, n, afterNumber)
		p.end = cutAtMask(hide, i, p.end)
		p.low = strings.ReplaceAll(strings.ToLower(s[p.start:p.end]), "’", "'")
		if r == '*' && p.start > 0 && (!p.glued || ps[len(ps)-1].kind == stopPiece) && p.end < len(s) && isDigit(s[p.end]) {
			p.hint = sorry // "94 *95"
		}
		ps = append(ps, p)
		i = p.end
	}
	return ps
}

func hiddenFrom(hide []mask, at int) int {
	end := at
	for _, m := range hide {
		if m.start <= at && at < m.end {
			end = max(end, m.end)
		}
	}
	return end
}

func cutAtMask(hide []mask, from, to int) int {
	for _, m := range hide {
		if from < m.start && m.start < to {
			to = m.start
		}
	}
	return to
}

func pieceAt(s string, i int, r rune, n int, afterNumber bool) (pieceKind, int) {
	switch {
	case r >= '0' && r <= '9', r == '.' && i+1 < len(s) && isDigit(s[i+1]) && (i == 0 || !isDigit(s[i-1])), r == ',' && i == 0 && len(s) > 1 && isDigit(s[1]):
		return numberPiece, numeralEnd(s, i)
	case strings.ContainsRune(vulgar, r):
		return fractionPiece, i + n
	case strings.ContainsRune(",;:.()!?\n\"[]{}—|…'", r):
		return stopPiece, i + n
	case (r == '-' || r == '–') && (i == 0 || s[i-1] == ' ' || s[i-1] == '\n') && i+n < len(s) && s[i+n] == ' ':
		return stopPiece, i + n
	case unicode.IsLetter(r) || r == '@' || r == '$' || r == '€' || r == '£':
		return wordPiece, pieceEnd(s, i, afterNumber)
	case strings.HasPrefix(s[i:], ">=") || strings.HasPrefix(s[i:], "<=") || strings.HasPrefix(s[i:], "+-"):
		return signPiece, i + 2
	}
	return signPiece, i + n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// numeralEnd returns where the number that starts at i ends, groups included.
func numeralEnd(s string, i int) int {
	j := i
	for j < len(s) {
		if isDigit(s[j]) || j == i {
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[j:])
		next := j + n
		if next >= len(s) || !isDigit(s[next]) {
			break
		}
		blank := r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
		if blank && !groupFollows(s, i, j, next) {
			break
		}
		if !blank && !strings.ContainsRune(".,'’_", r) {
			break
		}
		j = next
	}
	return j
}

// groupFollows reports whether the blank at j stands between a number's groups.
func groupFollows(s string, i, j, next int) bool {
	run := 0
	for run < len(s)-next && isDigit(s[next+run]) {
		run++
	}
	head := plainSeparators(s[i:j])
	first, _, _ := strings.Cut(head, "'")
	return run == 3 && len(first) <= 3 && !strings.ContainsAny(head, ".,") && first != "0"
}

// pieceEnd returns where the word at i ends. Letters glued to a number are a unit
// and end at the next digit; elsewhere digits inside a word make it a label.
func pieceEnd(s string, i int, afterNumber bool) int {
	j := i
	for j < len(s) {
		r, n := utf8.DecodeRuneInString(s[j:])
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r), r == '²', r == '³', r == '€' || r == '$' || r == '£', j == i:
		case unicode.IsDigit(r):
			if afterNumber || isCurrency(s[i:j]) {
				return j
			}
		case r == '-' && afterNumber && strings.HasPrefix(strings.ToLower(s[j:]), "-ish"):
			return j // "5m-ish"
		case (r == '-' || r == '\'' || r == '’' || r == '/' || r == '_' || r == '&') && innerMark(s, j+n, r, afterNumber):
		case (r == '.' || r == ',') && hasDigit(s[i:j]) && j+n < len(s) && isDigit(s[j+n]):
		case r == '.' && (dottedWords[strings.ToLower(s[i:j+n])]):
		default:
			return j
		}
		j += n
	}
	return j
}

var dottedWords = map[string]bool{"mio.": true, "mrd.": true, "tsd.": true, "ca.": true, "approx.": true, "est.": true, "env.": true, "aprox.": true, "min.": true, "max.": true, "std.": true, "fr.": true, "rs.": true, "vs.": true, "prev.": true, "mill.": true}

func innerMark(s string, next int, mark rune, afterNumber bool) bool {
	if next >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[next:])
	return unicode.IsLetter(r) || !afterNumber && unicode.IsDigit(r) && mark != '\'' && mark != '’'
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func isCurrency(s string) bool { return currencyWords[strings.ToLower(s)] != nil }

// markCues gives every piece its hint, longest phrase first.
func markCues(ps []piece, table map[string]hint) []piece {
	var out []piece
	for i := 0; i < len(ps); {
		n, c := phraseAt(ps[i:], table)
		if n == 0 {
			out = append(out, ps[i])
			i++
			continue
		}
		p := ps[i]
		p.kind, p.hint, p.end = wordPiece, c, ps[i+n-1].end
		p.low = joined(ps[i : i+n])
		out = append(out, p)
		i += n
	}
	return out
}

func phraseAt(ps []piece, table map[string]hint) (int, hint) {
	for n := min(6, len(ps)); n > 0; n-- {
		if !allWords(ps[:n]) {
			continue
		}
		if c := table[joined(ps[:n])]; c != noCue {
			return n, c
		}
	}
	return 0, noCue
}

func allWords(ps []piece) bool {
	for _, p := range ps {
		if p.kind != wordPiece && p.kind != signPiece || p.hint != noCue {
			return false
		}
	}
	return true
}

func joined(ps []piece) string {
	ws := make([]string, len(ps))
	for i, p := range ps {
		ws[i] = p.low
	}
	return strings.Join(ws, " ")
}
