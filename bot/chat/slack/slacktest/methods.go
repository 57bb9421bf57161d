package slacktest

import "slices"

// methods are those we use, by name, with the contracts of docs.slack.dev.
func methods() map[string]method {
	channels := []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	history := []string{"channels:history", "groups:history", "im:history", "mpim:history"}
	page := []string{"cursor", "limit"}
	return map[string]method{
		"auth.test":             {do: authTest},
		"apps.connections.open": {kind: appToken, tier: 10, do: openConnection},
		"chat.postMessage": {need: []string{"channel"}, may: []string{"text", "blocks", "thread_ts", "metadata", "unfurl_links", "unfurl_media",
			"mrkdwn", "reply_broadcast", "parse", "link_names"}, scopes: []string{"chat:write"}, tier: 60, do: postMessage},
		"chat.update": {need: []string{"channel", "ts"}, may: []string{"text", "blocks", "metadata", "parse", "link_names", "unfurl_links", "unfurl_media", "mrkdwn"},
			scopes: []string{"chat:write"}, tier: 50, do: updateMessage},
		"chat.postEphemeral": {need: []string{"channel", "user"}, may: []string{"text", "blocks", "thread_ts", "parse", "link_names", "unfurl_links", "unfurl_media", "mrkdwn"},
			scopes: []string{"chat:write"}, tier: 100, do: postEphemeral},
		"chat.getPermalink":     {need: []string{"channel", "message_ts"}, do: permalink},
		"conversations.open":    {may: []string{"users", "channel", "return_im", "prevent_creation"}, scopes: []string{"im:write"}, tier: 50, do: openConversation},
		"conversations.info":    {need: []string{"channel"}, may: []string{"include_locale", "include_num_members"}, scopes: channels, tier: 50, do: conversationInfo},
		"conversations.list":    {may: slices.Concat(page, []string{"types", "exclude_archived", "team_id"}), scopes: channels, tier: 20, do: listConversations},
		"users.conversations":   {may: slices.Concat(page, []string{"types", "exclude_archived", "team_id", "user"}), scopes: channels, tier: 50, do: listConversations},
		"conversations.members": {need: []string{"channel"}, may: page, scopes: channels, tier: 100, do: conversationMembers},
		"conversations.history": {need: []string{"channel"}, may: slices.Concat(page, []string{"oldest", "latest", "inclusive", "include_all_metadata"}),
			scopes: history, tier: 50, do: conversationHistory},
		"conversations.replies": {need: []string{"channel", "ts"}, may: slices.Concat(page, []string{"oldest", "latest", "inclusive", "include_all_metadata"}),
			scopes: history, tier: 50, do: conversationReplies},
		"users.info":            {need: []string{"user"}, may: []string{"include_locale"}, scopes: []string{"users:read"}, tier: 100, do: userInfo},
		"users.list":            {may: slices.Concat(page, []string{"include_locale", "team_id"}), scopes: []string{"users:read"}, tier: 20, do: listUsers},
		"users.lookupByEmail":   {need: []string{"email"}, scopes: []string{"users:read.email"}, tier: 50, do: lookupByEmail},
		"users.profile.get":     {may: []string{"user", "include_labels"}, scopes: []string{"users.profile:read"}, tier: 100, do: userProfile},
		"team.profile.get":      {may: []string{"visibility", "team_id"}, scopes: []string{"users.profile:read"}, tier: 50, do: teamProfile},
		"team.info":             {may: []string{"team", "domain"}, scopes: []string{"team:read"}, tier: 50, do: teamInfo},
		"usergroups.list":       {may: []string{"include_users", "include_count", "include_disabled", "team_id"}, scopes: []string{"usergroups:read"}, tier: 20, do: listGroups},
		"usergroups.users.list": {need: []string{"usergroup"}, may: []string{"include_disabled", "team_id"}, scopes: []string{"usergroups:read"}, tier: 20, do: groupUsers},
		"views.open":            {need: []string{"view", "trigger_id"}, tier: 100, do: openView},
		"views.push":            {need: []string{"view", "trigger_id"}, tier: 100, do: pushView},
		"views.update":          {need: []string{"view"}, may: []string{"view_id", "external_id", "hash"}, tier: 100, do: updateView},
		"views.publish":         {need: []string{"user_id", "view"}, may: []string{"hash"}, tier: 100, do: publishView},
		"files.getUploadURLExternal": {need: []string{"filename", "length"}, may: []string{"alt_txt", "snippet_type"}, scopes: []string{"files:write"},
			tier: 100, do: uploadURL},
		"files.completeUploadExternal": {need: []string{"files"}, may: []string{"channel_id", "channels", "thread_ts", "initial_comment", "blocks"},
			scopes: []string{"files:write"}, tier: 100, do: completeUpload},
		"files.info": {need: []string{"file"}, may: []string{"cursor", "limit", "page", "count"}, scopes: []string{"files:read"}, tier: 100, do: fileInfo},
		"assistant.threads.setSuggestedPrompts": {need: []string{"channel_id", "prompts"}, may: []string{"thread_ts", "title"},
			scopes: []string{"assistant:write", "chat:write"}, tier: 100, do: setPrompts},
		"assistant.threads.setStatus": {need: []string{"channel_id", "thread_ts"}, may: []string{"status", "loading_messages"},
			scopes: []string{"assistant:write", "chat:write"}, tier: 600, do: setStatus},
		"oauth.v2.access": {kind: noToken, need: []string{"client_id", "client_secret"}, may: []string{"code", "redirect_uri", "grant_type", "refresh_token"}, do: accessToken},
		"auth.revoke":     {may: []string{"test"}, do: revoke},
		"api.test":        {kind: noToken, may: []string{"error", "foo"}, do: func(*call) (reply, error) { return reply{}, nil }},
	}
}

func authTest(c *call) (reply, error) {
	out := reply{"url": "https://" + c.team.ID + ".slack.example/", "team": c.team.Name, "user": "throughline", "user_id": c.team.BotUser, "bot_id": c.team.BotID}
	out["team_id"] = c.team.ID
	if c.team.Enterprise != "" {
		out["enterprise_id"], out["is_enterprise_install"] = c.team.Enterprise, c.grant.team == ""
	}
	if c.grant.team == "" {
		out["team_id"] = c.team.Enterprise
	}
	return out, nil
}

func teamInfo(c *call) (reply, error) {
	t := c.team
	if id := c.args["team"]; id != "" {
		if t = c.s.team(id); t == nil {
			return nil, refuse("team_not_found")
		}
	}
	team := map[string]any{"id": t.ID, "name": t.Name, "domain": "acme", "email_domain": "acme.example"}
	if t.Enterprise != "" {
		team["enterprise_id"] = t.Enterprise
	}
	return reply{"team": team}, nil
}
