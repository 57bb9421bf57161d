package answer

import (
	"net/url"
	"slices"
	"strings"

	"throughline/bot/chain"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/prompts"
)

// toldRoutes is how many routes are told; the rest are counted.
const toldRoutes = 3

// filteredRoutes is among how many of the best those of a sort are looked for.
const filteredRoutes = 10 * maxRoutes

// readable bounds the number of routes spoken of: nobody reads a larger one.
const readable = 1_000_000

// impact answers how one thing reaches another, and how it serves the vision.
func (t *talk) impact() {
	subject, object := t.ends(t.in.Subject), t.ends(t.in.Object)
	from, to := t.take(subject), t.take(object)
	h := prompts.RouteHead{From: prompts.And(t.names(subject)), To: prompts.And(t.names(object))}
	if t.how == understand.Contribution && t.in.Object[0] == understand.VisionRef {
		h.Vision = t.words(scorecard.Fact{Kind: scorecard.ObjectiveFact, Text: t.Vision.Text})
	}
	routes := t.routes(from, to)
	if shared := common(from, to); len(shared) > 0 {
		t.text(t.voice.SameThing(h.From, h.To, t.objectiveID(shared[0])))
		if len(routes) == 0 {
			t.yourMove(shared)
			return
		}
	}
	if len(routes) == 0 {
		if routes = t.bySupport(h, from, to); len(routes) == 0 {
			return
		}
	}
	h.Routes, h.More = t.count(int(t.res.Count.N), "routes"), t.res.Count.AtLeast
	h.Lag = t.weeks(routes[0].LagWeeks, "weeks on the best route")
	t.text(t.voice.RouteHead(h))
	t.tell(routes, t.spoken(subject, object), h)
}

// bySupport looks for routes from the objectives of higher units that the
// subject supports. Where there are none it says what there is, and returns none.
func (t *talk) bySupport(h prompts.RouteHead, from, to []scorecard.ObjectiveID) []chain.Route {
	var up []scorecard.ObjectiveID
	for _, o := range from {
		up = append(up, t.sight.chain.SupportsUp(o)...)
	}
	up = t.inForce(up)
	direct := common(up, to)
	routes := t.routes(up, to)
	if len(direct) == 0 && len(routes) == 0 {
		t.noRoute(h, from, to)
		return nil
	}
	if len(direct) > 0 {
		up = direct
	} else {
		up = passed(routes[:1])[:1]
	}
	t.text(t.voice.Supports(h.From, h.To, []string{t.objectiveID(up[0])}, len(direct) > 0))
	return routes
}

func common(a, b []scorecard.ObjectiveID) []scorecard.ObjectiveID {
	var out []scorecard.ObjectiveID
	for _, o := range a {
		if slices.Contains(b, o) {
			out = append(out, o)
		}
	}
	return out
}

// routes walks the map, keeps what the question allows, and notes the result.
func (t *talk) routes(from, to []scorecard.ObjectiveID) []chain.Route {
	f := t.in.Filters
	want := maxRoutes
	filtered := f != nil && len(f.Via)+len(f.Exclude) > 0
	if filtered {
		want = filteredRoutes
	}
	routes, total := t.sight.chain.Routes(from, to, want)
	if filtered {
		routes = slices.DeleteFunc(routes, func(r chain.Route) bool { return !t.allowed(r) })
		total = chain.Count{N: uint64(len(routes)), AtLeast: total.AtLeast || total.N > uint64(want)}
	}
	if total.N > readable {
		total = chain.Count{N: readable, AtLeast: true}
	}
	routes = routes[:min(len(routes), maxRoutes)]
	for _, r := range routes {
		t.res.Routes = append(t.res.Routes, linkIDs(r.Links))
	}
	t.res.Count = total
	return routes
}

// allowed reports whether a route goes by way of all that is asked for and
// avoids what is excluded.
func (t *talk) allowed(r chain.Route) bool {
	passes := func(e end) bool {
		return slices.ContainsFunc(t.objectives(e), func(o scorecard.ObjectiveID) bool {
			return o == r.From() || slices.ContainsFunc(r.Links, func(l *scorecard.Link) bool { return l.Effect == o })
		})
	}
	for _, e := range t.ends(t.in.Filters.Via) {
		if !passes(e) {
			return false
		}
	}
	return !slices.ContainsFunc(t.ends(t.in.Filters.Exclude), passes)
}

func linkIDs(links []*scorecard.Link) []scorecard.LinkID {
	var out []scorecard.LinkID
	for _, l := range links {
		out = append(out, l.ID)
	}
	return out
}

// headlines says which metric of an objective is spoken of: the one asked
// about, or the first.
type headlines map[scorecard.ObjectiveID]*scorecard.Metric

// spoken picks the metrics that the ends of a question are about.
func (t *talk) spoken(sides ...[]end) headlines {
	h := headlines{}
	for _, side := range sides {
		for _, e := range side {
			m := e.metric
			if e.kind == theVision {
				m = t.visionMetric()
			}
			if m != nil {
				h[m.Objective] = m
			}
		}
	}
	return h
}

