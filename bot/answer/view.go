package answer

import (
	"slices"
	"strings"
	"sync"

	"throughline/bot/chain"
	"throughline/bot/scorecard"
)

// A view is the strategy as an audience may see it: what is withheld from them
// is not there at all, so that no list, route or suggestion can let it slip.
type view struct {
	*scorecard.Snapshot
	sight *sight
	full  *scorecard.Snapshot
	to    scorecard.Audience
	known *sync.Map // scorecard.MetricID to its scorecard.Standing
}

// Standing is the snapshot's, worked out once for each metric.
func (v *view) Standing(id scorecard.MetricID) scorecard.Standing {
	if v.Metric(id) == nil { // not there, or not for this audience
		return scorecard.Standing{Status: scorecard.NoData}
	}
	return v.standing(id)
}

// standing is Standing of a metric that the view is known to show.
func (v *view) standing(id scorecard.MetricID) scorecard.Standing {
	if s, ok := v.known.Load(id); ok {
		return s.(scorecard.Standing)
	}
	s := v.Snapshot.Standing(id)
	v.known.Store(id, s)
	return s
}

// A sight is what can be kept between questions of people who may see the same.
type sight struct {
	index    *scorecard.Index
	chain    *chain.Map
	withheld []string // lower-case names of what is hidden
}

// sights remembers them for the newest index it was shown, and how metrics
// stand for the newest snapshot.
type sights struct {
	mu    sync.Mutex
	of    *scorecard.Index
	byKey map[string]*sight
	byWho map[scorecard.Audience]*sight
	snap  *scorecard.Snapshot
	known *sync.Map
}

const (
	maxSights    = 64   // how many different sights of one strategy are kept
	maxAudiences = 4096 // and for how many audiences it is known which is theirs
)

func (c *sights) view(s *scorecard.Snapshot, to scorecard.Audience) *view {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != s.Index || len(c.byKey) >= maxSights || len(c.byWho) >= maxAudiences {
		c.of, c.byKey, c.byWho = s.Index, map[string]*sight{}, map[scorecard.Audience]*sight{}
	}
	if c.snap != s {
		c.snap, c.known = s, &sync.Map{}
	}
	got := c.byWho[to]
	if got == nil {
		got = c.sightOf(s.Index, to)
		c.byWho[to] = got
	}
	seen := *s
	seen.Index = got.index
	return &view{Snapshot: &seen, sight: got, full: s, to: to, known: c.known}
}

// sightOf returns what an audience may see, which may be what others may.
func (c *sights) sightOf(x *scorecard.Index, to scorecard.Audience) *sight {
	h := hiddenFrom(x, to)
	key := h.key()
	if c.byKey[key] == nil {
		c.byKey[key] = h.sight(x)
	}
	return c.byKey[key]
}

// hidden is what an audience may not see.
type hidden struct {
	metrics    map[scorecard.MetricID]bool
	objectives map[scorecard.ObjectiveID]bool
	guest      bool
}

func hiddenFrom(x *scorecard.Index, to scorecard.Audience) hidden {
	h := hidden{metrics: map[scorecard.MetricID]bool{}, objectives: map[scorecard.ObjectiveID]bool{}}
	for i := range x.Strategy.Objectives {
		if o := &x.Strategy.Objectives[i]; !x.MaySeeObjective(to, o) {
			h.objectives[o.ID] = true
		}
	}
	for i := range x.Strategy.Metrics {
		if m := &x.Strategy.Metrics[i]; !x.MaySee(to, m) || h.objectives[m.Objective] && m.Open() {
			h.metrics[m.ID] = true
		}
	}
	who := x.Person(to.Person)
	h.guest = who == nil || who.Role == scorecard.Guest
	return h
}

func (h hidden) key() string {
	var ids []string
	for m := range h.metrics {
		ids = append(ids, "m "+string(m))
	}
	for o := range h.objectives {
		ids = append(ids, "o "+string(o))
	}
	if h.guest {
		ids = append(ids, "guest")
	}
	slices.Sort(ids)
	return strings.Join(ids, "\n")
}

// sight builds the strategy without what is hidden.
func (h hidden) sight(x *scorecard.Index) *sight {
	if len(h.metrics)+len(h.objectives) == 0 && !h.guest {
		return &sight{index: x, chain: chain.New(x)}
	}
	s := *x.Strategy
	s.Metrics = slices.DeleteFunc(slices.Clone(s.Metrics), func(m scorecard.Metric) bool { return h.metrics[m.ID] })
	s.Objectives = slices.DeleteFunc(slices.Clone(s.Objectives), func(o scorecard.Objective) bool { return h.objectives[o.ID] })
	s.Actions = slices.DeleteFunc(slices.Clone(s.Actions), func(a scorecard.Action) bool { return h.objectives[a.Objective] })
	s.Links = h.links(s.Links)
	if h.metrics[s.Vision.Metric] {
		s.Vision.Metric, s.Vision.Target.Valid = "", false
	}
	if h.guest {
		s = h.asGuest(s)
	}
	index := scorecard.NewIndex(&s)
	return &sight{index: index, chain: chain.New(index), withheld: h.names(x)}
}

// links leaves out arrows at hidden objectives, and estimates of hidden metrics.
func (h hidden) links(all []scorecard.Link) []scorecard.Link {
	var out []scorecard.Link
	for _, l := range all {
		if h.objectives[l.Cause] || h.objectives[l.Effect] {
			continue
		}
		if e := l.Estimate; e != nil && (h.metrics[e.From] || h.metrics[e.To]) {
			l.Estimate = nil
		}
		out = append(out, l)
	}
	return out
}

// asGuest leaves a guest only the units and people of what names the guest.
func (h hidden) asGuest(s scorecard.Strategy) scorecard.Strategy {
	units, people := map[scorecard.UnitID]bool{}, map[scorecard.PersonID]bool{}
	for _, o := range s.Objectives {
		units[o.Unit], people[o.Owner] = true, true
	}
	for _, m := range s.Metrics {
		units[m.Unit], people[m.Owner] = true, true
	}
	s.Units = slices.DeleteFunc(slices.Clone(s.Units), func(u scorecard.Unit) bool { return !units[u.ID] })
	s.People = slices.DeleteFunc(slices.Clone(s.People), func(p scorecard.Person) bool { return !people[p.ID] })
	s.Vision.Text, s.Parked, s.Reviews = "", nil, nil
	return s
}

// names lists, in lower case, what the hidden things are called.
func (h hidden) names(x *scorecard.Index) []string {
	var out []string
	add := func(names ...string) {
		for _, n := range names {
			if n = strings.ToLower(strings.TrimSpace(n)); len(n) > 3 {
				out = append(out, n)
			}
		}
	}
	for id := range h.metrics {
		m := x.Metric(id)
		add(m.Name)
		add(m.Synonyms...)
	}
	for id := range h.objectives {
		add(x.Objective(id).Name)
	}
	return out
}

// maySay reports whether somebody's words can be shown: they name nothing that
// is withheld. Words of people are the one thing that rights do not reach.
func (v *view) maySay(words string) bool {
	words = strings.ToLower(words)
	return !slices.ContainsFunc(v.sight.withheld, func(n string) bool { return strings.Contains(words, n) })
}
