package web

import (
	"net/http"
	"net/url"
	"strconv"

	"throughline/bot/chat"
)

// A Welcome is what a newcomer sees first, until they put it away.
type Welcome struct {
	Title string // "Welcome to Larkfield Freight"
	Text  string
	Tries []Try
}

// A Try is one thing to try with one click.
type Try struct {
	Title string      // "Ask how your team matters"
	Text  string      // what will happen
	As    chat.UserID // who speaks then; empty: whoever speaks now
	Room  string      // where it leads: "#fleet", or "@" for the conversation with the bot; empty: stay
	Say   string      // put into the composer, ready to be sent
	Step  string      // label of a Step of the Clock, taken at once
	Path  string      // a page, instead of a room
}

// welcomeFor returns the welcome for one who has not put it away.
func (s *Workspace) welcomeFor(r *http.Request) *Welcome {
	if _, err := r.Cookie(welcomeCookie); err == nil {
		return nil
	}
	return s.Welcome
}

func (s *Workspace) dismissWelcome(w http.ResponseWriter, r *http.Request) {
	keep(w, welcomeCookie, "yes")
	done(w, r, backTo(r))
}

// try does one of the things that newcomers are offered.
func (s *Workspace) try(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if s.Welcome == nil || err != nil || n < 0 || n >= len(s.Welcome.Tries) {
		s.NotFound(w, r)
		return
	}
	dir, ok := s.directory(w, r)
	if !ok {
		return
	}
	t := s.Welcome.Tries[n]
	who := speakerOf(r, dir).ID
	if t.As != "" && dir.has(t.As) {
		who = t.As
		keep(w, speakerCookie, string(who))
	}
	next := t.leads(who, backTo(r))
	w.Header().Set("X-Next", next) // where the script goes on
	if step, ok := s.stepOf(t); ok {
		s.depart(w, r, step, next)
		return
	}
	done(w, r, next)
}

// stepOf returns the jump in time that t takes, if it takes one.
func (s *Workspace) stepOf(t Try) (Step, bool) {
	if t.Step == "" || s.Clock == nil {
		return Step{}, false
	}
	return s.step(t.Step)
}

// leads is the page on which t goes on.
func (t Try) leads(who chat.UserID, back string) string {
	next := back
	switch {
	case t.Path != "":
		next = t.Path
	case t.Room == "@":
		next = roomPath(botRoom(who), who)
	case t.Room != "":
		next = roomPath(channelRoom(t.Room), who)
	}
	if t.Say != "" {
		next += "?say=" + url.QueryEscape(t.Say)
	}
	return next
}
