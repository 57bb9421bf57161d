package slack

import (
	"bytes"
	"io"
	"math"
	"net/http"
	"path"
	"strconv"
	"sync"
	"time"

	"throughline/bot/chat"
)

// Slack takes about one post a second in a channel, with short bursts, several
// hundred a minute in a workspace, and 50 updates a minute there
// (docs.slack.dev/apis/web-api/rate-limits). We keep below, so that there is room
// for what people wait for, which is sent at once: Slack says when that is too much.
const (
	postGap = time.Second
	posts   = 200 // a minute
	updates = 45  // a minute
)

var _ chat.Paced = (*App)(nil)

// Pace is what Slack takes.
func (a *App) Pace(chat.Place) chat.Pace {
	return chat.Pace{Gap: postGap, Posts: posts, Edits: updates}
}

// A paced client makes the calls of one workspace. When Slack says that a method
// was called too often, no further call of it is made before the time is up: all
// callers hear at once how long to wait. Posts are the exception, because they
// are limited for each channel, and those of a channel wait for each other anyway.
type paced struct {
	web *http.Client
	now func() time.Time

	mu    sync.Mutex
	until map[string]time.Time // by method
}

func newPaced(web *http.Client, now func() time.Time) *paced {
	return &paced{web: web, now: now, until: map[string]time.Time{}}
}

// Do makes a call, or answers in Slack's place that it is too early.
func (p *paced) Do(r *http.Request) (*http.Response, error) {
	method := path.Base(r.URL.Path)
	if wait := p.wait(method); wait > 0 {
		return tooEarly(r, wait), nil
	}
	resp, err := p.web.Do(r)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests && method != "chat.postMessage" {
		p.hold(method, resp.Header.Get("Retry-After"))
	}
	return resp, err
}

func (p *paced) wait(method string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.until[method].Sub(p.now())
}

func (p *paced) hold(method, seconds string) {
	n, err := strconv.Atoi(seconds)
	if err != nil || n <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until[method] = p.now().Add(time.Duration(n) * time.Second)
}

// tooEarly is what Slack would answer.
func tooEarly(r *http.Request, wait time.Duration) *http.Response {
	seconds := int(math.Ceil(wait.Seconds()))
	return &http.Response{
		StatusCode: http.StatusTooManyRequests, Status: "429 Too Many Requests", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Retry-After": {strconv.Itoa(seconds)}}, Body: io.NopCloser(bytes.NewReader(nil)),
	}
}
