package outline

import (
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"throughline/bot/scorecard"
)

// flat reads the flat form: one JSON object with company, teams, people,
// objectives, metrics and links side by side, and each metric's two newest
// values in it. Other systems export something like it easily.
func (r *reader) flat(root ast.Node) {
	s := &r.out.Strategy
	var company string
	ignore := func(ast.Node) {}
	var comments, metrics ast.Node
	r.fields(root, "", fieldMap{
		"company":      func(n ast.Node) { company = r.company(n) },
		"vision":       func(n ast.Node) { s.Vision = r.vision(n) },
		"as_of":        func(n ast.Node) { r.out.AsOf = r.date(n, "as_of") },
		"week":         ignore, // the same as as_of
		"currency":     func(n ast.Node) { s.Organisation.Currency = r.text(n, "currency") },
		"locale":       func(n ast.Node) { s.Organisation.Locale = r.text(n, "locale") },
		"zone":         func(n ast.Node) { s.Organisation.Zone = r.text(n, "zone") },
		"reviews":      func(n ast.Node) { s.Reviews = each(r, n, r.review) },
		"perspectives": func(n ast.Node) { s.Perspectives = each(r, n, r.perspective) },
		"teams":        func(n ast.Node) { s.Units = append(s.Units, each(r, n, r.unit)...) },
		"people":       func(n ast.Node) { s.People = each(r, n, r.flatPerson) },
		"objectives":   func(n ast.Node) { s.Objectives = each(r, n, r.flatObjective) },
		"metrics":      func(n ast.Node) { metrics = n },
		"links":        func(n ast.Node) { s.Links = each(r, n, r.link) },
		"actions":      func(n ast.Node) { s.Actions = each(r, n, r.actionAnywhere) },
		"comments":     func(n ast.Node) { comments = n },
		"note":         ignore,
	})
	whole := scorecard.Unit{ID: scorecard.UnitID(company), Name: s.Organisation.Name, Level: "corporate", Aliases: s.Organisation.Aliases}
	s.Units = append([]scorecard.Unit{whole}, s.Units...)
	for _, it := range r.items(metrics) {
		s.Metrics = append(s.Metrics, r.flatMetric(it))
	}
	for _, it := range r.items(comments) {
		r.comment(it)
	}
}

func (r *reader) company(n ast.Node) (id string) {
	o := r.organisation(n)
	r.out.Strategy.Organisation.ID, r.out.Strategy.Organisation.Name = o.ID, o.Name
	r.out.Strategy.Organisation.Aliases = o.Aliases
	return string(o.ID)
}

func (r *reader) flatPerson(n ast.Node) (p scorecard.Person) {
	where := r.called(n, "person")
	var id string
	r.fields(n, where, fieldMap{
		"id":      func(n ast.Node) { id = r.text(n, where) },
		"name":    func(n ast.Node) { p.Name = r.text(n, where) },
		"title":   func(n ast.Node) { p.Title = r.text(n, where) },
		"teams":   func(n ast.Node) { p.Units = list[scorecard.UnitID](r.texts(n, where)) },
		"aliases": func(n ast.Node) { p.Aliases = r.texts(n, where) },
		"email":   func(n ast.Node) { p.Email = r.text(n, where) },
		"zone":    func(n ast.Node) { p.Zone = r.text(n, where) },
		"locale":  func(n ast.Node) { p.Locale = r.text(n, where) },
	})
	p.ID = scorecard.PersonID(r.name(n, "person", id, p.Name))
	return p
}

func (r *reader) flatObjective(n ast.Node) (o scorecard.Objective) {
	where := r.called(n, "objective")
	var id string
	r.fields(n, where, fieldMap{
		"id":          func(n ast.Node) { id = r.text(n, where) },
		"name":        func(n ast.Node) { o.Name = r.text(n, where) },
		"perspective": func(n ast.Node) { o.Perspective = scorecard.PerspectiveID(r.text(n, where)) },
		"team":        func(n ast.Node) { o.Unit = scorecard.UnitID(r.text(n, where)) },
		"owner":       func(n ast.Node) { o.Owner = r.onePerson(n, where) },
		"aliases":     func(n ast.Node) { o.Aliases = r.texts(n, where) },
		"supports":    func(n ast.Node) { o.Supports = list[scorecard.ObjectiveID](r.texts(n, where)) },
	})
	o.ID = scorecard.ObjectiveID(r.name(n, "objective", id, o.Name))
	return o
}

