package slack

import (
	"strings"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/chat/slack/slacktest"
)

func TestHome(t *testing.T) {
	overBoth(t, func(t *testing.T, start func(func(*Config)) *stage) {
		s := start(nil)
		s.desk.set(func(d *desk) { d.home = chat.Paragraph("You owe **churn** for week 47.") })
		v := s.Human("ana").OpenHome()
		s.app.tasks.wait()
		if words := s.HomeWords(s.Human("ana").OpenHome()); !strings.Contains(words, "You owe churn for week 47.") {
			t.Errorf("the home (at first %+v) says %q", v, words)
		}
		if in := s.desk.asked[0]; in.From != chat.UserID(s.ana.ID) || !in.Place.Private() || in.Outside {
			t.Errorf("it was drawn for %+v", in)
		}
		if n := len(s.desk.all()); n != 0 {
			t.Errorf("%d things were said by looking", n)
		}
	})
}

// A home that somebody else has drawn meanwhile is drawn once more.
func TestHomeWithAnOldHash(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.home = chat.Paragraph("one") })
	s.Fail("views.publish", 1, "hash_conflict")
	s.Human("ana").OpenHome()
	s.app.tasks.wait()
	if words := s.HomeWords(s.Human("ana").OpenHome()); !strings.Contains(words, "one") {
		t.Errorf("the home says %q", words)
	}
}

func TestHomeOfAGuest(t *testing.T) {
	s := byRequests(t, nil)
	s.AddUser(slacktest.User{Name: "guest", Guest: true})
	s.Human("guest").OpenHome()
	s.app.tasks.wait()
	if in := s.desk.asked[0]; !in.Outside {
		t.Errorf("a guest's home is drawn for %+v", in)
	}
}

func TestQuestionsAreOffered(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) {
		d.prompts = []chat.Prompt{{Title: "What do I owe?", Say: "what do I owe?"}, {Title: "Why?", Say: "why is churn red?"}, {Title: "3", Say: "3"}, {Title: "4", Say: "4"}, {Title: "5", Say: "5"}}
	})
	s.Human("ana").OpenMessages()
	s.app.tasks.wait()
	got := s.Human("ana").Prompts()
	if len(got) != 4 || got[1]["title"] != "Why?" || got[1]["message"] != "why is churn red?" {
		t.Errorf("offered %v", got)
	}
	if in := s.desk.only(t); in.What != chat.Opened || !in.Place.Private() {
		t.Errorf("got %+v", in)
	}
}

// Workspaces whose plan has no agents are offered nothing, and told nothing.
func TestQuestionsWithoutAgents(t *testing.T) {
	s := byRequests(t, nil)
	s.desk.set(func(d *desk) { d.prompts = []chat.Prompt{{Title: "a", Say: "b"}} })
	s.Fail("assistant.threads.setSuggestedPrompts", 1, "paid_teams_only")
	if err := s.app.offer(t.Context(), chat.Incoming{From: chat.UserID(s.ana.ID), What: chat.Opened, Place: place(s.Team().ID, "D1", "im", s.ana.ID)}); err != nil {
		t.Error(err)
	}
}
