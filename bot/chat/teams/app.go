package teams

import (
	"context"
	"net/http"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/parking"
)

// An App is the one Teams app, in all tenants and conversations it is installed in.
type App struct {
	cfg    Config
	wire   *connector
	verify verifier
	book   *book

	people cache[person]
	rooms  cache[bool] // by conversation: whether people from outside are in it
	teams  cache[bool] // by team: whether its channels were listed

	chores sync.WaitGroup
	lot    *parking.Lot[arrival]
}

var (
	_ chat.Service  = (*App)(nil)
	_ chat.Finder   = (*App)(nil)
	_ chat.Resolver = (*App)(nil)
)

// New returns an App, or says what its Config lacks. Nothing is sent yet.
func New(cfg Config) (*App, error) {
	cfg, err := cfg.ready()
	if err != nil {
		return nil, err
	}
	keys := &keyring{metadata: cfg.Cloud.Metadata, http: cfg.HTTP, now: cfg.Now}
	a := &App{
		cfg: cfg, book: newBook(cfg.Drawer),
		wire: &connector{
			http: cfg.HTTP, cloud: cfg.Cloud, developer: cfg.Developer, purse: newPurse(cfg), pace: newPace(cfg.Now), now: cfg.Now,
		},
		verify: verifier{app: cfg.AppID, issuer: cfg.Cloud.Issuer, keys: keys, now: cfg.Now},
	}
	a.lot = newLot(a)
	return a, nil
}

// Name is the Service of the places that the App serves.
func (a *App) Name() string { return Service }

// Handler serves what Teams sends, and the pictures that its cards show.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/messages", a.receive)
	mux.HandleFunc("GET "+picturePath+"{name}", a.servePicture)
	return mux
}

// Run hands over what was kept without being handed over, and forgets what is too
// old to matter, until ctx ends.
func (a *App) Run(ctx context.Context) error {
	a.chores.Go(func() { a.forgetSlots(ctx) })
	a.lot.Run(ctx)
	a.chores.Wait()
	return nil
}

// chore does something that nobody waits for. Run ends after it.
func (a *App) chore(ctx context.Context, name string, limit time.Duration, do func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	a.chores.Go(func() {
		defer cancel()
		if err := do(ctx); err != nil {
			a.cfg.Log.Warn("teams: "+name, "err", err)
		}
	})
}

// A cache remembers what was looked up, for a while. The zero cache is empty.
type cache[T any] struct {
	mu    sync.Mutex
	known map[string]dated[T]
}

type dated[T any] struct {
	value T
	until time.Time
}

// fresh returns what is remembered of a key and not too old.
func (c *cache[T]) fresh(key string, now time.Time) (T, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d, ok := c.known[key]
	return d.value, ok && now.Before(d.until)
}

const mostRemembered = 100_000

// put remembers a value until a moment.
func (c *cache[T]) put(key string, value T, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) > mostRemembered {
		c.known = map[string]dated[T]{}
	}
	c.known[key] = dated[T]{value, until}
}

// forget drops what is remembered of a key.
func (c *cache[T]) forget(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, key)
}
