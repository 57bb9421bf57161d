package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

const (
	sockets     = 2                // so that one is there while the other is renewed
	pingEvery   = 15 * time.Second // Slack pings too, but only we can tell that a line is dead
	silence     = 40 * time.Second // then the line is dead
	helloLimit  = 20 * time.Second // for opening one, until Slack greets
	writeLimit  = 5 * time.Second
	overlap     = 10 * time.Second // for which a line that was replaced is still listened to
	socketFirst = time.Second      // wait after the first failure
	socketMost  = 2 * time.Minute
	steady      = time.Minute // a line that held this long was no failure
	atOnce      = 64          // envelopes handled at once, on each line
	frameLimit  = 4 << 20
	maxAck      = 20 << 10 // Slack drops a larger answer without a word
)

// A wire is what we need of a websocket.
type wire interface {
	ReadMessage() (kind int, body []byte, err error)
	WriteMessage(kind int, body []byte) error
	WriteControl(kind int, body []byte, deadline time.Time) error
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
	SetPongHandler(func(string) error)
	SetPingHandler(func(string) error)
	Close() error
}

var _ wire = (*websocket.Conn)(nil)

// errLinkDisabled says that somebody switched Socket Mode off.
var errLinkDisabled = errors.New("slack: Socket Mode is switched off for this app; switch it on under “Socket Mode” at api.slack.com/apps, or serve HTTP requests with a signing secret, and start again")

// A halt is a reason to stop instead of connecting again.
type halt struct{ error }

func (h halt) Unwrap() error { return h.error }

// halting are refusals of a connection that only somebody can mend.
var halting = map[string]string{
	"access_denied":            "the app may not use Socket Mode",
	"account_inactive":         "the app was removed from the workspace",
	"forbidden_team":           "the app may not be used in this workspace",
	"invalid_auth":             "the app token (xapp-…) is wrong; make one under “Basic Information”, “App-Level Tokens”",
	"missing_scope":            "the app token (xapp-…) lacks the scope connections:write; make a new one with it",
	"not_allowed_token_type":   "the app token must be an app-level token (xapp-…)",
	"not_authed":               "the app token (xapp-…) is missing",
	"socket_mode_not_enabled":  "Socket Mode is switched off for this app",
	"token_revoked":            "the app token (xapp-…) was revoked; make a new one",
	"user_removed_from_team":   "whoever made the app token was removed from the workspace",
	"team_added_to_org":        "the workspace has joined an organisation; install the app again",
	"apps_connection_disabled": "Socket Mode is switched off for this app",
}

// dial opens one websocket.
func (a *App) dial(ctx context.Context) (wire, error) {
	c := slack.New("", slack.OptionAPIURL(a.cfg.APIURL), slack.OptionHTTPClient(a.web), slack.OptionAppLevelToken(a.cfg.AppToken))
	_, url, err := c.StartSocketModeContext(ctx)
	if word := code(err); word == "link_disabled" {
		return nil, halt{errLinkDisabled}
	} else if advice, stop := halting[word]; stop {
		return nil, halt{fmt.Errorf("slack: Socket Mode: %s: %s", word, advice)}
	}
	if err != nil {
		return nil, failure("ask for a socket", err)
	}
	dialer := websocket.Dialer{HandshakeTimeout: helloLimit, Proxy: websocket.DefaultDialer.Proxy}
	conn, _, err := dialer.DialContext(ctx, url, nil)
	if err != nil {
		return nil, fmt.Errorf("slack: open a socket: %w", err) // never with its address, which is a secret
	}
	conn.SetReadLimit(frameLimit)
	return conn, nil
}

const socketOpen = "a socket to Slack is open"

// An exchange keeps lines to Slack open.
type exchange struct {
	dial   func(ctx context.Context) (wire, error)
	handle func(ctx context.Context, f frame) (answer any, err error)
	app    *App
}

// listen receives by Socket Mode until ctx ends, or until Slack refuses for good.
func (a *App) listen(ctx context.Context) error {
	x := exchange{dial: a.dial, handle: a.frame, app: a}
	return x.run(ctx)
}

// run keeps the lines open. The first that may not be opened again ends all.
func (x *exchange) run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wait sync.WaitGroup
	for range sockets {
		wait.Go(func() {
			if err := x.keep(ctx); err != nil {
				stop(err)
			}
		})
	}
	wait.Wait()
	var h halt
	if err := context.Cause(ctx); errors.As(err, &h) {
		return h.error
	}
	return nil
}

// keep holds one line open: it opens another whenever the line ends, and before
// it ends when Slack announces that.
func (x *exchange) keep(ctx context.Context) error {
	var lines sync.WaitGroup
	defer lines.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var before *line
	fails := 0
	for ctx.Err() == nil {
		l, err := x.open(ctx)
		if err == nil {
			if before != nil {
				close(before.replaced)
			}
			before = l
			x.app.cfg.Log.Info(socketOpen)
			at := time.Now()
			lines.Go(func() { l.serve(ctx) })
			<-l.over
			err = l.why()
			if l.renew || time.Since(at) >= steady {
				fails = 0
			}
			if l.renew && time.Since(at) >= socketFirst {
				continue // make before break; but a line that is renewed at once is a storm
			}
		}
		var h halt
		if errors.As(err, &h) {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		fails++
		wait := pause(fails)
		var later chat.RetryAfter
		if errors.As(err, &later) {
			wait = max(wait, later.Wait)
		}
		x.app.cfg.Log.Warn("a socket to Slack is down", "err", err, "again", wait.Round(time.Millisecond))
		sleep(ctx, wait)
	}
	return nil
}

// pause doubles from a second to two minutes, and leaves half of it to chance so
// that those who lost their lines together do not come back together.
func pause(fails int) time.Duration {
	d := min(socketFirst<<min(fails-1, 10), socketMost)
	return d/2 + time.Duration(rand.Int64N(int64(d/2)+1))
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// A frame is what comes over a line.
type frame struct {
	Type     string          `json:"type"`
	Reason   string          `json:"reason"`
	Envelope string          `json:"envelope_id"`
	Payload  json.RawMessage `json:"payload"`
	Answers  truth           `json:"accepts_response_payload"`
}

// open opens a line and waits until Slack greets.
func (x *exchange) open(ctx context.Context) (*line, error) {
	ctx, cancel := context.WithTimeout(ctx, helloLimit)
	defer cancel()
	w, err := x.dial(ctx)
	if err != nil {
		return nil, err
	}
	l := &line{x: x, wire: w, over: make(chan struct{}), replaced: make(chan struct{}), slots: make(chan struct{}, atOnce)}
	if err := l.hear(); err != nil {
		w.Close()
		return nil, fmt.Errorf("slack: a socket that cannot be read: %w", err)
	}
	w.SetPongHandler(func(string) error { return l.hear() })
	w.SetPingHandler(func(data string) error {
		_ = w.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(writeLimit)) // a dead line is noticed by reading
		return l.hear()
	})
	impatient := context.AfterFunc(ctx, func() { w.Close() })
	defer impatient()
	if err := l.greet(); err != nil {
		w.Close()
		return nil, err
	}
	return l, nil
}
