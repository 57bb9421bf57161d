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
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat/slack/slacktest"
	"throughline/bot/scorecard"
	"throughline/store"
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
	r.ParseForm()
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
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":"%d.%06d"}`, r.Form.Get("channel"), at.Unix(), at.Nanosecond()/1000)
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
	if thread := r.Form.Get("thread_ts"); q.replied[thread].IsZero() {
		q.replied[thread] = at
	}
}

// A grower is the real program on a grove of a hundred objectives, reached by
// signed requests.
type grower struct {
	cmd    *exec.Cmd
	listen string
	slack  *quickSlack
}

func newGrower(b *testing.B) *grower {
	b.Helper()
	g := &grower{listen: freeAddr(b), slack: &quickSlack{replied: map[string]time.Time{}, others: map[string]int{}}}
	path := filepath.Join(b.TempDir(), "grove.db")
	db, err := store.Open(b.Context(), path, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	s, readings := grove(400, time.Now())
	for i := range askers {
		s.People = append(s.People, scorecard.Person{ID: scorecard.PersonID(fmt.Sprintf("p%d", i)), Name: fmt.Sprintf("Person %d", i),
			Units: []scorecard.UnitID{scorecard.UnitID(fmt.Sprintf("team%d", i%20))}, Identities: map[string]string{"slack": whoAsks(i)}})
	}
	err = db.Write(b.Context(), benchOrg, scorecard.Actor{From: "bench"}, func(tx *store.Tx) error {
		if err := tx.Apply(b.Context(), s); err != nil {
			return err
		}
		_, err := tx.Import(b.Context(), readings, nil)
		return err
	})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(g.slack)
	b.Cleanup(server.Close)
	g.cmd = exec.Command(os.Args[0], "serve", "--db", path, "--listen", "127.0.0.1:0")
	g.cmd.Env = append(os.Environ(), asProgram+"=1", "GOMAXPROCS=1", "SLACK_BOT_TOKEN=xoxb-bench", "SLACK_SIGNING_SECRET="+slacktest.SigningSecret,
		"SLACK_API_URL="+server.URL+"/api/", "SLACK_LISTEN="+g.listen)
	if err := g.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { g.cmd.Process.Kill(); g.cmd.Wait() })
	for deadline := time.Now().Add(20 * time.Second); g.send(b.Context(), 0, "1.000001") != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.Fatal("it does not take events")
		}
	}
	return g
}

// askers is how many people ask, each in turn.
const askers = 200

func whoAsks(n int) string { return fmt.Sprintf("U%09d", n%askers) }

// asked is one of 640 questions.
func asked(n int) string { return fmt.Sprintf("how does team %d affect gauge %d?", 4+n%16, n/16%40) }

var keepAlive = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 1024}}

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
	resp, err := keepAlive.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s, %w", resp.Status, err)
	}
	return nil
}

// flood sends mentions at a rate for a while, whether they are answered or not,
// and returns how long each took to be acknowledged and to be answered, from the
// moment it was due. What was refused, so that Slack would send it again, is in
// neither.
func (g *grower) flood(b *testing.B, rate int, length time.Duration) (acks, replies []time.Duration) {
	b.Helper()
	n := int(length.Seconds() * float64(rate))
	due, acked := make([]time.Time, n), make([]time.Duration, n)
	stamp := func(i int) string { return fmt.Sprintf("%d.%06d", due[i].Unix(), due[i].Nanosecond()/1000) }
	var wait sync.WaitGroup
	begin := time.Now()
	for i := range n {
		due[i] = begin.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due[i]))
		wait.Go(func() {
			if g.send(b.Context(), i, stamp(i)) == nil {
				acked[i] = time.Since(due[i])
			}
		})
	}
	wait.Wait()
	acked = slices.DeleteFunc(acked, func(d time.Duration) bool { return d == 0 })
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if replies = g.repliesTo(due, stamp); len(replies) >= len(acked) {
			return acked, replies
		}
	}
	b.Logf("of %d mentions %d were acknowledged and %d answered within a minute; Slack was asked %v", n, len(acked), len(replies), g.slack.others)
	return acked, replies
}

func (g *grower) repliesTo(due []time.Time, stamp func(int) string) (out []time.Duration) {
	g.slack.mu.Lock()
	defer g.slack.mu.Unlock()
	for i := range due {
		if at := g.slack.replied[stamp(i)]; !at.IsZero() {
			out = append(out, at.Sub(due[i]))
		}
	}
	return out
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
				g.flood(b, 40, askers/40*time.Second) // everybody is met, and the strategy loaded
				before := spent(b, g.cmd.Process.Pid)
				const length = 15 * time.Second
				acks, replies := g.flood(b, rate, length)
				used := spent(b, g.cmd.Process.Pid) - before
				slices.Sort(acks)
				slices.Sort(replies)
				if len(replies) == 0 {
					b.Fatal("nothing was answered")
				}
				sent := length.Seconds() * float64(rate)
				b.ReportMetric(100*float64(len(acks))/sent, "acknowledged-%")
				b.ReportMetric(100*float64(len(replies))/sent, "answered-%")
				b.ReportMetric(ms(acks[len(acks)/2]), "ack-p50-ms")
				b.ReportMetric(ms(acks[len(acks)*99/100]), "ack-p99-ms")
				b.ReportMetric(ms(replies[len(replies)/2]), "reply-p50-ms")
				b.ReportMetric(ms(replies[len(replies)*99/100]), "reply-p99-ms")
				b.ReportMetric(ms(used)/float64(len(replies)), "cpu-ms/event")
				b.ReportMetric(float64(resident(b, g.cmd.Process.Pid))/1024, "MB")
				b.ReportMetric(float64(memory(b, g.cmd.Process.Pid, "RssAnon:"))/1024, "MB-of-its-own")
			}
		})
	}
}
