package bot_test

import (
	"testing"
	"time"

	"throughline/bot"
	"throughline/bot/chat"
	"throughline/store"
)

func TestHandledThingsAreForgottenAfterAMonth(t *testing.T) {
	h := newHouse(t, bot.Feature[*store.Tx]{})
	come := func(id string) bool {
		t.Helper()
		first, err := h.db.Receive(t.Context(), org, chat.Incoming{ID: id, Place: chat.Place{Service: "web", User: "ana"}, From: "ana", Text: "hello"})
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		return first
	}
	come("old")
	h.clock.Set(h.clock.Now().Add(time.Minute))
	come("newer")
	for _, days := range []int{29, 2} {
		if come("old") {
			t.Fatalf("forgotten before its time")
		}
		h.clock.Set(h.clock.Now().AddDate(0, 0, days))
		if err := h.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if !come("old") {
		t.Error("still known after a month")
	}
}
