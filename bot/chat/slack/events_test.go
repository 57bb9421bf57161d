package slack

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

// transports are the two ways in which Slack reaches the App. Every event must
// come out the same.
var transports = map[string]func(*testing.T, func(*Config)) *stage{"requests": byRequests, "sockets": bySockets}

func overBoth(t *testing.T, f func(t *testing.T, start func(func(*Config)) *stage)) {
	for name, start := range transports {
		t.Run(name, func(t *testing.T) {
			f(t, func(change func(*Config)) *stage { return start(t, change) })
		})
	}
}

func TestAMention(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		ts := s.Human("ana").Mention("fleet", "", "what moves *churn* & <"+"#"+s.fleet.ID+">?")
		s.desk.wait(t)
		in := s.desk.only(t)
		team := s.Team().ID
		want := chat.Incoming{
			ID: team + "/" + s.fleet.ID + "/" + ts, From: chat.UserID(s.ana.ID), Ref: ts, Text: "what moves churn & #fleet?", Mention: true,
			Place: chat.Place{Service: "slack", Workspace: team, Channel: s.fleet.ID, Name: "#fleet"},
			At:    stamp(ts).time(), Link: in.Link,
		}
		if d := cmp.Diff(want, in); d != "" {
			t.Error(d)
		}
		if !strings.HasPrefix(in.Link, "https://") || !strings.HasSuffix(in.Link, "/archives/"+s.fleet.ID+"/p"+strings.ReplaceAll(ts, ".", "")) {
			t.Errorf("the link to the message is %q", in.Link)
		}
	})
}

// A message that names the bot arrives as a message and as a mention, each with
// an event_id of its own, and once more when Slack did not hear.
func TestTheSameMessageHasOneID(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		s.Twice(true)
		s.Human("ana").Mention("fleet", "", "hello")
		s.desk.wait(t)
		s.desk.only(t)
		if n := len(s.Deliveries()); n != 2 {
			t.Errorf("%d events were sent, want two of one message", n)
		}
	})
}

func TestDirectAndThreads(t *testing.T) {
	s := byRequests(t, nil)
	ana := s.Human("ana")
	root := ana.DM("what do I owe?")
	ana.Reply("", root, "and why?")
	first := ana.Mention("fleet", "", "what is churn?")
	ana.Mention("fleet", first, "and its target?")
	all := s.desk.all()
	if len(all) != 4 {
		t.Fatalf("%d messages arrived, want 4: %+v", len(all), all)
	}
	if p := all[0].Place; !p.Private() || p.User != chat.UserID(s.ana.ID) || !strings.HasPrefix(p.Channel, "D") || p.Thread != "" {
		t.Errorf("a direct message is at %+v", p)
	}
	if p := all[1].Place; p.Thread != root {
		t.Errorf("a reply is at %+v, want thread %s", p, root)
	}
	if all[0].Mention || !all[0].ToBot() {
		t.Errorf("a direct message is meant for the bot without naming it: %+v", all[0])
	}
	if in := all[3]; in.Place.Thread != first || !strings.Contains(in.Link, "thread_ts="+first) {
		t.Errorf("an answer in a thread is at %+v, linked as %s", in.Place, in.Link)
	}
}

func TestEdits(t *testing.T) {
	s := byRequests(t, nil)
	ana := s.Human("ana")
	ts := ana.DM("churn 4.2")
	ana.Edit("", ts, "churn 4.3")
	all := s.desk.all()
	if len(all) != 2 || all[1].What != chat.Edited || all[1].Text != "churn 4.3" || all[1].Ref != ts || all[1].ID == all[0].ID {
		t.Fatalf("got %+v", all)
	}
	// Slack reports links that it unfolds as a change too.
	inner := map[string]any{"type": "message", "user": s.ana.ID, "text": "churn 4.3", "ts": ts}
	s.Event(s.Team(), map[string]any{"type": "message", "subtype": "message_changed", "channel": all[0].Place.Channel, "channel_type": "im",
		"ts": "9.9", "message": inner, "previous_message": inner})
	if n := len(s.desk.all()); n != 2 {
		t.Errorf("an unfolded link is an edit")
	}
}

