package main

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/teams"
	"throughline/bot/chat/teams/teamstest"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A campus is a demo whose people talk in a fake Teams.
type campus struct {
	*office
	fake   *teamstest.Fake
	app    *teams.App
	people map[string]teamstest.Person // by their id in the strategy
	rooms  map[string]string           // ids of channels, by name
}

// newCampus opens an example, gives everybody an account in Teams, and adds the
// app to the team that has all the channels.
func newCampus(t *testing.T, example string) *campus {
	t.Helper()
	c := &campus{office: newDemo(t, example), fake: teamstest.New(t), people: map[string]teamstest.Person{}, rooms: map[string]string{}}
	c.fake.Now, c.fake.Limits = c.clock.Now, true
	s, err := c.snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, ch := range channels(s) {
		c.rooms[ch.Name] = c.fake.AddChannel(strings.TrimPrefix(ch.Name, "#"))
	}
	for i, p := range s.People {
		who := teamstest.Person{
			Account: "29:1cast-" + string(p.ID), Object: fmt.Sprintf("e0000000-0000-0000-0000-%012d", i), Name: p.Name, Email: string(p.ID) + "@example.org",
		}
		c.people[string(p.ID)] = who
		c.fake.AddPerson(who)
	}
	c.fake.AddPerson(nia)
	c.identify(t)
	flags := teamsFlags{TeamsAppID: teamstest.AppID, TeamsSecret: teamstest.Secret, TeamsTenant: teamstest.Tenant}
	cfg, err := flags.config(c.office, "https://throughline.example.org", slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		t.Fatal(err)
	}
	cfg.HTTP = c.fake.Server.Client()
	cfg.Cloud = teams.Cloud{
		Login: c.fake.Server.URL, Scope: teamstest.Scope, Metadata: c.fake.Server.URL + "/v1/.well-known/openidconfiguration",
		Issuer: teamstest.Issuer, Hosts: []string{"127.0.0.1"}, Service: c.fake.ServiceURL(),
	}
	if c.app, err = c.connectTeams(cfg); err != nil {
		t.Fatal(err)
	}
	c.run(t)
	for _, a := range c.fake.Installs(c.anybody(), teamstest.General) {
		c.deliver(t.Context(), a)
	}
	c.cast.voice = c.speak
	return c
}

func (c *campus) anybody() teamstest.Person {
	for _, p := range c.people {
		return p
	}
	return teamstest.Ana
}

