package teams

import (
	"strings"

	"throughline/bot/chat"
)

// Service is the Service of places in Teams.
const Service = "teams"

// place returns where an activity happened, in the words of package chat.
func (a activity) place() chat.Place {
	c := a.Conversation
	p := chat.Place{Service: Service, Workspace: c.Tenant, Channel: c.ID, Name: channelName(c.Name)}
	switch {
	case c.Kind == personal:
		p.User, p.Name = chat.UserID(a.From.Object), ""
	case c.Root != a.ID:
		p.Thread = c.Root
	}
	return p
}

// channelName writes the name of a channel as strategies do.
func channelName(name string) string {
	if name == "" {
		return ""
	}
	return "#" + strings.TrimPrefix(name, "#")
}

// incoming is what the things that people do have in common. Its ID is the
// conversation's and the activity's, which Teams sends again unchanged.
func (a activity) incoming(what chat.What, kind string) chat.Incoming {
	id := a.Conversation.ID + "/" + a.ID
	if kind != "" {
		id += "/" + kind
	}
	return chat.Incoming{ID: id, What: what, Place: a.place(), From: chat.UserID(a.From.Object), Ref: a.ID, At: a.At.UTC()}
}

// said returns what an activity of type "message" says or, for a button of the
// old kind, presses.
func (a activity) said(app string) chat.Incoming {
	text, named := a.words(app)
	if press, ok := readPress(a.Value); ok && text == "" {
		return press.incoming(a)
	}
	in := a.incoming(chat.Said, "")
	in.Text, in.Mention, in.Link = text, named, a.link()
	return in
}

// edited returns a message that was changed. Every change is a thing of its own.
func (a activity) edited(app string) chat.Incoming {
	in := a.incoming(chat.Edited, "edit/"+a.At.UTC().Format("20060102T150405.000"))
	in.Text, in.Mention = a.words(app)
	in.Link = a.link()
	return in
}

// joined returns that the bot was brought into the conversation. Teams tells so
// in two ways, in no order, and again when the app is updated: it is one thing.
func (a activity) joined() chat.Incoming {
	in := a.incoming(chat.Joined, "")
	in.ID, in.Ref, in.Place.Thread = a.Conversation.ID+"/joined", "", ""
	return in
}

// link returns the address of a message in a channel.
func (a activity) link() string {
	c := a.Conversation
	if c.Kind != channel || a.ID == "" || strings.HasPrefix(a.ID, "sum-") {
		return ""
	}
	return "https://teams.microsoft.com/l/message/" + escapePath(c.ID) + "/" + escapePath(a.ID)
}

// A press is what the buttons of our cards carry.
type press struct {
	Action, Value string
	Kind          string // pressKind, openKind, submitKind or closeKind
	Fields        map[string]string
	FormAction    string // of the button that opened the form
	FormValue     string
}

// Kinds of presses.
const (
	pressKind  = "press"  // an action
	openKind   = "open"   // opens a form in the card's place
	submitKind = "submit" // a form that was filled in
	closeKind  = "close"  // puts the card back that a form took the place of
)

// fieldMark stands before the names of a form's fields in a card.
const fieldMark = "f."

// readPress reads the data of a button; false when it is none of ours. Whoever
// sends it could have written anything into it: it says what is asked for, and
// nothing about who may.
func readPress(data node) (press, bool) {
	p := press{
		Kind: data.at("tl").str(), Action: data.at("a").str(), Value: data.at("v").str(),
		FormAction: data.at("fa").str(), FormValue: data.at("fv").str(), Fields: map[string]string{},
	}
	for name, value := range data.fields() {
		if field, ok := strings.CutPrefix(name, fieldMark); ok {
			p.Fields[field] = strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n"))
		}
	}
	switch p.Kind {
	case pressKind, openKind, submitKind, closeKind:
		return p, p.Action != ""
	}
	return press{}, false
}

// incoming returns the press as a thing that somebody did at the card's message.
func (p press) incoming(a activity) chat.Incoming {
	what := chat.Pressed
	if p.Kind == submitKind {
		what = chat.Submitted
	}
	in := a.incoming(what, string(what))
	in.Action, in.Value, in.Ref = p.Action, p.Value, a.ReplyTo
	if in.Place.Thread == a.ReplyTo {
		in.Place.Thread = ""
	}
	if what == chat.Submitted {
		in.Fields = p.Fields
	}
	return in
}
