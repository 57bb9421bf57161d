package scorecard

import "testing"

func org() *Index {
	return NewIndex(&Strategy{
		Perspectives: []Perspective{{ID: "learning", Owner: "lena"}},
		Units:        []Unit{{ID: "co", Head: "sofia"}, {ID: "ops", Parent: "co", Head: "omar"}, {ID: "fleet", Parent: "ops"}},
		People: []Person{
			{ID: "ana", Units: []UnitID{"fleet"}}, {ID: "omar"}, {ID: "sofia"}, {ID: "lena"}, {ID: "kim", Units: []UnitID{"fleet"}},
			{ID: "bo"}, {ID: "ed", Role: Editor}, {ID: "guest", Role: Guest, Units: []UnitID{"ops"}},
		},
		Objectives: []Objective{{ID: "reliable", Perspective: "learning", Unit: "fleet"}},
		Metrics: []Metric{
			{ID: "otd", Objective: "reliable", Owner: "ana", Backup: "bo"},
			{ID: "pay", Objective: "reliable", Owner: "lena", VisibleTo: []string{"sofia", "ops"}},
		},
	})
}

func TestMayReport(t *testing.T) {
	x := org()
	for who, want := range map[PersonID]bool{"ana": true, "bo": true, "omar": true, "sofia": true, "lena": true, "ed": true, "kim": false, "guest": false, "nobody": false, "": false} {
		if got := x.MayReport(who, x.Metric("otd")); got != want {
			t.Errorf("MayReport(%s) = %v, want %v", who, got, want)
		}
	}
}

func TestMaySee(t *testing.T) {
	x := org()
	open, pay := x.Metric("otd"), x.Metric("pay")
	for _, c := range []struct {
		who     PersonID
		private bool
		metric  *Metric
		want    bool
	}{
		{"kim", false, open, true},
		{"guest", true, open, false},
		{"nobody", true, open, false},
		{"sofia", true, pay, true},
		{"sofia", false, pay, false}, // others read the channel
		{"lena", true, pay, true},    // it is hers
		{"kim", true, pay, true},     // the fleet is part of operations
		{"guest", true, pay, true},   // their unit is named
		{"bo", true, pay, false},
		{"ed", true, pay, true},
	} {
		if got := x.MaySee(Audience{c.who, c.private}, c.metric); got != c.want {
			t.Errorf("%s, private %v, sees %s: %v, want %v", c.who, c.private, c.metric.ID, got, c.want)
		}
	}
}

func TestUnits(t *testing.T) {
	x := org()
	if got := x.UnitsBelow("co"); len(got) != 3 {
		t.Errorf("below co: %v", got)
	}
	if got := x.UnitsAbove("fleet"); len(got) != 3 || got[2] != "co" {
		t.Errorf("above fleet: %v", got)
	}
	loop := NewIndex(&Strategy{Units: []Unit{{ID: "a", Parent: "b"}, {ID: "b", Parent: "a"}}})
	if got := loop.UnitsAbove("a"); len(got) != 2 {
		t.Errorf("a loop of units goes on for ever: %v", got)
	}
}
