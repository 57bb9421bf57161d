package slack

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

// says returns what the doctor says of one thing.
func says(t *testing.T, checks []chat.Check, name string) chat.Check {
	t.Helper()
	i := slices.IndexFunc(checks, func(c chat.Check) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("the doctor says nothing of %q: %+v", name, checks)
	}
	return checks[i]
}

func TestDoctor(t *testing.T) {
	for name, test := range map[string]struct {
		options slacktest.Options
		config  func(*Config)
		before  func(*stage)
		check   string
		ok      bool
		want    string
	}{
		"all is well":           {check: "bot token", ok: true, want: "@throughline in Acme"},
		"the scopes are there":  {check: "scopes", ok: true, want: "All 13 scopes"},
		"sockets are given out": {check: "socket mode", ok: true, want: "no public address"},
		"the channel is there":  {check: "channels", ok: true, want: "in all 1 channels"},
		"the clocks agree":      {check: "clock", ok: true, want: "agrees"},
		"a wrong token":         {config: func(c *Config) { c.BotToken = "xoxb-wrong-secret" }, check: "bot token", want: "Copy it again"},
		"the app was removed":   {before: func(s *stage) { s.Fail("auth.test", 1, "account_inactive") }, check: "bot token", want: "Install it again"},
		"Slack is away":         {before: func(s *stage) { s.Close() }, check: "bot token", want: "cannot be reached"},
		"too few scopes": {options: slacktest.Options{Scopes: []string{"chat:write", "users:read", "channels:read", "groups:read"}}, check: "scopes",
			want: "app_mentions:read: without it it hears no mentions.\n"},
		"too many scopes": {options: slacktest.Options{Scopes: append(BotScopes(), "assistant:write")}, check: "scopes", ok: true, want: "never used: assistant:write"},
		"optional scopes": {options: slacktest.Options{Scopes: namesOf(func(s scope) bool { return !s.optional })}, check: "scopes", ok: true,
			want: "users:read.email was left out, which is fine"},
		"a wrong app token":   {config: func(c *Config) { c.AppToken = "xapp-wrong" }, check: "socket mode", want: "Copy it again"},
		"no Socket Mode":      {before: func(s *stage) { s.Disconnect("link_disabled") }, check: "socket mode", want: "Switch it on"},
		"an unknown channel":  {before: func(s *stage) { s.Change(func() { s.fleet.Name = "ships" }) }, check: "channels", want: "#fleet is not there"},
		"not in the channel":  {before: func(s *stage) { s.Change(func() { s.fleet.Members = nil }) }, check: "channels", want: "/invite @Throughline"},
		"an archived channel": {before: func(s *stage) { s.Change(func() { s.fleet.Archived = true }) }, check: "channels", want: "archived"},
		"a shared channel":    {before: func(s *stage) { s.Change(func() { s.fleet.Shared = true }) }, check: "channels", want: "another organisation"},
		"a slow clock": {options: slacktest.Options{Now: func() time.Time { return time.Now().Add(7 * time.Minute) }}, check: "clock",
			want: "behind Slack's"},
		"a fast clock": {options: slacktest.Options{Now: func() time.Time { return time.Now().Add(-2 * time.Minute) }}, check: "clock", ok: true, want: "ahead of Slack"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStageWith(t, test.options, func(c *Config) {
				c.AppToken = slacktest.AppToken
				if test.config != nil {
					test.config(c)
				}
			})
			if test.before != nil {
				test.before(s)
			}
			checks := s.app.Doctor(t.Context(), []string{"#fleet"})
			got := says(t, checks, test.check)
			if got.OK != test.ok || !strings.Contains(got.Says, test.want) {
				t.Errorf("%s, ok %v: %s\nwant ok %v: %s", got.Name, got.OK, got.Says, test.ok, test.want)
			}
			for _, c := range checks {
				if strings.Contains(c.Says, "xoxb-wrong") || strings.Contains(c.Says, s.Token()) || strings.Contains(c.Says, slacktest.AppToken) {
					t.Errorf("a token is told: %s", c.Says)
				}
			}
		})
	}
}

func TestDoctorKnocks(t *testing.T) {
	answering := byRequests(t, nil)
	server := httptest.NewServer(answering.app.Handler())
	defer server.Close()
	for name, test := range map[string]struct {
		config func(*Config)
		ok     bool
		want   string
	}{
		"at the right door":      {func(c *Config) { c.PublicURL = server.URL }, true, "as Slack expects"},
		"with another secret":    {func(c *Config) { c.PublicURL, c.SigningSecret = server.URL, "not-the-secret" }, false, "another signing secret"},
		"where nobody is":        {func(c *Config) { c.PublicURL = "http://127.0.0.1:1" }, false, "cannot be reached"},
		"where something is":     {func(c *Config) { c.PublicURL = answering.URL + "nothing" }, false, "something else"},
		"with no address at all": {func(c *Config) { c.PublicURL = "" }, false, "neither"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, test.config)
			if got := says(t, s.app.Doctor(t.Context(), nil), "address"); got.OK != test.ok || !strings.Contains(got.Says, test.want) {
				t.Errorf("ok %v: %s", got.OK, got.Says)
			}
		})
	}
}

func TestDoctorOfWhereItIsInstalled(t *testing.T) {
	c := newClinic(t, false)
	if got := says(t, c.app.Doctor(t.Context(), nil), "installed"); got.OK || !strings.Contains(got.Says, "/slack/install") {
		t.Errorf("before: %+v", got)
	}
	c.install(t, "T0ACME001")
	if got := says(t, c.app.Doctor(t.Context(), nil), "bot token"); !got.OK || !strings.Contains(got.Says, "T0ACME001") {
		t.Errorf("after: %+v", got)
	}
}

func TestByEmail(t *testing.T) {
	s := newStage(t, nil)
	s.AddUser(slacktest.User{Name: "guest", Email: "guest@example.org", Guest: true})
	for email, want := range map[string]string{"ana@example.org": s.ana.ID, "ANA@example.org": s.ana.ID, "guest@example.org": "", "nobody@example.org": ""} {
		if got, ok := s.app.ByEmail(t.Context(), "", email); string(got) != want || ok != (want != "") {
			t.Errorf("%s is %q, %v, want %q", email, got, ok, want)
		}
	}
	if p, ok := s.desk.profile(s.ana.ID); !ok || p.Email != "ana@example.org" {
		t.Errorf("the host was not introduced: %+v", p)
	}
}
