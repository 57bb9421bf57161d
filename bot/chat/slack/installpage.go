package slack

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

const (
	installCookie = "throughline_install"
	installTime   = 10 * time.Minute // to say yes at Slack
)

// routes adds the page that begins an installation and the one that ends it.
func (n *installs) routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /slack/install", n.begin)
	mux.HandleFunc("GET /slack/oauth", n.finish)
}

// begin sends the browser to Slack, with a state that only this browser can
// come back with: it is signed together with a cookie.
func (n *installs) begin(w http.ResponseWriter, r *http.Request) {
	raw := make([]byte, 24)
	rand.Read(raw)
	session := base64.RawURLEncoding.EncodeToString(raw)
	until := strconv.FormatInt(n.cfg.Now().Add(installTime).Unix(), 10)
	n.cookie(w, session, int(installTime.Seconds()))
	q := url.Values{
		"client_id": {n.cfg.ClientID}, "scope": {strings.Join(BotScopes(), ",")}, "redirect_uri": {n.redirect()},
		"state": {until + "." + n.seal.sign(session+" "+until)},
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, n.authorize()+"?"+q.Encode(), http.StatusFound)
}

// authorize is the page of Slack that asks for permission; it stands beside the
// Web API.
func (n *installs) authorize() string {
	return strings.TrimSuffix(n.cfg.APIURL, "api/") + "oauth/v2/authorize"
}

func (n *installs) redirect() string { return n.cfg.PublicURL + "/slack/oauth" }

func (n *installs) cookie(w http.ResponseWriter, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: installCookie, Value: value, Path: "/slack/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(n.cfg.PublicURL, "https://"),
	})
}

// finish takes the browser back from Slack, exchanges the code for a token and
// keeps it.
func (n *installs) finish(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	n.cookie(w, "", -1)
	switch {
	case !n.ours(r, q.Get("state")):
		n.page(w, http.StatusBadRequest, "That did not begin here", "Installing has to begin and end in the same browser, within ten minutes. Nothing was installed.", "/slack/install", "Begin again")
		return
	case q.Get("error") != "":
		n.page(w, http.StatusOK, "Nothing was installed", "Slack says that it was not allowed.", "/slack/install", "Begin again")
		return
	}
	resp, err := slack.GetOAuthV2ResponseContext(r.Context(), n.app.web, n.cfg.ClientID, n.cfg.ClientSecret, q.Get("code"), n.redirect(), slack.OAuthOptionAPIURL(n.cfg.APIURL))
	var in installation
	if err == nil {
		if in = newInstallation(resp, n.cfg.Now()); in.Workspace == "" || in.Token == "" {
			err = fmt.Errorf("slack: the answer names no workspace or no token")
		}
	}
	if err == nil {
		err = n.save(r.Context(), in)
	}
	if err != nil {
		n.cfg.Log.Error("slack: install", "err", err)
		n.page(w, http.StatusBadGateway, "It could not be installed", "Slack or the database did not go along; the log says why. Nothing was installed.", "/slack/install", "Try again")
		return
	}
	n.app.forget(in.Workspace)
	n.remember(in)
	n.cfg.Log.Info("slack: installed", "workspace", in.Workspace, "name", in.Name, "by", in.By, "missing", missing(in.Scopes))
	n.page(w, http.StatusOK, "Throughline is installed in "+in.Name, n.next(r, in.Workspace), "https://slack.com/app_redirect?"+url.Values{"app": {in.App}}.Encode(), "Open it in Slack")
}

// next says whether anybody takes what will come from the workspace.
func (n *installs) next(r *http.Request, workspace string) string {
	if _, ok := n.cfg.Host(r.Context(), workspace); ok {
		return "Invite it to a channel with /invite @Throughline, and mention it there."
	}
	return "No organisation here belongs to the workspace " + workspace + " yet, so it will keep silent. Whoever runs Throughline has to name it: throughline serve --slack-workspace " + workspace + "."
}

// ours reports whether the browser comes back with the state it left with, in time.
func (n *installs) ours(r *http.Request, state string) bool {
	session, err := r.Cookie(installCookie)
	until, signature, ok := strings.Cut(state, ".")
	if err != nil || !ok {
		return false
	}
	ends, err := strconv.ParseInt(until, 10, 64)
	return err == nil && hmac.Equal([]byte(signature), []byte(n.seal.sign(session.Value+" "+until))) && n.cfg.Now().Unix() <= ends
}

var installPage = template.Must(template.New("install").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>
<body style="font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem">
<h1>{{.Title}}</h1><p>{{.Text}}</p><p><a href="{{.URL}}">{{.Label}}</a></p>
`))

func (n *installs) page(w http.ResponseWriter, status int, title, text, address, label string) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	installPage.Execute(w, struct{ Title, Text, URL, Label string }{title, text, address, label})
}
