package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"throughline/bot/chat"
)

// Bot is the bot's id where a person's stands in marked text. No person can
// have it: their ids start with a letter or a digit.
const Bot = "_bot"

// BotName is what the bot is called, and what people type after an @ to speak to it.
const BotName = "Throughline"

// A Directory is who and what the workspace shows.
type Directory struct {
	Organisation string
	People       []Person  // in the order in which they are offered
	Channels     []Channel // in the order in which they are listed
	Zone         *time.Location
}

// A Person can be spoken as, written to and mentioned. The ID is their
// scorecard.PersonID, which is their chat.UserID here too.
type Person struct {
	ID    chat.UserID
	Name  string
	Title string // "Head of Fleet"
	Unit  string // "Fleet & Delivery"
}

// A Channel is a room that everyone may enter.
type Channel struct {
	Name    string // "#fleet"
	Purpose string
}

// directory asks who and what there is, and answers r itself if that fails.
func (s *Workspace) directory(w http.ResponseWriter, r *http.Request) (Directory, bool) {
	dir, err := s.Directory(r.Context())
	if err != nil {
		s.Log.Error("web: directory", "err", err)
		http.Error(w, "The workspace cannot be read just now. Please try again.", http.StatusServiceUnavailable)
		return Directory{}, false
	}
	if dir.Zone == nil {
		dir.Zone = time.UTC
	}
	return dir, true
}

// person returns who has an id; strangers get their id for a name.
func (d Directory) person(id chat.UserID) Person {
	if id == "" || id == Bot {
		return Person{ID: Bot, Name: BotName, Title: "the bot"}
	}
	for _, p := range d.People {
		if p.ID == id {
			return p
		}
	}
	return Person{ID: id, Name: string(id)}
}

func (d Directory) has(id chat.UserID) bool {
	return slices.ContainsFunc(d.People, func(p Person) bool { return p.ID == id })
}

func (d Directory) purpose(channel string) string {
	for _, c := range d.Channels {
		if strings.EqualFold(c.Name, channel) {
			return c.Purpose
		}
	}
	return ""
}

// Rooms are named after who reads them: "#fleet", everyone; "@ana", Ana and the
// bot; "@ana+ben", the two.

func channelRoom(name string) string { return "#" + strings.TrimPrefix(name, "#") }

func botRoom(person chat.UserID) string { return "@" + string(person) }

func pairRoom(a, b chat.UserID) string {
	if b < a {
		a, b = b, a
	}
	return "@" + string(a) + "+" + string(b)
}

func isChannel(room string) bool { return strings.HasPrefix(room, "#") }

// withBot reports whether the bot reads what is said in room.
func withBot(room string) bool { return isChannel(room) || !strings.Contains(room, "+") }

// mayRead reports whether user takes part in room.
func mayRead(room string, user chat.UserID) bool {
	if isChannel(room) {
		return true
	}
	a, b, _ := strings.Cut(strings.TrimPrefix(room, "@"), "+")
	return user != "" && (a == string(user) || b == string(user))
}

// partner returns with whom user talks in a direct conversation; the bot's is Bot.
func partner(room string, user chat.UserID) chat.UserID {
	a, b, two := strings.Cut(strings.TrimPrefix(room, "@"), "+")
	switch {
	case !two:
		return Bot
	case a == string(user):
		return chat.UserID(b)
	}
	return chat.UserID(a)
}

// roomPath is the page of a room for one who takes part in it.
func roomPath(room string, user chat.UserID) string {
	if isChannel(room) {
		return "/c/" + url.PathEscape(strings.TrimPrefix(room, "#"))
	}
	if with := partner(room, user); with != Bot {
		return "/d/" + url.PathEscape(string(with))
	}
	return "/d/" + strings.ToLower(BotName)
}

// placeOf is where something said in room by user was said.
func placeOf(room string, thread int64, user chat.UserID) chat.Place {
	p := chat.Place{Service: Name, Channel: room}
	if !isChannel(room) {
		p.User = user
	}
	if thread != 0 {
		p.Thread = Entry{ID: thread}.Ref()
	}
	return p
}

// roomOf is the room that a place to send to means.
func roomOf(p chat.Place) string {
	switch {
	case p.Person != "":
		return botRoom(chat.UserID(p.Person))
	case p.User != "":
		return botRoom(p.User)
	case p.Channel == "":
		return ""
	}
	return channelRoom(p.Channel)
}
