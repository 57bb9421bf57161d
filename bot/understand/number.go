package understand

import (
	"strings"

	"github.com/shopspring/decimal"
)

// separators says how the people of a locale write numbers.
type separators struct{ decimal, group byte }

// separatorsOf returns the separators of a BCP 47 locale; English ones for a
// locale it does not know. Spaces and apostrophes group everywhere, so a group
// of 0 means that only those do.
func separatorsOf(locale string) separators {
	lang, region, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(locale), "_", "-"), "-")
	switch {
	case region == "ch" || region == "li":
		return separators{decimal: '.'}
	case lang == "fr":
		return separators{decimal: ','}
	case lang == "es" && (region == "mx" || region == "us" || region == "419"):
		return separators{decimal: '.', group: ','}
	case lang == "de" || lang == "es":
		return separators{decimal: ',', group: '.'}
	}
	return separators{decimal: '.', group: ','}
}

// readDigits returns what the digits of s may mean, the reading usual in the
// locale first. It returns one reading when no other is possible, two when a
// single separator stands before three digits, and none when s is badly formed.
func readDigits(s string, sep separators) []decimal.Decimal {
	s = plainSeparators(s)
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	if strings.Contains(s, "'") {
		return readGrouped(s, "'", dots, commas)
	}
	switch {
	case dots == 0 && commas == 0:
		return decimals(s)
	case dots > 0 && commas > 0:
		return readBoth(s, dots, commas)
	case dots+commas > 1:
		return ungroup(s, string(s[strings.IndexAny(s, ".,")]))
	}
	return readSingle(s, sep)
}

// plainSeparators writes every grouping mark but dot and comma as "'", and
// drops none: a misplaced one must still be seen.
func plainSeparators(s string) string {
	return oneGroup.Replace(s)
}

var oneGroup = strings.NewReplacer("’", "'", "\u00a0", "'", "\u202f", "'", "\u2009", "'", " ", "'", "_", "'")

func readGrouped(s, mark string, dots, commas int) []decimal.Decimal {
	if dots+commas > 1 {
		return nil
	}
	whole, frac := s, ""
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		whole, frac = s[:i], "."+s[i+1:]
	}
	if strings.Contains(frac, mark) || !groupsOfThree(strings.Split(whole, mark)) {
		return nil
	}
	return decimals(strings.ReplaceAll(whole, mark, "") + frac)
}

// readBoth reads numbers with dots and commas: the last kind is the decimal one.
func readBoth(s string, dots, commas int) []decimal.Decimal {
	point, group := ".", ","
	points := dots
	if strings.LastIndex(s, ",") > strings.LastIndex(s, ".") {
		point, group, points = ",", ".", commas
	}
	whole, frac, _ := strings.Cut(s, point)
	if points != 1 || strings.Contains(frac, group) || !groupsOfThree(strings.Split(whole, group)) {
		return nil
	}
	return decimals(strings.ReplaceAll(whole, group, "") + "." + frac)
}

func ungroup(s, mark string) []decimal.Decimal {
	if !groupsOfThree(strings.Split(s, mark)) {
		return nil
	}
	return decimals(strings.ReplaceAll(s, mark, ""))
}

func readSingle(s string, sep separators) []decimal.Decimal {
	i := strings.IndexAny(s, ".,")
	before, after := s[:i], s[i+1:]
	frac := decimals(before + "." + after)
	if len(after) != 3 || before == "" || before[0] == '0' || len(before) > 3 {
		return frac
	}
	group := decimals(before + after)
	if s[i] == sep.group {
		return append(group, frac...)
	}
	return append(frac, group...)
}

// groupsOfThree reports whether parts are the groups of one number: one to
// three digits, then threes. The Indian 12,34,567 counts too.
func groupsOfThree(parts []string) bool {
	last := len(parts) - 1
	if last == 0 {
		return true
	}
	if n := len(parts[0]); n < 1 || n > 3 || parts[0] == "0" || len(parts[last]) != 3 {
		return false
	}
	threes, twos := true, len(parts[0]) <= 2
	for _, p := range parts[1:last] {
		threes, twos = threes && len(p) == 3, twos && len(p) == 2
	}
	return threes || twos
}

// decimals returns the number s, if it is one a metric could have.
func decimals(s string) []decimal.Decimal {
	if len(s) > 24 {
		return nil
	}
	if strings.HasPrefix(s, ".") {
		s = "0" + s
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return nil
	}
	return []decimal.Decimal{d}
}
