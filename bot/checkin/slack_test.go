package checkin_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/chat/slack"
	"throughline/bot/chat/slack/slacktest"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A slackTalk is a talk held in Slack: people do things there, they reach the
// feature through the adapter, and what it says is read there.
type slackTalk struct {
	*talk
	slack    *slacktest.Slack
	app      *slack.App
	router   *bot.Router[*store.Tx]
	sender   *bot.Sender
	clock    atomic.Int64
	view     *slacktest.View
	homes    chat.Message
	spoke    map[string]spoken // by person: what they said last
	line     string            // that is being run
	unfilled map[string]bool   // lines that Slack did not let through
	yard     string            // a channel that the bot is not in
}

type spoken struct{ channel, ts string }

// staff are the people of Larkfield as users of Slack.
var staff = map[string]string{"ana": "U0ANA", "ben": "U0BEN", "kim": "U0KIM", "sofia": "U0SOFIA", "tom": "U0TOM", "nils": "U0NILS"}

func newSlackTalk(t *testing.T, sockets bool) *slackTalk {
	s := &slackTalk{talk: newTalk(t), spoke: map[string]spoken{}, unfilled: map[string]bool{}}
	s.sync()
	now := func() time.Time { return time.UnixMicro(s.clock.Load()).UTC() }
	s.slack = slacktest.Start(t, slacktest.Options{Now: now})
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
	s.change(func(x *scorecard.Strategy) {
		for i := range x.People {
			x.People[i].Identities = map[string]string{slack.Service: staff[string(x.People[i].ID)]}
		}
	})
	s.wire(now)
	s.connect(sockets)
	s.through = s.settle
	return s
}

// sync shows the talk's time to everybody else.
func (s *slackTalk) sync() { s.clock.Store(s.now.UnixMicro()) }

func (s *slackTalk) wire(now func() time.Time) {
	log := slog.New(slog.NewTextHandler(s.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	f := s.feature
	s.router = &bot.Router[*store.Tx]{Org: org, Store: s.db, Now: now, Log: log, Wake: func() {}, Features: []bot.Feature[*store.Tx]{{
		Name: "checkin",
		Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
			mine, err := f.Take(ctx, tx, in, who)
			if err == nil && !mine && in.What != chat.Opened {
				s.out.WriteString("not for check-ins\n")
			}
			return mine, err
		},
		Form: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (form chat.Form, err error) {
			s.form, err = f.Form(ctx, tx, in, who)
			return s.form, err
		},
		Check: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (chat.FieldErrors, error) {
			return f.Check(ctx, tx, in, who)
		},
		Home: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) ([]chat.Block, error) {
			blocks, err := f.Home(ctx, tx, in, who)
			s.homes = chat.Say(blocks...)
			return blocks, err
		},
		RunAll: func(ctx context.Context, tx *store.Tx, dues []schedule.Due) error { return f.Run(ctx, tx, dues...) },
	}}}
	s.sender = &bot.Sender{Outbox: inOrder{s.db}, Now: now, Log: log, Service: witness{s}}
}

// inOrder hands out one message at a time, so that a talk goes the same way each
// time: the sender itself serves several conversations at once.
type inOrder struct{ *store.DB }

func (o inOrder) ClaimOutgoing(ctx context.Context, lease time.Duration, _ int) ([]chat.Queued, error) {
	return o.DB.ClaimOutgoing(ctx, lease, 1)
}

// connect starts the adapter, by sockets or by requests.
func (s *slackTalk) connect(sockets bool) {
	cfg := slack.Config{
		BotToken: s.slack.Token(), APIURL: s.slack.URL, Drawer: s.db.Drawer(slack.Service), Now: s.sender.Now, Log: s.sender.Log,
		Host: func(context.Context, string) (chat.Host, bool) { return s.router, true },
		People: func(_ context.Context, _, person string) (chat.UserID, bool) {
			return chat.UserID(staff[person]), staff[person] != ""
		},
		Shortcuts: []chat.Command{{Name: "report", Form: "checkin/quote"}},
	}
	if sockets {
		cfg.AppToken = slacktest.AppToken
	} else {
		cfg.SigningSecret = slacktest.SigningSecret
	}
	var err error
	s.app, err = slack.New(cfg)
	s.check(err)
	if !sockets {
		server := httptest.NewServer(s.app.Handler())
		s.t.Cleanup(server.Close)
		s.slack.SendTo(server.URL)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.app.Run(ctx) }()
	s.t.Cleanup(func() { stop(); s.check(<-ended) })
	for deadline := time.Now().Add(10 * time.Second); sockets && s.slack.Sockets() == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatal("the adapter opened no socket")
		}
	}
}

