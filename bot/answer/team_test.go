package answer

import (
	"fmt"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

func TestTheTeamOfAPlace(t *testing.T) {
	x := scorecard.NewIndex(&scorecard.Strategy{Units: []scorecard.Unit{
		{ID: "fleet", Channel: "#fleet", Groups: []string{"@drivers", "@fleet"}}, {ID: "desk", Channel: "#desk", Groups: []string{"@desk"}}, {ID: "shop"},
	}})
	for _, c := range []struct {
		place  chat.Place
		groups []string
		want   string
	}{
		{chat.Place{Channel: "#fleet"}, nil, "[fleet]"},
		{chat.Place{Channel: "C7", Name: "#Desk"}, []string{"@drivers"}, "[desk]"},
		{chat.Place{Channel: "C9", Name: "#lunch"}, []string{"@drivers"}, "[fleet]"},
		{chat.Place{User: "U1"}, []string{"@desk", "@fleet"}, "[fleet desk]"},
		{chat.Place{User: "U1"}, []string{"@golf"}, "[]"},
		{chat.Place{User: "U1"}, nil, "[]"},
	} {
		r := newRoom()
		if c.groups != nil {
			r.profile = chat.Profile{User: "U1", Groups: c.groups}
		}
		got, err := teamAt(t.Context(), r, x, chat.Incoming{Place: c.place, From: "U1"})
		if err != nil || fmt.Sprint(got) != c.want {
			t.Errorf("%+v with %v: %v (%v), want %s", c.place, c.groups, got, err, c.want)
		}
	}
}
