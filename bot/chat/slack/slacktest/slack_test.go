package slacktest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"throughline/bot/chat/slack/slacktest"
)

// ask calls a method with a form and returns the answer.
func ask(t *testing.T, s *slacktest.Slack, method string, args ...string) map[string]any {
	t.Helper()
	form := url.Values{"token": {s.Token()}}
	for i := 0; i < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	resp, err := http.PostForm(s.URL+method, form)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		t.Fatalf("%s: status %s: %v", method, resp.Status, err)
	}
	return out
}

func section(text string) string {
	body, _ := json.Marshal([]any{map[string]any{"type": "section", "text": map[string]any{"type": "mrkdwn", "text": text}}})
	return string(body)
}

func TestWhatIsRefused(t *testing.T) {
	s := slacktest.Start(t, slacktest.Options{})
	s.AddUser(slacktest.User{ID: "U0ANA", Name: "ana"})
	fleet := s.AddChannel("#fleet").ID
	many := "[" + strings.TrimSuffix(strings.Repeat(`{"type":"divider"},`, 51), ",") + "]"
	chart := `{"type":"data_visualization","title":"T","chart":{"type":"line","series":[{"name":"a","data":[{"label":"W1","value":1}]}],"axis_config":{"categories":["W1"]}}}`
	for name, test := range map[string]struct {
		method string
		args   []string
		want   string
	}{
		"posted":              {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", section("x")}, ""},
		"no channel":          {"chat.postMessage", []string{"text", "x"}, "invalid_arguments"},
		"unknown argument":    {"chat.postMessage", []string{"channel", fleet, "text", "x", "colour", "red"}, "invalid_arguments"},
		"a name, not an id":   {"chat.postMessage", []string{"channel", "#fleet", "text", "x"}, "channel_not_found"},
		"nothing said":        {"chat.postMessage", []string{"channel", fleet}, "no_text"},
		"blocks without text": {"chat.postMessage", []string{"channel", fleet, "blocks", section("x")}, "invalid_arguments"},
		"51 blocks":           {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", many}, "invalid_blocks"},
		"3,001 characters":    {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", section(strings.Repeat("x", 3001))}, "invalid_blocks"},
		"three charts":        {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", "[" + chart + "," + chart + "," + chart + "]"}, "invalid_blocks"},
		"two charts":          {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", "[" + chart + "," + chart + "]"}, ""},
		"everybody called":    {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", section("<!channel>")}, "invalid_blocks"},
		"an input in a message": {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks",
			`[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input"}}]`}, "invalid_blocks"},
		"an unknown property":  {"chat.postMessage", []string{"channel", fleet, "text", "x", "blocks", `[{"type":"divider","colour":"red"}]`}, "invalid_blocks"},
		"a thread of nothing":  {"chat.postMessage", []string{"channel", fleet, "text", "x", "thread_ts", "1.1"}, "thread_not_found"},
		"metadata of nothing":  {"chat.postMessage", []string{"channel", fleet, "text", "x", "metadata", `{"event_type":"t"}`}, "invalid_metadata_format"},
		"an update of nothing": {"chat.update", []string{"channel", fleet, "ts", "1.1", "text", "x"}, "message_not_found"},
		"a stale trigger":      {"views.open", []string{"trigger_id", "gone", "view", `{}`}, "invalid_trigger_id"},
		"a bad token":          {"auth.test", []string{"token", "xoxb-wrong"}, "invalid_auth"},
		"an unknown method":    {"chat.shout", nil, "unknown_method"},
		"a user that is gone":  {"users.info", []string{"user", "U0NOBODY"}, "user_not_found"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, s, test.method, test.args...)
			if code, _ := got["error"].(string); code != test.want {
				t.Errorf("error %q, want %q: %v", code, test.want, got)
			}
		})
	}
}

func TestChannelsThatTakeNothing(t *testing.T) {
	s := slacktest.Start(t, slacktest.Options{Scopes: []string{"chat:write"}})
	c := s.AddChannel("#fleet")
	for want, change := range map[string]func(){
		"is_archived":       func() { c.Archived = true },
		"not_in_channel":    func() { c.Archived, c.Members = false, nil },
		"channel_not_found": func() { c.Private = true },
	} {
		s.Change(func() { c.Archived, c.Private, c.Members = false, false, []string{s.Team().BotUser} })
		s.Change(change)
		if want == "channel_not_found" {
			s.Change(func() { c.Members = nil })
		}
		if got := ask(t, s, "chat.postMessage", "channel", c.ID, "text", "x")["error"]; got != want {
			t.Errorf("error %v, want %s", got, want)
		}
	}
	if got := ask(t, s, "users.info", "user", "U0X"); got["error"] != "missing_scope" || got["needed"] != "users:read" {
		t.Errorf("without the scope: %v", got)
	}
}

func TestTooMany(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := slacktest.Start(t, slacktest.Options{Now: func() time.Time { return now }})
	c := s.AddChannel("#fleet").ID
	s.Throttle("chat.postMessage", 1, 7*time.Second)
	resp, err := http.PostForm(s.URL+"chat.postMessage", url.Values{"token": {s.Token()}, "channel": {c}, "text": {"x"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") != "7" {
		t.Errorf("status %d, Retry-After %q", resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	s.ThrottleQuietly("chat.postMessage", 1)
	if got := ask(t, s, "chat.postMessage", "channel", c, "text", "x"); got["error"] != "ratelimited" {
		t.Errorf("quietly: %v", got)
	}
	s.Tiers(true)
	refused := 0
	for range 8 {
		if ask(t, s, "chat.postMessage", "channel", c, "text", "x")["error"] == "ratelimited" {
			refused++
		}
	}
	now = now.Add(10 * time.Second)
	if got := ask(t, s, "chat.postMessage", "channel", c, "text", "x"); refused != 3 || got["ok"] != true {
		t.Errorf("of 8 at once %d were refused, want 3; later: %v", refused, got)
	}
	s.Lose("chat.postMessage", 1)
	before := len(s.Messages(c))
	if resp, err := http.PostForm(s.URL+"chat.postMessage", url.Values{"token": {s.Token()}, "channel": {c}, "text": {"x"}}); err == nil {
		resp.Body.Close()
		t.Error("the answer was not lost")
	}
	if len(s.Messages(c)) != before+1 {
		t.Error("what was lost was not done")
	}
}

// An app that remembers what came, and acknowledges it.
type app struct {
	mu    sync.Mutex
	kinds []string
	tries []string
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.kinds = append(a.kinds, r.URL.Path)
	a.tries = append(a.tries, r.Header.Get("X-Slack-Retry-Num"))
	if len(a.kinds) == 1 {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func TestAnEventIsTriedAgain(t *testing.T) {
	s := slacktest.Start(t, slacktest.Options{})
	s.AddUser(slacktest.User{ID: "U0ANA", Name: "ana"})
	s.AddChannel("#fleet")
	a := &app{}
	srv := httptest.NewServer(a)
	defer srv.Close()
	s.SendTo(srv.URL)
	s.RetryAfter(0, 0)
	s.Human("ana").Mention("#fleet", "", "why is churn red?")
	if !slices.Equal(a.tries, []string{"", "1", ""}) { // the message, again, and the mention
		t.Errorf("tries %q of %q", a.tries, a.kinds)
	}
	if got := s.Deliveries(); len(got) != 2 || !got[0].Acked || !got[1].Acked {
		t.Errorf("deliveries %+v", got)
	}
}

// dial opens a socket as an app does.
func dial(t *testing.T, s *slacktest.Slack) *websocket.Conn {
	t.Helper()
	got := ask(t, s, "apps.connections.open", "token", slacktest.AppToken)
	conn, _, err := websocket.DefaultDialer.Dial(got["url"].(string), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	var hello map[string]any
	if err := conn.ReadJSON(&hello); err != nil || hello["type"] != "hello" {
		t.Fatalf("first came %v, %v", hello, err)
	}
	return conn
}

func TestSocketCutMidEvent(t *testing.T) {
	s := slacktest.Start(t, slacktest.Options{})
	s.AddUser(slacktest.User{ID: "U0ANA", Name: "ana"})
	first := dial(t, s)
	s.CutMidEvent(1)
	done := make(chan string)
	go func() { done <- s.Human("ana").DM("4.2%") }()
	if _, _, err := first.ReadMessage(); err == nil {
		if _, _, err = first.ReadMessage(); err == nil {
			t.Error("the connection was not cut")
		}
	}
	second := dial(t, s)
	var frame struct {
		Envelope string `json:"envelope_id"`
		Attempt  int    `json:"retry_attempt"`
		Payload  struct{ Event struct{ Text string } }
	}
	if err := second.ReadJSON(&frame); err != nil || frame.Attempt != 1 || frame.Payload.Event.Text != "4.2%" {
		t.Fatalf("after the cut came %+v, %v", frame, err)
	}
	second.WriteJSON(map[string]any{"envelope_id": frame.Envelope})
	<-done
	if got := s.Deliveries(); len(got) != 1 || !got[0].Acked {
		t.Errorf("deliveries %+v", got)
	}
	s.Disconnect("link_disabled")
	if got := ask(t, s, "apps.connections.open", "token", slacktest.AppToken); got["error"] != "link_disabled" {
		t.Errorf("with Socket Mode switched off: %v", got)
	}
}

func TestFilesAreReadyLater(t *testing.T) {
	s := slacktest.Start(t, slacktest.Options{})
	s.SlowFiles(2)
	c := s.AddChannel("#fleet").ID
	up := ask(t, s, "files.getUploadURLExternal", "filename", "map.png", "length", "3")
	resp, err := http.Post(up["upload_url"].(string), "image/png", strings.NewReader("png"))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	id := up["file_id"].(string)
	if got := ask(t, s, "files.completeUploadExternal", "files", `[{"id":"`+id+`","title":"Map"}]`); got["ok"] != true {
		t.Fatal(got)
	}
	image := `[{"type":"image","alt_text":"a map","slack_file":{"id":"` + id + `"}}]`
	var errs []any
	for range 3 {
		errs = append(errs, ask(t, s, "chat.postMessage", "channel", c, "text", "x", "blocks", image)["error"])
		ask(t, s, "files.info", "file", id)
	}
	if !slices.Equal(errs, []any{"invalid_blocks", "invalid_blocks", nil}) {
		t.Errorf("shown at once: %v", errs)
	}
}
