package answer

import (
	"slices"

	"throughline/bot/chain"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// noRoute says that nothing recorded leads there, what the subject does reach,
// and which arrow is missing.
func (t *talk) noRoute(h prompts.RouteHead, from, to []scorecard.ObjectiveID) {
	t.res.Outcome = NoPath
	n := prompts.NoRoute{From: h.From, To: h.To}
	if _, total := t.sight.chain.Routes(from, to, 1); total.N > 0 {
		t.noRouteSo(n, total)
		return
	}
	t.text(t.voice.NoRoute(n))
	reached := t.sight.chain.Effects(from)
	for _, r := range reached[:min(len(reached), 4)] {
		n.Reaches = append(n.Reaches, t.objectiveID(r.Objective))
	}
	if len(reached) > 4 {
		n.More = t.count(len(reached)-4, "more objectives reached")
	}
	t.text(t.voice.Reaches(n))
	if cause, effect, ok := t.missing(from, to); ok {
		n.Cause, n.Effect = t.objectiveID(cause), t.objectiveID(effect)
		t.text(t.voice.MissingArrow(n))
	}
	if t.res.Gaps = t.gapBetween(); len(t.res.Gaps) > 0 {
		t.text(t.voice.GapCounts())
	}
}

// noRouteSo says that there are routes, and none of the sort that was asked for.
func (t *talk) noRouteSo(n prompts.NoRoute, all chain.Count) {
	if f := t.in.Filters; f != nil {
		n.Via, n.Without = t.names(t.ends(f.Via)), t.names(t.ends(f.Exclude))
	}
	if all.N > filteredRoutes {
		n.Looked = t.count(filteredRoutes, "routes looked at")
	} else {
		n.Others = t.count(int(all.N), "routes of another sort")
	}
	t.text(t.voice.NoRouteSo(n))
}

// near bounds the search for a missing arrow to what lies closest to both ends.
const near = 40

// missing returns the arrow that, if it were on the map, would join the two
// ends with the fewest further hops, from one perspective to the next outer.
func (t *talk) missing(from, to []scorecard.ObjectiveID) (cause, effect scorecard.ObjectiveID, ok bool) {
	best := 0
	for _, a := range around(from, t.sight.chain.Effects(from)) {
		for _, b := range around(to, t.sight.chain.Drivers(to)) {
			cost := a.hops + b.hops + t.leap(a.id, b.id)
			if a.id != b.id && (!ok || cost < best) && !t.joined(a.id, b.id) {
				cause, effect, best, ok = a.id, b.id, cost, true
			}
		}
	}
	return cause, effect, ok
}

// joined reports whether an arrow leads from one objective to another.
func (t *talk) joined(cause, effect scorecard.ObjectiveID) bool {
	return slices.ContainsFunc(t.sight.chain.Out(cause), func(l *scorecard.Link) bool { return l.Effect == effect })
}

type distant struct {
	id   scorecard.ObjectiveID
	hops int
}

func around(ids []scorecard.ObjectiveID, reached []chain.Reached) []distant {
	var out []distant
	for _, id := range ids {
		out = append(out, distant{id, 0})
	}
	for _, r := range reached {
		out = append(out, distant{r.Objective, r.Hops})
	}
	return out[:min(len(out), near)]
}

// leap says how far-fetched an arrow between two objectives would be: one lane
// outwards is what maps are made of, backwards is rare.
func (t *talk) leap(cause, effect scorecard.ObjectiveID) int {
	lane := func(id scorecard.ObjectiveID) int {
		p := t.Objective(id).Perspective
		return slices.IndexFunc(t.Perspectives, func(q scorecard.Perspective) bool { return q.ID == p })
	}
	switch d := lane(cause) - lane(effect); {
	case d == 1:
		return 0
	case d == 0:
		return 1
	case d > 1:
		return 2 * (d - 1)
	}
	return 6
}
