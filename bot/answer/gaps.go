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
	t.res.Gaps = t.gapBetween()
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
			if a.id != b.id && (!ok || cost < best) {
				cause, effect, best, ok = a.id, b.id, cost, true
			}
		}
	}
	return cause, effect, ok
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
