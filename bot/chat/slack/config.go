package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"throughline/bot/chat"
)

// A Drawer keeps what the adapter needs beyond the messages: where it is
// installed, what came in and is not handed over yet.
type Drawer interface {
	Put(ctx context.Context, kind, id string, body []byte) error
	Get(ctx context.Context, kind, id string) ([]byte, bool, error)
	List(ctx context.Context, kind string) (map[string][]byte, error)
	Drop(ctx context.Context, kind, id string) error
}

// A Config says how Slack is reached and who takes what comes from there. It is
// used in one of two ways: with BotToken and AppToken for one workspace over
// Socket Mode, or with SigningSecret for signed HTTP requests, where the tokens
// are BotToken for one workspace, or those that people give by installing the
// app (ClientID, ClientSecret and SealKey).
type Config struct {
	BotToken      string // xoxb-…
	AppToken      string // xapp-…, with the scope connections:write
	SigningSecret string
	ClientID      string
	ClientSecret  string
	SealKey       string // 32 bytes in base64; tokens are kept under it

	APIURL    string // of the Web API, with a slash at the end; empty: Slack's
	PublicURL string // where people reach the pages and Slack the requests; empty: messages have no links to pages

	// Host returns who takes what comes from a workspace (the id of a team, or of
	// an organisation that installed the app as a whole); false when nobody does.
	Host   func(ctx context.Context, workspace string) (chat.Host, bool)
	Drawer Drawer
	// People returns the user that a person of the strategy is in a workspace.
	People func(ctx context.Context, workspace, person string) (chat.UserID, bool)
	// Shared reports whether the strategy allows that scorecards are spoken of in a
	// channel, by id or name, that another organisation reads too.
	Shared func(ctx context.Context, workspace, channel string) bool
	// Picture returns the PNG of a page such as "/map.svg".
	Picture func(ctx context.Context, workspace, path string) ([]byte, error)

	Commands  []chat.Command // words after /throughline
	Shortcuts []chat.Command // in the menu of a message

	Now func() time.Time // nil: the world's
	Log *slog.Logger     // nil: none
}

// Slack's own addresses.
const slackAPI = "https://slack.com/api/"

// ready returns the Config with what was left out, or says what is missing.
func (c Config) ready() (Config, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.APIURL == "" {
		c.APIURL = slackAPI
	}
	if !strings.HasSuffix(c.APIURL, "/") {
		c.APIURL += "/"
	}
	c.PublicURL = strings.TrimSuffix(c.PublicURL, "/")
	if c.People == nil {
		c.People = func(context.Context, string, string) (chat.UserID, bool) { return "", false }
	}
	if c.Shared == nil {
		c.Shared = func(context.Context, string, string) bool { return false }
	}
	return c, c.check()
}

func (c Config) check() error {
	switch {
	case c.Host == nil || c.Drawer == nil:
		return errors.New("slack: Host and Drawer are needed")
	case c.BotToken == "" && c.ClientID == "":
		return errors.New("slack: there is no bot token (xoxb-…), and no client id and secret to install the app with")
	case c.BotToken != "" && !strings.HasPrefix(c.BotToken, "xoxb-") && !strings.HasPrefix(c.BotToken, "xoxe.xoxb-"):
		return errors.New("slack: the bot token does not start with xoxb-; it stands under “OAuth & Permissions” of the app")
	case c.AppToken == "" && c.SigningSecret == "":
		return errors.New("slack: there is no app token (xapp-…) for Socket Mode, and no signing secret for HTTP requests")
	case c.AppToken != "" && !strings.HasPrefix(c.AppToken, "xapp-"):
		return errors.New("slack: the app token does not start with xapp-; it stands under “Basic Information”, “App-Level Tokens” of the app")
	case c.AppToken != "" && c.BotToken == "":
		return errors.New("slack: Socket Mode serves one workspace and needs its bot token (xoxb-…) beside the app token")
	case c.BotToken == "" && (c.ClientSecret == "" || c.SealKey == ""):
		return errors.New("slack: to be installed by people, the app needs its client secret and a key to seal tokens with, beside the client id")
	}
	if u, err := url.Parse(c.APIURL); err != nil || u.Host == "" {
		return fmt.Errorf("slack: %q is no address of the Web API", c.APIURL)
	}
	return nil
}
