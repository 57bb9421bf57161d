package understand

import (
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// narrowByState reads colours, states, evidence and leading or lagging.
func (q *question) narrowByState(in *Interpretation, f *Filters) {
	switch in.Intent {
	case ListStatus, Actions:
		f.Status = q.statuses(in.Intent)
		if english.idle.MatchString(q.line) {
			f.State = "no action"
		}
		if english.unowned.MatchString(q.line) {
			f.State = "no owner"
		}
		if in.Intent == ListStatus && len(f.Status) > 0 && driftToo.MatchString(q.line) {
			in.Direction = firstCue(q.line, english.drifts)
		} else if in.Intent == ListStatus && len(f.Status) == 0 {
			in.Direction = firstCue(q.line, english.drifts)
		} else if m := fromTo.FindStringSubmatch(q.line); in.Intent == ListStatus && m != nil {
			f.Status, in.Direction = []string{m[1]}, "turned" // "green last month and red now"
		} else if in.Intent == ListStatus && english.turned.MatchString(q.line) {
			in.Direction = "turned"
		}
	case UpdatesDue:
		if len(in.Subject) == 0 {
			f.State = firstCue(q.line, english.states)
			if f.State == "" {
				f.State = "missing"
			}
		}
	case LinkEvidence:
		if e := firstCue(q.line, english.evidence); e != "" && e != "any" {
			if f.Evidence = strings.Fields(e); e == "confirmed" && nobodyDid.MatchString(q.line) {
				f.Evidence = []string{"hypothesis"}
			}
		}
		if m := linkEnd.FindStringSubmatch(q.line); m != nil && len(in.Subject) > 0 {
			in.Direction = map[bool]string{true: "from", false: "into"}[strings.Contains(" from out of leaving ", " "+m[1]+" ")]
		}
	}
	f.Kind, f.Cadence = q.leadingOrLagging(), q.cadence()
}

// nobodyDid turns "tested" round: "which links has nobody tested yet".
var nobodyDid = regexp.MustCompile(` (?:nobody|noone|no one|never|not|none|yet to be|still to be) (?:[a-z]+ ){0,3}(?:tested|checked|proven|proved|verified|confirmed|validated|looked) `)

// driftToo asks of what stands somehow which way it goes: "which reds are getting
// better".
var driftToo = regexp.MustCompile(` (?:getting|got|gets|become|becoming|turning) (?:better|worse) | (?:improving|improved|worsening|worsened|deteriorating|recovering) `)

// fromTo finds what stood otherwise before: "was green last month and is red now".
var fromTo = regexp.MustCompile(` (?:was|were|been) (?:still )?(?:green|amber|on track|fine|ok) .*(?:and|but|that|now) (?:(?:is|are|now|has|have|turned|gone|went) )*(red|amber) `)

// linkEnd finds which end of links is named: "which links from training are proven".
var linkEnd = regexp.MustCompile(` (?:links?|arrows?|hypothes[ie]s|assumptions?|connections?|beliefs?|bets?) (?:[a-z]+ ){0,2}(from|out of|leaving|into|to|towards|toward) @\d+[a-z]*[mo]`)

var cadenceNamed = regexp.MustCompile(` (daily|weekly|monthly|quarterly|annual) (?:metrics?|numbers?|kpis?|measures?|figures?|indicators?|ones|updates?) `)

// cadence is how often what is listed is told, where a question says so.
func (q *question) cadence() scorecard.Cadence {
	if m := cadenceNamed.FindStringSubmatch(q.line); m != nil {
		return scorecard.Cadence(m[1])
	}
	return ""
}

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
	var out, not []string
	line := q.line
	if i == Actions {
		line = english.doing.ReplaceAllString(line, "  ")
	}
	for _, c := range table {
		if !strings.Contains(line, " "+c[0]+" ") {
			continue
		}
		to := &out
		if leavingOut.MatchString(line[:strings.Index(line, " "+c[0]+" ")+1]) {
			to = &not // "leave out the ambers"
		}
		line = strings.ReplaceAll(line, " "+c[0]+" ", "  ")
		for _, s := range strings.Split(c[1], ",") {
			if !slices.Contains(*to, s) {
				*to = append(*to, s)
			}
		}
	}
	if len(out) == 0 && len(not) > 0 && i == ListStatus {
		out = slices.DeleteFunc([]string{"amber", "green", "red"}, func(s string) bool { return slices.Contains(not, s) })
	}
	if len(out) == 0 && i == ListStatus && trailing.MatchString(line) {
		out = []string{"amber", "red"}
	}
	slices.Sort(out)
	return out
}

// trailing is being behind, with nothing said to be behind of.
var trailing = regexp.MustCompile(` (?:is|are|am|was|were|running|falling|lagging) (?:(?:still|most|furthest|badly|currently) )?behind (?:at moment |today |right now |currently |this (?:week|month|quarter|year) )?$`)

// leavingOut stands before a status that is not wanted.
var leavingOut = regexp.MustCompile(` (?:leave out|leaving out|skip|skipping|ignore|ignoring|except(?: for)?|excluding|without|drop|omit|(?:all|any|anything|everything) but|neither|nor|other than|apart from|besides|non) $`)

// firstCue returns what the first phrase of table found in line stands for.
func firstCue(line string, table [][2]string) string {
	for _, c := range table {
		if strings.Contains(line, " "+c[0]+" ") {
			return c[1]
		}
	}
	return ""
}
