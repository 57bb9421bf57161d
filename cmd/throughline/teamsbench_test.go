package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat/teams/teamstest"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A quickConnector answers only what a mention needs, at once, and remembers when
// each answer arrived. The strict fake would take as much of the machine as what
// is measured.
type quickConnector struct {
	mu      sync.Mutex
	replied map[string]time.Time // by the root of the thread that the answer stands in
}

func (q *quickConnector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", "application/json")
	switch path := r.URL.Path; {
	case r.Method == http.MethodPost:
		_, thread, _ := strings.Cut(path, ";messageid=")
		thread, _, _ = strings.Cut(thread, "/")
		q.mu.Lock()
		if q.replied[thread].IsZero() {
			q.replied[thread] = at
		}
		q.mu.Unlock()
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"id":"r%d"}`, at.UnixNano())
	case strings.Contains(path, "/members/"):
		fmt.Fprintf(w, `{"id":"29:1pat","objectId":%q,"name":"Pat Lund","tenantId":%q,"userRole":"user"}`, patInTeams, teamstest.Tenant)
	case strings.HasSuffix(path, "/conversations"):
		io.WriteString(w, `{"conversations":[]}`)
	default:
		io.WriteString(w, `{"name":"Grove"}`)
	}
}

const patInTeams = "e0000000-0000-0000-0000-0000000000aa"

// A teamsGrower is the real program on a grove of a hundred objectives, reached
// by activities of Teams.
type teamsGrower struct {
	cmd           *exec.Cmd
	address       string
	service       string // URL of the Connector
	authorization string
	connector     *quickConnector
}

func newTeamsGrower(b *testing.B) *teamsGrower {
	b.Helper()
	g := &teamsGrower{connector: &quickConnector{replied: map[string]time.Time{}}}
	identity, connector := teamstest.New(b), httptest.NewTLSServer(g.connector)
	b.Cleanup(connector.Close)
	g.service = connector.URL + "/"
	token := identity.Token()
	token.Claims["serviceurl"] = g.service
	g.authorization = "Bearer " + token.Sign()
	path := filepath.Join(b.TempDir(), "grove.db")
	plantFor(b, path, map[string]string{"teams": patInTeams})
	listen := freeAddr(b)
	g.address = "http://" + listen + "/api/messages"
	g.cmd = exec.Command(os.Args[0], "serve", "--db", path, "--listen", "127.0.0.1:0")
	g.cmd.Env = append(append(os.Environ(), asProgram+"=1", "GOMAXPROCS=1", "TEAMS_LISTEN="+listen), asTeams(b, identity)...)
	if err := g.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { g.cmd.Process.Kill(); g.cmd.Wait() })
	for deadline := time.Now().Add(time.Minute); g.send(0, "1") != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.Fatal("it does not take activities")
		}
	}
	return g
}

// plantFor puts the grove into a database, whose one person is known to services.
func plantFor(b *testing.B, path string, identities map[string]string) {
	b.Helper()
	db, err := store.Open(b.Context(), path, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	s, readings := grove(400, time.Now())
	s.People[0].Identities = identities
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
}

// send sends one mention, in one of a thousand channels, and returns when it is
// acknowledged.
func (g *teamsGrower) send(n int, id string) error {
	at := "<at>" + teamstest.BotName + "</at>"
	channel := fmt.Sprintf("19:room%d@thread.tacv2", n%1000)
	body, err := json.Marshal(map[string]any{
		"type": "message", "id": id, "timestamp": time.Now().UTC().Format(time.RFC3339Nano), "channelId": "msteams", "serviceUrl": g.service,
		"from":         map[string]any{"id": "29:1pat", "aadObjectId": patInTeams, "name": "Pat Lund"},
		"recipient":    map[string]any{"id": teamstest.BotID, "name": teamstest.BotName},
		"conversation": map[string]any{"id": channel + ";messageid=" + id, "conversationType": "channel", "tenantId": teamstest.Tenant},
		"channelData": map[string]any{
			"tenant": map[string]any{"id": teamstest.Tenant}, "team": map[string]any{"id": "19:grove@thread.tacv2"},
			"channel": map[string]any{"id": channel, "name": fmt.Sprintf("Room %d", n%1000)},
		},
		"text":     at + " how does team 9 affect gauge 1?",
		"entities": []any{map[string]any{"type": "mention", "text": at, "mentioned": map[string]any{"id": teamstest.BotID, "name": teamstest.BotName}}},
	})
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, g.address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", g.authorization)
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
// and returns how long each took to be acknowledged and to be answered.
func (g *teamsGrower) flood(b *testing.B, name string, rate int, length time.Duration) (acks, replies []time.Duration) {
	b.Helper()
	n := int(length.Seconds() * float64(rate))
	due, acked := make([]time.Time, n), make([]time.Duration, n)
	id := func(i int) string { return fmt.Sprintf("%s%d", name, i) }
	var wait sync.WaitGroup
	begin := time.Now()
	for i := range n {
		due[i] = begin.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due[i]))
		wait.Go(func() {
			if err := g.send(i, id(i)); err != nil {
				b.Error(err)
			}
			acked[i] = time.Since(due[i])
		})
	}
	wait.Wait()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline) && len(replies) < n; time.Sleep(50 * time.Millisecond) {
		replies = nil
		g.connector.mu.Lock()
		for i := range n {
			if at := g.connector.replied[id(i)]; !at.IsZero() {
				replies = append(replies, at.Sub(due[i]))
			}
		}
		g.connector.mu.Unlock()
	}
	return acked, replies
}

// BenchmarkActivities lets signed activities of Teams arrive at a rate at the real
// program, on one processor: the token of each is checked, each is kept safe on
// disk before it is acknowledged, and answered with a walk over a hundred
// objectives. At most twenty answers a second go out, as Microsoft wants it.
func BenchmarkActivities(b *testing.B) {
	for _, rate := range []int{10, 20, 100} {
		b.Run(fmt.Sprintf("rate=%d", rate), func(b *testing.B) {
			for b.Loop() {
				g := newTeamsGrower(b)
				g.flood(b, "warm", 10, 3*time.Second) // everybody is met, and the strategy loaded
				before := spent(b, g.cmd.Process.Pid)
				acks, replies := g.flood(b, "m", rate, 10*time.Second)
				used := spent(b, g.cmd.Process.Pid) - before
				slices.Sort(acks)
				slices.Sort(replies)
				if len(replies) == 0 {
					b.Fatal("nothing was answered")
				}
				b.ReportMetric(100*float64(len(replies))/float64(len(acks)), "answered-%")
				b.ReportMetric(ms(acks[len(acks)/2]), "ack-p50-ms")
				b.ReportMetric(ms(acks[len(acks)*99/100]), "ack-p99-ms")
				b.ReportMetric(ms(replies[len(replies)/2]), "reply-p50-ms")
				b.ReportMetric(ms(replies[len(replies)*99/100]), "reply-p99-ms")
				b.ReportMetric(ms(used)/float64(len(acks)), "cpu-ms/event")
				b.ReportMetric(float64(resident(b, g.cmd.Process.Pid))/1024, "MB")
			}
		})
	}
}
