package answer

import (
	"slices"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// each answers for every metric of the subject with one, and for several
// metrics with a list.
func (t *talk) each(one func(*scorecard.Metric)) {
	for _, e := range t.ends(t.in.Subject) {
		ms := t.metricsOf(e)
		switch {
		case len(ms) == 0 && e.kind == theVision:
			t.defineEnd(e)
		case len(ms) == 0:
			t.text(t.voice.NoMetrics(t.name(e)))
		case e.kind != aMetric:
			t.taken = append(t.taken, t.objectives(e)...)
		}
		if e.kind == theVision && len(ms) > 0 && ms[0].ID == t.Vision.Metric {
			d := prompts.Definition{Name: t.metric(ms[0])}
			t.visionGoal(&d) // what its metric should be today is only on the way there
			t.text(t.voice.VisionGoal(d))
		}
		for _, m := range ms[:min(len(ms), 3)] {
			t.retired(m)
			one(m)
		}
		t.more(len(ms) - 3)
	}
}

func (t *talk) retired(m *scorecard.Metric) {
	if r := m.Retired; r != nil {
		f := scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: r.Why}
		t.text(t.voice.Retired(t.metric(m), scorecard.Retirement{On: t.date(r.On, scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: "retired"}), Why: t.words(f)}))
	}
}

func (t *talk) value() { t.each(t.valueOf) }

func (t *talk) valueOf(m *scorecard.Metric) {
	s := t.stand(m)
	if p := t.period(); p != "" {
		t.valueThen(s, p)
		return
	}
	t.start(m)
	t.otherSide(m, s)
	t.text(t.voice.ValueNow(s))
	if s.HasPrev {
		t.moved(m, s.Prev, s.Reading)
	}
	t.text(t.voice.Moved(s))
	if s.Has {
		t.quote(m, s.Reading)
	}
}

// otherSide says what falls when a metric rises, where that was asked about by its
// own name: what is left to 100 %, if it is known to be that.
func (t *talk) otherSide(m *scorecard.Metric, s prompts.Stand) {
	if t.in.Inverse == "" || !slices.Contains(m.Inverse, t.in.Inverse) {
		return
	}
	name := t.words(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Text: t.in.Inverse})
	var left *decimal.Decimal
	if m.Complement && s.Has && t.how == understand.Value && t.period() == "" {
		d := decimal.NewFromInt(100).Sub(s.Reading.Value)
		left = &d
		t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Value: d.String(), Text: "left to 100%"})
	}
	t.text(t.voice.OtherSide(m, name, t.metric(m), left))
}

func (t *talk) valueThen(s prompts.Stand, p scorecard.Period) {
	t.enter(scorecard.Fact{Kind: scorecard.GapFact, Metric: s.Metric.ID, Period: p, Text: "asked about"})
	t.otherSide(s.Metric, s)
	told := t.told(s.Metric, p)
	switch len(told) {
	case 0:
		t.text(t.voice.ValueThen(s, p, nil))
	case 1:
		t.reading(s.Metric, told[0])
		t.text(t.voice.ValueThen(s, p, &told[0]))
		t.quote(s.Metric, told[0])
	default:
		t.aggregate(s.Metric, told)
		t.text(t.voice.ValuesIn(s, p, t.count(len(told), "readings in it")))
		var items []chat.Item
		for _, r := range told[max(0, len(told)-maxLines):] {
			t.reading(s.Metric, r)
			items = append(items, chat.Item{Marked: t.voice.TrendPoint(s.Metric, r), Status: t.statusThen(s.Metric, r)})
		}
		t.list(items)
		t.more(len(told) - len(items))
	}
}

// told returns the readings for a period: its own, or, of a metric told more
// often, those whose periods end in it, or, of one told less often, that of the
// period in which it ends.
func (t *talk) told(m *scorecard.Metric, p scorecard.Period) scorecard.History {
	days := func(p scorecard.Period) int { return p.End().Sub(p.Start()) }
	var all scorecard.History
	for _, r := range t.Histories[m.ID].Values() {
		oftener := days(r.Period) < days(p)
		if r.Period == p || oftener && p.Holds(r.Period.End()) || !oftener && r.Period.Holds(p.End()) {
			all = append(all, r)
		}
	}
	return all
}

// period is the period asked about, where one was.
func (t *talk) period() scorecard.Period {
	if t.in.Filters == nil {
		return ""
	}
	return t.in.Filters.Period
}

// quote shows what was said with a reading, and by whom.
func (t *talk) quote(m *scorecard.Metric, r scorecard.Reading) bool {
	words := t.words(scorecard.Fact{Kind: scorecard.CommentFact, Metric: m.ID, Person: r.By, Period: r.Period, Text: r.Note})
	if words == "" {
		return false
	}
	t.say(chat.Quote{Text: words, By: t.voice.Source(t.person(r.By), t.metric(m), r.Period)})
	return true
}

