package evidence

import (
	"cmp"
	"math"
	"slices"

	"throughline/bot/scorecard"
)

// A Change is how far a metric is from what it usually does.
type Change struct {
	Delta  float64 // the mean of three values minus the mean of its limits, in its measure
	Signal bool    // the limits say that this is no chance
	Off    bool    // it is amber or red
}

// An Explanation says where the change of a metric comes from, as far as the map
// goes.
type Explanation struct {
	Metric scorecard.MetricID
	Change float64
	// Noise: the metric only does what it always does, so there is nothing to
	// explain, and Causes is empty. CapabilityOf says whether what it always does is
	// enough.
	Noise bool
	// Unsettled: the loops of the map have no end state, so nothing can be said.
	Unsettled bool
	Own       float64 // the part that the map does not explain
	OwnFirst  bool    // that is over half of the change: say it first
	Causes    []Cause // worth naming: the largest first, those that rest on hypotheses alone last
	Rest      float64 // of causes not worth naming
	All       []Cause // every upstream metric; with Own they add up to Change
}

// A Cause is what one upstream metric's own surprise adds: what it did beyond
// what its own drivers explain.
type Cause struct {
	Metric       scorecard.MetricID
	Surprise     float64 // in its own measure
	Slope        float64 // of the explained metric, for one more of this one, over all routes
	Contribution float64 // Surprise × Slope
	Share        float64 // of the change
	LagWeeks     int     // along the strongest route
	Links        []scorecard.LinkID
	Word         Verdict // of the weakest arrow of that route
	Hypothesis   bool    // no more than a "could be": the data do not support the route yet
}

// nameable is the share of a change under which a cause is not named.
const nameable = 0.10

// Why splits the change of a metric among what is upstream of it. Metrics
// without a Change are left out, and so are the arrows to and from them. The
// contributions add up exactly: for a map of slopes this is the Shapley value of
// each metric's surprise.
func Why(arrows []Arrow, changes map[scorecard.MetricID]Change, target scorecard.MetricID) Explanation {
	own := changes[target]
	x := Explanation{Metric: target, Change: own.Delta, Own: own.Delta, OwnFirst: true}
	if !own.Signal {
		x.Noise, x.OwnFirst = true, false
		return x
	}
	known := slices.DeleteFunc(slices.Clone(arrows), func(a Arrow) bool {
		_, from := changes[a.From]
		_, to := changes[a.To]
		return !from || !to
	})
	n := upstream(known, target)
	t, ok := n.at[target]
	if !ok {
		return x
	}
	if !x.split(n, t, changes) {
		x.Unsettled = true
		return x
	}
	x.name(changes)
	return x
}

// split finds what each metric of the network contributes to the target; false
// when the loops never settle.
func (x *Explanation) split(n *network, target int, changes map[scorecard.MetricID]Change) bool {
	totals, ok := n.totals(target)
	if !ok {
		return false
	}
	best := n.strongest(target)
	for k, id := range n.ids {
		surprise := changes[id].Delta
		for _, l := range n.in[k] {
			surprise -= n.arrows[l].Slope * changes[n.arrows[l].From].Delta
		}
		c := Cause{Metric: id, Surprise: surprise, Slope: totals[k], Contribution: surprise * totals[k]}
		if x.Change != 0 {
			c.Share = c.Contribution / x.Change
		}
		if k == target {
			x.Own = c.Contribution
			continue
		}
		if p := best[k]; len(p.Links) > 0 {
			c.Links, c.LagWeeks, c.Word = p.Links, p.LagWeeks, p.Word
		}
		c.Hypothesis = c.Word != Supported && c.Word != EarlySign
		x.All = append(x.All, c)
	}
	return true
}

// name picks the causes to tell of.
func (x *Explanation) name(changes map[scorecard.MetricID]Change) {
	slices.SortStableFunc(x.All, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Contribution), math.Abs(a.Contribution)), cmp.Compare(a.Metric, b.Metric))
	})
	for _, hypothesis := range []bool{false, true} {
		for _, c := range x.All {
			if at := changes[c.Metric]; c.Hypothesis == hypothesis && math.Abs(c.Share) >= nameable && (at.Signal || at.Off) {
				x.Causes = append(x.Causes, c)
			}
		}
	}
	x.Rest = x.Change - x.Own
	for _, c := range x.Causes {
		x.Rest -= c.Contribution
	}
	x.OwnFirst = math.Abs(x.Own) > math.Abs(x.Change)/2
}

