package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
	"throughline/bot/chat/slack/slacktest"
)

// long is a message that Slack does not take in one, with as many parts.
func long(parts int) chat.Message {
	var m chat.Message
	for i := range parts {
		m.Blocks = append(m.Blocks, chat.Text{Marked: fmt.Sprint("cell ", i)})
		for range 4 {
			m.Blocks = append(m.Blocks, chat.Text{Marked: strings.Repeat("word ", 540)})
		}
	}
	return m
}

func (s *stage) channel() chat.Place { return chat.Place{Service: Service, Channel: s.fleet.ID} }

func TestAnAnswerThatIsLostIsNotPostedTwice(t *testing.T) {
	for what, thread := range map[string]bool{"in a channel": false, "in a thread": true} {
		s := newStage(t, nil)
		p := s.channel()
		if thread {
			p.Thread = s.Human("ana").Say("fleet", "hello")
		}
		s.Lose("chat.postMessage", 1)
		if _, err := s.app.Post(t.Context(), p, "round/1", chat.Paragraph("Week 47")); err == nil {
			t.Fatal("the answer was lost, and yet heard")
		}
		ref, ok, err := s.app.Find(t.Context(), p, "round/1")
		if err != nil || !ok || !strings.Contains(must(s.Words(ref)), "Week 47") {
			t.Errorf("%s: found %q %v %v", what, ref, ok, err)
		}
		if _, ok, err := s.app.Find(t.Context(), p, "round/2"); ok || err != nil {
			t.Errorf("%s: another key was found, %v", what, err)
		}
	}
}

func must(words string, ok bool) string {
	if !ok {
		return ""
	}
	return words
}

// A message of several parts that is cut short anywhere is there once and whole
// in the end.
func TestPartsAreWholeAfterACrash(t *testing.T) {
	for cut := range 4 {
		for _, how := range []string{"lost", "refused"} {
			s := newStage(t, nil)
			s.failPost(cut, how)
			for try := range 3 {
				if try > 0 {
					_, found, err := s.app.Find(t.Context(), s.channel(), "k")
					if err != nil {
						t.Fatal(err)
					}
					if found {
						break
					}
				}
				if _, err := s.app.Post(t.Context(), s.channel(), "k", long(4)); err == nil {
					break
				}
			}
			var words string
			for _, m := range s.Messages(s.fleet.ID) {
				words += must(s.Words(m.TS)) + "\n"
			}
			for i := range 4 {
				if n := strings.Count(words, fmt.Sprint("cell ", i)); n != 1 {
					t.Errorf("cut %d (%s): part %d stands %d times", cut, how, i, n)
				}
			}
		}
	}
}

// failPost lets the post after n good ones go wrong.
func (s *stage) failPost(n int, how string) {
	posts := 0
	next := s.app.web.Transport
	s.app.web.Transport = tripper(func(r *http.Request) (*http.Response, error) {
		if !strings.HasSuffix(r.URL.Path, "chat.postMessage") {
			return next.RoundTrip(r)
		}
		posts++
		if posts == n+1 && how == "refused" {
			return nil, errors.New("no network")
		}
		if posts == n+1 {
			s.Lose("chat.postMessage", 1)
		}
		return next.RoundTrip(r)
	})
}

func TestUpdatesOfSeveralParts(t *testing.T) {
	s := newStage(t, nil)
	ref, err := s.app.Post(t.Context(), s.channel(), "k", long(3))
	if err != nil {
		t.Fatal(err)
	}
	for _, parts := range []int{1, 4, 2} {
		if err := s.app.Update(t.Context(), s.channel(), ref, long(parts)); err != nil {
			t.Fatal(err)
		}
		words := must(s.Words(ref)) + s.rest(ref)
		for i := range 5 {
			if got := strings.Contains(words, fmt.Sprint("cell ", i)); got != (i < parts) {
				t.Errorf("%d parts: part %d is there: %v", parts, i, got)
			}
		}
	}
	if n := len(s.Messages(s.fleet.ID)); n != 4 {
		t.Errorf("%d messages stand there, want 4", n)
	}
}

func TestNothingIsSaidWhereOthersRead(t *testing.T) {
	allowed := false
	s := newStage(t, func(c *Config) {
		c.Shared = func(_ context.Context, _, channel string) bool { return allowed && channel == "#fleet" }
	})
	s.Change(func() { s.fleet.Shared = true })
	if _, err := s.app.Post(t.Context(), s.channel(), "digest/1", chat.Paragraph("churn 4.2%")); !lasts(err) {
		t.Errorf("a digest in a shared channel: %v", err)
	}
	if _, err := s.app.Post(t.Context(), s.channel(), "outsider/slack/1", chat.Paragraph("I may not.")); err != nil {
		t.Errorf("telling outsiders that they are told nothing: %v", err)
	}
	allowed = true
	if _, err := s.app.Post(t.Context(), s.channel(), "digest/1", chat.Paragraph("churn 4.2%")); err != nil {
		t.Errorf("a channel that the strategy allows: %v", err)
	}
}