func (t *talk) owner() {
	for _, e := range t.ends(t.in.Subject) {
		t.text(t.voice.OwnerLine(t.ownerLine(e)))
	}
}

func (t *talk) ownerLine(e end) prompts.OwnerLine {
	line := prompts.OwnerLine{Name: t.name(e)}
	switch e.kind {
	case aMetric:
		m := e.metric
		line.Owner = t.person(m.Owner)
		if m.Updater != m.Owner {
			line.Updater = t.person(m.Updater)
		}
		line.Backup = t.person(m.Backup)
		if o := t.Objective(m.Objective); o != nil {
			line.Objective = t.objective(o)
			if p := t.ownerOf(o); p != m.Owner {
				line.ObjectiveOwner = t.person(p)
			}
		}
	case anObjective:
		line.Owner, line.Unit = t.person(t.ownerOf(e.objective)), t.unit(e.objective.Unit)
	case aUnit:
		line.Owner, line.Unit = t.person(e.unit.Head), t.unit(e.unit.Parent)
	case aPerspective:
		line.Owner = t.person(e.perspective.Owner)
	case theVision:
		for _, o := range t.visionObjectives() {
			line.Owner = t.person(t.ownerOf(t.Objective(o)))
		}
	}
	return line
}

func (t *talk) targets() { t.each(t.targetOf) }

func (t *talk) targetOf(m *scorecard.Metric) {
	s := t.stand(m)
	t.otherSide(m, s)
	line := prompts.TargetLine{Stand: s}
	if s.Goal != "" {
		line.By = t.date(s.Target.By, scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Text: "by"})
		line.Amber = t.amber(m, s.Target)
		for _, p := range s.Target.AgreedBy {
			if name := t.person(p); name != "" {
				line.AgreedBy = append(line.AgreedBy, name)
			}
		}
		for _, later := range m.Targets {
			if goal := t.target(m, later); goal != "" && later.By > s.Target.By && s.Target.By != "" {
				by := t.date(later.By, scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Text: "by"})
				line.Later = append(line.Later, prompts.TargetStep{Goal: goal, By: by})
			}
		}
	}
	if g := t.Metric(m.Guardrail); g != nil {
		line.Guard = t.metric(g)
	}
	t.text(t.voice.TargetLine(line))
}

// amber says where red begins.
func (t *talk) amber(m *scorecard.Metric, goal scorecard.Target) string {
	if !goal.Amber.Valid {
		return ""
	}
	t.enter(scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Value: goal.Amber.Decimal.String(), Text: "amber"})
	t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Status: scorecard.Amber, Text: "amber line"})
	t.enter(scorecard.Fact{Kind: scorecard.DefinitionFact, Metric: m.ID, Status: scorecard.Red, Text: "amber line"})
	return t.voice.AmberLine(m, goal)
}

func (t *talk) trend() { t.each(t.trendOf) }

// maxPoints is how many readings a trend lists.
const maxPoints = 6

func (t *talk) trendOf(m *scorecard.Metric) {
	s := t.stand(m)
	t.otherSide(m, s)
	points := t.inWindow(m)
	line := prompts.TrendLine{Stand: s, Points: len(points)}
	if s := t.in.Span; s != nil {
		line.Window = t.stretch(*s)
	} else if w := t.in.Window; w != nil {
		line.Window = t.window(*w)
	} else {
		line.Period = t.period()
	}
	if len(points) < 2 {
		t.text(t.voice.TrendLine(line))
		return
	}
	t.aggregate(m, points)
	line.First = points[0]
	line.Way = t.moved(m, points[0], points[len(points)-1])
	if line.Way == scorecard.Same && !points[0].Value.Equal(points[len(points)-1].Value) {
		line.Way = "" // it moved, and is as good as it was: within its range
	}
	if before := points[len(points)-2]; opposite(line.Way, wayOf(m, before, points[len(points)-1])) {
		t.moved(m, before, points[len(points)-1])
		line.Turned = &before
	}
	t.text(t.voice.TrendLine(line))
	var items []chat.Item
	for _, r := range points[max(0, len(points)-maxPoints):] {
		t.reading(m, r)
		items = append(items, chat.Item{Marked: t.voice.TrendPoint(m, r), Status: t.statusThen(m, r)})
	}
	if len(points) > maxPoints {
		within := points
		if p := t.period(); p.Valid() && points[0].Period.End() < p.Start() {
			within = points[1:] // the first is the one before, to go by
		}
		low, high := extremes(within)
		t.reading(m, low)
		t.reading(m, high)
		t.text(t.voice.Extremes(m, low, high))
	}
	if len(points) > 2 {
		t.list(items)
		t.more(len(points) - len(items))
	}
	t.quote(m, s.Reading)
}

