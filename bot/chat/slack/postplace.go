package slack

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	directKind = "direct"         // in the drawer: the conversation with a user
	listedAge  = 10 * time.Minute // the names of channels are looked up again after this,
	freshAge   = 20 * time.Second // or after this when one is not among them
)

// Resolve finds the ids of a place: of the channel that is named, of the person's
// user and the conversation with them. A place of ids is returned as it is.
func (a *App) Resolve(ctx context.Context, q chat.Queued) (chat.Place, error) {
	p := q.Place
	p.Service = Service
	if p.Workspace == "" {
		s, err := a.self(ctx, "")
		if err != nil {
			return p, err
		}
		p.Workspace = s.workspace
	}
	if p.Person != "" {
		user, ok := a.cfg.People(ctx, p.Workspace, p.Person)
		if !ok {
			return p, chat.Permanent{Err: fmt.Errorf("slack: nobody knows who %s is in Slack; give the person their user id or e-mail address in the strategy", p.Person)}
		}
		p.User, p.Person = user, ""
	}
	var err error
	switch {
	case p.User != "" && p.Channel == "":
		p.Channel, err = a.direct(ctx, p.Workspace, string(p.User))
	case strings.HasPrefix(p.Channel, "#"):
		p.Channel, p.Name, err = a.named(ctx, p.Workspace, p.Channel)
	case p.Channel == "":
		err = chat.Permanent{Err: fmt.Errorf("slack: the message has no place; give the organisation or the unit a channel in the strategy")}
	}
	return p, err
}

// direct returns the conversation with a user, opened if there is none.
func (a *App) direct(ctx context.Context, workspace, user string) (string, error) {
	key := workspace + "/" + user
	if kept, ok, err := a.cfg.Drawer.Get(ctx, directKind, key); err != nil || ok {
		return string(kept), err
	}
	c, err := a.client(ctx, workspace)
	if err != nil {
		return "", err
	}
	ch, _, _, err := c.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}, ReturnIM: true})
	if err != nil {
		return "", failure("open the conversation with "+user, err)
	}
	return ch.ID, a.cfg.Drawer.Put(ctx, directKind, key, []byte(ch.ID))
}

// A listing is the channels that the bot is in, by name.
type listing struct {
	ids map[string]string
	at  time.Time
}

// named finds the channel of a name among those that the bot is in.
func (a *App) named(ctx context.Context, workspace, name string) (channel, plain string, err error) {
	plain = strings.ToLower(name)
	now := a.cfg.Now()
	l, err := a.listed.get(ctx, workspace, now, func(ctx context.Context) (listing, time.Duration, error) { return a.list(ctx, workspace) })
	if err == nil && l.ids[plain] == "" && now.Sub(l.at) > freshAge {
		if l, _, err = a.list(ctx, workspace); err == nil {
			a.listed.put(workspace, l, now.Add(listedAge))
		}
	}
	if err != nil {
		return "", plain, err
	}
	if l.ids[plain] == "" {
		return "", plain, chat.Permanent{Err: fmt.Errorf("slack: the bot is in no channel %s; invite it there: /invite @Throughline", name)}
	}
	return l.ids[plain], plain, nil
}

// list looks up all channels that the bot is in.
func (a *App) list(ctx context.Context, workspace string) (listing, time.Duration, error) {
	l := listing{ids: map[string]string{}, at: a.cfg.Now()}
	c, err := a.client(ctx, workspace)
	if err != nil {
		return l, 0, err
	}
	for cursor, first := "", true; first || cursor != ""; first = false {
		var channels []slack.Channel
		channels, cursor, err = c.GetConversationsForUserContext(ctx, &slack.GetConversationsForUserParameters{
			Cursor: cursor, Types: []string{"public_channel", "private_channel"}, Limit: 1000, ExcludeArchived: true,
		})
		if err != nil {
			return l, 0, failure("list the channels the bot is in", err)
		}
		for _, ch := range channels {
			l.ids["#"+strings.ToLower(ch.Name)] = ch.ID
		}
	}
	return l, listedAge, nil
}
