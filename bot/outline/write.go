package outline

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"throughline/bot/scorecard"
)

// Write returns the strategy as a file that Read turns into the identical one.
// Metrics, links and actions stand under their objectives where that keeps their
// order. Readings, if any, stand beside their metrics: of each period the one in
// force, with its note and who reported it.
func Write(s *scorecard.Strategy, readings []scorecard.Reading) []byte {
	w := &writer{s: s, readings: map[scorecard.MetricID][]scorecard.Reading{}}
	for _, r := range readings {
		w.readings[r.Metric] = append(w.readings[r.Metric], r)
	}
	for id, rs := range w.readings {
		w.readings[id] = scorecard.NewHistory(rs) // a file holds one value for a period
	}
	cause := func(l scorecard.Link) scorecard.ObjectiveID { return l.Cause }
	measured := func(m scorecard.Metric) scorecard.ObjectiveID { return m.Objective }
	wanted := func(a scorecard.Action) scorecard.ObjectiveID { return a.Objective }
	if w.nestLinks = inOrder(s.Objectives, s.Links, cause); w.nestLinks {
		w.links = group(s.Links, cause)
	}
	if w.nestMetrics = inOrder(s.Objectives, s.Metrics, measured); w.nestMetrics {
		w.metrics = group(s.Metrics, measured)
	}
	if w.nestActions = inOrder(s.Objectives, s.Actions, wanted); w.nestActions {
		w.actions = group(s.Actions, wanted)
	}
	w.all()
	return w.b.Bytes()
}

type writer struct {
	emitter
	s                                   *scorecard.Strategy
	readings                            map[scorecard.MetricID][]scorecard.Reading
	nestLinks, nestMetrics, nestActions bool
	links                               map[scorecard.ObjectiveID][]scorecard.Link // those that stand under their objectives
	metrics                             map[scorecard.ObjectiveID][]scorecard.Metric
	actions                             map[scorecard.ObjectiveID][]scorecard.Action
}

// inOrder reports whether the parts come in the order of their objectives, so
// that writing them there does not shuffle them.
func inOrder[T any](objectives []scorecard.Objective, parts []T, of func(T) scorecard.ObjectiveID) bool {
	rank := map[scorecard.ObjectiveID]int{}
	for i, o := range objectives {
		rank[o.ID] = i
	}
	last := 0
	for _, p := range parts {
		r, ok := rank[of(p)]
		if !ok || r < last {
			return false
		}
		last = r
	}
	return true
}

func (w *writer) all() {
	s := w.s
	w.b.WriteString("# The strategy of " + oneLine(s.Organisation.Name) + "\n")
	w.group("organisation", w.organisation)
	w.section("Where we want to be")
	w.group("vision", w.vision)
	w.section("The lanes of the map, outermost first: inner ones drive outer ones")
	if len(s.Perspectives) == 0 {
		w.line("perspectives: []") // none at all would mean the standard four
	}
	items(&w.emitter, "perspectives", s.Perspectives, w.perspective)
	w.section("Who we are")
	items(&w.emitter, "units", s.Units, w.unit)
	items(&w.emitter, "people", s.People, w.person)
	w.section("What we want, why we believe it follows, and how we measure it")
	items(&w.emitter, "objectives", s.Objectives, w.objective)
	if !w.nestLinks {
		items(&w.emitter, "links", s.Links, func(l scorecard.Link) { w.link(l, false) })
	}
	if !w.nestMetrics {
		items(&w.emitter, "metrics", s.Metrics, func(m scorecard.Metric) { w.metric(m, false) })
	}
	if !w.nestActions {
		items(&w.emitter, "actions", s.Actions, func(a scorecard.Action) { w.action(a, false) })
	}
	if len(s.Reviews)+len(s.Parked) > 0 {
		w.section("When we look at it, and what is put off")
	}
	items(&w.emitter, "reviews", s.Reviews, w.review)
	items(&w.emitter, "parked", s.Parked, w.parked)
}

func (w *writer) organisation() {
	o := w.s.Organisation
	text(&w.emitter, "id", o.ID)
	text(&w.emitter, "name", o.Name)
	texts(&w.emitter, "aliases", o.Aliases)
	text(&w.emitter, "currency", o.Currency)
	text(&w.emitter, "locale", o.Locale)
	text(&w.emitter, "zone", o.Zone)
	text(&w.emitter, "channel", o.Channel)
	texts(&w.emitter, "shared_channels", o.SharedChannels)
	if o.Model {
		w.line("model: on")
	}
	items(&w.emitter, "holidays", o.Holidays, w.holiday)
}

func (w *writer) holiday(h scorecard.Holiday) {
	text(&w.emitter, "on", h.On)
	text(&w.emitter, "name", h.Name)
}

func (w *writer) vision() {
	v := w.s.Vision
	w.line("text: %s", quote(v.Text))
	text(&w.emitter, "metric", v.Metric)
	w.number("target", v.Target)
	text(&w.emitter, "by", v.By)
	texts(&w.emitter, "objectives", v.Objectives)
}

