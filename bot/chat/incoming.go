package chat

import (
	"context"
	"time"
)

// What says what kind of thing came in.
type What string

const (
	Said      What = ""          // a message
	Edited    What = "edited"    // a message was changed; Text is the new text
	Pressed   What = "pressed"   // a button
	Submitted What = "submitted" // a form
	Opened    What = "opened"    // the person opened the bot's home or first conversation
	Joined    What = "joined"    // the bot was brought into a place by From
)

// An Incoming is one thing a person did. Adapters fill it and hand it to a Door.
type Incoming struct {
	ID      string            `json:"id"` // unique at the service, and the same when it is delivered again
	What    What              `json:"what,omitempty"`
	Place   Place             `json:"place"`
	From    UserID            `json:"from"`
	Ref     string            `json:"ref,omitempty"`     // the message said, edited, or that the button or form hangs on
	Text    string            `json:"text,omitempty"`    // plain text, the bot's own mention removed
	Mention bool              `json:"mention,omitempty"` // the bot was named
	Outside bool              `json:"outside,omitempty"` // From is a guest or of another organisation, or the place is shared with one
	At      time.Time         `json:"at"`
	Action  string            `json:"action,omitempty"` // the button's or form's action, such as "checkin/fix"
	Value   string            `json:"value,omitempty"`  // the button's value
	Fields  map[string]string `json:"fields,omitempty"` // a form's fields by name
	Link    string            `json:"link,omitempty"`   // a permanent link to the message, where the service has one
}

// ToBot reports whether the words are plainly meant for the bot.
func (in Incoming) ToBot() bool {
	return in.Mention || in.Place.Private() || in.What == Pressed || in.What == Submitted
}

// FieldErrors says what is wrong with a form, by field name; empty when nothing is.
type FieldErrors map[string]string

// A Door is where an adapter hands over what people do. Receive returns once the
// thing is stored, so that the adapter may acknowledge it; it is handled after.
type Door interface {
	// Receive stores in, once per service and ID, and returns. An error means
	// it is not stored and must be delivered again.
	Receive(ctx context.Context, in Incoming) error
	// Form returns the form that a button opens. It changes nothing.
	Form(ctx context.Context, in Incoming) (Form, error)
	// Check says what is wrong with a submission. It changes nothing; a
	// submission without faults is handed to Receive.
	Check(ctx context.Context, in Incoming) (FieldErrors, error)
}

// A Service is a chat service that messages are sent through.
type Service interface {
	// Name is the Service of its places: "web", "slack", "teams".
	Name() string
	// Post says m at p and returns the message's ref. The key is ours and
	// unique; a service that can must not post the same key twice.
	Post(ctx context.Context, p Place, key string, m Message) (ref string, err error)
	// Update replaces the message ref at p.
	Update(ctx context.Context, p Place, ref string, m Message) error
}

// Answer returns where to answer: the thread of what was said, or, in a direct
// conversation, the conversation itself.
func (in Incoming) Answer() Place {
	p := in.Place
	if p.Private() {
		p.Thread = ""
		return p
	}
	if p.Thread == "" {
		p.Thread = in.Ref
	}
	return p
}
