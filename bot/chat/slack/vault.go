package slack

import (
	"context"
	"errors"
	"net/http"
)

// A vault hands out the bot's tokens.
type vault interface {
	// token returns the bot token of a workspace that works now, or
	// errNotInstalled.
	token(ctx context.Context, workspace string) (string, error)
	// drop forgets a workspace: the app was uninstalled there, or its tokens were
	// revoked.
	drop(ctx context.Context, workspace string) error
	// routes adds the pages on which somebody installs the app.
	routes(mux *http.ServeMux)
}

// errNotInstalled says that the app is not installed in a workspace.
var errNotInstalled = errors.New("slack: the app is not installed in this workspace; install it from /slack/install")

// pasted is the one bot token of a Config.
type pasted string

func (p pasted) token(context.Context, string) (string, error) { return string(p), nil }
func (p pasted) drop(context.Context, string) error            { return nil }
func (p pasted) routes(*http.ServeMux)                         {}
