package web

import (
	"context"
	"testing"

	"throughline/bot/chat"
)

func TestSomebodySimulatedSpeaks(t *testing.T) {
	w := newWorld(t)
	root := w.said(fleet, "round", w.round(1, "not in"))
	for range 2 {
		if err := w.Play(context.Background(), "ben", chat.Place{Channel: "#fleet", Thread: root}, "ben/1", "88%, as planned"); err != nil {
			t.Fatal(err)
		}
	}
	got := w.door.all()
	if len(got) != 1 || got[0].From != "ben" || got[0].Text != "88%, as planned" || got[0].Place.Thread != root {
		t.Errorf("the bot was handed %+v", got)
	}
	if n := len(w.memory.entries); n != 2 {
		t.Errorf("%d messages are kept, want the round and one reply", n)
	}
	if err := w.Play(context.Background(), "ben", chat.Place{Channel: "#fleet", Thread: "99"}, "ben/2", "88%"); err == nil {
		t.Error("somebody spoke in a thread that does not exist")
	}
}
