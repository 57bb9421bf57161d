package slacktest

import (
	"slices"
	"strings"
	"time"
)

func userInfo(c *call) (reply, error) {
	u := c.team.user(c.args["user"])
	if u == nil || u.ID != c.args["user"] {
		return nil, refuse("user_not_found")
	}
	return reply{"user": c.s.member(u, c.mail())}, nil
}

// member returns a user with the organisation that their workspace belongs to.
func (s *Slack) member(u *User, mail bool) map[string]any {
	out := person(u, mail)
	if t := s.team(u.Team); t != nil && t.Enterprise != "" {
		out["enterprise_user"] = map[string]any{"id": u.ID, "enterprise_id": t.Enterprise, "teams": []string{t.ID}}
	}
	return out
}

// mail reports whether addresses may be told.
func (c *call) mail() bool { return slices.Contains(c.grant.scopes, "users:read.email") }

// person returns a user as Slack's answers and events carry it.
func person(u *User, mail bool) map[string]any {
	profile := map[string]any{"real_name": u.RealName, "display_name": u.Name, "team": u.Team}
	if mail && u.Email != "" {
		profile["email"] = u.Email
	}
	offset := 0
	if loc, err := time.LoadLocation(u.Zone); err == nil {
		_, offset = time.Now().In(loc).Zone()
	}
	return map[string]any{
		"id": u.ID, "team_id": u.Team, "name": u.Name, "real_name": u.RealName, "deleted": u.Deleted, "is_bot": u.Bot,
		"is_restricted": u.Guest, "is_ultra_restricted": false, "is_app_user": false, "tz": u.Zone, "tz_label": u.Zone, "tz_offset": offset,
		"locale": u.Locale, "profile": profile, "updated": 1,
	}
}

func listUsers(c *call) (reply, error) {
	if c.grant.team == "" && c.args["team_id"] == "" {
		return nil, refuse("missing_argument", "[ERROR] team_id is needed with the token of an organisation")
	}
	var all []any
	for _, u := range c.team.Users {
		all = append(all, person(u, c.mail()))
	}
	return c.page("members", all)
}

func lookupByEmail(c *call) (reply, error) {
	for _, u := range c.team.Users {
		if strings.EqualFold(u.Email, c.args["email"]) {
			return reply{"user": person(u, true)}, nil
		}
	}
	return nil, refuse("users_not_found")
}

func userProfile(c *call) (reply, error) {
	u := c.team.user(c.args["user"])
	if u == nil {
		return nil, refuse("user_not_found")
	}
	profile := person(u, c.mail())["profile"].(map[string]any)
	fields := map[string]any{}
	for id, value := range u.Fields {
		fields[id] = map[string]any{"value": value, "alt": ""}
	}
	profile["fields"] = fields
	return reply{"profile": profile}, nil
}

// SetField gives a workspace a profile field with an id and a label.
func (s *Slack) SetField(t *Team, id, label string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.fields == nil {
		t.fields = map[string]string{}
	}
	t.fields[id] = label
}

func teamProfile(c *call) (reply, error) {
	fields := []any{}
	for id, label := range c.team.fields {
		fields = append(fields, map[string]any{"id": id, "label": label, "type": "text", "ordering": len(fields)})
	}
	return reply{"profile": map[string]any{"fields": fields, "sections": []any{}}}, nil
}

func listGroups(c *call) (reply, error) {
	if c.grant.team == "" && c.args["team_id"] == "" {
		return nil, refuse("missing_argument", "[ERROR] team_id is needed with the token of an organisation")
	}
	all := []any{}
	for _, g := range c.team.Groups {
		if !g.Disabled || c.args["include_disabled"] == "true" {
			all = append(all, group(c.team, g, c.args["include_users"] == "true"))
		}
	}
	return reply{"usergroups": all}, nil
}

func group(t *Team, g *Group, users bool) map[string]any {
	out := map[string]any{"id": g.ID, "team_id": t.ID, "is_usergroup": true, "name": g.Name, "handle": g.Handle, "user_count": len(g.Users), "date_delete": 0}
	if g.Disabled {
		out["date_delete"] = 1
	}
	if users {
		out["users"] = append([]string{}, g.Users...)
	}
	return out
}

func groupUsers(c *call) (reply, error) {
	for _, g := range c.team.Groups {
		if g.ID == c.args["usergroup"] {
			return reply{"users": append([]string{}, g.Users...)}, nil
		}
	}
	return nil, refuse("no_such_subteam")
}

func setPrompts(c *call) (reply, error) {
	var prompts []map[string]string
	if err := decode(c.args["prompts"], &prompts); err != nil || len(prompts) == 0 || len(prompts) > 4 {
		return nil, refuse("invalid_arguments", "[ERROR] prompts: between 1 and 4 of {title, message}")
	}
	for _, p := range prompts {
		if p["title"] == "" || p["message"] == "" {
			return nil, refuse("invalid_arguments", "[ERROR] a prompt needs a title and a message")
		}
	}
	ch := c.team.channel(c.args["channel_id"])
	if ch == nil || ch.User == "" {
		return nil, refuse("channel_not_found")
	}
	if u := c.team.user(ch.User); u != nil {
		u.prompts = prompts
	}
	return reply{}, nil
}

func setStatus(c *call) (reply, error) {
	ch := c.team.channel(c.args["channel_id"])
	if ch == nil || ch.message(c.args["thread_ts"]) == nil {
		return nil, refuse("channel_not_found")
	}
	return reply{}, nil
}