// headline returns the metric to speak of, and the one that stands worst where
// that is another.
func (t *talk) headline(o scorecard.ObjectiveID, h headlines) (head, worse *scorecard.Metric) {
	ms := t.MetricsOf(o)
	if head = h[o]; head == nil && len(ms) > 0 {
		head = ms[0]
	}
	if head == nil {
		return nil, nil
	}
	most := t.Standing(head.ID).Status.Severity()
	for _, m := range ms {
		if s := t.Standing(m.ID).Status; s.OffTrack() && s.Severity() > most {
			worse, most = m, s.Severity()
		}
	}
	return head, worse
}

// tell tells the best route stop by stop, further ones in a line each, and
// counts the rest.
func (t *talk) tell(routes []chain.Route, h headlines, head prompts.RouteHead) {
	told := map[scorecard.ObjectiveID]bool{}
	best := t.stops(routes[0], h, told)
	var items []chat.Item
	for _, s := range best {
		items = append(items, chat.Item{Marked: t.voice.Stop(s), Status: dot(s.Stand)})
	}
	t.list(items)
	t.text(t.voice.WeakestHop(t.weakest(routes[0])))
	if routes[0].Sign == scorecard.Lowers {
		t.text(t.voice.Tradeoff(head.From, head.To))
	}
	shown := min(len(routes), toldRoutes)
	for _, r := range routes[1:shown] {
		stops := t.stops(r, h, told)
		t.text(t.voice.OtherRoute(prompts.OtherRoute{
			Lag: t.weeks(r.LagWeeks, "weeks on another route"), Stops: stops,
			Weakest: t.weakest(r), Trade: r.Sign == scorecard.Lowers,
		}))
	}
	if t.res.Count.AtLeast {
		t.text(t.voice.MoreRoutes(0, true))
	} else if left := int(t.res.Count.N) - shown; left > 0 {
		t.text(t.voice.MoreRoutes(t.count(left, "routes left out"), false))
	}
	t.yourMove(passed(routes[:shown]))
	t.picture(routes[0], best)
}

// weakest describes the hop a route hangs by, and counts those just as weak.
func (t *talk) weakest(r chain.Route) prompts.Hop {
	hop := t.hop(r.Links[r.Weakest])
	for _, l := range r.Links {
		if t.voice.Known(l, t.judged(l)) == hop.Known {
			hop.Alike++
		}
	}
	hop.Alike = t.count(hop.Alike-1, "hops just as weak")
	return hop
}

// stops describes a route; an objective that was told before is only named.
func (t *talk) stops(r chain.Route, h headlines, told map[scorecard.ObjectiveID]bool) []prompts.Stop {
	ids := []scorecard.ObjectiveID{r.From()}
	for _, l := range r.Links {
		ids = append(ids, l.Effect)
	}
	var out []prompts.Stop
	for i, id := range ids {
		o := t.Objective(id)
		s := prompts.Stop{Objective: t.objective(o), Page: page("objective", string(id)), Owner: t.person(t.ownerOf(o)), Told: told[id]}
		told[id] = true
		if i > 0 {
			hop := t.hop(r.Links[i-1])
			s.Hop = &hop
		}
		s.Stand, s.Worse = t.pair(t.headline(id, h))
		out = append(out, s)
	}
	return out
}

func (t *talk) pair(head, worse *scorecard.Metric) (a, b *prompts.Stand) {
	if head != nil {
		s := t.stand(head)
		a = &s
	}
	if worse != nil {
		s := t.stand(worse)
		b = &s
	}
	return a, b
}

// dot is the status drawn before a line; none without a number to judge.
func dot(s *prompts.Stand) string {
	if s == nil || !s.Has || s.Status == scorecard.NoData {
		return ""
	}
	return string(s.Status)
}

// passed lists the objectives that routes go through, in their order.
func passed(routes []chain.Route) []scorecard.ObjectiveID {
	var out []scorecard.ObjectiveID
	for _, r := range routes {
		out = append(out, r.From())
		for _, l := range r.Links {
			out = append(out, l.Effect)
		}
	}
	return out
}

// yourMove names the leading metric that the asker's team can move on the way,
// or else the one at its start.
func (t *talk) yourMove(way []scorecard.ObjectiveID) {
	for _, own := range []bool{true, false} {
		for _, id := range way {
			o := t.Objective(id)
			if own && !t.mine(o) {
				continue
			}
			if m := t.leading(id); m != nil {
				t.text(t.voice.YourMove(t.unit(t.UnitOf(m)), t.stand(m)))
				return
			}
			if !own {
				return
			}
		}
	}
}

// leading returns the leading metric of an objective that stands worst.
func (t *talk) leading(o scorecard.ObjectiveID) *scorecard.Metric {
	var best *scorecard.Metric
	most := -1
	for _, m := range t.MetricsOf(o) {
		if s := t.Standing(m.ID).Status.Severity(); m.Kind == scorecard.Leading && t.Unit(t.UnitOf(m)) != nil && s > most {
			best, most = m, s
		}
	}
	return best
}

// picture draws the best route, with the same told in words.
func (t *talk) picture(r chain.Route, stops []prompts.Stop) {
	var ids []string
	for _, l := range r.Links {
		ids = append(ids, url.QueryEscape(string(l.ID)))
	}
	t.say(chat.Picture{Alt: t.voice.RouteAlt(stops),
		Path: "/map.svg?links=" + strings.Join(ids, ","), Link: "/map?links=" + strings.Join(ids, ",")})
}
