package slack

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	formGrace = 2 * time.Second         // for opening a form before the press is acknowledged
	formLimit = 2800 * time.Millisecond // a trigger opens nothing after three seconds
	afterward = 2 * time.Second         // after what is done on a home it is drawn anew
)

// interact takes a press, a submission or a shortcut, and returns what the
// acknowledgement carries.
func (a *App) interact(ctx context.Context, body []byte) (answer any, err error) {
	var i interaction
	if err := lenient(body, &i); err != nil {
		a.cfg.Log.Warn("Slack sent what cannot be read", "err", err, "bytes", len(body))
		return nil, nil
	}
	switch i.Type {
	case "block_actions":
		return nil, a.pressed(ctx, i)
	case "view_submission":
		return a.submitted(ctx, i)
	case "message_action":
		return nil, a.shortcut(ctx, i)
	}
	return nil, nil // view_closed, and what this program knows nothing of
}

// pressed takes every press that an interaction reports.
func (a *App) pressed(ctx context.Context, i interaction) error {
	for n, act := range i.Actions {
		p, ours := pressed(act.ID)
		if !ours || p.Kind == openKind || p.Action == "" {
			continue
		}
		in := i.incoming(chat.Pressed, a.cfg.Now())
		in.ID = fmt.Sprintf("%s/press/%s/%s/%d", i.workspace(), i.User.ID, cmp.Or(i.Trigger, string(act.At)), n)
		in.Action, in.Value = p.Action, act.Value
		if p.Kind == formKind {
			a.openForm(ctx, i.Trigger, in, i.View.Type)
			continue
		}
		if err := a.take(ctx, arrival{In: in}); err != nil {
			return err
		}
		if i.View.Type == "home" {
			a.redraw(ctx, in)
		}
	}
	return nil
}

// incoming is what all interactions have in common.
func (i interaction) incoming(what chat.What, now time.Time) chat.Incoming {
	channel := string(cmp.Or(i.Channel, i.Container.Channel))
	ts := cmp.Or(i.Container.TS, i.Message.TS, i.MessageTS)
	in := chat.Incoming{
		What: what, From: chat.UserID(i.User.ID), Ref: string(ts), At: now.UTC(),
		Place: place(i.workspace(), channel, "", i.User.ID),
	}
	if channel == "" { // on a home or in a modal: between the two of them
		in.Place.User = in.From
	}
	if t := cmp.Or(i.Container.Thread, i.Message.Thread); t != ts {
		in.Place.Thread = string(t)
	}
	if m := readMeta(i.View.Private); i.View.Type == "modal" && m.Place.Service != "" {
		in.Place, in.Ref = m.Place, m.Ref
	}
	return in
}

// openForm opens the form of a press. It does not hold up the acknowledgement
// for longer than the trigger is good. On is the view that was pressed on: "home",
// "modal" or, in a message, "".
func (a *App) openForm(ctx context.Context, trigger string, in chat.Incoming, on string) {
	a.start(ctx, task{name: "open a form", grace: formGrace, limit: formLimit, do: func(ctx context.Context) error {
		in, host, err := a.visitor(ctx, in)
		if err != nil || host == nil {
			return err
		}
		c, err := a.client(ctx, in.Place.Workspace)
		if err != nil {
			return err
		}
		open := c.OpenViewContext
		if on == "modal" {
			open = c.PushViewContext
		}
		_, err = open(ctx, trigger, a.formOf(ctx, host, in, on))
		return failure("open a form for "+string(in.From), err)
	}})
}

// formOf draws the form that a press opens, or the news that it does not.
func (a *App) formOf(ctx context.Context, host chat.Host, in chat.Incoming, on string) slack.ModalViewRequest {
	form, err := host.Form(ctx, in)
	if err != nil {
		a.cfg.Log.Error("a form that cannot be opened", "action", in.Action, "user", in.From, "err", err)
		return notice(noForm)
	}
	m := meta{Action: form.Action, Value: form.Value, Place: in.Place, Ref: in.Ref, Home: on == "home"}
	return a.pen(ctx, in.Place.Workspace).modal(form, m.String())
}

// redraw draws a home anew a while after something was done there, when that has
// been handled.
func (a *App) redraw(ctx context.Context, in chat.Incoming) {
	a.start(ctx, task{name: "draw a home anew", limit: homeLimit, do: func(ctx context.Context) error {
		sleep(ctx, afterward)
		return a.publish(ctx, in, "")
	}})
}

// A meta is what a modal remembers of what opened it.
type meta struct {
	Action string     `json:"a"`
	Value  string     `json:"v,omitempty"`
	Place  chat.Place `json:"p"`
	Ref    string     `json:"r,omitempty"`
	Home   bool       `json:"h,omitempty"` // it was opened there
}

func (m meta) String() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // six characters for one, and there is room for 3,000
	if err := e.Encode(m); err != nil {
		return ""
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

func readMeta(s string) (m meta) {
	if lenient([]byte(s), &m) != nil {
		return meta{}
	}
	return m
}

// submitted takes a form that was filled in. Faults are shown at the fields.
func (a *App) submitted(ctx context.Context, i interaction) (answer any, err error) {
	m := readMeta(i.View.Private)
	if m.Action == "" {
		return nil, nil // not one of ours
	}
	in := i.incoming(chat.Submitted, a.cfg.Now())
	in.ID = i.workspace() + "/submit/" + i.View.ID + "/" + i.View.Hash
	in.Action, in.Value = m.Action, m.Value
	if in.Fields, err = values(i.View.State); err != nil {
		return nil, err
	}
	in, host, err := a.visitor(ctx, in)
	if err != nil || host == nil {
		return nil, err
	}
	faults, err := host.Check(ctx, in)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err() // the form stays open, and Slack says to try again
	case err != nil:
		a.cfg.Log.Warn("a form that cannot be taken", "action", in.Action, "err", err)
		return instead(keepTyped(i.View, notTaken)), nil
	case len(faults) > 0:
		return showFaults(i.View, faults), nil
	}
	if err := host.Receive(ctx, in); err != nil {
		return nil, err
	}
	if m.Home {
		a.redraw(ctx, in)
	}
	return nil, nil
}

// shortcut opens the form of a shortcut, with the message's text as its value.
func (a *App) shortcut(ctx context.Context, i interaction) error {
	for _, c := range a.cfg.Shortcuts {
		if c.Form != i.Callback && c.Name != i.Callback {
			continue
		}
		in := i.incoming(chat.Pressed, a.cfg.Now())
		s, err := a.self(ctx, i.workspace())
		if err != nil {
			return err
		}
		in.Text = i.Message.Text
		text, _ := a.words(ctx, s, in)
		in.Action, in.Value, in.Text = c.Form, clip(text, maxShortcut), ""
		// Between the two of them: the bot may not be in that channel, and nobody
		// there asked.
		in.Place = place(i.workspace(), "", "im", i.User.ID)
		a.openForm(ctx, i.Trigger, in, "")
	}
	return nil
}

// maxShortcut is how much of a message a modal can remember.
const maxShortcut = 1200
