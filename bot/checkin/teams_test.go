package checkin_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/chat/teams"
	"throughline/bot/chat/teams/teamstest"
	"throughline/store"
)

// A teamsTown is Microsoft Teams for a talk.
type teamsTown struct {
	*abroad
	teams *teamstest.Fake
	app   *teams.App
	rooms map[string]string             // ids, by the names of channels
	last  map[string]teamstest.Activity // by person: what they said
	form  opened
}

// An opened form stands in the place of the card whose button opened it, for one
// person.
type opened struct {
	card map[string]any
	ref  string // of the message
}

// crew are the people of Larkfield as users of Teams.
func crew(person string) teamstest.Person {
	return teamstest.Person{Account: "29:1talk-" + person, Object: fmt.Sprintf("e0000000-0000-0000-0000-%012x", person), Name: person, Email: person + "@example.org"}
}

func newTeamsTalk(t *testing.T) *abroad {
	s := &teamsTown{abroad: newAbroad(t), teams: teamstest.New(t), rooms: map[string]string{}, last: map[string]teamstest.Activity{}}
	s.teams.Now = s.time
	for _, name := range []string{"strategy", "fleet", "support"} {
		s.rooms["#"+name] = s.teams.AddChannel(name)
	}
	users := map[string]string{}
	for person := range staff {
		s.teams.AddPerson(crew(person))
		users[person] = crew(person).Object
	}
	s.settleIn(s, teams.Service, users)
	return s.abroad
}

// open brings the app into the team.
func (s *teamsTown) open() {
	var err error
	s.app, err = teams.New(teams.Config{
		AppID: teamstest.AppID, Secret: teamstest.Secret, Tenant: teamstest.Tenant, PublicURL: "https://throughline.example.org",
		Cloud: teams.Cloud{
			Login: s.teams.Server.URL, Scope: teamstest.Scope, Metadata: s.teams.Server.URL + "/v1/.well-known/openidconfiguration",
			Issuer: teamstest.Issuer, Hosts: []string{"127.0.0.1"}, Service: s.teams.ServiceURL(),
		},
		Host:   func(context.Context, string) (chat.Host, bool) { return s.router, true },
		Drawer: s.db.Drawer(teams.Service), HTTP: s.teams.Server.Client(), Now: s.time, Log: s.sender.Log,
		People: func(_ context.Context, _, person string) (chat.UserID, bool) {
			return chat.UserID(crew(person).Object), staff[person] != ""
		},
	})
	s.check(err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.app.Run(ctx) }()
	s.t.Cleanup(func() { stop(); s.check(<-ended) })
	for _, a := range s.teams.Installs(crew("ana"), teamstest.General) {
		s.deliver(a)
	}
}

func (s *teamsTown) deliver(a teamstest.Activity) map[string]any {
	status, answer := s.teams.Deliver(s.app.Handler(), a)
	if status != 200 {
		s.t.Fatalf("%v was answered with %d %v", a["type"], status, answer)
	}
	return answer
}

func (s *teamsTown) adapter() adapter { return s.app }

func (s *teamsTown) words(ref string) (string, bool) {
	m := s.teams.Message(ref)
	if m == nil {
		return "", false
	}
	return m.Words(), true
}

// cannot leaves out whom the strategy does not know, and what one says to the
// others there: Teams tells the bot only of what names it, and then it answers.
func (s *teamsTown) cannot(line string) bool {
	return strings.HasPrefix(line, "nils ") || line == "tom #fleet: 92"
}

func (s *teamsTown) refused() (out []string) {
	for _, p := range s.teams.Problems() {
		out = append(out, "Teams would trip over it: "+p)
	}
	return out
}

// named gives a place the names that the strategy has for it.
func (s *teamsTown) named(p chat.Place) chat.Place {
	for person := range staff {
		if string(p.User) == crew(person).Object {
			return chat.Place{Person: person, Thread: p.Thread}
		}
	}
	for name, id := range s.rooms {
		if id == p.Channel {
			return chat.Place{Channel: name, Thread: p.Thread}
		}
	}
	return p
}

// room is where somebody sees a message.
func (s *teamsTown) room(ref, who string) string {
	if id := s.rooms[s.places[ref].Channel]; id != "" {
		return id
	}
	return s.teams.DirectWith(crew(who))
}

func (s *teamsTown) act(who, rest string) {
	what, text, _ := strings.Cut(rest, " ")
	switch what {
	case "presses":
		_, ref := s.button(text)
		s.deliver(s.teams.Presses(crew(who), s.room(ref, who), ref, text, nil))
	case "opens":
		_, ref := s.button(text)
		s.form.ref = ref
		s.showCard(s.deliver(s.teams.Presses(crew(who), s.room(ref, who), ref, text, nil)))
	case "sends":
		s.send(who, text)
	default:
		s.speak(who, rest)
	}
}

