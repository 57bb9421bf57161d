package slack

import (
	"context"
	"strings"
	"time"

	"throughline/bot/chat"
)

const (
	ackLimit  = 2500 * time.Millisecond // of the three seconds Slack gives
	homeGrace = 500 * time.Millisecond
	homeLimit = 20 * time.Second
)

// event takes what the Events API brings. It returns nil when Slack may forget
// it: it is stored, or there is nothing to store.
func (a *App) event(ctx context.Context, body []byte) error {
	d, e, err := readDelivery(body)
	return a.happened(ctx, d, e, err)
}

// happened takes an event that was read, or that could not be.
func (a *App) happened(ctx context.Context, d delivery, e event, unread error) error {
	if unread != nil {
		a.cfg.Log.Warn("Slack sent what cannot be read", "err", unread)
		return nil // it would be no better the second time
	}
	ws := d.workspace()
	switch e.Type {
	case "message", "app_mention":
		return a.said(ctx, ws, d, e)
	case "member_joined_channel":
		return a.joined(ctx, ws, d, e)
	case "app_home_opened":
		return a.opened(ctx, ws, d, e)
	case "app_context_changed":
		a.beside(ws, e)
	case "user_change":
		return a.changed(ctx, ws, d.Event)
	case "subteam_created", "subteam_updated", "subteam_members_changed":
		a.start(ctx, task{name: "look up user groups", limit: homeLimit, do: func(ctx context.Context) error {
			return a.regroup(ctx, ws, string(d.Team))
		}})
	case "app_uninstalled":
		return a.gone(ctx, ws, e.Type)
	case "tokens_revoked":
		if len(e.Tokens.Bot) > 0 {
			return a.gone(ctx, ws, e.Type)
		}
	}
	return nil
}

// gone drops an installation.
func (a *App) gone(ctx context.Context, workspace, why string) error {
	a.cfg.Log.Warn("the app is no longer installed", "workspace", workspace, "why", why)
	a.forget(workspace)
	return a.vault.drop(ctx, workspace)
}

// spoken are the subtypes of messages that a person wrote.
var spoken = map[string]bool{"": true, "file_share": true, "thread_broadcast": true, "me_message": true}

// said takes a message, new or changed.
func (a *App) said(ctx context.Context, ws string, d delivery, e event) error {
	m, what := e, chat.Said
	switch {
	case e.Subtype == "message_changed" && e.Message != nil:
		m, what = *e.Message, chat.Edited
		m.Channel, m.ChannelType = e.Channel, e.ChannelType
		if m.Edited == nil || e.Previous != nil && e.Previous.Text == m.Text {
			return nil // a link was unfolded, a reply was counted
		}
	case e.Edited != nil:
		what = chat.Edited // the bot's name was put in by an edit
	}
	if !spoken[m.Subtype] || m.User == "" || m.Bot != "" || m.User == "USLACK" || m.User == "USLACKBOT" || m.TS == "" || m.Channel == "" {
		return nil
	}
	channel := string(m.Channel)
	in := chat.Incoming{
		ID: ws + "/" + channel + "/" + string(m.TS), What: what, From: chat.UserID(m.User), Ref: string(m.TS), Text: m.Text,
		Mention: e.Type == "app_mention", At: m.TS.time(), Place: place(ws, channel, e.ChannelType, string(m.User)),
	}
	if m.Thread != m.TS {
		in.Place.Thread = string(m.Thread)
	}
	if what == chat.Edited {
		in.ID += "/edited/" + string(m.Edited.TS)
		in.At = m.Edited.TS.time()
	}
	return a.take(ctx, arrival{In: in, Shared: bool(d.Shared), Foreign: foreign(m, d)})
}

// foreign reports whether an event itself says that its author is of another
// organisation.
func foreign(m event, d delivery) bool {
	return m.UserTeam != "" && m.UserTeam != d.Team && d.Enterprise == "" && bool(d.Shared)
}

// place is where something is said or done.
func place(ws, channel, kind, user string) chat.Place {
	p := chat.Place{Service: Service, Workspace: ws, Channel: channel}
	if direct(channel, kind) {
		p.User = chat.UserID(user)
	}
	return p
}

// joined takes that the bot was brought into a channel.
func (a *App) joined(ctx context.Context, ws string, d delivery, e event) error {
	s, err := a.self(ctx, ws)
	if err != nil || string(e.User) != s.user {
		return err
	}
	return a.take(ctx, arrival{Shared: bool(d.Shared), In: chat.Incoming{
		ID: ws + "/" + string(e.Channel) + "/joined/" + d.EventID, What: chat.Joined, From: chat.UserID(e.Inviter),
		At: d.Time.time(), Place: place(ws, string(e.Channel), "", ""),
	}})
}

// opened takes that somebody opened the bot's home or the conversation with it.
func (a *App) opened(ctx context.Context, ws string, d delivery, e event) error {
	in := chat.Incoming{
		ID: ws + "/" + string(e.Channel) + "/opened/" + d.EventID, What: chat.Opened, From: chat.UserID(e.User),
		At: d.Time.time(), Place: place(ws, string(e.Channel), "im", string(e.User)),
	}
	a.beside(ws, e)
	if e.Tab == "home" {
		a.start(ctx, task{name: "publish a home", grace: homeGrace, limit: homeLimit, do: func(ctx context.Context) error {
			return a.publish(ctx, in, e.View.Hash)
		}})
		return nil
	}
	a.start(ctx, task{name: "offer questions", grace: homeGrace, limit: homeLimit, do: func(ctx context.Context) error {
		return a.offer(ctx, in)
	}})
	return a.take(ctx, arrival{In: in})
}

// beside keeps which channel somebody looks at beside the bot: where they ask
// for "my team" in the direct conversation, it says which they may mean.
func (a *App) beside(ws string, e event) {
	for _, x := range e.Context.Entities {
		if strings.HasSuffix(x.Type, "/channel_id") && x.Value != "" {
			a.views.put(ws+"/"+string(e.User), x.Value, a.cfg.Now().Add(contextAge))
			return
		}
	}
}

// contextAge is for how long the channel beside the bot is believed in.
const contextAge = 30 * time.Minute
