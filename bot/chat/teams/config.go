package teams

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"throughline/bot/chat"
)

// A Drawer keeps what the adapter needs beyond the messages: how conversations
// are reached, what came in and is not handed over yet.
type Drawer interface {
	Put(ctx context.Context, kind, id string, body []byte) error
	Get(ctx context.Context, kind, id string) ([]byte, bool, error)
	List(ctx context.Context, kind string) (map[string][]byte, error)
	Drop(ctx context.Context, kind, id string) error
}

// A Config says as which app we are in Teams and who takes what comes from there.
type Config struct {
	AppID  string // of the app in Microsoft Entra ("client id")
	Secret string // of the app ("client secret")
	Tenant string // the app's own tenant; organisations of others are served only if Host says so

	Cloud Cloud // Microsoft's cloud; zero: the public one
	// Developer serves Microsoft 365 Agents Playground, which signs nothing: no
	// AppID may be set, and only programs on this machine are heard and answered.
	Developer bool
	PublicURL string // where people reach the pages and Teams the activities; empty: messages have no links to pages

	// Host returns who takes what comes from a tenant; false when nobody does.
	Host   func(ctx context.Context, tenant string) (chat.Host, bool)
	Drawer Drawer
	// People returns the user that a person of the strategy is in a tenant: the
	// object id of their account in Microsoft Entra.
	People func(ctx context.Context, tenant, person string) (chat.UserID, bool)
	// Called returns the name of a person of the strategy, for those who have no
	// account in Teams; nil: their id is shown.
	Called func(ctx context.Context, tenant, person string) string
	// Shared reports whether the strategy allows that scorecards are spoken of in a
	// channel, by id or name, that another organisation reads too.
	Shared func(ctx context.Context, tenant, channel string) bool
	// Picture returns the PNG of a page such as "/map.svg".
	Picture func(ctx context.Context, tenant, path string) ([]byte, error)

	HTTP *http.Client     // nil: one of our own
	Now  func() time.Time // nil: the world's
	Log  *slog.Logger     // nil: none
}

const callLimit = 10 * time.Second // for one request to Microsoft

// ready returns the Config with what was left out, or says what is missing.
func (c Config) ready() (Config, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Cloud.Login == "" {
		c.Cloud = clouds["public"]
	}
	client := http.Client{Timeout: callLimit}
	if c.HTTP != nil {
		client = *c.HTTP
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the token stays where it was meant to go
	c.HTTP = &client
	c.PublicURL = strings.TrimSuffix(c.PublicURL, "/")
	if c.People == nil {
		c.People = func(context.Context, string, string) (chat.UserID, bool) { return "", false }
	}
	if c.Shared == nil {
		c.Shared = func(context.Context, string, string) bool { return false }
	}
	return c, c.check()
}

var guid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func (c Config) check() error {
	switch {
	case c.Host == nil || c.Drawer == nil:
		return errors.New("teams: Host and Drawer are needed")
	case c.Developer && (c.AppID != "" || c.Secret != ""):
		return errors.New("teams: developer mode believes whoever asks, so it is only for an app without an id and a secret; unset one or the other")
	case c.Developer:
		return nil
	case !guid.MatchString(c.AppID):
		return fmt.Errorf("teams: the app id %q is not of the form 00000000-0000-0000-0000-000000000000; it is the application (client) id in Microsoft Entra", c.AppID)
	case c.Secret == "":
		return errors.New("teams: there is no client secret; it stands under “Certificates & secrets” of the app in Microsoft Entra, or in what “teams app create” printed")
	case !guid.MatchString(c.Tenant):
		return fmt.Errorf("teams: the tenant %q is not of the form 00000000-0000-0000-0000-000000000000; it is the directory (tenant) id in Microsoft Entra", c.Tenant)
	}
	return nil
}
