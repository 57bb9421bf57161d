package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

const (
	installKind = "install"        // of a Drawer
	refreshAt   = 2 * time.Hour    // before it expires a token is replaced
	rememberFor = 30 * time.Second // an installation is read again, another replica may have changed it
)

// An installation is what a workspace, or a whole organisation, gave the app.
type installation struct {
	Workspace string    `json:"workspace"` // id of the team, or of the organisation
	Name      string    `json:"name"`
	App       string    `json:"app"`
	By        string    `json:"by"`
	Token     string    `json:"token"`
	Refresh   string    `json:"refresh,omitempty"` // exchanged, once, for the next token
	Expires   time.Time `json:"expires,omitzero"`  // zero: the token does not rotate
	Scopes    []string  `json:"scopes"`
}

// newInstallation reads what Slack answers to a code or a refresh token.
func newInstallation(r *slack.OAuthV2Response, now time.Time) installation {
	in := installation{
		Workspace: r.Team.ID, Name: r.Team.Name, App: r.AppID, By: r.AuthedUser.ID, Token: r.AccessToken, Refresh: r.RefreshToken,
		Scopes: strings.Split(r.Scope, ","),
	}
	if r.IsEnterpriseInstall || in.Workspace == "" {
		in.Workspace, in.Name = r.Enterprise.ID, r.Enterprise.Name
	}
	if r.ExpiresIn > 0 {
		in.Expires = now.Add(time.Duration(r.ExpiresIn) * time.Second).UTC()
	}
	return in
}

// installs is the vault of an app that people install by themselves: tokens are
// kept sealed, and those that rotate are replaced in time.
type installs struct {
	app  *App
	cfg  Config
	seal *sealer

	mu    sync.Mutex
	known map[string]remembered  // by workspace
	turns map[string]*sync.Mutex // one refresh of a workspace at a time
	owed  map[string]installation
}

type remembered struct {
	installation
	at time.Time
}

// newVault returns the one token of the configuration, or else what people give
// by installing the app.
func newVault(a *App) (vault, error) {
	if a.cfg.BotToken != "" {
		return pasted(a.cfg.BotToken), nil
	}
	seal, err := newSealer(a.cfg.SealKey)
	if err != nil {
		return nil, err
	}
	return &installs{
		app: a, cfg: a.cfg, seal: seal, known: map[string]remembered{}, turns: map[string]*sync.Mutex{}, owed: map[string]installation{},
	}, nil
}

// token returns the bot token of a workspace, of the first that somebody takes
// for "". One that is about to expire is replaced first, and the new one kept
// before anybody uses it.
func (n *installs) token(ctx context.Context, workspace string) (string, error) {
	if workspace == "" {
		var err error
		if workspace, err = n.home(ctx); err != nil {
			return "", err
		}
	}
	now := n.cfg.Now()
	n.mu.Lock()
	r, ok := n.known[workspace]
	n.mu.Unlock()
	if ok && now.Sub(r.at) < rememberFor && r.fresh(now) {
		return r.Token, nil
	}
	in, err := n.load(ctx, workspace)
	if err != nil {
		return "", err
	}
	if !in.fresh(now) {
		if in, err = n.refresh(ctx, workspace); err != nil {
			return "", err
		}
	}
	n.remember(in)
	return in.Token, nil
}

// home returns where a message goes that names no workspace: the first of those
// that are installed and belong to somebody.
func (n *installs) home(ctx context.Context) (string, error) {
	kept, err := n.cfg.Drawer.List(ctx, installKind)
	if err != nil {
		return "", err
	}
	for _, workspace := range slices.Sorted(maps.Keys(kept)) {
		if _, ok := n.cfg.Host(ctx, workspace); ok {
			return workspace, nil
		}
	}
	return "", errNotInstalled
}

func (in installation) fresh(now time.Time) bool {
	return in.Expires.IsZero() || now.Before(in.Expires.Add(-refreshAt))
}

func (n *installs) remember(in installation) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.known[in.Workspace] = remembered{in, n.cfg.Now()}
}

