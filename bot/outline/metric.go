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
	where := r.called(n, "metric")
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
		"ask":        func(n ast.Node) { m.AskAt = r.when(n, where) },
		"ask_for":    func(n ast.Node) { m.AskFor = oneOf(&r.scan, n, where, askFors) },
		"baseline":   func(n ast.Node) { m.Baseline = r.number(n, where) },
		"target":     func(n ast.Node) { r.targetValue(n, where, &t) },
		"amber":      func(n ast.Node) { t.Amber = r.number(n, where) },
		"targets":    func(n ast.Node) { m.Targets = append(m.Targets, each(r, n, r.target)...) },
		"min":        func(n ast.Node) { m.Min = r.number(n, where) },
		"max":        func(n ast.Node) { m.Max = r.number(n, where) },
		"owner":      func(n ast.Node) { m.Owner = r.onePerson(n, where) },
		"updater":    func(n ast.Node) { m.Updater = r.onePerson(n, where) },
		"backup":     func(n ast.Node) { m.Backup = r.onePerson(n, where) },
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

// onePerson reads who answers for something. A list of several is a fault: what
// everybody owns nobody owns.
func (r *reader) onePerson(n ast.Node, where string) scorecard.PersonID {
	if all, many := r.plain(n).(*ast.SequenceNode); many {
		if len(all.Values) == 1 {
			return scorecard.PersonID(r.text(all.Values[0], where))
		}
		r.fault(n, where, "several-owners", "name the one person who answers for it; others can be updater or backup", "several people cannot be accountable")
		return ""
	}
	return scorecard.PersonID(r.text(n, where))
}

// when reads a recurring moment and has it checked, if the caller can.
func (r *reader) when(n ast.Node, where string) string {
	text := r.text(n, where)
	if text == "" || r.checkWhen == nil {
		return text
	}
	if err := r.checkWhen(text); err != nil {
		r.fault(n, where, "bad-when", "", "%v", err)
	}
	return text
}

// targetValue reads the short form, a number, yes or no, or a whole target.
func (r *reader) targetValue(n ast.Node, where string, t *scorecard.Target) {
	switch r.plain(n).(type) {
	case *ast.SequenceNode:
		r.fault(n, where, "several-targets", "write “targets:” for several, each with its date", "this should be one target")
		return
	case ast.ScalarNode:
	default:
		amber := t.Amber
		if *t = r.target(n); !t.Amber.Valid {
			t.Amber = amber
		}
		return
	}
	switch strings.ToLower(r.text(n, where)) {
	case "yes", "true":
		t.Value = decimal.NewNullDecimal(decimal.NewFromInt(1))
	case "no", "false":
		t.Value = decimal.NewNullDecimal(decimal.Zero)
	default:
		t.Value = r.number(n, where)
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
	where := "metric " + string(m.ID)
	entries, _ := r.entries(n, where)
	seen := map[scorecard.Period]bool{}
	for _, e := range entries {
		key, ok := r.key(e, where)
		if !ok {
			continue
		}
		p, err := scorecard.ParsePeriod(key)
		if err != nil {
			r.fault(e.Key, where, "not-a-period", "", "%v", err)
			continue
		}
		if m.Cadence == "" { // a fault already
			continue
		}
		if p != scorecard.PeriodOf(m.Cadence, p.Start()) {
			r.fault(e.Key, where, "wrong-period", fmt.Sprintf("a %s value belongs to a period such as %s", m.Cadence, scorecard.PeriodOf(m.Cadence, p.Start())), "%s is not a %s period", p, m.Cadence)
			continue
		}
		if seen[p] {
			r.fault(e.Key, where, "doubled-value", "keep one of them", "it has a value for %s already", p)
			continue
		}
		seen[p] = true
		r.out.Readings = append(r.out.Readings, r.reading(e.Value, m, p))
	}
}

func (r *reader) reading(n ast.Node, m *scorecard.Metric, p scorecard.Period) scorecard.Reading {
	where := "metric " + string(m.ID)
	out := scorecard.Reading{Metric: m.ID, Period: p, At: p.End().Time().Add(12 * time.Hour), Source: "file"}
	if _, scalar := r.plain(n).(ast.ScalarNode); scalar {
		value := r.number(n, where)
		if out.Value = value.Decimal; !value.Valid && r.text(n, where) == "" {
			r.fault(n, where, "no-value", "write a number, or {no_data: true, note: …}", "the reading for %s has no value", p)
		}
		return out
	}
	var value decimal.NullDecimal
	r.fields(n, where, fieldMap{
		"value":   func(n ast.Node) { value = r.number(n, where) },
		"note":    func(n ast.Node) { out.Note = r.text(n, where) },
		"by":      func(n ast.Node) { out.By = r.onePerson(n, where) },
		"no_data": func(n ast.Node) { out.NoData = r.yes(n, where) },
	})
	switch {
	case value.Valid && out.NoData:
		r.fault(n, where, "value-and-no-data", "keep one of the two", "the reading for %s has a value and says that there are no data", p)
	case !value.Valid && !out.NoData:
		r.fault(n, where, "no-value", "write “value: …”, or “no_data: true” with a note", "the reading for %s has no value", p)
	}
	out.Value = value.Decimal
	return out
}
