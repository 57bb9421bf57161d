package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Event sends an inner event of a workspace, if the app subscribes to its kind
// (a message's kind is message.channels, message.groups or message.im), and
// returns its event_id when it was acknowledged or given up; empty when it is
// not sent.
func (s *Slack) Event(t *Team, inner object) string {
	c := s.envelope(t, inner)
	if c == nil {
		return ""
	}
	s.dispatch(c)
	return c.event
}

// envelope wraps an event; nil when the app does not subscribe to it.
func (s *Slack) envelope(t *Team, inner object) *parcel {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.subscribes(inner) {
		return nil
	}
	shared := false
	if id, ok := inner["channel"].(string); ok {
		if ch := t.channel(id); ch != nil {
			shared = ch.Shared
		}
	}
	c := &parcel{ID: s.id("env-"), kind: "events_api", event: s.id("Ev0")}
	var enterprise any
	if t.Enterprise != "" {
		enterprise = t.Enterprise
	}
	authorization := object{"enterprise_id": enterprise, "team_id": t.ID, "user_id": t.BotUser, "is_bot": true, "is_enterprise_install": false}
	if s.orgWide(t) {
		authorization["team_id"], authorization["is_enterprise_install"] = nil, true
	}
	payload := object{
		"token": "unused", "team_id": t.ID, "context_team_id": t.ID, "context_enterprise_id": enterprise, "api_app_id": AppID, "event": inner,
		"type": "event_callback", "event_id": c.event, "event_time": s.now().Unix(), "authorizations": []object{authorization},
		"is_ext_shared_channel": shared, "event_context": "4-" + c.event,
	}
	if enterprise != nil {
		payload["enterprise_id"] = enterprise
	}
	c.body = mustJSON(payload)
	return c
}

// orgWide reports whether the app is in t only because its whole organisation
// has installed it.
func (s *Slack) orgWide(t *Team) bool {
	whole := false
	for _, g := range s.grants {
		if g.team == t.ID && !g.revoked {
			return false
		}
		whole = whole || g.team == "" && g.enterprise == t.Enterprise && !g.revoked
	}
	return whole
}

// subscribes checks the list of events, and the scope that each kind needs.
func (s *Slack) subscribes(inner object) bool {
	kind, _ := inner["type"].(string)
	if kind == "message" {
		kind += "." + map[any]string{"channel": "channels", "group": "groups", "im": "im"}[inner["channel_type"]]
	}
	if s.options.Events != nil && !slices.Contains(s.options.Events, kind) {
		return false
	}
	need, known := EventScopes[kind]
	if !known {
		panic(fmt.Sprintf("slacktest: unknown event %q", kind))
	}
	return need == "" || slices.Contains(s.options.Scopes, need)
}

// EventScopes says which scope an event needs, by docs.slack.dev; "" for none.
var EventScopes = map[string]string{
	"app_mention": "app_mentions:read", "message.channels": "channels:history", "message.groups": "groups:history", "message.im": "im:history",
	"app_home_opened": "", "app_context_changed": "", "member_joined_channel": "channels:read", "member_left_channel": "channels:read",
	"user_change": "users:read", "team_join": "users:read", "subteam_created": "usergroups:read", "subteam_updated": "usergroups:read",
	"subteam_members_changed": "usergroups:read", "channel_rename": "channels:read", "channel_archive": "channels:read",
	"channel_left": "channels:read", "app_uninstalled": "", "tokens_revoked": "", "app_rate_limited": "", "channel_shared": "channels:read",
}

func mustJSON(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return body
}

// said returns the events that a message causes.
func said(t *Team, ch *Channel, m *Message, mention bool) []object {
	kind := map[string]string{"channels": "channel", "groups": "group", "im": "im"}[ch.scope()]
	base := object{
		"user": m.User, "text": m.Text, "ts": m.TS, "team": t.ID, "channel": ch.ID, "event_ts": m.TS, "client_msg_id": "c-" + m.TS,
		"blocks": []object{{"type": "rich_text", "block_id": "x", "elements": []object{{"type": "rich_text_section", "elements": []object{{"type": "text", "text": m.Text}}}}}},
	}
	if m.Thread != "" {
		base["thread_ts"] = m.Thread
	}
	if u := t.user(m.User); u != nil && u.Team != t.ID {
		base["user_team"], base["source_team"], base["team"] = u.Team, u.Team, u.Team
	}
	message := object{"type": "message", "channel_type": kind}
	called := object{"type": "app_mention"}
	for k, v := range base {
		message[k], called[k] = v, v
	}
	if mention && ch.User == "" {
		return []object{message, called}
	}
	return []object{message}
}
