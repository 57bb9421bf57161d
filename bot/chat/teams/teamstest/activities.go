package teamstest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

// An Activity is one that Teams sends to the bot; it may be changed before.
type Activity map[string]any

// activity is what all have in common.
func (f *Fake) activity(kind string, from Person, room, root string) Activity {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := f.rooms[room]
	id := room
	if root != "" {
		id += ";messageid=" + root
	}
	data := map[string]any{"tenant": map[string]any{"id": Tenant}}
	if r.Team != nil {
		data["team"] = map[string]any{"id": r.Team.ID}
		data["channel"] = map[string]any{"id": room}
		if r.Shared {
			data["channel"] = map[string]any{"id": room, "type": "shared"}
		}
	}
	return Activity{
		"type": kind, "id": f.id(), "timestamp": f.Now().UTC().Format(time.RFC3339Nano), "channelId": "msteams", "serviceUrl": f.ServiceURL(),
		"from":         map[string]any{"id": from.Account, "name": from.Name, "aadObjectId": from.Object},
		"recipient":    map[string]any{"id": BotID, "name": BotName},
		"conversation": map[string]any{"id": id, "conversationType": r.Kind, "tenantId": Tenant, "isGroup": r.Kind != "personal"},
		"channelData":  data, "locale": "en-GB", "localTimezone": "Europe/Berlin",
	}
}

// Says is a person saying something in a conversation or, with a root, in a
// thread of a channel. Outside of direct conversations the bot is named first, as
// it is not told of anything else.
func (f *Fake) Says(from Person, room, root, text string) Activity {
	a := f.activity("message", from, room, root)
	if f.Room(room).Kind == "channel" && root == "" {
		a["conversation"].(map[string]any)["id"] = room + ";messageid=" + a["id"].(string)
	}
	a["text"], a["textFormat"] = text, "plain"
	if f.Room(room).Kind != "personal" {
		at := "<at>" + BotName + "</at>"
		a["text"] = at + " " + text + "\u00a0"
		a["entities"] = []any{
			map[string]any{"type": "mention", "text": at, "mentioned": map[string]any{"id": BotID, "name": BotName}},
			map[string]any{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Windows"},
		}
	}
	return a
}

// Edits is the person who said something saying it in other words.
func (f *Fake) Edits(said Activity, text string) Activity {
	a := maps.Clone(said)
	a["type"], a["timestamp"] = "messageUpdate", f.Now().UTC().Format(time.RFC3339Nano)
	if _, named := a["entities"]; named {
		text = "<at>" + BotName + "</at> " + text
	}
	data := maps.Clone(a["channelData"].(map[string]any))
	data["eventType"] = "editMessage"
	a["text"], a["channelData"] = text, data
	return a
}

// Presses is a person pressing the button with a title on a message, with what
// they typed into its inputs by id.
func (f *Fake) Presses(from Person, room, ref, title string, typed map[string]string) Activity {
	m := f.Message(ref)
	if m == nil {
		return nil
	}
	return f.PressesOn(m.Activity, from, room, m.Root, ref, title, typed)
}

// PressesOn is a person pressing a button of a card that only they see.
func (f *Fake) PressesOn(card any, from Person, room, root, ref, title string, typed map[string]string) Activity {
	button := Button(card, title)
	if button == nil {
		return nil
	}
	if root == "" && f.Room(room).Kind == "channel" {
		root = ref
	}
	a := f.activity("invoke", from, room, root)
	data := map[string]any{}
	if given, ok := button["data"].(map[string]any); ok {
		for k, v := range given {
			data[k] = v
		}
	}
	if button["associatedInputs"] != "none" {
		for k, v := range typed {
			if v != "" { // Teams leaves out what was not filled in
				data[k] = v
			}
		}
	}
	a["name"], a["replyToId"] = "adaptiveCard/action", ref
	a["value"] = map[string]any{"action": map[string]any{"type": "Action.Execute", "title": title, "verb": button["verb"], "data": data}, "trigger": "manual"}
	return a
}

// Judges is a person pressing 👍 or 👎 below a message.
func (f *Fake) Judges(from Person, room, ref string, good bool) Activity {
	m := f.Message(ref)
	root := m.Root
	if root == "" && f.Room(room).Kind == "channel" {
		root = ref
	}
	a := f.activity("invoke", from, room, root)
	reaction := "dislike"
	if good {
		reaction = "like"
	}
	a["name"], a["replyToId"] = "message/submitAction", ref
	a["value"] = map[string]any{"actionName": "feedback", "actionValue": map[string]any{"reaction": reaction, "feedback": `{"feedbackText":""}`}}
	return a
}

// Searches is a person typing into the search of the app.
func (f *Fake) Searches(from Person, room, text string) Activity {
	a := f.activity("invoke", from, room, "")
	a["name"] = "composeExtension/query"
	a["value"] = map[string]any{"commandId": "find", "parameters": []any{map[string]any{"name": "q", "value": text}}, "queryOptions": map[string]any{"skip": 0, "count": 25}}
	return a
}

// Installs are the two activities by which Teams tells that a person has added
// the app to a conversation. Their order is not fixed.
func (f *Fake) Installs(from Person, room string) []Activity {
	one := f.activity("installationUpdate", from, room, "")
	one["action"] = "add"
	two := f.activity("conversationUpdate", from, room, "")
	two["membersAdded"] = []any{map[string]any{"id": BotID}}
	return []Activity{one, two}
}

// Uninstalls is a person removing the app.
func (f *Fake) Uninstalls(from Person, room string) Activity {
	a := f.activity("installationUpdate", from, room, "")
	a["action"] = "remove"
	return a
}

// Button finds a button by its title anywhere in a card or a message.
func Button(v any, title string) map[string]any {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if b := Button(x, title); b != nil {
				return b
			}
		}
	case map[string]any:
		if kind, _ := v["type"].(string); strings.HasPrefix(kind, "Action.") && v["title"] == title {
			return v
		}
		for _, x := range v {
			if b := Button(x, title); b != nil {
				return b
			}
		}
	}
	return nil
}

// Deliver sends an activity to the bot with a good token, and returns the status
// and the body of its answer.
func (f *Fake) Deliver(bot http.Handler, a Activity) (int, map[string]any) {
	return Send(bot, a, "Bearer "+f.Token().Sign())
}

// Send sends an activity to the bot with any Authorization.
func Send(bot http.Handler, a Activity, authorization string) (int, map[string]any) {
	body, err := json.Marshal(a)
	if err != nil {
		panic(err) // maps of words
	}
	r := httptest.NewRequest(http.MethodPost, "https://bot.example.org/api/messages", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	w := httptest.NewRecorder()
	bot.ServeHTTP(w, r)
	var answer map[string]any
	if json.Unmarshal(w.Body.Bytes(), &answer) != nil {
		answer = nil
	}
	return w.Code, answer
}

// Insist sends an activity to the bot at an address, again and again until it is
// taken, as Teams does when nobody answers. Teams waits longer between two tries.
func (f *Fake) Insist(ctx context.Context, client *http.Client, address string, a Activity, pause time.Duration) error {
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json; charset=utf-8")
		r.Header.Set("Authorization", "Bearer "+f.Token().Sign())
		resp, err := client.Do(r)
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			if resp.StatusCode < 300 {
				return nil
			}
			if resp.StatusCode < 500 {
				return fmt.Errorf("teamstest: the bot refused %v: %s", a["type"], resp.Status)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
	return ctx.Err()
}
