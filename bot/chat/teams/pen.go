package teams

import (
	"cmp"
	"context"

	"throughline/bot/chat"
)

// pen returns what draws messages for a place.
func (a *App) pen(ctx context.Context, p chat.Place) pen {
	return pen{
		pages: a.cfg.PublicURL, bot: a.calledBy(ctx, p),
		called: func(id string) string {
			if a.cfg.Called == nil {
				return ""
			}
			return a.cfg.Called(ctx, p.Workspace, id)
		},
		image: func(b chat.Picture) string { return a.pictureURL(p.Workspace, b) },
		person: func(id string) (string, chat.UserID, bool) {
			user, ok := a.cfg.People(ctx, p.Workspace, id)
			if !ok || user == "" {
				return "", "", false
			}
			if name := a.called(ctx, p, user); name != "" {
				return name, user, true
			}
			if a.cfg.Called != nil {
				id = cmp.Or(a.cfg.Called(ctx, p.Workspace, id), id)
			}
			return id, user, true
		},
	}
}

// calledBy returns by what name people have to call the bot to be heard; empty in
// a direct conversation, where it hears all. Elsewhere Teams tells the bot only of
// what names it, as the app does not ask for ChannelMessage.Read.Group.
func (a *App) calledBy(ctx context.Context, p chat.Place) string {
	r, ok, err := a.book.reference(ctx, p.Channel)
	if p.Private() || err == nil && ok && r.Kind == personal {
		return ""
	}
	return cmp.Or(r.BotName, "Throughline")
}

// called returns the name of a user, from memory or from the roster of the place.
func (a *App) called(ctx context.Context, p chat.Place, user chat.UserID) string {
	if k, ok, err := a.book.account(ctx, p.Workspace, user); err == nil && ok && k.Name != "" {
		return k.Name
	}
	key := p.Workspace + "/" + string(user)
	if _, asked := a.people.fresh(key, a.cfg.Now()); asked {
		return ""
	}
	r, ok, err := a.book.reference(ctx, p.Channel)
	if err != nil || !ok {
		return ""
	}
	look, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	m, err := a.wire.member(look, r, string(user))
	if err != nil || m.Object == "" {
		return ""
	}
	if _, err := a.introduce(ctx, r, m, chat.Profile{}); err != nil {
		a.cfg.Log.Warn("teams: somebody could not be met", "err", err)
	}
	return m.Name
}