func (w *writer) perspective(p scorecard.Perspective) {
	text(&w.emitter, "id", p.ID)
	text(&w.emitter, "name", p.Name)
	text(&w.emitter, "question", p.Question)
	text(&w.emitter, "owner", p.Owner)
	texts(&w.emitter, "aliases", p.Aliases)
}

func (w *writer) unit(u scorecard.Unit) {
	text(&w.emitter, "id", u.ID)
	text(&w.emitter, "name", u.Name)
	text(&w.emitter, "level", u.Level)
	text(&w.emitter, "parent", u.Parent)
	text(&w.emitter, "head", u.Head)
	text(&w.emitter, "channel", u.Channel)
	texts(&w.emitter, "aliases", u.Aliases)
	texts(&w.emitter, "groups", u.Groups)
	items(&w.emitter, "holidays", u.Holidays, w.holiday)
}

func (w *writer) person(p scorecard.Person) {
	text(&w.emitter, "id", p.ID)
	text(&w.emitter, "name", p.Name)
	text(&w.emitter, "title", p.Title)
	texts(&w.emitter, "units", p.Units)
	texts(&w.emitter, "aliases", p.Aliases)
	text(&w.emitter, "email", p.Email)
	text(&w.emitter, "zone", p.Zone)
	text(&w.emitter, "locale", p.Locale)
	text(&w.emitter, "workdays", p.Workdays)
	if p.Quiet != (scorecard.Quiet{}) {
		w.group("quiet", func() {
			text(&w.emitter, "from", p.Quiet.From)
			text(&w.emitter, "to", p.Quiet.To)
		})
	}
	items(&w.emitter, "days_off", p.DaysOff, func(d scorecard.Span) {
		text(&w.emitter, "from", d.From)
		text(&w.emitter, "to", d.To)
		text(&w.emitter, "why", d.Why)
	})
	text(&w.emitter, "role", p.Role)
	if len(p.Identities) > 0 {
		w.group("identities", func() {
			for _, service := range slices.Sorted(maps.Keys(p.Identities)) {
				w.line("%s: %s", quote(service), quote(p.Identities[service]))
			}
		})
	}
}

func (w *writer) review(r scorecard.Review) {
	text(&w.emitter, "id", r.ID)
	text(&w.emitter, "name", r.Name)
	text(&w.emitter, "unit", r.Unit)
	text(&w.emitter, "channel", r.Channel)
	text(&w.emitter, "chair", r.Chair)
	text(&w.emitter, "when", r.When)
	texts(&w.emitter, "on", r.On)
	text(&w.emitter, "zone", r.Zone)
	if r.LeadHours != 0 {
		w.line("lead: %d hours", r.LeadHours)
	}
}

func (w *writer) parked(p scorecard.Parked) {
	text(&w.emitter, "name", p.Name)
	text(&w.emitter, "why", p.Why)
	text(&w.emitter, "revisit", p.Revisit)
}

func (w *writer) retired(r *scorecard.Retirement) {
	if r == nil {
		return
	}
	w.group("retired", func() {
		text(&w.emitter, "on", r.On)
		text(&w.emitter, "why", r.Why)
	})
}

// group puts parts under their objectives, in order.
func group[T any](all []T, of func(T) scorecard.ObjectiveID) map[scorecard.ObjectiveID][]T {
	out := map[scorecard.ObjectiveID][]T{}
	for _, v := range all {
		out[of(v)] = append(out[of(v)], v)
	}
	return out
}

func (w *writer) objective(o scorecard.Objective) {
	text(&w.emitter, "id", o.ID)
	text(&w.emitter, "name", o.Name)
	text(&w.emitter, "perspective", o.Perspective)
	text(&w.emitter, "unit", o.Unit)
	text(&w.emitter, "owner", o.Owner)
	text(&w.emitter, "behaviour", o.Behaviour)
	text(&w.emitter, "meaning", o.Meaning)
	texts(&w.emitter, "aliases", o.Aliases)
	texts(&w.emitter, "supports", o.Supports)
	texts(&w.emitter, "visible_to", o.VisibleTo)
	text(&w.emitter, "from", o.From)
	w.retired(o.Retired)
	items(&w.emitter, "drives", w.links[o.ID], func(l scorecard.Link) { w.link(l, true) })
	items(&w.emitter, "metrics", w.metrics[o.ID], func(m scorecard.Metric) { w.metric(m, true) })
	items(&w.emitter, "actions", w.actions[o.ID], func(a scorecard.Action) { w.action(a, true) })
}

