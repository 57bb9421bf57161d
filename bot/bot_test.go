package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

const org = scorecard.OrgID("acme")

// service is a chat service of ours that remembers what it was told and fails
// when asked to.
type service struct {
	mu    sync.Mutex
	said  []string
	fails map[string][]error // by key, the errors of its next posts
	lost  map[string]string  // by key, posted before we knew
}

func (s *service) Find(_ context.Context, _ chat.Place, key string) (string, bool, error) {
	ref, ok := s.lost[key]
	return ref, ok, nil
}

func (s *service) Name() string { return "web" }

func (s *service) Post(_ context.Context, p chat.Place, key string, m chat.Message) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if errs := s.fails[key]; len(errs) > 0 {
		s.fails[key] = errs[1:]
		return "", errs[0]
	}
	s.said = append(s.said, p.Channel+" "+key+": "+m.Plain(nil))
	return fmt.Sprint(len(s.said)), nil
}

func (s *service) Update(_ context.Context, p chat.Place, ref string, m chat.Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, p.Channel+" edit "+ref+": "+m.Plain(nil))
	return nil
}

// house is a bot with one feature, on a real database.
type house struct {
	*bot.Bot[*store.Tx]
	db      *store.DB
	service *service
	clock   *bot.Clock
}

func newHouse(t *testing.T, f bot.Feature[*store.Tx]) *house {
	t.Helper()
	h := &house{service: &service{fails: map[string][]error{}}, clock: &bot.Clock{}}
	h.clock.Set(time.Date(2091, 5, 9, 12, 0, 0, 0, time.UTC)) // a Wednesday at noon
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "acme.db"), h.clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	h.db = db
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: org, Name: "Acme", Zone: "Europe/Berlin", Channel: "#acme"},
		Units:        []scorecard.Unit{{ID: "co", Name: "Acme", Head: "ana"}},
		People:       []scorecard.Person{{ID: "ana", Name: "Ana", Units: []scorecard.UnitID{"co"}}},
		Objectives:   []scorecard.Objective{{ID: "o", Name: "Grow", Unit: "co", Owner: "ana"}},
		Metrics:      []scorecard.Metric{{ID: "m", Name: "Share", Objective: "o", Owner: "ana", Cadence: scorecard.Weekly}},
	}
	h.write(t, func(tx *store.Tx) error { return tx.Apply(t.Context(), s) })
	features, log := []bot.Feature[*store.Tx]{f}, slog.New(slog.DiscardHandler)
	h.Bot = bot.New(
		&bot.Router[*store.Tx]{Org: org, Store: db, Features: features, Now: h.clock.Now, Log: log},
		&bot.Sender{Outbox: db, Service: h.service, Now: h.clock.Now, Log: log, Resolve: func(q chat.Queued) (chat.Place, error) { return q.Place, nil }},
		&bot.Timetable[*store.Tx]{Org: org, Store: db, Features: features, Now: h.clock.Now, Log: log},
	)
	return h
}

func (h *house) write(t *testing.T, f func(*store.Tx) error) {
	t.Helper()
	if err := h.db.Write(t.Context(), org, scorecard.Actor{From: "test"}, f); err != nil {
		t.Fatal(err)
	}
}

func (h *house) hear(t *testing.T, id, who, text string) {
	t.Helper()
	in := chat.Incoming{ID: id, Place: chat.Place{Service: "web", Channel: "#acme"}, From: chat.UserID(who), Ref: "r-" + id, Text: text, Mention: true, At: h.clock.Now()}
	if err := h.Router.Receive(t.Context(), in); err != nil {
		t.Fatal(err)
	}
}

func (h *house) settle(t *testing.T) {
	t.Helper()
	if err := h.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// ahead moves the clock and settles, so that what waits to be retried is.
func (h *house) ahead(t *testing.T, d time.Duration) {
	t.Helper()
	h.clock.Set(h.clock.Now().Add(d))
	h.settle(t)
}

func echo(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
	return true, tx.Send(ctx, chat.Outgoing{Key: "echo/" + in.ID, Place: in.Answer(), Message: chat.Paragraph(chat.Escape(in.Text))})
}

func TestARedeliveryIsHandledOnce(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: echo})
	h.hear(t, "1", "ana", "hello")
	h.hear(t, "1", "ana", "hello")
	h.settle(t)
	h.hear(t, "1", "ana", "hello")
	h.settle(t)
	if len(h.service.said) != 1 {
		t.Errorf("said %q, want it once", h.service.said)
	}
}

