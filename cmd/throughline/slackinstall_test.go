package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/slack/slacktest"
)

// newInn opens a demo that people install in their workspaces by themselves. Only
// those of the fake's first workspace belong to it.
func newInn(t *testing.T) *colony {
	t.Helper()
	c := &colony{office: newDemo(t, "logistics")}
	c.fake = slacktest.Start(t, slacktest.Options{Now: c.clock.Now, Rotate: true})
	c.fake.AddUser(slacktest.User{ID: userOf("ana"), Name: "ana", RealName: "Ana Ruiz"})
	c.identify(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.slack.Handler().ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	f := slackFlags{
		SlackSigningSecret: slacktest.SigningSecret, SlackClientID: slacktest.ClientID, SlackClientSecret: slacktest.ClientSecret, SlackAPIURL: c.fake.URL,
		Key: "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", PublicURL: server.URL, SlackWorkspace: []string{c.fake.Team().ID},
	}
	if err := c.connect(f, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))); err != nil {
		t.Fatal(err)
	}
	c.fake.SendTo(server.URL)
	c.public = server.URL
	return c
}

// install lets somebody install the app in a workspace, and returns the last page.
func (c *colony) install(t *testing.T, workspace string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := browser.Get(c.public + "/slack/install")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	back, err := c.fake.Allow(resp.Header.Get("Location"), workspace, "U0ADMIN")
	if err != nil {
		t.Fatal(err)
	}
	if resp, err = browser.Get(back); err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// answers mentions the bot as somebody and returns what it says in the thread.
func (c *colony) answers(t *testing.T, h slacktest.Human, channel, text string) string {
	t.Helper()
	ts := h.Mention(channel, "", text)
	if err := c.bot.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	words := ""
	for _, m := range c.fake.Messages(channel) {
		if m.Bot && m.Thread == ts {
			part, _ := c.fake.Words(m.TS)
			words += part
		}
	}
	return words
}

// TestPeopleInstallIt installs the app in two workspaces, of which one belongs
// here, lives past the end of its token, and removes it again.
func TestPeopleInstallIt(t *testing.T) {
	c := newInn(t)
	other := c.fake.AddTeam("T0OTHER01", "Elsewhere")
	c.fake.AddUserTo(other, slacktest.User{ID: "U0EVE", Name: "eve"})
	fleet, lobby := c.fake.AddChannel("fleet"), c.fake.AddChannelTo(other, "lobby")
	if page := c.install(t, c.fake.Team().ID); !strings.Contains(page, "installed in Acme") || !strings.Contains(page, "/invite") {
		t.Errorf("the last page says %s", page)
	}
	if page := c.install(t, other.ID); !strings.Contains(page, "--slack-workspace T0OTHER01") {
		t.Errorf("to those who do not belong here the last page says %s", page)
	}
	ana := c.fake.Human("ana")
	if got := c.answers(t, ana, fleet.ID, "what is on-time delivery?"); !strings.Contains(got, "On-time delivery") {
		t.Errorf("in the workspace that belongs here: %q", got)
	}
	if got := c.answers(t, c.fake.HumanOf(other, "eve"), lobby.ID, "what is on-time delivery?"); got != "" {
		t.Errorf("in the workspace that does not: %q", got)
	}
	c.clock.Set(c.clock.Now().Add(13 * time.Hour))
	if got := c.answers(t, ana, fleet.ID, "what is customer churn?"); !strings.Contains(got, "churn") {
		t.Errorf("after the first token has expired: %q", got)
	}
	c.fake.Uninstall(c.fake.Team())
	if got := c.answers(t, ana, fleet.ID, "what is on-time delivery?"); got != "" {
		t.Errorf("after it was removed: %q", got)
	}
}
