package understand

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/bot/scorecard"
)

// narrowByTime reads when: a stretch up to now as the window ("over the last 6
// weeks"), a week, a month, a year as the period ("this week", "in October").
func (q *question) narrowByTime(in *Interpretation, f *Filters) {
	if in.Window = q.window(in); in.Window == nil {
		f.Period = q.period()
	}
	if in.Intent != Actions && in.Intent != UpdatesDue {
		return
	}
	if f.Period == "" {
		f.Period = q.coming()
	}
	if in.Intent == Actions {
		f.Period, f.Until = q.nextOf(f.Period), q.dueBy()
	}
}

// nextOf is the month to come of the name of one that is past: what is due in
// December is due in the next.
func (q *question) nextOf(p scorecard.Period) scorecard.Period {
	if p == "" || p.Cadence() != scorecard.Monthly || p.End() >= q.asker.Today || strings.Contains(q.line, " "+string(p[:4])+" ") || strings.Contains(q.line, " last ") {
		return p
	}
	year, _ := strconv.Atoi(string(p[:4]))
	if next := scorecard.Period(strconv.Itoa(year+1) + string(p[4:])); next.Start() > q.asker.Today {
		return next
	}
	return p
}

var until = regexp.MustCompile(` (before|by|until|till|no later than) (?:(end) of )?(week|month|quarter|year|christmas|xmas|[a-z]+) `)

// dueBy is the last day of what is asked for: "before Christmas", "by the end of
// March". Empty where none is named.
func (q *question) dueBy() scorecard.Date {
	m := until.FindStringSubmatch(q.line)
	if m == nil || !q.asker.Today.Valid() {
		return ""
	}
	var p scorecard.Period
	if c, ok := cadences[m[3]]; ok && m[2] != "" {
		return q.periodOf(c).End()
	} else if m[3] == "christmas" || m[3] == "xmas" {
		return scorecard.Date(string(q.asker.Today[:4]) + "-12-24")
	} else if month := slices.Index(english.months, m[3]) + 1; month > 0 {
		year, _ := strconv.Atoi(string(q.asker.Today[:4]))
		if p = scorecard.Period(strconv.Itoa(year) + "-" + twoDigits(month)); p.End() < q.asker.Today {
			p = scorecard.Period(strconv.Itoa(year+1) + "-" + twoDigits(month))
		}
	} else {
		return ""
	}
	if m[1] == "before" && m[2] == "" {
		return p.Start().Add(-1)
	}
	return p.End()
}

// stoodThen takes where something stood at one time for what it was: "where was NPS
// a year ago".
func (q *question) stoodThen(in Interpretation) Interpretation {
	if in.Intent == Trend && in.Window == nil && in.Filters != nil && in.Filters.Period != "" && !in.Filters.Period.Holds(q.asker.Today) && stood.MatchString(q.line) {
		in.Intent = Value
	}
	return in
}

var stood = regexp.MustCompile(`^ (?:where|what|how (?:high|low|good|bad|much|many)) (?:was|were) `)

var ahead = regexp.MustCompile(` (?:next|coming|following) (week|month|quarter|year) `)

// coming is the time ahead that something is due in: "next month".
func (q *question) coming() scorecard.Period {
	m := ahead.FindStringSubmatch(q.line)
	if m == nil || !q.asker.Today.Valid() {
		return ""
	}
	return q.periodOf(cadences[m[1]]).Next()
}

func (q *question) window(in *Interpretation) *Window {
	if in.Intent == ListStatus && in.Direction == "turned" && fromTo.MatchString(q.line) {
		for i := range q.shape {
			if m := q.momentAt(i); m.start != "" {
				return m.since(q.asker.Today, true)
			}
		}
	}
	moving := in.Intent == Trend || in.Intent == ListStatus
	for i := range q.shape {
		if w := q.stretchAt(i, moving); w != nil {
			return w
		}
	}
	if !moving || !q.asker.Today.Valid() {
		return nil
	}
	for i, w := range q.shape {
		if m := q.momentAt(i + 1); w == "since" && m.start != "" {
			return m.since(q.asker.Today, in.Intent == Trend)
		}
	}
	if m, ok := q.besideThen(); ok {
		return m.since(q.asker.Today, in.Intent == Trend)
	}
	return nil
}

// stretchAt reads a stretch of time at a word: "last 6 weeks" whatever is asked,
// and where a course is asked for also "over the past quarter", "over 6 weeks" and
// "a 6-week trend".
func (q *question) stretchAt(i int, moving bool) *Window {
	w, at := q.shape[i], i+1
	if w == "and" && at < len(q.shape) && english.over[q.shape[at]] {
		w, at = "last", at+1 // a follow-up: "and over 12 weeks"
	}
	if english.last[w] {
		if n, took := q.quantityAt(at); took > 0 {
			return q.unitsAt(n, at+took)
		}
		u := q.unitsAt(1, at)
		if moving && u != nil && (w == "past" || u.N > 1 || i > 0 && english.over[q.shape[i-1]]) {
			return u
		}
		return nil
	}
	if !moving {
		return nil
	}
	if english.over[w] && w != "in" || w == "since" && !q.agoSoon(i) {
		for at < len(q.shape) && english.atLeast[q.shape[at]] {
			at++
		}
		if n, took := q.quantityAt(at); took > 0 {
			return q.unitsAt(n, at+took)
		}
	}
	if n, took := q.quantityAt(i); took > 0 && i+took+1 < len(q.shape) && english.course[q.shape[i+took+1]] {
		return q.unitsAt(n, i+took)
	}
	return nil
}

