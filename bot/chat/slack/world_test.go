package slack

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

// A desk is a host that keeps what it is given, once for each ID.
type desk struct {
	mu       sync.Mutex
	in       []chat.Incoming
	met      []chat.Profile
	arrived  chan struct{}
	refuse   int // how many more times Receive fails
	form     chat.Form
	formErr  error
	faults   chat.FieldErrors
	checkErr error
	home     chat.Message
	prompts  []chat.Prompt
	asked    []chat.Incoming // by Form, Check, Home and Prompts
}

func newDesk() *desk { return &desk{arrived: make(chan struct{}, 100)} }

func (d *desk) Receive(_ context.Context, in chat.Incoming) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refuse > 0 {
		d.refuse--
		return errors.New("the disk is full")
	}
	for _, x := range d.in {
		if x.ID == in.ID {
			return nil
		}
	}
	d.in = append(d.in, in)
	d.arrived <- struct{}{}
	return nil
}

func (d *desk) Form(_ context.Context, in chat.Incoming) (chat.Form, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, in)
	return d.form, d.formErr
}

func (d *desk) Check(_ context.Context, in chat.Incoming) (chat.FieldErrors, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, in)
	return d.faults, d.checkErr
}

func (d *desk) Meet(_ context.Context, p chat.Profile) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.met = append(d.met, p)
	return nil
}

func (d *desk) Home(_ context.Context, in chat.Incoming) (chat.Message, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, in)
	return d.home, nil
}

func (d *desk) Prompts(_ context.Context, in chat.Incoming) ([]chat.Prompt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, in)
	return d.prompts, nil
}

// set changes the desk while others may look at it.
func (d *desk) set(f func(*desk)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f(d)
}

// all returns what was received.
func (d *desk) all() []chat.Incoming {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]chat.Incoming(nil), d.in...)
}

// only returns the one thing that was received.
func (d *desk) only(t *testing.T) chat.Incoming {
	t.Helper()
	all := d.all()
	if len(all) != 1 {
		t.Fatalf("%d things were received, want one: %+v", len(all), all)
	}
	return all[0]
}

// profile returns the newest of a user; false when they were never met.
func (d *desk) profile(user string) (p chat.Profile, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, q := range d.met {
		if string(q.User) == user {
			p, ok = q, true
		}
	}
	return p, ok
}

// wait returns when something was received.
func (d *desk) wait(t *testing.T) {
	t.Helper()
	select {
	case <-d.arrived:
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was received")
	}
}

// A stage is the App between a fake Slack and a desk.
type stage struct {
	*slacktest.Slack
	app    *App
	desk   *desk
	drawer *shelf
	ana    *slacktest.User
	fleet  *slacktest.Channel
	opened chan struct{} // told of each socket
}

// newStage returns an App that is not reached yet; see byRequests and bySockets.
func newStage(t *testing.T, change func(*Config)) *stage {
	t.Helper()
	return newStageWith(t, slacktest.Options{}, change)
}

// newStageWith is newStage with a Slack of a certain kind.
func newStageWith(t *testing.T, o slacktest.Options, change func(*Config)) *stage {
	t.Helper()
	s := &stage{Slack: slacktest.Start(t, o), desk: newDesk(), drawer: newShelf(), opened: make(chan struct{}, 100)}
	s.ana = s.AddUser(slacktest.User{Name: "ana", RealName: "Ana Ruiz", Email: "ana@example.org", Zone: "Europe/Madrid"})
	s.fleet = s.AddChannel("fleet")
	cfg := Config{
		BotToken: s.Token(), SigningSecret: slacktest.SigningSecret, APIURL: s.URL, PublicURL: "https://throughline.example.org",
		Host:   func(context.Context, string) (chat.Host, bool) { return s.desk, true },
		Drawer: s.drawer, Log: slog.New(watcher{slog.NewTextHandler(t.Output(), nil), s.opened}),
		Commands: []chat.Command{
			{Name: "update", About: "Report your numbers", Form: "checkin/report"},
			{Name: "mine", About: "What you owe", Say: "what do I owe?"},
		},
		Shortcuts: []chat.Command{{Name: "report", About: "Report a metric from this message", Form: "checkin/quote"}},
	}
	if change != nil {
		change(&cfg)
	}
	var err error
	if s.app, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	return s
}

// byRequests lets the fake reach the App by signed requests.
func byRequests(t *testing.T, change func(*Config)) *stage {
	t.Helper()
	s := newStage(t, change)
	server := httptest.NewServer(s.app.Handler())
	s.SendTo(server.URL)
	s.run(t)
	t.Cleanup(server.Close)
	return s
}

// bySockets lets the App reach the fake by Socket Mode, and returns when both
// sockets are open.
func bySockets(t *testing.T, change func(*Config)) *stage {
	t.Helper()
	s := newStage(t, func(c *Config) {
		c.AppToken, c.SigningSecret = slacktest.AppToken, ""
		if change != nil {
			change(c)
		}
	})
	s.run(t)
	s.sockets(t, sockets)
	return s
}

// run runs the App until the test ends.
func (s *stage) run(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.app.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the app ended with %v", err)
		}
	})
}

// A watcher is a log that tells when sockets open.
type watcher struct {
	slog.Handler
	opened chan struct{}
}

func (w watcher) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == socketOpen {
		w.opened <- struct{}{}
	}
	return w.Handler.Handle(ctx, r)
}

// sockets waits until n more sockets are open.
func (s *stage) sockets(t *testing.T, n int) {
	t.Helper()
	for range n {
		select {
		case <-s.opened:
		case <-time.After(10 * time.Second):
			t.Fatal("no socket was opened")
		}
	}
}

// waitOf returns how long an error asks to wait.
func waitOf(err error) (time.Duration, bool) {
	var later chat.RetryAfter
	ok := errors.As(err, &later)
	return later.Wait, ok
}

// lasts reports whether trying again does not mend an error.
func lasts(err error) bool {
	var never chat.Permanent
	return errors.As(err, &never)
}
