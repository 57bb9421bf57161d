package teams

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

const replySize = 4 << 20 // bytes of an answer of the Connector that are read

// A connector talks to the Bot Connector. It never tries a request again by
// itself, except with a fresh token when the old one was refused.
type connector struct {
	http      *http.Client
	cloud     Cloud
	developer bool
	purse     *purse
	pace      *pace
	now       func() time.Time
}

// A refusal is an answer of the Connector that is not a success.
type refusal struct {
	Status int
	Code   string // Microsoft's word for it: "BotNotInConversationRoster"
	Text   string
	Wait   time.Duration // it asks us to come back after; 0: it does not say
}

func (r refusal) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s: %s %s", r.Status, http.StatusText(r.Status), r.Code, r.Text))
}

// errUnheard says that a request may have reached the Connector and that no
// answer was heard: nobody knows whether it was carried out.
var errUnheard = errors.New("teams: no answer was heard")

// trusts reports whether the Connector at an address is one to talk to.
func (c *connector) trusts(service string) bool {
	if c.developer {
		return isLoopback(service)
	}
	return c.cloud.trusts(service)
}

// call sends one request to the Connector at service and reads its answer into
// out, unless there is none to read.
func (c *connector) call(ctx context.Context, method, service, path string, body, out any) error {
	if !c.trusts(service) {
		return fmt.Errorf("teams: %q is no address that the app's token may be sent to", service)
	}
	for fresh := false; ; fresh = true {
		token, err := c.token(ctx)
		if err != nil {
			return err
		}
		err = c.once(ctx, method, strings.TrimRight(service, "/")+"/"+path, token, body, out)
		if refused := (refusal{}); !errors.As(err, &refused) || refused.Status != http.StatusUnauthorized || fresh || c.developer {
			return err
		}
		c.purse.spent(token)
	}
}

func (c *connector) token(ctx context.Context) (string, error) {
	if c.developer {
		return "", nil
	}
	return c.purse.get(ctx)
}

func (c *connector) once(ctx context.Context, method, address, token string, body, out any) error {
	var connected atomic.Bool
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
	req, err := request(httptrace.WithClientTrace(ctx, trace), method, address, body)
	if err != nil {
		return err
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		if connected.Load() {
			return fmt.Errorf("%w: %w", errUnheard, err)
		}
		return fmt.Errorf("teams: %w", err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, replySize))
	switch {
	case resp.StatusCode >= 300:
		return readRefusal(resp, answer, c.now())
	case err != nil:
		return fmt.Errorf("%w: %w", errUnheard, err)
	case out == nil || len(bytes.TrimSpace(answer)) == 0: // 202 has no words
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("teams: the answer to %s cannot be read: %w", method, err)
	}
	return nil
}

func request(ctx context.Context, method, address string, body any) (*http.Request, error) {
	var content io.Reader
	if body != nil {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // six bytes for one, and a card has a limit
		if err := e.Encode(body); err != nil {
			return nil, fmt.Errorf("teams: %w", err)
		}
		content = &b
	}
	req, err := http.NewRequestWithContext(ctx, method, address, content)
	if err != nil {
		return nil, fmt.Errorf("teams: %w", err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	return req, nil
}

// readRefusal reads what went wrong, in either of the two forms it comes in.
func readRefusal(resp *http.Response, body []byte, now time.Time) refusal {
	r := refusal{Status: resp.StatusCode, Wait: waitFor(resp.Header.Get("Retry-After"), now)}
	n, _ := readNode(body)
	if n.at("error").isObject() {
		n = n.at("error")
	}
	r.Code, r.Text = n.at("code").str(), n.at("message").str()
	if inner := n.at("innerHttpError", "body", "error"); inner.isObject() {
		r.Code, r.Text = inner.at("code").str(), inner.at("message").str()
	}
	if len(r.Text) > 300 {
		r.Text = r.Text[:300]
	}
	return r
}

// waitFor reads a Retry-After header: seconds, or a date.
func waitFor(header string, now time.Time) time.Duration {
	if s, err := strconv.ParseFloat(header, 64); err == nil && s > 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second))
	}
	if t, err := http.ParseTime(header); err == nil {
		return max(t.Sub(now), 0)
	}
	return 0
}

func escapePath(s string) string { return url.PathEscape(s) }
