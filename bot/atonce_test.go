package bot_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

// send sends what is queued, and handles nothing.
func (h *house) send(t *testing.T) {
	t.Helper()
	if _, err := h.Sender.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (h *house) wantSaid(t *testing.T, when string, want ...string) {
	t.Helper()
	if !slices.Equal(h.service.said, want) {
		t.Errorf("%s: said %q, want %q", when, h.service.said, want)
	}
}

func TestAtWorkWhatComesInIsHandledAtOnceAndOnce(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: echo})
	h.AtWork()
	h.hear(t, "1", "ana", "hello")
	h.hear(t, "1", "ana", "hello")
	if waiting, err := h.db.Waiting(t.Context(), 9); err != nil || len(waiting) > 0 {
		t.Errorf("%d things wait, %v", len(waiting), err)
	}
	h.send(t)
	h.settle(t)
	h.wantSaid(t, "at once", "#acme echo/1: hello")
}

func TestAtWorkSeveralAreHandledAtOnce(t *testing.T) {
	let := make(chan struct{})
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "echo", Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
		<-let
		return echo(ctx, tx, in, who)
	}})
	h.AtWork()
	h.Router.Wake = func() { t.Error("one was stored, to be handled later") }
	var wait sync.WaitGroup
	for _, id := range []string{"1", "2", "3"} {
		wait.Go(func() { h.hear(t, id, "ana", "hello") })
	}
	for h.AtOnce() < 3 {
		runtime.Gosched()
	}
	close(let)
	wait.Wait()
	h.send(t)
	slices.Sort(h.service.said)
	h.wantSaid(t, "at once", "#acme echo/1: hello", "#acme echo/2: hello", "#acme echo/3: hello")
}

func TestAtWorkNothingOvertakesWhatFailed(t *testing.T) {
	tries := 0
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
		if in.ID == "1" {
			if tries++; tries < 3 {
				_, err := echo(ctx, tx, in, who)
				return true, errors.Join(err, errors.New("not yet"))
			}
		}
		return echo(ctx, tx, in, who)
	}})
	h.AtWork()
	h.hear(t, "1", "ana", "first")
	h.settle(t)
	h.hear(t, "2", "ana", "second")
	h.send(t)
	if len(h.service.said) != 1 {
		t.Errorf("said %q, want only that something went wrong", h.service.said)
	}
	h.service.said = nil
	h.ahead(t, time.Minute)
	h.wantSaid(t, "in order", "#acme echo/1: first", "#acme echo/2: second")
}

func TestAtWorkNobodyWaitsForWhatIsSlow(t *testing.T) {
	started, done := make(chan string, 1), make(chan struct{})
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: slowly(started, done)})
	woken := make(chan struct{}, 9)
	h.Router.Wake = func() { woken <- struct{}{} }
	h.AtWork()
	h.hear(t, "1", "ana", "slow one")
	<-woken
	h.settle(t)
	<-started
	h.hear(t, "2", "ana", "behind it")
	<-woken
	close(done)
	<-woken
	h.settle(t)
	h.wantSaid(t, "once it was done", "#acme echo/1: slow one", "#acme echo/2: behind it")
}