func (s *teamsTown) speak(who, rest string) {
	where, text, _ := strings.Cut(rest, ": ")
	channel, fresh := strings.CutSuffix(where, " @bot")
	switch {
	case where == "edits":
		s.deliver(s.teams.Edits(s.last[who], text))
		return
	case where == "@":
		s.last[who] = s.teams.Says(crew(who), s.teams.DirectWith(crew(who)), "", text)
	case fresh:
		s.last[who] = s.teams.Says(crew(who), s.rooms[channel], "", text)
	default:
		s.last[who] = s.teams.Says(crew(who), s.rooms[channel], s.round(channel), text)
	}
	s.deliver(s.last[who])
}

// showCard writes down the form that is open, and looks for it in the card.
func (s *teamsTown) showCard(answer map[string]any) {
	card, ok := answer["value"].(map[string]any)
	if !ok {
		s.t.Fatalf("no form opened: %v", answer)
	}
	s.form.card = card
	s.showForm()
	for i, in := range teamstest.Inputs(card) {
		if f := s.abroad.form.Fields[i]; in.Label != f.Label || in.Value != f.Value {
			s.t.Errorf("the field %q holds %q, want %q with %q", in.Label, in.Value, f.Label, f.Value)
		}
	}
}

// send fills the open form in as the line says. What Teams wants filled in it
// does not send without.
func (s *teamsTown) send(who, line string) {
	values, names := s.fields(line)
	typed := map[string]string{}
	for _, in := range teamstest.Inputs(s.form.card) {
		typed[in.ID] = in.Value
		if v, given := values[in.Label]; given {
			typed[in.ID] = v
			if value, choice := in.Choices[v]; choice {
				typed[in.ID] = value
			}
		}
		if in.Required && typed[in.ID] == "" {
			s.notSent()
			return
		}
	}
	room, root := s.room(s.form.ref, who), s.places[s.form.ref].Thread
	answer := s.deliver(s.teams.PressesOn(s.form.card, crew(who), room, root, s.form.ref, s.abroad.form.Submit, typed))
	card, _ := answer["value"].(map[string]any)
	if len(teamstest.Inputs(card)) == 0 {
		return // the message is back in its place
	}
	s.form.card = card
	s.showFaults(card, typed, names)
}

// showFaults writes down what stands below the fields, and finds in them what
// was typed.
func (s *teamsTown) showFaults(card map[string]any, typed, names map[string]string) {
	for _, in := range teamstest.Inputs(card) {
		if in.Value != typed[in.ID] {
			s.t.Errorf("in %q was typed %q, and stands %q", in.Label, typed[in.ID], in.Value)
		}
	}
	label := ""
	body, _ := card["body"].([]any)
	for _, x := range body {
		e, _ := x.(map[string]any)
		if l, field := e["label"].(string); field {
			label = l
		}
		if e["color"] == "Attention" {
			fmt.Fprintf(&s.out, "fault at %s: %s\n", names[label], teamstest.Markdown(fmt.Sprint(e["text"])))
		}
	}
}

// TestTalksInTeams holds every talk in Teams, but the one about the bot's own page
// and numbers taken from a message: Teams has neither.
func TestTalksInTeams(t *testing.T) {
	all := talks(t)
	delete(all, "quote")
	for name, file := range all {
		t.Run(name, func(t *testing.T) { newTeamsTalk(t).hold(file) })
	}
}

// The card of a form says whose numbers it is for. Anybody could send it, with
// anything in it: only who may report is believed.
func TestTheFormOfSomebodyElseIsNotBelievedInTeams(t *testing.T) {
	s := newTeamsTalk(t)
	for _, line := range []string{"clock 2026-11-23 09:00", "ana opens Report my numbers", "tom sends value-otd/2026-W47=91.4"} {
		s.do(line)
	}
	s.check(s.db.Read(t.Context(), org, func(tx *store.Tx) error {
		rs, err := tx.Readings(t.Context(), "otd")
		for _, r := range rs {
			if r.Period == "2026-W47" {
				t.Errorf("Tom reported Ana's number: %+v", r)
			}
		}
		return err
	}))
	s.do("ana opens Report my numbers") // what Tom was shown in its place is for him alone
	s.do("ana sends value-otd/2026-W47=91.4")
	if !strings.Contains(s.out.String(), "On-time delivery, week 47: 91.4%") {
		t.Errorf("Ana's own was not taken: %s", s.out.String())
	}
}
