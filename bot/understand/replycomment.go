package understand

import (
	"regexp"
	"strings"
)

// comment gathers what was said besides the value, in the owner's words.
func (h *hearing) comment(at *saying) string {
	from, to := -1, -1
	var parts []string
	flush := func() {
		if from >= 0 {
			parts = append(parts, h.untrimmedDay(strings.Trim(h.text[from:to], " -–—,;:.|\"\n"), to))
		}
		from = -1
	}
	for i := range h.clauses {
		c := &h.clauses[i]
		if c.start < 0 {
			continue
		}
		if i == at.clause {
			flush()
			if from = c.aside(at.amount); from >= 0 {
				to = c.end
				flush()
			}
			continue
		}
		if !c.tells() && !h.leadsIn(i) {
			flush()
			continue
		}
		if from < 0 {
			from = c.start
		}
		to = c.end
	}
	flush()
	return strings.TrimRight(trailingThanks.ReplaceAllString(strings.Join(parts, "; "), ""), " ,;!")
}

// untrimmedDay gives a comment that ends at the day of a date its dot back: "seit
// dem 9.".
func (h *hearing) untrimmedDay(comment string, end int) string {
	if dayAtEnd.MatchString(comment) && (end < len(h.text) && h.text[end] == '.' || h.text[end-1] == '.') {
		return comment + "."
	}
	return comment
}

var dayAtEnd = regexp.MustCompile(`(?i)(?:\b\d{1,2}\.\d{1,2}|\b(?:am|vom|dem|zum|ab|bis|seit) \d{1,2})$`)

// leadsIn reports whether nothing parts clause i from a comment behind it:
// "best since spring".
func (h *hearing) leadsIn(i int) bool {
	return h.clauses[i].after == "" && i+1 < len(h.clauses) && h.clauses[i+1].start >= 0 && h.clauses[i+1].reason && len(h.clauses[i].said) == 0 && h.clauses[i+1].tells()
}

// aside returns where words behind the value begin that are not understood, and
// so say something about it; -1 where there are none, or another number.
func (c *clause) aside(value *amount) int {
	from := -1
	for _, p := range c.ps {
		switch {
		case value == nil || p.start < value.end:
		case p.kind == amountPiece:
			return -1
		case from < 0 && p.kind == wordPiece && p.hint == noCue:
			from = p.start
		}
	}
	return from
}

var trailingThanks = regexp.MustCompile(`(?i)(?:^|[\s,.;!-]+)` + spoken("thanks") + `[\s.!]*$`)

// onlyRoughly reports whether a clause says no more than "roughly".
func (c *clause) onlyRoughly() bool {
	for _, p := range c.ps {
		if p.hint != roughly && p.hint != filler {
			return false
		}
	}
	return hasHint(c.ps, roughly)
}

// tells reports whether a clause says anything that is worth keeping as a comment.
func (c *clause) tells() bool {
	for _, s := range c.said {
		switch s.role {
		case earlierRole, sameRole, deniedRole, targetRole, deltaRole, levelRole, zeroRole:
			return false
		}
	}
	if c.onlyRoughly() {
		return false
	}
	for _, p := range c.ps {
		if p.kind == amountPiece || p.kind == wordPiece && p.hint != filler && p.hint != polite && p.hint != sorry {
			return true
		}
	}
	return false
}
