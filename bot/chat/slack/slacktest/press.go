package slacktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// ErrNoAnswer is returned when the app did not acknowledge in three seconds:
// people see that it did not respond.
var ErrNoAnswer = errors.New("the app did not respond in time")

// Press presses the button of a message with a label or an action_id, and
// returns the modal it opened, nil when none.
func (h Human) Press(channel, ts, button string) (*View, error) {
	h.s.mu.Lock()
	ch := h.where(channel)
	m := ch.message(ts)
	if m == nil {
		h.s.mu.Unlock()
		return nil, fmt.Errorf("there is no message %s", ts)
	}
	action, err := findAction(m.Blocks, button)
	if err != nil {
		h.s.mu.Unlock()
		return nil, err
	}
	payload := h.payload("block_actions", nil)
	payload["channel"] = object{"id": ch.ID, "name": map[bool]string{true: "directmessage", false: ch.Name}[ch.User != ""]}
	payload["message"] = show(h.team, ch, m, true)
	payload["container"] = object{"type": "message", "message_ts": ts, "channel_id": ch.ID, "is_ephemeral": m.Only != ""}
	if m.Thread != "" {
		payload["container"].(object)["thread_ts"] = m.Thread
	}
	payload["actions"] = []object{action}
	payload["response_url"] = h.s.respondTo(ch, m)
	h.s.mu.Unlock()
	return h.interact(payload)
}

// PressHome presses a button of the bot's home.
func (h Human) PressHome(button string) (*View, error) {
	h.s.mu.Lock()
	v := h.user.home
	if v == nil {
		h.s.mu.Unlock()
		return nil, errors.New("there is no home")
	}
	payload, err := h.pressed(v, button)
	h.s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return h.interact(payload)
}

// PressIn presses a button of an open modal; it may push or update one.
func (h Human) PressIn(modal *View, button string) (*View, error) {
	h.s.mu.Lock()
	v := h.s.views[modal.ID]
	payload, err := h.pressed(v, button)
	h.s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return h.interact(payload)
}

func (h Human) pressed(v *View, button string) (object, error) {
	action, err := findAction(blocksOf(v), button)
	if err != nil {
		return nil, err
	}
	payload := h.payload("block_actions", v)
	payload["container"] = object{"type": "view", "view_id": v.ID}
	payload["view"] = viewJSON(v)
	payload["actions"] = []object{action}
	return payload, nil
}

// Shortcut chooses a shortcut from the menu of a message.
func (h Human) Shortcut(callback, channel, ts string) (*View, error) {
	h.s.mu.Lock()
	ch := h.where(channel)
	m := ch.message(ts)
	payload := h.payload("message_action", nil)
	payload["callback_id"], payload["action_ts"], payload["message_ts"] = callback, h.s.ts(), ts
	payload["channel"] = object{"id": ch.ID, "name": ch.Name}
	payload["message"] = show(h.team, ch, m, false)
	payload["response_url"] = h.s.respondTo(ch, m)
	h.s.mu.Unlock()
	return h.interact(payload)
}

// Command gives a slash command, such as "/throughline help", in a channel (the
// conversation with the bot for ""). It returns what only this person sees, and
// the modal it opened.
func (h Human) Command(channel, line string) (string, *View, error) {
	command, text, _ := strings.Cut(line, " ")
	h.s.mu.Lock()
	ch := h.where(channel)
	id := h.s.pullable(h, nil)
	name := ch.Name
	if ch.User != "" {
		name = "directmessage"
	}
	form := url.Values{
		"token": {"unused"}, "team_id": {h.team.ID}, "team_domain": {"acme"}, "channel_id": {ch.ID}, "channel_name": {name}, "user_id": {h.user.ID},
		"user_name": {h.user.Name}, "command": {command}, "text": {text}, "response_url": {h.s.respondTo(ch, nil)}, "trigger_id": {id}, "api_app_id": {AppID},
		"is_enterprise_install": {"false"},
	}
	if h.team.Enterprise != "" {
		form.Set("enterprise_id", h.team.Enterprise)
	}
	flat := object{}
	for k := range form {
		flat[k] = form.Get(k)
	}
	c := &parcel{ID: h.s.id("env-"), kind: "slash_commands", body: mustJSON(flat), form: form}
	h.s.mu.Unlock()
	h.s.dispatch(c)
	if !c.acked {
		return "", nil, ErrNoAnswer
	}
	return string(c.answer), h.s.openedBy(id), nil
}

