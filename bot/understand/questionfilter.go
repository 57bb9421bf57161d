package understand

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/bot/scorecard"
)

// amend puts in what the question says beside its slots: the step of a what-if,
// the whole list of a comparison, the asker where none is named.
func (q *question) amend(in *Interpretation, s, o *[]int) {
	switch in.Intent {
	case Compare:
		*s, *o = append(*s, *o...), nil
		if len(*s) == 1 {
			*s = q.all("umopl")
		}
		if q.besideUs(*s) {
			*s = append([]int{len(q.ms)}, *s...)
			q.ms = append(q.ms, q.ownTeam(0, 0))
		}
	case Contribution, ImpactPath:
		if len(*s) == 0 {
			*s = []int{len(q.ms)}
			q.ms = append(q.ms, q.ownTeam(0, 0))
		}
		if in.Intent == Contribution && len(*o) == 0 {
			in.Object = []Ref{VisionRef}
		}
	case TeamScorecard:
		if len(*s) == 0 {
			*s = []int{len(q.ms)}
			q.ms = append(q.ms, q.ownTeam(0, 0))
		}
	}
}

// besideUs reports whether the one team named is compared with the asker's own:
// "how do we compare with fleet".
func (q *question) besideUs(s []int) bool {
	return len(s) == 1 && q.isOne(s[0], "u") && ownWord.MatchString(q.line) && len(q.ownUnits()) > 0
}

// all returns every mention that may be of one of the kinds.
func (q *question) all(kinds string) []int {
	var out []int
	for i, m := range q.ms {
		if slices.ContainsFunc(m.named, func(n named) bool { return strings.ContainsRune(kinds, rune(n.kind)) }) {
			out = append(out, i)
		}
	}
	return out
}

// listing intents are narrowed by what else the question names.
var listing = map[Intent]bool{ListStatus: true, Actions: true, UpdatesDue: true, Summary: true, LinkEvidence: true, Compare: true, Leverage: true}

// narrow reads the filters, the window and the presumed direction; used are the
// mentions already spoken for.
func (q *question) narrow(in *Interpretation, used []int) {
	if in.Intent == Contribution && len(in.Object) == 0 {
		in.Object = []Ref{VisionRef}
	}
	if in.Intent == WhatIf && in.Change == nil {
		in.Change = q.change(in.Subject)
	}
	f := &Filters{}
	if listing[in.Intent] && in.Intent != Compare && !(in.Intent == LinkEvidence && len(in.Object) > 0) {
		q.narrowByName(in, f, used)
		q.narrowByState(in, f)
	}
	if in.Intent == PersonPortfolio && len(in.Subject) == 0 && q.asker.Person != "" {
		in.Subject = []Ref{Ref(q.asker.Person)}
	}
	q.narrowByRoute(in, f, used)
	q.narrowByTime(in, f)
	if in.Intent == Diagnose {
		in.Direction = q.presumed(in.Subject)
	}
	if !emptyFilters(f) {
		in.Filters = f
	}
}

func emptyFilters(f *Filters) bool {
	return len(f.Status)+len(f.Evidence)+len(f.Exclude)+len(f.Via) == 0 && f.Perspective == "" && f.Unit == "" && f.Person == "" && f.Period == "" && f.State == "" && f.Kind == ""
}

// narrowByName takes perspectives, units and people beside the subject as filters.
func (q *question) narrowByName(in *Interpretation, f *Filters, used []int) {
	for i, m := range q.ms {
		if slices.Contains(used, i) && takes[in.Intent][0] != "" || len(m.named) == 0 {
			continue
		}
		n := m.named[0]
		except := q.isExcept(m.from)
		switch {
		case except:
			f.Exclude = append(f.Exclude, n.ref)
		case n.kind == perspectiveKind:
			f.Perspective = scorecard.PerspectiveID(n.ref)
		case n.kind == unitKindRef && q.sole(m) != "":
			f.Unit = scorecard.UnitID(q.sole(m))
		case n.kind == personKind && q.sole(m) != "":
			f.Person = scorecard.PersonID(q.sole(m))
		}
	}
	if in.Intent == UpdatesDue || in.Intent == Actions || in.Intent == ListStatus {
		if (slices.ContainsFunc(q.ts, func(t token) bool { return t.low == "i" && in.Intent != ListStatus || t.low == "my" || t.low == "mine" }) || q.ofMe() || in.Intent == ListStatus && ownRed.MatchString(q.line)) && f.Unit == "" && !q.mine && len(in.Subject) == 0 {
			f.Person = q.asker.Person
		}
	}
}

