// Package slack is Throughline as a Slack app: what people do there becomes a
// chat.Incoming for the organisation's chat.Host, and a chat.Message becomes
// blocks within Slack's limits.
//
// What comes in is acknowledged only when it is kept, whether it comes by Socket
// Mode or by signed HTTP requests, and a thing that Slack sends again has the
// same Incoming.ID. Slack's own events are read leniently: a field of an
// unexpected kind is as good as absent, so that no novelty of Slack's stops the
// conversation.
package slack

import (
	"context"
	"net/http"
	"sync"

	"throughline/bot/chat/parking"
)

// Service is the Service of places in Slack.
const Service = "slack"

// An App is the one Slack app, for all workspaces it is installed in.
type App struct {
	cfg   Config
	web   *http.Client
	vault vault

	mu      sync.Mutex
	clients map[string]*client // by token
	selves  map[string]self    // by workspace

	rooms  cache[room]
	people cache[person]
	groups cache[memberships]
	views  cache[string]  // by user: the channel they look at beside the bot
	listed cache[listing] // by workspace: the channels the bot is in

	tasks  tasks
	life   context.Context // of the tasks; ends with Run
	end    context.CancelFunc
	queues queues
	lot    *parking.Lot[arrival]
}

// New returns an App, or says what its Config lacks. Nothing is sent yet.
func New(cfg Config) (*App, error) {
	cfg, err := cfg.ready()
	if err != nil {
		return nil, err
	}
	a := &App{cfg: cfg, web: newWeb(), clients: map[string]*client{}, selves: map[string]self{}}
	a.lot = newLot(a)
	a.life, a.end = context.WithCancel(context.Background())
	if a.vault, err = newVault(a); err != nil {
		return nil, err
	}
	return a, nil
}

// Name is the Service of the places that the App serves.
func (a *App) Name() string { return Service }

// Run hands over what was kept without being handed over, and, when there is an
// app token, receives by Socket Mode. It returns when ctx ends, or with the
// reason why Slack will not talk to us by Socket Mode until somebody mends it.
func (a *App) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var wait sync.WaitGroup
	wait.Go(func() { a.lot.Run(ctx) })
	var err error
	if a.cfg.AppToken != "" {
		err = a.listen(ctx)
	} else {
		<-ctx.Done()
	}
	stop()
	wait.Wait()
	a.end()
	a.tasks.wait()
	return err
}

// Handler serves what Slack sends by HTTP, signed, and the pages on which
// somebody installs the app.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /slack/events", a.signed(a.serveEvent))
	mux.HandleFunc("POST /slack/interactions", a.signed(a.serveInteraction))
	mux.HandleFunc("POST /slack/commands", a.signed(a.serveCommand))
	a.vault.routes(mux)
	return mux
}
