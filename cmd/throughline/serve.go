package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"throughline/bot"
	"throughline/bot/scorecard"
	"throughline/store"
)

// listenFlag says where the local workspace is served.
type listenFlag struct {
	Listen string `help:"Address of the local workspace. It has no sign-in, so only addresses of this machine are taken unless --insecure." default:"127.0.0.1:8642" env:"THROUGHLINE_LISTEN"`
}

type serveCmd struct {
	dbFlag
	listenFlag
	slackFlags
	teamsFlags
	Insecure bool `help:"Serve the workspace beyond this machine, although anybody who reaches it can speak as anyone. For a trusted network or behind a proxy that signs people in." env:"THROUGHLINE_INSECURE"`
}

// Run serves until it is interrupted.
func (c *serveCmd) Run(ctx context.Context, p *program) error {
	if err := loopback(c.Listen); err != nil && !c.Insecure {
		return err
	}
	keepThrifty(ctx)
	o, log, err := c.office(ctx, p)
	if err != nil {
		return err
	}
	defer o.Close()
	if c.slackFlags.on() {
		if err := o.connect(c.slackFlags, log); err != nil {
			return err
		}
		if err := o.openSlack(c.slackFlags); err != nil {
			return err
		}
	}
	if c.teamsFlags.on() {
		if err := o.openTeams(c.teamsFlags, c.PublicURL, log); err != nil {
			return err
		}
	}
	return o.serve(ctx, p, c.Listen, "Throughline is at work.")
}

// office opens the database that is there, and the office of the organisation
// that is meant.
func (f dbFlag) office(ctx context.Context, p *program) (*office, *slog.Logger, error) {
	db, org, err := f.open(ctx, p.Now)
	if err != nil {
		return nil, nil, err
	}
	db.Close()
	log := logger(p.Err)
	o, err := openOffice(ctx, f.DB, org, &bot.Clock{}, log)
	return o, log, err
}

// pick returns the organisation of the database that is meant: the one there is,
// or the one named.
func (f dbFlag) pick(ctx context.Context, db *store.DB) (scorecard.OrgID, error) {
	all, err := db.Organisations(ctx)
	if err != nil {
		return "", err
	}
	names := ""
	for _, o := range all {
		if f.Org == string(o.ID) || f.Org == "" && len(all) == 1 {
			return o.ID, nil
		}
		names += " " + string(o.ID)
	}
	switch {
	case len(all) == 0:
		return "", missing("%s holds no strategy yet; put one in with: throughline apply strategy.yaml --db %s", f.DB, f.DB)
	case f.Org == "":
		return "", usage("%s holds several organisations; choose one with --org:%s", f.DB, names)
	}
	return "", missing("%s holds no organisation %q; there is:%s", f.DB, f.Org, names)
}

// loopback refuses an address that others could reach.
func loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return usage("--listen %s: write host:port, such as 127.0.0.1:8642", addr)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return usage("--listen %s can be reached from other machines, and the local workspace has no sign-in; use 127.0.0.1, or --insecure if something else keeps strangers out", addr)
}

func logger(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

// serve runs the bot and the workspace until ctx ends, then lets what is under
// way finish.
func (o *office) serve(ctx context.Context, p *program, addr, greeting string) error {
	o.views()
	ln, err := listen(addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.Out, "%s Open http://%s\nStop with Ctrl+C.\n", greeting, ln.Addr())
	srv := &http.Server{Handler: o.site, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	var wait sync.WaitGroup
	wait.Go(func() { o.bot.Run(working) })
	wait.Go(func() { o.play(working) })
	for _, d := range o.doors {
		wait.Go(func() { o.keepOpen(working, d) })
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	o.site.Close()
	patience, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err = errors.Join(err, srv.Shutdown(patience))
	stop()
	wait.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// listen takes the address, or says who could have it.
func listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; is another Throughline running? Choose another address with --listen", addr, err)
	}
	return ln, nil
}
