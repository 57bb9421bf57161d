package chat

// A UserID names a person at a service: "U024BE7LH" at Slack, a person's id in
// the local workspace.
type UserID string

// A Place is where something was or will be said. When sending, an empty Service
// is the one the organisation talks through.
type Place struct {
	Service   string `json:"service"`              // "web", "slack", "teams"
	Workspace string `json:"workspace,omitempty"`  // the service's tenant
	Channel   string `json:"channel,omitempty"`    // the service's id, or a name such as "#fleet" when sending
	Name      string `json:"name,omitempty"`       // of what came in: the channel's name, such as "#fleet", where the service tells it
	Person    string `json:"person,omitempty"`     // when sending: a direct conversation with this scorecard.PersonID
	User      UserID `json:"user,omitempty"`       // a direct conversation with this user; Channel may then be empty
	Thread    string `json:"thread,omitempty"`     // ref of the message that the thread hangs from
	ThreadKey string `json:"thread_key,omitempty"` // when sending: our key of that message, if its ref is not known yet
}

// Lane names the queue a message to this place waits in: one per channel or
// direct conversation, so that what is said there arrives in order.
func (p Place) Lane() string {
	switch {
	case p.Person != "":
		return p.Service + "/" + p.Workspace + "/@" + p.Person
	case p.User != "":
		return p.Service + "/" + p.Workspace + "/@" + string(p.User)
	}
	return p.Service + "/" + p.Workspace + "/" + p.Channel
}

// Private reports whether only one person reads what is said there.
func (p Place) Private() bool { return p.User != "" || p.Person != "" }
