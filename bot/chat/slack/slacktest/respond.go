package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// A response_url may be used five times within half an hour.
const (
	hookUses = 5
	hookLife = 30 * time.Minute
)

// A hook is a response_url.
type hook struct {
	team    *Team
	channel *Channel
	message *Message // that was pressed, if any
	at      time.Time
	uses    int
}

// respondTo makes a response_url.
func (s *Slack) respondTo(ch *Channel, m *Message) string {
	id := s.id("hook")
	var team *Team
	for _, t := range s.teams {
		if t.channel(ch.ID) == ch {
			team = t
		}
	}
	s.hooks[id] = &hook{team: team, channel: ch, message: m, at: s.now()}
	return s.server.URL + "/respond/" + id
}

func (s *Slack) respond(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hooks[r.PathValue("hook")]
	body, err := io.ReadAll(r.Body)
	if h == nil || err != nil || h.uses >= hookUses || s.age(h.at) > hookLife {
		http.Error(w, "expired_url", http.StatusNotFound)
		return
	}
	h.uses++
	var said struct {
		Text    string          `json:"text"`
		Blocks  json.RawMessage `json:"blocks"`
		Type    string          `json:"response_type"`
		Replace bool            `json:"replace_original"`
		Delete  bool            `json:"delete_original"`
		Thread  string          `json:"thread_ts"`
	}
	if err := json.Unmarshal(body, &said); err != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	if len(said.Blocks) > 0 {
		if err := s.checkMessage(said.Blocks); err != nil {
			s.answer(w, Call{Method: "response_url"}, nil, err)
			return
		}
	}
	m := &Message{TS: s.ts(), User: h.team.BotUser, Bot: true, Text: said.Text, Blocks: said.Blocks, Thread: said.Thread}
	switch {
	case said.Replace && h.message != nil:
		h.message.Text, h.message.Blocks = said.Text, said.Blocks
	default:
		if said.Type != "in_channel" {
			m.Only = h.channel.Members[0]
		}
		h.channel.Messages = append(h.channel.Messages, m)
	}
	io.WriteString(w, "ok")
}
