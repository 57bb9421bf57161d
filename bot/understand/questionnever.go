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
		n, ok := wholeNumber(w)
		if !ok {
			if n, err := strconv.Atoi(strings.TrimPrefix(w, "q")); err == nil && len(w) < 4 && w[0] == 'q' && (n < 1 || n > 4) {
				return q.typed(i, i+1)
			}
			continue
		}
		before, next := q.saidAt(i-1), q.saidAt(i+1)
		from, to := i-1, i+1 // the words that name it
		month := slices.Index(english.months, before)
		if after := slices.Index(english.months, next); after >= 0 {
			month, from, to = after, i, i+2
		}
		switch {
		case timeOrShare(next) || n > 999:
		case english.weekly[before] && (n < 1 || n > 53),
			before == "month" && (n < 1 || n > 12),
			before == "quarter" && (n < 1 || n > 4),
			month >= 0 && n > longest[month] && n < 100:
			return q.typed(from, to)
		}
	}
	return ""
}

// wholeNumber reads "31" and "31st".
func wholeNumber(w string) (int, bool) {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, ending)
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
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
