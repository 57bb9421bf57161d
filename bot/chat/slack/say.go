package slack

import (
	"bytes"
	"cmp"
	"context"
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
	room := 512 + 2*len(s.page.Text)
	for _, block := range s.page.Blocks {
		if w, ok := block.(written); ok {
			room += len(w.body) + 1
		}
	}
	q := make(quill, 0, room)
	q.raw(`{"channel":`)
	q.text(s.channel)
	q.field("ts", s.ts)
	q.field("thread_ts", s.thread)
	q.field("text", s.page.Text)
	if s.key != "" {
		q.raw(`,"unfurl_links":false,"unfurl_media":false,"metadata":{"event_type":"` + metaType + `","event_payload":{"key":`)
		q.text(s.key)
		q.raw(`}}`)
	}
	q.raw(`,"blocks":[`)
	for i, block := range s.page.Blocks {
		if i > 0 {
			q.raw(",")
		}
		if w, ok := block.(written); ok {
			q = append(q, w.body...)
			continue
		}
		if err := q.block(block); err != nil {
			return nil, err
		}
	}
	q.raw(`]}`)
	return q, nil
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
