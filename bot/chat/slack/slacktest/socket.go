package slacktest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// longestAck is the largest answer that Slack takes by socket; a larger one is
// dropped without a word.
const longestAck = 20 << 10

// A socket is one connection of the app.
type socket struct {
	conn  *websocket.Conn
	write sync.Mutex
	acks  map[string]chan []byte // by envelope_id
	gone  chan struct{}
}

func openConnection(c *call) (reply, error) {
	c.s.mail.Lock()
	defer c.s.mail.Unlock()
	if c.s.linkOff {
		return nil, refuse("link_disabled")
	}
	if len(c.s.sockets) >= 10 {
		return nil, refuse("too_many_websockets")
	}
	c.s.tickets++
	address := strings.Replace(c.s.server.URL, "http://", "ws://", 1) + "/link/?ticket=" + strconv.Itoa(c.s.tickets)
	return reply{"url": address}, nil
}

// Asked returns how often the app asked for a socket.
func (p *postOffice) Asked() int {
	p.mail.Lock()
	defer p.mail.Unlock()
	return p.tickets
}

// Sockets returns how many connections the app holds.
func (p *postOffice) Sockets() int {
	p.mail.Lock()
	defer p.mail.Unlock()
	return len(p.sockets)
}

// Disconnect announces the end of every connection: "warning" and
// "refresh_requested" ask for another before this one goes, "link_disabled"
// says that Socket Mode is switched off, and no other is given.
func (p *postOffice) Disconnect(reason string) {
	p.mail.Lock()
	p.linkOff = p.linkOff || reason == "link_disabled"
	sockets := append([]*socket{}, p.sockets...)
	p.mail.Unlock()
	for _, s := range sockets {
		s.send(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-fake"}})
		if reason != "warning" {
			s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, reason), time.Now().Add(time.Second))
			s.conn.Close()
		}
	}
}

// Raw sends a frame as it is to every connection.
func (p *postOffice) Raw(frame string) {
	p.mail.Lock()
	defer p.mail.Unlock()
	for _, s := range p.sockets {
		s.write.Lock()
		s.conn.WriteMessage(websocket.TextMessage, []byte(frame))
		s.write.Unlock()
	}
}

// CutSockets breaks every connection without a word.
func (p *postOffice) CutSockets() {
	p.mail.Lock()
	defer p.mail.Unlock()
	for _, s := range p.sockets {
		s.conn.NetConn().Close()
	}
}

// CutMidEvent breaks the connection right after each of the next n events was
// sent on it, before it can be acknowledged.
func (p *postOffice) CutMidEvent(n int) {
	p.mail.Lock()
	defer p.mail.Unlock()
	p.cuts = n
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// link is one connection, from hello to its end.
func (s *Slack) link(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	k := &socket{conn: conn, acks: map[string]chan []byte{}, gone: make(chan struct{})}
	s.mail.Lock()
	s.sockets = append(s.sockets, k)
	n := len(s.sockets)
	s.mail.Unlock()
	k.send(object{"type": "hello", "num_connections": n, "connection_info": object{"app_id": AppID}, "debug_info": object{"host": "applink-fake", "approximate_connection_time": 18060}})
	s.offer()
	k.read()
	s.mail.Lock()
	for i, other := range s.sockets {
		if other == k {
			s.sockets = append(s.sockets[:i:i], s.sockets[i+1:]...)
			break
		}
	}
	s.mail.Unlock()
	close(k.gone)
	conn.Close()
}

func (k *socket) send(v any) error {
	k.write.Lock()
	defer k.write.Unlock()
	return k.conn.WriteJSON(v)
}

// read takes acknowledgements until the connection ends.
func (k *socket) read() {
	for {
		var ack struct {
			Envelope string          `json:"envelope_id"`
			Payload  json.RawMessage `json:"payload"`
		}
		_, body, err := k.conn.ReadMessage()
		if err != nil {
			return
		}
		if len(body) > longestAck || json.Unmarshal(body, &ack) != nil {
			continue
		}
		k.write.Lock()
		heard := k.acks[ack.Envelope]
		delete(k.acks, ack.Envelope)
		k.write.Unlock()
		if heard != nil {
			if ack.Payload == nil {
				ack.Payload = json.RawMessage{}
			}
			heard <- ack.Payload
		}
	}
}

// bySocket sends a parcel on one connection after the other until it is
// acknowledged; what is no event is sent once.
func (p *postOffice) bySocket(c *parcel) {
	for {
		k := p.pick(c)
		if k == nil {
			c.settle(false, nil)
			return
		}
		answer, acked := p.hand(k, c)
		if acked || c.kind != "events_api" {
			c.settle(acked, answer)
			return
		}
		c.why = "timeout"
	}
}

// pick returns the connection whose turn it is. An event waits for one.
func (p *postOffice) pick(c *parcel) *socket {
	for {
		p.mail.Lock()
		if n := len(p.sockets); n > 0 {
			p.turn++
			k := p.sockets[p.turn%n]
			p.mail.Unlock()
			return k
		}
		opened := p.opened()
		p.mail.Unlock()
		if c.kind != "events_api" {
			return nil
		}
		select {
		case <-opened:
		case <-p.closed:
			return nil
		}
	}
}

// opened is closed when the next connection is there.
func (p *postOffice) opened() chan struct{} {
	if p.arrival == nil {
		p.arrival = make(chan struct{})
	}
	return p.arrival
}

// offer tells those who wait that there is a connection.
func (p *postOffice) offer() {
	p.mail.Lock()
	defer p.mail.Unlock()
	if p.arrival != nil {
		close(p.arrival)
		p.arrival = nil
	}
}

// hand sends a parcel on one connection and waits for its acknowledgement.
func (p *postOffice) hand(k *socket, c *parcel) (answer []byte, acked bool) {
	p.mail.Lock()
	cut := p.cuts > 0
	if cut {
		p.cuts--
	}
	p.mail.Unlock()
	heard := make(chan []byte, 1)
	k.write.Lock()
	k.acks[c.ID] = heard
	k.write.Unlock()
	frame := object{"envelope_id": c.ID, "type": c.kind, "payload": json.RawMessage(c.body), "accepts_response_payload": c.kind != "events_api"}
	if c.kind == "events_api" {
		frame["retry_attempt"], frame["retry_reason"] = c.tries, c.why
	}
	c.tries++
	if err := k.send(frame); err != nil {
		return nil, false
	}
	if cut {
		k.conn.NetConn().Close()
		<-k.gone
		return nil, false
	}
	select {
	case answer := <-heard:
		return answer, true
	case <-k.gone:
	case <-p.closed:
	case <-time.After(ackTime):
	}
	return nil, false
}
