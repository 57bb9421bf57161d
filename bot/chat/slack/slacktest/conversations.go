package slacktest

import (
	"slices"
	"strconv"
	"strings"
)

// find returns a channel that the bot may read about, with the scope for its kind.
func (c *call) find(what string) (*Channel, error) {
	ch := c.team.channel(c.args["channel"])
	if ch == nil || ch.ID != c.args["channel"] || ch.Private && !ch.has(c.team.BotUser) {
		return nil, refuse("channel_not_found")
	}
	return ch, c.allowed(ch.scope() + ":" + what)
}

func conversationInfo(c *call) (reply, error) {
	ch, err := c.find("read")
	if err != nil {
		return nil, err
	}
	return reply{"channel": describe(c.team, ch)}, nil
}

// describe returns a channel as Slack's answers carry it.
func describe(t *Team, ch *Channel) map[string]any {
	out := map[string]any{
		"id": ch.ID, "is_channel": ch.User == "" && !ch.Private, "is_group": false, "is_im": ch.User != "", "is_private": ch.Private || ch.User != "",
		"is_archived": ch.Archived, "is_member": ch.has(t.BotUser), "is_ext_shared": ch.Shared, "is_shared": ch.Shared, "context_team_id": t.ID,
	}
	if ch.User != "" {
		out["user"] = ch.User
	} else {
		out["name"], out["name_normalized"], out["num_members"] = ch.Name, ch.Name, len(ch.Members)
	}
	return out
}

func listConversations(c *call) (reply, error) {
	if c.grant.team == "" && c.args["team_id"] == "" {
		return nil, refuse("missing_argument", "[ERROR] team_id is needed with the token of an organisation")
	}
	types := strings.Split(c.args["types"], ",")
	if c.args["types"] == "" {
		types = []string{"public_channel"}
	}
	var all []any
	for _, ch := range c.team.Channels {
		kind := map[string]string{"channels": "public_channel", "groups": "private_channel", "im": "im"}[ch.scope()]
		switch {
		case !slices.Contains(types, kind), ch.Archived && c.args["exclude_archived"] == "true":
		case (c.name == "users.conversations" || kind != "public_channel") && !ch.has(c.team.BotUser):
		default:
			if err := c.allowed(ch.scope() + ":read"); err != nil {
				return nil, err
			}
			all = append(all, describe(c.team, ch))
		}
	}
	return c.page("channels", all)
}

// page cuts a list by cursor and limit.
func (c *call) page(name string, all []any) (reply, error) {
	limit, from := 100, 0
	if n, err := strconv.Atoi(c.args["limit"]); err == nil && n > 0 {
		limit = n
	}
	if limit > 1000 {
		return nil, refuse("invalid_limit")
	}
	if cursor := c.args["cursor"]; cursor != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(cursor, "after-"))
		if err != nil || n > len(all) {
			return nil, refuse("invalid_cursor")
		}
		from = n
	}
	to := min(from+limit, len(all))
	next := ""
	if to < len(all) {
		next = "after-" + strconv.Itoa(to)
	}
	part := all[from:to]
	if part == nil {
		part = []any{}
	}
	return reply{name: part, "has_more": next != "", "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func conversationMembers(c *call) (reply, error) {
	ch, err := c.find("read")
	if err != nil {
		return nil, err
	}
	var all []any
	for _, m := range ch.Members {
		all = append(all, m)
	}
	return c.page("members", all)
}

func openConversation(c *call) (reply, error) {
	users := c.args["users"]
	u := c.team.user(users)
	switch {
	case users == "":
		return nil, refuse("users_list_not_supplied")
	case u == nil || u.ID != users:
		return nil, refuse("user_not_found")
	case u.Deleted:
		return nil, refuse("user_disabled")
	case u.Bot:
		return nil, refuse("cannot_dm_bot")
	}
	return reply{"channel": describe(c.team, c.s.direct(c.team, users))}, nil
}

func conversationHistory(c *call) (reply, error) {
	ch, err := c.find("history")
	if err != nil {
		return nil, err
	}
	if !ch.has(c.team.BotUser) {
		return nil, refuse("not_in_channel")
	}
	var all []any
	for _, m := range slices.Backward(ch.Messages) {
		if m.Only == "" && (m.Thread == "" || m.Thread == m.TS) && c.between(m) {
			all = append(all, c.show(ch, m, c.metadata()))
		}
	}
	return c.page("messages", all)
}

func conversationReplies(c *call) (reply, error) {
	ch, err := c.find("history")
	if err != nil {
		return nil, err
	}
	root := ch.message(c.args["ts"])
	if root == nil {
		return nil, refuse("thread_not_found")
	}
	all := []any{c.show(ch, root, c.metadata())}
	for _, m := range ch.Messages {
		if m.Thread == root.TS && m != root && m.Only == "" && c.between(m) {
			all = append(all, c.show(ch, m, c.metadata()))
		}
	}
	return c.page("messages", all)
}

func (c *call) metadata() bool {
	return c.args["include_all_metadata"] == "1" || c.args["include_all_metadata"] == "true"
}

// between applies oldest, latest and inclusive; timestamps sort as text.
func (c *call) between(m *Message) bool {
	oldest, latest := c.args["oldest"], c.args["latest"]
	if c.args["inclusive"] == "1" || c.args["inclusive"] == "true" {
		return (oldest == "" || m.TS >= oldest) && (latest == "" || m.TS <= latest)
	}
	return (oldest == "" || m.TS > oldest) && (latest == "" || m.TS < latest)
}
