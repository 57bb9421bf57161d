package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

// slowly answers like echo what begins with "slow" only after something slow,
// which ends when done is closed.
func slowly(started chan<- string, done <-chan struct{}) func(context.Context, *store.Tx, chat.Incoming, scorecard.PersonID) (bool, error) {
	ready := false
	return func(ctx context.Context, tx *store.Tx, in chat.Incoming, who scorecard.PersonID) (bool, error) {
		if strings.HasPrefix(in.Text, "slow") && !ready {
			if err := tx.Remember(ctx, "half", []byte("done"), time.Time{}); err != nil {
				return true, err
			}
			return true, chat.First{Do: func(context.Context) {
				started <- in.ID
				<-done
				ready = true
			}}
		}
		return echo(ctx, tx, in, who)
	}
}

func TestNobodyWaitsForWhatIsSlowElsewhere(t *testing.T) {
	started, done := make(chan string, 1), make(chan struct{})
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: slowly(started, done)})
	woken := make(chan struct{}, 9)
	h.Router.Wake = func() { woken <- struct{}{} }
	h.hear(t, "1", "ana", "slow one")
	h.settle(t)
	<-started
	h.hear(t, "2", "ana", "behind it in the channel")
	in := chat.Incoming{ID: "3", Place: chat.Place{Service: "web", User: "ana"}, From: "ana", Ref: "r", Text: "elsewhere", At: h.clock.Now()}
	if err := h.Router.Receive(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	h.settle(t)
	if len(h.service.said) != 1 || !strings.Contains(h.service.said[0], "elsewhere") {
		t.Errorf("while it was slow, said %q", h.service.said)
	}
	for len(woken) > 0 {
		<-woken
	}
	close(done)
	<-woken
	h.settle(t)
	if len(h.service.said) != 3 || !strings.Contains(h.service.said[1], "slow one") || !strings.Contains(h.service.said[2], "behind it") {
		t.Errorf("said %q", h.service.said)
	}
	h.write(t, func(tx *store.Tx) error {
		if _, kept, err := tx.Recall(t.Context(), "half"); err != nil || kept {
			t.Errorf("of the transaction that was given up something was kept: %t, %v", kept, err)
		}
		return nil
	})
}

func TestWhatIsSlowMayPanicAndMayNotComeTwice(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{Name: "x", Take: func(context.Context, *store.Tx, chat.Incoming, scorecard.PersonID) (bool, error) {
		return true, chat.First{Do: func(context.Context) { panic("no") }}
	}})
	woken := make(chan struct{}, 9)
	h.hear(t, "1", "ana", "hello")
	h.Router.Wake = func() { woken <- struct{}{} }
	h.settle(t)
	<-woken
	h.settle(t)
	if len(h.service.said) != 1 || !strings.Contains(h.service.said[0], "went wrong on my side") {
		t.Errorf("said %q", h.service.said)
	}
}
