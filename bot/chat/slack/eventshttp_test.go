package slack

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/slack/slacktest"
)

func TestOnlySlackIsHeard(t *testing.T) {
	s := newStage(t, nil)
	body := `{"type":"url_verification","challenge":"abc"}`
	for what, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"signed":              {func(*http.Request) {}, 200},
		"not signed":          {func(r *http.Request) { r.Header.Del("X-Slack-Signature") }, 401},
		"without a time":      {func(r *http.Request) { r.Header.Del("X-Slack-Request-Timestamp") }, 401},
		"signed by another":   {func(r *http.Request) { r.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("0", 64)) }, 401},
		"signed six min. ago": {func(r *http.Request) { slacktest.Sign(r.Header, []byte(body), time.Now().Add(-6*time.Minute)) }, 401},
		"signed for another":  {func(r *http.Request) { slacktest.Sign(r.Header, []byte("{}"), time.Now()) }, 401},
		"a retry":             {func(r *http.Request) { r.Header.Set("X-Slack-Retry-Num", "1") }, 200},
	} {
		r := httptest.NewRequest("POST", "/slack/events", strings.NewReader(body))
		slacktest.Sign(r.Header, []byte(body), time.Now())
		c.change(r)
		w := httptest.NewRecorder()
		s.app.Handler().ServeHTTP(w, r)
		if w.Code != c.want || c.want == 200 && w.Body.String() != "abc" {
			t.Errorf("%s: %d %q, want %d", what, w.Code, w.Body, c.want)
		}
	}
}

func TestWithoutASecretNobodyIsHeard(t *testing.T) {
	s := newStage(t, func(c *Config) { c.AppToken, c.SigningSecret = slacktest.AppToken, "" })
	for _, path := range []string{"/slack/events", "/slack/interactions", "/slack/commands"} {
		r := httptest.NewRequest("POST", path, strings.NewReader("{}"))
		slacktest.Sign(r.Header, []byte("{}"), time.Now())
		w := httptest.NewRecorder()
		s.app.Handler().ServeHTTP(w, r)
		if w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestNonsenseIsNotSentAgain(t *testing.T) {
	s := newStage(t, nil)
	for path, body := range map[string]string{
		"/slack/events": `{"type":`, "/slack/interactions": "payload=%7B", "/slack/commands": "text=hello",
	} {
		r := httptest.NewRequest("POST", path, strings.NewReader(body))
		slacktest.Sign(r.Header, []byte(body), time.Now())
		w := httptest.NewRecorder()
		s.app.Handler().ServeHTTP(w, r)
		if w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestSettings(t *testing.T) {
	whole := newStage(t, nil).app.cfg
	for what, c := range map[string]struct {
		change func(*Config)
		want   string
	}{
		"nothing wrong":        {func(*Config) {}, ""},
		"no token":             {func(c *Config) { c.BotToken = "" }, "bot token"},
		"a person's token":     {func(c *Config) { c.BotToken = "xoxp-1" }, "xoxb-"},
		"no way in":            {func(c *Config) { c.SigningSecret = "" }, "signing secret"},
		"the wrong app token":  {func(c *Config) { c.AppToken = "xoxb-1" }, "xapp-"},
		"installs by halves":   {func(c *Config) { c.BotToken, c.ClientID = "", "1.2" }, "client secret"},
		"sockets and installs": {func(c *Config) { c.BotToken, c.ClientID, c.AppToken = "", "1.2", "xapp-1" }, "Socket Mode"},
		"no host":              {func(c *Config) { c.Host = nil }, "Host"},
		"no address":           {func(c *Config) { c.APIURL = "slack" }, "address"},
	} {
		cfg := whole
		c.change(&cfg)
		if _, err := New(cfg); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
