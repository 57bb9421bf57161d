package understand

import (
	"regexp/syntax"
	"strings"
)

// needsOf returns what any match of a pattern must contain: of each set, one.
// Looking for these first spares most patterns, which cannot match.
func needsOf(pattern string) [][]string {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	parts := []*syntax.Regexp{tree}
	if tree.Op == syntax.OpConcat {
		parts = tree.Sub
	}
	var out [][]string
	for _, p := range parts {
		if set, ok := literals(p); ok {
			out = append(out, set)
		}
	}
	return out
}

// literals returns texts of which every match of re contains one; false where
// there are none worth looking for.
func literals(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpLiteral:
		s := strings.TrimSpace(strings.ToLower(string(re.Rune)))
		return []string{s}, s != ""
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if set, ok := literals(sub); ok && (best == nil || shortest(set) > shortest(best)) {
				best = set
			}
		}
		return best, best != nil
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			set, ok := literals(sub)
			if !ok {
				return nil, false
			}
			all = append(all, set...)
		}
		return all, true
	}
	return nil, false
}

func shortest(set []string) int {
	n := len(set[0])
	for _, s := range set {
		n = min(n, len(s))
	}
	return n
}

// fits reports whether a line contains what the cue needs.
func (a *asking) fits(line string) bool {
	for _, set := range a.needs {
		if !containsAny(line, set) {
			return false
		}
	}
	return true
}

func containsAny(line string, set []string) bool {
	for _, s := range set {
		if strings.Contains(line, s) {
			return true
		}
	}
	return false
}
