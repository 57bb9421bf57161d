package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/chat/slack"
	"throughline/bot/pages"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// slackFlags say how Slack is reached. Without any of them it is not.
type slackFlags struct {
	SlackBotToken      string   `help:"Bot token (xoxb-…) of one workspace." env:"SLACK_BOT_TOKEN" placeholder:"TOKEN" group:"Slack"`
	SlackAppToken      string   `help:"App-level token (xapp-…) with connections:write: events come by Socket Mode." env:"SLACK_APP_TOKEN" placeholder:"TOKEN" group:"Slack"`
	SlackSigningSecret string   `help:"Signing secret: events come as signed requests to --slack-listen." env:"SLACK_SIGNING_SECRET" placeholder:"SECRET" group:"Slack"`
	SlackClientID      string   `help:"Client id, for people to install the app from /slack/install." env:"SLACK_CLIENT_ID" placeholder:"ID" group:"Slack"`
	SlackClientSecret  string   `help:"Client secret that goes with it." env:"SLACK_CLIENT_SECRET" placeholder:"SECRET" group:"Slack"`
	SlackWorkspace     []string `help:"Ids of the workspaces, or of the organisation, whose people belong to this organisation. Needed where people install the app." env:"SLACK_WORKSPACE" placeholder:"T…" group:"Slack"`
	SlackListen        string   `help:"Address that Slack's requests are passed on to." default:"127.0.0.1:8643" env:"SLACK_LISTEN" group:"Slack"`
	SlackAPIURL        string   `name:"slack-api-url" help:"The Web API, where it is not Slack's own." env:"SLACK_API_URL" placeholder:"URL" group:"Slack"`
	Key                string   `help:"32 bytes in base64 that tokens are kept under; openssl rand -base64 32 makes one." env:"THROUGHLINE_KEY" placeholder:"KEY" group:"Slack"`
	PublicURL          string   `name:"public-url" help:"Where people reach the pages, and Slack the requests: https://throughline.example.org" env:"THROUGHLINE_PUBLIC_URL" placeholder:"URL" group:"Slack"`
}

// on reports whether Slack is configured at all.
func (f slackFlags) on() bool {
	return f.SlackBotToken != "" || f.SlackAppToken != "" || f.SlackSigningSecret != "" || f.SlackClientID != ""
}

// requests reports whether events come as requests.
func (f slackFlags) requests() bool { return f.SlackAppToken == "" }

// connect joins the office to Slack: what is said in no service in particular
// goes there from now on.
func (o *office) connect(f slackFlags, log *slog.Logger) error {
	var err error
	if o.slack, err = slack.New(o.slackConfig(f, log)); err != nil {
		return usage("%w", err)
	}
	o.bot.Sender.Service = exchange{o.slack, o.site}
	return nil
}

// openSlack opens the way in from Slack for when the office is served.
func (o *office) openSlack(f slackFlags) error {
	o.doors = append(o.doors, door{name: "slack", run: o.slack.Run})
	if !f.requests() {
		return nil
	}
	ln, err := net.Listen("tcp", f.SlackListen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s for Slack: %w; choose another address with --slack-listen", f.SlackListen, err)
	}
	o.doors = append(o.doors, served("slack requests", ln, o.slack.Handler()))
	return nil
}

func (o *office) slackConfig(f slackFlags, log *slog.Logger) slack.Config {
	voice := prompts.Voice{}
	return slack.Config{
		BotToken: f.SlackBotToken, AppToken: f.SlackAppToken, SigningSecret: f.SlackSigningSecret, ClientID: f.SlackClientID,
		ClientSecret: f.SlackClientSecret, SealKey: f.Key, APIURL: f.SlackAPIURL, PublicURL: f.PublicURL,
		Host: func(_ context.Context, workspace string) (chat.Host, bool) {
			return o.bot.Router, len(f.SlackWorkspace) == 0 && f.SlackBotToken != "" || slices.Contains(f.SlackWorkspace, workspace)
		},
		Drawer: o.db.Drawer(slack.Service), People: o.slackUser, Shared: o.sharedChannel, Picture: o.picture,
		Commands: voice.Commands(), Shortcuts: voice.Shortcuts(), Now: o.clock.Now, Log: log,
	}
}

// slackUser returns who a person is in a workspace: as the strategy says, or by
// an e-mail address that Slack vouches for.
func (o *office) slackUser(ctx context.Context, workspace, who string) (chat.UserID, bool) {
	if user, ok := o.userIn(ctx, slack.Service, workspace, who); ok {
		return user, true
	}
	p := o.person(ctx, who)
	if p == nil || p.Email == "" || p.Identities[slack.Service] != "" {
		return "", false
	}
	return o.slack.ByEmail(ctx, workspace, p.Email)
}

// picture draws a page such as /map.svg for a message: what everybody may see of
// it. A route that is highlighted is not drawn: an answer tells it in words, and
// does not wait for a picture.
func (o *office) picture(ctx context.Context, _, path string) ([]byte, error) {
	u, err := url.Parse(path)
	if err != nil {
		return nil, err
	}
	s, err := o.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	q := u.Query()
	if u.Path == "/map.svg" && q.Get("links") == "" {
		return o.painter.draw(ctx, func() ([]byte, error) { return pages.MapPNG(s, nil) })
	}
	if id, ok := strings.CutSuffix(strings.TrimPrefix(u.Path, "/metric/"), "/trend.svg"); ok {
		return o.painter.draw(ctx, func() ([]byte, error) {
			body, _, err := pages.TrendPNG(s, scorecard.MetricID(id), scorecard.Date(q.Get("from")), scorecard.Date(q.Get("to")))
			return body, err
		})
	}
	return nil, nil
}
