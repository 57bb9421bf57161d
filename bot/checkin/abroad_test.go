package checkin_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A town is a chat service of others, faked, in which people do what a talk says.
type town interface {
	// open connects the adapter, once the talk has a house.
	open()
	// adapter is what messages go through.
	adapter() adapter
	// words returns all that is read at a ref.
	words(ref string) (string, bool)
	// named gives a place of the service the names that the strategy has for it.
	named(p chat.Place) chat.Place
	// act does what somebody does in one line of a talk.
	act(who, rest string)
	// cannot reports whether there is no such thing in the service as a line tells.
	cannot(line string) bool
	// refused returns what the service did not take, or would trip over.
	refused() []string
}

type adapter interface {
	chat.Service
	chat.Resolver
	chat.Finder
}

// An abroad is a talk held in a chat service: people do things there, they reach
// the feature through the adapter, and what it says is read there.
type abroad struct {
	*talk
	town     town
	router   *bot.Router[*store.Tx]
	sender   *bot.Sender
	homes    chat.Message
	spoke    map[string]spoken // by person: what they said last
	line     string            // that is being run
	unfilled map[string]bool   // lines that the service itself did not let through
}

type spoken struct{ channel, ts string }

func newAbroad(t *testing.T) *abroad {
	s := &abroad{talk: newTalk(t), spoke: map[string]spoken{}, unfilled: map[string]bool{}}
	return s
}

// settleIn lets the talk go on in a town, where each person is a user.
func (s *abroad) settleIn(w town, service string, users map[string]string) {
	s.town = w
	s.change(func(x *scorecard.Strategy) {
		for i := range x.People {
			x.People[i].Identities = map[string]string{service: users[string(x.People[i].ID)]}
		}
	})
	s.house()
	w.open()
	s.sender.Service = witness{w.adapter(), s}
	s.settle()
	s.out.Reset() // greetings
	s.through = s.settle
}

// house is the switchboard, with the one feature.
func (s *abroad) house() {
	log := slog.New(slog.NewTextHandler(s.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	f := s.feature
	s.router = &bot.Router[*store.Tx]{Org: org, Store: s.db, Now: s.time, Log: log, Wake: func() {}, Features: []bot.Feature[*store.Tx]{{
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
	s.sender = &bot.Sender{Outbox: inOrder{s.db}, Now: s.time, Log: log}
}

// inOrder hands out one message at a time, so that a talk goes the same way each
// time: the sender itself serves several conversations at once.
type inOrder struct{ *store.DB }

func (o inOrder) ClaimOutgoing(ctx context.Context, lease time.Duration, _ int) ([]chat.Queued, error) {
	return o.DB.ClaimOutgoing(ctx, lease, 1)
}

// settle handles and sends until nothing is left, letting time pass only where
// the service asks for patience.
func (s *abroad) settle() {
	ctx := context.Background()
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
		s.tick(next)
	}
}

// A witness writes down what is said, and reads it where it arrived.
type witness struct {
	adapter
	talk *abroad
}

func (w witness) Resolve(ctx context.Context, q chat.Queued) (chat.Place, error) {
	q.Place.Service = w.Name()
	return w.adapter.Resolve(ctx, q)
}

func (w witness) Post(ctx context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	ref, err := w.adapter.Post(ctx, p, key, m)
	if err == nil {
		w.talk.refs, w.talk.when[ref] = append(w.talk.refs, ref), w.talk.now
		w.talk.witness(p, ref, m, "")
	}
	return ref, err
}

func (w witness) Update(ctx context.Context, p chat.Place, ref string, m chat.Message) error {
	err := w.adapter.Update(ctx, p, ref, m)
	if err == nil {
		w.talk.witness(p, ref, m, " again")
	}
	return err
}

func (s *abroad) witness(p chat.Place, ref string, m chat.Message, how string) {
	p = s.town.named(p)
	s.posted[ref], s.places[ref], s.edited[ref] = m, p, how != ""
	s.show(chat.Queued{Place: p, Message: m}, how)
	seen, ok := s.town.words(ref)
	if !ok {
		s.t.Errorf("nothing stands at %s, where was said: %s", ref, m.Plain(nil))
	}
	s.wantWords(m, seen)
}

// wantWords wants every word of a message to be read in the service.
func (s *abroad) wantWords(m chat.Message, seen string) {
	seen = strings.ToLower(seen)
	for _, word := range strings.Fields(m.Plain(nil)) {
		if word = strings.ToLower(strings.Trim(word, "[]()-–“”.,:*@;?!")); word != "" && !strings.Contains(seen, word) {
			s.t.Errorf("%q of %q cannot be read there: %q", word, m.Plain(nil), seen)
			return
		}
	}
}

// do runs one line of a talk.
func (s *abroad) do(line string) {
	if f := strings.Fields(line); f[0] == "clock" || f[0] == "off" || f[0] == "restrict" {
		s.talk.do(line)
		return
	}
	who, rest, _ := strings.Cut(line, " ")
	s.line = line
	s.town.act(who, rest)
	s.settle()
}

// fields returns what a line types into the open form: by label, as people see
// it. The names of the fields are by label too.
func (s *abroad) fields(line string) (values, names map[string]string) {
	values, names = map[string]string{}, map[string]string{}
	for _, one := range strings.Split(line, " / ") {
		name, value, _ := strings.Cut(one, "=")
		for _, f := range s.form.Fields {
			if f.Name == name {
				values[f.Label] = labelOf(f, value)
			}
			names[f.Label] = f.Name
		}
	}
	return values, names
}

// notSent writes down that the service itself wants something filled in, in its
// own words; the bot never hears of it.
func (s *abroad) notSent() {
	s.unfilled[s.line] = true
	s.out.WriteString(byService + "\n")
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

// hold holds a talk, and wants the same to be said, readable there, and nothing
// that the service refuses.
func (s *abroad) hold(file string) {
	want, err := os.ReadFile(file)
	s.check(err)
	for _, line := range strings.Split(strings.TrimSpace(string(want)), "\n") {
		if strings.HasPrefix(line, "#") {
			s.out.WriteString(line + "\n")
		}
		if cmd, ok := strings.CutPrefix(line, "> "); ok && !s.town.cannot(cmd) {
			s.out.WriteString(line + "\n")
			s.do(cmd)
		}
	}
	if got, want := unordered(s.out.String()), unordered(s.as(string(want))); got != want {
		s.t.Errorf("the talk went another way:\n%s", firstDifference(got, want))
	}
	for _, r := range s.town.refused() {
		s.t.Error(r)
	}
}

// as is how a talk goes there: without what the service has not, and the service
// itself wants fields to be filled in that are not optional.
func (s *abroad) as(talk string) string {
	var out []string
	command := ""
	for _, line := range strings.Split(talk, "\n") {
		if cmd, ok := strings.CutPrefix(line, "> "); ok {
			if command = cmd; s.town.cannot(cmd) {
				continue
			}
			out = append(out, line)
			if s.unfilled[cmd] {
				out = append(out, byService)
			}
			continue
		}
		if command != "" && s.town.cannot(command) && line != "" || s.unfilled[command] && strings.HasPrefix(line, "fault at ") {
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

const byService = "fault, says the service"

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

// talks returns the scripts, by name.
func talks(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.talk")
	if err != nil || len(files) == 0 {
		t.Fatalf("no talks: %v", err)
	}
	out := map[string]string{}
	for _, file := range files {
		out[strings.TrimSuffix(filepath.Base(file), ".talk")] = file
	}
	return out
}
