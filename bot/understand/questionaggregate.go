package understand

import (
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

var (
	addedUp = regexp.MustCompile(` (?:total|totals|totalled|running total|together|altogether|sum|summed|cumulative|cumulated|accumulated|added up|add up|all together|in total|overall total|combined) `)
	started = regexp.MustCompile(` (?:baselines?|base line|starting (?:point|value|level|number)|start value|(?:start|started|begin|began) (?:from|at|out|with|off)|first (?:reading|number|value)|originally|outset) |^ (?:where|what|at what|how (?:high|low|good|bad)) (?:did|was|were) .* (?:start|begin|started) (?:at |from |out |off )?$`)
	howMany = regexp.MustCompile(`^ how (?:many|much) @\d+[a-z]+ (?:did|have|has|had|were|was) `)
	onMean  = regexp.MustCompile(` (?:average|averaged|averages|on average|typical|typically|avg) |^(?: (?:what|show|give|is|was|me|tell))* mean | mean (?:of|value|over) `)
)

// aggregated notes that the readings of a stretch of time are asked for in one
// number, their sum or their mean, which without a time is of the newest few; or
// that it is asked where a metric started.
func (q *question) aggregated(in *Interpretation) {
	if in.Intent != Trend && in.Intent != Value || len(in.Subject) != 1 || q.l.index.Metric(scorecard.MetricID(in.Subject[0])) == nil {
		return
	}
	line := q.line
	if slices.ContainsFunc(q.ms, func(m Match) bool {
		return m.to > m.from && (onMean.MatchString(" "+m.Via+" ") || addedUp.MatchString(" "+m.Via+" "))
	}) {
		return
	}
	if started.MatchString(line) && in.Window == nil && (in.Filters == nil || in.Filters.Period == "") {
		in.Intent, in.Aggregate = Value, First
		return
	}
	if in.Intent == Value && howMany.MatchString(line) {
		if w := q.window(&Interpretation{Intent: Trend}); w != nil && in.Window == nil && in.Span == nil {
			in.Intent, in.Window = Trend, w
		}
		if in.Window != nil || in.Span != nil || in.Filters != nil && in.Filters.Period != "" {
			in.Aggregate = Sum
		}
		return
	}
	if in.Intent == Value && in.Window == nil && in.Span == nil && (in.Filters == nil || !in.Filters.Period.Valid()) {
		return
	}
	switch {
	case onMean.MatchString(line):
		in.Aggregate = Mean
	case addedUp.MatchString(line):
		in.Aggregate = Sum
	}
}

// otherNumber reads what only changes which one number is wanted: "and from 50?"
// after a distance, "and on average?" after a course.
func (q *question) otherNumber(prev Interpretation) (Interpretation, bool) {
	if q.namesNew() || len(q.shape) > 6 {
		return Interpretation{}, false
	}
	in := prev
	switch line := " " + strings.TrimSpace(q.unopened()) + " "; {
	case prev.Intent == Gap:
		in.Against = q.against(&in)
		if !in.Against.Valid || in.Against == prev.Against {
			return Interpretation{}, false
		}
	case prev.Intent == Trend && (onMean.MatchString(line) || addedUp.MatchString(line)) && q.period() == "" && q.window(&in) == nil:
		if in.Aggregate = Sum; onMean.MatchString(line) {
			in.Aggregate = Mean
		}
	default:
		return Interpretation{}, false
	}
	in.Confidence = 0.85
	return in, true
}
