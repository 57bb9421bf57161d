package understand

import (
	"regexp"
	"strings"
)

// A sought is a pattern that is only tried where what any match must contain
// stands in the text. Most texts hold none of it.
type sought struct {
	*regexp.Regexp
	needs [][]string
}

func seek(pattern string) sought { return sought{regexp.MustCompile(pattern), needsOf(pattern)} }

// in reports whether a text in lower case may hold a match.
func (s sought) in(low string) bool { return containsAll(low, s.needs) }

// FindStringIndex is that of the pattern.
func (s sought) FindStringIndex(text string) []int {
	if !s.in(strings.ToLower(text)) {
		return nil
	}
	return s.Regexp.FindStringIndex(text)
}

// FindStringSubmatch is that of the pattern.
func (s sought) FindStringSubmatch(text string) []string {
	if !s.in(strings.ToLower(text)) {
		return nil
	}
	return s.Regexp.FindStringSubmatch(text)
}

// FindString is that of the pattern.
func (s sought) FindString(text string) string {
	if !s.in(strings.ToLower(text)) {
		return ""
	}
	return s.Regexp.FindString(text)
}

// MatchString is that of the pattern.
func (s sought) MatchString(text string) bool {
	return s.in(strings.ToLower(text)) && s.Regexp.MatchString(text)
}
