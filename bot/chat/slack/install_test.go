package slack

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

// A shelf is a Drawer in memory.
type shelf struct {
	mu   sync.Mutex
	kept map[string][]byte
	full error // what Put says
}

func newShelf() *shelf { return &shelf{kept: map[string][]byte{}} }

func (s *shelf) Put(_ context.Context, kind, id string, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full != nil {
		return s.full
	}
	s.kept[kind+" "+id] = bytes.Clone(body)
	return nil
}

func (s *shelf) Get(_ context.Context, kind, id string) ([]byte, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, ok := s.kept[kind+" "+id]
	return body, ok, nil
}

func (s *shelf) List(_ context.Context, kind string) (map[string][]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string][]byte{}
	for k, body := range maps.All(s.kept) {
		if id, ok := strings.CutPrefix(k, kind+" "); ok {
			out[id] = body
		}
	}
	return out, nil
}

func (s *shelf) Drop(_ context.Context, kind, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, kind+" "+id)
	return nil
}

const testKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

// A clinic is a fake Slack, an app that people install by themselves, and a
// clock that both go by.
type clinic struct {
	slack  *slacktest.Slack
	app    *App
	server *httptest.Server
	shelf  *shelf
	mu     sync.Mutex
	at     time.Time
}

func newClinic(t *testing.T, rotate bool) *clinic {
	t.Helper()
	c := &clinic{shelf: newShelf(), at: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	c.slack = slacktest.Start(t, slacktest.Options{Now: c.now, Rotate: rotate})
	c.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.app.Handler().ServeHTTP(w, r) }))
	t.Cleanup(c.server.Close)
	c.app = c.start(t, testKey)
	return c
}

// start returns an app as a replica would come up with it.
func (c *clinic) start(t *testing.T, key string) *App {
	t.Helper()
	a, err := New(Config{
		SigningSecret: slacktest.SigningSecret, ClientID: slacktest.ClientID, ClientSecret: slacktest.ClientSecret, SealKey: key,
		APIURL: c.slack.URL, PublicURL: c.server.URL, Drawer: c.shelf, Now: c.now,
		Host: func(context.Context, string) (chat.Host, bool) { return nil, true },
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (c *clinic) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clinic) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// browser returns a client with cookies that stops at redirects.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func get(t *testing.T, b *http.Client, address string) (status int, body, location string) {
	t.Helper()
	resp, err := b.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text), resp.Header.Get("Location")
}

// install does what somebody does who installs the app.
func (c *clinic) install(t *testing.T, workspace string) string {
	t.Helper()
	b := browser(t)
	_, _, authorize := get(t, b, c.server.URL+"/slack/install")
	back, err := c.slack.Allow(authorize, workspace, "U0ADMIN")
	if err != nil {
		t.Fatal(err)
	}
	status, body, _ := get(t, b, back)
	if status != http.StatusOK || !strings.Contains(body, "installed in") {
		t.Fatalf("after Allow: %d %s", status, body)
	}
	return back
}

func TestInstall(t *testing.T) {
	c := newClinic(t, false)
	if _, err := c.app.vault.token(t.Context(), "T0ACME001"); !errors.Is(err, errNotInstalled) {
		t.Errorf("before: %v", err)
	}
	c.install(t, "T0ACME001")
	token, err := c.app.vault.token(t.Context(), "T0ACME001")
	if err != nil || !strings.HasPrefix(token, "xoxb-issued-") {
		t.Fatalf("token %q, %v", token, err)
	}
	for k, body := range c.shelf.kept {
		if strings.Contains(string(body), token) || strings.Contains(string(body), "xoxb") {
			t.Errorf("%s is kept in the clear", k)
		}
	}
	if again, err := c.start(t, testKey).vault.token(t.Context(), "T0ACME001"); err != nil || again != token {
		t.Errorf("after a restart: %q, %v", again, err)
	}
	other := strings.Replace(testKey, "MDEy", "MDEz", 1)
	if _, err := c.start(t, other).vault.token(t.Context(), "T0ACME001"); err == nil {
		t.Error("another key opens what was kept")
	}
	if home, err := c.app.vault.token(t.Context(), ""); err != nil || home != token {
		t.Errorf("where no workspace is named: %q, %v", home, err)
	}
	if err := c.app.vault.drop(t.Context(), "T0ACME001"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.app.vault.token(t.Context(), "T0ACME001"); !errors.Is(err, errNotInstalled) {
		t.Errorf("after the app was removed: %v", err)
	}
}

func TestInstallForAnOrganisation(t *testing.T) {
	c := newClinic(t, false)
	c.slack.Change(func() { c.slack.Team().Enterprise = "E0ORG" })
	c.install(t, "E0ORG")
	if _, err := c.app.vault.token(t.Context(), "E0ORG"); err != nil {
		t.Error(err)
	}
	if _, err := c.app.vault.token(t.Context(), "T0ACME001"); !errors.Is(err, errNotInstalled) {
		t.Errorf("one workspace of it: %v", err)
	}
}

func TestInstallBeginsAndEndsInOneBrowser(t *testing.T) {
	c := newClinic(t, false)
	mine, other := browser(t), browser(t)
	_, _, authorize := get(t, mine, c.server.URL+"/slack/install")
	get(t, other, c.server.URL+"/slack/install")
	back, err := c.slack.Allow(authorize, "T0ACME001", "U0ADMIN")
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, b *http.Client, address string) {
		t.Helper()
		if status, body, _ := get(t, b, address); status != http.StatusBadRequest || strings.Contains(body, "installed in") {
			t.Errorf("%s: %d %s", what, status, body)
		}
	}
	refused("another browser", other, back)
	refused("no browser of ours", browser(t), back)
	refused("another state", mine, strings.Replace(back, "state=", "state=9", 1))
	_, _, authorize = get(t, mine, c.server.URL+"/slack/install")
	back, err = c.slack.Allow(authorize, "T0ACME001", "U0ADMIN")
	if err != nil {
		t.Fatal(err)
	}
	c.pass(11 * time.Minute)
	refused("too late", mine, back)
	if len(c.shelf.kept) != 0 {
		t.Error("something was kept all the same")
	}
	if status, body, _ := get(t, mine, c.server.URL+"/slack/oauth?"+url.Values{"error": {"access_denied"}}.Encode()); status != http.StatusBadRequest || !strings.Contains(body, "Nothing was installed") {
		t.Errorf("declined, without a state: %d %s", status, body)
	}
}

