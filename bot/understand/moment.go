package understand

import (
	"slices"
	"strconv"

	"throughline/bot/scorecard"
)

// A moment is a time that is named: where it starts, by what it is counted, and
// the period that it is, if it is one.
type moment struct {
	start  scorecard.Date
	unit   string // week, month
	period scorecard.Period
	words  int  // it takes
	bare   bool // it may be something else than a time: "may", "2025"
}

func momentOf(p scorecard.Period, words int) moment {
	if !p.Valid() {
		return moment{}
	}
	unit := "month"
	if p.Cadence() == scorecard.Weekly {
		unit = "week"
	}
	return moment{start: p.Start(), unit: unit, period: p, words: words}
}

// since returns the stretch from m up to today: in m's own units, or, where months
// do not matter, in whole weeks.
func (m moment) since(today scorecard.Date, own bool) *Window {
	from, to := m.start.Time(), today.Time()
	days, months := today.Sub(m.start), 12*(to.Year()-from.Year())+int(to.Month())-int(from.Month())
	switch {
	case own && m.unit == "month" && months > 0:
		return &Window{N: months, Unit: "month", From: m.start}
	case own && m.unit == "week":
		return &Window{N: max(1, days/7), Unit: "week", From: m.start}
	}
	return &Window{N: max(1, (days+6)/7), Unit: "week", From: m.start}
}

var cadences = map[string]scorecard.Cadence{"week": scorecard.Weekly, "month": scorecard.Monthly, "quarter": scorecard.Quarterly, "year": scorecard.Annual}

// momentAt reads a time that has begun at a word.
func (q *question) momentAt(i int) moment {
	if !q.asker.Today.Valid() || i >= len(q.shape) {
		return moment{}
	}
	for _, read := range []func(int) moment{q.relativeAt, q.namedAt, q.agoAt, q.beginningAt} {
		if m := read(i); m.start != "" && m.start <= q.asker.Today {
			return m
		}
	}
	return moment{}
}

// saidAt returns the word at i; "" before the first and behind the last.
func (q *question) saidAt(i int) string {
	if i < 0 || i >= len(q.shape) {
		return ""
	}
	return q.shape[i]
}

// relativeAt reads "this week", "last quarter", "the month before last" and "this
// time last year".
func (q *question) relativeAt(i int) moment {
	first, next := q.saidAt(i), q.saidAt(i+1)
	if (first == "this" || first == "same") && q.saidAt(i+2) == "last" && q.saidAt(i+3) == "year" {
		if next == "week" {
			return momentOf(scorecard.PeriodOf(scorecard.Weekly, q.asker.Today.Add(-364)), 4)
		}
		return q.back(12, "month", 4)
	}
	if c, ok := cadences[first]; ok && next == "before" && q.saidAt(i+2) == "last" {
		return momentOf(q.periodOf(c).Prev().Prev(), 3)
	}
	if c, ok := cadences[first]; ok && next == "before" {
		return momentOf(q.periodOf(c).Prev().Prev(), 2) // "last week against the week before"
	}
	c, ok := cadences[next]
	switch {
	case !ok:
		return moment{}
	case first == "this" || first == "current":
		return momentOf(q.periodOf(c), 2)
	case first == "last" || first == "previous" || first == "prior" || first == "preceding":
		return momentOf(q.periodOf(c).Prev(), 2)
	}
	return moment{}
}

