package chain

import "throughline/bot/scorecard"

// A Route is one way of cause and effect. It is as proven as its weakest link.
type Route struct {
	Links    []*scorecard.Link // in the order of the effect; never empty
	Sign     scorecard.Sign    // Lowers when an odd number of its links do
	LagWeeks int               // the lags of its links, added up
	Weakest  int               // index of the first link with the weakest evidence
}

// Evidence returns what is known of the route: of its weakest link.
func (r Route) Evidence() scorecard.EvidenceWord { return r.Links[r.Weakest].Evidence }

// From returns the objective the route starts at.
func (r Route) From() scorecard.ObjectiveID { return r.Links[0].Cause }

// To returns the objective the route ends at.
func (r Route) To() scorecard.ObjectiveID { return r.Links[len(r.Links)-1].Effect }

// Routes returns the best routes, max at the most, that start at one of from
// and end at one of to, and how many there are in all.
//
// The best route is the one whose weakest link has the best evidence
// (confirmed, then hypothesis, then contradicted); then the one with the fewest
// links; then the one with the shortest lag; then the one whose link ids come
// first. A route that passes another objective of from on its way comes after
// all that do not: what follows from there is a route of its own.
//
// Objectives that are unknown or retired have no routes, and a route has at
// least one link, so there is none from an objective to itself.
func (m *Map) Routes(from, to []scorecard.ObjectiveID, max int) (best []Route, total Count) {
	sc := m.spare.Get().(*scratch)
	defer m.spare.Put(sc)
	defer sc.done()
	r := m.between(sc, m.numbers(from), m.numbers(to))
	if len(r.hops) == 0 {
		return nil, Count{}
	}
	return r.best(max), r.count()
}

// route describes a way through the region.
func (r *region) route(path []int32) Route {
	route := Route{Links: make([]*scorecard.Link, 0, len(path))}
	for i, h := range path {
		e := &r.m.links[r.hops[h].edge]
		route.Links = append(route.Links, e.link)
		route.LagWeeks += e.link.LagWeeks
		if e.lowers {
			route.Sign = flip(route.Sign)
		}
		if e.weakness > weakness(route.Links[route.Weakest].Evidence) {
			route.Weakest = i
		}
	}
	return route
}

func flip(s scorecard.Sign) scorecard.Sign {
	if s == scorecard.Lowers {
		return scorecard.Raises
	}
	return scorecard.Lowers
}