// settle handles and sends until nothing is left, letting time pass only where
// Slack asks for patience.
func (s *slackTalk) settle() {
	ctx := context.Background()
	s.sync()
	for {
		in, err := s.router.Drain(ctx)
		s.check(err)
		out, err := s.sender.Drain(ctx)
		s.check(err)
		if in+out > 0 {
			continue
		}
		next, waiting, err := s.db.NextOutgoing(ctx)
		s.check(err)
		if !waiting || next.After(s.now.Add(time.Minute)) {
			return
		}
		s.now = next
		s.sync()
	}
}

// A witness writes down what is said, and reads it where it arrived.
type witness struct{ *slackTalk }

func (w witness) Name() string { return slack.Service }

func (w witness) Resolve(ctx context.Context, q chat.Queued) (chat.Place, error) {
	q.Place.Service = slack.Service
	return w.app.Resolve(ctx, q)
}

func (w witness) Find(ctx context.Context, p chat.Place, key string) (string, bool, error) {
	return w.app.Find(ctx, p, key)
}

func (w witness) Post(ctx context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	ref, err := w.app.Post(ctx, p, key, m)
	if err == nil {
		w.refs, w.when[ref] = append(w.refs, ref), w.now
		w.witness(p, ref, m, "")
	}
	return ref, err
}

func (w witness) Update(ctx context.Context, p chat.Place, ref string, m chat.Message) error {
	err := w.app.Update(ctx, p, ref, m)
	if err == nil {
		w.witness(p, ref, m, " again")
	}
	return err
}

func (s *slackTalk) witness(p chat.Place, ref string, m chat.Message, how string) {
	p = s.named(p)
	s.posted[ref], s.places[ref], s.edited[ref] = m, p, how != ""
	s.show(chat.Queued{Place: p, Message: m}, how)
	seen, ok := s.slack.Words(ref)
	if !ok {
		s.t.Errorf("nothing stands at %s, where was said: %s", ref, m.Plain(nil))
	}
	s.wantWords(m, seen)
}

// wantWords wants every word of a message to be read in Slack.
func (s *slackTalk) wantWords(m chat.Message, seen string) {
	seen = strings.ToLower(seen)
	for _, word := range strings.Fields(m.Plain(nil)) {
		if word = strings.ToLower(strings.Trim(word, "[]()-–“”.,:*@;?!")); word != "" && !strings.Contains(seen, word) {
			s.t.Errorf("%q of %q cannot be read in Slack: %q", word, m.Plain(nil), seen)
			return
		}
	}
}

