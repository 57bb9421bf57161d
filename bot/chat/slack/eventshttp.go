package slack

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
)

const bodyLimit = 2 << 20

// signed lets requests through that Slack has signed, within five minutes, and
// hands their bodies on.
func (a *App) signed(serve func(w http.ResponseWriter, r *http.Request, body []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if a.cfg.SigningSecret == "" {
			http.NotFound(w, r)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
		if err != nil {
			http.Error(w, "the request cannot be read", http.StatusRequestEntityTooLarge)
			return
		}
		if err := verify(r.Header, body, a.cfg.SigningSecret); err != nil {
			a.cfg.Log.Warn("a request that Slack did not sign", "err", err, "from", r.RemoteAddr)
			http.Error(w, "not signed by Slack", http.StatusUnauthorized)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), ackLimit)
		defer cancel()
		serve(w, r.WithContext(ctx), body)
	}
}

// verify checks the signature, and that it is not old: the clock of this machine
// must be right by five minutes.
func verify(h http.Header, body []byte, secret string) error {
	v, err := slack.NewSecretsVerifier(h, secret)
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
}

// serveEvent takes a request of the Events API.
func (a *App) serveEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	d, e, err := readDelivery(body)
	if err == nil && d.Type == "url_verification" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, d.Challenge)
		return
	}
	a.reply(w, nil, a.happened(r.Context(), d, e, err))
}

// serveInteraction takes a press, a submission or a shortcut.
func (a *App) serveInteraction(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, "not a form", http.StatusBadRequest)
		return
	}
	answer, err := a.interact(r.Context(), []byte(form.Get("payload")))
	a.reply(w, answer, err)
}

// serveCommand takes a slash command.
func (a *App) serveCommand(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, "not a form", http.StatusBadRequest)
		return
	}
	flat := map[string]string{}
	for k := range form {
		flat[k] = form.Get(k)
	}
	raw, err := json.Marshal(flat)
	if err != nil {
		http.Error(w, "not a form", http.StatusBadRequest)
		return
	}
	answer, err := a.command(r.Context(), raw)
	a.reply(w, answer, err)
}

// reply acknowledges with an answer, or says that it must come again.
func (a *App) reply(w http.ResponseWriter, answer any, err error) {
	switch {
	case errors.Is(err, context.Canceled): // Slack has hung up; nobody reads this
		w.WriteHeader(http.StatusServiceUnavailable)
	case err != nil:
		a.cfg.Log.Error("not acknowledged, so that it comes again", "err", err)
		http.Error(w, "not stored", http.StatusServiceUnavailable)
	case answer != nil:
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			a.cfg.Log.Warn("an answer was not heard", "err", err)
		}
	default:
		w.WriteHeader(http.StatusOK)
	}
}
