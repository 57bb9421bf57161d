package slacktest

import (
	"encoding/json"
	"fmt"
	"time"
)

// triggerLife is how long a trigger_id may be used, once.
const triggerLife = 3 * time.Second

// A View is a modal or a home page.
type View struct {
	ID, Hash string
	Team     string
	User     string
	Root     string // of a stack of modals: the id of the first
	Callback string
	Private  string // private_metadata
	External string
	Body     json.RawMessage // as it was given
	open     bool
	stack    int
}

type trigger struct {
	team, user string
	at         time.Time
	used       bool
	view       *View // pressed in this modal
	opened     *View // what it was used for
}

// viewBody is what is checked of a view.
type viewBody struct {
	Type     string          `json:"type"`
	Title    object          `json:"title"`
	Submit   object          `json:"submit"`
	Close    object          `json:"close"`
	Blocks   json.RawMessage `json:"blocks"`
	Private  string          `json:"private_metadata"`
	Callback string          `json:"callback_id"`
	External string          `json:"external_id"`
}

// checkView refuses what Slack would refuse in a view.
func (s *Slack) checkView(text, want string) (viewBody, error) {
	var v viewBody
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return v, refuse("invalid_arguments", "[ERROR] view: "+err.Error())
	}
	k := &checker{s: s, surface: v.Type}
	if v.Type != want {
		k.fail("/view/type", "must be %s", want)
	}
	k.run(v.Blocks, 100)
	if v.Type == "modal" {
		k.plain("/view/title", v.Title, 24)
		for at, label := range map[string]object{"/view/submit": v.Submit, "/view/close": v.Close} {
			if label != nil {
				k.plain(at, label, 24)
			}
		}
		if v.Submit == nil && hasInput(v.Blocks) {
			k.fail("/view/submit", "a modal with inputs needs submit")
		}
	}
	if len(v.Private) > 3000 {
		k.fail("/view/private_metadata", "must be less than 3001 characters")
	}
	if len(v.Callback) > 255 {
		k.fail("/view/callback_id", "must be less than 256 characters")
	}
	if len(text) > 250_000 {
		return v, refuse("view_too_large")
	}
	if len(k.faults) > 0 {
		return v, refuse("invalid_arguments", k.faults...)
	}
	return v, nil
}

func hasInput(blocks json.RawMessage) bool {
	var all []object
	if json.Unmarshal(blocks, &all) != nil {
		return false
	}
	for _, b := range all {
		if b["type"] == "input" {
			return true
		}
	}
	return false
}

// set gives a view new content and another hash.
func (s *Slack) set(v *View, text string, b viewBody) {
	s.number++
	v.Hash = fmt.Sprintf("%d.%06d", s.now().Unix(), s.number)
	v.Body, v.Callback, v.Private, v.External = json.RawMessage(text), b.Callback, b.Private, b.External
}

// pull uses up a trigger.
func (c *call) pull() (*trigger, error) {
	t := c.s.triggers[c.args["trigger_id"]]
	switch {
	case t == nil:
		return nil, refuse("invalid_trigger_id")
	case t.used:
		return nil, refuse("exchanged_trigger_id")
	case c.s.age(t.at) > triggerLife:
		return nil, refuse("expired_trigger_id")
	}
	return t, nil
}

func openView(c *call) (reply, error) { return c.modal(false) }

func pushView(c *call) (reply, error) { return c.modal(true) }

func (c *call) modal(push bool) (reply, error) {
	t, err := c.pull()
	if err != nil {
		return nil, err
	}
	b, err := c.s.checkView(c.args["view"], "modal")
	if err != nil {
		return nil, err
	}
	v := &View{ID: c.s.id("V0"), Team: t.team, User: t.user, open: true, stack: 1}
	v.Root = v.ID
	if push {
		if t.view == nil || t.view.stack >= 3 {
			return nil, refuse("push_limit_reached")
		}
		v.Root, v.stack = t.view.Root, t.view.stack+1
	}
	t.used, t.opened = true, v
	c.s.set(v, c.args["view"], b)
	c.s.views[v.ID] = v
	return reply{"view": viewJSON(v)}, nil
}

func updateView(c *call) (reply, error) {
	v := c.s.views[c.args["view_id"]]
	for _, other := range c.s.views {
		if id := c.args["external_id"]; v == nil && id != "" && other.External == id {
			v = other
		}
	}
	if v == nil || !v.open {
		return nil, refuse("not_found")
	}
	if h := c.args["hash"]; h != "" && h != v.Hash {
		return nil, refuse("hash_conflict")
	}
	b, err := c.s.checkView(c.args["view"], "modal")
	if err != nil {
		return nil, err
	}
	c.s.set(v, c.args["view"], b)
	return reply{"view": viewJSON(v)}, nil
}

func publishView(c *call) (reply, error) {
	u := c.team.user(c.args["user_id"])
	if u == nil || u.ID != c.args["user_id"] {
		return nil, refuse("user_not_found")
	}
	if h := c.args["hash"]; h != "" && u.home != nil && h != u.home.Hash {
		return nil, refuse("hash_conflict")
	}
	b, err := c.s.checkView(c.args["view"], "home")
	if err != nil {
		return nil, err
	}
	if u.home == nil {
		u.home = &View{ID: c.s.id("V0"), Team: c.team.ID, User: u.ID, open: true}
		u.home.Root = u.home.ID
		c.s.views[u.home.ID] = u.home
	}
	c.s.set(u.home, c.args["view"], b)
	return reply{"view": viewJSON(u.home)}, nil
}

// viewJSON returns a view as Slack's answers and payloads carry it.
func viewJSON(v *View) map[string]any {
	out := map[string]any{}
	if err := json.Unmarshal(v.Body, &out); err != nil {
		return nil
	}
	out["id"], out["hash"], out["team_id"], out["root_view_id"], out["app_id"] = v.ID, v.Hash, v.Team, v.Root, AppID
	if out["state"] == nil {
		out["state"] = map[string]any{"values": map[string]any{}}
	}
	return out
}

func decode(text string, into any) error { return json.Unmarshal([]byte(text), into) }