// named gives a place the names that the strategy has for it.
func (s *slackTalk) named(p chat.Place) chat.Place {
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

// do runs one line of a talk.
func (s *slackTalk) do(line string) {
	f := strings.Fields(line)
	if f[0] == "clock" || f[0] == "off" || f[0] == "restrict" {
		s.talk.do(line)
		return
	}
	who, rest, _ := strings.Cut(line, " ")
	h := s.slack.Human(who)
	what, text, _ := strings.Cut(rest, " ")
	s.sync()
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
	s.settle()
}

// channel is where somebody sees a message.
func (s *slackTalk) channel(ref, who string) string {
	if c := s.places[ref].Channel; c != "" {
		return c
	}
	return staff[who]
}

func (s *slackTalk) speak(h slacktest.Human, who, rest string) {
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
func (s *slackTalk) showView() {
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

// labelOf is what people see of a value.
func labelOf(f chat.Field, value string) string {
	for _, o := range f.Options {
		if o.Value == value && value != "" { // Slack offers nothing that stands for nothing
			return o.Label
		}
	}
	return value
}

func (s *slackTalk) send(h slacktest.Human, fields string) {
	values, names := map[string]string{}, map[string]string{}
	for _, one := range strings.Split(fields, " / ") {
		name, value, _ := strings.Cut(one, "=")
		for _, f := range s.form.Fields {
			if f.Name == name {
				values[f.Label] = labelOf(f, value)
			}
			names[f.Label] = f.Name
		}
	}
	faults, _, err := h.FillForm(s.view, values)
	if errors.Is(err, slacktest.ErrUnfilled) { // Slack says it in its own words, and the bot never hears of it
		s.unfilled[s.line] = true
		s.out.WriteString(bySlack + "\n")
		return
	}
	s.check(err)
	for _, label := range slices.Sorted(maps.Keys(faults)) {
		fmt.Fprintf(&s.out, "fault at %s: %s\n", names[label], faults[label])
	}
}

// TestTalksInSlack holds every talk in Slack, over both ways in, and wants the
// same to be said, readable there, and nothing that Slack refuses.
func TestTalksInSlack(t *testing.T) {
	files, err := filepath.Glob("testdata/*.talk")
	if err != nil || len(files) == 0 {
		t.Fatalf("no talks: %v", err)
	}
	for _, sockets := range []bool{true, false} {
		for _, file := range files {
			name := map[bool]string{true: "sockets/", false: "requests/"}[sockets] + strings.TrimSuffix(filepath.Base(file), ".talk")
			t.Run(name, func(t *testing.T) { holdInSlack(t, file, sockets) })
		}
	}
}

func holdInSlack(t *testing.T, file string, sockets bool) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := newSlackTalk(t, sockets)
	for _, line := range strings.Split(strings.TrimSpace(string(want)), "\n") {
		if strings.HasPrefix(line, "#") {
			s.out.WriteString(line + "\n")
		}
		if cmd, ok := strings.CutPrefix(line, "> "); ok && !strings.HasPrefix(cmd, "nils ") {
			s.out.WriteString(line + "\n")
			s.line = cmd
			s.do(cmd)
		}
	}
	if got, want := unordered(s.out.String()), unordered(s.inSlack(string(want))); got != want {
		t.Errorf("the talk went another way:\n%s", firstDifference(got, want))
	}
	for _, r := range s.slack.Refused() {
		t.Errorf("Slack refused %s: %s %v", r.Method, r.Error, r.Messages)
	}
}

// inSlack is how a talk goes there: Slack itself wants fields to be filled in
// that are not optional, and the house knows nobody who is not in the strategy.
func (s *slackTalk) inSlack(talk string) string {
	var out []string
	command := ""
	for _, line := range strings.Split(talk, "\n") {
		if cmd, ok := strings.CutPrefix(line, "> "); ok {
			if command = cmd; strings.HasPrefix(cmd, "nils ") {
				continue
			}
			out = append(out, line)
			if s.unfilled[cmd] {
				out = append(out, bySlack)
			}
			continue
		}
		if strings.HasPrefix(command, "nils ") && line != "" || s.unfilled[command] && strings.HasPrefix(line, "fault at ") {
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

const bySlack = "fault, says Slack"

// unordered sorts what is said between two lines of a talk. Only within one
// conversation does the order hold everywhere.
func unordered(talk string) string {
	steps := strings.Split(talk, "\n> ")
	for i, step := range steps {
		first, rest, _ := strings.Cut(step, "\n")
		said := strings.Split(starts.ReplaceAllString(strings.TrimRight(rest, "\n"), "\x00$0"), "\n\x00")
		slices.Sort(said)
		steps[i] = first + "\n" + strings.Join(said, "\n")
	}
	return strings.Join(steps, "\n> ")
}

// starts finds where a message begins.
var starts = regexp.MustCompile(`(?m)^\w{3} \d\d:\d\d `)
