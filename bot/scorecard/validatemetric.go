package scorecard

func (v *validator) metrics() {
	seen := map[string]bool{}
	for i := range v.s.Metrics {
		m := &v.s.Metrics[i]
		v.on("metric", string(m.ID), m.Name, seen)
		v.whose(m)
		v.counted(m)
		for _, t := range m.Targets {
			v.target(m, t)
		}
		v.visible(m.VisibleTo)
		v.date("start", m.From)
		v.retired(m.Retired)
	}
}

// whose checks what the metric measures and who answers for it.
func (v *validator) whose(m *Metric) {
	for _, o := range append([]ObjectiveID{m.Objective}, m.Also...) {
		if v.x.Objective(o) == nil {
			v.fault("name an objective of this strategy: a metric without one measures nothing", "its objective %q does not exist", o)
		}
	}
	if m.Unit != "" && v.x.Unit(m.Unit) == nil {
		v.fault("name a unit of this strategy", "its team %q does not exist", m.Unit)
	}
	v.person("owner", m.Owner, false)
	v.person("updater", m.Updater, false)
	v.person("backup", m.Backup, false)
	switch {
	case m.Guardrail == m.ID && m.ID != "":
		v.fault("name another metric", "it is its own guardrail")
	case m.Guardrail != "" && v.x.Metric(m.Guardrail) == nil:
		v.fault("name a metric of this strategy", "its guardrail %q does not exist", m.Guardrail)
	}
}

// counted checks how the metric is counted.
func (v *validator) counted(m *Metric) {
	if !m.Cadence.Valid() {
		v.fault("write daily, weekly, monthly, quarterly, annual or irregular", "%q is not a cadence", m.Cadence)
	}
	switch m.Direction {
	case Higher, Lower, InRange, YesNo:
	default:
		v.fault("write higher, lower, in range or yes", "%q is not a direction", m.Direction)
	}
	if m.Min.Valid && m.Max.Valid && m.Min.Decimal.GreaterThan(m.Max.Decimal) {
		v.fault("swap them", "its min %s is above its max %s", m.Min.Decimal, m.Max.Decimal)
	}
	if m.Complement && m.Measure.Kind() != PercentMeasure {
		v.fault("leave complement out", "only a percentage has a complement, and this is counted in %q", m.Measure)
	}
}

// target checks one target against the direction of its metric.
func (v *validator) target(m *Metric, t Target) {
	v.date("target date", t.By)
	for _, p := range t.AgreedBy {
		v.person("target's signatory", p, false)
	}
	switch m.Direction {
	case InRange:
		switch {
		case !t.Low.Valid && !t.High.Valid:
			v.fault("write target: {low: 40, high: 60}", "it should stay in a range, and its target has none")
		case t.Low.Valid && t.High.Valid && t.Low.Decimal.GreaterThan(t.High.Decimal):
			v.fault("swap them", "its low %s is above its high %s", t.Low.Decimal, t.High.Decimal)
		}
		if t.Amber.Valid && t.Amber.Decimal.IsNegative() {
			v.fault("write how far outside of the range is still amber", "its amber width is negative")
		}
	case Higher, Lower:
		if !t.Value.Valid {
			v.fault("write target: 96", "its target has no value")
			return
		}
		beyond := t.Amber.Valid && (m.Direction == Higher && t.Amber.Decimal.GreaterThan(t.Value.Decimal) ||
			m.Direction == Lower && t.Amber.Decimal.LessThan(t.Value.Decimal))
		if beyond {
			v.fault("put the amber line on the worse side of the target, or check “better”", "its amber line %s is better than its target %s", t.Amber.Decimal, t.Value.Decimal)
		}
	}
	if t.Value.Valid && (m.Min.Valid && t.Value.Decimal.LessThan(m.Min.Decimal) || m.Max.Valid && t.Value.Decimal.GreaterThan(m.Max.Decimal)) {
		v.fault("change the bound or the target", "its target %s lies outside of what is possible", t.Value.Decimal)
	}
}