// ownRed asks for what the asker has: "what do i have that is red".
var ownRed = regexp.MustCompile(` (?:do|have|of) i (?:have|got|own|run|still have) | i (?:have|own|run|look after|am responsible for) `)

// ofMe reports whether something is wanted of the asker: "due from me".
func (q *question) ofMe() bool {
	for i := 1; i < len(q.ts); i++ {
		if q.ts[i].low == "me" && (q.ts[i-1].low == "from" || q.ts[i-1].low == "by" || q.ts[i-1].low == "of" || q.ts[i-1].low == "on" || q.ts[i-1].low == "with" || q.ts[i-1].low == "to" && i > 1 && (q.ts[i-2].low == "assigned" || q.ts[i-2].low == "belong")) {
			return true
		}
	}
	return false
}

func (q *question) sole(m Match) Ref {
	var r Ref
	for _, n := range m.named {
		if n.kind == m.named[0].kind {
			if r != "" && r != n.ref {
				return ""
			}
			r = n.ref
		}
	}
	return r
}

// isExcept reports whether "except", "other than" and the like stand before token i.
func (q *question) isExcept(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if english.except[q.meant(k)] {
			return true
		}
	}
	return q.isLeftOut(i)
}

// excepted reports whether what stands at token i is what is left out, with no
// more than small words between: "but not those of finance".
func (q *question) excepted(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch w := q.meant(k); {
		case english.except[w]:
			return k > 0
		case !english.fillers[w] && w != "from" && w != "than" && w != "not" && w != "those" && w != "ones":
			return false
		}
	}
	return false
}

// narrowByRoute reads "through X" and "without X" of the questions about routes.
func (q *question) narrowByRoute(in *Interpretation, f *Filters, used []int) {
	switch in.Intent {
	case ImpactPath, Contribution, Drivers, Effects, Diagnose, WhatIf:
	default:
		return
	}
	for i, m := range q.ms {
		if slices.Contains(used, i) || m.from == 0 || m.to <= m.from || len(m.named) == 0 || slices.Contains(in.Subject, m.named[0].ref) || slices.Contains(in.Object, m.named[0].ref) {
			continue
		}
		switch {
		case q.isExcept(m.from) || q.before(m.from, "without", "bypassing", "ignoring", "skipping"):
			f.Exclude = append(f.Exclude, m.named[0].ref)
		case q.before(m.from, "through", "via", "by"):
			f.Via = append(f.Via, m.named[0].ref)
		}
	}
}

func (q *question) before(i int, words ...string) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if slices.Contains(words, q.ts[k].low) {
			return true
		}
		if !english.fillers[q.ts[k].low] && q.ts[k].low != "way" && q.ts[k].low != "of" {
			return false
		}
	}
	return false
}

// narrowByState reads colours, states, evidence and leading or lagging.
func (q *question) narrowByState(in *Interpretation, f *Filters) {
	switch in.Intent {
	case ListStatus, Actions:
		f.Status = q.statuses(in.Intent)
		if in.Intent == ListStatus && len(f.Status) == 0 {
			in.Direction = firstCue(q.line, english.drifts)
		}
	case UpdatesDue:
		if len(in.Subject) == 0 {
			f.State = firstCue(q.line, english.states)
			if f.State == "" {
				f.State = "missing"
			}
		}
	case LinkEvidence:
		if len(in.Subject) == 0 {
			if e := firstCue(q.line, english.evidence); e != "" && e != "any" {
				if f.Evidence = strings.Fields(e); e == "confirmed" && nobodyDid.MatchString(q.line) {
					f.Evidence = []string{"hypothesis"}
				}
			}
		}
	}
	f.Kind = q.leadingOrLagging()
}

