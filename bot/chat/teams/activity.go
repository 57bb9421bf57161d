package teams

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// An activity is one thing that Teams tells, as far as it is understood.
type activity struct {
	Type       string // "message", "invoke", "conversationUpdate", …
	Name       string // of an invoke
	ID         string
	Channel    string // the service it comes through: "msteams"
	ServiceURL string
	At         time.Time
	Locale     string
	Zone       string // IANA
	Text       string
	From, Bot  account
	ReplyTo    string // the message that a button hangs on
	Event      string // what a conversationUpdate is about
	Changed    string // the channel that the event is about
	Action     string // "add" or "remove" of an installation
	Added      []account
	Removed    []account
	Mentions   []mention
	Value      node // of an invoke or a button

	Conversation conversation
	Disputed     bool // it is said to be of two tenants
}

// An account is a person or a bot as Teams names it to this bot.
type account struct {
	ID     string // "29:…", good for this bot only
	Object string // the object id in Microsoft Entra
	Name   string
	Tenant string
	Role   string
}

// A conversation is where something happened.
type conversation struct {
	ID       string `json:"id"`             // without the thread
	Root     string `json:"-"`              // of the thread: the message it hangs from
	Kind     string `json:"kind,omitempty"` // "personal", "groupChat" or "channel"
	Tenant   string `json:"tenant,omitempty"`
	Team     string `json:"team,omitempty"`
	TeamName string `json:"team_name,omitempty"`
	Name     string `json:"name,omitempty"`    // of the channel, or of a group chat that has one
	Shared   bool   `json:"shared,omitempty"`  // a channel that other teams, and other organisations, may be in
	Private  bool   `json:"private,omitempty"` // a channel that not the whole team is in
}

// A mention is a name in a message that stands for an account.
type mention struct{ ID, Text, Name string }

const (
	personal  = "personal"
	groupChat = "groupChat"
	channel   = "channel"
)

// threadMark stands in the id of a conversation before the root of the thread.
const threadMark = ";messageid="

// readActivity reads what Teams sent; false when it is no activity at all.
func readActivity(body []byte) (activity, bool) {
	n, ok := readNode(body)
	if !ok || n.at("type").str() == "" {
		return activity{}, false
	}
	a := activity{
		Type: n.at("type").str(), Name: n.at("name").str(), ID: n.at("id").str(), Channel: n.at("channelId").str(),
		ServiceURL: n.at("serviceUrl").str(), Locale: n.at("locale").str(), Zone: n.at("localTimezone").str(),
		Text: n.at("text").str(), ReplyTo: n.at("replyToId").str(), Action: n.at("action").str(),
		Event: n.at("channelData", "eventType").str(), Changed: n.at("channelData", "channel", "id").str(), Value: n.at("value"),
		From: readAccount(n.at("from")), Bot: readAccount(n.at("recipient")),
		Added: readAccounts(n.at("membersAdded")), Removed: readAccounts(n.at("membersRemoved")),
		Conversation: readConversation(n),
	}
	other := n.at("conversation", "tenantId").str()
	a.Disputed = other != "" && !strings.EqualFold(other, a.Conversation.Tenant)
	a.At, _ = time.Parse(time.RFC3339, n.at("timestamp").str())
	if a.ID == "" { // not known to happen; the same thing sent again still has the same name
		sum := sha256.Sum256(body)
		a.ID = "sum-" + hex.EncodeToString(sum[:12])
	}
	for _, e := range n.at("entities").list() {
		if strings.EqualFold(e.at("type").str(), "mention") {
			a.Mentions = append(a.Mentions, mention{ID: e.at("mentioned", "id").str(), Name: e.at("mentioned", "name").str(), Text: e.at("text").str()})
		}
	}
	return a, true
}

func readAccount(n node) account {
	a := account{ID: n.at("id").str(), Object: n.at("aadObjectId").str(), Name: n.at("name").str(), Role: n.at("userRole").str()}
	if a.Object == "" { // the roster of one member names it so
		a.Object = n.at("objectId").str()
	}
	a.Tenant = n.at("tenantId").str()
	return a
}

func readAccounts(n node) (out []account) {
	for _, m := range n.list() {
		out = append(out, readAccount(m))
	}
	return out
}

func readConversation(n node) conversation {
	data := n.at("channelData")
	c := conversation{Kind: n.at("conversation", "conversationType").str(), Name: n.at("conversation", "name").str()}
	c.ID, c.Root = splitThread(n.at("conversation", "id").str())
	c.Tenant = data.at("tenant", "id").str()
	if c.Tenant == "" {
		c.Tenant = n.at("conversation", "tenantId").str()
	}
	c.Team, c.TeamName = data.at("team", "id").str(), data.at("team", "name").str()
	if name := data.at("channel", "name").str(); name != "" {
		c.Name = name
	}
	c.Shared = strings.EqualFold(data.at("channel", "type").str(), "shared")
	c.Kind = c.kind()
	return c
}

// splitThread takes the id of a conversation and the root of a thread apart.
func splitThread(id string) (base, root string) {
	base, root, _ = strings.Cut(id, threadMark)
	return base, root
}

// kind returns what kind of conversation it is; an id tells where Teams does not.
func (c conversation) kind() string {
	switch {
	case strings.EqualFold(c.Kind, personal), strings.EqualFold(c.Kind, groupChat), strings.EqualFold(c.Kind, channel):
		for _, k := range []string{personal, groupChat, channel} {
			if strings.EqualFold(c.Kind, k) {
				return k
			}
		}
	case c.Team != "" || strings.HasSuffix(c.ID, "@thread.tacv2") || strings.HasSuffix(c.ID, "@thread.skype"):
		return channel
	case strings.HasSuffix(c.ID, "@thread.v2"):
		return groupChat
	}
	return personal
}

// address returns the id that the Connector knows the conversation and the
// thread by. Only channels have threads.
func (c conversation) address(root string) string {
	if root == "" || c.Kind != channel {
		return c.ID
	}
	return c.ID + threadMark + root
}

// isBot reports whether an account is the bot itself: "28:" and the app id in
// Teams, whatever the activity was addressed to elsewhere.
func (a activity) isBot(id string, app string) bool {
	return id != "" && (id == a.Bot.ID || app != "" && strings.EqualFold(strings.TrimPrefix(id, "28:"), app))
}
