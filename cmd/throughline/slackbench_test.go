package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat/slack/slacktest"
	"throughline/bot/scorecard"
)

// A quickSlack answers only what a mention needs, at once, and remembers when
// each answer arrived. The strict fake would take as much of the machine as what
// is measured.
type quickSlack struct {
	mu      sync.Mutex
	replied map[string]time.Time // by the ts that the answer hangs from
	posts   int
	others  map[string]int
}

func (q *quickSlack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	var said struct {
		Channel string `json:"channel"`
		Thread  string `json:"thread_ts"`
	}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		json.NewDecoder(r.Body).Decode(&said)
	} else {
		r.ParseForm() // as others than we send messages
		said.Channel, said.Thread = r.Form.Get("channel"), r.Form.Get("thread_ts")
	}
	w.Header().Set("Content-Type", "application/json")
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	switch method {
	case "auth.test":
		io.WriteString(w, `{"ok":true,"url":"https://grove.slack.example/","team":"Grove","user":"throughline","team_id":"T0GROVE","user_id":"U0BOT","bot_id":"B0BOT"}`)
	case "users.info":
		fmt.Fprintf(w, `{"ok":true,"user":{"id":%q,"team_id":"T0GROVE","name":"pat","real_name":"Pat Lund","tz":"UTC","locale":"en-GB","profile":{"real_name":"Pat Lund"}}}`, r.Form.Get("user"))
	case "conversations.info":
		fmt.Fprintf(w, `{"ok":true,"channel":{"id":%q,"name":"room-%s","is_channel":true,"is_member":true}}`, r.Form.Get("channel"), strings.ToLower(r.Form.Get("channel")))
	case "chat.postMessage":
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":"%d.%06d"}`, said.Channel, at.Unix(), at.Nanosecond()/1000)
	default:
		io.WriteString(w, `{"ok":false,"error":"unknown_method"}`)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if method != "chat.postMessage" {
		q.others[method]++
		return
	}
	q.posts++
	if q.replied[said.Thread].IsZero() {
		q.replied[said.Thread] = at
	}
}

// A grower is the real program on a grove of a hundred objectives, reached by
// signed requests.
type grower struct {
	pid    int
	listen string
	slack  *quickSlack
}

func newGrower(b *testing.B) *grower {
	b.Helper()
	g := &grower{listen: freeAddr(b), slack: &quickSlack{replied: map[string]time.Time{}, others: map[string]int{}}}
	path := filepath.Join(b.TempDir(), "grove.db")
	plantGrove(b, path, func(s *scorecard.Strategy) {
		for i := range askers {
			s.People = append(s.People, scorecard.Person{ID: scorecard.PersonID(fmt.Sprintf("p%d", i)), Name: fmt.Sprintf("Person %d", i),
				Units: []scorecard.UnitID{scorecard.UnitID(fmt.Sprintf("team%d", i%20))}, Identities: map[string]string{"slack": whoAsks(i)}})
		}
	})
	server := httptest.NewServer(g.slack)
	b.Cleanup(server.Close)
	env := []string{
		"SLACK_BOT_TOKEN=xoxb-bench", "SLACK_SIGNING_SECRET=" + slacktest.SigningSecret, "SLACK_API_URL=" + server.URL + "/api/", "SLACK_LISTEN=" + g.listen,
	}
	g.pid = serveAlone(b, path, env, func() error { return g.send(b.Context(), 0, "1.000001") })
	return g
}

// askers is how many people ask, each in turn.
const askers = 200

func whoAsks(n int) string { return fmt.Sprintf("U%09d", n%askers) }

// asked is one of 640 questions.
func asked(n int) string { return fmt.Sprintf("how does team %d affect gauge %d?", 4+n%16, n/16%40) }

// send sends one mention, in one of a thousand channels, and returns when it is
// acknowledged.
func (g *grower) send(ctx context.Context, n int, ts string) error {
	channel := fmt.Sprintf("C%09d", n%1000)
	body, err := json.Marshal(map[string]any{
		"type": "event_callback", "team_id": "T0GROVE", "api_app_id": "A1", "event_id": "Ev" + ts, "event_time": time.Now().Unix(),
		"authorizations": []any{map[string]any{"team_id": "T0GROVE", "user_id": "U0BOT", "is_bot": true}},
		"event": map[string]any{"type": "app_mention", "user": whoAsks(n), "text": "<@U0BOT> " + asked(n), "ts": ts, "event_ts": ts,
			"channel": channel, "team": "T0GROVE"},
	})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+g.listen+"/slack/events", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	slacktest.Sign(req.Header, body, time.Now())
	return posted(req)
}

// flood sends mentions; what they are known by is the moment at which they were due.
func (g *grower) flood(ctx context.Context) flood {
	stamp := func(due time.Time) string { return fmt.Sprintf("%d.%06d", due.Unix(), due.Nanosecond()/1000) }
	return flood{
		send: func(i int, due time.Time) error { return g.send(ctx, i, stamp(due)) },
		replied: func(_ int, due time.Time) time.Time {
			g.slack.mu.Lock()
			defer g.slack.mu.Unlock()
			return g.slack.replied[stamp(due)]
		},
	}
}

// spent returns the processor time a process has used, from Linux, where a tick
// is a hundredth of a second.
func spent(b *testing.B, pid int) time.Duration {
	b.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	f := strings.Fields(string(data)[strings.LastIndexByte(string(data), ')')+1:])
	var ticks int
	for _, field := range f[11:13] { // utime and stime
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// BenchmarkMentions lets signed mentions arrive at a rate at the real program,
// on one processor: each is kept safe on disk before it is acknowledged, and
// answered with a walk over a hundred objectives.
func BenchmarkMentions(b *testing.B) {
	for _, rate := range []int{50, 100, 200, 300, 500} {
		b.Run(fmt.Sprintf("rate=%d", rate), func(b *testing.B) {
			for b.Loop() {
				g := newGrower(b)
				f := g.flood(b.Context())
				f.run(b, 40, askers/40*time.Second) // everybody is met, and the strategy loaded
				f.measure(b, g.pid, rate, 15*time.Second)
			}
		})
	}
}
