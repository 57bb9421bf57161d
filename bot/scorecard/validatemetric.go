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
		v.date("from", "start", m.From)
		v.retired(m.Retired)
	}
}

// whose checks what the metric measures and who answers for it.
func (v *validator) whose(m *Metric) {
	if m.Objective == "" {
		v.fault("missing-field", "put it under its objective, or add “objective: …”: a metric without one measures nothing", "it has no objective")
	} else {
		v.objective("objective", "objective", m.Objective)
	}
	for _, o := range m.Also {
		v.objective("also", "objective", o)
	}
	if m.Unit != "" {
		v.unit("team", "team", m.Unit)
	}
	v.person("owner", m.Owner)
	v.person("updater", m.Updater)
	v.person("backup", m.Backup)
	switch {
	case m.Guardrail == m.ID && m.ID != "":
		v.at("guardrail").fault("own-guardrail", "name another metric", "it is its own guardrail")
	case m.Guardrail != "":
		v.metric("guardrail", "guardrail", m.Guardrail)
	}
}

// counted checks how the metric is counted.
func (v *validator) counted(m *Metric) {
	if !m.Cadence.Valid() {
		v.at("cadence").fault("unknown-cadence", "write daily, weekly, monthly, quarterly, annual or irregular", "%q is not a cadence", m.Cadence)
	}
	switch m.Direction {
	case Higher, Lower, InRange, YesNo:
	default:
		v.at("better").fault("unknown-direction", "write higher, lower, in range or yes", "%q is not a direction", m.Direction)
	}
	if m.Min.Valid && m.Max.Valid && m.Min.Decimal.GreaterThan(m.Max.Decimal) {
		v.at("min").fault("min-above-max", "swap them", "its min %s is above its max %s", m.Min.Decimal, m.Max.Decimal)
	}
	if m.Complement && m.Measure.Kind() != PercentMeasure {
		v.at("complement").fault("bad-complement", "leave complement out", "only a percentage has a complement, and this is counted in %q", m.Measure)
	}
}

// target checks one target against the direction of its metric.
func (v *validator) target(m *Metric, t Target) {
	v.date("by", "target date", t.By)
	for _, p := range t.AgreedBy {
		v.personAs("agreed_by", "target's signatory", p)
	}
	switch m.Direction {
	case InRange:
		switch {
		case !t.Low.Valid && !t.High.Valid:
			v.at("target").fault("target-without-range", "write target: {low: 40, high: 60}", "it should stay in a range, and its target has none")
		case t.Low.Valid && t.High.Valid && t.Low.Decimal.GreaterThan(t.High.Decimal):
			v.at("target").fault("low-above-high", "swap them", "its low %s is above its high %s", t.Low.Decimal, t.High.Decimal)
		}
		if t.Amber.Valid && t.Amber.Decimal.IsNegative() {
			v.at("amber").fault("bad-amber", "write how far outside of the range is still amber", "its amber width is negative")
		}
	case Higher, Lower:
		if !t.Value.Valid {
			v.at("target").fault("target-without-value", "write target: 96", "its target has no value")
			return
		}
		beyond := t.Amber.Valid && (m.Direction == Higher && t.Amber.Decimal.GreaterThan(t.Value.Decimal) ||
			m.Direction == Lower && t.Amber.Decimal.LessThan(t.Value.Decimal))
		if beyond {
			v.at("amber").fault("amber-better-than-target", "put the amber line on the worse side of the target, or check “better”", "its amber line %s is better than its target %s", t.Amber.Decimal, t.Value.Decimal)
		}
	}
	if t.Value.Valid && !m.Possible(t.Value.Decimal) {
		v.at("target").fault("target-out-of-bounds", "change the bound or the target", "its target %s lies outside of what is possible", t.Value.Decimal)
	}
}
