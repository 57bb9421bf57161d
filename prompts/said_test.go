package prompts

import (
	"reflect"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Whatever a template could see makes a difference to what is kept.
func TestWhatDiffersIsNotSaidAgain(t *testing.T) {
	type of = map[string]any
	all := []any{
		nil, "", "a", 1, int64(1), -1, 0, true, false, 0.5, 1.5, Marked("a"), scorecard.PersonID("a"),
		[]string(nil), []string{}, []string{"a", "b"}, []string{"ab"}, []string{"", "ab"}, [2]string{"a", "b"},
		Hop{}, &Hop{}, (*Hop)(nil), Hop{From: "a"}, Hop{To: "a"}, Hop{Lag: 1}, Hop{Lowers: true},
		Stop{}, Stop{Hop: &Hop{}}, Stop{Hop: &Hop{Alike: 1}}, Stop{Stand: &Stand{}}, Stop{Worse: &Stand{}},
		of(nil), of{}, of{"a": nil}, of{"a": 1}, of{"b": 1}, of{"a": "1"}, of{"a": 1, "b": 2}, of{"a": 2, "b": 1},
		decimal.RequireFromString("1"), decimal.RequireFromString("1.5"), decimal.RequireFromString("15"), decimal.RequireFromString("-15"),
		decimal.NullDecimal{}, decimal.NewNullDecimal(decimal.Zero),
	}
	known := map[string]any{}
	for _, data := range all {
		key, ok := appendData(nil, reflect.ValueOf(&data).Elem())
		if other, same := known[string(key)]; same || !ok {
			t.Errorf("%#v is like %#v, or cannot be kept (%v)", data, other, ok)
		}
		known[string(key)] = data
	}
}

func TestWhatCannotBeComparedIsNotKept(t *testing.T) {
	endless := []any{nil}
	endless[0] = endless
	for _, data := range []any{func() {}, make(chan int), map[int]string{1: "a"}, endless, make([]string, maxData+2)} {
		if _, ok := appendData(nil, reflect.ValueOf(&data).Elem()); ok {
			t.Errorf("%T is kept", data)
		}
	}
}

// What a pointer leads to may have changed since.
func TestWordsFollowWhatTheyAreAbout(t *testing.T) {
	v, h := Voice{}, &Hop{From: "Training", To: "Trust", Lag: 2}
	s := Stop{Objective: "Trust", Hop: h}
	before := v.Stop(s)
	if again := v.Stop(s); again != before {
		t.Errorf("%q, and then %q", before, again)
	}
	h.Lag = 7
	if after := v.Stop(s); after == before {
		t.Errorf("seven weeks later it is still %q", after)
	}
}

func TestAMemoForgetsWhatIsNotSaid(t *testing.T) {
	var m memo[int]
	rendered := 0
	say := func(n int) {
		if got := m.get(n, func() string { rendered++; return strconv.Itoa(n) }); got != strconv.Itoa(n) {
			t.Errorf("%d is said as %q", n, got)
		}
	}
	for n := range 10 * maxKept {
		say(0) // again and again
		say(n + 1)
	}
	if want := 10*maxKept + 1; rendered != want {
		t.Errorf("rendered %d times, want %d: what is said all the time was forgotten", rendered, want)
	}
	if n := len(m.young) + len(m.old); n > 2*maxKept {
		t.Errorf("%d are kept", n)
	}
	say(1)
	if rendered != 10*maxKept+2 {
		t.Error("what was said once, long ago, is still kept")
	}
}
