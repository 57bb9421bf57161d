package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat/slack/slacktest"
	"throughline/store"
)

// A slackVictim is the real program in Slack, killed again and again.
type slackVictim struct {
	victim
	fake   *slacktest.Slack
	listen string // for Slack's requests; empty: Socket Mode
}

func newSlackVictim(t *testing.T, sockets bool) *slackVictim {
	t.Helper()
	v := &slackVictim{victim: victim{t: t, db: filepath.Join(t.TempDir(), "plant.db"), addr: freeAddr(t)}, fake: slacktest.Start(t, slacktest.Options{})}
	v.fake.AddUser(slacktest.User{ID: "U0IDA", Name: "ida", Email: "ida@example.org"})
	v.fake.AddChannel("plant")
	var again []time.Duration // Slack tries three times within six minutes; here it has less patience and more of it
	for range 2000 {
		again = append(again, 50*time.Millisecond)
	}
	v.fake.RetryAfter(again...)
	v.env = []string{"SLACK_BOT_TOKEN=" + v.fake.Token(), "SLACK_API_URL=" + v.fake.URL}
	if sockets {
		v.env = append(v.env, "SLACK_APP_TOKEN="+slacktest.AppToken)
		return v
	}
	v.listen = freeAddr(t)
	v.env = append(v.env, "SLACK_SIGNING_SECRET="+slacktest.SigningSecret, "SLACK_LISTEN="+v.listen)
	v.fake.SendTo("http://" + v.listen)
	return v
}

// TestKilledInSlack kills the program over and over while values are reported in
// Slack, over both ways in, and then finds each recorded once and answered once.
func TestKilledInSlack(t *testing.T) {
	for name, sockets := range map[string]bool{"sockets": true, "requests": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), enough)
			defer cancel()
			v := newSlackVictim(t, sockets)
			db := v.plant(ctx, func(text string) string {
				return strings.Replace(text, "name: Ida Holm,", "name: Ida Holm, email: ida@example.org,", 1)
			})
			v.outlive(ctx, db, func(_ int, text string) error {
				v.fake.Human("ida").DM(text)
				return nil
			}, func() string { return v.faults(ctx, db) })
		})
	}
}

// faults says what is missing or doubled, in the readings and in Slack.
func (v *slackVictim) faults(ctx context.Context, db *store.DB) string {
	out := missingReadings(ctx, db)
	for _, name := range alphabet {
		n := 0
		for _, m := range v.fake.Messages("U0IDA") {
			if words, _ := v.fake.Words(m.TS); m.Bot && strings.Contains(words, name+" pressure") {
				n++
			}
		}
		if n != 1 {
			out = append(out, fmt.Sprintf("%s was answered %d times", name, n))
		}
	}
	return strings.Join(out, "; ")
}
