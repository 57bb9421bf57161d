package draw

import (
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// A mapCard is an objective as it is shown.
type mapCard struct {
	*scorecard.Objective
	band   int
	owner  string
	metric scorecard.MetricID // the headline metric
	name   string             // of it
	value  string
	bare   bool             // the value is a mere count
	period scorecard.Period // of the value
	aim    string           // what the value is held against
	look   look
	state  string // the status in words, with the age of the value where it is old
	off    string // which metrics are not green, where there are several
	lit    bool
	lines  cardLines
}

// newCard gathers what a card says: the objective, its owner, its first metric
// that the reader may see, and how all of those stand together.
func (v *view) newCard(ob *scorecard.Objective, b int) mapCard {
	c := mapCard{Objective: ob, band: b}
	if p := v.s.Person(v.s.OwnerOf(ob)); p != nil {
		c.owner = p.Name
	}
	var all []scorecard.Standing
	for _, st := range v.s.Standings(ob.ID) {
		if v.o.See(st.Metric) {
			all = append(all, st)
		}
	}
	c.stand(v, all)
	c.lines = c.set(v)
	return c
}

// stand settles how the objective stands by the metrics that measure it.
func (c *mapCard) stand(v *view, all []scorecard.Standing) {
	up := scorecard.RollUp(all)
	if up.Status == scorecard.NoData && up.Counted < up.Total && slices.ContainsFunc(all, func(st scorecard.Standing) bool { return st.Has && st.Freshness == scorecard.Old }) {
		up.Status = scorecard.Stale // there were numbers, all too old to count
	}
	c.look = lookOf(up.Status)
	c.state = c.look.word
	if len(all) == 0 {
		c.state = "not measured"
		return
	}
	c.headline(v, all[0])
	if len(all) > 1 {
		c.off = offWords(all)
	}
	if f := all[0].Freshness; all[0].Has && f != scorecard.Fresh {
		c.state += ", " + v.voice.Age(all[0].AgeDays)
	}
}

func (c *mapCard) headline(v *view, st scorecard.Standing) {
	c.metric, c.name = st.Metric.ID, st.Metric.Name
	if st.Has {
		c.value, c.period = v.voice.Value(st.Metric.Measure, st.Reading.Value), st.Reading.Period
		c.bare = st.Metric.Measure.Kind() == scorecard.CountMeasure
	}
	if st.HasTarget {
		c.aim = aimOf(v.voice, st.Metric, st.Target)
	}
}

// offWords names the metrics that are not green, the worst first: "red: Damaged
// parcels; amber: Fuel".
func offWords(all []scorecard.Standing) string {
	var groups []string
	for _, s := range []scorecard.Status{scorecard.Red, scorecard.Amber, scorecard.Stale} {
		var names []string
		for _, st := range all {
			if st.Status == s {
				names = append(names, st.Metric.Name)
			}
		}
		if len(names) > 0 {
			groups = append(groups, string(s)+": "+strings.Join(names, ", "))
		}
	}
	return strings.Join(groups, "; ")
}

// says is the card in words.
func (c *mapCard) says(v *view) string {
	var b strings.Builder
	b.WriteString(c.Name)
	if c.owner != "" {
		b.WriteString(", owner " + c.owner)
	}
	if c.name != "" {
		b.WriteString(": " + c.name)
	}
	if c.value != "" {
		b.WriteString(" " + c.value + " (" + v.voice.Period(c.period) + ")")
	}
	if c.aim != "" {
		b.WriteString(", " + c.aim)
	}
	b.WriteString("; " + c.state)
	if c.off != "" {
		b.WriteString("; " + c.off)
	}
	return b.String()
}
