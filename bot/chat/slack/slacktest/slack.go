// Package slacktest is a Slack of our own to test against: it keeps workspaces,
// channels, people, messages, views and files, answers the methods that
// Throughline calls as strictly as their documentation reads, sends what people
// do by Socket Mode or by signed requests, and goes wrong on demand.
//
// It is stricter than Slack where Slack is lenient: an argument it does not know
// is refused. It knows no more of Slack than we use.
package slacktest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The one app of the fake, and its secrets.
const (
	AppID         = "A0THROUGH1"
	ClientID      = "1111111111.2222222222"
	ClientSecret  = "client-secret-of-the-fake"
	SigningSecret = "signing-secret-of-the-fake"
	AppToken      = "xapp-1-A0THROUGH1-3333333333-app-token-of-the-fake"
)

// Options say what a fake is like. The zero Options are ready for use.
type Options struct {
	Now    func() time.Time // the time of messages, triggers and tokens; nil: the world's
	Scopes []string         // that are granted to the bot; nil: Scopes
	Events []string         // that the app subscribes to; nil: all of them
	Rotate bool             // tokens that OAuth gives out expire after twelve hours
}

// Scopes are granted to the bot unless Options say otherwise.
var Scopes = []string{
	"app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write",
	"groups:history", "groups:read", "im:history", "im:read", "im:write", "team:read", "usergroups:read", "users.profile:read",
	"users:read", "users:read.email", "assistant:write",
}

// A Slack is a fake of the whole service. Its methods may be called at any time.
type Slack struct {
	URL string // of the Web API, with a slash at the end

	options Options
	server  *httptest.Server
	routes  map[string]method

	mu       sync.Mutex
	teams    []*Team
	grants   map[string]*grant // by token
	codes    map[string]code
	triggers map[string]*trigger
	views    map[string]*View
	files    []*File
	hooks    map[string]*hook // response_urls
	calls    []Call
	refused  []Refusal
	faults   map[string][]fault
	budgets  map[string][]time.Time // when a budget was used, while Tiers is on
	tiers    bool
	slow     int // how often a file is looked at before it is ready
	last     time.Time
	number   int

	postOffice
}

// Start returns a fake with one workspace, T0ACME001, in which the app is
// installed. It is gone when the test ends.
func Start(t testing.TB, o Options) *Slack {
	t.Helper()
	s := Open(o)
	t.Cleanup(s.Close)
	return s
}

// Open is Start for programs that are no tests; they Close it.
func Open(o Options) *Slack {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Scopes == nil {
		o.Scopes = Scopes
	}
	s := &Slack{
		options: o, grants: map[string]*grant{}, codes: map[string]code{}, triggers: map[string]*trigger{}, views: map[string]*View{},
		hooks: map[string]*hook{}, faults: map[string][]fault{}, budgets: map[string][]time.Time{},
	}
	s.routes = methods()
	s.postOffice.open()
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.api)
	mux.HandleFunc("/upload/{file}", s.upload)
	mux.HandleFunc("/respond/{hook}", s.respond)
	mux.HandleFunc("/link/", s.link)
	mux.HandleFunc("GET /oauth/v2/authorize", s.authorize)
	s.server = httptest.NewServer(mux)
	s.URL = s.server.URL + "/api/"
	team := s.AddTeam("T0ACME001", "Acme")
	s.grants[team.Token] = &grant{team: team.ID, scopes: o.Scopes}
	return s
}

// Close ends all connections.
func (s *Slack) Close() {
	s.postOffice.close()
	s.server.CloseClientConnections()
	s.server.Close()
}

// Token returns the bot token of the first workspace.
func (s *Slack) Token() string { return s.teams[0].Token }

// Team returns the first workspace.
func (s *Slack) Team() *Team { return s.teams[0] }

func (s *Slack) now() time.Time { return s.options.Now() }

// ts returns the next timestamp; no two are alike.
func (s *Slack) ts() string {
	t := s.now().Truncate(time.Microsecond)
	if !t.After(s.last) {
		t = s.last.Add(time.Microsecond)
	}
	s.last = t
	return strconv.FormatInt(t.Unix(), 10) + "." + pad(strconv.Itoa(t.Nanosecond()/1000), 6)
}

// id returns the next id that starts with prefix, ten characters long.
func (s *Slack) id(prefix string) string {
	s.number++
	return prefix + pad(strings.ToUpper(strconv.FormatInt(int64(s.number)+36*36*36, 36)), 10-len(prefix))
}

func pad(s string, n int) string { return strings.Repeat("0", max(n-len(s), 0)) + s }