// payload starts an interaction of this person with a fresh trigger.
func (h Human) payload(kind string, v *View) object {
	out := object{
		"type": kind, "api_app_id": AppID, "token": "unused", "trigger_id": h.s.pullable(h, v), "is_enterprise_install": h.s.orgWide(h.team),
		"user": object{"id": h.user.ID, "username": h.user.Name, "name": h.user.Name, "team_id": h.user.Team},
		"team": object{"id": h.team.ID, "domain": "acme"}, "enterprise": nil,
	}
	if h.team.Enterprise != "" {
		out["enterprise"] = object{"id": h.team.Enterprise, "name": "Organisation"}
		out["team"].(object)["enterprise_id"] = h.team.Enterprise
	}
	return out
}

// pullable makes a trigger.
func (s *Slack) pullable(h Human, v *View) string {
	id := s.id("1337.")
	s.triggers[id] = &trigger{team: h.team.ID, user: h.user.ID, at: s.now(), view: v}
	return id
}

func (s *Slack) openedBy(triggerID string) *View {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.triggers[triggerID]
	if t == nil || t.opened == nil {
		return nil
	}
	v := *t.opened
	return &v
}

func (h Human) interact(payload object) (*View, error) {
	h.s.mu.Lock()
	c := &parcel{ID: h.s.id("env-"), kind: "interactive", body: mustJSON(payload)}
	h.s.mu.Unlock()
	h.s.dispatch(c)
	if !c.acked {
		return nil, ErrNoAnswer
	}
	return h.s.openedBy(payload["trigger_id"].(string)), nil
}

func blocksOf(v *View) json.RawMessage {
	var b viewBody
	if json.Unmarshal(v.Body, &b) != nil {
		return nil
	}
	return b.Blocks
}

// findAction finds the button with a label, or an action_id that begins so, and
// returns it as Slack reports its press.
func findAction(blocks json.RawMessage, want string) (object, error) {
	var all []object
	if err := json.Unmarshal(blocks, &all); err != nil {
		return nil, fmt.Errorf("there are no buttons")
	}
	var labels []string
	for _, b := range all {
		elements, _ := b["elements"].([]any)
		if b["accessory"] != nil {
			elements = append(elements, b["accessory"])
		}
		for _, x := range elements {
			for _, a := range pressable(x) {
				if a["label"] == want || strings.HasPrefix(fmt.Sprint(a["action_id"]), want) {
					delete(a, "label")
					a["block_id"], a["action_ts"] = b["block_id"], "1.000001"
					return a, nil
				}
				labels = append(labels, fmt.Sprint(a["label"]))
			}
		}
	}
	return nil, fmt.Errorf("there is no button %q, only %q", want, labels)
}

// pressable returns what can be pressed of an element.
func pressable(x any) []object {
	e, _ := x.(object)
	switch e["type"] {
	case "button":
		out := object{"type": "button", "action_id": e["action_id"], "text": e["text"], "label": textOf(e["text"])}
		if e["value"] != nil {
			out["value"] = e["value"]
		}
		return []object{out}
	case "feedback_buttons":
		var out []object
		for _, which := range []string{"positive_button", "negative_button"} {
			b, _ := e[which].(object)
			out = append(out, object{"type": "feedback_buttons", "action_id": e["action_id"], "text": b["text"], "value": b["value"], "label": textOf(b["text"])})
		}
		return out
	}
	return nil
}

func textOf(v any) string {
	o, _ := v.(object)
	text, _ := o["text"].(string)
	return text
}
