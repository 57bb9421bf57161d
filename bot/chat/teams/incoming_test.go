package teams

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/bot/chat"
	"throughline/bot/chat/teams/teamstest"
)

func TestWhatPeopleSayArrives(t *testing.T) {
	w := newWorld(t)
	ana := chat.UserID(teamstest.Ana.Object)
	inChannel := chat.Place{Service: Service, Workspace: teamstest.Tenant, Channel: teamstest.Fleet, Name: "#Fleet"}
	inThread := inChannel
	inThread.Thread = "1600000000000"
	inChat := chat.Place{Service: Service, Workspace: teamstest.Tenant, Channel: teamstest.Chat}
	for name, c := range map[string]struct {
		act  teamstest.Activity
		want chat.Incoming
	}{
		"in a direct conversation": {w.teams.Says(teamstest.Ana, teamstest.Direct, "", "4.2% because"), chat.Incoming{Place: direct, From: ana, Text: "4.2% because"}},
		"at the start of a thread": {w.teams.Says(teamstest.Ana, teamstest.Fleet, "", "why is churn red?"), chat.Incoming{Place: inChannel, From: ana, Text: "why is churn red?", Mention: true}},
		"in a thread":              {w.teams.Says(teamstest.Ana, teamstest.Fleet, "1600000000000", "and why?"), chat.Incoming{Place: inThread, From: ana, Text: "and why?", Mention: true}},
		"in a group chat":          {w.teams.Says(teamstest.Ana, teamstest.Chat, "", "R&amp;D\u00a0today"), chat.Incoming{Place: inChat, From: ana, Text: "R&D today", Mention: true}},
	} {
		t.Run(name, func(t *testing.T) {
			w.host.got = nil
			w.hear(t, c.act)
			if len(w.host.got) != 1 {
				t.Fatalf("handed over %d times", len(w.host.got))
			}
			got := w.host.got[0]
			if got.Ref != c.act["id"] || !strings.HasSuffix(got.ID, "/"+got.Ref) || got.At.IsZero() {
				t.Errorf("ref %q of %q at %v", got.Ref, got.ID, got.At)
			}
			got.ID, got.Ref, got.At, got.Link = "", "", time.Time{}, ""
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	want := chat.Profile{Service: Service, Workspace: teamstest.Tenant, User: ana, Name: "Ana Ruiz", Email: "ana@example.org", Zone: "Europe/Berlin", Locale: "en-GB"}
	if diff := cmp.Diff(want, w.host.met[ana]); diff != "" {
		t.Errorf("met somebody else:\n%s", diff)
	}
}

func TestOtherPeopleKeepTheirNamesInWhatIsSaid(t *testing.T) {
	a, ok := readActivity([]byte(`{"type":"message","id":"7","text":"<at>Throughline</at>hand it to <at>Ben Okri</at> please","recipient":{"id":"28:app"},
		"entities":[{"type":"mention","text":"<at>Throughline</at>","mentioned":{"id":"28:app"}},{"type":"mention","text":"<at>Ben Okri</at>","mentioned":{"id":"29:ben","name":"Ben Okri"}}]}`))
	if text, named := a.words(""); !ok || text != "hand it to Ben Okri please" || !named {
		t.Errorf("read %q, named %v", text, named)
	}
}

func TestPeopleFromOutsideAreMarked(t *testing.T) {
	for name, c := range map[string]struct {
		who  teamstest.Person
		room string
		want bool
	}{
		"a colleague":                             {teamstest.Ana, teamstest.Fleet, false},
		"a guest":                                 {teamstest.Gus, teamstest.Fleet, true},
		"a colleague in a shared channel":         {teamstest.Ana, teamstest.Partner, true},
		"somebody of another organisation":        {teamstest.Olga, teamstest.Partner, true},
		"somebody nobody knows in the channel":    {teamstest.Olga, teamstest.Fleet, true},
		"a colleague in a chat of colleagues":     {teamstest.Ben, teamstest.Chat, false},
		"a colleague where an outsider was added": {teamstest.Ana, "with-olga", true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if c.room == "with-olga" {
				c.room = teamstest.Chat
				w.teams.Join(teamstest.Chat, teamstest.Olga)
			}
			w.hear(t, w.teams.Says(c.who, c.room, "", "what is our share?"))
			if len(w.host.got) != 1 || w.host.got[0].Outside != c.want {
				t.Errorf("got %+v, want outside: %v", w.host.got, c.want)
			}
		})
	}
}

func TestNothingIsLostWhileTheConnectorIsDown(t *testing.T) {
	w := newWorld(t)
	w.teams.Fail(teamstest.Fault{Path: "/members/", Status: 503}, teamstest.Fault{Path: "/members/", Status: 503})
	w.hear(t, w.teams.Says(teamstest.Ana, teamstest.Direct, "", "4.2%"))
	if len(w.host.got) != 0 {
		t.Fatal("handed over without knowing who it is from")
	}
	restarted := w.app(t, nil)
	for want := 1; want >= 0; want-- {
		if left, err := restarted.lot.Try(t.Context()); err != nil || left != want {
			t.Fatalf("%d left (%v), want %d", left, err, want)
		}
	}
	if len(w.host.got) != 1 || w.host.got[0].Text != "4.2%" {
		t.Errorf("after the outage got %+v", w.host.got)
	}
}

func TestWhatCannotBeKeptIsNotAcknowledged(t *testing.T) {
	w := newWorld(t)
	w.App = w.app(t, func(c *Config) { c.Drawer = brokenDrawer{} })
	w.host.fails = errors.New("disk full")
	if status, _ := w.teams.Deliver(w.Handler(), w.teams.Says(teamstest.Ana, teamstest.Direct, "", "4.2%")); status != 503 {
		t.Errorf("acknowledged with %d what was not kept", status)
	}
}

// brokenDrawer keeps nothing.
type brokenDrawer struct{}

var errDisk = errors.New("disk full")

func (brokenDrawer) Put(_ context.Context, _, _ string, _ []byte) error          { return errDisk }
func (brokenDrawer) Get(_ context.Context, _, _ string) ([]byte, bool, error)    { return nil, false, nil }
func (brokenDrawer) List(_ context.Context, _ string) (map[string][]byte, error) { return nil, nil }
func (brokenDrawer) Drop(_ context.Context, _, _ string) error                   { return errDisk }

// teamOf is what somebody is in who is in the team of the fake, by the names that
// a strategy can have for it. The shared channel is not among them.
var teamOf = []string{"#fleet", "#general", "#operations", "#operations/fleet", "#operations/general", "@Operations"}

func TestWhoLeavesATeamIsInItNoMore(t *testing.T) {
	w := newWorld(t).installed(t)
	a := w.teams.Installs(teamstest.Ana, teamstest.General)[1]
	delete(a, "membersAdded")
	a["membersRemoved"] = []any{map[string]any{"id": teamstest.Ben.Account, "aadObjectId": teamstest.Ben.Object}}
	a["channelData"].(map[string]any)["eventType"] = "teamMemberRemoved"
	w.hear(t, a)
	if p := w.host.met[chat.UserID(teamstest.Ben.Object)]; len(p.Groups) > 0 || p.Email != teamstest.Ben.Email {
		t.Errorf("known as %+v", p)
	}
	if p := w.host.met[chat.UserID(teamstest.Ana.Object)]; !slices.Equal(p.Groups, teamOf) {
		t.Errorf("who stayed is known as %+v", p)
	}
}

func TestBeingAddedIsToldOnceWhateverTheOrder(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}, {0, 1, 0, 1}, {1}} {
		w := newWorld(t)
		acts := w.teams.Installs(teamstest.Ana, teamstest.General)
		for _, i := range order {
			w.hear(t, acts[i])
		}
		w.chores.Wait()
		if len(w.host.got) != 1 || w.host.got[0].What != chat.Joined || w.host.got[0].Place.Channel != teamstest.General || w.host.got[0].Place.Thread != "" {
			t.Errorf("order %v: %+v", order, w.host.got)
		}
		if p := w.host.met[chat.UserID(teamstest.Ben.Object)]; p.Name != "Ben Okri" || !slices.Equal(p.Groups, teamOf) {
			t.Errorf("order %v: of the team's members Ben is known as %+v", order, p)
		}
		if p := w.host.met[chat.UserID(teamstest.Gus.Object)]; !p.Outside {
			t.Errorf("order %v: the guest is known as %+v", order, p)
		}
	}
}