// strongest returns, for each node, the route to the target with the largest
// product, without listing all routes.
func (n *network) strongest(target int) []Path {
	_, next := n.strengths(target)
	out := make([]Path, len(n.ids))
	for k := range out {
		var links []int
		for at := k; next[at] >= 0 && len(links) < len(n.ids); at = n.at[n.arrows[next[at]].To] {
			links = append(links, next[at])
		}
		if len(links) > 0 {
			out[k] = n.path(links)
		}
	}
	return out
}

// strengths returns, for each node, the largest product of slopes, without signs,
// over the routes to the target, and the arrow that it begins with; −1 where
// nothing leads there.
func (n *network) strengths(target int) (strength []float64, next []int) {
	strength, next = make([]float64, len(n.ids)), make([]int, len(n.ids))
	for i := range next {
		next[i] = -1
	}
	strength[target] = 1
	for range len(n.ids) {
		changed := false
		for l, a := range n.arrows {
			u, v := n.at[a.From], n.at[a.To]
			if s := math.Abs(a.Slope) * strength[v]; u != target && s > strength[u] && !n.follows(next, v, u) {
				strength[u], next[u], changed = s, l, true
			}
		}
		if !changed {
			break
		}
	}
	return strength, next
}

// follows reports whether the route from v passes u.
func (n *network) follows(next []int, v, u int) bool {
	for range len(next) {
		if v == u {
			return true
		}
		if next[v] < 0 {
			return false
		}
		v = n.at[n.arrows[next[v]].To]
	}
	return true
}

// RestsOn is how many values a change is the mean of.
const RestsOn = recent

const recent = 3

// Changes returns how far the target and everything upstream of it are from what
// they usually do: each at the time at which it would have made itself felt in
// the newest value of the target, by the lags of its strongest route. Metrics
// without limits are left out. off says which are amber or red.
func Changes(arrows []Arrow, charts map[scorecard.MetricID]Chart, target scorecard.MetricID, off func(scorecard.MetricID) bool) map[scorecard.MetricID]Change {
	_, newest, ok := charts[target].Series.Latest()
	if !ok {
		return map[scorecard.MetricID]Change{}
	}
	return changes(arrows, target, newest, off, func(id scorecard.MetricID, _ scorecard.Date) Chart { return charts[id] })
}

// ChangesLately is Changes with the limits that were Recent for each metric at
// the time at which it is looked at.
func ChangesLately(arrows []Arrow, series map[scorecard.MetricID]Series, target scorecard.MetricID, off func(scorecard.MetricID) bool) map[scorecard.MetricID]Change {
	_, newest, ok := series[target].Latest()
	if !ok {
		return map[scorecard.MetricID]Change{}
	}
	return changes(arrows, target, newest, off, func(id scorecard.MetricID, day scorecard.Date) Chart { return Recent(series[id].Until(day)) })
}

func changes(arrows []Arrow, target scorecard.MetricID, newest scorecard.Period, off func(scorecard.MetricID) bool, chartOn func(scorecard.MetricID, scorecard.Date) Chart) map[scorecard.MetricID]Change {
	out := map[scorecard.MetricID]Change{}
	add := func(id scorecard.MetricID, lagWeeks int) {
		day := newest.End().Add(-7 * lagWeeks)
		if c := chartOn(id, day); c.Known {
			if change, ok := c.changeAt(day); ok {
				change.Off = off != nil && off(id)
				out[id] = change
			}
		}
	}
	add(target, 0)
	n := upstream(arrows, target)
	t, ok := n.at[target]
	if !ok {
		return out
	}
	for k, p := range n.strongest(t) {
		if k != t && len(p.Links) > 0 {
			add(n.ids[k], p.LagWeeks)
		}
	}
	return out
}

// changeAt compares the three values up to a day with the mean of the limits. It
// is a signal when one fired at any of the three.
func (c Chart) changeAt(d scorecard.Date) (Change, bool) {
	v, at := c.Series.Until(d).points()
	if len(v) == 0 {
		return Change{}, false
	}
	from := max(0, len(v)-recent)
	change := Change{Delta: total(v[from:])/float64(len(v)-from) - c.Limits.Mean}
	for _, s := range c.Signals {
		if s.Loud() && s.index >= at[from] && s.index <= at[len(at)-1] {
			change.Signal = true
		}
	}
	return change, true
}
