package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat/teams/teamstest"
	"throughline/bot/scorecard"
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
	pid           int
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
	plantGrove(b, path, func(s *scorecard.Strategy) { s.People[0].Identities = map[string]string{"teams": patInTeams} })
	listen := freeAddr(b)
	g.address = "http://" + listen + "/api/messages"
	g.pid = serveAlone(b, path, append(asTeams(b, identity), "TEAMS_LISTEN="+listen), func() error { return g.send(0, "1") })
	return g
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
	return posted(req)
}

// flood sends mentions, known by a name and their number.
func (g *teamsGrower) flood(name string) flood {
	id := func(i int) string { return fmt.Sprintf("%s%d", name, i) }
	return flood{
		send: func(i int, _ time.Time) error { return g.send(i, id(i)) },
		replied: func(i int, _ time.Time) time.Time {
			g.connector.mu.Lock()
			defer g.connector.mu.Unlock()
			return g.connector.replied[id(i)]
		},
	}
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
				g.flood("warm").run(b, 10, 3*time.Second) // everybody is met, and the strategy loaded
				g.flood("m").measure(b, g.pid, rate, 10*time.Second)
			}
		})
	}
}
