package slacktest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// tokenLife is how long a token lasts where tokens rotate.
const tokenLife = 12 * time.Hour

// A grant is what a token may do.
type grant struct {
	team       string // empty: a whole organisation
	enterprise string
	scopes     []string
	expires    time.Time // zero: never
	revoked    bool
	refresh    string // the token that replaces it, usable once
}

// A code is given to the app when somebody allows it, and used once.
type code struct {
	team, enterprise, user, redirect string
	scopes                           []string
}

// authorize checks what the app asks for. A person at Slack allows it with Allow.
func (s *Slack) authorize(w http.ResponseWriter, r *http.Request) {
	if _, err := s.asked(r.URL.Query()); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fmt.Fprintln(w, "Throughline is requesting permission to access the workspace.")
}

func (s *Slack) asked(q url.Values) (scopes []string, err error) {
	scopes = strings.Split(q.Get("scope"), ",")
	switch redirect, err := url.Parse(q.Get("redirect_uri")); {
	case q.Get("client_id") != ClientID:
		return nil, fmt.Errorf("invalid_client_id")
	case q.Get("scope") == "":
		return nil, fmt.Errorf("invalid_scope: none asked for")
	case err != nil || redirect.Scheme != "https" && redirect.Hostname() != "127.0.0.1":
		return nil, fmt.Errorf("bad_redirect_uri: %s", q.Get("redirect_uri"))
	case q.Get("state") == "":
		return nil, fmt.Errorf("this fake wants a state")
	}
	for _, scope := range scopes {
		if !slices.Contains(Scopes, scope) {
			return nil, fmt.Errorf("invalid_scope: %s", scope)
		}
	}
	return scopes, nil
}

// Allow is somebody pressing Allow on the page the app sent them to, for a team,
// or for a whole organisation. It returns where the browser goes next.
func (s *Slack) Allow(authorize, teamOrEnterprise, user string) (string, error) {
	u, err := url.Parse(authorize)
	if err != nil || !strings.HasPrefix(authorize, s.server.URL+"/oauth/v2/authorize?") {
		return "", fmt.Errorf("%s is not the page that asks for permission", authorize)
	}
	q := u.Query()
	scopes, err := s.asked(q)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := code{user: user, redirect: q.Get("redirect_uri"), scopes: scopes}
	if s.team(teamOrEnterprise) != nil {
		c.team = teamOrEnterprise
	} else {
		c.enterprise = teamOrEnterprise
	}
	name := s.id("code-")
	s.codes[name] = c
	return c.redirect + "?" + url.Values{"code": {name}, "state": {q.Get("state")}}.Encode(), nil
}

func accessToken(c *call) (reply, error) {
	if c.args["client_id"] != ClientID {
		return nil, refuse("invalid_client_id")
	}
	if c.args["client_secret"] != ClientSecret {
		return nil, refuse("bad_client_secret")
	}
	if c.args["grant_type"] == "refresh_token" {
		return c.rotate()
	}
	k, ok := c.s.codes[c.args["code"]]
	delete(c.s.codes, c.args["code"])
	switch {
	case !ok:
		return nil, refuse("invalid_code")
	case k.redirect != c.args["redirect_uri"]:
		return nil, refuse("bad_redirect_uri")
	}
	g := &grant{team: k.team, enterprise: k.enterprise, scopes: k.scopes}
	if t := c.s.team(k.team); t != nil {
		g.enterprise = t.Enterprise
	}
	out := c.s.issue(g)
	out["authed_user"] = map[string]any{"id": k.user}
	return out, nil
}

// issue gives a grant a new token, and a refresh token where they rotate.
func (s *Slack) issue(g *grant) reply {
	s.number++
	token := fmt.Sprintf("xoxb-issued-%d", s.number)
	out := reply{
		"access_token": token, "token_type": "bot", "scope": strings.Join(g.scopes, ","), "app_id": AppID, "team": nil, "enterprise": nil,
		"is_enterprise_install": g.team == "",
	}
	for _, t := range s.teams {
		if t.ID == g.team {
			out["team"] = map[string]any{"id": t.ID, "name": t.Name}
		}
		if t.ID == g.team || g.team == "" && t.Enterprise == g.enterprise {
			out["bot_user_id"] = t.BotUser
		}
	}
	if g.enterprise != "" {
		out["enterprise"] = map[string]any{"id": g.enterprise, "name": "Organisation " + g.enterprise}
	}
	if s.options.Rotate {
		token = "xoxe." + token
		g.expires, g.refresh = s.now().Add(tokenLife), fmt.Sprintf("xoxe-1-refresh-%d", s.number)
		out["access_token"], out["expires_in"], out["refresh_token"] = token, int(tokenLife.Seconds()), g.refresh
	}
	s.grants[token] = g
	return out
}

// rotate exchanges a refresh token, once, for a new pair.
func (c *call) rotate() (reply, error) {
	for _, g := range c.s.grants {
		if g.refresh == "" || g.refresh != c.args["refresh_token"] {
			continue
		}
		g.refresh = ""
		return c.s.issue(&grant{team: g.team, enterprise: g.enterprise, scopes: g.scopes}), nil
	}
	return nil, refuse("invalid_refresh_token")
}

func revoke(c *call) (reply, error) {
	if c.args["test"] != "true" {
		c.grant.revoked = true
	}
	return reply{"revoked": c.args["test"] != "true"}, nil
}

// Uninstall takes the app out of a workspace: its tokens are dead, and it is told.
func (s *Slack) Uninstall(t *Team) {
	s.mu.Lock()
	for _, g := range s.grants {
		if g.team == t.ID {
			g.revoked = true
		}
	}
	s.mu.Unlock()
	s.Event(t, object{"type": "tokens_revoked", "tokens": object{"oauth": []string{}, "bot": []string{t.BotUser}}, "event_ts": "1"})
	s.Event(t, object{"type": "app_uninstalled", "event_ts": "1"})
}