func TestAStrangerIsToldKindlyAndNothingElseHappens(t *testing.T) {
	taken := false
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: func(context.Context, *store.Tx, chat.Incoming, scorecard.PersonID) (bool, error) {
		taken = true
		return true, nil
	}})
	h.hear(t, "1", "mallory", "what is our share?")
	h.settle(t)
	if taken || len(h.service.said) != 1 || !strings.Contains(h.service.said[0], "do not know you") {
		t.Errorf("a stranger got %q (offered to a feature: %v)", h.service.said, taken)
	}
}

func TestAFailureIsTriedAgainAndLeavesNothingHalfDone(t *testing.T) {
	tries := 0
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
		tries++
		if _, err := echo(ctx, tx, in, who); err != nil || tries == 2 {
			return true, err
		}
		if tries == 1 {
			return true, errors.New("disk full")
		}
		panic("unreachable")
	}})
	h.hear(t, "1", "ana", "4.2%")
	h.settle(t)
	if len(h.service.said) != 1 || !strings.Contains(h.service.said[0], "went wrong") {
		t.Fatalf("after a failure: %q, want one apology and no half answer", h.service.said)
	}
	h.ahead(t, time.Minute)
	if tries != 2 || len(h.service.said) != 2 || !strings.Contains(h.service.said[1], "4.2%") {
		t.Errorf("after the second try: %q", h.service.said)
	}
}

func TestAPanicIsOneMessagesOwnTrouble(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
		if in.Text == "bad" {
			panic("boom")
		}
		return echo(ctx, tx, in, who)
	}})
	h.hear(t, "1", "ana", "bad")
	h.settle(t)
	for range 6 {
		h.ahead(t, time.Hour)
	}
	h.hear(t, "2", "ana", "good")
	h.settle(t)
	last := h.service.said[len(h.service.said)-1]
	if !strings.Contains(last, "good") {
		t.Errorf("after a message that always fails, the next got %q", last)
	}
	if !slices.ContainsFunc(h.service.said, func(s string) bool { return strings.Contains(s, "could not handle") }) {
		t.Errorf("giving up was not told: %q", h.service.said)
	}
}

func TestSendingKeepsOrderAndPatience(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: echo})
	h.service.fails["echo/1"] = []error{chat.RetryAfter{Wait: 30 * time.Second, Err: errors.New("rate limited")}, errors.New("bad gateway")}
	h.service.fails["echo/3"] = []error{chat.Permanent{Err: errors.New("channel archived")}}
	for _, id := range []string{"1", "2", "3", "4"} {
		h.hear(t, id, "ana", "m"+id)
	}
	h.settle(t)
	if len(h.service.said) != 0 {
		t.Fatalf("said %q before the first could be", h.service.said)
	}
	h.ahead(t, 31*time.Second)
	h.ahead(t, time.Minute)
	h.ahead(t, time.Minute)
	h.service.said = slices.DeleteFunc(h.service.said, func(s string) bool { return strings.Contains(s, "cannot post") })
	want := []string{"m1", "m2", "m4"}
	for i, w := range want {
		if i >= len(h.service.said) || !strings.HasSuffix(h.service.said[i], w) {
			t.Fatalf("said %q, want %v in order", h.service.said, want)
		}
	}
}

func TestAPostWhoseAnswerWasLostIsNotRepeated(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: echo})
	h.service.fails["echo/1"] = []error{errors.New("connection reset")}
	h.service.lost = map[string]string{"echo/1": "77"}
	h.hear(t, "1", "ana", "hello")
	h.settle(t)
	h.ahead(t, time.Hour)
	if len(h.service.said) != 0 {
		t.Errorf("said %q again", h.service.said)
	}
	h.write(t, func(tx *store.Tx) error {
		if _, ref, ok, err := tx.PostedAt(t.Context(), "echo/1"); ref != "77" || !ok {
			t.Errorf("stands as %q %v (%v), want 77", ref, ok, err)
		}
		return nil
	})
}

func TestWhatCanNeverBeSaidIsToldOnceToWhoeverAnswersForIt(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: echo})
	archived := chat.Permanent{Err: errors.New("the channel is archived; give the unit another one in the strategy")}
	for _, id := range []string{"1", "2"} {
		h.service.fails["echo/"+id] = []error{archived}
		h.hear(t, id, "ana", "hello "+id)
		h.settle(t)
	}
	if len(h.service.said) != 1 || !strings.Contains(h.service.said[0], "archived") || !strings.Contains(h.service.said[0], "hello 1") {
		t.Errorf("said %q, want one notice with what was to be said", h.service.said)
	}
}

