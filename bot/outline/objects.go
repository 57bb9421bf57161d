package outline

import (
	"regexp"

	"github.com/goccy/go-yaml/ast"

	"throughline/bot/scorecard"
)

// objective reads one with the links, metrics and actions that stand under it.
func (r *reader) objective(n ast.Node) (o scorecard.Objective) {
	where := r.called(n, "objective")
	var id string
	var drives, metrics, actions ast.Node
	r.fields(n, where, fieldMap{
		"id":          func(n ast.Node) { id = r.text(n, where) },
		"name":        func(n ast.Node) { o.Name = r.text(n, where) },
		"perspective": func(n ast.Node) { o.Perspective = scorecard.PerspectiveID(r.text(n, where)) },
		"unit":        func(n ast.Node) { o.Unit = scorecard.UnitID(r.text(n, where)) },
		"owner":       func(n ast.Node) { o.Owner = r.onePerson(n, where) },
		"behaviour":   func(n ast.Node) { o.Behaviour = r.text(n, where) },
		"meaning":     func(n ast.Node) { o.Meaning = r.text(n, where) },
		"aliases":     func(n ast.Node) { o.Aliases = r.texts(n, where) },
		"supports":    func(n ast.Node) { o.Supports = list[scorecard.ObjectiveID](r.texts(n, where)) },
		"visible_to":  func(n ast.Node) { o.VisibleTo = r.texts(n, where) },
		"from":        func(n ast.Node) { o.From = r.date(n, where) },
		"retired":     func(n ast.Node) { o.Retired = r.retired(n) },
		"drives":      func(n ast.Node) { drives = n },
		"metrics":     func(n ast.Node) { metrics = n },
		"actions":     func(n ast.Node) { actions = n },
	})
	o.ID = scorecard.ObjectiveID(r.name(n, "objective", id, o.Name))
	s := &r.out.Strategy
	for _, it := range r.items(drives) {
		s.Links = append(s.Links, r.linkFrom(it, o.ID))
	}
	for _, it := range r.items(metrics) {
		s.Metrics = append(s.Metrics, r.metric(it, o.ID))
	}
	for _, it := range r.items(actions) {
		s.Actions = append(s.Actions, r.action(it, o.ID))
	}
	return o
}

func (r *reader) retired(n ast.Node) *scorecard.Retirement {
	t := &scorecard.Retirement{}
	r.fields(n, "retired", fieldMap{
		"on":  func(n ast.Node) { t.On = r.date(n, "retired") },
		"why": func(n ast.Node) { t.Why = r.text(n, "retired") },
	})
	return t
}

var (
	signs    = map[string]scorecard.Sign{"+": scorecard.Raises, "raises": scorecard.Raises, "-": scorecard.Lowers, "lowers": scorecard.Lowers, "": scorecard.Raises}
	evidence = map[string]scorecard.EvidenceWord{"": scorecard.Hypothesis, "hypothesis": scorecard.Hypothesis, "confirmed": scorecard.Confirmed, "contradicted": scorecard.Contradicted}
)

func (r *reader) link(n ast.Node) scorecard.Link { return r.linkFrom(n, "") }

// linkFrom reads a link; cause is the objective it stands under, if any.
func (r *reader) linkFrom(n ast.Node, cause scorecard.ObjectiveID) scorecard.Link {
	where := r.called(n, "link")
	l := scorecard.Link{Cause: cause}
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		r.shorthand(n, where, &l)
		return r.linkID(n, "", l)
	}
	var id string
	r.fields(n, where, fieldMap{
		"id":         func(n ast.Node) { id = r.text(n, where) },
		"link":       func(n ast.Node) { r.shorthand(n, where, &l) },
		"to":         func(n ast.Node) { l.Effect = scorecard.ObjectiveID(r.text(n, where)) },
		"effect":     func(n ast.Node) { l.Effect = scorecard.ObjectiveID(r.text(n, where)) },
		"cause":      func(n ast.Node) { l.Cause = scorecard.ObjectiveID(r.text(n, where)) },
		"from":       func(n ast.Node) { l.Cause = scorecard.ObjectiveID(r.text(n, where)) },
		"sign":       func(n ast.Node) { l.Sign = oneOf(&r.scan, n, where, signs) },
		"lag":        func(n ast.Node) { l.LagWeeks = r.weeks(n, where) },
		"lag_weeks":  func(n ast.Node) { l.LagWeeks = r.weeks(n, where) },
		"because":    func(n ast.Node) { l.Reason = r.text(n, where) },
		"owner":      func(n ast.Node) { l.Owner = r.onePerson(n, where) },
		"registered": func(n ast.Node) { l.Registered = r.date(n, where) },
		"evidence":   func(n ast.Node) { l.Evidence = oneOf(&r.scan, n, where, evidence) },
		"estimate":   func(n ast.Node) { l.Estimate = r.estimate(n) },
		"retired":    func(n ast.Node) { l.Retired = r.retired(n) },
	})
	return r.linkID(n, id, l)
}

