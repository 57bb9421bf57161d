package outline

import (
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

var (
	betters = map[string]scorecard.Direction{
		"higher": scorecard.Higher, "up": scorecard.Higher, "more": scorecard.Higher, "": scorecard.Higher,
		"lower": scorecard.Lower, "down": scorecard.Lower, "less": scorecard.Lower,
		"in range": scorecard.InRange, "range": scorecard.InRange, "yes": scorecard.YesNo, "yes/no": scorecard.YesNo, "yes no": scorecard.YesNo, "true": scorecard.YesNo,
	}
	kinds    = map[string]scorecard.Kind{"leading": scorecard.Leading, "lagging": scorecard.Lagging, "": ""}
	cadences = map[string]scorecard.Cadence{
		"daily": scorecard.Daily, "weekly": scorecard.Weekly, "monthly": scorecard.Monthly, "quarterly": scorecard.Quarterly,
		"annual": scorecard.Annual, "yearly": scorecard.Annual, "annually": scorecard.Annual, "irregular": scorecard.Irregular,
	}
	sources = map[string]scorecard.Source{
		"": scorecard.Manual, "manual": scorecard.Manual, "survey": scorecard.Survey, "interview": scorecard.Interview,
		"log": scorecard.Log, "file": scorecard.File, "http": scorecard.HTTP, "none": scorecard.NoSource,
	}
	askFors = map[string]scorecard.AskFor{"": scorecard.LastPeriod, "last": scorecard.LastPeriod, "current": scorecard.CurrentPeriod}
)

func (r *reader) metricAnywhere(n ast.Node) scorecard.Metric { return r.metric(n, "") }

// metric reads one; under is the objective it stands under, if any.
func (r *reader) metric(n ast.Node, under scorecard.ObjectiveID) scorecard.Metric {
	const where = "metric"
	m := scorecard.Metric{Objective: under, Cadence: scorecard.Weekly}
	t := scorecard.Target{}
	var id string
	var readings ast.Node
	r.fields(n, where, fieldMap{
		"id":         func(n ast.Node) { id = r.text(n, where) },
		"name":       func(n ast.Node) { m.Name = r.text(n, where) },
		"objective":  func(n ast.Node) { m.Objective = scorecard.ObjectiveID(r.text(n, where)) },
		"also":       func(n ast.Node) { m.Also = list[scorecard.ObjectiveID](r.texts(n, where)) },
		"team":       func(n ast.Node) { m.Unit = scorecard.UnitID(r.text(n, where)) },
		"unit":       func(n ast.Node) { m.Measure = scorecard.Measure(r.text(n, where)) },
		"better":     func(n ast.Node) { m.Direction = oneOf(&r.scan, n, where, betters) },
		"kind":       func(n ast.Node) { m.Kind = oneOf(&r.scan, n, where, kinds) },
		"cadence":    func(n ast.Node) { m.Cadence = oneOf(&r.scan, n, where, cadences) },
		"ask":        func(n ast.Node) { m.AskAt = r.text(n, where) },
		"ask_for":    func(n ast.Node) { m.AskFor = oneOf(&r.scan, n, where, askFors) },
		"baseline":   func(n ast.Node) { m.Baseline = r.number(n, where) },
		"target":     func(n ast.Node) { r.targetValue(n, &t) },
		"amber":      func(n ast.Node) { t.Amber = r.number(n, where) },
		"targets":    func(n ast.Node) { m.Targets = append(m.Targets, each(r, n, r.target)...) },
		"min":        func(n ast.Node) { m.Min = r.number(n, where) },
		"max":        func(n ast.Node) { m.Max = r.number(n, where) },
		"owner":      func(n ast.Node) { m.Owner = r.onePerson(n) },
		"updater":    func(n ast.Node) { m.Updater = r.onePerson(n) },
		"backup":     func(n ast.Node) { m.Backup = r.onePerson(n) },
		"synonyms":   func(n ast.Node) { m.Synonyms = r.texts(n, where) },
		"inverse":    func(n ast.Node) { m.Inverse = r.texts(n, where) },
		"complement": func(n ast.Node) { m.Complement = r.yes(n, where) },
		"guardrail":  func(n ast.Node) { m.Guardrail = scorecard.MetricID(r.text(n, where)) },
		"source":     func(n ast.Node) { m.Source = oneOf(&r.scan, n, where, sources) },
		"so_what":    func(n ast.Node) { m.SoWhat = r.text(n, where) },
		"definition": func(n ast.Node) { m.Definition = r.text(n, where) },
		"visible_to": func(n ast.Node) { m.VisibleTo = r.texts(n, where) },
		"from":       func(n ast.Node) { m.From = r.date(n, where) },
		"retired":    func(n ast.Node) { m.Retired = r.retired(n) },
		"readings":   func(n ast.Node) { readings = n },
	})
	if t.Value.Valid || t.Low.Valid || t.High.Valid || t.Amber.Valid {
		m.Targets = append(m.Targets, t)
	}
	m.ID = scorecard.MetricID(r.name(n, "metric", id, m.Name))
	r.readings(readings, &m)
	return m
}

// onePerson reads an accountable person. A list is a fault: what everybody owns
// nobody owns.
func (r *reader) onePerson(n ast.Node) scorecard.PersonID {
	if _, many := r.plain(n).(*ast.SequenceNode); many {
		r.fault(n, "metric", "name the one person who answers for it; others may be updater or backup", "several people cannot be accountable")
		return ""
	}
	return scorecard.PersonID(r.text(n, "metric"))
}

// targetValue reads the short form: a number, yes, or {low, high}.
func (r *reader) targetValue(n ast.Node, t *scorecard.Target) {
	if _, scalar := r.plain(n).(ast.ScalarNode); !scalar {
		*t = r.target(n)
		return
	}
	switch strings.ToLower(r.text(n, "target")) {
	case "yes", "true":
		t.Value = decimal.NewNullDecimal(decimal.NewFromInt(1))
	case "no", "false":
		t.Value = decimal.NewNullDecimal(decimal.Zero)
	default:
		t.Value = r.number(n, "target")
	}
}

func (r *reader) target(n ast.Node) (t scorecard.Target) {
	const where = "target"
	r.fields(n, where, fieldMap{
		"by":        func(n ast.Node) { t.By = r.date(n, where) },
		"value":     func(n ast.Node) { t.Value = r.number(n, where) },
		"amber":     func(n ast.Node) { t.Amber = r.number(n, where) },
		"low":       func(n ast.Node) { t.Low = r.number(n, where) },
		"high":      func(n ast.Node) { t.High = r.number(n, where) },
		"agreed_by": func(n ast.Node) { t.AgreedBy = list[scorecard.PersonID](r.texts(n, where)) },
		"why":       func(n ast.Node) { t.Why = r.text(n, where) },
	})
	return t
}

// readings reads values written beside their metric, by period.
func (r *reader) readings(n ast.Node, m *scorecard.Metric) {
	entries, _ := r.entries(n, "readings")
	for _, e := range entries {
		key, ok := r.key(e, "readings")
		if !ok {
			continue
		}
		p, err := scorecard.ParsePeriod(key)
		if err != nil {
			r.fault(e.Key, "metric "+string(m.ID), "", "%v", err)
			continue
		}
		if p != scorecard.PeriodOf(m.Cadence, p.Start()) {
			r.fault(e.Key, "metric "+string(m.ID), fmt.Sprintf("a %s value belongs to a period such as %s", m.Cadence, scorecard.PeriodOf(m.Cadence, p.Start())), "%s is not a %s period", p, m.Cadence)
			continue
		}
		r.out.Readings = append(r.out.Readings, r.reading(e.Value, m, p))
	}
}

func (r *reader) reading(n ast.Node, m *scorecard.Metric, p scorecard.Period) scorecard.Reading {
	const where = "readings"
	out := scorecard.Reading{Metric: m.ID, Period: p, At: p.End().Time().Add(12 * time.Hour), Source: "file"}
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		out.Value = r.number(n, where).Decimal
		return out
	}
	var value decimal.NullDecimal
	r.fields(n, where, fieldMap{
		"value":   func(n ast.Node) { value = r.number(n, where) },
		"note":    func(n ast.Node) { out.Note = r.text(n, where) },
		"by":      func(n ast.Node) { out.By = scorecard.PersonID(r.text(n, where)) },
		"no_data": func(n ast.Node) { out.NoData = r.yes(n, where) },
	})
	if !value.Valid && !out.NoData {
		r.fault(n, "metric "+string(m.ID), "write “value: …”, or “no_data: true” with a note", "the reading for %s has no value", p)
	}
	out.Value = value.Decimal
	return out
}