// flatMetric reads a metric with its latest and previous value.
func (r *reader) flatMetric(n ast.Node) scorecard.Metric {
	where := r.called(n, "metric")
	m := scorecard.Metric{Cadence: scorecard.Weekly}
	var t scorecard.Target
	var id, last, visibility string
	var latest, previous ast.Node
	r.fields(n, where, fieldMap{
		"id":          func(n ast.Node) { id = r.text(n, where) },
		"name":        func(n ast.Node) { m.Name = r.text(n, where) },
		"objective":   func(n ast.Node) { m.Objective = scorecard.ObjectiveID(r.text(n, where)) },
		"team":        func(n ast.Node) { m.Unit = scorecard.UnitID(r.text(n, where)) },
		"unit":        func(n ast.Node) { m.Measure = scorecard.Measure(r.text(n, where)) },
		"better":      func(n ast.Node) { m.Direction = oneOf(&r.scan, n, where, betters) },
		"target":      func(n ast.Node) { r.targetValue(n, where, &t) },
		"amber":       func(n ast.Node) { t.Amber = r.number(n, where) },
		"latest":      func(n ast.Node) { latest = n },
		"previous":    func(n ast.Node) { previous = n },
		"status":      func(ast.Node) {}, // follows from the value
		"owner":       func(n ast.Node) { m.Owner = r.onePerson(n, where) },
		"kind":        func(n ast.Node) { m.Kind = oneOf(&r.scan, n, where, kinds) },
		"cadence":     func(n ast.Node) { m.Cadence = oneOf(&r.scan, n, where, cadences) },
		"last_update": func(n ast.Node) { last = r.text(n, where) },
		"synonyms":    func(n ast.Node) { m.Synonyms = r.texts(n, where) },
		"inverse":     func(n ast.Node) { m.Inverse = r.texts(n, where) },
		"complement":  func(n ast.Node) { m.Complement = r.yes(n, where) },
		"definition":  func(n ast.Node) { m.Definition = r.text(n, where) },
		"min":         func(n ast.Node) { m.Min = r.number(n, where) },
		"max":         func(n ast.Node) { m.Max = r.number(n, where) },
		"visibility":  func(n ast.Node) { visibility = strings.ToLower(r.text(n, where)) },
	})
	if t.Value.Valid || t.Low.Valid || t.High.Valid || t.Amber.Valid {
		m.Targets = []scorecard.Target{t}
	}
	m.ID = scorecard.MetricID(r.name(n, "metric", id, m.Name))
	if visibility != "" && visibility != "company" && visibility != "public" && visibility != "all" {
		m.VisibleTo = r.restrictedTo(m.Owner)
	}
	r.flatReadings(n, &m, last, latest, previous)
	return m
}

// restrictedTo reads a visibility that is not everybody's: the owner and the
// executives, as their titles tell. Too few is mended sooner than too many.
func (r *reader) restrictedTo(owner scorecard.PersonID) []string {
	var out []string
	if owner != "" {
		out = append(out, string(owner))
	}
	for _, p := range r.out.Strategy.People {
		words := strings.FieldsFunc(strings.ToUpper(p.Title), func(c rune) bool { return c < 'A' || c > 'Z' })
		executive := slices.Contains(words, "CEO") || slices.Contains(words, "CFO") || slices.Contains(words, "COO") || slices.Contains(words, "CHIEF")
		if executive && p.ID != owner {
			out = append(out, string(p.ID))
		}
	}
	return out
}

func (r *reader) flatReadings(n ast.Node, m *scorecard.Metric, last string, latest, previous ast.Node) {
	if latest == nil {
		return
	}
	p, err := scorecard.ParsePeriod(last)
	if err != nil {
		r.fault(n, "metric "+string(m.ID), "not-a-period", "", "last_update: %v", err)
		return
	}
	add := func(p scorecard.Period, n ast.Node) {
		if v := r.number(n, "metric "+string(m.ID)); v.Valid {
			r.out.Readings = append(r.out.Readings, scorecard.Reading{
				Metric: m.ID, Period: p, Value: v.Decimal, By: m.Owner, At: p.End().Time().Add(12 * time.Hour), Source: "file",
			})
		}
	}
	add(p.Prev(), previous)
	add(p, latest)
}

// comment puts an owner's words beside the value they were said with.
func (r *reader) comment(n ast.Node) {
	const where = "comment"
	var metric, period, by, text string
	r.fields(n, where, fieldMap{
		"metric": func(n ast.Node) { metric = r.text(n, where) },
		"period": func(n ast.Node) { period = r.text(n, where) },
		"by":     func(n ast.Node) { by = r.text(n, where) },
		"text":   func(n ast.Node) { text = r.text(n, where) },
	})
	for i := range r.out.Readings {
		x := &r.out.Readings[i]
		if string(x.Metric) == metric && string(x.Period) == period {
			x.Note, x.By = text, scorecard.PersonID(by)
			return
		}
	}
	r.fault(n, where, "comment-without-value", "give the metric a value for that period", "no value of %q for %q to put these words beside", metric, period)
}
