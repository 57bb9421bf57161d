package outline

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// Cause is why strategies fail: the three groups in which findings are told.
type Cause string

const (
	Communication Cause = "unclear communication"
	Measurement   Cause = "ineffective measurement"
	Resources     Cause = "inadequate resources"
)

// A Finding is something good practice would change. It keeps nothing from
// working.
type Finding struct {
	Problem
	Cause Cause `json:"cause"`
}

// A Report is what Lint found, and how much of it hangs together.
type Report struct {
	Findings  []Finding
	Connected int // metrics that reach the vision
	Metrics   int // metrics in force
}

// Lint says what good practice would change in a file that was read.
func Lint(f *File, today scorecard.Date) Report {
	l := &linter{x: scorecard.NewIndex(&f.Strategy), file: f, today: today, acted: map[scorecard.ObjectiveID]bool{}}
	l.drivers = reachVision(l.x)
	for _, a := range l.x.Strategy.Actions {
		l.acted[a.Objective] = true
	}
	for _, rule := range []func(){l.vision, l.perspectives, l.objectives, l.links, l.metrics, l.actions, l.people, l.reviews, l.names} {
		rule()
	}
	slices.SortStableFunc(l.report.Findings, func(a, b Finding) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return strings.Compare(a.Code, b.Code)
	})
	return l.report
}

type linter struct {
	x       *scorecard.Index
	file    *File
	today   scorecard.Date
	drivers map[scorecard.ObjectiveID]bool // objectives that reach the vision
	acted   map[scorecard.ObjectiveID]bool // objectives something is done for
	report  Report
}

func (l *linter) find(c Cause, code, kind, id, fix, format string, args ...any) {
	p := l.file.places[kind+" "+id]
	where := strings.TrimSpace(kind + " " + id)
	l.report.Findings = append(l.report.Findings, Finding{
		Cause:   c,
		Problem: Problem{File: l.file.Name, Line: p.line, Column: p.column, Where: where, Code: code, Message: fmt.Sprintf(format, args...), Fix: fix},
	})
}

// reachVision returns the objectives from which links lead to the vision, those
// of the vision included. A supporting objective reaches what it supports.
func reachVision(x *scorecard.Index) map[scorecard.ObjectiveID]bool {
	into := map[scorecard.ObjectiveID][]scorecard.ObjectiveID{}
	for _, l := range x.Links {
		if l.Retired == nil {
			into[l.Effect] = append(into[l.Effect], l.Cause)
		}
	}
	for _, o := range x.Objectives {
		for _, up := range o.Supports {
			into[up] = append(into[up], o.ID)
		}
	}
	reached := map[scorecard.ObjectiveID]bool{}
	queue := slices.Clone(x.VisionObjectives())
	for len(queue) > 0 {
		o := queue[0]
		queue = queue[1:]
		if !reached[o] {
			reached[o] = true
			queue = append(queue, into[o]...)
		}
	}
	return reached
}

var (
	hasNumber = regexp.MustCompile(`\d`)
	cliche    = regexp.MustCompile(`(?i)\b(market leader|world[- ]class|best[- ]in[- ]class|leading provider|number one|excellence|partner of choice)\b`)
)

func (l *linter) vision() {
	v := l.x.Vision
	if v.Text == "" {
		l.find(Communication, "no-vision", "vision", "", "write where you want to be in three to five years, in one sentence", "there is no vision")
		return
	}
	if !hasNumber.MatchString(v.Text) && !v.Target.Valid {
		l.find(Communication, "vision-without-number", "vision", "", "say how much: “20% market share”, and give it a metric and a target", "the vision names no number, so nobody can tell when it is reached")
	}
	if v.By == "" {
		l.find(Communication, "vision-without-date", "vision", "", "add “by: 2028-12-31”", "the vision has no date")
	} else if v.By < l.today {
		l.find(Communication, "vision-past", "vision", "", "write the next one", "the vision was to be reached by %s, which has passed", v.By)
	}
	if cliche.MatchString(v.Text) && !v.Target.Valid {
		l.find(Communication, "vision-cliche", "vision", "", "say it so that a competitor could not say the same", "“%s” is a phrase, not a place", cliche.FindString(v.Text))
	}
}

// maxObjectives is how many objectives a perspective of one scorecard can hold
// before nobody remembers them.
const maxObjectives = 3

func (l *linter) perspectives() {
	byUnit := map[scorecard.UnitID]map[scorecard.PerspectiveID]int{}
	used := map[scorecard.PerspectiveID]bool{}
	for _, o := range l.x.Objectives {
		if o.Retired == nil {
			if byUnit[o.Unit] == nil {
				byUnit[o.Unit] = map[scorecard.PerspectiveID]int{}
			}
			byUnit[o.Unit][o.Perspective]++
			used[o.Perspective] = true
		}
	}
	for _, p := range l.x.Perspectives {
		for _, u := range l.x.Units {
			if n := byUnit[u.ID][p.ID]; n > maxObjectives {
				l.find(Communication, "too-many-objectives", "perspective", string(p.ID), "choose the three that matter most, and park the rest under “parked” with a date", "%s has %d objectives in %s", u.Name, n, p.Name)
			}
		}
		if !used[p.ID] {
			l.find(Communication, "empty-perspective", "perspective", string(p.ID), "give it an objective, or leave the perspective out", "nothing is wanted in %s", p.Name)
		}
		if p.Owner == "" {
			l.find(Resources, "perspective-without-owner", "perspective", string(p.ID), "name one owner", "nobody answers for %s as a whole", p.Name)
		}
		if p.Question == "" {
			l.find(Communication, "perspective-without-question", "perspective", string(p.ID), "add the question it answers, such as “How do customers see us?”", "%s asks nothing", p.Name)
		}
	}
}