// agoSoon reports whether "ago" stands among the next words.
func (q *question) agoSoon(i int) bool {
	return slices.ContainsFunc(q.shape[i:min(i+5, len(q.shape))], func(w string) bool { return english.ago[w] })
}

// quantityAt reads "6", "six", "a couple of" and the like at a word, and says how
// many words it takes.
func (q *question) quantityAt(i int) (n, took int) {
	if i >= len(q.shape) {
		return 0, 0
	}
	w := q.shape[i]
	if took = 1; isDigit(w[0]) {
		n, _ = strconv.Atoi(w)
	} else if n = english.few[w]; n == 0 {
		d, words := readWords(q.shape[i:min(i+3, len(q.shape))], "en")
		n, took = int(d.IntPart()), words
	}
	if n < 1 || n > 999 || took == 0 {
		return 0, 0
	}
	for i+took < len(q.shape) && english.whole[q.shape[i+took]] {
		took++
	}
	return n, took
}

// unitsAt reads a unit of time at a word and returns n of them; nil when it is none.
func (q *question) unitsAt(n, i int) *Window {
	for words := min(3, len(q.shape)-i); words > 0; words-- {
		if u, ok := english.units[strings.Join(q.shape[i:i+words], " ")]; ok {
			return &Window{N: n * u.N, Unit: u.Unit}
		}
	}
	return nil
}

// period is the one time a question names that is neither a bound nor denied.
func (q *question) period() scorecard.Period {
	for i := range q.shape {
		m := q.momentAt(i)
		if m.period == "" {
			continue
		}
		before := q.saidAt(i - 1)
		if english.bounds[before] || q.denies(i) || m.bare && !english.inTime[before] {
			continue
		}
		return m.period
	}
	if strings.Contains(q.line, " ytd ") || strings.Contains(q.line, " year to date ") {
		return q.periodOf(scorecard.Annual)
	}
	return ""
}

// denies reports whether the time at a word is one that is not meant: "not just
// this week".
func (q *question) denies(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if q.shape[k] == "not" {
			return true
		}
		if !english.merely[q.shape[k]] && !english.inTime[q.shape[k]] {
			return false
		}
	}
	return false
}

// besideThen returns the earlier of two times set side by side, "this week versus
// last week", "week on week", "than a month ago".
func (q *question) besideThen() (moment, bool) {
	var found []moment
	linked := false
	for i := 0; i < len(q.shape); i++ {
		if c, ok := cadences[q.shape[i]]; ok && (q.saidAt(i+1) == "on" || q.saidAt(i+1) == "over") && q.saidAt(i+2) == q.shape[i] {
			m := momentOf(q.periodOf(c).Prev(), 3)
			if c == scorecard.Annual {
				m = q.back(12, "month", 3)
			}
			return m, true
		}
		if m := q.momentAt(i); m.start != "" {
			found = append(found, m)
			linked = linked || q.compares(i)
			i += m.words - 1
		}
	}
	switch {
	case len(found) == 2 && (linked || strings.Contains(q.line, " between ") || strings.Contains(q.line, " compare ")):
		if found[1].start < found[0].start {
			return found[1], true
		}
		return found[0], true
	case len(found) == 1 && linked:
		return found[0], true
	}
	return moment{}, false
}

// compares reports whether the word before a time sets it beside another.
func (q *question) compares(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if english.compares[q.shape[k]] {
			return true
		}
		if !english.joints[q.shape[k]] && q.shape[k] != "to" && q.shape[k] != "that" {
			return false
		}
	}
	return false
}

// betweenTimes reads one number set beside itself at another time, "churn this
// month compared with last month", as its course since then.
func (q *question) betweenTimes() (candidate, bool) {
	at := -1
	for i, m := range q.ms {
		if m.to <= m.from {
			continue
		}
		if at >= 0 || !q.isKindOf(m, "mo") {
			return candidate{}, false
		}
		at = i
	}
	if at < 0 || english.reasons.MatchString(q.line) {
		return candidate{}, false
	}
	if _, ok := q.besideThen(); !ok {
		return candidate{}, false
	}
	c, ok := q.build(Interpretation{Intent: Trend, Outcome: Answer, Confidence: 0.95}, []int{at}, nil)
	c.plain = ok && c.Window != nil
	return c, c.plain
}
