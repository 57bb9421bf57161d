package teams

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
	"throughline/bot/chat/teams/teamstest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// drawer is a Drawer in memory.
type drawer struct {
	mu   sync.Mutex
	kept map[string][]byte
}

func (d *drawer) Put(_ context.Context, kind, id string, body []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.kept == nil {
		d.kept = map[string][]byte{}
	}
	d.kept[kind+"\x00"+id] = body
	return nil
}

func (d *drawer) Get(_ context.Context, kind, id string) ([]byte, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	body, ok := d.kept[kind+"\x00"+id]
	return body, ok, nil
}

func (d *drawer) List(_ context.Context, kind string) (map[string][]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := map[string][]byte{}
	for k, body := range d.kept {
		if id, ok := cutPrefix(k, kind+"\x00"); ok {
			out[id] = body
		}
	}
	return out, nil
}

func (d *drawer) Drop(_ context.Context, kind, id string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.kept, kind+"\x00"+id)
	return nil
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || s[:len(prefix)] != prefix {
		return "", false
	}
	return s[len(prefix):], true
}

// host takes what comes in and remembers it.
type host struct {
	mu     sync.Mutex
	got    []chat.Incoming
	met    map[chat.UserID]chat.Profile
	form   chat.Form
	faults chat.FieldErrors
	said   map[string]chat.Message
	found  []chat.Found
	fails  error
}

func (h *host) Receive(_ context.Context, in chat.Incoming) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.fails != nil {
		return h.fails
	}
	for _, before := range h.got {
		if before.ID == in.ID {
			return nil // as the store does
		}
	}
	h.got = append(h.got, in)
	return nil
}

func (h *host) Form(_ context.Context, in chat.Incoming) (chat.Form, error) {
	if h.form.Action == "" {
		return h.form, errors.New("no form")
	}
	return h.form, nil
}

func (h *host) Check(context.Context, chat.Incoming) (chat.FieldErrors, error) { return h.faults, nil }

func (h *host) Meet(_ context.Context, p chat.Profile) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.met == nil {
		h.met = map[chat.UserID]chat.Profile{}
	}
	h.met[p.User] = p
	return nil
}

func (h *host) Home(context.Context, chat.Incoming) (chat.Message, error) {
	return chat.Message{}, nil
}

func (h *host) Prompts(context.Context, chat.Incoming) ([]chat.Prompt, error) { return nil, nil }

func (h *host) Said(_ context.Context, _ chat.Place, ref string) (chat.Message, bool, error) {
	m, ok := h.said[ref]
	return m, ok, nil
}

func (h *host) Search(context.Context, chat.Incoming) ([]chat.Found, error) { return h.found, nil }

// world is an App in the fake Teams, with somebody who takes what comes.
type world struct {
	*App
	teams  *teamstest.Fake
	host   *host
	drawer *drawer
	mu     sync.Mutex
	at     time.Time
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

// ahead lets time go on.
func (w *world) ahead(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(d)
}

var start = time.Date(2091, 5, 9, 12, 0, 0, 0, time.UTC)

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{teams: teamstest.New(t), host: &host{said: map[string]chat.Message{}}, drawer: &drawer{}, at: start}
	w.teams.Now = w.now
	w.App = w.app(t, nil)
	t.Cleanup(func() {
		w.chores.Wait()
		for _, p := range w.teams.Problems() {
			t.Error("Teams would trip over it:", p)
		}
	})
	return w
}

// app returns another App on the same drawer, as after a restart.
func (w *world) app(t testing.TB, change func(*Config)) *App {
	t.Helper()
	cfg := Config{
		AppID: teamstest.AppID, Secret: teamstest.Secret, Tenant: teamstest.Tenant, PublicURL: "https://score.example.org",
		Cloud: Cloud{
			Login: w.teams.Server.URL, Scope: teamstest.Scope, Metadata: w.teams.Server.URL + "/v1/.well-known/openidconfiguration",
			Issuer: teamstest.Issuer, Hosts: []string{"127.0.0.1"}, Service: w.teams.ServiceURL(),
		},
		Host: func(_ context.Context, tenant string) (chat.Host, bool) { return w.host, tenant == teamstest.Tenant },
		People: func(_ context.Context, _, person string) (chat.UserID, bool) {
			if person == chattest.Person {
				return chat.UserID(teamstest.Ana.Object), true
			}
			return "", false
		},
		Drawer: w.drawer, HTTP: w.teams.Server.Client(), Now: w.now, Log: slog.New(slog.DiscardHandler),
	}
	if change != nil {
		change(&cfg)
	}
	a, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// hear lets something come in, which has to be taken.
func (w *world) hear(t *testing.T, a teamstest.Activity) map[string]any {
	t.Helper()
	status, answer := w.teams.Deliver(w.Handler(), a)
	if status != 200 {
		t.Fatalf("%v %v: %d %v", a["type"], a["name"], status, answer)
	}
	return answer
}

// installed lets the app be added to every place of the fake.
func (w *world) installed(t *testing.T) *world {
	t.Helper()
	for _, room := range []string{teamstest.General, teamstest.Chat, teamstest.Direct} {
		for _, a := range w.teams.Installs(teamstest.Ana, room) {
			w.hear(t, a)
		}
	}
	w.chores.Wait()
	return w
}

var (
	fleet  = chat.Place{Service: Service, Workspace: teamstest.Tenant, Channel: teamstest.Fleet}
	direct = chat.Place{Service: Service, Workspace: teamstest.Tenant, User: chat.UserID(teamstest.Ana.Object), Channel: teamstest.Direct}
)

func TestEveryServicePromise(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Fixture {
		w := newWorld(t).installed(t)
		return chattest.Fixture{
			Service: patient{w}, Channel: fleet, Direct: direct, Once: true,
			Read: func(ref string) (string, bool) {
				m := w.teams.Message(ref)
				if m == nil {
					return "", false
				}
				return m.Words(), true
			},
			Posted: func(p chat.Place) int { return len(w.teams.Said(p.Channel)) },
		}
	})
}

// patient is the App as the outbox uses it: what it is told to try later, it
// tries later.
type patient struct{ *world }

func (p patient) Post(ctx context.Context, at chat.Place, key string, m chat.Message) (ref string, err error) {
	err = p.try(func() error {
		ref, err = p.App.Post(ctx, at, key, m)
		return err
	})
	return ref, err
}

func (p patient) Update(ctx context.Context, at chat.Place, ref string, m chat.Message) error {
	return p.try(func() error { return p.App.Update(ctx, at, ref, m) })
}

func (p patient) try(do func() error) error {
	for range 50 {
		err := do()
		var later chat.RetryAfter
		if !errors.As(err, &later) {
			return err
		}
		p.ahead(later.Wait)
	}
	return errors.New("still later")
}
