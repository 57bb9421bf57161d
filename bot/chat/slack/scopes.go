package slack

import "slices"

// A scope is a permission the app asks for, and what becomes of it.
type scope struct {
	name     string
	why      string   // what people get from it, for the documentation and the doctor
	without  string   // what is lost when it is not granted
	optional bool     // the installation may leave it out
	methods  []string // of the Web API that need it
	events   []string // that come only with it
}

// scopes are all the permissions of the app, the least that what it does needs.
// A test holds methods and events to the calls and cases in this package.
var scopes = []scope{
	{name: "app_mentions:read", why: "hear when it is mentioned", without: "it hears no mentions", events: []string{"app_mention"}},
	{name: "chat:write", why: "ask, answer, and edit its own messages", without: "it cannot say anything",
		methods: []string{"chat.postMessage", "chat.update", "assistant.threads.setSuggestedPrompts"}},
	{name: "commands", why: "/throughline, and the shortcut in the menu of a message", without: "there is no /throughline and no shortcut"},
	{name: "im:history", why: "hear what is said to it in a direct conversation", without: "it hears nothing in direct conversations",
		methods: []string{"conversations.history", "conversations.replies"}, events: []string{"message.im"}},
	{name: "im:read", why: "know its direct conversations from channels", without: "direct conversations may not be found", methods: []string{"conversations.info"}},
	{name: "im:write", why: "begin a direct conversation, to remind somebody", without: "it cannot remind people who never wrote to it",
		methods: []string{"conversations.open"}},
	{name: "channels:history", why: "hear one-line replies in the threads of public channels it is in, and find its own message again after a crash",
		without: "replies in channels must mention it, and a message can stand there twice after a crash",
		methods: []string{"conversations.history", "conversations.replies"}, events: []string{"message.channels"}},
	{name: "groups:history", why: "the same in private channels it was invited to", without: "replies in private channels must mention it",
		methods: []string{"conversations.history", "conversations.replies"}, events: []string{"message.groups"}},
	{name: "channels:read", why: "find public channels by name, and see which are shared with other organisations", without: "it cannot find the channels the strategy names",
		methods: []string{"conversations.info", "conversations.list", "users.conversations"}, events: []string{"member_joined_channel"}},
	{name: "groups:read", why: "the same for private channels it was invited to", without: "it cannot find private channels",
		methods: []string{"conversations.info", "conversations.list", "users.conversations"}},
	{name: "users:read", why: "know people's time zones, languages, and who is a guest", without: "it cannot tell guests from members, and says nothing",
		methods: []string{"users.info"}, events: []string{"user_change"}},
	{name: "files:write", why: "show the strategy map as a picture", without: "the map is told in words",
		methods: []string{"files.getUploadURLExternal", "files.completeUploadExternal"}},
	{name: "files:read", why: "see when that picture is ready to be shown", without: "the map is told in words", methods: []string{"files.info"}},
	{name: "users:read.email", why: "know people of the strategy by their e-mail address", without: "every person needs their Slack id in the strategy", optional: true,
		methods: []string{"users.lookupByEmail"}},
	{name: "usergroups:read", why: "know somebody's team by their user group", without: "it asks people which team is theirs", optional: true,
		methods: []string{"usergroups.list"}, events: []string{"subteam_created", "subteam_updated", "subteam_members_changed"}},
}

// free are the methods and events that need no scope.
var free = struct{ methods, events []string }{
	methods: []string{"auth.test", "apps.connections.open", "views.open", "views.push", "views.publish", "oauth.v2.access"},
	events:  []string{"app_home_opened", "app_context_changed", "app_uninstalled", "tokens_revoked"},
}

// BotScopes returns the names of the permissions that are asked for, sorted.
func BotScopes() []string { return namesOf(func(scope) bool { return true }) }

func namesOf(want func(scope) bool) []string {
	var out []string
	for _, s := range scopes {
		if want(s) {
			out = append(out, s.name)
		}
	}
	slices.Sort(out)
	return out
}

// missing returns the scopes that were not granted, the optional ones left out.
func missing(granted []string) []string {
	return namesOf(func(s scope) bool { return !s.optional && !slices.Contains(granted, s.name) })
}

// botEvents returns the kinds of events the app subscribes to, sorted.
func botEvents() []string {
	out := slices.Clone(free.events)
	for _, s := range scopes {
		for _, e := range s.events {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	slices.Sort(out)
	return out
}
