package understand

import (
	"regexp/syntax"
	"slices"
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
	for _, set := range runs(parts) {
		if !slices.ContainsFunc(out, func(o []string) bool { return slices.Equal(o, set) }) {
			out = append(out, set)
		}
	}
	return out
}

// runs returns what must stand in the parts of a sequence: of each set, one.
// Parts next to each other that come to a few texts are taken together.
func runs(parts []*syntax.Regexp) [][]string {
	var out [][]string
	var run []string // the texts that a run of parts may come to
	add := func(set []string) {
		if set = tidied(set); set != nil {
			out = append(out, set)
		}
	}
	for _, p := range parts {
		all, exact := texts(p)
		if exact && len(run)*len(all) <= mostTexts {
			run = crossed(run, all)
			continue
		}
		add(run)
		if run = nil; exact {
			run = all
		} else if set, ok := literals(p); ok {
			add(set)
		}
	}
	add(run)
	return out
}

// mostTexts is how many texts a part of a pattern is written out as.
const mostTexts = 24

// texts returns everything that re matches, where that is a few texts; beginnings
// and ends of words and lines are nothing.
func texts(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}, true
	case syntax.OpCharClass:
		return classTexts(re.Rune)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpCapture:
		return texts(re.Sub[0])
	case syntax.OpQuest:
		all, ok := texts(re.Sub[0])
		return append([]string{""}, all...), ok && len(all) < mostTexts
	case syntax.OpConcat:
		all := []string{""}
		for _, sub := range re.Sub {
			next, ok := texts(sub)
			if !ok || len(all)*len(next) > mostTexts {
				return nil, false
			}
			all = crossed(all, next)
		}
		return all, true
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			next, ok := texts(sub)
			if !ok || len(all)+len(next) > mostTexts {
				return nil, false
			}
			all = append(all, next...)
		}
		return all, true
	}
	return nil, false
}

func classTexts(ranges []rune) ([]string, bool) {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(all) > 4 {
				return nil, false
			}
			all = append(all, strings.ToLower(string(r)))
		}
	}
	return all, true
}

// crossed puts every text of b behind every one of a; nothing before is a text of none.
func crossed(a, b []string) []string {
	if a == nil {
		return b
	}
	out := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

// tidied drops blanks around texts and repeated ones; nil where one may be empty,
// as then none is needed.
func tidied(set []string) []string {
	var out []string
	for _, s := range set {
		if s = strings.TrimSpace(s); s == "" {
			return nil
		}
		if !slices.ContainsFunc(out, func(o string) bool { return strings.Contains(s, o) }) {
			out = append(out, s)
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
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, set := range runs(re.Sub) {
			if best == nil || shortest(set) > shortest(best) {
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
func (a *asking) fits(line string) bool { return containsAll(line, a.needs) }

// containsAll reports whether a line contains of each set one, each behind the
// one before.
func containsAll(line string, sets [][]string) bool {
	for _, set := range sets {
		end := -1
		for _, s := range set {
			if i := strings.Index(line, s); i >= 0 && (end < 0 || i+len(s) < end) {
				end = i + len(s)
			}
		}
		if end < 0 {
			return false
		}
		line = line[end:]
	}
	return true
}
