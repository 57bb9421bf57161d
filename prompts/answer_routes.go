package prompts

import "throughline/bot/scorecard"

// RouteHead opens an answer about routes.
type RouteHead struct {
	From, To string
	Routes   int
	More     bool // there are more than were counted
	Lag      int  // weeks, on the best one
	Tradeoff bool // on the whole, better here means worse there
	Vision   string
}

// RouteHead says that something is reached, and how soon.
func (v Voice) RouteHead(h RouteHead) string { return v.say("answer/route-head", h) }

// Stop is one line of a route.
func (v Voice) Stop(s Stop) string { return v.say("answer/stop", s) }

// WeakestHop names the hop a route hangs by.
func (v Voice) WeakestHop(h Hop) string { return v.say("answer/weakest", h) }

// Tradeoff says that a route costs the far end something.
func (v Voice) Tradeoff(from, to string) string {
	return v.say("answer/tradeoff", map[string]string{"From": from, "To": to})
}

// OtherRoute is a further route in one line.
type OtherRoute struct {
	Lag     int
	Stops   []Stop
	Weakest Hop
	Trade   bool
}

// OtherRoute tells a further route in one line.
func (v Voice) OtherRoute(r OtherRoute) string { return v.say("answer/other-route", r) }

// MoreRoutes counts the routes left out; many says that not all were counted.
func (v Voice) MoreRoutes(n int, many bool) string {
	return v.say("answer/more-routes", map[string]any{"N": n, "Many": many})
}

// YourMove names the leading metric a team can move.
func (v Voice) YourMove(team string, s Stand) string {
	return v.say("answer/your-move", map[string]any{"Team": team, "Stand": s})
}

// RouteAlt describes a route for people who cannot see its picture.
func (v Voice) RouteAlt(stops []Stop) string { return v.plain("answer/route-alt", stops) }

// NoRoute says that no recorded link leads from one thing to another.
type NoRoute struct {
	From, To  string
	Reaches   []string // what From does lead to
	More      int      // and how many others
	Cause     string   // the nearest missing arrow
	Effect    string
	Objective string // what From stands for, where that is one objective of another name
	Via       []string
	Without   []string
	Others    int // routes that are not by way of Via, or not without Without
	Looked    int // or how many of very many were looked at
}

// NoRouteSo says that the routes there are are not of the sort asked for.
func (v Voice) NoRouteSo(n NoRoute) string { return v.say("answer/no-route-so", n) }

// GapCounts says that a question is counted.
func (v Voice) GapCounts() string { return v.say("answer/gap-counts", nil) }

// NoRoute is the answer when the map records no way.
func (v Voice) NoRoute(n NoRoute) string { return v.say("answer/no-route", n) }

// Reaches says what the subject does lead to.
func (v Voice) Reaches(n NoRoute) string { return v.say("answer/reaches", n) }

// MissingArrow names the nearest arrow that is not recorded.
func (v Voice) MissingArrow(n NoRoute) string { return v.say("answer/missing-arrow", n) }

// SameThing says that both ends of a question are the same objective.
func (v Voice) SameThing(from, to, objective string) string {
	return v.say("answer/same-thing", map[string]string{"From": from, "To": to, "Objective": objective})
}

// AroundHead opens an answer about drivers or effects.
type AroundHead struct {
	Name   string
	Up     bool // drivers; else effects
	N      int
	Direct int
}

// AroundHead counts what drives something, or what it affects.
func (v Voice) AroundHead(h AroundHead) string { return v.say("answer/around-head", h) }

// A Near is an objective up or down the chain.
type Near struct {
	Objective string
	Owner     string
	Stand     *Stand
	Hops      int
	Lag       int
	Known     string // of the weakest link on the way
	Lowers    bool
	Mixed     bool // some ways help, others hurt
	Yours     bool // the asker's team can move it
	Up        bool
	Via       string // the objective next to the one asked about, when it is further off
}

// Near is one line about an objective up or down the chain.
func (v Voice) Near(n Near) string { return v.say("answer/near", n) }

// Loop says that what is asked about feeds back into itself.
func (v Voice) Loop(name string) string { return v.say("answer/loop", name) }

// More counts what a list leaves out.
func (v Voice) More(n int) string { return v.say("answer/more", n) }

// LeverageHead says where to start.
func (v Voice) LeverageHead(name string, n int) string {
	return v.say("answer/leverage-head", map[string]any{"Name": name, "N": n})
}

// MustBeTrueHead opens the list of what a thing rests on.
func (v Voice) MustBeTrueHead(name string, n int) string {
	return v.say("answer/must-head", map[string]any{"Name": name, "N": n})
}

// Must is one thing that has to hold.
func (v Voice) Must(n Near) string { return v.say("answer/must", n) }

// LinkLine is one arrow in a line, with what is known of it.
type LinkLine struct {
	Hop
	Reason     string
	Owner      string
	Registered scorecard.Date
	Again      []scorecard.Date // when it was registered anew
	Found      string           // what the readings made of it, in a few words; empty: never judged
}

// LinkLine tells one arrow.
func (v Voice) LinkLine(l LinkLine) string { return v.say("answer/link", l) }

// LinkHead opens an answer about one arrow.
func (v Voice) LinkHead(l LinkLine) string { return v.say("answer/link-head", l) }

// LinkWhy says who registered an arrow, when and why; empty when nothing is known.
func (v Voice) LinkWhy(l LinkLine) string { return v.say("answer/link-why", l) }

// LinksHead counts arrows of a kind.
func (v Voice) LinksHead(n, of int, words []string) string {
	return v.say("answer/links-head", map[string]any{"N": n, "Of": of, "Words": words})
}

// OnlyIndirect says that two things are joined by a route but by no arrow.
func (v Voice) OnlyIndirect(from, to string, h Hop) string {
	return v.say("answer/only-indirect", map[string]any{"From": from, "To": to, "Hop": h})
}

// Supports says that a thing ties in by the cascade: what it supports is, or
// leads to, the other end.
func (v Voice) Supports(from, to string, up []string, direct bool) string {
	return v.say("answer/supports", map[string]any{"From": from, "To": to, "Up": up, "Direct": direct})
}

// AnotherWay opens a further route of a what-if.
func (v Voice) AnotherWay(from string) string { return v.say("answer/another-way", from) }

// LinkVerdict says what a review of the evidence found of an arrow; words is
// Voice.LedgerFinding.
func (v Voice) LinkVerdict(words string, on scorecard.Date) string {
	return v.say("answer/link-verdict", map[string]any{"Words": Marked(words), "On": on})
}
