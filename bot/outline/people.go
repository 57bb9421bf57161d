package outline

import (
	"github.com/goccy/go-yaml/ast"

	"throughline/bot/scorecard"
)

type fieldMap = map[string]func(ast.Node)

var switches = map[string]string{"on": "on", "true": "on", "yes": "on", "off": "off", "false": "off", "no": "off"}

func (r *reader) organisation(n ast.Node) (o scorecard.Organisation) {
	const where = "organisation"
	var id string
	r.fields(n, where, fieldMap{
		"id":       func(n ast.Node) { id = r.text(n, where) },
		"name":     func(n ast.Node) { o.Name = r.text(n, where) },
		"aliases":  func(n ast.Node) { o.Aliases = r.texts(n, where) },
		"currency": func(n ast.Node) { o.Currency = r.text(n, where) },
		"locale":   func(n ast.Node) { o.Locale = r.text(n, where) },
		"zone":     func(n ast.Node) { o.Zone = r.text(n, where) },
		"channel":  func(n ast.Node) { o.Channel = r.text(n, where) },
		"holidays": func(n ast.Node) { o.Holidays = each(r, n, r.holiday) },

		"shared_channels": func(n ast.Node) { o.SharedChannels = r.texts(n, where) },
		"model":           func(n ast.Node) { o.Model = oneOf(&r.scan, n, where, switches) == "on" },
	})
	o.ID = scorecard.OrgID(r.name(n, "organisation", id, o.Name))
	return o
}

func (r *reader) holiday(n ast.Node) (h scorecard.Holiday) {
	const where = "holidays"
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		h.On = r.date(n, where)
		return h
	}
	r.fields(n, where, fieldMap{
		"on":   func(n ast.Node) { h.On = r.date(n, where) },
		"name": func(n ast.Node) { h.Name = r.text(n, where) },
	})
	return h
}

func (r *reader) vision(n ast.Node) (v scorecard.Vision) {
	const where = "vision"
	r.note(where, "", n)
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		v.Text = r.text(n, where)
		return v
	}
	r.fields(n, where, fieldMap{
		"text":       func(n ast.Node) { v.Text = r.text(n, where) },
		"metric":     func(n ast.Node) { v.Metric = scorecard.MetricID(r.text(n, where)) },
		"target":     func(n ast.Node) { v.Target = r.number(n, where) },
		"by":         func(n ast.Node) { v.By = r.date(n, where) },
		"objectives": func(n ast.Node) { v.Objectives = list[scorecard.ObjectiveID](r.texts(n, where)) },
	})
	return v
}

func (r *reader) perspective(n ast.Node) (p scorecard.Perspective) {
	where := r.called(n, "perspective")
	var id string
	r.fields(n, where, fieldMap{
		"id":       func(n ast.Node) { id = r.text(n, where) },
		"name":     func(n ast.Node) { p.Name = r.text(n, where) },
		"question": func(n ast.Node) { p.Question = r.text(n, where) },
		"owner":    func(n ast.Node) { p.Owner = r.onePerson(n, where) },
		"aliases":  func(n ast.Node) { p.Aliases = r.texts(n, where) },
	})
	p.ID = scorecard.PerspectiveID(r.name(n, "perspective", id, p.Name))
	return p
}

func (r *reader) unit(n ast.Node) (u scorecard.Unit) {
	where := r.called(n, "unit")
	var id string
	r.fields(n, where, fieldMap{
		"id":       func(n ast.Node) { id = r.text(n, where) },
		"name":     func(n ast.Node) { u.Name = r.text(n, where) },
		"level":    func(n ast.Node) { u.Level = r.text(n, where) },
		"parent":   func(n ast.Node) { u.Parent = scorecard.UnitID(r.text(n, where)) },
		"head":     func(n ast.Node) { u.Head = r.onePerson(n, where) },
		"channel":  func(n ast.Node) { u.Channel = r.text(n, where) },
		"aliases":  func(n ast.Node) { u.Aliases = r.texts(n, where) },
		"groups":   func(n ast.Node) { u.Groups = r.texts(n, where) },
		"holidays": func(n ast.Node) { u.Holidays = each(r, n, r.holiday) },
	})
	u.ID = scorecard.UnitID(r.name(n, "unit", id, u.Name))
	return u
}

