package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	skewNoted  = time.Minute     // a clock that is off by more is worth a word
	skewDeadly = 5 * time.Minute // Slack's signatures are refused beyond: https://docs.slack.dev/authentication/verifying-requests-from-slack
)

// Doctor looks at everything that keeps the app from working: tokens, scopes,
// the way events come in, the clock, and the channels that the strategy names.
// No token stands in what it says.
func (a *App) Doctor(ctx context.Context, channels []string) []chat.Check {
	var out []chat.Check
	workspaces, err := a.workspaces(ctx)
	if err != nil {
		out = append(out, chat.Check{Name: "installed", Says: err.Error()})
	}
	for _, ws := range workspaces {
		out = append(out, a.examine(ctx, ws, channels)...)
	}
	out = append(out, a.entrance(ctx))
	for i := range out {
		out[i].Says = a.redact(out[i].Says)
	}
	return out
}

// workspaces returns where the app is installed; "" is the one of the bot token.
func (a *App) workspaces(ctx context.Context) ([]string, error) {
	n, ok := a.vault.(*installs)
	if !ok {
		return []string{""}, nil
	}
	all, err := n.all(ctx)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("the app is installed nowhere yet; open %s/slack/install in a browser", a.cfg.PublicURL)
	}
	var out []string
	for _, in := range all {
		out = append(out, in.Workspace)
	}
	slices.Sort(out)
	return out, err
}

// redact takes secrets out of a text that an error may have carried them into.
func (a *App) redact(s string) string {
	for _, secret := range []string{a.cfg.BotToken, a.cfg.AppToken, a.cfg.SigningSecret, a.cfg.ClientSecret, a.cfg.SealKey} {
		if len(secret) > 4 { // what is shorter is none, and would spoil words
			s = strings.ReplaceAll(s, secret, "(secret)")
		}
	}
	return s
}

