// Package llmtest is an endpoint for chat completions that says what it is told
// to, well or badly, and keeps what it was sent.
package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// A Turn is how one request is answered.
type Turn func(w http.ResponseWriter, r *http.Request)

// A Server answers each request with the next of its turns, and all further
// ones with the last.
type Server struct {
	*httptest.Server
	mu    sync.Mutex
	turns []Turn
	sent  []Sent
}

// Sent is one request as it came in.
type Sent struct {
	Header http.Header
	Path   string
	Body   string
}

// New starts a server that stops with the test.
func New(t testing.TB, turns ...Turn) *Server {
	t.Helper()
	s := &Server{turns: turns}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(func() {
		s.CloseClientConnections() // a turn may hang
		s.Close()
	})
	return s
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller has gone
	}
	s.mu.Lock()
	s.sent = append(s.sent, Sent{r.Header.Clone(), r.URL.Path, string(body)})
	turn := s.turns[min(len(s.sent), len(s.turns))-1]
	s.mu.Unlock()
	turn(w, r)
}

// Base is the address to configure.
func (s *Server) Base() string { return s.URL + "/v1" }

// Sent returns every request so far.
func (s *Server) Sent() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Sent(nil), s.sent...)
}

// Says answers with content, as an endpoint should.
func Says(content string) Turn {
	text, _ := json.Marshal(content) // a string always encodes
	return Raw(http.StatusOK, fmt.Sprintf(`{"id":"1","object":"chat.completion","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":%s}}]}`, text))
}

// Message answers with a message given as JSON, and a reason for its end.
func Message(reason, message string) Turn {
	return Raw(http.StatusOK, fmt.Sprintf(`{"choices":[{"index":0,"finish_reason":%q,"message":%s}]}`, reason, message))
}

// Raw answers with a status and a body, and headers in pairs.
func Raw(status int, body string, header ...string) Turn {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// A Choice is a reading as a model is to write it. Its zero lists are empty.
type Choice struct {
	Kind    string   `json:"kind"`
	Subject []string `json:"subject"`
	Object  []string `json:"object"`
	Change  string   `json:"change"`
	Number  string   `json:"number"`
	Status  []string `json:"status"`
}

// JSON writes the choice with every field.
func (c Choice) JSON() string {
	for _, list := range []*[]string{&c.Subject, &c.Object, &c.Status} {
		if *list == nil {
			*list = []string{}
		}
	}
	if c.Change == "" {
		c.Change = "none"
	}
	if c.Number == "" {
		c.Number = "none"
	}
	body, _ := json.Marshal(c) // strings always encode
	return string(body)
}

// Reads answers with a choice, as an endpoint should.
func Reads(c Choice) Turn { return Says(c.JSON()) }
