package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// A door is a way in beside the local workspace. It runs until its context ends,
// or with the reason why it cannot.
type door struct {
	name string
	run  func(ctx context.Context) error
}

// keepOpen runs a door. One that falls shut is told of, and the rest goes on.
func (o *office) keepOpen(ctx context.Context, d door) {
	if err := d.run(ctx); err != nil && ctx.Err() == nil {
		o.bot.Router.Log.Error("nothing comes in this way any more; mend it and start again", "way", d.name, "err", err)
	}
}

// served is a door at which requests are answered.
func served(name string, ln net.Listener, h http.Handler) door {
	return door{name: name, run: func(ctx context.Context) error {
		srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
		failed := make(chan error, 1)
		go func() { failed <- srv.Serve(ln) }()
		select {
		case err := <-failed:
			return err
		case <-ctx.Done():
		}
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		return errors.Join(srv.Shutdown(patience), <-failed)
	}}
}
