package draw

import "strings"

const dots = "…"

// fit shortens s until it is no wider than room, and says so with dots.
func fit(s string, size float64, bold bool, room float64) string {
	s = strings.Join(strings.Fields(s), " ")
	if width(s, size, bold) <= room {
		return s
	}
	rs := []rune(s)
	low, high := 0, len(rs)
	for low < high { // the most characters that fit beside the dots
		mid := (low + high + 1) / 2
		if width(string(rs[:mid])+dots, size, bold) <= room {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 && width(dots, size, bold) > room {
		return ""
	}
	return strings.TrimRight(string(rs[:low]), " ,.;:-–") + dots
}

// wrap breaks s into at most max lines no wider than room. Words are kept whole
// where they can be; what does not fit ends in dots.
func wrap(s string, size float64, bold bool, room float64, max int) []string {
	words := strings.Fields(s)
	var lines []string
	for len(words) > 0 {
		if len(lines) == max-1 {
			return append(lines, fit(strings.Join(words, " "), size, bold, room))
		}
		n := 1
		for n < len(words) && width(strings.Join(words[:n+1], " "), size, bold) <= room {
			n++
		}
		line := strings.Join(words[:n], " ")
		if width(line, size, bold) > room {
			var rest string
			line, rest = split(line, size, bold, room)
			words[0] = rest
			n = 0
		}
		lines = append(lines, line)
		words = words[n:]
	}
	return lines
}

// split breaks a word that is wider than a line.
func split(word string, size float64, bold bool, room float64) (line, rest string) {
	rs := []rune(word)
	n := 1
	for n < len(rs)-1 && width(string(rs[:n+1])+"-", size, bold) <= room {
		n++
	}
	return string(rs[:n]) + "-", string(rs[n:])
}