// load returns what is kept of a workspace, or errNotInstalled.
func (n *installs) load(ctx context.Context, workspace string) (in installation, err error) {
	body, ok, err := n.cfg.Drawer.Get(ctx, installKind, workspace)
	if err != nil {
		return in, err
	}
	if !ok {
		return in, errNotInstalled
	}
	plain, err := n.seal.open(body, installKind+" "+workspace)
	if err != nil {
		return in, err
	}
	return in, json.Unmarshal(plain, &in)
}

// save keeps an installation. Until it is kept it is owed, because a refresh
// token that was used is worth nothing any more.
func (n *installs) save(ctx context.Context, in installation) error {
	plain, err := json.Marshal(in)
	if err != nil {
		return err
	}
	n.mu.Lock()
	n.owed[in.Workspace] = in
	n.mu.Unlock()
	if err := n.cfg.Drawer.Put(ctx, installKind, in.Workspace, n.seal.seal(plain, installKind+" "+in.Workspace)); err != nil {
		return err
	}
	n.mu.Lock()
	delete(n.owed, in.Workspace)
	n.mu.Unlock()
	return nil
}

// turn lets one refresh of a workspace happen at a time.
func (n *installs) turn(workspace string) *sync.Mutex {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.turns[workspace] == nil {
		n.turns[workspace] = &sync.Mutex{}
	}
	return n.turns[workspace]
}

// refresh replaces the token of a workspace and keeps the new one.
func (n *installs) refresh(ctx context.Context, workspace string) (installation, error) {
	turn := n.turn(workspace)
	turn.Lock()
	defer turn.Unlock()
	n.mu.Lock()
	owed, owing := n.owed[workspace]
	n.mu.Unlock()
	if owing {
		return owed, n.save(ctx, owed)
	}
	now := n.cfg.Now()
	in, err := n.load(ctx, workspace)
	if err != nil || in.fresh(now) {
		return in, err // somebody else was faster
	}
	r, err := slack.RefreshOAuthV2TokenContext(ctx, n.app.web, n.cfg.ClientID, n.cfg.ClientSecret, in.Refresh, slack.OAuthOptionAPIURL(n.cfg.APIURL))
	if err != nil {
		return n.unrefreshed(ctx, in, err)
	}
	next := newInstallation(r, now)
	next.Workspace, next.Name, next.By = in.Workspace, cmp.Or(next.Name, in.Name), in.By
	next.Refresh = cmp.Or(next.Refresh, in.Refresh)
	return next, n.save(ctx, next)
}

// unrefreshed decides what to use when Slack gave no new token: what another
// replica may have got in the meantime, or the old one as long as it lasts.
func (n *installs) unrefreshed(ctx context.Context, in installation, err error) (installation, error) {
	now := n.cfg.Now()
	if again, no := n.load(ctx, in.Workspace); no == nil && again.Refresh != in.Refresh {
		return again, nil
	}
	if now.Before(in.Expires) {
		n.cfg.Log.Warn("slack: the token could not be replaced yet", "workspace", in.Workspace, "expires", in.Expires, "err", err)
		return in, nil
	}
	if code(err) == "invalid_refresh_token" {
		return in, fmt.Errorf("slack: the token of %s has expired and cannot be replaced: %w", in.Workspace, errNotInstalled)
	}
	return in, failure("replace the token", err)
}

// drop forgets a workspace.
func (n *installs) drop(ctx context.Context, workspace string) error {
	n.mu.Lock()
	delete(n.known, workspace)
	delete(n.owed, workspace)
	n.mu.Unlock()
	n.app.forget(workspace)
	return n.cfg.Drawer.Drop(ctx, installKind, workspace)
}

// all returns every installation that can be read, and what keeps the others
// from it.
func (n *installs) all(ctx context.Context) (out []installation, err error) {
	kept, err := n.cfg.Drawer.List(ctx, installKind)
	for workspace := range kept {
		in, no := n.load(ctx, workspace)
		if no != nil {
			err = errors.Join(err, no)
			continue
		}
		out = append(out, in)
	}
	return out, err
}