// namedAt reads what has a name: "week 44", "Q3 2025", "the third quarter",
// "October", "last summer", "2025".
func (q *question) namedAt(i int) moment {
	last := 0
	if w := q.saidAt(i); w == "last" || w == "this" || english.partly[w] {
		if last = 1; q.saidAt(i+1) == "of" {
			last = 2
		}
	}
	w, next := q.saidAt(i+last), q.saidAt(i+last+1)
	year, words := q.asker.Today[:4], last+1
	if y := q.saidAt(i + last + 1); isYear(y) {
		year, words = scorecard.Date(y), last+2
	}
	n := 0
	if english.weekly[w] {
		n, _ = strconv.Atoi(next)
	}
	if n > 0 && n < 54 {
		if y := q.saidAt(i + last + 2); isYear(y) {
			return momentOf(scorecard.Period(y+"-W"+twoDigits(n)), last+3)
		}
		return momentOf(scorecard.Period(string(q.asker.Today[:4])+"-W"+twoDigits(n)), last+2)
	}
	if n := english.quarters[w]; n > 0 && (w[0] == 'q' || next == "quarter") {
		if w[0] != 'q' {
			if words = last + 2; isYear(q.saidAt(i + words)) {
				year, words = scorecard.Date(q.saidAt(i+words)), words+1
			}
		}
		return momentOf(scorecard.Period(string(year)+"-Q"+strconv.Itoa(n)), words)
	}
	if isYear(w) {
		m := momentOf(scorecard.Period(w), last+1)
		m.bare = true
		return m
	}
	month, season := slices.Index(english.months, w)+1, false
	if month == 0 {
		month, season = english.seasons[w], true
	}
	if month == 0 {
		return moment{}
	}
	p := scorecard.Period(string(year) + "-" + twoDigits(month))
	if words == last+1 {
		p = q.latest(month)
	}
	if before, _ := strconv.Atoi(string(q.asker.Today[:4])); words == last+1 && q.saidAt(i+words) == "last" && q.saidAt(i+words+1) == "year" {
		p, words = scorecard.Period(strconv.Itoa(before-1)+"-"+twoDigits(month)), words+2
	}
	m := momentOf(p, words)
	if m.bare = season || w == "may" || w == "march"; season {
		m.period = ""
	}
	return m
}

func isYear(w string) bool {
	return len(w) == 4 && w[0] == '2' && w[1] == '0' && isDigit(w[2]) && isDigit(w[3])
}

// agoAt reads "three weeks ago" and "a year ago".
func (q *question) agoAt(i int) moment {
	if !slices.ContainsFunc(q.shape[min(i+1, len(q.shape)):], func(w string) bool { return english.ago[w] }) {
		return moment{} // as nearly always, and quickly seen
	}
	n, took := q.quantityAt(i)
	if took == 0 {
		n = 1
	}
	u := q.unitsAt(n, i+took)
	if u == nil {
		return moment{}
	}
	for k := i + took + 1; k < min(i+took+4, len(q.shape)); k++ {
		if english.ago[q.shape[k]] {
			return q.back(u.N, u.Unit, k-i+1)
		}
	}
	return moment{}
}

// back is the week, month or quarter so many units ago.
func (q *question) back(n int, unit string, words int) moment {
	t := q.asker.Today.Time()
	c := cadences[unit]
	switch unit {
	case "day", "week":
		if unit == "week" {
			n *= 7
		}
		return momentOf(scorecard.PeriodOf(scorecard.Weekly, q.asker.Today.Add(-n)), words)
	case "year":
		n, c = 12*n, scorecard.Monthly
	case "quarter":
		n *= 3
	}
	return momentOf(scorecard.PeriodOf(c, scorecard.DateOf(t.AddDate(0, -n, 1-t.Day()))), words)
}

// beginningAt reads "the start of the year", "the beginning of October" and "new
// year".
func (q *question) beginningAt(i int) moment {
	switch w := q.saidAt(i); {
	case w == "new" && q.saidAt(i+1) == "year":
		year := momentOf(q.periodOf(scorecard.Annual), 2)
		year.period = ""
		return year
	case !english.begins[w]:
		return moment{}
	}
	at := i + 1
	if q.saidAt(at) == "of" {
		at++
	}
	if c, ok := cadences[q.saidAt(at)]; ok {
		m := momentOf(q.periodOf(c), at+1-i)
		m.period = ""
		return m
	}
	m := q.relativeAt(at)
	if m.start == "" {
		m = q.namedAt(at)
	}
	m.period, m.words = "", m.words+at-i
	return m
}

// latest returns the last month of a number that has begun.
func (q *question) latest(month int) scorecard.Period {
	year, _ := strconv.Atoi(string(q.asker.Today[:4]))
	p := scorecard.Period(strconv.Itoa(year) + "-" + twoDigits(month))
	if p.Start() > q.asker.Today {
		p = scorecard.Period(strconv.Itoa(year-1) + "-" + twoDigits(month))
	}
	return p
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
