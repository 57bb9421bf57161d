package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A colony is a demo whose people talk in a fake Slack.
type colony struct {
	*office
	fake   *slacktest.Slack
	public string // address of the adapter's pages, where it has some
}

// newColony opens an example, gives everybody an account in Slack, and connects
// the two, by sockets or by requests.
func newColony(t *testing.T, example string, sockets bool) *colony {
	t.Helper()
	c := &colony{}
	c.office = newDemo(t, example)
	c.fake = slacktest.Start(t, slacktest.Options{Now: c.clock.Now})
	c.fake.Tiers(true)
	s, err := c.snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.People {
		c.fake.AddUser(slacktest.User{ID: userOf(string(p.ID)), Name: string(p.ID), RealName: p.Name, Zone: s.Organisation.Zone, Locale: "en-GB"})
	}
	for _, ch := range channels(s) {
		c.fake.AddChannel(ch.Name)
	}
	c.identify(t)
	f := slackFlags{SlackBotToken: c.fake.Token(), SlackAPIURL: c.fake.URL, PublicURL: "https://throughline.example.org"}
	if sockets {
		f.SlackAppToken = slacktest.AppToken
	} else {
		f.SlackSigningSecret = slacktest.SigningSecret
	}
	if err := c.connect(f, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))); err != nil {
		t.Fatal(err)
	}
	c.run(t, sockets)
	c.cast.voice = c.speak
	return c
}

func userOf(person string) string {
	return "U0" + strings.ToUpper(strings.ReplaceAll(person, "_", ""))
}

// identify tells the strategy who everybody is in Slack.
func (c *colony) identify(t *testing.T) {
	t.Helper()
	err := c.db.Write(t.Context(), c.org, scorecard.Actor{From: "test"}, func(tx *store.Tx) error {
		s, err := tx.Strategy(t.Context())
		if err != nil {
			return err
		}
		for i := range s.People {
			s.People[i].Identities = map[string]string{"slack": userOf(string(s.People[i].ID))}
		}
		return tx.Apply(t.Context(), s)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// run starts the adapter until the test ends.
func (c *colony) run(t *testing.T, sockets bool) {
	t.Helper()
	if !sockets {
		server := httptest.NewServer(c.slack.Handler())
		t.Cleanup(server.Close)
		c.fake.SendTo(server.URL)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- c.slack.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	for i := 0; sockets && c.fake.Sockets() == 0; i++ {
		if i > 1000 {
			t.Fatal("the adapter opened no socket")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// speak says what the cast says, as somebody in Slack.
func (c *colony) speak(_ context.Context, who chat.UserID, p chat.Place, _, text string) error {
	h := c.fake.Human(string(who))
	if p.Private() {
		h.DM(text)
	} else {
		h.Reply(p.Channel, p.Thread, text)
	}
	return nil
}

// numbers returns every value that stands, and who reported it in which words.
func numbers(t *testing.T, o *office) map[string]string {
	t.Helper()
	out := map[string]string{}
	s, err := o.snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = o.db.Read(t.Context(), o.org, func(tx *store.Tx) error {
		for i := range s.Metrics {
			rs, err := tx.Readings(t.Context(), s.Metrics[i].ID)
			if err != nil {
				return err
			}
			for _, r := range rs {
				out[fmt.Sprintf("%s %s", r.Metric, r.Period)] = fmt.Sprintf("%s by %s: %s", r.Value, r.By, r.Note)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAMonthInSlack lets the cast of every example live through five weeks in
// Slack, and finds the same numbers as in the local workspace. The demo's own
// example does so over both ways in, the others over one or the other in turn.
func TestAMonthInSlack(t *testing.T) {
	end := scriptNow.AddDate(0, 0, 35)
	for i, example := range sample.Names() {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			local := newDemo(t, example)
			if err := (&movable{local}).Advance(t.Context(), end); err != nil {
				t.Fatal(err)
			}
			want := numbers(t, local)
			for name, sockets := range map[string]bool{"sockets": true, "requests": false} {
				if example != "logistics" && sockets != (i%2 == 0) {
					continue
				}
				t.Run(name, func(t *testing.T) {
					c := newColony(t, example, sockets)
					if err := (&movable{c.office}).Advance(t.Context(), end); err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(want, numbers(t, c.office)); diff != "" {
						t.Errorf("the numbers, -local +slack:\n%s", diff)
					}
					c.soundly(t)
				})
			}
		})
	}
}

// soundly finds nothing that Slack refused, that was said twice or to the wrong
// people, or that stayed in the local workspace.
func (c *colony) soundly(t *testing.T) {
	t.Helper()
	for _, r := range c.fake.Refused() {
		if r.Error != "ratelimited" {
			t.Errorf("Slack refused %s: %s %v", r.Method, r.Error, r.Messages)
		}
	}
	for _, d := range c.fake.Deliveries() {
		if !d.Acked || d.Tries > 1 {
			t.Errorf("%s %s was acknowledged: %v, after %d tries", d.Kind, d.Event, d.Acked, d.Tries)
		}
	}
	said, keys := 0, map[string]string{}
	for _, ch := range c.fake.Team().Channels {
		for _, m := range c.fake.Messages(ch.ID) {
			if !m.Bot {
				continue
			}
			said++
			if where := keys[string(m.Metadata)]; len(m.Metadata) > 0 && where != "" {
				t.Errorf("%s stands at %s and at %s", m.Metadata, where, m.TS)
			}
			keys[string(m.Metadata)] = m.TS
			if m.Text == "" || m.Unfurl {
				t.Errorf("a message without text, or with links unfolded: %+v", m)
			}
			if words, _ := c.fake.Words(m.TS); ch.User == "" && strings.Contains(words, "Employee turnover") {
				t.Errorf("#%s is told of a restricted metric: %s", ch.Name, words)
			}
		}
	}
	if said < 15 {
		t.Errorf("only %d messages in five weeks", said)
	}
	all, err := c.db.Workspace(c.org).Since(t.Context(), 0, 10)
	if err != nil || len(all) > 0 {
		t.Errorf("%d messages in the local workspace, %v", len(all), err)
	}
}
