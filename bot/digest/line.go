package digest

import (
	"slices"

	"throughline/bot/scorecard"
)

// line tells everything about one metric: how it stands, what changed, why, and
// what will feel it.
func (c composer) line(o *scorecard.Objective, st scorecard.Standing) Line {
	m := st.Metric
	l := Line{
		Metric: m.ID, Name: m.Name, Measure: m.Measure, Value: st.Reading.Value.String(), Period: st.Reading.Period,
		AgeDays: st.AgeDays, Status: st.Status, OffFor: st.OffFor, Cadence: m.Cadence, Owner: m.Owner,
		SoWhat: m.SoWhat, Words: st.Reading.Note,
	}
	if st.HasTarget && st.Target.Value.Valid {
		l.Target = st.Target.Value.Decimal.String()
	}
	if before, ok := c.before(m.ID); ok {
		l.Before, l.Was = before.Status, before.Value
	}
	for _, a := range c.ActionsOf(o.ID) {
		if a.Open() {
			l.Actions = append(l.Actions, a.Name)
		}
	}
	if st.Status.OffTrack() {
		l.Causes, l.Outlook = c.causes(o), c.outlook(st)
	}
	l.Hits = c.hits(o, st)
	return l
}

// causes returns what stands right upstream of o and is itself off target or got
// worse: red before amber, tested links before untested.
func (c composer) causes(o *scorecard.Objective) []Cause {
	var out []Cause
	for _, l := range c.chain.Into(o.ID) {
		if ob := c.Objective(l.Cause); ob == nil || len(ob.VisibleTo) > 0 || l.Evidence == scorecard.Contradicted {
			continue
		}
		for _, st := range c.Standings(l.Cause) {
			if !st.Has || !st.Metric.Open() || !st.Status.OffTrack() && st.Trend != scorecard.Worse {
				continue
			}
			cause := Cause{
				Metric: st.Metric.ID, Name: st.Metric.Name, Measure: st.Metric.Measure, Value: st.Reading.Value.String(),
				Period: st.Reading.Period, Status: st.Status, Words: st.Reading.Note, By: st.Reading.By,
				LagWeeks: l.LagWeeks, Evidence: l.Evidence, Link: l.ID,
			}
			if !st.Status.OffTrack() {
				cause.Was, cause.WasIn = st.Prev.Value.String(), st.Prev.Period
			}
			out = append(out, cause)
		}
	}
	slices.SortStableFunc(out, func(a, b Cause) int {
		if x := b.Status.Severity() - a.Status.Severity(); x != 0 {
			return x
		}
		return rank(b.Evidence) - rank(a.Evidence)
	})
	return out[:min(len(out), maxCauses)]
}

func rank(e scorecard.EvidenceWord) int {
	return map[scorecard.EvidenceWord]int{scorecard.Confirmed: 2, scorecard.Hypothesis: 1, scorecard.Contradicted: 0}[e]
}

// hits returns the nearest objectives downstream, and the day by which each is
// expected to feel the newest value.
func (c composer) hits(o *scorecard.Objective, st scorecard.Standing) []Hit {
	var out []Hit
	for _, r := range c.chain.Effects([]scorecard.ObjectiveID{o.ID}) {
		ob := c.Objective(r.Objective)
		if len(out) == maxHits {
			break
		}
		if ob == nil || len(ob.VisibleTo) > 0 || r.Evidence == scorecard.Contradicted {
			continue
		}
		out = append(out, Hit{
			Objective: ob.ID, Name: ob.Name, Owner: c.OwnerOf(ob), Evidence: r.Evidence,
			By: st.Reading.Period.End().Add(7 * r.LagWeeks), Link: r.Weakest.ID,
		})
	}
	return out
}

// decide returns what the meeting should settle, the most pressing first.
func (c composer) decide() []Question {
	out := c.watched()
	still := map[string]bool{} // metrics of which it is asked already why they stand still
	for _, q := range out {
		still[q.Name] = still[q.Name] || q.Kind == Watermelon
	}
	for _, sec := range c.brief.Sections {
		for _, l := range sec.Off {
			if l.OffFor < LongOff || still[l.Name] {
				continue
			}
			q := Question{Kind: NoAction, Name: l.Name, OffFor: l.OffFor, Cadence: l.Cadence, Owner: l.Owner, weight: 10*l.Status.Severity() + l.OffFor}
			if len(l.Actions) > 0 {
				q.Kind, q.Other = c.begun(l.Actions)
				q.weight -= 5
			}
			out = append(out, q)
		}
		for _, a := range sec.Overdue {
			out = append(out, Question{Kind: LateAction, Name: a.Name, Other: a.Objective, Due: a.Due, Owner: a.Owner, weight: 38})
		}
	}
	out = append(out, c.contradictions()...)
	out = append(out, c.unattended()...)
	slices.SortStableFunc(out, func(a, b Question) int { return b.weight - a.weight })
	return out[:min(len(out), maxDecide)]
}

// begun returns the first action of some that has begun, or else the first, which
// is only planned.
func (c composer) begun(names []string) (QuestionKind, string) {
	for i := range c.Strategy.Actions {
		if a := &c.Strategy.Actions[i]; a.Open() && a.Progress != scorecard.Planned && slices.Contains(names, a.Name) {
			return NotWorking, a.Name
		}
	}
	return NotStarted, names[0]
}

func (c composer) contradictions() []Question {
	var out []Question
	units := c.UnitsBelow(c.brief.Unit)
	for i := range c.Links {
		l := &c.Links[i]
		from, to := c.Objective(l.Cause), c.Objective(l.Effect)
		if l.Evidence != scorecard.Contradicted || l.Retired != nil || from == nil || to == nil || len(from.VisibleTo)+len(to.VisibleTo) > 0 {
			continue
		}
		if c.brief.Unit == "" || slices.Contains(units, from.Unit) {
			kind := Contradicted
			if l.Verdict == nil || l.Verdict.Shown != scorecard.ContradictedByData {
				kind = StatedContradicted // the readings have not said so
			}
			out = append(out, Question{Kind: kind, Name: from.Name, Other: to.Name, Owner: l.Owner, Link: l.ID, weight: 30})
		}
	}
	return out
}

func (c composer) unattended() []Question {
	var out []Question
	seen := map[scorecard.MetricID]bool{}
	for _, a := range c.rec.Asks {
		m := c.Metric(a.Metric)
		if a.State != scorecard.AskUnattended || m == nil || !m.Open() || seen[m.ID] {
			continue
		}
		if _, here := c.brief.States[m.ID]; here {
			seen[m.ID] = true
			out = append(out, Question{Kind: Unattended, Name: m.Name, Owner: m.Owner, weight: 35})
		}
	}
	return out
}
