package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// A line is one websocket to Slack, from its greeting to its end.
type line struct {
	x     *exchange
	wire  wire
	write sync.Mutex
	read  sync.Mutex
	deaf  bool // nothing more is read
	slots chan struct{}
	work  sync.WaitGroup

	end      sync.Once
	over     chan struct{} // closed when another line is needed
	renew    bool          // it still works, but Slack will close it soon
	err      error         // why it is over, unless it is to be renewed
	replaced chan struct{} // closed when the other line is there
}

// hear notes that the other side lives.
func (l *line) hear() error {
	l.read.Lock()
	defer l.read.Unlock()
	if l.deaf {
		return nil
	}
	return l.wire.SetReadDeadline(time.Now().Add(silence))
}

// greet waits for the first frame.
func (l *line) greet() error {
	_, body, err := l.wire.ReadMessage()
	if err != nil {
		return fmt.Errorf("slack: a socket that does not greet: %w", err)
	}
	var f frame
	if err := lenient(body, &f); err != nil || f.Type == "hello" {
		return err
	}
	l.take(context.Background(), f)
	select {
	case <-l.over:
		return l.why()
	default:
		return fmt.Errorf("slack: a socket that greets with %q", f.Type)
	}
}

// finish says that another line is needed.
func (l *line) finish(renew bool, err error) {
	l.end.Do(func() {
		l.renew, l.err = renew, err
		close(l.over)
	})
}

// why returns the reason why the line is over; it is known when over is closed.
func (l *line) why() error { return l.err }

// serve handles what comes until the line ends, or until a while after it has
// been replaced. What is under way is finished and acknowledged before the line
// is closed.
func (l *line) serve(ctx context.Context) {
	done := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() { l.watch(ctx, done) })
	for {
		_, body, err := l.wire.ReadMessage()
		if err != nil {
			l.finish(false, fmt.Errorf("slack: the socket ended: %w", err))
			break
		}
		if err := l.hear(); err != nil {
			l.stopReading()
		}
		var f frame
		if err := lenient(body, &f); err != nil {
			l.x.app.cfg.Log.Warn("a frame that cannot be read", "err", err)
			continue
		}
		l.take(ctx, f)
	}
	l.work.Wait()
	close(done)
	watch.Wait()
	l.wire.Close()
}

// watch pings, and ends the reading when ctx ends or the line was replaced.
func (l *line) watch(ctx context.Context, done chan struct{}) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	replaced := l.replaced
	var late <-chan time.Time
	for {
		select {
		case <-done:
			return
		case <-ctx.Done():
			l.stopReading()
			return
		case <-late:
			l.stopReading()
			return
		case <-replaced:
			replaced, late = nil, time.After(overlap)
		case <-ping.C:
			_ = l.wire.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeLimit)) // a dead line is noticed by reading
		}
	}
}

// stopReading makes the pending read fail; writing still works.
func (l *line) stopReading() {
	l.read.Lock()
	defer l.read.Unlock()
	l.deaf = true
	if err := l.wire.SetReadDeadline(time.Unix(1, 0)); err != nil {
		l.wire.Close()
	}
}

// take handles one frame. Envelopes are handled side by side.
func (l *line) take(ctx context.Context, f frame) {
	switch {
	case f.Type == "disconnect" && f.Reason == "link_disabled":
		l.finish(false, halt{errLinkDisabled})
	case f.Type == "disconnect" && (f.Reason == "warning" || f.Reason == "refresh_requested"):
		l.finish(true, nil)
	case f.Type == "disconnect":
		l.finish(false, fmt.Errorf("slack: the socket was closed: %q", f.Reason))
	case f.Envelope != "":
		l.slots <- struct{}{}
		l.work.Go(func() {
			defer func() { <-l.slots }()
			l.answer(ctx, f)
		})
	}
}

// answer handles an envelope and acknowledges it, unless it must come again.
func (l *line) answer(ctx context.Context, f frame) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), ackLimit)
	defer cancel()
	payload, err := l.x.handle(ctx, f)
	if err != nil {
		l.x.app.cfg.Log.Error("not acknowledged, so that it comes again", "kind", f.Type, "err", err)
		return
	}
	ack := map[string]any{"envelope_id": f.Envelope}
	if payload != nil && bool(f.Answers) {
		ack["payload"] = payload
	}
	body, err := json.Marshal(ack)
	if err != nil || len(body) > maxAck {
		l.x.app.cfg.Log.Error("an answer that Slack would not take", "bytes", len(body), "err", err)
		return
	}
	if err := l.send(body); err != nil {
		l.x.app.cfg.Log.Warn("not acknowledged, it will come again", "err", err)
	}
}

// send writes one frame.
func (l *line) send(body []byte) error {
	l.write.Lock()
	defer l.write.Unlock()
	if err := l.wire.SetWriteDeadline(time.Now().Add(writeLimit)); err != nil {
		return err
	}
	return l.wire.WriteMessage(websocket.TextMessage, body)
}

// frame handles one envelope of Socket Mode.
func (a *App) frame(ctx context.Context, f frame) (answer any, err error) {
	switch f.Type {
	case "events_api":
		return nil, a.event(ctx, f.Payload)
	case "interactive":
		return a.interact(ctx, f.Payload)
	case "slash_commands":
		return a.command(ctx, f.Payload)
	}
	return nil, nil // of a kind that this program knows nothing of
}