// examine looks at one workspace.
func (a *App) examine(ctx context.Context, ws string, channels []string) []chat.Check {
	token := chat.Check{Name: "bot token"}
	c, err := a.client(ctx, ws)
	var me *slack.AuthTestResponse
	if err == nil {
		me, err = c.AuthTestContext(ctx)
	}
	if err != nil {
		token.Says = untrusted(err)
		return []chat.Check{token}
	}
	token.OK, token.Says = true, fmt.Sprintf("Slack knows the bot as @%s in %s (%s).", me.User, me.Team, me.TeamID)
	granted := strings.FieldsFunc(me.Header.Get("X-Oauth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' })
	out := []chat.Check{token, scopesCheck(granted), a.clock(me.Header)}
	if len(channels) > 0 {
		out = append(out, a.channels(ctx, c, channels))
	}
	return out
}

// untrusted says why a token is of no use.
func untrusted(err error) string {
	switch code(err) {
	case "invalid_auth", "not_authed":
		return "Slack does not know the bot token. Copy it again from “OAuth & Permissions” of the app at https://api.slack.com/apps; it starts with xoxb-."
	case "account_inactive", "token_revoked":
		return "The bot token is no longer valid: the app was removed from the workspace. Install it again under “OAuth & Permissions” and use the new token."
	case "token_expired":
		return "The bot token has expired: the app rotates its tokens, so it has to be installed over HTTP (client id, client secret and a key to seal tokens with) rather than with a token that was copied."
	case "":
		if errors.Is(err, errNotInstalled) {
			return err.Error()
		}
		return "Slack cannot be reached: " + err.Error() + ". Is there a way out to https://slack.com from this machine?"
	}
	return "Slack refuses the bot token: " + err.Error()
}

// scopesCheck compares what was granted with what is needed.
func scopesCheck(granted []string) chat.Check {
	c := chat.Check{Name: "scopes", OK: true}
	lacking := missing(granted)
	if len(lacking) > 0 {
		c.OK = false
		lines := []string{"The token was granted less than the app needs:"}
		for _, s := range scopes {
			if slices.Contains(lacking, s.name) {
				lines = append(lines, "- "+s.name+": without it "+s.without+".")
			}
		}
		c.Says = strings.Join(append(lines, "Scopes are granted when the app is installed. Give the app the manifest that “throughline slack manifest” prints, then press “Reinstall to Workspace” under “OAuth & Permissions”."), "\n")
		return c
	}
	c.Says = fmt.Sprintf("All %d scopes that the app needs are granted.", len(namesOf(func(s scope) bool { return !s.optional })))
	for _, s := range scopes {
		if s.optional && !slices.Contains(granted, s.name) {
			c.Says += fmt.Sprintf("\n%s was left out, which is fine: %s.", s.name, s.without)
		}
	}
	if more := slices.DeleteFunc(slices.Clone(granted), func(g string) bool { return slices.Contains(BotScopes(), g) }); len(more) > 0 {
		c.Says += "\nGranted and never used: " + strings.Join(more, ", ") + ". The manifest does not ask for them."
	}
	return c
}

// clock compares this machine's clock with Slack's.
func (a *App) clock(h http.Header) chat.Check {
	c := chat.Check{Name: "clock", OK: true, Says: "This machine's clock agrees with Slack's."}
	theirs, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		c.Says = "Slack's answer carries no time to compare the clock with."
		return c
	}
	off := a.cfg.Now().Sub(theirs).Round(time.Second)
	if off.Abs() < skewNoted {
		return c
	}
	c.OK = off.Abs() < skewDeadly
	c.Says = fmt.Sprintf("This machine's clock is %v ahead of Slack's. ", off)
	if off < 0 {
		c.Says = fmt.Sprintf("This machine's clock is %v behind Slack's. ", -off)
	}
	c.Says += "Beyond five minutes signed requests are refused; let the machine keep time by NTP."
	return c
}

// entrance looks at the way events come in: Socket Mode, or requests.
func (a *App) entrance(ctx context.Context) chat.Check {
	if a.cfg.AppToken == "" {
		return a.address(ctx)
	}
	c := chat.Check{Name: "socket mode", OK: true, Says: "Slack gives out sockets: events need no public address."}
	api := slack.New("", slack.OptionAPIURL(a.cfg.APIURL), slack.OptionHTTPClient(a.web), slack.OptionAppLevelToken(a.cfg.AppToken))
	_, _, err := api.StartSocketModeContext(ctx)
	if err == nil {
		return c
	}
	c.OK = false
	switch code(err) {
	case "missing_scope":
		c.Says = "The app token lacks connections:write. Make another under “Basic Information”, “App-Level Tokens”, with that scope."
	case "invalid_auth", "not_allowed_token_type", "not_authed":
		c.Says = "Slack does not know the app token. Copy it again from “Basic Information”, “App-Level Tokens”; it starts with xapp-."
	case "link_disabled":
		c.Says = "Socket Mode is switched off for the app. Switch it on under “Socket Mode”."
	default:
		c.Says = "Slack gives out no socket: " + err.Error()
	}
	return c
}

// channels looks whether the bot is where the strategy wants it to speak.
func (a *App) channels(ctx context.Context, c *client, want []string) chat.Check {
	out := chat.Check{Name: "channels", OK: true}
	all, err := a.everywhere(ctx, c)
	if err != nil {
		return chat.Check{Name: "channels", Says: "The channels cannot be listed: " + err.Error()}
	}
	var lines []string
	for _, name := range want {
		ch, found := all[strings.TrimPrefix(name, "#")]
		switch {
		case !found:
			lines = append(lines, name+" is not there, or it is private and the bot is not in it. Correct the strategy, or invite the bot: /invite @Throughline.")
		case ch.IsArchived:
			lines = append(lines, name+" is archived. Give the strategy another channel.")
		case !ch.IsMember:
			lines = append(lines, name+": the bot is not in it. Say there: /invite @Throughline.")
		case ch.IsExtShared && !a.cfg.Shared(ctx, "", name):
			lines = append(lines, name+" is shared with another organisation, so nothing is said there. Name it under shared_channels of the strategy if it may be.")
		}
	}
	if len(lines) == 0 {
		out.Says = fmt.Sprintf("The bot is in all %d channels that the strategy names.", len(want))
		return out
	}
	out.OK, out.Says = false, strings.Join(lines, "\n")
	return out
}

// everywhere lists the channels by name.
func (a *App) everywhere(ctx context.Context, c *client) (map[string]slack.Channel, error) {
	out := map[string]slack.Channel{}
	p := &slack.GetConversationsParameters{Limit: 1000, Types: []string{"public_channel", "private_channel"}}
	for {
		page, next, err := c.GetConversationsContext(ctx, p)
		if err != nil {
			return nil, err
		}
		for _, ch := range page {
			if old, known := out[ch.Name]; !known || old.IsArchived {
				out[ch.Name] = ch
			}
		}
		if next == "" {
			return out, nil
		}
		p.Cursor = next
	}
}
