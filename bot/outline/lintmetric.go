package outline

import "throughline/bot/scorecard"

func (l *linter) metrics() {
	count := map[scorecard.PerspectiveID]struct{ leading, all int }{}
	for i := range l.x.Metrics {
		m := &l.x.Metrics[i]
		if m.Retired != nil {
			continue
		}
		l.report.Metrics++
		if l.drivers[m.Objective] {
			l.report.Connected++
		} else {
			l.find(Measurement, "metric-reaches-nothing", "metric", string(m.ID), "link its objective to what it drives; without arrows this is just a dashboard", "%s does not reach the vision", m.Name)
		}
		l.metric(m)
		if o := l.x.Objective(m.Objective); o != nil {
			n := count[o.Perspective]
			n.all++
			if m.Kind == scorecard.Leading {
				n.leading++
			}
			count[o.Perspective] = n
		}
	}
	for i, p := range l.x.Perspectives {
		lower := 2*i >= len(l.x.Perspectives)
		if n := count[p.ID]; lower && n.all > 0 && n.leading == 0 {
			l.find(Measurement, "only-lagging", "perspective", string(p.ID), "add a metric that moves first, such as hours trained or calls made", "%s has no leading metric, so it tells only what has happened", p.Name)
		}
	}
}

// metric looks at one metric by itself.
func (l *linter) metric(m *scorecard.Metric) {
	id := string(m.ID)
	if m.Owner == "" {
		l.find(Resources, "metric-without-owner", "metric", id, "name one owner", "nobody answers for %s", m.Name)
	}
	if len(m.Targets) == 0 {
		l.find(Measurement, "metric-without-target", "metric", id, "agree one with the owner", "%s has no target, so it can be neither good nor bad", m.Name)
	} else if m.Guardrail == "" && l.alone(m) {
		l.find(Measurement, "no-guardrail", "metric", id, "add “guardrail: …”: which metric must not suffer for it?", "the target of %s stands alone; what could be ruined to reach it?", m.Name)
	}
	if last := lastTarget(m); last != "" && last < l.today {
		l.find(Measurement, "target-past", "metric", id, "agree the next one", "the last target of %s was for %s", m.Name, last)
	}
	if m.SoWhat == "" {
		l.find(Communication, "no-so-what", "metric", id, "add “so_what: …”: why should anybody care?", "%s does not say why it matters, and digests leave such lines out unless something follows from it", m.Name)
	}
	if m.Definition == "" {
		l.find(Measurement, "no-definition", "metric", id, "add “definition: …”: counted how, from what?", "%s is not defined, so two people will count it in two ways", m.Name)
	}
	if m.Kind == "" {
		l.find(Measurement, "no-kind", "metric", id, "add “kind: leading” or “kind: lagging”", "does %s tell what will happen, or what has?", m.Name)
	}
	if m.Source == scorecard.NoSource && !l.acted[m.Objective] {
		l.find(Resources, "no-source", "metric", id, "add an action that builds the source; a simple log will do", "there are no data for %s yet, and nobody is building them", m.Name)
	}
}

// alone reports whether no other metric of the objective could show the damage.
func (l *linter) alone(m *scorecard.Metric) bool { return len(l.x.MetricsOf(m.Objective)) == 1 }

// lastTarget returns the date of the last target; empty when one is undated.
func lastTarget(m *scorecard.Metric) scorecard.Date {
	var last scorecard.Date
	for _, t := range m.Targets {
		if t.By == "" {
			return ""
		}
		last = max(last, t.By)
	}
	return last
}