// extremes returns the lowest and the highest of some readings, the newest of equals.
func extremes(h scorecard.History) (low, high scorecard.Reading) {
	low, high = h[0], h[0]
	for _, r := range h {
		if !r.Value.GreaterThan(low.Value) {
			low = r
		}
		if !r.Value.LessThan(high.Value) {
			high = r
		}
	}
	return low, high
}

// opposite reports whether one way is the other turned round.
func opposite(a, b scorecard.Trend) bool {
	return a == scorecard.Better && b == scorecard.Worse || a == scorecard.Worse && b == scorecard.Better
}

// statusThen is how a reading stood when it was new.
func (t *talk) statusThen(m *scorecard.Metric, r scorecard.Reading) string {
	goal, ok := m.TargetOn(r.Period.End())
	if !ok {
		return ""
	}
	st := m.StatusOf(r.Value, goal)
	t.enter(scorecard.Fact{Kind: scorecard.StatusFact, Metric: m.ID, Period: r.Period, Status: st})
	return string(st)
}

// inWindow returns the readings with a value in the window asked about, or the
// last few.
func (t *talk) inWindow(m *scorecard.Metric) scorecard.History {
	all := t.Histories[m.ID].Values()
	if s := t.in.Span; s != nil {
		return within(all, *s)
	}
	w := t.in.Window
	if p := t.period(); w == nil && p.Valid() {
		return between(all, p)
	} else if f := t.in.Filters; w == nil && f != nil && f.State == "extremes" {
		return all // when it was highest and lowest is asked
	} else if w == nil {
		return all[max(0, len(all)-maxPoints):]
	}
	since := t.begins(*w)
	for len(all) > 0 && all[0].Period.End() < since {
		all = all[1:]
	}
	return all
}

// begins is the first day of a stretch up to today.
func (t *talk) begins(w understand.Window) scorecard.Date {
	if w.From != "" {
		return w.From
	}
	return t.Today.Add(-w.N * daysOf[w.Unit])
}

// between returns the readings of a time, with the one before it to go by.
func between(all scorecard.History, p scorecard.Period) scorecard.History {
	for len(all) > 0 && all[len(all)-1].Period.End() > p.End() && !p.Holds(all[len(all)-1].Period.Start()) {
		all = all[:len(all)-1]
	}
	first := len(all)
	for first > 0 && all[first-1].Period.End() >= p.Start() {
		first--
	}
	return all[max(0, first-1):]
}

// within returns the readings whose periods end in a stretch.
func within(all scorecard.History, s understand.Span) scorecard.History {
	return slices.DeleteFunc(slices.Clone(all), func(r scorecard.Reading) bool {
		return r.Period.End() < s.From || r.Period.End() > s.To
	})
}

var daysOf = map[string]int{"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}

// wayOf compares two readings in the sense of what is good.
func wayOf(m *scorecard.Metric, before, now scorecard.Reading) scorecard.Trend {
	return scorecard.StandingOf(m, scorecard.History{before, now}, now.Period.End()).Trend
}

func (t *talk) gap() {
	t.each(t.gapOf)
}

// against says how far a metric is from a number that was asked about, where that
// is not its target.
func (t *talk) against(m *scorecard.Metric, s prompts.Stand) {
	to := t.in.Against
	if !to.Valid || !s.Has || s.Target.Value.Valid && s.Target.Value.Decimal.Equal(to.Decimal) {
		return
	}
	left := to.Decimal.Sub(s.Reading.Value)
	if m.Direction == scorecard.Lower {
		left = left.Neg()
	}
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Value: to.Decimal.String(), Text: "asked about"})
	t.derived(left.Abs(), "asked about less value", m.ID)
	t.text(t.voice.Against(m, to.Decimal, left))
}

func (t *talk) gapOf(m *scorecard.Metric) {
	s := t.stand(m)
	t.otherSide(m, s)
	line := prompts.GapLine{Stand: s}
	if g, ok := s.Gap(); ok {
		line.Gap, line.Left = g, t.voice.Difference(m.Measure, g.Abs())
		t.derived(g.Abs(), "target less value", m.ID)
		line.By = t.date(s.Target.By, scorecard.Fact{Kind: scorecard.TargetFact, Metric: m.ID, Text: "by"})
	} else {
		line.Goal = ""
	}
	t.text(t.voice.GapLine(line))
	t.against(m, s)
	if s.HasPrev {
		t.moved(m, s.Prev, s.Reading)
		t.text(t.voice.Moved(s))
	}
	left := line.Gap.IsPositive()
	if m.ID == t.Vision.Metric && !s.Target.Value.Decimal.Equal(t.Vision.Target.Decimal) {
		d := prompts.Definition{}
		t.visionGoal(&d)
		if !slices.Contains(t.in.Subject, understand.VisionRef) { // there it stands above
			t.text(t.voice.VisionLeft(d))
		}
		left = left || d.Left != "" && !d.Reached
	}
	if left {
		t.text(t.voice.NoForecast())
	}
}
