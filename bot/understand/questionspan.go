package understand

import (
	"regexp"
	"strconv"
	"strings"

	"throughline/bot/scorecard"
)

// A Span is a stretch of time with both ends, to the day.
type Span struct {
	From scorecard.Date `json:"from"`
	To   scorecard.Date `json:"to"`
}

// upTo are the words between the two ends of a stretch: "from March to June".
var upTo = wordSet("to until till through thru and up -")

// spanned reads a stretch that has begun and has an end of its own: "from March to
// June", "over the summer", "the first half of 2026". Where none is named it is nil.
func (q *question) spanned() *Span {
	if !q.asker.Today.Valid() {
		return nil
	}
	for i := range q.shape {
		for _, read := range []func(int) *Span{q.fromToAt, q.seasonAt, q.halfAt} {
			if s := read(i); s != nil && s.From <= q.asker.Today && s.From <= s.To {
				return s
			}
		}
	}
	return nil
}

// fromToAt reads "from A to B", "between A and B" and "A to B" at a word.
func (q *question) fromToAt(i int) *Span {
	opened := q.saidAt(i) == "from" || q.saidAt(i) == "between"
	at := i
	if opened {
		at++
	}
	a := q.dayOrMoment(at)
	if a.start == "" || a.bare && !opened {
		return nil
	}
	at += a.words
	joint := q.saidAt(at)
	if !upTo[joint] || joint == "and" && q.saidAt(i) != "between" || joint == "to" && !opened && a.period == "" {
		return nil
	}
	for at++; q.saidAt(at) == "to" || q.saidAt(at) == "including" || q.saidAt(at) == "end" || q.saidAt(at) == "of"; at++ {
	}
	b := q.dayOrMoment(at)
	if b.start == "" || b.period == "" {
		return nil
	}
	for a.start > b.start { // "from October to February"
		a.start = scorecard.DateOf(a.start.Time().AddDate(-1, 0, 0))
	}
	return &Span{From: a.start, To: b.period.End()}
}

// dayOrMoment reads a moment, or a day with its month: "1 October", "October 31".
func (q *question) dayOrMoment(i int) moment {
	for _, at := range [][2]int{{i, i + 1}, {i + 1, i}} {
		n, ok := wholeNumber(q.saidAt(at[0]))
		if !ok || n < 1 || n > 31 {
			continue
		}
		m := q.namedAt(at[1])
		if m.period == "" || m.period.Cadence() != scorecard.Monthly {
			continue
		}
		if d := scorecard.Date(string(m.period) + "-" + twoDigits(n)); d.Valid() && d <= q.asker.Today {
			return moment{start: d, period: scorecard.Period(d), words: 2, unit: "day"}
		}
	}
	return q.momentAt(i)
}

// seasonAt reads "over the summer" and "last winter": three months, the last ones
// that have begun.
func (q *question) seasonAt(i int) *Span {
	w := q.saidAt(i)
	month := english.seasons[w]
	if month == 0 || month%3 != 0 || w == "christmas" || w == "xmas" || i == 0 {
		return nil
	}
	if before := q.saidAt(i - 1); !english.over[before] && !english.inTime[before] && !english.last[before] && before != "this" {
		return nil
	}
	from := q.latest(month).Start()
	if y := q.saidAt(i + 1); isYear(y) {
		from = scorecard.Date(y + "-" + twoDigits(month) + "-01")
	}
	return &Span{From: from, To: scorecard.DateOf(from.Time().AddDate(0, 3, -1))}
}

// halfAt reads "the first half of 2026" and "the second half of last year".
func (q *question) halfAt(i int) *Span {
	which := map[string]string{"first": "-01-01", "second": "-07-01", "h1": "-01-01", "h2": "-07-01"}[q.saidAt(i)]
	at := i + 1
	if strings.HasPrefix(q.saidAt(i), "h") {
		at = i
	} else if q.saidAt(at) != "half" {
		return nil
	}
	if which == "" {
		return nil
	}
	year := string(q.asker.Today[:4])
	for at++; q.saidAt(at) == "of" || q.saidAt(at) == "in"; at++ {
	}
	if y := q.saidAt(at); isYear(y) {
		year = y
	} else if (y == "last" || y == "previous") && q.saidAt(at+1) == "year" {
		n, _ := strconv.Atoi(year)
		year = strconv.Itoa(n - 1)
	}
	from := scorecard.Date(year + which)
	return &Span{From: from, To: scorecard.DateOf(from.Time().AddDate(0, 6, -1))}
}

// courseOver are the questions that a stretch with two ends narrows.
var courseOver = map[Intent]bool{Trend: true, Value: true}

// overSpan narrows a question about a number to a stretch with both ends.
func (q *question) overSpan(in *Interpretation, f *Filters) {
	if !courseOver[in.Intent] {
		return
	}
	s := q.spanned()
	if m, ok := q.besideThen(); s == nil && ok && compared.MatchString(q.line) {
		s = q.bothOf(m)
	}
	if s == nil {
		return
	}
	in.Intent, in.Span, in.Window, f.Period = Trend, s, nil, ""
}

var compared = regexp.MustCompile(` (?:compare|compared|vs|versus|against|between|than|and|or) `)

// bothOf is the stretch over two times that are set side by side, where the later
// one is over for long too: "Q2 and Q3".
func (q *question) bothOf(earlier moment) *Span {
	var last scorecard.Date
	for i := 0; i < len(q.shape); i++ {
		if m := q.momentAt(i); m.start != "" && m.period != "" {
			if m.start > earlier.start && m.period.End() > last {
				last = m.period.End()
			}
			i += m.words - 1
		}
	}
	if last == "" || last.Add(31) >= q.asker.Today {
		return nil // hardly anything came after it
	}
	return &Span{From: earlier.start, To: last}
}
