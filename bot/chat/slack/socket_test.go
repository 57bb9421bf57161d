package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

// A post is Slack's end of the sockets, in the time of a synctest bubble.
type post struct {
	mu     sync.Mutex
	lines  []*plug
	opened []time.Time // when each was asked for
	refuse error       // what the next callers hear
	silent bool        // new lines do not greet
}

// A plug is a wire in memory.
type plug struct {
	in       chan []byte
	acks     chan string
	closed   chan struct{}
	once     sync.Once
	mu       sync.Mutex
	deadline time.Time
	moved    chan struct{} // the deadline has changed
	pong     func(string) error
	mute     bool // answers no ping
	pings    int
}

var errPlug = errors.New("the line is dead")

func (p *post) dial(context.Context) (wire, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.opened = append(p.opened, time.Now())
	if p.refuse != nil {
		return nil, p.refuse
	}
	l := &plug{in: make(chan []byte, 100), acks: make(chan string, 100), closed: make(chan struct{}), moved: make(chan struct{})}
	if !p.silent {
		l.in <- []byte(`{"type":"hello","num_connections":1}`)
	}
	p.lines = append(p.lines, l)
	return l, nil
}

// live returns the lines that are not closed.
func (p *post) live() (out []*plug) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.lines {
		select {
		case <-l.closed:
		default:
			out = append(out, l)
		}
	}
	return out
}

func (p *post) asked() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.opened)
}

func (l *plug) ReadMessage() (int, []byte, error) {
	for {
		l.mu.Lock()
		left, moved := time.Until(l.deadline), l.moved
		l.mu.Unlock()
		if left <= 0 {
			return 0, nil, errPlug
		}
		late := time.NewTimer(left)
		select {
		case b := <-l.in:
			late.Stop()
			return 1, b, nil
		case <-l.closed:
			late.Stop()
			return 0, nil, errPlug
		case <-moved:
			late.Stop()
		case <-late.C:
		}
	}
}

func (l *plug) WriteMessage(_ int, body []byte) error {
	select {
	case <-l.closed:
		return errPlug
	default:
	}
	var ack struct {
		Envelope string `json:"envelope_id"`
	}
	if err := json.Unmarshal(body, &ack); err != nil {
		return err
	}
	l.acks <- ack.Envelope
	return nil
}

func (l *plug) WriteControl(int, []byte, time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pings++
	if !l.mute {
		go l.pong("")
	}
	return nil
}

func (l *plug) SetReadDeadline(t time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deadline = t
	close(l.moved)
	l.moved = make(chan struct{})
	return nil
}

func (l *plug) SetWriteDeadline(time.Time) error    { return nil }
func (l *plug) SetPongHandler(f func(string) error) { l.pong = f }
func (l *plug) SetPingHandler(func(string) error)   {}
func (l *plug) Close() error                        { l.once.Do(func() { close(l.closed) }); return nil }

// disconnect announces the end of the line.
func (l *plug) disconnect(reason string) {
	l.in <- fmt.Appendf(nil, `{"type":"disconnect","reason":%q}`, reason)
}

// inBubble runs an exchange with p until f returns.
func inBubble(t *testing.T, handle func(context.Context, frame) (any, error), f func(p *post, ended chan error)) {
	synctest.Test(t, func(t *testing.T) {
		p := &post{}
		ctx, stop := context.WithCancel(t.Context())
		x := exchange{dial: p.dial, handle: handle, app: &App{cfg: Config{Log: slog.New(slog.DiscardHandler)}}}
		ended := make(chan error, 1)
		go func() { ended <- x.run(ctx) }()
		synctest.Wait()
		f(p, ended)
		stop()
		synctest.Wait()
		if n := len(p.live()); n != 0 {
			t.Errorf("%d sockets are left open", n)
		}
	})
}

func ignore(context.Context, frame) (any, error) { return nil, nil }

