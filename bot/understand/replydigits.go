package understand

import (
	"strings"
	"unicode"
)

// latinDigits writes the digits of every script, and the full-width signs that
// stand beside them, as the ones that numbers are read from: "٩٤" and "９４" are 94.
func latinDigits(s string) string {
	if !strings.ContainsFunc(s, foreignDigit) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < unicode.MaxLatin1:
			return r
		case r == '٫':
			return '.'
		case r == '٬':
			return '\''
		case r == '٪':
			return '%'
		case '！' <= r && r <= '～':
			return r - '！' + '!'
		case unicode.Is(unicode.Nd, r):
			return '0' + rune(digitValue(r))
		case r == '\u20e3': // the cap of a key: "9️⃣"
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\ufe0f\u20e3", ""))
}

func foreignDigit(r rune) bool {
	return r > unicode.MaxLatin1 && (unicode.Is(unicode.Nd, r) || '！' <= r && r <= '～' || r == '\u20e3' || r == '٪')
}

// digitValue returns which digit r is: scripts list theirs from zero to nine.
func digitValue(r rune) int {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	return 0
}