func TestTokensRotate(t *testing.T) {
	c := newClinic(t, true)
	c.install(t, "T0ACME001")
	first, err := c.app.vault.token(t.Context(), "T0ACME001")
	if err != nil {
		t.Fatal(err)
	}
	c.pass(11 * time.Hour)
	tokens := make([]string, 8)
	var wait sync.WaitGroup
	for i := range tokens {
		wait.Go(func() {
			var err error
			if tokens[i], err = c.app.vault.token(t.Context(), "T0ACME001"); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for _, token := range tokens {
		if token == first || token != tokens[0] {
			t.Errorf("after eleven hours the tokens are %q, before it was %q", tokens, first)
		}
	}
	if n := len(c.slack.Calls("oauth.v2.access")); n != 2 {
		t.Errorf("%d exchanges, want one to install and one to rotate", n)
	}
	if again, err := c.start(t, testKey).vault.token(t.Context(), "T0ACME001"); err != nil || again != tokens[0] {
		t.Errorf("another replica uses %q, %v", again, err)
	}
}

func TestATokenIsKeptBeforeItIsUsed(t *testing.T) {
	c := newClinic(t, true)
	c.install(t, "T0ACME001")
	c.pass(11 * time.Hour)
	c.shelf.full = errors.New("disk full")
	if token, err := c.app.vault.token(t.Context(), "T0ACME001"); err == nil {
		t.Errorf("the token %q was given out without being kept", token)
	}
	c.shelf.full = nil
	token, err := c.app.vault.token(t.Context(), "T0ACME001")
	if err != nil {
		t.Fatalf("the refresh token was used up and what came for it was lost: %v", err)
	}
	if again, err := c.start(t, testKey).vault.token(t.Context(), "T0ACME001"); err != nil || again != token {
		t.Errorf("kept: %q, %v; used: %q", again, err, token)
	}
}

func TestSlackAwayWhileRotating(t *testing.T) {
	c := newClinic(t, true)
	c.install(t, "T0ACME001")
	first, err := c.app.vault.token(t.Context(), "T0ACME001")
	if err != nil {
		t.Fatal(err)
	}
	c.pass(11 * time.Hour)
	c.slack.Fail("oauth.v2.access", 1, "503")
	if token, err := c.app.vault.token(t.Context(), "T0ACME001"); err != nil || token != first {
		t.Errorf("while the old one lasts: %q, %v", token, err)
	}
	c.pass(2 * time.Hour)
	c.slack.Fail("oauth.v2.access", 1, "503")
	if token, err := c.app.vault.token(t.Context(), "T0ACME001"); err == nil {
		t.Errorf("an expired token was given out: %q", token)
	}
	if token, err := c.app.vault.token(t.Context(), "T0ACME001"); err != nil || token == first {
		t.Errorf("when Slack is back: %q, %v", token, err)
	}
	c.pass(13 * time.Hour)
	c.slack.Fail("oauth.v2.access", 1, "invalid_refresh_token")
	if _, err := c.app.vault.token(t.Context(), "T0ACME001"); !errors.Is(err, errNotInstalled) {
		t.Errorf("when it cannot be replaced at all: %v", err)
	}
}

func TestSeal(t *testing.T) {
	s, err := newSealer(testKey)
	if err != nil {
		t.Fatal(err)
	}
	one, two := s.seal([]byte("xoxb"), "a"), s.seal([]byte("xoxb"), "a")
	if bytes.Equal(one, two) {
		t.Error("the same secret is sealed in the same way twice")
	}
	if plain, err := s.open(one, "a"); err != nil || string(plain) != "xoxb" {
		t.Errorf("opened: %q, %v", plain, err)
	}
	if _, err := s.open(one, "b"); err == nil {
		t.Error("what was sealed for one thing opens as another")
	}
	one[len(one)/2] ^= 1
	if _, err := s.open(one, "a"); err == nil {
		t.Error("what was changed opens")
	}
	for _, key := range []string{"", "short", "MDEy", strings.Repeat("?", 44), testKey + "AAAA"} {
		if _, err := newSealer(key); err == nil {
			t.Errorf("the key %q is taken", key)
		}
	}
}
