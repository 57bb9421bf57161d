package answer

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
)

// ticks lets the feature do what has fallen due, and returns what it said.
func ticks(t *testing.T, f *Feature, r *room) []chat.Outgoing {
	t.Helper()
	before := len(r.sent)
	if err := f.Tick(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return r.sent[before:]
}

func askInVain(t *testing.T, f *Feature, r *room) {
	t.Helper()
	for i, who := range []scorecard.PersonID{"finn", "ida", "ida", "rosa"} {
		take(t, f, r, direct(fmt.Sprint("a", i), "does finance affect household share?"), who)
	}
	take(t, f, r, direct("b", "what drives course hours?"), "ben")
	for _, who := range []scorecard.PersonID{"ben", "rosa"} {
		take(t, f, r, direct("c"+string(who), "what drives footfall?"), who)
	}
	take(t, f, r, direct("d", "what drives my secret worry?"), "ben")
	take(t, f, r, direct("e", "does dorian affect household share?"), "ben")
	take(t, f, r, direct("f", "what drives staff turnover?"), "rosa")
}

// People are counted once, nobody is named, a word of one person alone is not
// shown, and it is told once, to whoever keeps the strategy, by day.
func TestGapsAreToldOnceAWeek(t *testing.T) {
	f, r := rulesFeature(), newRoom() // a Friday morning
	askInVain(t, f, r)
	if said := ticks(t, f, r); len(said) > 0 {
		t.Errorf("told within the week: %v", said)
	}
	r.now = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) // Monday, at night
	if said := ticks(t, f, r); len(said) > 0 {
		t.Errorf("told at night: %v", said)
	}
	r.now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	told := ticks(t, f, r)
	if len(told) != 1 || told[0].Place.Person != "cleo" {
		t.Fatalf("told %+v", told)
	}
	text := told[0].Message.Plain(nil)
	wants(t, text, "Asked in week 47, and not on the map:",
		"3 people asked how Finance affects Household share; no recorded link leads there.",
		"2 people asked about “footfall”, which names nothing here.",
		"One person asked what drives Course hours; nothing is recorded.",
		"used by one person only, so I do not show it.")
	for _, secret := range []string{"ida", "Ida", "Finn", "Rosa", "Ben", "orian", "worry", "Bakers"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is told:\n%s", secret, text)
		}
	}
	r.now = r.now.Add(time.Hour)
	if again := ticks(t, f, r); len(again) > 0 {
		t.Errorf("told twice: %v", again)
	}
}

// What would tell who asked lapses with the week.
func TestWhoAskedIsNotKept(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	askInVain(t, f, r)
	for key, k := range r.kept {
		if strings.HasPrefix(key, gapKey) || strings.HasPrefix(key, gapMark) {
			if want := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC); !k.until.Equal(want) {
				t.Errorf("%s is kept until %v", key, k.until)
			}
		}
		if strings.HasPrefix(key, "gap/") && strings.Contains(key+string(k.body), "finn") {
			t.Errorf("%s names who asked", key)
		}
	}
	for _, g := range r.gaps {
		if strings.Contains(g, "dorian") || strings.Contains(g, "m_leave") {
			t.Errorf("counted %s", g)
		}
	}
}

func TestGapsOnDemand(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	take(t, f, r, direct("0", "what do people ask that the map cannot answer?"), "cleo")
	_, text := r.last(t)
	wants(t, text, "Nothing was asked this week or last")

	askInVain(t, f, r)
	take(t, f, r, direct("1", "What do people ask that the map cannot answer?"), "cleo")
	_, text = r.last(t)
	wants(t, text, "3 people asked how Finance affects Household share")

	take(t, f, r, said("2", "show me the gaps in the map", "", true), "cleo")
	out, text := r.last(t)
	wants(t, text, "3 people asked how Finance affects Household share")
	if out.Place.Person != "cleo" {
		t.Errorf("told at %+v", out.Place)
	}
	take(t, f, r, direct("3", "which questions went unanswered?"), "ida")
	_, text = r.last(t)
	wants(t, text, "I tell that only to Cleo Marsh, who keeps the strategy.")
	if asksForGaps("what drives customers who return?") || asksForGaps("what is missing?") {
		t.Error("a question about the map is taken for one about its gaps")
	}
}

func TestTheLatestVerdictCounts(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	take(t, f, r, direct("1", "does finance affect household share?"), "finn")
	out, _ := r.last(t)
	fb, ok := out.Message.Blocks[len(out.Message.Blocks)-1].(chat.Feedback)
	if !ok || fb.Action != feedbackAction {
		t.Fatalf("under the answer stands %+v", out.Message.Blocks[len(out.Message.Blocks)-1])
	}
	press := func(id, value string, who scorecard.PersonID) {
		take(t, f, r, chat.Incoming{ID: id, What: chat.Pressed, Action: fb.Action, Value: value, Place: out.Place, Ref: "x"}, who)
	}
	press("p1", fb.Good(), "finn")
	press("p2", fb.Bad(), "finn")
	_, text := r.last(t)
	wants(t, text, "Put it in other words")
	said := len(r.sent)
	press("p3", fb.Bad(), "finn")
	if len(r.sent) != said {
		t.Error("the same word twice is answered twice")
	}
	press("p4", fb.Good(), "ida")
	for _, forged := range []string{"", "x", "x/maybe", strings.Repeat("y", 400) + "/good"} {
		press("f"+forged, forged, "ida")
	}
	take(t, f, r, direct("9", "what do people ask that the map cannot answer?"), "cleo")
	_, text = r.last(t)
	wants(t, text, "Of 2 answers that people judged, 1 was of use to them.")
}

func TestNoVerdictIsAskedForOnAQuestionBack(t *testing.T) {
	f, r := rulesFeature(), newRoom()
	take(t, f, r, said("1", "what is staff turnover?", "", true), "rosa")
	out, text := r.last(t)
	wants(t, text, "Answer me in private")
	for _, b := range out.Message.Blocks {
		if _, ok := b.(chat.Feedback); ok {
			t.Error("it asks whether an offer was of use")
		}
	}
}
