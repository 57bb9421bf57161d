package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/store"
)

// A strictService takes only so much, and remembers when it was given what.
type strictService struct {
	service
	pace  chat.Pace
	begun time.Time
	times sync.Map // by key of a post, or by "edit" and text, the time.Duration since it began
}

func (s *strictService) Pace(chat.Place) chat.Pace { return s.pace }

func (s *strictService) Post(_ context.Context, _ chat.Place, key string, _ chat.Message) (string, error) {
	s.times.Store(key, time.Since(s.begun))
	return "ref of " + key, nil
}

func (s *strictService) Update(_ context.Context, _ chat.Place, _ string, m chat.Message) error {
	s.times.Store("edit "+m.Plain(nil), time.Since(s.begun))
	return nil
}

// of returns the moments of what was given under keys that begin with prefix.
func (s *strictService) of(prefix string) (out []time.Duration) {
	s.times.Range(func(key, at any) bool {
		if strings.HasPrefix(key.(string), prefix) {
			out = append(out, at.(time.Duration))
		}
		return true
	})
	slices.Sort(out)
	return out
}

// running is a bot at work in a bubble of time, on a service with a pace.
func running(t *testing.T, pace chat.Pace) (*house, *strictService) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: echo})
	s := &strictService{pace: pace, begun: time.Now()}
	h.Sender.Service = s
	h.run(t)
	return h, s
}

// run lets the bot work until the test ends.
func (h *house) run(t *testing.T) {
	h.Sender.Resolve = func(q chat.Queued) (chat.Place, error) {
		q.Place.Service = "web"
		return q.Place, nil
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); h.Run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
}

// announce sends n messages of our own accord, each in a channel.
func (h *house) announce(t *testing.T, n int, channel func(i int) string, text string) {
	h.write(t, func(tx *store.Tx) error {
		for i := range n {
			out := chat.Outgoing{Key: fmt.Sprintf("news/%03d", i), Place: chat.Place{Channel: channel(i)}, Message: chat.Paragraph(fmt.Sprint(text, i))}
			if err := tx.Send(t.Context(), out); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestAnswersGoAheadOfWhatNobodyWaitsFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, s := running(t, chat.Pace{Gap: time.Second, Posts: 600})
		h.announce(t, 5, func(int) string { return "#acme" }, "news ")
		time.Sleep(2500 * time.Millisecond)
		asked := time.Since(s.begun)
		h.hear(t, "1", "ana", "hello")
		time.Sleep(10 * time.Second)
		if got := s.of("echo/"); len(got) != 1 || got[0] > asked+100*time.Millisecond {
			t.Errorf("asked at %v, answered at %v", asked, got)
		}
		news := s.of("news/")
		if len(news) != 5 || news[4] > 7*time.Second {
			t.Errorf("five announcements went out at %v, want one a second, and one second for the answer", news)
		}
		for i := 1; i < len(news); i++ {
			if gap := news[i] - news[i-1]; gap < time.Second {
				t.Errorf("announcements went out %v apart", gap)
			}
		}
	})
}

// A counter is the outbox, and counts what it hands out.
type counter struct {
	bot.Outbox
	handedOut atomic.Int64
}

func (c *counter) ClaimOutgoing(ctx context.Context, lease time.Duration, n int) ([]chat.Queued, error) {
	all, err := c.Outbox.ClaimOutgoing(ctx, lease, n)
	c.handedOut.Add(int64(len(all)))
	return all, err
}

// What has to wait is taken up once to be told when its turn is, and once when it is.
func TestWhatWaitsIsNotTakenUpBeforeItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const messages, atOnce = 200, 12
		h := newHouse(t, bot.Feature[*store.Tx]{})
		s := &strictService{pace: chat.Pace{Gap: time.Second, Posts: 60}, begun: time.Now()}
		c := &counter{Outbox: h.Sender.Outbox}
		h.Sender.Outbox, h.Sender.Service = c, s
		h.run(t)
		h.announce(t, messages, func(i int) string { return fmt.Sprint("#room", i) }, "news ")
		time.Sleep(4 * time.Minute)
		if got := len(s.of("news/")); got != messages {
			t.Errorf("%d of %d messages went out", got, messages)
		}
		if got := c.handedOut.Load(); got != 2*messages-atOnce {
			t.Errorf("messages were taken up %d times, want %d", got, 2*messages-atOnce)
		}
	})
}

func TestAWorkspaceIsNotFlooded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, s := running(t, chat.Pace{Gap: time.Second, Posts: 60, Edits: 30})
		anywhere := func(i int) string { return fmt.Sprint("#room", i) }
		h.announce(t, 50, anywhere, "first ")
		time.Sleep(2*time.Minute - 500*time.Millisecond) // not in the very moment in which the sender looks
		posts := s.of("news/")
		if len(posts) != 50 || posts[11] > time.Second || posts[49] < 30*time.Second {
			t.Errorf("50 posts at 60 a minute went out at %v, want twelve at once and then one a second", posts)
		}
		begun := time.Since(s.begun)
		h.announce(t, 20, anywhere, "second ")
		time.Sleep(2 * time.Minute)
		edits := s.of("edit ")
		if len(edits) != 20 || edits[5] > begun+time.Second || edits[19] < begun+20*time.Second {
			t.Errorf("20 edits at 30 a minute went out at %v after %v, want six at once and then one in two seconds", edits, begun)
		}
	})
}