func TestAnEditIsAThingOfItsOwn(t *testing.T) {
	w := newWorld(t)
	a := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "4.2%")
	w.hear(t, a)
	a["type"], a["text"] = "messageUpdate", "4.3%"
	a["channelData"].(map[string]any)["eventType"] = "editMessage"
	w.hear(t, a)
	w.hear(t, a)
	a["channelData"].(map[string]any)["eventType"] = "undeleteMessage"
	w.hear(t, a)
	if len(w.host.got) != 2 || w.host.got[1].What != chat.Edited || w.host.got[1].Text != "4.3%" || w.host.got[1].Ref != w.host.got[0].Ref {
		t.Errorf("got %+v", w.host.got)
	}
}

func TestBotsAndWhatIsUnknownAreLetBe(t *testing.T) {
	w := newWorld(t)
	bot := w.teams.Says(teamstest.Person{Account: "28:other-bot", Name: "Other"}, teamstest.Fleet, "", "hello")
	typing := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "")
	typing["type"] = "typing"
	novelty := w.teams.Says(teamstest.Ana, teamstest.Direct, "", "")
	novelty["type"], novelty["from"], novelty["entities"] = "hologram", []int{1}, "many"
	for _, a := range []teamstest.Activity{bot, typing, novelty} {
		w.hear(t, a)
	}
	if len(w.host.got) != 0 {
		t.Errorf("handed over %+v", w.host.got)
	}
	unknown := w.teams.Searches(teamstest.Ana, teamstest.Direct, "")
	unknown["name"] = "fileConsent/invoke"
	if status, _ := w.teams.Deliver(w.Handler(), unknown); status != 501 {
		t.Errorf("an invoke of another kind: %d", status)
	}
}

// What anybody sends is read without harm, and reads the same twice.
func FuzzActivity(f *testing.F) {
	w := teamstest.New(f)
	for _, a := range []teamstest.Activity{
		w.Says(teamstest.Ana, teamstest.Fleet, "1", "hello"), w.Searches(teamstest.Ana, teamstest.Direct, "x"), w.Installs(teamstest.Ana, teamstest.Chat)[1],
		{"type": "message", "text": "<at>", "entities": []any{map[string]any{"type": "mention", "text": "<at>"}}, "value": map[string]any{"tl": "press", "a": "x/y"}},
	} {
		body, err := json.Marshal(a)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`{"type":"message","conversation":[],"from":7,"channelData":{"tenant":"x"},"timestamp":1e999}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, ok := readActivity(body)
		if !ok {
			return
		}
		if a.ID == "" {
			t.Error("an activity without a name")
		}
		in := a.said("app")
		if in.Place.Service != Service || strings.Contains(in.Place.Channel, threadMark) {
			t.Errorf("place %+v", in.Place)
		}
		if strings.TrimSpace(in.Text) != in.Text {
			t.Errorf("text %q", in.Text)
		}
		again, _ := readActivity(body)
		if diff := cmp.Diff(in, again.said("app")); diff != "" {
			t.Error(diff)
		}
	})
}
