package digest

import (
	"slices"
	"time"

	"throughline/bot/chain"
	"throughline/bot/draw"
	"throughline/bot/scorecard"
)

// Records are what is known beside the snapshot.
type Records struct {
	Last      *Brief               // of the review before; nil for the first
	Decisions []scorecard.Decision // since then
	Asks      []scorecard.Ask      // that wait for an answer, or were given up
}

// LongOff is how many periods in a row off target make a matter for discussion.
const LongOff = 3

// The most that one section shows of each; the rest is counted.
const (
	maxWins    = 2
	maxChanged = 3
	maxOff     = 3
	maxCauses  = 2
	maxHits    = 2
	maxDecide  = 5
)

// composer carries what every line needs.
type composer struct {
	*scorecard.Snapshot
	chain *chain.Map
	rec   Records
	brief *Brief
}

// Compose makes the Brief of a review from what is recorded as of the given
// moment. It shows what the whole organisation may see: restricted metrics and
// objectives have no place in a channel.
func Compose(s *scorecard.Snapshot, m *chain.Map, r *scorecard.Review, meeting, asOf time.Time, rec Records) *Brief {
	b := &Brief{
		Review: r.ID, Name: r.Name, Unit: r.Unit, Channel: channelOf(s.Index, r), Meeting: meeting, Zone: zoneOf(s.Index, r),
		AsOf: asOf, Decisions: rec.Decisions, States: map[scorecard.MetricID]State{},
	}
	c := composer{Snapshot: s, chain: m, rec: rec, brief: b}
	if rec.Last != nil {
		b.Since = scorecard.DateOf(rec.Last.AsOf)
	}
	for _, p := range s.Perspectives {
		if sec, any := c.section(p); any {
			b.Sections = append(b.Sections, sec)
		}
	}
	if root := s.Root(); r.Unit == "" || root != nil && root.ID == r.Unit {
		b.MapAlt = draw.Map(s, draw.MapOptions{}).Alt
	}
	b.Agreed = c.agreed()
	b.Decide = c.decide()
	return b
}

func channelOf(x *scorecard.Index, r *scorecard.Review) string {
	if r.Channel != "" {
		return r.Channel
	}
	return x.ChannelOf(r.Unit)
}

func zoneOf(x *scorecard.Index, r *scorecard.Review) string {
	switch {
	case r.Zone != "":
		return r.Zone
	case x.Organisation.Zone != "":
		return x.Organisation.Zone
	}
	return "UTC"
}

// objectives returns those of the review's unit and of every unit below it that
// belong to a perspective and may be spoken of in a channel.
func (c composer) objectives(p scorecard.PerspectiveID) []*scorecard.Objective {
	var out []*scorecard.Objective
	units := c.UnitsBelow(c.brief.Unit)
	for i := range c.Objectives {
		o := &c.Objectives[i]
		mine := c.brief.Unit == "" || slices.Contains(units, o.Unit)
		if mine && o.Perspective == p && o.Retired == nil && len(o.VisibleTo) == 0 {
			out = append(out, o)
		}
	}
	return out
}

// section composes one perspective; false when the unit has nothing in it.
func (c composer) section(p scorecard.Perspective) (Section, bool) {
	sec := Section{Perspective: p.ID, Name: p.Name, Question: p.Question, Owner: p.Owner}
	var all []scorecard.Standing
	for _, o := range c.objectives(p.ID) {
		for _, st := range c.Standings(o.ID) {
			if st.Metric.Open() && st.Metric.Objective == o.ID {
				all = append(all, st)
				sec.Scores = append(sec.Scores, c.score(st))
				c.place(&sec, o, st)
			}
		}
		sec.Overdue = append(sec.Overdue, c.overdue(o)...)
	}
	up := scorecard.RollUp(all)
	sec.Status, sec.Counted, sec.Total = up.Status, up.Counted, up.Total
	if up.Mean.Valid {
		sec.Mean = up.Mean.Decimal.StringFixed(1)
	}
	if up.Worst.Metric != nil && up.Worst.Has {
		worst := c.line(c.Objective(up.Worst.Metric.Objective), up.Worst)
		sec.Worst, sec.Curve = &worst, c.curve(&worst)
	}
	slices.SortStableFunc(sec.Off, func(a, b Line) int {
		if x := b.Status.Severity() - a.Status.Severity(); x != 0 {
			return x
		}
		return b.OffFor - a.OffFor
	})
	return sec, len(all) > 0
}

// place puts a metric under the headings of a section where it belongs.
func (c composer) place(sec *Section, o *scorecard.Objective, st scorecard.Standing) {
	c.count(st)
	if !st.Has || st.Freshness == scorecard.Old {
		sec.Missing = append(sec.Missing, c.missing(st))
	}
	if !st.Has {
		return
	}
	line := c.line(o, st)
	if line.SoWhat == "" && len(line.Hits) == 0 {
		return // nobody could say why it matters
	}
	switch changed := line.Before != "" && line.Before != line.Status; {
	case st.Status == scorecard.Green && (changed && line.Before.OffTrack() || line.Before == "" && st.Trend == scorecard.Better):
		sec.Wins = append(sec.Wins, line)
	case st.Status.OffTrack():
		sec.Off = append(sec.Off, line)
	case changed:
		sec.Changed = append(sec.Changed, line)
	}
}

func (c composer) count(st scorecard.Standing) {
	n := &c.brief.Counts
	switch {
	case st.Status == scorecard.Green:
		n.On++
	case st.Status.OffTrack():
		n.Off++
	default:
		n.Unknown++
	}
	now := State{Status: st.Status}
	if st.Has {
		now.Value, now.Period = st.Reading.Value.String(), st.Reading.Period
	}
	c.brief.States[st.Metric.ID] = now
	if before, ok := c.before(st.Metric.ID); ok {
		switch d := before.Status.Severity() - st.Status.Severity(); {
		case d > 0:
			n.Better++
		case d < 0:
			n.Worse++
		}
	}
}

func (c composer) before(id scorecard.MetricID) (State, bool) {
	if c.rec.Last == nil {
		return State{}, false
	}
	s, ok := c.rec.Last.States[id]
	return s, ok
}

func (c composer) missing(st scorecard.Standing) Missing {
	m := Missing{Metric: st.Metric.ID, Name: st.Metric.Name, Owner: st.Metric.ReportedBy()}
	if st.Has {
		m.Period = st.Reading.Period
	}
	return m
}

func (c composer) overdue(o *scorecard.Objective) []ActionLine {
	var out []ActionLine
	for _, a := range c.ActionsOf(o.ID) {
		if a.Overdue(c.Today) {
			out = append(out, c.action(a))
		}
	}
	return out
}

func (c composer) action(a *scorecard.Action) ActionLine {
	line := ActionLine{ID: a.ID, Name: a.Name, Owner: a.Owner, Due: a.Due, Progress: a.Progress}
	if o := c.Objective(a.Objective); o != nil {
		line.Objective = o.Name
	}
	return line
}

// agreed returns the actions that this review has asked for and that are still
// open, so that they come back until they are done.
func (c composer) agreed() []ActionLine {
	var out []ActionLine
	for i := range c.Actions {
		if a := &c.Actions[i]; a.Review == c.brief.Review && a.Open() {
			out = append(out, c.action(a))
		}
	}
	return out
}
