package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat/slack/slacktest"
	"throughline/bot/outline"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A shownText is an output that others look at while it is written.
type shownText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *shownText) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *shownText) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// TestDoctorHearsAMention lets somebody mention the bot when the doctor asks for
// it, and finds that kept to be answered.
func TestDoctorHearsAMention(t *testing.T) {
	fake := slacktest.Start(t, slacktest.Options{})
	fake.AddUser(slacktest.User{ID: "U0IDA", Name: "ida", Email: "ida@example.org"})
	fake.AddChannel("plant")
	path := filepath.Join(t.TempDir(), "plant.db")
	file, err := outline.Read("plant.yaml", []byte(strings.Replace(string(gauges()), "name: Ida Holm,", "name: Ida Holm, email: ida@example.org,", 1)))
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Write(t.Context(), "plant", scorecard.Actor{From: "test"}, func(tx *store.Tx) error { return tx.Apply(t.Context(), &file.Strategy) }); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SLACK_BOT_TOKEN", fake.Token())
	t.Setenv("SLACK_APP_TOKEN", slacktest.AppToken)
	t.Setenv("SLACK_API_URL", fake.URL)
	out, log := &shownText{}, &shownText{}
	ended := make(chan int, 1)
	go func() {
		ended <- run(context.Background(), []string{"slack", "doctor", "--db", path}, program{In: strings.NewReader(""), Out: out, Err: log, Now: time.Now})
	}()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(out.String(), "Now mention the bot") || fake.Sockets() == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never asked:\n%s%s", out, log)
		}
	}
	fake.Human("ida").Mention("#plant", "", "hello")
	if code := <-ended; code != exitFine {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{"ok   bot token", "ok   scopes", "ok   channels", "ok   people", "ok   hearing"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, out)
		}
	}
	waiting, err := db.Waiting(t.Context(), 10)
	if err != nil || len(waiting) == 0 || waiting[0].Incoming.Text != "hello" {
		t.Errorf("what was heard is not kept: %+v, %v", waiting, err)
	}
	if said := out.String() + log.String(); strings.Contains(said, fake.Token()) || strings.Contains(said, slacktest.AppToken) {
		t.Errorf("a token is printed:\n%s", said)
	}
}
