package slack

import (
	"context"

	"throughline/bot/chat"
)

// ByEmail returns the member of a workspace with an e-mail address, and lets the
// host get to know them; false when there is none, or when Slack was not allowed
// to tell.
func (a *App) ByEmail(ctx context.Context, workspace, email string) (chat.UserID, bool) {
	c, err := a.client(ctx, workspace)
	if err != nil {
		return "", false
	}
	u, err := c.GetUserByEmailContext(ctx, email)
	if err != nil {
		if code(err) != "users_not_found" && code(err) != "missing_scope" {
			a.cfg.Log.Warn("slack: look up by e-mail", "err", failure("look somebody up by e-mail", err))
		}
		return "", false
	}
	p, err := a.who(ctx, workspace, u.ID)
	if err != nil || p.Outside || p.Gone || p.Bot {
		return "", false
	}
	return chat.UserID(u.ID), true
}
