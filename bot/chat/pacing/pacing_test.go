package pacing_test

import (
	"fmt"
	"testing"
	"time"

	"throughline/bot/chat/pacing"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

const second = time.Second

// house is a limit of twenty a second, and room one of one a second after five.
var house = pacing.Toll{Of: "house", Every: second / 20, Burst: 20}

func room(n int) pacing.Toll {
	return pacing.Toll{Of: fmt.Sprint("room ", n), Every: second, Burst: 5}
}

func TestEachGetsAMomentOfItsOwn(t *testing.T) {
	var p pacing.Pacer
	told := map[time.Duration]int{}
	for i := range 100 {
		told[p.Turn(noon, fmt.Sprint(i), []pacing.Toll{room(i), house})]++
	}
	if told[0] != 20 || len(told) != 81 {
		t.Errorf("%d may go at once and the others at %d moments, want 20, and one each for 80", told[0], len(told)-1)
	}
	for i := range 80 {
		if n := told[time.Duration(i+1)*second/20]; n != 1 {
			t.Errorf("%d messages go at place %d of the queue", n, i+1)
		}
	}
}

func TestWhoComesAtTheirMomentGoes(t *testing.T) {
	var p pacing.Pacer
	turn := func(after time.Duration, id string) time.Duration {
		return p.Turn(noon.Add(after), id, []pacing.Toll{{Of: "room", Every: second, Burst: 1}})
	}
	for _, c := range []struct {
		after time.Duration
		id    string
		want  time.Duration
	}{
		{0, "a", 0},
		{0, "b", second},
		{0, "c", 2 * second},
		{second / 2, "b", second / 2}, // too early: it keeps its moment
		{2 * second, "c", 0},
		{2 * second, "b", 0},      // late, and not asked to wait again
		{2 * second, "c", second}, // another one under the same name
		{9 * second, "d", 0},
	} {
		if got := turn(c.after, c.id); got != c.want {
			t.Errorf("after %v %s waits for %v, want %v", c.after, c.id, got, c.want)
		}
	}
}

func TestOneBusyRoomHoldsUpNoOther(t *testing.T) {
	var p pacing.Pacer
	for i := range 15 {
		p.Turn(noon, fmt.Sprint("busy ", i), []pacing.Toll{room(0), house})
	}
	if wait := p.Turn(noon, "elsewhere", []pacing.Toll{room(1), house}); wait != 0 {
		t.Errorf("another room waits for %v", wait)
	}
}

func TestWhatDoesNotWaitCountsForAMinuteAtMost(t *testing.T) {
	var p pacing.Pacer
	edits := []pacing.Toll{{Of: "edits", Every: 2 * second, Burst: 1}}
	p.Count(noon, edits)
	if wait := p.Turn(noon, "after one", edits); wait != 2*second {
		t.Errorf("after one that did not wait the next waits for %v", wait)
	}
	for range 1000 {
		p.Count(noon, edits)
	}
	if wait := p.Turn(noon, "after a thousand", edits); wait != time.Minute {
		t.Errorf("after a thousand that did not wait the next waits for %v, want a minute", wait)
	}
	for i := range 60 {
		p.Turn(noon, fmt.Sprint(i), edits)
	}
	p.Count(noon, edits)
	if wait := p.Turn(noon, "the last", edits); wait < 3*time.Minute {
		t.Errorf("the last of 62 that wait goes after %v: the moments of the others were forgotten", wait)
	}
}

func TestWithoutLimitsNothingWaits(t *testing.T) {
	var p pacing.Pacer
	p.Count(noon, nil)
	if wait := p.Turn(noon, "a", nil); wait != 0 {
		t.Errorf("it waits for %v", wait)
	}
}

// What rests may be forgotten, what waits may not.
func TestHoweverManyRoomsThereAreNoTurnIsLost(t *testing.T) {
	var p pacing.Pacer
	slow := []pacing.Toll{{Of: "slow", Every: time.Minute, Burst: 1}}
	p.Turn(noon, "first", slow)
	p.Turn(noon, "second", slow)
	for i := range 20_000 {
		now := noon.Add(time.Duration(i) * time.Millisecond)
		if got := p.Turn(now, fmt.Sprint(i), []pacing.Toll{room(i)}); got != 0 {
			t.Fatalf("room %d waits for %v", i, got)
		}
	}
	if got := p.Turn(noon.Add(20*second), "second", slow); got != 40*second {
		t.Errorf("what has to wait for 40 s is told %v", got)
	}
	if got := p.Turn(noon.Add(20*second), "third", slow); got != 100*second {
		t.Errorf("what comes after it is told %v, want 100 s", got)
	}
}