func TestTheTimetableStartsEachThingOnceAndCatchesUp(t *testing.T) {
	var runs []string
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Run: func(_ context.Context, tx *store.Tx, due schedule.Due) error {
		runs = append(runs, due.Key)
		return nil
	}})
	for range 3 { // three weeks, looked at once a week: as after being down
		h.clock.Set(h.clock.Now().AddDate(0, 0, 7))
		for range 2 {
			if err := h.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len(runs); n < 2 || n > 3 || len(slices.Compact(slices.Clone(runs))) != n {
		t.Errorf("rounds started: %q, want each week's once", runs)
	}
}

// What is due together is claimed and started together: when it fails halfway,
// all of it is due again, and nothing twice.
func TestWhatIsDueTogetherIsStartedWholeOrNotAtAll(t *testing.T) {
	var tries [][]string
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", RunAll: func(ctx context.Context, tx *store.Tx, dues []schedule.Due) error {
		var keys []string
		for _, due := range dues {
			keys = append(keys, due.Key)
			if err := tx.Send(ctx, chat.Outgoing{Key: due.Key, Place: chat.Place{Channel: due.Channel}, Message: chat.Paragraph("asked")}); err != nil {
				return err
			}
		}
		if tries = append(tries, keys); len(tries) == 1 {
			return errors.New("disk full")
		}
		return nil
	}})
	h.write(t, func(tx *store.Tx) error {
		s, err := tx.Strategy(t.Context())
		if err != nil {
			return err
		}
		ben := scorecard.Person{ID: "ben", Name: "Ben", Units: []scorecard.UnitID{"co"}}
		s.People = append(s.People, ben)
		s.Metrics = append(s.Metrics, scorecard.Metric{ID: "n", Name: "Noise", Objective: "o", Owner: "ben", Cadence: scorecard.Weekly})
		return tx.Apply(t.Context(), s)
	})
	if err := h.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.clock.Set(h.clock.Now().AddDate(0, 0, 7))
	if err := h.Tick(t.Context()); err == nil {
		t.Error("a failing start went unnoticed")
	}
	h.settle(t)
	if len(h.service.said) != 0 {
		t.Errorf("a start that failed said %q", h.service.said)
	}
	for range 2 {
		if err := h.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	h.settle(t)
	if len(tries) != 2 || len(tries[1]) != 2 || !slices.Equal(tries[0], tries[1]) || len(h.service.said) != 2 {
		t.Errorf("started %q, said %q; want both people in one go, again after the failure, once", tries, h.service.said)
	}
}

// player says something at a moment of its own.
type player struct {
	at   time.Time
	done bool
	do   func()
}

func (p *player) Next(context.Context, time.Time) (time.Time, bool, error) { return p.at, !p.done, nil }

func (p *player) Play(_ context.Context, now time.Time) error {
	if !p.done && !now.Before(p.at) {
		p.done = true
		p.do()
	}
	return nil
}

func TestAdvanceLivesThroughEveryMomentInOrder(t *testing.T) {
	var order []string
	h := newHouse(t, bot.Feature[*store.Tx]{
		Name: "x", Take: echo,
		Run: func(_ context.Context, tx *store.Tx, due schedule.Due) error {
			order = append(order, string(due.Kind)+" "+tx.Now().Format("Mon"))
			return nil
		},
	})
	now := h.clock.Now()
	p := &player{at: now.AddDate(0, 0, 8), do: func() { order = append(order, "player"); h.hear(t, "p", "ana", "played") }}
	var reached []time.Time
	err := h.Advance(t.Context(), h.clock, now.AddDate(0, 0, 15), func(t time.Time) { reached = append(reached, t) }, p)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(reached, time.Time.Compare) {
		t.Errorf("time went back: %v", reached)
	}
	want := []string{"round Mon", "player", "round Mon"}
	if !slices.Equal(order, want) {
		t.Errorf("happened %q, want %q", order, want)
	}
	if !slices.ContainsFunc(h.service.said, func(s string) bool { return strings.Contains(s, "played") }) {
		t.Errorf("what the player said was not answered on the way: %q", h.service.said)
	}
}

func TestTheJournalNamesWhoeverActed(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
		return true, tx.Journal(ctx, "accepted", "synonym/m", "", in.Text)
	}})
	h.hear(t, "1", "ana", "share of market")
	h.settle(t)
	h.write(t, func(tx *store.Tx) error {
		all, err := tx.JournalOf(t.Context(), "synonym/")
		if err == nil && (len(all) != 1 || all[0].By.Person != "ana" || all[0].By.From != "web") {
			t.Errorf("journal: %+v", all)
		}
		return err
	})
}
