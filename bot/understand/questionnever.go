package understand

import (
	"slices"
	"strconv"
	"strings"
)

// noSuchTime is the reason for refusing a question about a time that no calendar has.
const noSuchTime = "no_such_time"

// longest is how many days a month has at the most.
var longest = [12]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// never returns the time a question names that there never is, "week 99" or "31
// February", as it was typed; empty when there is none.
func (q *question) never() string {
	for i, w := range q.shape {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "st"), "nd"), "rd"), "th"))
		if err != nil {
			if n, err = strconv.Atoi(strings.TrimPrefix(w, "q")); err == nil && len(w) < 4 && w[0] == 'q' && (n < 1 || n > 4) {
				return q.typed(i, i+1)
			}
			continue
		}
		before, next := q.saidAt(i-1), q.saidAt(i+1)
		month := slices.Index(english.months, next)
		if month < 0 && next == "of" {
			if month = slices.Index(english.months, q.saidAt(i+2)); month >= 0 {
				next = q.saidAt(i + 2)
			}
		}
		if back := slices.Index(english.months, before); month < 0 && back >= 0 && n < 100 {
			month = back
		}
		switch {
		case english.weekly[before] && (n < 1 || n > 53) && !timeOrShare(next):
			return q.typed(i-1, i+1)
		case (before == "month" && (n < 1 || n > 12) || before == "quarter" && (n < 1 || n > 4)) && !timeOrShare(next) && n < 1000:
			return q.typed(i-1, i+1)
		case month >= 0 && n > longest[month] && n < 100:
			if next == english.months[month] {
				return q.typed(i, i+2)
			}
			return q.typed(i-1, i+1)
		}
	}
	return ""
}

// timeOrShare reports whether a word makes a number an amount: "a week 60 hours long".
func timeOrShare(w string) bool {
	return timeWords[w] > 0 || w == "%" || w == "percent" || pointUnitWords[w]
}

// typed returns words of the line as they were typed.
func (q *question) typed(from, to int) string {
	var out []string
	for i := from; i < to; i++ {
		if k := q.tokens[i]; k >= 0 && (len(out) == 0 || out[len(out)-1] != q.ts[k].raw) {
			out = append(out, q.ts[k].raw)
		}
	}
	return strings.Join(out, " ")
}

// isToCome reports whether a number is asked for at a time that has not begun.
func (q *question) isToCome(in Interpretation) bool {
	if in.Outcome != Answer || in.Intent != Value && in.Intent != Trend && in.Intent != Diagnose || in.Window != nil || in.Filters != nil && in.Filters.Period != "" || !q.asker.Today.Valid() {
		return false
	}
	for i := range q.shape {
		if m := q.namedAt(i); m.start > q.asker.Today && (!m.bare || q.saidAt(i-1) == "in") && !english.bounds[q.saidAt(i-1)] {
			return true
		}
	}
	return false
}

// isPast reports whether a year is named that is over, and none that is to come.
func (q *question) isPast() bool {
	past := false
	for _, w := range q.shape {
		if isYear(w) && q.asker.Today.Valid() {
			if w >= string(q.asker.Today[:4]) {
				return false
			}
			past = true
		}
	}
	return past
}