func (w *writer) link(l scorecard.Link, nested bool) {
	text(&w.emitter, "id", l.ID)
	if nested {
		text(&w.emitter, "to", l.Effect)
	} else {
		text(&w.emitter, "cause", l.Cause)
		text(&w.emitter, "effect", l.Effect)
	}
	text(&w.emitter, "sign", l.Sign)
	if l.LagWeeks != 0 {
		w.line("lag: %d weeks", l.LagWeeks)
	}
	text(&w.emitter, "because", l.Reason)
	text(&w.emitter, "owner", l.Owner)
	text(&w.emitter, "registered", l.Registered)
	text(&w.emitter, "evidence", l.Evidence)
	if e := l.Estimate; e != nil {
		w.group("estimate", func() {
			text(&w.emitter, "from", e.From)
			text(&w.emitter, "to", e.To)
			w.line("elasticity: %s", e.Elasticity)
			text(&w.emitter, "by", e.By)
			text(&w.emitter, "basis", e.Basis)
		})
	}
	w.retired(l.Retired)
}

func (w *writer) action(a scorecard.Action, nested bool) {
	text(&w.emitter, "id", a.ID)
	text(&w.emitter, "name", a.Name)
	if !nested {
		text(&w.emitter, "objective", a.Objective)
	}
	text(&w.emitter, "owner", a.Owner)
	text(&w.emitter, "start", a.Start)
	text(&w.emitter, "due", a.Due)
	text(&w.emitter, "status", a.Progress)
	text(&w.emitter, "resources", a.Resources)
	w.number("budget", a.Budget)
	text(&w.emitter, "review", a.Review)
	text(&w.emitter, "said", a.Said)
}

func (w *writer) metric(m scorecard.Metric, nested bool) {
	text(&w.emitter, "id", m.ID)
	text(&w.emitter, "name", m.Name)
	if !nested {
		text(&w.emitter, "objective", m.Objective)
	}
	texts(&w.emitter, "also", m.Also)
	text(&w.emitter, "team", m.Unit)
	text(&w.emitter, "unit", m.Measure)
	text(&w.emitter, "better", written[m.Direction])
	text(&w.emitter, "kind", m.Kind)
	text(&w.emitter, "cadence", m.Cadence)
	text(&w.emitter, "ask", m.AskAt)
	text(&w.emitter, "ask_for", m.AskFor)
	w.number("baseline", m.Baseline)
	w.targets(m)
	w.number("min", m.Min)
	w.number("max", m.Max)
	text(&w.emitter, "owner", m.Owner)
	text(&w.emitter, "updater", m.Updater)
	text(&w.emitter, "backup", m.Backup)
	texts(&w.emitter, "synonyms", m.Synonyms)
	texts(&w.emitter, "inverse", m.Inverse)
	w.yes("complement", m.Complement)
	text(&w.emitter, "guardrail", m.Guardrail)
	text(&w.emitter, "source", m.Source)
	text(&w.emitter, "so_what", m.SoWhat)
	text(&w.emitter, "definition", m.Definition)
	texts(&w.emitter, "visible_to", m.VisibleTo)
	text(&w.emitter, "from", m.From)
	w.retired(m.Retired)
	w.values(w.readings[m.ID])
}

// written is how directions stand in a file; higher is the default and left out.
var written = map[scorecard.Direction]string{scorecard.Lower: "lower", scorecard.InRange: "in range", scorecard.YesNo: "yes"}

func (w *writer) targets(m scorecard.Metric) {
	if len(m.Targets) == 1 {
		t := m.Targets[0]
		if t.By == "" && t.Value.Valid && !t.Low.Valid && !t.High.Valid && len(t.AgreedBy) == 0 && t.Why == "" {
			w.number("target", t.Value)
			w.number("amber", t.Amber)
			return
		}
	}
	items(&w.emitter, "targets", m.Targets, func(t scorecard.Target) {
		text(&w.emitter, "by", t.By)
		w.number("value", t.Value)
		w.number("amber", t.Amber)
		w.number("low", t.Low)
		w.number("high", t.High)
		texts(&w.emitter, "agreed_by", t.AgreedBy)
		text(&w.emitter, "why", t.Why)
	})
}

func (w *writer) values(rs []scorecard.Reading) {
	if len(rs) == 0 {
		return
	}
	w.group("readings", func() {
		for _, r := range rs {
			fields := []string{"value: " + r.Value.String()}
			if r.NoData {
				fields = []string{"no_data: true"}
			}
			if r.Note != "" {
				fields = append(fields, "note: "+flow(r.Note))
			}
			if r.By != "" {
				fields = append(fields, "by: "+flow(string(r.By)))
			}
			if len(fields) == 1 && !r.NoData {
				w.line("%s: %s", quotePeriod(r.Period), r.Value)
				continue
			}
			w.line("%s: {%s}", quotePeriod(r.Period), strings.Join(fields, ", "))
		}
	})
}

func quotePeriod(p scorecard.Period) string { return fmt.Sprintf("%q", string(p)) }

// oneLine keeps a text from leaving the comment it stands in.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == '\u2028' || c == '\u2029' || c == '\ufeff' {
			return ' '
		}
		return c
	}, s)
}