func TestResolve(t *testing.T) {
	s := newStage(t, func(c *Config) {
		c.People = func(_ context.Context, _, person string) (chat.UserID, bool) { return "U000001001", person == "ana" }
	})
	team := s.Team().ID
	for _, c := range []struct {
		in   chat.Place
		want chat.Place
	}{
		{chat.Place{Channel: "#Fleet"}, chat.Place{Service: "slack", Workspace: team, Channel: s.fleet.ID, Name: "#fleet"}},
		{chat.Place{Channel: s.fleet.ID, Workspace: team, Thread: "1.1"}, chat.Place{Service: "slack", Workspace: team, Channel: s.fleet.ID, Thread: "1.1"}},
		{chat.Place{Person: "ana"}, chat.Place{Service: "slack", Workspace: team, User: chat.UserID(s.ana.ID), Channel: "D…"}},
		{chat.Place{User: chat.UserID(s.ana.ID)}, chat.Place{Service: "slack", Workspace: team, User: chat.UserID(s.ana.ID), Channel: "D…"}},
	} {
		got, err := s.app.Resolve(t.Context(), chat.Queued{Place: c.in})
		again, err2 := s.app.Resolve(t.Context(), chat.Queued{Place: got})
		if strings.HasPrefix(got.Channel, "D") {
			c.want.Channel = got.Channel
		}
		if err != nil || err2 != nil || got != c.want || again != got {
			t.Errorf("%+v is %+v, %v; again %+v, %v", c.in, got, err, again, err2)
		}
	}
	for what, p := range map[string]chat.Place{"nowhere": {}, "an unknown person": {Person: "zoe"}, "an unknown channel": {Channel: "#nowhere"}} {
		if _, err := s.app.Resolve(t.Context(), chat.Queued{Place: p}); !lasts(err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n := len(s.Calls("conversations.open")); n != 1 {
		t.Errorf("the conversation was opened %d times", n)
	}
}

// A channel that the bot was invited to a moment ago is found.
func TestANewChannelIsFound(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := newStage(t, func(c *Config) { c.Now = func() time.Time { return at } })
	ask := func() error {
		_, err := s.app.Resolve(t.Context(), chat.Queued{Place: chat.Place{Channel: "#claims"}})
		return err
	}
	if err := ask(); !lasts(err) {
		t.Fatalf("before there is one: %v", err)
	}
	s.AddChannel("claims")
	at = at.Add(time.Minute)
	if err := ask(); err != nil {
		t.Error(err)
	}
}

func TestPictures(t *testing.T) {
	asked := 0
	s := newStage(t, func(c *Config) {
		c.Picture = func(_ context.Context, _, path string) ([]byte, error) {
			asked++
			return chattest.Dot(), nil
		}
	})
	s.SlowFiles(2)
	m := chat.Say(chat.Picture{Title: "The map", Alt: "Delivery drives loyalty.", Path: "/map.svg", Link: "/map"})
	for i := range 2 {
		if _, err := s.app.Post(t.Context(), s.channel(), fmt.Sprint("map/", i), m); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.Files()); n != 1 || asked == 0 {
		t.Errorf("%d files were uploaded for one picture", n)
	}
	if got := string(s.Messages(s.fleet.ID)[0].Blocks); !strings.Contains(got, "slack_file") {
		t.Errorf("the picture is not shown: %s", got)
	}
	s.Fail("files.getUploadURLExternal", 1, "missing_scope")
	ref, err := s.app.Post(t.Context(), s.channel(), "other", chat.Say(chat.Picture{Title: "Other", Alt: "Loyalty drives share.", Path: "/other.svg"}))
	if err != nil || !strings.Contains(must(s.Words(ref)), "Loyalty drives share.") {
		t.Errorf("without the picture its words: %q, %v", must(s.Words(ref)), err)
	}
}

func TestErrorsOfPosts(t *testing.T) {
	s := newStage(t, nil)
	s.AddUser(slacktest.User{Name: "ben"})
	post := func() error {
		_, err := s.app.Post(t.Context(), s.channel(), "k", chat.Paragraph("hello"))
		return err
	}
	s.Throttle("chat.postMessage", 1, 7*time.Second)
	if wait, ok := waitOf(post()); !ok || wait != 7*time.Second {
		t.Errorf("429: wait %v %v", wait, ok)
	}
	s.Change(func() { s.fleet.Archived = true })
	if err := post(); !lasts(err) || !strings.Contains(err.Error(), "archived") {
		t.Errorf("an archived channel: %v", err)
	}
	s.Change(func() { s.fleet.Archived, s.fleet.Members = false, []string{s.ana.ID} })
	if err := post(); !lasts(err) || !strings.Contains(err.Error(), "/invite") {
		t.Errorf("a channel the bot is not in: %v", err)
	}
}

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
