package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// A Team is a workspace.
type Team struct {
	ID, Name   string
	Enterprise string // id of the organisation it belongs to, if any
	Token      string // the bot's
	BotUser    string // the bot as a member
	BotID      string

	Users    []*User
	Channels []*Channel
	Groups   []*Group
	fields   map[string]string // labels of profile fields by id
}

// A User is a member of a team, or somebody from another.
type User struct {
	ID, Name, RealName, Email, Zone, Locale string
	Bot, Guest, Deleted                     bool
	Team                                    string            // home team
	Fields                                  map[string]string // profile fields by id

	home    *View
	prompts []map[string]string // offered in the conversation with the bot
}

// A Channel is a channel, or the conversation of a user with the bot.
type Channel struct {
	ID, Name          string // Name without "#"
	Private, Archived bool
	Shared            bool   // with another organisation
	User              string // of a direct conversation
	Members           []string
	Messages          []*Message
}

// A Message is what stands in a channel.
type Message struct {
	TS, Thread string
	User       string // who said it
	Bot        bool   // by our bot
	Text       string
	Blocks     json.RawMessage
	Metadata   json.RawMessage
	Files      []string
	Only       string // who sees it: an ephemeral message
	Edited     string // ts of the last edit
	Unfurl     bool   // links in it are unfolded
	Updates    int    // how often it was replaced
}

// A Group is a user group.
type Group struct {
	ID, Handle, Name string
	Users            []string
	Disabled         bool
}

// A File was uploaded.
type File struct {
	ID, Name, Alt, Title string
	Length               int
	Body                 []byte
	Done                 bool // completeUploadExternal was called
	looks                int
}

// AddTeam makes a workspace with a bot token. The app is installed only where
// Start or OAuth installs it.
func (s *Slack) AddTeam(id, name string) *Team {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &Team{ID: id, Name: name, Token: "xoxb-" + id + "-bot-token-of-the-fake", BotUser: "U0BOT" + id[len(id)-4:], BotID: "B0BOT" + id[len(id)-4:]}
	t.Users = append(t.Users, &User{ID: t.BotUser, Name: "throughline", RealName: "Throughline", Bot: true, Team: id})
	s.teams = append(s.teams, t)
	return t
}

// AddUser makes a member of the first workspace; "ana ruiz" gets the id U0ANA0RUIZ...
func (s *Slack) AddUser(u User) *User { return s.AddUserTo(s.Team(), u) }

// AddUserTo makes a member of a workspace. What u leaves out is made up.
func (s *Slack) AddUserTo(t *Team, u User) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.ID == "" {
		u.ID = s.id("U0")
	}
	if u.Zone == "" {
		u.Zone = "Europe/Berlin"
	}
	if u.Locale == "" {
		u.Locale = "en-US"
	}
	if u.Team == "" {
		u.Team = t.ID
	}
	if u.RealName == "" {
		u.RealName = u.Name
	}
	t.Users = append(t.Users, &u)
	return &u
}

// AddChannel makes a channel of the first workspace in which everybody there is
// and the bot are members.
func (s *Slack) AddChannel(name string) *Channel { return s.AddChannelTo(s.Team(), name) }

// AddChannelTo makes a channel of a workspace with all its members in it.
func (s *Slack) AddChannelTo(t *Team, name string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Channel{ID: s.id("C0"), Name: strings.TrimPrefix(name, "#")}
	for _, u := range t.Users {
		c.Members = append(c.Members, u.ID)
	}
	t.Channels = append(t.Channels, c)
	return c
}

// Change lets f change anything while nobody else looks.
func (s *Slack) Change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// Messages returns copies of what stands in a channel, oldest first; id may be
// its name or that of a user.
func (s *Slack) Messages(id string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, t := range s.teams {
		if c := t.channel(id); c != nil {
			for _, m := range c.Messages {
				out = append(out, *m)
			}
		}
	}
	return out
}

// Message returns a copy of the message with a ts, wherever it stands.
func (s *Slack) Message(ts string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.teams {
		for _, c := range t.Channels {
			if m := c.message(ts); m != nil {
				return *m, true
			}
		}
	}
	return Message{}, false
}

func (t *Team) user(id string) *User {
	for _, u := range t.Users {
		if u.ID == id || u.Name == id {
			return u
		}
	}
	return nil
}

// channel finds a channel by id, name or the user it is a conversation with.
func (t *Team) channel(id string) *Channel {
	for _, c := range t.Channels {
		if c.ID == id || c.Name != "" && c.Name == strings.TrimPrefix(id, "#") || c.User != "" && c.User == id {
			return c
		}
	}
	return nil
}

// direct returns the conversation of a user with the bot, made if there is none.
func (s *Slack) direct(t *Team, user string) *Channel {
	if c := t.channel(user); c != nil {
		return c
	}
	c := &Channel{ID: s.id("D0"), User: user, Members: []string{user, t.BotUser}}
	t.Channels = append(t.Channels, c)
	return c
}

func (c *Channel) message(ts string) *Message {
	for _, m := range c.Messages {
		if m.TS == ts {
			return m
		}
	}
	return nil
}

func (c *Channel) has(user string) bool { return slices.Contains(c.Members, user) }

// scope returns what reading a channel's like needs: "channels", "groups", "im".
func (c *Channel) scope() string {
	switch {
	case c.User != "":
		return "im"
	case c.Private:
		return "groups"
	}
	return "channels"
}

func (s *Slack) team(id string) *Team {
	for _, t := range s.teams {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// age returns how long ago t was, for this fake's time.
func (s *Slack) age(t time.Time) time.Duration { return s.now().Sub(t) }