func TestTwoSockets(t *testing.T) {
	inBubble(t, ignore, func(p *post, _ chan error) {
		time.Sleep(24 * time.Hour)
		if n, asked := len(p.live()), p.asked(); n != 2 || asked != 2 {
			t.Errorf("%d sockets are open and %d were asked for in a quiet day, want 2", n, asked)
		}
	})
}

// A socket that Slack will close is replaced first, and what still comes on the
// old one is acknowledged there.
func TestMakeBeforeBreak(t *testing.T) {
	for _, reason := range []string{"warning", "refresh_requested"} {
		inBubble(t, ignore, func(p *post, _ chan error) {
			time.Sleep(time.Hour)
			old := p.live()[0]
			old.disconnect(reason)
			synctest.Wait()
			if n := len(p.live()); n != 3 {
				t.Fatalf("%s: %d sockets, want the old and the new beside the other", reason, n)
			}
			old.in <- []byte(`{"envelope_id":"late","type":"events_api","payload":{}}`)
			synctest.Wait()
			if got := <-old.acks; got != "late" {
				t.Errorf("%s: acknowledged %q", reason, got)
			}
			time.Sleep(overlap)
			synctest.Wait()
			if n := len(p.live()); n != 2 {
				t.Errorf("%s: %d sockets after a while, want 2", reason, n)
			}
		})
	}
}

// While no new socket is to be had the old one stays.
func TestTheOldSocketStaysUntilThereIsAnother(t *testing.T) {
	inBubble(t, ignore, func(p *post, _ chan error) {
		time.Sleep(time.Hour)
		p.mu.Lock()
		p.refuse = errors.New("503")
		p.mu.Unlock()
		for _, l := range p.live() {
			l.disconnect("warning")
		}
		time.Sleep(10 * time.Minute)
		if n := len(p.live()); n != 2 {
			t.Errorf("%d sockets, want the two old ones", n)
		}
	})
}

// Reconnecting at once, as often as Slack says no, would be a storm.
func TestNoStorm(t *testing.T) {
	for _, reason := range []string{"too_many_websockets", "refresh_requested", "warning", "something new"} {
		inBubble(t, ignore, func(p *post, _ chan error) {
			for range 10 * 60 {
				for _, l := range p.live() {
					l.disconnect(reason)
				}
				time.Sleep(time.Second)
			}
			if n := p.asked(); n > 100 && reason != "refresh_requested" && reason != "warning" || n > 2*610 {
				t.Errorf("%s: %d sockets were asked for in ten minutes", reason, n)
			}
		})
	}
	inBubble(t, ignore, func(p *post, _ chan error) {
		p.mu.Lock()
		p.refuse = errors.New("no network")
		p.mu.Unlock()
		for _, l := range p.live() {
			l.Close()
		}
		time.Sleep(time.Hour)
		if n := p.asked(); n < 60 || n > 200 {
			t.Errorf("%d tries in an hour without network", n)
		}
		p.mu.Lock()
		p.refuse = nil
		p.mu.Unlock()
		time.Sleep(socketMost)
		if n := len(p.live()); n != 2 {
			t.Errorf("%d sockets when the network is back", n)
		}
	})
}

func TestStopsWhenSocketModeIsOff(t *testing.T) {
	inBubble(t, ignore, func(p *post, ended chan error) {
		p.live()[0].disconnect("link_disabled")
		synctest.Wait()
		if err := <-ended; !errors.Is(err, errLinkDisabled) || !strings.Contains(err.Error(), "switch it on") {
			t.Errorf("ended with %v", err)
		}
		if n := p.asked(); n != 2 {
			t.Errorf("asked for %d sockets", n)
		}
	})
}

