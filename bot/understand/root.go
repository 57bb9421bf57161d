package understand

import "strings"

// root takes a word to what it shares with its relatives: fell, falling and falls
// come to fall, complained and complaints to complain, cancellations and
// cancelled to cancel. It folds too much for telling names apart, and is only
// used where a question speaks of something without naming it.
func root(w string) string {
	if r, ok := english.roots[w]; ok {
		return r
	}
	r := stem(w)
	if base, ok := english.roots[r]; ok {
		return base
	}
	for _, e := range english.endings {
		if rest, ok := strings.CutSuffix(r, e.ending); ok && len(rest) >= e.least {
			r = rest
			break
		}
	}
	r = strings.TrimSuffix(r, "e")
	if n := len(r); n > 3 && r[n-1] == r[n-2] && r[n-1] != 's' {
		r = r[:n-1]
	}
	if n := len(r); n > 3 && r[n-1] == 'i' {
		r = r[:n-1] + "y"
	}
	return r
}

// An ending makes one word of another, and leaves at least so many letters.
type ending struct {
	ending string
	least  int
}
