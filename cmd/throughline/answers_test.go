package main

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// staffed is the example at work, without its cast.
type staffed struct {
	*testing.T
	*office
	n int
}

func newStaffed(t *testing.T) *staffed {
	t.Helper()
	path := filepath.Join(t.TempDir(), "company.db")
	file, err := exampleFile("logistics", scorecard.DateOf(scriptNow))
	if err != nil {
		t.Fatal(err)
	}
	if err := seed(t.Context(), path, file, 4, scriptNow); err != nil {
		t.Fatal(err)
	}
	o, err := openOffice(t.Context(), path, file.Strategy.Organisation.ID, bot.ClockAt(scriptNow), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return &staffed{T: t, office: o}
}

// does hands in what somebody did in their direct conversation.
func (s *staffed) does(who string, in chat.Incoming) {
	s.Helper()
	s.n++
	in.ID, in.Ref, in.From, in.At = fmt.Sprint("i", s.n), fmt.Sprint(s.n), chat.UserID(who), s.clock.Now()
	in.Place = chat.Place{Service: "web", User: chat.UserID(who)}
	if err := s.bot.Router.Receive(s.Context(), in); err != nil {
		s.Fatal(err)
	}
	s.settle()
}

func (s *staffed) settle() {
	s.Helper()
	if err := s.bot.Settle(s.Context()); err != nil {
		s.Fatal(err)
	}
}

// told returns what the bot said last in somebody's direct conversation.
func (s *staffed) told(who string) chat.Message {
	s.Helper()
	all, err := s.db.Workspace(s.org).Timeline(s.Context(), "@"+who, 0, 50)
	if err != nil {
		s.Fatal(err)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].From == "" {
			return all[i].Body
		}
	}
	s.Fatalf("%s was told nothing", who)
	return chat.Message{}
}

func (s *staffed) wants(who string, parts ...string) {
	s.Helper()
	text := s.told(who).Plain(nil)
	for _, p := range parts {
		if !strings.Contains(text, p) {
			s.Errorf("%s was told\n%s\nwithout %q", who, text, p)
		}
	}
}

func (s *staffed) button(who, action string) chat.Button {
	s.Helper()
	for _, b := range s.told(who).Blocks {
		if bs, ok := b.(chat.Buttons); ok {
			for _, b := range bs.Buttons {
				if b.Action == action {
					return b
				}
			}
		}
	}
	s.Fatalf("%s has no button %s under %s", who, action, s.told(who).Plain(nil))
	return chat.Button{}
}

// A word is explained in the form, accepted by the owner, and understood.
func TestAWordBecomesANameInTheOffice(t *testing.T) {
	s := newStaffed(t)
	s.does("nils", chat.Incoming{Text: "what drives footfall?"})
	s.wants("nils", "I do not know “footfall” here.")
	b := s.button("nils", "answer/synonym")
	press := chat.Incoming{What: chat.Pressed, From: "nils", Action: b.Action, Value: b.Value, Place: chat.Place{Service: "web", User: "nils"}}
	form, err := s.bot.Router.Form(t.Context(), press)
	if err != nil || len(form.Fields) != 2 {
		t.Fatalf("form %+v, %v", form, err)
	}
	submit := press
	submit.What, submit.Action, submit.Value = chat.Submitted, form.Action, form.Value
	submit.Fields = map[string]string{form.Fields[0].Name: form.Fields[0].Value, form.Fields[1].Name: "churn"}
	if faults, err := s.bot.Router.Check(t.Context(), submit); err != nil || len(faults) > 0 {
		t.Fatalf("faults %v, %v", faults, err)
	}
	s.does("nils", submit)
	s.wants("nils", "Read as: what drives Customer churn.")
	s.wants("priya", "Nils Brandt says “footfall” for Customer churn")
	yes := s.button("priya", "answer/accept")
	s.does("priya", chat.Incoming{What: chat.Pressed, Action: yes.Action, Value: yes.Value})
	s.wants("priya", "From now on I take “footfall” for Customer churn.")
	s.wants("nils", "Priya Nair agrees")
	s.does("kim", chat.Incoming{Text: "who owns footfall?"})
	s.wants("kim", "Priya Nair answers for Customer churn.")
}

// What was asked in vain is told to the head of the whole on the next Monday.
func TestGapsAreToldInTheOffice(t *testing.T) {
	s := newStaffed(t)
	for _, who := range []string{"nils", "kim", "kim"} {
		s.does(who, chat.Incoming{Text: "how does finance affect market share?"})
		s.wants(who, "No recorded link leads from Finance to Market share.")
	}
	s.clock.Set(time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC)) // morning where Ruth is
	if err := s.bot.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.wants("ruth", "Asked in week 47, and not on the map:", "2 people asked how Finance affects Market share; no recorded link leads there.")
}