func TestNobodyElseIsHeard(t *testing.T) {
	s := byRequests(t, nil)
	team := s.Team()
	robot := s.AddUser(slacktest.User{Name: "robot", Bot: true})
	for what, e := range map[string]map[string]any{
		"the bot itself":   {"user": team.BotUser},
		"another bot":      {"user": s.ana.ID, "bot_id": "B0OTHER"},
		"a bot as a user":  {"user": robot.ID},
		"Slack":            {"user": "USLACK"},
		"Slackbot":         {"user": "USLACKBOT"},
		"somebody joining": {"user": s.ana.ID, "subtype": "channel_join"},
		"a deletion":       {"user": s.ana.ID, "subtype": "message_deleted", "deleted_ts": "1.1"},
		"nobody":           {},
	} {
		e["type"], e["channel"], e["text"], e["ts"] = "app_mention", s.fleet.ID, "hello", "1700000000.000100"
		s.Event(team, e)
		if all := s.desk.all(); len(all) > 0 {
			t.Fatalf("%s was heard: %+v", what, all)
		}
	}
	s.Event(team, map[string]any{"type": "app_mention", "channel": s.fleet.ID, "text": "look", "ts": "1700000000.000200", "user": s.ana.ID, "subtype": "file_share"})
	s.desk.only(t)
}

func TestOutsiders(t *testing.T) {
	s := byRequests(t, nil)
	shared := s.AddChannel("with-the-supplier")
	s.Change(func() { shared.Shared = true })
	for _, c := range []struct {
		who     slacktest.User
		channel string
		want    bool
	}{
		{slacktest.User{Name: "bea"}, "fleet", false},
		{slacktest.User{Name: "guest", Guest: true}, "fleet", true},
		{slacktest.User{Name: "supplier", Team: "T0OTHER01"}, "fleet", true},
		{slacktest.User{Name: "cem"}, "with-the-supplier", true},
	} {
		u := s.AddUser(c.who)
		s.Human(u.Name).Mention(c.channel, "", "how is churn?")
		all := s.desk.all()
		if in := all[len(all)-1]; in.Outside != c.want || string(in.From) != u.ID {
			t.Errorf("%s in %s is outside: %v, want %v", u.Name, c.channel, in.Outside, c.want)
		}
		if p, ok := s.desk.profile(u.ID); !ok || p.Outside != (c.want && c.who.Name != "cem") {
			t.Errorf("%s was introduced as %+v", u.Name, p)
		}
	}
}

func TestWhoCannotBeSeenIsOutside(t *testing.T) {
	s := byRequests(t, nil)
	s.Fail("users.info", 1, "user_not_visible")
	s.Human("ana").Mention("fleet", "", "how is churn?")
	if in := s.desk.only(t); !in.Outside {
		t.Errorf("somebody the bot may not see is let in: %+v", in)
	}
}

func TestAChannelThatCannotBeSeenCountsAsShared(t *testing.T) {
	s := byRequests(t, nil)
	s.Fail("conversations.info", 1, "missing_scope")
	s.Human("ana").Mention("fleet", "", "how is churn?")
	if in := s.desk.only(t); !in.Outside {
		t.Errorf("nobody knows who reads there, and yet: %+v", in)
	}
}

// What is not stored is not acknowledged, and a retry is as good as a first try.
func TestNotStoredIsSentAgain(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		s.RetryAfter(0, 0, 0)
		s.desk.set(func(d *desk) { d.refuse = 1 })
		s.Human("ana").DM("hello")
		if in := s.desk.only(t); in.Text != "hello" {
			t.Errorf("got %+v", in)
		}
	})
}

