package slack

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// Messages are sent as JSON that we write ourselves: most of what a message
// consists of is written when it is drawn, and slack-go would put it into a form,
// which costs as much again.

// A saying is the arguments of chat.postMessage or chat.update.
type saying struct {
	channel string
	ts      string // of the message to replace; empty: a new one
	thread  string
	key     string // ours; empty: an update, which keeps the one it has
	page    page
}

// method is what it is to be sent to.
func (s saying) method() string {
	if s.ts != "" {
		return "chat.update"
	}
	return "chat.postMessage"
}

// body is how it is sent.
func (s saying) body() ([]byte, error) {
	b := letter{bytes.NewBuffer(make([]byte, 0, 4096))}
	b.WriteByte('{')
	b.text("channel", s.channel)
	b.text("ts", s.ts)
	b.text("thread_ts", s.thread)
	b.text("text", s.page.Text)
	if s.key != "" {
		b.WriteString(`,"unfurl_links":false,"unfurl_media":false,"metadata":{"event_type":"` + metaType + `"`)
		b.WriteString(`,"event_payload":{"key":`)
		b.quote(s.key)
		b.WriteString(`}}`)
	}
	b.WriteString(`,"blocks":[`)
	for i, block := range s.page.Blocks {
		if i > 0 {
			b.WriteByte(',')
		}
		if w, ok := block.(written); ok {
			b.Write(w.body)
			continue
		}
		body, err := json.Marshal(block)
		if err != nil {
			return nil, err
		}
		b.Write(body)
	}
	b.WriteString(`]}`)
	return b.Bytes(), nil
}

// A letter is a JSON object that is being written.
type letter struct{ *bytes.Buffer }

// text adds a field, unless it is empty.
func (l letter) text(name, value string) {
	if value == "" {
		return
	}
	if l.Len() > 1 {
		l.WriteByte(',')
	}
	l.WriteString(`"` + name + `":`)
	l.quote(value)
}

func (l letter) quote(s string) {
	quoted, _ := json.Marshal(s) // a string always can be written
	l.Write(quoted)
}

// say sends a message, and returns its timestamp.
func (c *client) say(ctx context.Context, s saying) (ts string, err error) {
	body, err := s.body()
	if err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+s.method(), bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := c.calls.Do(r)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, bodyLimit))
	if err != nil {
		return "", err
	}
	return heard(resp, said)
}

// heard reads what Slack says to a message, in the errors of slack-go.
func heard(resp *http.Response, body []byte) (ts string, err error) {
	if resp.StatusCode == http.StatusTooManyRequests {
		if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			return "", &slack.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
		}
	}
	if resp.StatusCode != http.StatusOK {
		return "", slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
	}
	var said struct {
		TS       stamp                  `json:"ts"`
		OK       bool                   `json:"ok"`
		Error    string                 `json:"error"`
		Needed   string                 `json:"needed"`
		Metadata slack.ResponseMetadata `json:"response_metadata"`
	}
	if err := lenient(body, &said); err != nil {
		return "", fmt.Errorf("an answer that is no JSON: %w", err)
	}
	if !said.OK {
		return "", slack.SlackErrorResponse{Err: cmp.Or(said.Error, "no reason given"), Needed: said.Needed, ResponseMetadata: said.Metadata}
	}
	return string(said.TS), nil
}
