package teams

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"
)

const (
	activitySize = 1 << 20                 // bytes of an activity; Teams' own are below 200 KB
	answerLimit  = 2500 * time.Millisecond // a button waits no longer for its answer than a few seconds
)

// receive takes one activity. It is answered with success only when what it says
// is kept; what only a body can answer, such as a button, is answered there.
func (a *App) receive(w http.ResponseWriter, r *http.Request) {
	act, status, err := a.admit(w, r)
	if err != nil {
		a.cfg.Log.Warn("teams: not let in", "status", status, "err", err)
		http.Error(w, http.StatusText(status), status)
		return
	}
	answer, err := a.take(r.Context(), act)
	switch {
	case err != nil:
		a.cfg.Log.Error("teams: an activity could not be kept", "type", act.Type, "name", act.Name, "err", err)
		http.Error(w, "not kept; please send it again", http.StatusServiceUnavailable)
	case answer == nil:
		w.WriteHeader(http.StatusOK)
	default:
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(answer.status)
		if answer.body != nil {
			e := json.NewEncoder(w)
			e.SetEscapeHTML(false)
			if err := e.Encode(answer.body); err != nil {
				a.cfg.Log.Warn("teams: an answer was not taken", "name", act.Name, "err", err)
			}
		}
	}
}

// admit reads an activity that is shown to be Microsoft's, from a place that the
// token is for, in a tenant that somebody serves.
func (a *App) admit(w http.ResponseWriter, r *http.Request) (act activity, status int, err error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return act, http.StatusUnsupportedMediaType, errRefused
	}
	var token bearer
	if a.cfg.Developer {
		err = local(r)
	} else {
		token, err = a.verify.token(r.Context(), r.Header.Get("Authorization"))
	}
	if err != nil {
		return act, http.StatusUnauthorized, err
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, activitySize))
	if err != nil {
		return act, http.StatusRequestEntityTooLarge, err
	}
	act, ok := readActivity(body)
	if !ok {
		return act, http.StatusBadRequest, errors.New("teams: that is no activity")
	}
	if !a.cfg.Developer {
		if err := token.covers(act); err != nil {
			return act, http.StatusForbidden, err
		}
	}
	if !a.wire.trusts(act.ServiceURL) {
		return act, http.StatusForbidden, errors.New("teams: it is from a Connector that is not trusted: " + act.ServiceURL)
	}
	if _, served := a.cfg.Host(r.Context(), act.Conversation.Tenant); !served {
		return act, http.StatusForbidden, errors.New("teams: nobody serves the tenant " + act.Conversation.Tenant)
	}
	return act, http.StatusOK, nil
}

// An answer is what stands in the body of the response.
type answer struct {
	status int
	body   any
}

// take keeps what an activity says, and returns the answer of one that is
// answered at once.
func (a *App) take(ctx context.Context, act activity) (*answer, error) {
	if err := a.remember(ctx, act); err != nil {
		return nil, err
	}
	switch act.Type {
	case "message":
		return nil, a.arrive(ctx, act, act.said(a.cfg.AppID))
	case "messageUpdate":
		if act.Event != "editMessage" {
			return nil, nil
		}
		return nil, a.arrive(ctx, act, act.edited(a.cfg.AppID))
	case "installationUpdate", "conversationUpdate":
		return nil, a.changed(ctx, act)
	case "invoke":
		ctx, cancel := context.WithTimeout(ctx, answerLimit)
		defer cancel()
		return a.invoke(ctx, act)
	}
	return nil, nil // typing, reactions, and what this program knows nothing of
}

// remember keeps how the conversation of an activity is reached.
func (a *App) remember(ctx context.Context, act activity) error {
	if act.Conversation.ID == "" || act.Type == "installationUpdate" && act.Action == "remove" {
		return nil
	}
	r := reference{conversation: act.Conversation, Service: act.ServiceURL, Bot: act.Bot.ID, BotName: act.Bot.Name}
	if act.Conversation.Kind == channel && act.Type == "conversationUpdate" {
		r.Name = "" // the activity is about another channel than it stands in
	}
	return a.book.keep(ctx, r)
}
