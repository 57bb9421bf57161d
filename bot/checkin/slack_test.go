package checkin_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/slack"
	"throughline/bot/chat/slack/slacktest"
)

// A slackTown is Slack for a talk.
type slackTown struct {
	*abroad
	sockets bool // the way in; otherwise requests
	slack   *slacktest.Slack
	app     *slack.App
	view    *slacktest.View
	yard    string // a channel that the bot is not in
}

// staff are the people of Larkfield as users of Slack.
var staff = map[string]string{"ana": "U0ANA", "ben": "U0BEN", "kim": "U0KIM", "sofia": "U0SOFIA", "tom": "U0TOM", "nils": "U0NILS"}

func newSlackTalk(t *testing.T, sockets bool) *abroad {
	s := &slackTown{abroad: newAbroad(t), sockets: sockets}
	s.slack = slacktest.Start(t, slacktest.Options{Now: s.time})
	for _, person := range slices.Sorted(maps.Keys(staff)) {
		s.slack.AddUser(slacktest.User{ID: staff[person], Name: person})
	}
	for _, name := range []string{"strategy", "fleet", "support"} {
		s.slack.AddChannel(name)
	}
	yard := s.slack.AddChannel("yard")
	s.slack.Change(func() {
		yard.Members = slices.DeleteFunc(yard.Members, func(u string) bool { return u == s.slack.Team().BotUser })
	})
	s.yard = yard.ID
	s.settleIn(s, slack.Service, staff)
	return s.abroad
}

func (s *slackTown) adapter() adapter { return s.app }

func (s *slackTown) words(ref string) (string, bool) { return s.slack.Words(ref) }

// cannot leaves out whom the strategy does not know: the house has nothing to
// say to them, and only the feature alone is asked what it would.
func (s *slackTown) cannot(line string) bool { return strings.HasPrefix(line, "nils ") }

func (s *slackTown) refused() (out []string) {
	for _, r := range s.slack.Refused() {
		out = append(out, fmt.Sprintf("Slack refused %s: %s %v", r.Method, r.Error, r.Messages))
	}
	return out
}

// open starts the adapter, by sockets or by requests.
func (s *slackTown) open() {
	cfg := slack.Config{
		BotToken: s.slack.Token(), APIURL: s.slack.URL, Drawer: s.db.Drawer(slack.Service), Now: s.time, Log: s.sender.Log,
		Host: func(context.Context, string) (chat.Host, bool) { return s.router, true },
		People: func(_ context.Context, _, person string) (chat.UserID, bool) {
			return chat.UserID(staff[person]), staff[person] != ""
		},
		Shortcuts: []chat.Command{{Name: "report", Form: "checkin/quote"}},
	}
	if s.sockets {
		cfg.AppToken = slacktest.AppToken
	} else {
		cfg.SigningSecret = slacktest.SigningSecret
	}
	var err error
	s.app, err = slack.New(cfg)
	s.check(err)
	if !s.sockets {
		server := httptest.NewServer(s.app.Handler())
		s.t.Cleanup(server.Close)
		s.slack.SendTo(server.URL)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.app.Run(ctx) }()
	s.t.Cleanup(func() { stop(); s.check(<-ended) })
	for deadline := time.Now().Add(10 * time.Second); s.sockets && s.slack.Sockets() == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatal("the adapter opened no socket")
		}
	}
}

// named gives a place the names that the strategy has for it.
func (s *slackTown) named(p chat.Place) chat.Place {
	for person, user := range staff {
		if string(p.User) == user {
			return chat.Place{Person: person, Thread: p.Thread}
		}
	}
	for _, c := range s.slack.Team().Channels {
		if c.ID == p.Channel {
			return chat.Place{Channel: "#" + c.Name, Thread: p.Thread}
		}
	}
	return p
}

func (s *slackTown) act(who, rest string) {
	h := s.slack.Human(who)
	what, text, _ := strings.Cut(rest, " ")
	switch {
	case rest == "at home":
		home := h.OpenHome()
		s.wantWords(s.homes, s.slack.HomeWords(home))
		for _, line := range strings.Split(s.homes.Plain(nil), "\n") {
			fmt.Fprintf(&s.out, "  %s\n", line)
		}
	case what == "presses", what == "opens":
		_, ref := s.button(text)
		view, err := h.Press(s.channel(ref, who), ref, text)
		s.check(err)
		if s.view = view; what == "opens" {
			s.showView()
		}
	case what == "quotes":
		view, err := h.Shortcut("report", s.yard, h.Say(s.yard, text))
		s.check(err)
		s.view = view
		s.showView()
	case what == "sends":
		s.send(h, text)
	default:
		s.speak(h, who, rest)
	}
}

// channel is where somebody sees a message.
func (s *slackTown) channel(ref, who string) string {
	if c := s.places[ref].Channel; c != "" {
		return c
	}
	return staff[who]
}

func (s *slackTown) speak(h slacktest.Human, who, rest string) {
	where, text, _ := strings.Cut(rest, ": ")
	channel, mention := strings.CutSuffix(where, " @bot")
	switch last := s.spoke[who]; {
	case where == "edits":
		h.Edit(last.channel, last.ts, text)
	case where == "@":
		s.spoke[who] = spoken{"", h.DM(text)}
	case mention:
		s.spoke[who] = spoken{channel, h.Mention(channel, "", text)}
	default:
		s.spoke[who] = spoken{channel, h.Reply(channel, s.round(channel), text)}
	}
}

// showView writes down the form that is open, and looks for it in the modal.
func (s *slackTown) showView() {
	if s.view == nil {
		s.t.Fatalf("no form opened: %v", s.slack.Refused())
	}
	s.showForm()
	fields := s.slack.Fields(s.view)
	for _, f := range s.form.Fields {
		if value, there := fields[f.Label]; !there || value != labelOf(f, f.Value) {
			s.t.Errorf("the field %q holds %q, want %q", f.Label, value, labelOf(f, f.Value))
		}
	}
}

func (s *slackTown) send(h slacktest.Human, line string) {
	values, names := s.fields(line)
	faults, _, err := h.FillForm(s.view, values)
	if errors.Is(err, slacktest.ErrUnfilled) {
		s.notSent()
		return
	}
	s.check(err)
	for _, label := range slices.Sorted(maps.Keys(faults)) {
		fmt.Fprintf(&s.out, "fault at %s: %s\n", names[label], faults[label])
	}
}

// TestTalksInSlack holds every talk in Slack, over both ways in.
func TestTalksInSlack(t *testing.T) {
	for way, sockets := range map[string]bool{"sockets": true, "requests": false} {
		for name, file := range talks(t) {
			t.Run(way+"/"+name, func(t *testing.T) { newSlackTalk(t, sockets).hold(file) })
		}
	}
}
