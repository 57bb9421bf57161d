package answer

import (
	"strings"
	"testing"

	"throughline/bot/chat"
)

func TestAsksForMap(t *testing.T) {
	for text, want := range map[string]bool{
		"Show the strategy map": true, "show me the map, please": true, "strategy map": true, "what is our vision?": true,
		"What's the strategy again?": true, "where do we want to be": true, "can you draw our whole map?": true,
		"show the map of churn": false, "what is our vision for churn?": false, "who owns the map": false, "show what drives the map": false, "": false,
	} {
		if got := asksForMap(text); got != want {
			t.Errorf("%q asks for the map: %v, want %v", text, got, want)
		}
	}
}

func TestTheMapIsShownAsFarAsItMayBeSeen(t *testing.T) {
	f, r := newFeature(), newRoom()
	for id, p := range map[string]chat.Place{"1": {Service: "web", Channel: "#all"}, "2": {Service: "web", User: "cleo"}} {
		in := chat.Incoming{ID: id, Place: p, From: "cleo", Ref: "r" + id, Text: "show the strategy map", Mention: true, At: r.now}
		if mine, err := f.Take(t.Context(), r, in, "cleo"); err != nil || !mine {
			t.Fatalf("not taken: %v", err)
		}
	}
	for _, out := range r.sent {
		text := out.Message.Plain(nil)
		if !strings.Contains(text, "The vision: “One household in five") || !strings.Contains(text, "Links: ") {
			t.Errorf("said in %+v:\n%s", out.Place, text)
		}
		for i := range millstone.Metrics {
			if m := &millstone.Metrics[i]; !m.Open() && !out.Place.Private() && strings.Contains(text, m.Name) {
				t.Errorf("%s is told in a channel", m.Name)
			}
		}
	}
	if len(r.sent) != 2 {
		t.Errorf("said %d messages, want 2", len(r.sent))
	}
}
