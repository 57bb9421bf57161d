package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"

	"throughline/bot/chat"
	"throughline/bot/chat/teams"
)

// teamsFlags say as which app the bot is in Microsoft Teams. Without any of them
// it is not.
type teamsFlags struct {
	TeamsAppID     string `name:"teams-app-id" help:"Application (client) id of the app in Microsoft Entra." env:"TEAMS_APP_ID,CLIENT_ID" placeholder:"ID" group:"Teams"`
	TeamsSecret    string `help:"Client secret of the app." env:"TEAMS_SECRET,CLIENT_SECRET" placeholder:"SECRET" group:"Teams"`
	TeamsTenant    string `help:"Directory (tenant) id of the organisation. Nobody else is served." env:"TEAMS_TENANT,TENANT_ID" placeholder:"ID" group:"Teams"`
	TeamsCloud     string `help:"Microsoft's cloud: public, usgov, usgovdod or china, or a file such as cloud.json that describes another." default:"public" env:"TEAMS_CLOUD" group:"Teams"`
	TeamsListen    string `help:"Address that Teams' requests are passed on to." default:"127.0.0.1:8644" env:"TEAMS_LISTEN" group:"Teams"`
	TeamsDeveloper bool   `help:"Serve Microsoft 365 Agents Playground on this machine instead of Teams. It signs nothing, so anybody here can speak as anyone." env:"TEAMS_DEVELOPER" group:"Teams"`
}

// on reports whether Teams is configured at all.
func (f teamsFlags) on() bool { return f.TeamsAppID != "" || f.TeamsSecret != "" || f.TeamsDeveloper }

// cloud returns the cloud that is named, or described in a file.
func (f teamsFlags) cloud() (teams.Cloud, error) {
	if !strings.HasSuffix(f.TeamsCloud, ".json") {
		return teams.CloudNamed(f.TeamsCloud)
	}
	data, err := os.ReadFile(f.TeamsCloud)
	if err != nil {
		return teams.Cloud{}, err
	}
	return teams.ReadCloud(data)
}

// config is how the office is joined to Teams.
func (f teamsFlags) config(o *office, publicURL string, log *slog.Logger) (teams.Config, error) {
	cloud, err := f.cloud()
	if err != nil {
		return teams.Config{}, usage("%w", err)
	}
	if f.TeamsDeveloper {
		if err := loopback(f.TeamsListen); err != nil {
			return teams.Config{}, usage("--teams-listen %s: developer mode is for this machine alone; use 127.0.0.1", f.TeamsListen)
		}
		log.Warn("developer mode: whoever can reach this machine's own addresses can speak as anyone", "address", f.TeamsListen)
	}
	return teams.Config{
		AppID: f.TeamsAppID, Secret: f.TeamsSecret, Tenant: f.TeamsTenant, Cloud: cloud, Developer: f.TeamsDeveloper, PublicURL: publicURL,
		Host: func(_ context.Context, tenant string) (chat.Host, bool) {
			return o.bot.Router, f.TeamsDeveloper || tenant != "" && strings.EqualFold(tenant, f.TeamsTenant)
		},
		Drawer: o.db.Drawer(teams.Service), Shared: o.sharedChannel, Picture: o.picture, Now: o.clock.Now, Log: log,
		People: func(ctx context.Context, tenant, who string) (chat.UserID, bool) {
			return o.userIn(ctx, teams.Service, tenant, who)
		},
		Called: func(ctx context.Context, _, who string) string {
			if p := o.person(ctx, who); p != nil {
				return p.Name
			}
			return ""
		},
	}, nil
}

// connectTeams joins the office to Teams. What is said in no service in
// particular goes there from now on, unless it already goes elsewhere.
func (o *office) connectTeams(cfg teams.Config) (*teams.App, error) {
	app, err := teams.New(cfg)
	if err != nil {
		return nil, usage("%w", err)
	}
	all := exchange{o.site}
	if joined, ok := o.bot.Sender.Service.(exchange); ok {
		all = joined
	}
	last := len(all) - 1 // the local workspace
	o.bot.Sender.Service = append(append(append(exchange{}, all[:last]...), app), all[last])
	return app, nil
}

// openTeams opens the way in from Teams for when the office is served.
func (o *office) openTeams(f teamsFlags, publicURL string, log *slog.Logger) error {
	cfg, err := f.config(o, publicURL, log)
	if err != nil {
		return err
	}
	app, err := o.connectTeams(cfg)
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", f.TeamsListen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s for Teams: %w; choose another address with --teams-listen", f.TeamsListen, err)
	}
	o.doors = append(o.doors, door{name: "teams", run: app.Run}, served("teams requests", ln, withPapers(app.Handler())))
	return nil
}

// withPapers adds the two pages that an app package has to name.
func withPapers(h http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", h)
	for path, words := range map[string]string{
		"GET /privacy": "This bot is run by your own organisation. What is said to it is kept in its database, and nowhere else.",
		"GET /terms":   "This bot is run by your own organisation, for its own people.",
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, words) })
	}
	return mux
}
