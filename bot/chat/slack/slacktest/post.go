package slacktest

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
)

// ackTime is how long the app may take to acknowledge.
const ackTime = 3 * time.Second

// A parcel is something on its way to the app.
type parcel struct {
	ID      string // envelope_id
	kind    string // events_api, interactive, slash_commands
	event   string // event_id, when it is one
	body    []byte // the payload, as JSON
	form    url.Values
	tries   int
	why     string // it is sent again
	settled chan struct{}
	answer  []byte // what the app said with its acknowledgement
	acked   bool
}

// postOffice brings parcels to the app, by signed requests when it has an
// address and by its sockets otherwise.
type postOffice struct {
	mail    sync.Mutex
	address string          // of the app's handler
	retries []time.Duration // between the tries of an event
	arrival chan struct{}   // closed when a socket comes
	sockets []*socket
	turn    int // which socket is next
	tickets int // how many sockets were asked for
	dead    bool
	cuts    int // how many parcels are to be cut off after being sent
	twice   bool
	sent    []*parcel
	closed  chan struct{}
	linkOff bool // Socket Mode is switched off
	client  *http.Client
}

func (p *postOffice) open() {
	p.retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	p.closed = make(chan struct{})
	p.client = &http.Client{Timeout: ackTime}
}

func (p *postOffice) close() {
	p.mail.Lock()
	defer p.mail.Unlock()
	if !p.dead {
		close(p.closed)
	}
	p.dead = true
	for _, s := range p.sockets {
		s.conn.Close()
	}
}

// SendTo makes the app reachable at an address such as http://127.0.0.1:8642,
// where its handler of /slack/events, /slack/interactions and /slack/commands is.
func (p *postOffice) SendTo(address string) {
	p.mail.Lock()
	defer p.mail.Unlock()
	p.address = address
}

// RetryAfter says how long to wait before each further try of an event that was
// not acknowledged. Slack waits 0, 1 and 5 minutes, and then gives up.
func (p *postOffice) RetryAfter(waits ...time.Duration) {
	p.mail.Lock()
	defer p.mail.Unlock()
	p.retries = waits
}

// Twice makes every event arrive twice.
func (p *postOffice) Twice(on bool) {
	p.mail.Lock()
	defer p.mail.Unlock()
	p.twice = on
}

// dispatch sends a parcel and returns when it is acknowledged or given up. With
// no way to the app yet it waits for one without holding up the sender.
func (p *postOffice) dispatch(c *parcel) {
	p.mail.Lock()
	c.settled = make(chan struct{})
	p.sent = append(p.sent, c)
	address, sockets, twice := p.address, len(p.sockets), p.twice && c.kind == "events_api"
	p.mail.Unlock()
	switch {
	case address != "":
		p.byRequest(c, address)
		if twice {
			p.Redeliver(c.event)
		}
	case sockets > 0:
		p.bySocket(c)
		if twice {
			p.Redeliver(c.event)
		}
	case c.kind == "events_api":
		go p.bySocket(c)
	default:
		c.settle(false, nil) // nobody is there: Slack tells the person at once
	}
}

func (c *parcel) settle(acked bool, answer []byte) {
	c.acked, c.answer = acked, answer
	close(c.settled)
}

// byRequest posts a parcel, an event again and again.
func (p *postOffice) byRequest(c *parcel, address string) {
	p.mail.Lock()
	waits := slices.Clone(p.retries)
	p.mail.Unlock()
	if c.kind != "events_api" {
		waits = nil
	}
	for try := 0; ; try++ {
		answer, stop := p.request(c, address, try)
		if answer != nil || stop || try >= len(waits) {
			c.settle(answer != nil, answer)
			return
		}
		select {
		case <-p.closed:
			c.settle(false, nil)
			return
		case <-time.After(waits[try]):
		}
	}
}

var paths = map[string]string{"events_api": "/slack/events", "interactive": "/slack/interactions", "slash_commands": "/slack/commands"}

// request makes one signed request; nil when it was not acknowledged.
func (p *postOffice) request(c *parcel, address string, try int) (answer []byte, stop bool) {
	req, err := c.request(address, time.Now())
	if err != nil {
		return nil, true
	}
	if try > 0 {
		req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(try))
		req.Header.Set("X-Slack-Retry-Reason", c.why)
	}
	resp, err := p.client.Do(req)
	if err != nil {
		c.why = "http_timeout"
		return nil, false
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		c.why = "http_error"
		return nil, resp.Header.Get("X-Slack-No-Retry") == "1"
	}
	if body == nil {
		body = []byte{}
	}
	return body, false
}

// request writes the parcel as Slack would send it to an address.
func (c *parcel) request(address string, at time.Time) (*http.Request, error) {
	body, kind := c.body, "application/json"
	if c.kind != "events_api" {
		form := c.form
		if form == nil {
			form = url.Values{"payload": {string(c.body)}}
		}
		body, kind = []byte(form.Encode()), "application/x-www-form-urlencoded"
	}
	req, err := http.NewRequest(http.MethodPost, address+paths[c.kind], bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", kind)
	Sign(req.Header, body, at)
	return req, nil
}

// Sign signs a request with the signing secret of the fake.
func Sign(h http.Header, body []byte, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(SigningSecret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	h.Set("X-Slack-Request-Timestamp", stamp)
	h.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

// Redeliver sends an event that was sent before once more, as Slack does when it
// did not hear the acknowledgement. It reports whether that was acknowledged.
func (p *postOffice) Redeliver(event string) bool {
	p.mail.Lock()
	i := slices.IndexFunc(p.sent, func(c *parcel) bool { return c.event == event })
	if i < 0 {
		p.mail.Unlock()
		return false
	}
	again := &parcel{ID: p.sent[i].ID + "-again", kind: "events_api", body: p.sent[i].body, tries: 1, why: "timeout", settled: make(chan struct{})}
	address := p.address
	p.mail.Unlock()
	if address != "" {
		answer, _ := p.request(again, address, 1)
		return answer != nil
	}
	p.bySocket(again)
	return again.acked
}

// A Delivery says what became of something sent to the app.
type Delivery struct {
	Kind, Event string // Event: the event_id
	Acked       bool
	Tries       int
	Payload     json.RawMessage
	Answer      string // what came with the acknowledgement
}

// Deliveries returns what was sent to the app and is settled, in order.
func (p *postOffice) Deliveries() []Delivery {
	p.mail.Lock()
	defer p.mail.Unlock()
	var out []Delivery
	for _, c := range p.sent {
		select {
		case <-c.settled:
			out = append(out, Delivery{Kind: c.kind, Event: c.event, Acked: c.acked, Tries: c.tries, Payload: c.body, Answer: string(c.answer)})
		default:
		}
	}
	return out
}