var roles = map[string]scorecard.Role{"member": scorecard.Member, "editor": scorecard.Editor, "guest": scorecard.Guest, "": scorecard.Member}

func (r *reader) person(n ast.Node) (p scorecard.Person) {
	where := r.called(n, "person")
	var id string
	r.fields(n, where, fieldMap{
		"id":         func(n ast.Node) { id = r.text(n, where) },
		"name":       func(n ast.Node) { p.Name = r.text(n, where) },
		"title":      func(n ast.Node) { p.Title = r.text(n, where) },
		"units":      func(n ast.Node) { p.Units = list[scorecard.UnitID](r.texts(n, where)) },
		"aliases":    func(n ast.Node) { p.Aliases = r.texts(n, where) },
		"email":      func(n ast.Node) { p.Email = r.text(n, where) },
		"zone":       func(n ast.Node) { p.Zone = r.text(n, where) },
		"locale":     func(n ast.Node) { p.Locale = r.text(n, where) },
		"workdays":   func(n ast.Node) { p.Workdays = r.text(n, where) },
		"quiet":      func(n ast.Node) { p.Quiet = r.quiet(n) },
		"days_off":   func(n ast.Node) { p.DaysOff = each(r, n, r.span) },
		"role":       func(n ast.Node) { p.Role = oneOf(&r.scan, n, where, roles) },
		"identities": func(n ast.Node) { p.Identities = r.identities(n) },
	})
	p.ID = scorecard.PersonID(r.name(n, "person", id, p.Name))
	return p
}

func (r *reader) quiet(n ast.Node) (q scorecard.Quiet) {
	r.fields(n, "quiet", fieldMap{
		"from": func(n ast.Node) { q.From = r.text(n, "quiet") },
		"to":   func(n ast.Node) { q.To = r.text(n, "quiet") },
	})
	return q
}

func (r *reader) span(n ast.Node) (sp scorecard.Span) {
	const where = "days_off"
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		sp.From = r.date(n, where)
		return sp
	}
	r.fields(n, where, fieldMap{
		"from": func(n ast.Node) { sp.From = r.date(n, where) },
		"to":   func(n ast.Node) { sp.To = r.date(n, where) },
		"why":  func(n ast.Node) { sp.Why = r.text(n, where) },
	})
	return sp
}

func (r *reader) identities(n ast.Node) map[string]string {
	entries, _ := r.entries(n, "identities")
	out := map[string]string{}
	for _, e := range entries {
		if k, ok := r.key(e, "identities"); ok {
			out[k] = r.text(e.Value, "identities")
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func (r *reader) review(n ast.Node) (v scorecard.Review) {
	where := r.called(n, "review")
	var id string
	r.fields(n, where, fieldMap{
		"id":      func(n ast.Node) { id = r.text(n, where) },
		"name":    func(n ast.Node) { v.Name = r.text(n, where) },
		"unit":    func(n ast.Node) { v.Unit = scorecard.UnitID(r.text(n, where)) },
		"channel": func(n ast.Node) { v.Channel = r.text(n, where) },
		"chair":   func(n ast.Node) { v.Chair = r.onePerson(n, where) },
		"when":    func(n ast.Node) { v.When = r.when(n, where) },
		"on":      func(n ast.Node) { v.On = r.texts(n, where) },
		"zone":    func(n ast.Node) { v.Zone = r.text(n, where) },
		"lead":    func(n ast.Node) { v.LeadHours = r.hours(n, where) },
	})
	v.ID = scorecard.ReviewID(r.name(n, "review", id, v.Name))
	return v
}

func (r *reader) parked(n ast.Node) (p scorecard.Parked) {
	const where = "parked"
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		p.Name = r.text(n, where)
		return p
	}
	r.fields(n, where, fieldMap{
		"name":    func(n ast.Node) { p.Name = r.text(n, where) },
		"why":     func(n ast.Node) { p.Why = r.text(n, where) },
		"revisit": func(n ast.Node) { p.Revisit = r.date(n, where) },
	})
	return p
}
