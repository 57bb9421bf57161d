package chat

import "context"

// A Profile is what a service tells about one of its users.
type Profile struct {
	Service   string   `json:"service"`
	Workspace string   `json:"workspace,omitempty"` // the service's tenant the user belongs to
	User      UserID   `json:"user"`
	Name      string   `json:"name,omitempty"`
	Email     string   `json:"email,omitempty"`  // only where the service was allowed to tell it
	Zone      string   `json:"zone,omitempty"`   // IANA
	Locale    string   `json:"locale,omitempty"` // BCP 47
	Groups    []string `json:"groups,omitempty"` // of the user groups and teams they are in, such as "@fleet", and of channels that are open to just those, such as "#fleet"
	Outside   bool     `json:"outside,omitempty"`
	Gone      bool     `json:"gone,omitempty"` // the account is closed
}

// A Prompt is a question offered to somebody who opens the bot's conversation.
type Prompt struct {
	Title string `json:"title"` // plain; what the offer shows
	Say   string `json:"say"`   // what is said on the person's behalf
}

// A Command is a word after the bot's slash command, or a shortcut in a menu. It
// opens a form, or else says something on the person's behalf.
type Command struct {
	Name  string `json:"name"`  // one word: "update"
	About string `json:"about"` // plain, one line of help
	Form  string `json:"form,omitempty"`
	Say   string `json:"say,omitempty"`
}

// A Host is a Door that also receives people at home: it gets to know them, and
// says what they see before they have said anything.
type Host interface {
	Door
	// Meet keeps what a service tells about a user; newer replaces older.
	Meet(ctx context.Context, p Profile) error
	// Home returns what in.From sees on the bot's own page. It changes nothing.
	Home(ctx context.Context, in Incoming) (Message, error)
	// Prompts returns at most four questions worth asking for in.From.
	Prompts(ctx context.Context, in Incoming) ([]Prompt, error)
}

// A Finder is a Service that can look whether a message of a key was posted
// already. It is asked before a post is tried again, when the first try may have
// reached the service although we never heard.
type Finder interface {
	Find(ctx context.Context, p Place, key string) (ref string, ok bool, err error)
}

// A Resolver is a Service that finds out by itself where a message goes: the
// ids of a channel that was named, or of a direct conversation with a person. A
// place that is resolved already it returns as it is.
type Resolver interface {
	Resolve(ctx context.Context, q Queued) (Place, error)
}

// A Rememberer is a Host that knows what it said. A service that shows a form in
// the place of a message asks it for the message, to put it back.
type Rememberer interface {
	// Said returns the message that stands as ref where p is, as it was last
	// said; false when it is not one of ours.
	Said(ctx context.Context, p Place, ref string) (Message, bool, error)
}

// A Searcher is a Host that finds what somebody types a part of, to show it in
// any conversation.
type Searcher interface {
	// Search returns what in.Text can mean to in.From, the best first, and for no
	// text what matters most to them. It changes nothing.
	Search(ctx context.Context, in Incoming) ([]Found, error)
}

// Found is one thing that was searched for.
type Found struct {
	Title   string  // plain, one line
	About   string  // plain, one line: its state
	Message Message // what is shown of it
}
