package understand

import (
	"regexp"
	"slices"
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
		if len(*s) == 0 && ofTeams.MatchString(q.line) {
			*s = q.everyTeam()
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
	case LinkEvidence:
		if named := q.all("mo"); len(*s)+len(*o) == 0 && len(named) == 1 {
			*s = named
		}
	case TeamScorecard:
		if len(*s) == 0 {
			*s = []int{len(q.ms)}
			q.ms = append(q.ms, q.ownTeam(0, 0))
		}
	}
}

// maxTeams is how many teams are set beside each other.
const maxTeams = 12

// everyTeam returns marks of the teams that have something on the map, for "which
// team is doing worst".
func (q *question) everyTeam() []int {
	var out []int
	for _, u := range q.l.index.Units {
		if len(out) < maxTeams && len(q.l.index.ObjectivesOf(u.ID, false)) > 0 {
			out = append(out, len(q.ms))
			q.ms = append(q.ms, matchOf([]Ref{Ref(u.ID)}, unitKindRef, len(q.ts), len(q.ts)))
		}
	}
	return out
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
	if in.Intent == Compare && onlyThose.MatchString(q.line) {
		f.Status = q.statuses(ListStatus)
	}
	if listing[in.Intent] && in.Intent != Compare && !(in.Intent == LinkEvidence && len(in.Object) > 0) {
		q.narrowByName(in, f, used)
		q.narrowByState(in, f)
	}
	if in.Intent == PersonPortfolio && len(in.Subject) == 0 && q.asker.Person != "" {
		in.Subject = []Ref{Ref(q.asker.Person)}
	}
	q.narrowByRoute(in, f, used)
	q.narrowByTime(in, f)
	q.overSpan(in, f)
	if in.Intent == Trend && (extremal.MatchString(q.line) || slices.ContainsFunc(q.ts, func(t token) bool { return t.low == "ever" })) {
		f.State = "extremes"
	}
	if in.Intent == Diagnose {
		in.Direction = q.presumed(in.Subject)
	}
	if !emptyFilters(f) {
		in.Filters = f
	}
	q.aggregated(in)
	in.Against = q.against(in)
	if (in.Intent == Value || in.Intent == Trend || in.Intent == Gap || in.Intent == Target) && len(in.Subject) == 1 {
		if i := slices.IndexFunc(q.ms, func(m Match) bool { return m.Inverse && slices.Equal(m.Refs, in.Subject) }); i >= 0 {
			in.Inverse = q.ms[i].Via
		}
	}
}

// onlyThose narrows a comparison: "red ones only".
var onlyThose = regexp.MustCompile(` (?:only|just) (?:[a-z]+ ){0,2}(?:red|green|amber|yellow|off track|on track) | (?:red|green|amber|yellow|off track|on track) (?:ones |metrics |numbers )?only | (?:by|in) (?:red|green|amber) `)

// extremal asks when something was highest or lowest: "which week had the lowest".
var extremal = regexp.MustCompile(` (?:week|month|quarter|day|when) .*(?:lowest|highest|best|worst|peak|most|fewest|least|biggest|smallest) `)

func emptyFilters(f *Filters) bool {
	return len(f.Status)+len(f.Evidence)+len(f.Exclude)+len(f.Via)+len(f.Also) == 0 && f.Perspective == "" && f.Unit == "" && f.Person == "" && f.Period == "" && f.State == "" && f.Kind == "" && f.Cadence == "" && f.Until == ""
}

// narrowByName takes perspectives, units and people beside the subject as filters.
func (q *question) narrowByName(in *Interpretation, f *Filters, used []int) {
	for i, m := range q.ms {
		if slices.Contains(used, i) && takes[in.Intent][0] != "" || len(m.named) == 0 {
			continue
		}
		n := m.named[0]
		except := q.isExcept(m.from) || n.kind == personKind && q.ownsNot(m.to)
		if !except && m.to > m.from && (m.part > 0 || english.people[q.ts[m.from].stem]) && q.runsOn(i, used) {
			continue // "upskilling the logistics people"
		}
		if m.to == m.from && f.Unit != "" {
			continue // "we" are not the ones, where others are named
		}
		switch {
		case except:
			f.Exclude = append(f.Exclude, n.ref)
		case n.kind == perspectiveKind:
			also(f, &f.Perspective, n.ref, q.listedAt(i))
		case n.kind == unitKindRef && q.sole(m) != "":
			also(f, &f.Unit, q.sole(m), q.listedAt(i))
		case n.kind == personKind && q.sole(m) != "":
			also(f, &f.Person, q.sole(m), q.listedAt(i))
		}
	}
	if in.Intent == UpdatesDue || in.Intent == Actions || in.Intent == ListStatus {
		if (slices.ContainsFunc(q.ts, func(t token) bool { return t.low == "i" && in.Intent != ListStatus || t.low == "my" || t.low == "mine" }) || q.ofMe() || in.Intent == ListStatus && ownRed.MatchString(q.line)) && f.Unit == "" && !q.mine && len(in.Subject) == 0 {
			f.Person = q.asker.Person
		}
	}
}

// ownsNot reports whether "doesn't own" and the like stand behind a person.
func (q *question) ownsNot(i int) bool {
	return i+2 < len(q.ts) && (q.ts[i].low == "does" || q.ts[i].low == "is" || q.ts[i].low == "did") && q.ts[i+1].low == "not"
}

// runsOn reports whether a mention goes on from one that is used.
func (q *question) runsOn(i int, used []int) bool {
	return slices.ContainsFunc(used, func(k int) bool {
		m := q.ms[k]
		return m.to > m.from && m.to <= q.ms[i].from && q.nextName(m.to) == q.ms[i].from
	})
}

// also puts a name in its filter, or, as one of a list, beside the one that is there.
func also[T ~string](f *Filters, one *T, r Ref, listed bool) {
	switch {
	case *one == "" || !listed:
		*one = T(r)
	case *one != T(r) && !slices.Contains(f.Also, r):
		f.Also = append(f.Also, r)
	}
}

// listedAt reports whether a mention goes on a list with the one before: "Ana or Tom".
func (q *question) listedAt(i int) bool {
	to := q.ms[i].from
	for k := i - 1; k >= 0; k-- {
		if before := q.ms[k]; before.to <= to && before.to > before.from {
			for _, t := range q.ts[before.to:to] {
				if !english.fillers[t.low] && !english.joins[t.low] {
					return false
				}
			}
			return true
		}
	}
	return false
}

// ownRed asks for what the asker has: "what do i have that is red".
var ownRed = regexp.MustCompile(` (?:do|have|of) i (?:have|got|own|run|still have) | i (?:have|own|run|look after|am responsible for) | (?:should|can|must|could) i (?:work|focus|fix|worry|look|pay|tackle) `)

// ofMe reports whether something is wanted of the asker: "due from me".
func (q *question) ofMe() bool {
	for i := 1; i < len(q.ts); i++ {
		if q.ts[i].low == "me" && (q.ts[i-1].low == "from" || q.ts[i-1].low == "for" || q.ts[i-1].low == "by" || q.ts[i-1].low == "of" || q.ts[i-1].low == "on" || q.ts[i-1].low == "with" || q.ts[i-1].low == "to" && i > 1 && (q.ts[i-2].low == "assigned" || q.ts[i-2].low == "belong")) {
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
	return q.isLeftOut(i) || notTheirs.MatchString(q.line)
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
	if strings.Contains(q.line, " went wrong ") || strings.Contains(q.line, " gone wrong ") {
		return "worse"
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
