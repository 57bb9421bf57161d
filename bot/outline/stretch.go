package outline

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

var amount = regexp.MustCompile(`^(\d{1,4}(?:\.\d+)?)\s*([a-z]*)$`)

// weeks reads a lag: "6 weeks", "2 months", "10 days", or a bare number of weeks.
// Months and quarters are counted by their mean length and rounded.
func (r *reader) weeks(n ast.Node, where string) int {
	days := map[string]float64{"": 7, "w": 7, "week": 7, "month": 30.44, "quarter": 91.31, "year": 365.25, "day": 1, "d": 1}
	v, ok := r.stretch(n, days)
	if !ok {
		r.fault(n, where, "not-a-duration", "write 6 weeks, 2 months or 10 days", "%q is not a stretch of time", r.text(n, where))
	}
	return int(v/7 + 0.5)
}

// hours reads a lead time: "24 hours", "2 days", or a bare number of hours.
func (r *reader) hours(n ast.Node, where string) int {
	hours := map[string]float64{"": 1, "h": 1, "hour": 1, "day": 24, "d": 24, "week": 168}
	v, ok := r.stretch(n, hours)
	if !ok {
		r.fault(n, where, "not-a-duration", "write 24 hours or 2 days", "%q is not a stretch of time", r.text(n, where))
	}
	return int(v + 0.5)
}

func (r *reader) stretch(n ast.Node, units map[string]float64) (float64, bool) {
	text := strings.ToLower(r.text(n, ""))
	switch text {
	case "", "none", "at once", "same period":
		return 0, true
	}
	m := amount.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	unit := m[2]
	if len(unit) > 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	each, ok := units[unit]
	count, err := strconv.ParseFloat(m[1], 64)
	return count * each, ok && err == nil
}