// nobodyDid turns "tested" round: "which links has nobody tested yet".
var nobodyDid = regexp.MustCompile(` (?:nobody|noone|no one|never|not|none|yet to be|still to be) (?:[a-z]+ ){0,3}(?:tested|checked|proven|proved|verified|confirmed|validated|looked) `)

// leadingOrLagging returns which of both kinds of metric a question names.
func (q *question) leadingOrLagging() string {
	for _, k := range []string{"lagging", "leading"} {
		if strings.Contains(q.line, " "+k+" ") {
			return k
		}
	}
	return ""
}

// statuses returns what colours or, for actions, what progress is asked for.
func (q *question) statuses(i Intent) []string {
	table := english.statuses
	if i == Actions {
		table = english.progress
	}
	var out []string
	line := q.line
	if i == Actions {
		line = english.doing.ReplaceAllString(line, "  ")
	}
	for _, c := range table {
		if !strings.Contains(line, " "+c[0]+" ") {
			continue
		}
		left := leavingOut.MatchString(line[:strings.Index(line, " "+c[0]+" ")+1])
		line = strings.ReplaceAll(line, " "+c[0]+" ", "  ")
		if left {
			continue // "leave out the ambers"
		}
		for _, s := range strings.Split(c[1], ",") {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return out
}

// leavingOut stands before a status that is not wanted.
var leavingOut = regexp.MustCompile(` (?:leave out|leaving out|skip|skipping|ignore|ignoring|except|excluding|without|drop|omit) $`)

// firstCue returns what the first phrase of table found in line stands for.
func firstCue(line string, table [][2]string) string {
	for _, c := range table {
		if strings.Contains(line, " "+c[0]+" ") {
			return c[1]
		}
	}
	return ""
}

var windowCue = regexp.MustCompile(`(?:last|past|previous|recent|trailing|these|and (?:over|for|in)) (\d+|[a-z]+) (day|week|month|quarter|year)s?`)

// narrowByTime reads "over the last 6 weeks" as a window and "this week" as a period.
func (q *question) narrowByTime(in *Interpretation, f *Filters) {
	if m := windowCue.FindStringSubmatch(q.line); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			d, took := readWords([]string{m[1]}, "en")
			if n = int(d.IntPart()); took == 0 {
				n = english.few[m[1]]
			}
		}
		if n > 0 && n < 1000 {
			in.Window = &Window{N: n, Unit: m[2]}
			return
		}
	}
	if in.Intent == Trend || in.Intent == ListStatus && in.Direction != "" {
		if in.Window = q.since(in); in.Window != nil {
			return
		}
	}
	f.Period = q.period()
}

var sinceCue = regexp.MustCompile(` since (?:start of |beginning of |early |mid |late |end of )?(last |this )?([a-z]+) `)

// since reads "since October" and "since last quarter" as a window of whole
// weeks, or of months where a trend is asked for since one; nil when the question says nothing of the kind.
func (q *question) since(in *Interpretation) *Window {
	m := sinceCue.FindStringSubmatch(q.line)
	if m == nil || !q.asker.Today.Valid() {
		return nil
	}
	var from scorecard.Date
	if p := q.latest(m[2]); p != "" && in.Intent == Trend {
		if n := (int(q.asker.Today.Time().Month()) - int(p.Start().Time().Month()) + 12) % 12; n > 0 {
			return &Window{N: n, Unit: "month"}
		}
	}
	if c, ok := cadences[m[2]]; ok {
		p := q.periodOf(c)
		if m[1] == "last " {
			p = p.Prev()
		}
		from = p.Start()
	} else if p := q.latest(m[2]); p != "" {
		from = p.Start()
	} else {
		return nil
	}
	return &Window{N: max(1, (q.asker.Today.Sub(from)+6)/7), Unit: "week"}
}

var (
	notThen        = regexp.MustCompile(` not (?:just|only|merely|about|for|in)? ?(?:this|current|last|previous) (?:week|month|quarter|year) `)
	relativePeriod = regexp.MustCompile(` (this|current|last|previous) (week|month|quarter|year) `)
	weekNamed      = regexp.MustCompile(` (?:week |w|wk )(\d{1,2}) `)
	quarterNamed   = regexp.MustCompile(` q([1-4])(?: (20\d\d))? `)
	yearNamed      = regexp.MustCompile(` in (20\d\d) `)
	cadences       = map[string]scorecard.Cadence{"week": scorecard.Weekly, "month": scorecard.Monthly, "quarter": scorecard.Quarterly, "year": scorecard.Annual}
)