func (l *linter) objectives() {
	driven := map[scorecard.ObjectiveID]bool{}
	for _, k := range l.x.Links {
		driven[k.Effect] = driven[k.Effect] || k.Retired == nil
	}
	for i := range l.x.Objectives {
		o := &l.x.Objectives[i]
		if o.Retired != nil {
			continue
		}
		id := string(o.ID)
		if l.x.OwnerOf(o) == "" {
			l.find(Resources, "objective-without-owner", "objective", id, "name one owner, or a head for its unit", "%s has no owner; what everybody owns nobody owns", o.Name)
		}
		if len(l.x.MetricsOf(o.ID)) == 0 {
			l.find(Measurement, "objective-without-metric", "objective", id, "add a metric; a survey or a simple log is a good start", "%s is not measured", o.Name)
		}
		if !l.acted[o.ID] {
			l.find(Resources, "no-action", "objective", id, "add an action with owner, date and resources: by doing what?", "%s is wanted, and nothing is done for it", o.Name)
		}
		if o.Behaviour == "" {
			l.find(Communication, "no-behaviour", "objective", id, "add “behaviour: …”: what will people do differently?", "%s does not say which behaviour must change", o.Name)
		}
		if len(l.x.Perspectives) > 1 && o.Perspective == l.x.Perspectives[0].ID && !driven[o.ID] {
			l.find(Communication, "nothing-drives-it", "objective", id, "ask what must be true for it, and link that to it", "%s is a result, and the map names nothing that leads to it", o.Name)
		}
		if !l.drivers[o.ID] {
			l.find(Communication, "reaches-nothing", "objective", id, "add a link to what it drives, or park it", "%s leads nowhere near the vision", o.Name)
		}
	}
}

func (l *linter) links() {
	rank := map[scorecard.PerspectiveID]int{}
	for i, p := range l.x.Perspectives {
		rank[p.ID] = i
	}
	for i := range l.x.Links {
		k := &l.x.Links[i]
		if k.Retired != nil {
			continue
		}
		id := string(k.ID)
		if k.Reason == "" {
			l.find(Communication, "link-without-reason", "link", id, "add “because: …”", "nobody said why %s should lead to %s", k.Cause, k.Effect)
		}
		if k.LagWeeks == 0 {
			l.find(Measurement, "link-without-lag", "link", id, "add “lag: 6 weeks”: when should it show?", "it says nothing of when %s should feel it", k.Effect)
		}
		if k.Owner == "" {
			l.find(Resources, "link-without-owner", "link", id, "name who believes in it", "nobody stands for the belief that %s leads to %s", k.Cause, k.Effect)
		}
		from, to := l.x.Objective(k.Cause), l.x.Objective(k.Effect)
		if from != nil && to != nil && rank[from.Perspective] < rank[to.Perspective] && k.Reason == "" {
			l.find(Communication, "link-inwards", "link", id, "turn it around, or say why", "it leads from an outer perspective to an inner one")
		}
	}
}

func (l *linter) actions() {
	for i := range l.x.Actions {
		a := &l.x.Actions[i]
		if !a.Open() {
			continue
		}
		var lacks []string
		if a.Owner == "" {
			lacks = append(lacks, "an owner")
		}
		if a.Due == "" {
			lacks = append(lacks, "a date")
		}
		if a.Resources == "" && !a.Budget.Valid {
			lacks = append(lacks, "resources")
		}
		if len(lacks) > 0 {
			l.find(Resources, "action-incomplete", "action", string(a.ID), "say who does it, until when, and with what", "“%s” lacks %s", a.Name, strings.Join(lacks, " and "))
		}
	}
}

// maxOwned is how many metrics one person can answer for with care.
const maxOwned = 7

func (l *linter) people() {
	owned := map[scorecard.PersonID]int{}
	for _, m := range l.x.Metrics {
		if m.Retired == nil {
			owned[m.Owner]++
		}
	}
	for _, p := range l.x.People {
		if n := owned[p.ID]; n > maxOwned {
			l.find(Resources, "owns-too-much", "person", string(p.ID), "share some of them out", "%s answers for %d metrics", p.Name, n)
		}
	}
}

func (l *linter) reviews() {
	if len(l.x.Reviews) == 0 {
		l.find(Communication, "no-review", "", "", "add a review: monthly is a good start", "nobody meets to look at it; a scorecard that is not discussed is a wall chart")
	}
	for _, r := range l.x.Reviews {
		if r.Chair == "" {
			l.find(Resources, "review-without-chair", "review", string(r.ID), "name who leads it", "nobody leads %s", r.Name)
		}
	}
}

// names looks for two things called the same, which nobody could tell apart.
func (l *linter) names() {
	first := map[string]string{}
	check := func(kind, id, name string) {
		key := strings.ToLower(strings.TrimSpace(name))
		if other := first[key]; other != "" {
			l.find(Communication, "same-name", kind, id, "rename one", "“%s” is also the name of %s", name, other)
			return
		}
		first[key] = kind + " " + id
	}
	for _, o := range l.x.Objectives {
		if o.Retired == nil {
			check("objective", string(o.ID), o.Name)
		}
	}
	for _, m := range l.x.Metrics {
		if m.Retired == nil {
			check("metric", string(m.ID), m.Name)
		}
	}
}
