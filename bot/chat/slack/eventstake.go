package slack

import (
	"context"
	"errors"
	"time"

	"throughline/bot/chat"
)

const lookLimit = 1500 * time.Millisecond // for looking things up before what came in is parked

// An arrival is what came in, as far as Slack told by itself.
type arrival struct {
	In      chat.Incoming `json:"in"` // Text is Slack's mrkdwn
	Shared  bool          `json:"shared,omitempty"`
	Foreign bool          `json:"foreign,omitempty"`
}

// take hands over what came in. What cannot be looked up in time is parked, so
// that nothing is lost and Slack hears in time.
func (a *App) take(ctx context.Context, x arrival) error {
	host, ok := a.cfg.Host(ctx, x.In.Place.Workspace)
	if !ok {
		a.cfg.Log.Warn("nobody takes what comes from this workspace", "workspace", x.In.Place.Workspace)
		return nil
	}
	look, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	defer a.queues.enter(look, x.In.Place.Lane())()
	in, wanted, err := a.complete(look, x)
	switch {
	case errors.Is(err, errNotInstalled):
		a.cfg.Log.Warn("nothing can be looked up where the app is not installed", "workspace", x.In.Place.Workspace)
		return nil
	case err != nil:
		a.cfg.Log.Warn("looked up later", "id", x.In.ID, "err", err)
		return a.lot.Park(ctx, x)
	case !wanted:
		return nil
	}
	return host.Receive(ctx, in)
}

// complete looks up what Slack does not tell by itself: who it is, whether others
// read along, what the names in the text are. It reports false for what nobody
// is to hear of.
func (a *App) complete(ctx context.Context, x arrival) (in chat.Incoming, wanted bool, err error) {
	in = x.In
	ws := in.Place.Workspace
	s, err := a.self(ctx, ws)
	if err != nil || string(in.From) == s.user {
		return in, false, err
	}
	if in.From != "" {
		p, err := a.who(ctx, ws, string(in.From))
		if err != nil || p.Bot {
			return in, false, err
		}
		in.Outside = p.Outside
	}
	in.Outside = in.Outside || x.Shared || x.Foreign
	if err := a.locate(ctx, &in); err != nil {
		return in, false, err
	}
	if in.What == chat.Said || in.What == chat.Edited {
		in.Text, in.Mention = a.words(ctx, s, in)
		in.Link = s.link(in.Place.Channel, in.Ref, in.Place.Thread)
	}
	return in, true, nil
}

// locate fills in the name of the place and whether others read it.
func (a *App) locate(ctx context.Context, in *chat.Incoming) error {
	channel := in.Place.Channel
	if in.Place.Private() {
		channel, _ = a.views.fresh(in.Place.Workspace+"/"+string(in.From), a.cfg.Now())
	}
	if channel == "" {
		return nil
	}
	r, err := a.room(ctx, in.Place.Workspace, channel)
	if in.Place.Private() && err != nil {
		return nil // it was only a hint
	}
	in.Place.Name = r.Name
	in.Outside = in.Outside || r.Shared && !in.Place.Private()
	return err
}

// words returns what was said as plain text, and whether the bot was named.
func (a *App) words(ctx context.Context, s self, in chat.Incoming) (string, bool) {
	text, named := strip(in.Text, s.user)
	return plainText(text, naming{
		user: func(id string) string {
			p, err := a.who(ctx, in.Place.Workspace, id)
			if err != nil {
				return "" // the id is shown
			}
			return p.Name
		},
		channel: func(id string) string {
			r, err := a.room(ctx, in.Place.Workspace, id)
			if err != nil {
				return ""
			}
			return r.Name
		},
	}), named || in.Mention
}