func TestADeadLineIsNoticed(t *testing.T) {
	inBubble(t, ignore, func(p *post, _ chan error) {
		dead := p.live()[0]
		dead.mu.Lock()
		dead.mute = true
		dead.mu.Unlock()
		time.Sleep(silence + pingEvery + 2*socketFirst)
		synctest.Wait()
		select {
		case <-dead.closed:
		default:
			t.Error("a line without an answer to any ping is still trusted")
		}
		if n := len(p.live()); n != 2 {
			t.Errorf("%d sockets, want 2", n)
		}
	})
}

func TestASocketThatDoesNotGreet(t *testing.T) {
	inBubble(t, ignore, func(p *post, _ chan error) {
		p.mu.Lock()
		p.silent = true
		p.mu.Unlock()
		for _, l := range p.live() {
			l.Close()
		}
		time.Sleep(10 * time.Minute)
		if n := len(p.live()); n > 2 {
			t.Errorf("%d silent sockets pile up", n)
		}
	})
}

// An envelope is acknowledged only when it was handled well, and what is under
// way when the program ends is finished.
func TestAcknowledgedOnlyWhenHandled(t *testing.T) {
	gate := make(chan struct{})
	handle := func(_ context.Context, f frame) (any, error) {
		if f.Type == "slow" {
			<-gate
		}
		if f.Type == "bad" {
			return nil, errors.New("not stored")
		}
		return nil, nil
	}
	synctest.Test(t, func(t *testing.T) {
		gate = make(chan struct{})
		p := &post{}
		ctx, stop := context.WithCancel(t.Context())
		x := exchange{dial: p.dial, handle: handle, app: &App{cfg: Config{Log: slog.New(slog.DiscardHandler)}}}
		ended := make(chan error, 1)
		go func() { ended <- x.run(ctx) }()
		synctest.Wait()
		l := p.live()[0]
		for _, f := range []string{`{"envelope_id":"1","type":"bad"}`, `{"envelope_id":"2","type":"events_api"}`, `nonsense`, `{"type":"hello"}`, `{"envelope_id":"3","type":"slow"}`} {
			l.in <- []byte(f)
		}
		synctest.Wait()
		stop()
		synctest.Wait()
		close(gate)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		close(l.acks)
		var got []string
		for a := range l.acks {
			got = append(got, a)
		}
		if strings.Join(got, " ") != "2 3" {
			t.Errorf("acknowledged %q, want 2 and 3", got)
		}
	})
}

func TestSocketsOfAFake(t *testing.T) {
	s := bySockets(t, nil)
	s.Disconnect("warning")
	s.sockets(t, sockets)
	s.Human("ana").DM("one")
	s.desk.wait(t)
	s.CutSockets()
	s.Human("ana").DM("two")
	s.desk.wait(t)
	s.CutMidEvent(1)
	s.Human("ana").DM("three")
	s.desk.wait(t)
	if all := s.desk.all(); len(all) != 3 || all[2].Text != "three" {
		t.Errorf("got %+v", all)
	}
}

func TestRunSaysWhyItStops(t *testing.T) {
	for refusal, want := range map[string]string{
		"link_disabled": "switch it on", "invalid_auth": "Basic Information", "missing_scope": "connections:write", "not_allowed_token_type": "xapp-",
	} {
		s := newStage(t, func(c *Config) { c.AppToken = slacktest.AppToken })
		s.Fail("apps.connections.open", 4, refusal)
		if err := s.app.Run(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", refusal, err)
		}
	}
}

var _ chat.Host = (*desk)(nil)

func TestSocketsComeBackWhenSlackSays(t *testing.T) {
	s := newStage(t, func(c *Config) { c.AppToken, c.SigningSecret = slacktest.AppToken, "" })
	s.Throttle("apps.connections.open", 2, 2*time.Second)
	s.run(t)
	s.sockets(t, 2)
	asked := s.Calls("apps.connections.open")
	if len(asked) != 4 || asked[2].At.Sub(asked[0].At) < 2*time.Second {
		t.Errorf("asked %d times, again after %v; Slack said two seconds", len(asked), asked[2].At.Sub(asked[0].At))
	}
}