// Slack wants to hear within three seconds even when its own answers take longer.
// What came in is kept until they are there.
func TestLookedUpLater(t *testing.T) {
	s := newStage(t, nil)
	s.SendTo("http://127.0.0.1:1")
	s.Fail("users.info", 1, "503")
	x := fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event_id":"Ev1","event":{"type":"message","channel_type":"im","channel":"D0ANA00001","user":%q,"text":"hello","ts":"1790000000.000100"}}`,
		s.Team().ID, s.ana.ID)
	if err := s.app.event(t.Context(), []byte(x)); err != nil {
		t.Fatalf("not acknowledged: %v", err)
	}
	if all := s.desk.all(); len(all) > 0 {
		t.Fatalf("handed over without knowing who it is: %+v", all)
	}
	kept, err := s.drawer.List(t.Context(), parkedKind)
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d things are kept, %v", len(kept), err)
	}
	again, err := New(s.app.cfg) // as after a crash
	if err != nil {
		t.Fatal(err)
	}
	if left, err := again.lot.Try(t.Context()); left != 0 || err != nil {
		t.Fatalf("%d left, %v", left, err)
	}
	if in := s.desk.only(t); in.Text != "hello" || in.Outside {
		t.Errorf("got %+v", in)
	}
	if kept, err := s.drawer.List(t.Context(), parkedKind); err != nil || len(kept) != 0 {
		t.Errorf("%d things are still kept, %v", len(kept), err)
	}
}

// A Slack that does not answer at all does not hold up the acknowledgement.
func TestASlackThatDoesNotAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		drawer := newShelf()
		a, err := New(Config{
			BotToken: "xoxb-1", SigningSecret: "s", Drawer: drawer,
			Host: func(context.Context, string) (chat.Host, bool) { return newDesk(), true },
		})
		if err != nil {
			t.Fatal(err)
		}
		a.web.Transport = mute{}
		began := time.Now()
		body := `{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","channel":"C1","user":"U1","text":"hello","ts":"1790000000.000100"}}`
		if err := a.event(t.Context(), []byte(body)); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > lookLimit {
			t.Errorf("acknowledged after %v", took)
		}
		if kept, err := drawer.List(t.Context(), parkedKind); err != nil || len(kept) != 1 {
			t.Errorf("%d things are kept, %v", len(kept), err)
		}
	})
}

// mute is a network in which nobody answers.
type mute struct{}

func (mute) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// What can be neither stored nor kept must come again.
func TestNothingIsAcknowledgedWithADrawerThatIsFull(t *testing.T) {
	s := newStage(t, nil)
	s.drawer.full = context.DeadlineExceeded
	x := fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event":{"type":"app_mention","channel":%q,"user":%q,"text":"hello","ts":"1790000000.000100"}}`,
		s.Team().ID, s.fleet.ID, s.ana.ID)
	if err := s.app.event(t.Context(), []byte(x)); err == nil {
		t.Error("acknowledged")
	}
}

func TestJoined(t *testing.T) {
	s := byRequests(t, nil)
	s.Human("ana").Invite("fleet")
	in := s.desk.only(t)
	if in.What != chat.Joined || in.From != chat.UserID(s.ana.ID) || in.Place.Name != "#fleet" {
		t.Errorf("got %+v", in)
	}
	s.Event(s.Team(), map[string]any{"type": "member_joined_channel", "user": s.ana.ID, "channel": s.fleet.ID})
	s.desk.only(t)
}

