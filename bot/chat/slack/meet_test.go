package slack

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

func TestPeopleAreMetBeforeTheyAreHeard(t *testing.T) {
	s := byRequests(t, nil)
	s.Change(func() {
		s.Team().Groups = append(s.Team().Groups,
			&slacktest.Group{ID: "S1", Handle: "fleet", Users: []string{s.ana.ID}}, &slacktest.Group{ID: "S2", Handle: "claims"})
	})
	s.Human("ana").DM("hello")
	want := chat.Profile{
		Service: "slack", Workspace: s.Team().ID, User: chat.UserID(s.ana.ID), Name: "Ana Ruiz", Email: "ana@example.org",
		Zone: "Europe/Madrid", Locale: "en-US", Groups: []string{"@fleet"},
	}
	got, ok := s.desk.profile(s.ana.ID)
	if d := cmp.Diff(want, got); !ok || d != "" {
		t.Error(d)
	}
	s.Human("ana").DM("hello again")
	if n := len(s.Calls("users.info")); n != 1 {
		t.Errorf("users.info was called %d times for one person", n)
	}
	again, err := New(s.app.cfg)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := again.who(t.Context(), s.Team().ID, s.ana.ID); err != nil || p.Name != "Ana Ruiz" || len(s.Calls("users.info")) != 1 {
		t.Errorf("after a restart: %+v, %v, %d calls", p, err, len(s.Calls("users.info")))
	}
}

func TestProfilesAreKeptFresh(t *testing.T) {
	s := byRequests(t, nil)
	ana := s.Human("ana")
	ana.Change(func(u *slacktest.User) { u.Zone = "Asia/Tokyo" })
	if _, met := s.desk.profile(s.ana.ID); met {
		t.Error("somebody was introduced who has nothing to do with the bot")
	}
	ana.DM("hello")
	ana.Change(func(u *slacktest.User) { u.Zone, u.Locale = "America/Lima", "" })
	if p, _ := s.desk.profile(s.ana.ID); p.Zone != "America/Lima" || p.Locale != "en-US" {
		t.Errorf("after moving: %+v", p)
	}
	ana.Change(func(u *slacktest.User) { u.Guest = true })
	ana.DM("and now?")
	all := s.desk.all()
	if in := all[len(all)-1]; !in.Outside {
		t.Errorf("a guest since a moment ago is heard as a colleague: %+v", in)
	}
	ana.Change(func(u *slacktest.User) { u.Deleted = true })
	if p, _ := s.desk.profile(s.ana.ID); !p.Gone {
		t.Errorf("after leaving: %+v", p)
	}
}

func TestProfilesAreLookedUpAgainAfterADay(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := newStage(t, func(c *Config) { c.Now = func() time.Time { return at } })
	for _, pass := range []time.Duration{0, 23 * time.Hour, 2 * time.Hour} {
		at = at.Add(pass)
		if _, err := s.app.who(t.Context(), s.Team().ID, s.ana.ID); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.Calls("users.info")); n != 2 {
		t.Errorf("users.info was called %d times in 25 hours, want 2", n)
	}
}

func TestUserGroupsAreKeptFresh(t *testing.T) {
	s := byRequests(t, nil)
	s.Human("ana").DM("hello")
	fleet := &slacktest.Group{ID: "S1", Handle: "fleet"}
	s.Regroup(s.Team(), fleet, s.ana.ID)
	s.app.tasks.wait()
	if p, _ := s.desk.profile(s.ana.ID); !slices.Equal(p.Groups, []string{"@fleet"}) {
		t.Errorf("after joining: %+v", p)
	}
	s.Regroup(s.Team(), fleet)
	s.app.tasks.wait()
	if p, _ := s.desk.profile(s.ana.ID); len(p.Groups) != 0 {
		t.Errorf("after leaving: %+v", p)
	}
}

