package slacktest

import (
	"encoding/json"
	"unicode/utf8"
)

// Slack's limits on a message: https://docs.slack.dev/reference/methods/chat.postMessage
const (
	longestText   = 40_000
	mostBlocks    = 50
	longestBlocks = 13_200 // in all blocks together; undocumented, seen by others
	mostCharts    = 2      // undocumented, seen by others
)

// place finds the channel that is written to: by id, or by the id of a user.
func (c *call) place(id string) (*Channel, error) {
	var ch *Channel
	if u := c.team.user(id); u != nil && u.ID == id {
		if u.Bot || u.Deleted {
			return nil, refuse("channel_not_found")
		}
		ch = c.s.direct(c.team, id)
	} else if ch = c.team.channel(id); ch == nil || ch.ID != id {
		return nil, refuse("channel_not_found")
	}
	switch u := c.team.user(ch.User); {
	case u != nil && u.Deleted:
		return nil, refuse("user_is_deactivated")
	case ch.Private && !ch.has(c.team.BotUser):
		return nil, refuse("channel_not_found")
	case ch.Archived:
		return nil, refuse("is_archived")
	case !ch.has(c.team.BotUser):
		return nil, refuse("not_in_channel")
	}
	return ch, nil
}

// content reads and checks what a message is to say into m. What is not given
// stays as it is.
func (c *call) content(m *Message) error {
	blocks, text := c.args["blocks"], c.args["text"]
	if text == "" && blocks == "" {
		return refuse("no_text")
	}
	if utf8.RuneCountInString(text) > longestText {
		return refuse("msg_too_long")
	}
	if text == "" {
		return refuse("invalid_arguments", "[ERROR] this fake wants a text at the top: notifications and screen readers read nothing else")
	}
	if blocks != "" {
		if err := c.s.checkMessage([]byte(blocks)); err != nil {
			return err
		}
	}
	m.Text, m.Blocks = text, json.RawMessage(blocks)
	if meta := c.args["metadata"]; meta != "" {
		if err := checkMetadata(meta); err != nil {
			return err
		}
		m.Metadata = json.RawMessage(meta)
	}
	return nil
}

func checkMetadata(text string) error {
	var meta struct {
		Type    string         `json:"event_type"`
		Payload map[string]any `json:"event_payload"`
	}
	if err := json.Unmarshal([]byte(text), &meta); err != nil || meta.Type == "" || meta.Payload == nil {
		return refuse("invalid_metadata_format", "[ERROR] metadata needs event_type and event_payload")
	}
	if len(text) > 8_000 {
		return refuse("metadata_too_large")
	}
	return nil
}

func postMessage(c *call) (reply, error) {
	ch, err := c.place(c.args["channel"])
	if err != nil {
		return nil, err
	}
	m := &Message{User: c.team.BotUser, Bot: true, Thread: c.args["thread_ts"], Unfurl: c.args["unfurl_links"] != "false"}
	if m.Thread != "" && ch.message(m.Thread) == nil {
		return nil, refuse("thread_not_found")
	}
	if err := c.content(m); err != nil {
		return nil, err
	}
	m.TS = c.s.ts()
	ch.Messages = append(ch.Messages, m)
	return reply{"channel": ch.ID, "ts": m.TS, "message": c.show(ch, m, true)}, nil
}

func postEphemeral(c *call) (reply, error) {
	ch, err := c.place(c.args["channel"])
	if err != nil {
		return nil, err
	}
	if !ch.has(c.args["user"]) {
		return nil, refuse("user_not_in_channel")
	}
	m := &Message{User: c.team.BotUser, Bot: true, Thread: c.args["thread_ts"], Only: c.args["user"]}
	if err := c.content(m); err != nil {
		return nil, err
	}
	m.TS = c.s.ts()
	ch.Messages = append(ch.Messages, m)
	return reply{"message_ts": m.TS}, nil
}

func updateMessage(c *call) (reply, error) {
	ch := c.team.channel(c.args["channel"])
	if ch == nil || ch.ID != c.args["channel"] {
		return nil, refuse("channel_not_found")
	}
	m := ch.message(c.args["ts"])
	switch {
	case ch.Archived:
		return nil, refuse("is_archived")
	case m == nil || m.Only != "":
		return nil, refuse("message_not_found")
	case !m.Bot:
		return nil, refuse("cant_update_message")
	}
	next := *m
	if err := c.content(&next); err != nil {
		return nil, err
	}
	next.Edited = c.s.ts()
	next.Updates++
	*m = next
	return reply{"channel": ch.ID, "ts": m.TS, "text": m.Text, "message": c.show(ch, m, true)}, nil
}

func permalink(c *call) (reply, error) {
	ch := c.team.channel(c.args["channel"])
	if ch == nil {
		return nil, refuse("channel_not_found")
	}
	m := ch.message(c.args["message_ts"])
	if m == nil {
		return nil, refuse("message_not_found")
	}
	return reply{"channel": ch.ID, "permalink": Permalink(c.team, ch.ID, m)}, nil
}

// Permalink returns the address of a message as Slack writes it.
func Permalink(t *Team, channel string, m *Message) string {
	link := "https://" + t.ID + ".slack.example/archives/" + channel + "/p" + m.TS[:len(m.TS)-7] + m.TS[len(m.TS)-6:]
	if m.Thread != "" && m.Thread != m.TS {
		link += "?thread_ts=" + m.Thread + "&cid=" + channel
	}
	return link
}

// show returns a message as Slack's answers and events carry it.
func (c *call) show(ch *Channel, m *Message, metadata bool) map[string]any {
	return show(c.team, ch, m, metadata)
}

func show(t *Team, ch *Channel, m *Message, metadata bool) map[string]any {
	out := map[string]any{"type": "message", "user": m.User, "ts": m.TS, "text": m.Text, "team": t.ID}
	if m.Bot {
		out["bot_id"], out["app_id"] = t.BotID, AppID
	}
	if len(m.Blocks) > 0 {
		out["blocks"] = m.Blocks
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
	}
	for _, r := range ch.Messages {
		if r.Thread == m.TS && r.Only == "" {
			out["thread_ts"] = m.TS
			n, _ := out["reply_count"].(int)
			out["reply_count"] = n + 1
		}
	}
	if m.Edited != "" {
		out["edited"] = map[string]any{"user": m.User, "ts": m.Edited}
	}
	if metadata && len(m.Metadata) > 0 {
		out["metadata"] = m.Metadata
	}
	return out
}