// identify gives the people of the strategy the addresses that Teams vouches for.
func (c *campus) identify(t *testing.T) {
	t.Helper()
	err := c.db.Write(t.Context(), c.org, scorecard.Actor{From: "test"}, func(tx *store.Tx) error {
		s, err := tx.Strategy(t.Context())
		if err != nil {
			return err
		}
		for i := range s.People {
			s.People[i].Email = c.people[string(s.People[i].ID)].Email
		}
		return tx.Apply(t.Context(), s)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// run lets the adapter work until the test ends.
func (c *campus) run(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- c.app.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func (c *campus) deliver(_ context.Context, a teamstest.Activity) error {
	if status, answer := c.fake.Deliver(c.app.Handler(), a); status != 200 {
		return fmt.Errorf("%v was answered with %d %v", a["type"], status, answer)
	}
	return nil
}

// speak says what the cast says, as somebody in Teams.
func (c *campus) speak(ctx context.Context, who chat.UserID, p chat.Place, _, text string) error {
	person := c.people[string(who)]
	room := p.Channel
	if p.Private() {
		room, p.Thread = c.fake.DirectWith(person), ""
	}
	return c.deliver(ctx, c.fake.Says(person, room, p.Thread, text))
}

// TestAMonthInTeams lets the cast of every example live through five weeks in
// Teams, and finds the same numbers as in the local workspace.
func TestAMonthInTeams(t *testing.T) {
	end := scriptNow.AddDate(0, 0, 35)
	for _, example := range sample.Names() {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			local := newDemo(t, example)
			if err := (&movable{local}).Advance(t.Context(), end); err != nil {
				t.Fatal(err)
			}
			c := newCampus(t, example)
			if err := (&movable{c.office}).Advance(t.Context(), end); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(numbers(t, local), numbers(t, c.office)); diff != "" {
				t.Errorf("the numbers, -local +teams:\n%s", diff)
			}
			c.soundly(t)
			c.proposed(t)
			if example == "logistics" {
				c.decides(t)
			}
		})
	}
}

// soundly finds nothing that Teams refused, that was said twice, or that stayed
// in the local workspace.
func (c *campus) soundly(t *testing.T) {
	t.Helper()
	for _, p := range c.fake.Problems() {
		t.Error("Teams would trip over it:", p)
	}
	said := 0
	for _, r := range c.fake.Requests() {
		if r.Method == "POST" && (strings.HasSuffix(r.Path, "/activities") || strings.HasSuffix(r.Path, "/conversations")) {
			said++
		}
	}
	if said < 15 {
		t.Errorf("only %d messages in five weeks", said)
	}
	all, err := c.db.Workspace(c.org).Since(t.Context(), 0, 10)
	if err != nil || len(all) > 0 {
		t.Errorf("%d messages in the local workspace, %v", len(all), err)
	}
	dead, err := c.db.DeadLetters(t.Context(), c.org)
	if err != nil || len(dead) > 0 {
		t.Errorf("given up: %+v, %v", dead, err)
	}
}

// decides settles something in the thread of a review, and asks what is owed.
func (c *campus) decides(t *testing.T) {
	t.Helper()
	const decision, review = "a second night shift until Easter", "#scorecard-review"
	var ref string
	for _, m := range c.fake.Said(c.rooms[review]) {
		if m.Root == "" && strings.Contains(m.Words(), "Monthly business review: ") {
			ref = m.ID
		}
	}
	said := []teamstest.Activity{
		c.fake.Says(c.people["ruth"], c.rooms[review], ref, "decided: "+decision),
		c.fake.Says(c.people["ana"], c.fake.DirectWith(c.people["ana"]), "", "what do I owe?"),
	}
	for _, a := range said {
		if err := c.deliver(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := (&movable{c.office}).Advance(t.Context(), c.clock.Now().Add(2*time.Minute)); err != nil {
		t.Fatal(err)
	}
	c.answered(t, c.rooms[review], decision)
	c.answered(t, c.fake.DirectWith(c.people["ana"]), "awaited from you")
	err := c.db.Read(t.Context(), c.org, func(tx *store.Tx) error {
		all, err := tx.Decisions(t.Context(), "monthly", "")
		if len(all) != 1 || all[0].Text != decision {
			t.Errorf("decided: %+v", all)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// answered finds words among the last few of the bot's messages in a room.
func (c *campus) answered(t *testing.T, room, words string) {
	t.Helper()
	var last []string
	for _, m := range c.fake.Said(room) {
		last = append(last, m.Words())
	}
	last = last[max(0, len(last)-3):]
	if !strings.Contains(strings.Join(last, "\n"), words) {
		t.Errorf("%q is not among %q", words, last)
	}
}

// nia is in the team, and not in any strategy.
var nia = teamstest.Person{Account: "29:1nia", Object: "f0000000-0000-0000-0000-000000000001", Name: "Nia Frost", Email: "nia.frost@example.org"}

// proposed finds that somebody in the team whom the strategy does not know was
// proposed to a head, privately and once, and the guest to nobody.
func (c *campus) proposed(t *testing.T) {
	t.Helper()
	asked := map[string]int{}
	for _, p := range c.people {
		for _, m := range c.fake.Said(c.fake.DirectWith(p)) {
			for _, name := range []string{nia.Name, teamstest.Gus.Name} {
				if words := m.Words(); strings.Contains(words, "not in the strategy yet") && strings.Contains(words, name) {
					asked[name]++
				}
			}
		}
	}
	if want := map[string]int{nia.Name: 1}; !maps.Equal(asked, want) {
		t.Errorf("proposed: %v, want %v", asked, want)
	}
}
