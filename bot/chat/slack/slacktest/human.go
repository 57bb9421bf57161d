package slacktest

import (
	"fmt"
	"slices"
	"strings"
)

// A Human is a member of a workspace who does things there. What they do is sent
// to the app at once; a method returns when the app has acknowledged it or Slack
// has given up.
type Human struct {
	s    *Slack
	team *Team
	user *User
}

// Human returns the member of the first workspace with an id or a name.
func (s *Slack) Human(user string) Human { return s.HumanOf(s.Team(), user) }

// HumanOf returns the member of a workspace with an id or a name.
func (s *Slack) HumanOf(t *Team, user string) Human {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := t.user(user)
	if u == nil {
		panic(fmt.Sprintf("slacktest: nobody in %s is called %q", t.ID, user))
	}
	return Human{s: s, team: t, user: u}
}

// ID returns the user id.
func (h Human) ID() string { return h.user.ID }

// Say says a text in a channel, by id or name, and returns its ts.
func (h Human) Say(channel, text string) string { return h.say(channel, "", text) }

// Reply says a text in the thread of a message.
func (h Human) Reply(channel, thread, text string) string { return h.say(channel, thread, text) }

// Mention names the bot and says a text, in a thread unless thread is empty.
func (h Human) Mention(channel, thread, text string) string {
	return h.say(channel, thread, "<@"+h.team.BotUser+"> "+text)
}

// DM says a text to the bot alone.
func (h Human) DM(text string) string { return h.say("", "", text) }

func (h Human) say(channel, thread, text string) string {
	h.s.mu.Lock()
	ch := h.where(channel)
	m := &Message{TS: h.s.ts(), Thread: thread, User: h.user.ID, Text: escape(text)}
	ch.Messages = append(ch.Messages, m)
	events := said(h.team, ch, m, strings.Contains(text, "<@"+h.team.BotUser+">"))
	member := ch.has(h.team.BotUser)
	h.s.mu.Unlock()
	if member {
		for _, e := range events {
			h.s.Event(h.team, e)
		}
	}
	return m.TS
}

// where finds a channel; the conversation with the bot for an empty name.
func (h Human) where(channel string) *Channel {
	if channel == "" {
		return h.s.direct(h.team, h.user.ID)
	}
	ch := h.team.channel(channel)
	if ch == nil {
		panic(fmt.Sprintf("slacktest: %s has no channel %q", h.team.ID, channel))
	}
	return ch
}

// escape writes a text as Slack sends it: marks of mentions stay, the rest of
// & < > is escaped.
func escape(text string) string {
	var b strings.Builder
	for text != "" {
		if end := strings.IndexByte(text, '>'); end > 0 && (strings.HasPrefix(text, "<@") || strings.HasPrefix(text, "<#") || strings.HasPrefix(text, "<http")) {
			b.WriteString(text[:end+1])
			text = text[end+1:]
			continue
		}
		b.WriteString(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text[:1]))
		text = text[1:]
	}
	return b.String()
}

// Edit changes what this person said before.
func (h Human) Edit(channel, ts, text string) {
	h.s.mu.Lock()
	ch := h.where(channel)
	m := ch.message(ts)
	before := *m
	m.Text, m.Edited = escape(text), h.s.ts()
	event := said(h.team, ch, m, false)[0]
	inner := object{"type": "message", "user": m.User, "text": m.Text, "ts": m.TS, "team": h.team.ID, "edited": object{"user": m.User, "ts": m.Edited}}
	old := object{"type": "message", "user": m.User, "text": before.Text, "ts": m.TS, "team": h.team.ID}
	if m.Thread != "" {
		inner["thread_ts"], old["thread_ts"] = m.Thread, m.Thread
	}
	changed := object{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": ch.ID, "channel_type": event["channel_type"],
		"ts": m.Edited, "event_ts": m.Edited, "message": inner, "previous_message": old,
	}
	h.s.mu.Unlock()
	h.s.Event(h.team, changed)
}

// OpenHome opens the bot's home and returns the page that is published there,
// nil when there is none.
func (h Human) OpenHome() *View {
	h.open("home")
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	if h.user.home == nil {
		return nil
	}
	v := *h.user.home
	return &v
}

// OpenMessages opens the conversation with the bot.
func (h Human) OpenMessages() { h.open("messages") }

// Prompts returns what the conversation with the bot offers: titles and what
// each says.
func (h Human) Prompts() []map[string]string {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	return h.user.prompts
}

func (h Human) open(tab string) {
	h.s.mu.Lock()
	inner := object{"type": "app_home_opened", "user": h.user.ID, "channel": h.where("").ID, "tab": tab, "event_ts": h.s.ts()}
	if v := h.user.home; v != nil && tab == "home" {
		inner["view"] = viewJSON(v)
	}
	h.s.mu.Unlock()
	h.s.Event(h.team, inner)
}

// Invite brings the bot into a channel.
func (h Human) Invite(channel string) {
	h.s.mu.Lock()
	ch := h.where(channel)
	if !ch.has(h.team.BotUser) {
		ch.Members = append(ch.Members, h.team.BotUser)
	}
	inner := object{"type": "member_joined_channel", "user": h.team.BotUser, "channel": ch.ID, "channel_type": "C", "team": h.team.ID,
		"inviter": h.user.ID, "event_ts": h.s.ts()}
	h.s.mu.Unlock()
	h.s.Event(h.team, inner)
}

// Change lets f change what Slack knows of this person, and tells the app.
func (h Human) Change(f func(*User)) {
	h.s.mu.Lock()
	f(h.user)
	inner := object{"type": "user_change", "user": h.s.member(h.user, slices.Contains(h.s.options.Scopes, "users:read.email")), "cache_ts": 1, "event_ts": h.s.ts()}
	h.s.mu.Unlock()
	h.s.Event(h.team, inner)
}

// Regroup gives a user group other members, and tells the app.
func (s *Slack) Regroup(t *Team, g *Group, users ...string) {
	s.mu.Lock()
	before := g.Users
	g.Users = users
	if !slices.Contains(t.Groups, g) {
		t.Groups = append(t.Groups, g)
	}
	whole := object{"type": "subteam_updated", "subteam": group(t, g, true), "event_ts": s.ts()}
	changed := object{"type": "subteam_members_changed", "subteam_id": g.ID, "team_id": t.ID, "date_update": s.now().Unix(), "event_ts": s.ts(),
		"added_users": without(users, before), "removed_users": without(before, users)}
	s.mu.Unlock()
	s.Event(t, whole)
	s.Event(t, changed)
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(x string) bool { return slices.Contains(some, x) })
}