// Without the plan or the scope for user groups everything else goes on.
func TestWithoutUserGroups(t *testing.T) {
	s := byRequests(t, nil)
	s.Fail("usergroups.list", 1, "plan_upgrade_required")
	s.Human("ana").DM("hello")
	if p, ok := s.desk.profile(s.ana.ID); !ok || p.Groups != nil {
		t.Errorf("got %+v", p)
	}
	s.desk.only(t)
}

func TestColleaguesAndOthers(t *testing.T) {
	here := self{team: "T1", enterprise: "E1"}
	alone := self{team: "T1"}
	for _, c := range []struct {
		what string
		self self
		user slackUser
		want bool
	}{
		{"a member", alone, slackUser{Team: "T1"}, false},
		{"a guest of several channels", alone, slackUser{Team: "T1", Guest: true}, true},
		{"a guest of one channel", alone, slackUser{Team: "T1", OneChannel: true}, true},
		{"somebody of another organisation", alone, slackUser{Team: "T2"}, true},
		{"a stranger", alone, slackUser{Team: "T1", Stranger: true}, true},
		{"of another workspace of the same organisation", here, enterpriseUser("T2", "E1"), false},
		{"of another organisation", here, enterpriseUser("T2", "E2"), true},
		{"of the organisation itself", here, slackUser{Team: "E1"}, false},
		{"a member of two workspaces", alone, enterpriseUser("T2", "E9", "T1"), false},
	} {
		if got := c.user.outside(c.self); got != c.want {
			t.Errorf("%s is outside: %v, want %v", c.what, got, c.want)
		}
	}
}

func enterpriseUser(team, enterprise string, teams ...id) (u slackUser) {
	u.Team, u.Enterprise.ID, u.Enterprise.Teams = id(team), id(enterprise), teams
	return u
}

// An address that another organisation vouches for names nobody here.
func TestNoAddressFromElsewhere(t *testing.T) {
	u := slackUser{ID: "U1", Team: "T2"}
	u.Profile.Email = "ana@example.org"
	if p := u.profile(self{team: "T1"}, nil); p.Email != "" || !p.Outside {
		t.Errorf("got %+v", p)
	}
}

func TestTheChannelBesideTheBotIsAHint(t *testing.T) {
	s := byRequests(t, nil)
	ana := s.Human("ana")
	dm := ana.DM("hello")
	s.Event(s.Team(), map[string]any{"type": "app_context_changed", "user": s.ana.ID, "channel": "D1",
		"context": map[string]any{"entities": []any{map[string]any{"type": "slack#/types/channel_id", "value": s.fleet.ID}}}})
	ana.Reply("", dm, "how is my team?")
	all := s.desk.all()
	if in := all[len(all)-1]; in.Place.Name != "#fleet" || !in.Place.Private() || in.Outside {
		t.Errorf("got %+v", in)
	}
}

func TestFailuresAreOfThreeKinds(t *testing.T) {
	s := newStage(t, nil)
	ask := func() error { _, err := s.app.ask(t.Context(), s.Team().ID, s.ana.ID); return err }
	if err := ask(); err != nil {
		t.Fatal(err)
	}
	s.ThrottleQuietly("users.info", 1)
	if wait, ok := waitOf(ask()); !ok || wait != quietWait {
		t.Errorf("a quiet refusal means to wait %v (%v)", wait, ok)
	}
	for word, want := range map[string]bool{"account_inactive": true, "missing_scope": true, "internal_error": false, "invalid_auth": false, "503": false} {
		s.Fail("users.info", 1, word)
		if err := ask(); err == nil || lasts(err) != want {
			t.Errorf("%s lasts: %v, want %v: %v", word, lasts(err), want, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.app.ask(gone, s.Team().ID, s.ana.ID); err == nil || lasts(err) {
		t.Errorf("a call that was cut off: %v", err)
	}
	s.Throttle("users.info", 1, 30*time.Second)
	if wait, ok := waitOf(ask()); !ok || wait != 30*time.Second {
		t.Errorf("429 means to wait %v (%v)", wait, ok)
	}
}