func TestGoneWorkspacesAreDropped(t *testing.T) {
	c := newClinic(t, false)
	c.install(t, c.slack.Team().ID)
	event := func(inner string) {
		t.Helper()
		body := fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event":%s}`, c.slack.Team().ID, inner)
		if err := c.app.event(t.Context(), []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	event(`{"type":"tokens_revoked","tokens":{"oauth":["U1"]}}`)
	if _, err := c.app.vault.token(t.Context(), c.slack.Team().ID); err != nil {
		t.Fatalf("a person's token was revoked, not the bot's: %v", err)
	}
	event(`{"type":"tokens_revoked","tokens":{"bot":["U1"]}}`)
	if _, err := c.app.vault.token(t.Context(), c.slack.Team().ID); err == nil {
		t.Error("the tokens were revoked, and yet the app is installed")
	}
	other := c.slack.AddTeam("T0ACME002", "Acme Two")
	for _, e := range []string{"", c.slack.Team().ID, other.ID} {
		c.app.selves[e] = self{workspace: e}
	}
	event(`{"type":"app_uninstalled"}`)
	if len(c.app.selves) != 1 || c.app.selves[other.ID].workspace != other.ID {
		t.Errorf("who the bot is where it is no longer: %+v", c.app.selves)
	}
}

func TestOrganisations(t *testing.T) {
	d, _, err := readDelivery([]byte(`{"team_id":"T1","authorizations":[{"enterprise_id":"E1","team_id":null,"is_enterprise_install":true}],"event":{}}`))
	if err != nil || d.workspace() != "E1" {
		t.Errorf("workspace %q, %v", d.workspace(), err)
	}
	d, _, err = readDelivery([]byte(`{"team_id":"T2","authorizations":[{"enterprise_id":"E1","team_id":"T1","is_enterprise_install":false}],"event":{}}`))
	if err != nil || d.workspace() != "T1" {
		t.Errorf("an event from a connected organisation is for workspace %q, %v", d.workspace(), err)
	}
}

// An organisation that installed the app as a whole is one workspace of ours.
func TestAWholeOrganisation(t *testing.T) {
	c := newClinic(t, false)
	d := newDesk()
	c.app.cfg.Host = func(_ context.Context, workspace string) (chat.Host, bool) { return d, workspace == "E0ORG" }
	one := c.slack.Team()
	two := c.slack.AddTeam("T0ACME002", "Acme Two")
	stranger := c.slack.AddTeam("T0OTHER01", "Other")
	c.slack.Change(func() { one.Enterprise, two.Enterprise = "E0ORG", "E0ORG" })
	c.slack.Uninstall(one)
	c.install(t, "E0ORG")
	c.slack.SendTo(c.server.URL)
	for _, u := range []slacktest.User{{Name: "ana"}, {Name: "ben", Team: two.ID}, {Name: "cleo", Team: stranger.ID}} {
		c.slack.AddUserTo(one, u)
	}
	fleet := c.slack.AddChannelTo(one, "fleet")
	for i, name := range []string{"ana", "ben", "cleo"} {
		c.slack.HumanOf(one, name).Mention("fleet", "", "how is churn?")
		all := d.all()
		if len(all) != i+1 {
			t.Fatalf("%s: %d messages arrived", name, len(all))
		}
		if in := all[i]; in.Place.Workspace != "E0ORG" || in.Place.Channel != fleet.ID || in.Outside != (name == "cleo") {
			t.Errorf("%s: %+v", name, in)
		}
	}
}

func TestStamps(t *testing.T) {
	for in, want := range map[stamp]time.Time{
		"1790000000.000100": time.Date(2026, 9, 21, 14, 13, 20, 100_000, time.UTC), "1790000000": time.Date(2026, 9, 21, 14, 13, 20, 0, time.UTC), "": {}, "x": {},
	} {
		if got := in.time(); !got.Equal(want) {
			t.Errorf("%q is %v, want %v", in, got, want)
		}
	}
}

// What comes from where the app is no longer installed is neither kept nor tried
// again and again.
func TestFromWhereTheAppIsNotInstalled(t *testing.T) {
	c := newClinic(t, false)
	body := `{"type":"event_callback","team_id":"T0NOWHERE","event":{"type":"app_mention","channel":"C1","user":"U1","text":"hello","ts":"1790000000.000100"}}`
	if err := c.app.event(t.Context(), []byte(body)); err != nil {
		t.Error(err)
	}
	if kept, err := c.shelf.List(t.Context(), parkedKind); err != nil || len(kept) != 0 {
		t.Errorf("%d things are kept, %v", len(kept), err)
	}
}

// What was parked is handed over in the order in which it was said, as soon as
// Slack answers.
func TestParkedStaysInOrder(t *testing.T) {
	s := newStage(t, nil)
	s.Fail("users.info", 3, "503")
	for i := range 3 {
		x := fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event":{"type":"message","channel_type":"im","channel":"D0ANA00001","user":%q,"text":"%d","ts":"179000000%d.000100"}}`,
			s.Team().ID, s.ana.ID, i, i)
		if err := s.app.event(t.Context(), []byte(x)); err != nil {
			t.Fatal(err)
		}
	}
	s.run(t)
	for range 3 {
		s.desk.wait(t)
	}
	for i, in := range s.desk.all() {
		if in.Text != fmt.Sprint(i) {
			t.Errorf("number %d is %q", i, in.Text)
		}
	}
}