// linkID notes the link; one without an id gets it from its ends, once these are
// known (see resolve).
func (r *reader) linkID(n ast.Node, id string, l scorecard.Link) scorecard.Link {
	if id == "" {
		r.unnamed = append(r.unnamed, n)
		return l
	}
	l.ID = scorecard.LinkID(r.name(n, "link", id, ""))
	return l
}

// arrows are the forms of a link in one line. Signs may stand between names of
// several words; words such as “drives” only between ids, since names hold them.
var arrows = []struct {
	form *regexp.Regexp
	back bool // the effect stands first
}{
	{regexp.MustCompile(`^(.+?)\s*(?:--?>|=>|→)\s*(.+)$`), false},
	{regexp.MustCompile(`^(.+?)\s*(?:<--?|<=|←)\s*(.+)$`), true},
	{regexp.MustCompile(`^(\S+)\s+(?:drives|leads to)\s+(\S+)$`), false},
	{regexp.MustCompile(`^(\S+)\s+(?:depends on|is driven by)\s+(\S+)$`), true},
}

// shorthand reads "a -> b", "b <- a", "a drives b" and "b depends on a", and,
// under an objective, what it drives.
func (r *reader) shorthand(n ast.Node, where string, l *scorecard.Link) {
	text := r.text(n, where)
	for _, a := range arrows {
		if m := a.form.FindStringSubmatch(text); m != nil {
			l.Cause, l.Effect = scorecard.ObjectiveID(m[1]), scorecard.ObjectiveID(m[2])
			if a.back {
				l.Cause, l.Effect = l.Effect, l.Cause
			}
			return
		}
	}
	if l.Cause != "" && text != "" {
		l.Effect = scorecard.ObjectiveID(text)
		return
	}
	r.fault(n, where, "not-a-link", `write "cause -> effect"`, "%q is not a link", text)
}

func (r *reader) estimate(n ast.Node) *scorecard.Estimate {
	const where = "estimate"
	e := &scorecard.Estimate{}
	r.fields(n, where, fieldMap{
		"from":       func(n ast.Node) { e.From = scorecard.MetricID(r.text(n, where)) },
		"to":         func(n ast.Node) { e.To = scorecard.MetricID(r.text(n, where)) },
		"elasticity": func(n ast.Node) { e.Elasticity = r.number(n, where).Decimal },
		"by":         func(n ast.Node) { e.By = scorecard.PersonID(r.text(n, where)) },
		"basis":      func(n ast.Node) { e.Basis = r.text(n, where) },
	})
	return e
}

var progress = map[string]scorecard.Progress{
	"planned": scorecard.Planned, "in progress": scorecard.InProgress, "on track": scorecard.OnTrack, "at risk": scorecard.AtRisk,
	"overdue": scorecard.InProgress, // whether it is late follows from its date
	"done":    scorecard.Done, "dropped": scorecard.Dropped, "": scorecard.Planned,
}

func (r *reader) actionAnywhere(n ast.Node) scorecard.Action { return r.action(n, "") }

func (r *reader) action(n ast.Node, under scorecard.ObjectiveID) scorecard.Action {
	where := r.called(n, "action")
	a := scorecard.Action{Objective: under}
	var id string
	r.fields(n, where, fieldMap{
		"id":        func(n ast.Node) { id = r.text(n, where) },
		"name":      func(n ast.Node) { a.Name = r.text(n, where) },
		"objective": func(n ast.Node) { a.Objective = scorecard.ObjectiveID(r.text(n, where)) },
		"owner":     func(n ast.Node) { a.Owner = r.onePerson(n, where) },
		"start":     func(n ast.Node) { a.Start = r.date(n, where) },
		"due":       func(n ast.Node) { a.Due = r.date(n, where) },
		"resources": func(n ast.Node) { a.Resources = r.text(n, where) },
		"budget":    func(n ast.Node) { a.Budget = r.number(n, where) },
		"status":    func(n ast.Node) { a.Progress = oneOf(&r.scan, n, where, progress) },
		"review":    func(n ast.Node) { a.Review = scorecard.ReviewID(r.text(n, where)) },
		"said":      func(n ast.Node) { a.Said = r.text(n, where) },
	})
	a.ID = scorecard.ActionID(r.name(n, "action", id, a.Name))
	return a
}