func (q *question) period() scorecard.Period {
	if !q.asker.Today.Valid() {
		return ""
	}
	year := string(q.asker.Today[:4])
	if m := relativePeriod.FindStringSubmatch(notThen.ReplaceAllString(q.line, " ")); m != nil {
		p := q.periodOf(cadences[m[2]])
		if m[1] == "last" || m[1] == "previous" {
			p = p.Prev()
		}
		return p
	}
	var p scorecard.Period
	if m := weekNamed.FindStringSubmatch(q.line); m != nil {
		n, _ := strconv.Atoi(m[1])
		p = scorecard.Period(year + "-W" + twoDigits(n))
	} else if m := quarterNamed.FindStringSubmatch(q.line); m != nil {
		if m[2] != "" {
			year = m[2]
		}
		p = scorecard.Period(year + "-Q" + m[1])
	} else if m := yearNamed.FindStringSubmatch(q.line); m != nil {
		p = scorecard.Period(m[1])
	} else {
		p = q.monthNamed()
	}
	if !p.Valid() {
		return ""
	}
	return p
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// monthNamed returns the latest month of that name that has begun.
func (q *question) monthNamed() scorecard.Period {
	for _, name := range english.months {
		if strings.Contains(q.line, " in "+name+" ") || strings.Contains(q.line, " for "+name+" ") || name != "may" && name != "march" && monthSaid(q.line, name) {
			return q.latest(name)
		}
	}
	return ""
}

// bounds are the words before a month that is where something begins or ends.
var bounds = []string{"since", "by", "until", "till", "before", "after", "from", "to", "next"}

// monthSaid reports whether a month stands anywhere but as a bound: "the october
// loss", and not "since october". May and March are other words too.
func monthSaid(line, name string) bool {
	before, _, ok := strings.Cut(line, " "+name+" ")
	return ok && !slices.Contains(bounds, before[strings.LastIndexByte(before, ' ')+1:])
}

// latest returns the last month of a name that has begun; empty when it is no month.
func (q *question) latest(month string) scorecard.Period {
	i := slices.Index(english.months, month)
	if i < 0 {
		return ""
	}
	year, _ := strconv.Atoi(string(q.asker.Today[:4]))
	p := scorecard.Period(strconv.Itoa(year) + "-" + twoDigits(i+1))
	if p.Start() > q.asker.Today {
		p = scorecard.Period(strconv.Itoa(year-1) + "-" + twoDigits(i+1))
	}
	return p
}

// denied is a move that does not happen: "why can we not get it down".
var denied = regexp.MustCompile(` (?:can|could|will) (?:we |it |they |you )?not (?:we )?(?:get|bring|push|make|seem|move) | (?:is|are|was|were) (?:@\d+[a-z]+ )?not (?:@\d+[a-z]+ )?(?:yet |any )?(?:falling|dropping|shrinking|coming down|going down|decreasing|declining) | (?:is|are|was|were) (?:@\d+[a-z]+ )?not (?:@\d+[a-z]+ )?(?:yet |any )?(?:rising|growing|increasing|climbing|going up|coming up|picking up) `)

// presumed returns "better" or "worse" where a why-question says that something
// moved: "why did churn fall" presumes that it got better.
func (q *question) presumed(of []Ref) string {
	var m *scorecard.Metric
	if len(of) > 0 {
		m = q.l.index.Metric(metricID(of[0]))
	}
	if denied.MatchString(q.line) {
		return ""
	}
	sign, way := q.way(m)
	if m == nil && way != "better" && way != "worse" {
		sign = map[string]int{"up": 1, "down": -1}[way]
	}
	for _, mention := range q.ms {
		if mention.Inverse && slices.Equal(mention.Refs, of) && (way == "up" || way == "down") {
			sign = -sign
		}
	}
	switch {
	case way == "":
		return ""
	case way == "better" || way == "worse":
		return way
	case (sign > 0) == (m == nil || m.Direction != scorecard.Lower):
		return "better"
	}
	return "worse"
}
