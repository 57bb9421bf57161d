package slacktest

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A method is one method of the Web API, and its contract.
type method struct {
	need, may []string // arguments
	scopes    []string // the bot needs one of them
	tier      int      // calls a minute for a workspace
	kind      kind
	do        func(*call) (reply, error)
}

// kind says what a method is called with.
type kind string

const (
	botToken kind = ""
	appToken kind = "app"
	noToken  kind = "none"
)

type reply map[string]any

// A call is one request while it is answered.
type call struct {
	s     *Slack
	name  string
	args  map[string]string
	grant *grant
	team  *Team
}

// A Call is one request as it was made.
type Call struct {
	Method string
	Args   map[string]string
	Team   string
	At     time.Time
}

// A Refusal is a request that was answered with an error.
type Refusal struct {
	Call
	Error    string
	Messages []string // what is wrong with it
}

// apiError is an answer that is not ok.
type apiError struct {
	code     string
	messages []string
	needed   string
}

func (e apiError) Error() string { return e.code }

func refuse(code string, messages ...string) error { return apiError{code: code, messages: messages} }

// Calls returns the requests of a method that were answered, in order; "" means
// of all methods.
func (s *Slack) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// Refused returns every request that was answered with an error of its own
// making: those that Fail or Throttle asked for are left out.
func (s *Slack) Refused() []Refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.refused)
}

func (s *Slack) api(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	args, err := readArgs(r)
	if err != nil {
		s.answer(w, Call{Method: name}, nil, refuse("invalid_arguments", err.Error()))
		return
	}
	token := args["token"]
	delete(args, "token")
	s.mu.Lock()
	defer s.mu.Unlock()
	made := Call{Method: name, Args: args, At: s.now()}
	if g := s.grants[token]; g != nil {
		made.Team = g.team
	}
	s.calls = append(s.calls, made)
	f := s.fault(name)
	if f.refuse(w) {
		return
	}
	m, known := s.routes[name]
	if !known {
		s.answer(w, made, nil, refuse("unknown_method"))
		return
	}
	c := &call{s: s, name: name, args: args}
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	if err := c.admit(m, token); err != nil {
		s.answer(w, made, nil, err)
		return
	}
	if c.grant != nil {
		w.Header().Set("X-OAuth-Scopes", strings.Join(c.grant.scopes, ","))
	}
	if wait := s.overBudget(c, m); wait > 0 {
		tooMany(w, wait)
		return
	}
	body, err := m.do(c)
	if f.lost && err == nil {
		panic(http.ErrAbortHandler) // the caller never hears that it was done
	}
	s.answer(w, made, body, err)
}

func (s *Slack) answer(w http.ResponseWriter, made Call, body reply, err error) {
	out := reply{"ok": err == nil}
	maps.Copy(out, body)
	if err != nil {
		e, _ := err.(apiError)
		out["error"] = e.code
		if len(e.messages) > 0 {
			out["response_metadata"] = map[string]any{"messages": e.messages}
		}
		if e.needed != "" {
			out["needed"], out["provided"] = e.needed, w.Header().Get("X-OAuth-Scopes")
		}
		s.refused = append(s.refused, Refusal{Call: made, Error: e.code, Messages: e.messages})
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	json.NewEncoder(w).Encode(out)
}

// admit checks the token, the arguments and the scopes, in this order.
func (c *call) admit(m method, token string) error {
	switch {
	case m.kind == appToken && token != AppToken:
		return refuse("not_allowed_token_type")
	case m.kind == botToken:
		if err := c.authorise(token); err != nil {
			return err
		}
	}
	for _, name := range m.need {
		if c.args[name] == "" {
			return refuse("invalid_arguments", "[ERROR] missing required field: "+name)
		}
	}
	for name := range c.args {
		if !slices.Contains(m.need, name) && !slices.Contains(m.may, name) {
			return refuse("invalid_arguments", "[ERROR] "+c.name+" knows no argument "+name)
		}
	}
	return c.allowed(m.scopes...)
}

func (c *call) authorise(token string) error {
	switch c.grant = c.s.grants[token]; {
	case token == "":
		return refuse("not_authed")
	case c.grant == nil:
		return refuse("invalid_auth")
	case c.grant.revoked:
		return refuse("token_revoked")
	case !c.grant.expires.IsZero() && c.s.now().After(c.grant.expires):
		return refuse("token_expired")
	}
	c.team = c.s.team(c.grant.team)
	if c.grant.team != "" {
		return nil
	}
	for _, t := range c.s.teams { // the whole organisation; team_id chooses
		if t.Enterprise == c.grant.enterprise && (c.team == nil || t.ID == c.args["team_id"]) {
			c.team = t
		}
	}
	return nil
}

// allowed refuses unless one of the scopes is granted.
func (c *call) allowed(scopes ...string) error {
	if len(scopes) == 0 || slices.ContainsFunc(scopes, func(want string) bool { return slices.Contains(c.grant.scopes, want) }) {
		return nil
	}
	return apiError{code: "missing_scope", needed: strings.Join(scopes, ",")}
}

// readArgs reads a form or a JSON object, and the token wherever it is.
func readArgs(r *http.Request) (map[string]string, error) {
	out := map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if out, err = jsonArgs(body); err != nil {
			return nil, err
		}
	} else {
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
		for k, v := range r.Form {
			if len(v) > 1 {
				return nil, fmt.Errorf("[ERROR] %s is given %d times", k, len(v))
			}
			out[k] = v[0]
		}
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		out["token"] = bearer
	} else if id, secret, ok := r.BasicAuth(); ok {
		out["client_id"], out["client_secret"] = id, secret
	}
	return out, nil
}

// jsonArgs turns an object into arguments: strings as they are, all else as JSON.
func jsonArgs(body []byte) (map[string]string, error) {
	out := map[string]string{}
	if len(body) == 0 {
		return out, nil
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, fmt.Errorf("[ERROR] the body is no JSON object: %w", err)
	}
	for k, v := range raw {
		var text string
		if json.Unmarshal(v, &text) != nil {
			text = string(v)
		}
		out[k] = text
	}
	return out, nil
}
