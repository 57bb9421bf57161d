package members_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/members"
	"throughline/bot/scorecard"
	"throughline/store"
)

const org = scorecard.OrgID("lark")

// A house is the feature over a real store, with the people of a Teams tenant.
type house struct {
	*testing.T
	db      *store.DB
	now     time.Time
	feature *members.Feature
	n       int
}

// monday is a Monday morning.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func newHouse(t *testing.T) *house {
	h := &house{T: t, now: monday, feature: &members.Feature{Services: []string{"teams", "slack"}}}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "lark.db"), func() time.Time { return h.now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	h.db = db
	h.do(func(ctx context.Context, tx *store.Tx) error {
		return tx.Apply(ctx, &scorecard.Strategy{
			Organisation: scorecard.Organisation{ID: org, Name: "Lark", Zone: "UTC"},
			Units: []scorecard.Unit{
				{ID: "all", Name: "Lark", Head: "kim", Channel: "#strategy"},
				{ID: "fleet", Name: "Fleet", Parent: "all", Head: "ana", Channel: "#fleet"},
				{ID: "vans", Name: "Vans", Parent: "fleet", Groups: []string{"@vans"}},
			},
			People: []scorecard.Person{
				{ID: "kim", Name: "Kim Holt", Units: []scorecard.UnitID{"all"}}, {ID: "ana", Name: "Ana Ruiz", Email: "ana@lark.example", Units: []scorecard.UnitID{"fleet"}},
				{ID: "tom", Name: "Tom Reed", Units: []scorecard.UnitID{"fleet"}},
			},
		})
	})
	return h
}

func (h *house) do(f func(context.Context, *store.Tx) error) {
	h.Helper()
	if err := h.db.Write(h.Context(), org, scorecard.Actor{From: "test"}, func(tx *store.Tx) error { return f(h.Context(), tx) }); err != nil {
		h.Fatal(err)
	}
}

// meet lets a service tell of somebody.
func (h *house) meet(name, group string, change func(*chat.Profile)) {
	h.Helper()
	p := chat.Profile{Service: "teams", Workspace: "t1", User: chat.UserID("u-" + name), Name: name, Groups: []string{group}}
	if change != nil {
		change(&p)
	}
	if err := h.db.Meet(h.Context(), org, p); err != nil {
		h.Fatal(err)
	}
}

// later lets time pass, at the end of which people are looked for twice, and
// returns what was said to whom.
func (h *house) later(d time.Duration) map[string]chat.Message {
	h.Helper()
	h.now = h.now.Add(d - 11*time.Minute)
	for range 2 {
		h.do(func(ctx context.Context, tx *store.Tx) error { return h.feature.Tick(ctx, tx) })
		h.now = h.now.Add(11 * time.Minute)
	}
	h.now = h.now.Add(-11 * time.Minute)
	return h.said()
}

func (h *house) said() map[string]chat.Message {
	h.Helper()
	out := map[string]chat.Message{}
	for {
		queued, err := h.db.ClaimOutgoing(h.Context(), time.Minute, 10)
		if err != nil {
			h.Fatal(err)
		}
		for _, q := range queued {
			to := q.Place.Person + string(q.Place.User)
			out[to] = q.Message
			h.n++
			if err := h.db.Sent(h.Context(), q, "m"+string(rune('a'+h.n))); err != nil {
				h.Fatal(err)
			}
		}
		if len(queued) == 0 {
			return out
		}
	}
}

// press presses the button of a label, as somebody, and returns what was said.
func (h *house) press(who scorecard.PersonID, m chat.Message, label string) map[string]chat.Message {
	h.Helper()
	for _, block := range m.Blocks {
		row, _ := block.(chat.Buttons)
		for _, b := range row.Buttons {
			if b.Label == label {
				h.send(who, b.Action, b.Value)
				return h.said()
			}
		}
	}
	h.Fatalf("no button %q in %s", label, m.Plain(nil))
	return nil
}

func (h *house) send(who scorecard.PersonID, action, value string) {
	h.Helper()
	h.n++
	in := chat.Incoming{ID: "e" + string(rune('a'+h.n)), What: chat.Pressed, Place: chat.Place{Service: "teams", User: chat.UserID(who)}, From: chat.UserID(who), Action: action, Value: value}
	h.do(func(ctx context.Context, tx *store.Tx) error {
		mine, err := h.feature.Take(ctx, tx, in, who)
		if !mine && err == nil {
			h.Errorf("the press %s %s was not taken", action, value)
		}
		return err
	})
}

// people returns who is in the strategy, and where.
func (h *house) people() (out []string) {
	h.do(func(ctx context.Context, tx *store.Tx) error {
		s, err := tx.Strategy(ctx)
		for _, p := range s.People {
			out = append(out, string(p.ID)+" "+string(p.Units[0])+" "+p.Identities["teams"])
		}
		return err
	})
	return out
}

func TestTheHeadOfAUnitIsAskedOnceForThoseOfItsTeam(t *testing.T) {
	h := newHouse(t)
	h.meet("Ola Berg", "#Fleet", nil)
	h.meet("Sam Cole", "#fleet", func(p *chat.Profile) { p.Email = "sam@lark.example" })
	h.meet("Ana Ruiz", "#fleet", func(p *chat.Profile) { p.Email = "ana@lark.example" })
	h.meet("Gus Guest", "#fleet", func(p *chat.Profile) { p.Outside = true })
	h.meet("Left Long-ago", "#fleet", func(p *chat.Profile) { p.Gone = true })
	h.meet("Elsewhere", "#other", nil)
	said := h.later(time.Hour)
	const want = "2 people in #fleet are not in the strategy yet. Shall I add these 2 to Fleet?\nOla Berg and Sam Cole\n"
	if got := said["ana"].Plain(nil); len(said) != 1 || !strings.HasPrefix(got, want) {
		t.Fatalf("said %v, want to ana alone %q", said, want)
	}
	for range 20 {
		if again := h.later(24 * time.Hour); len(again) > 0 {
			t.Fatalf("asked again: %v", again)
		}
	}
	if got := h.press("ana", said["ana"], "Add all 2")["ana"].Plain(nil); got != "Added to Fleet: Ola Berg and Sam Cole." {
		t.Errorf("said %q", got)
	}
	if got := h.people(); !slices.Contains(got, "ola-berg fleet t1/u-Ola Berg") || !slices.Contains(got, "sam-cole fleet t1/u-Sam Cole") || len(got) != 5 {
		t.Errorf("the strategy knows %q", got)
	}
	if got := h.press("ana", said["ana"], "Add all 2")["ana"].Plain(nil); got != "That is settled already; nothing was changed." || len(h.people()) != 5 {
		t.Errorf("pressed twice: %q, %q", got, h.people())
	}
}

func TestNobodyElseDecidesAndNobodyElseIsAdded(t *testing.T) {
	h := newHouse(t)
	h.meet("Ola Berg", "#fleet", nil)
	said := h.later(time.Hour)["ana"]
	h.meet("Pia Late", "#fleet", nil)
	if got := h.press("tom", said, "Add them")["tom"].Plain(nil); got != "Who belongs to Fleet is for its head to say, so I have changed nothing." {
		t.Errorf("a colleague: %q", got)
	}
	for _, forged := range []string{"2/fleet", "1/all", "1/", "", "1/nowhere"} {
		h.send("ana", "members/add", forged)
		h.send("kim", "members/leave", forged)
		h.said()
	}
	if got := h.people(); len(got) != 3 {
		t.Errorf("added without a right: %q", got)
	}
	h.meet("Ola Berg", "#fleet", func(p *chat.Profile) { p.Outside = true }) // has become a guest meanwhile
	if got := h.press("kim", said, "Add them")["ana"].Plain(nil); got != "That is settled already; nothing was changed." || len(h.people()) != 3 {
		t.Errorf("somebody who has become a guest: %q, %q", got, h.people())
	}
}

func TestWhoWasLeftOutIsNotProposedAgain(t *testing.T) {
	h := newHouse(t)
	h.meet("Ola Berg", "@vans", func(p *chat.Profile) { p.Service = "slack" })
	said := h.later(time.Hour)
	if got := said["ana"].Plain(nil); !strings.HasPrefix(got, "Somebody in @vans is not in the strategy yet. Shall I add them to Vans?") {
		t.Fatalf("the head above is asked: %v", said)
	}
	if got := h.press("ana", said["ana"], "Leave them out")["ana"].Plain(nil); !strings.HasPrefix(got, "Nobody was added to Vans.") {
		t.Errorf("said %q", got)
	}
	h.meet("Sam Cole", "@vans", nil)
	if again := h.later(24 * time.Hour); len(again) > 0 {
		t.Errorf("asked twice in a week: %v", again)
	}
	if got := h.later(6 * 24 * time.Hour)["ana"].Plain(nil); !strings.Contains(got, "Sam Cole") || strings.Contains(got, "Ola") {
		t.Errorf("a week later: %q", got)
	}
}

func TestTheHeadIsLetAloneOutsideOfWork(t *testing.T) {
	h := newHouse(t)
	h.now = monday.Add(-24 * time.Hour) // a Sunday
	h.meet("Ola Berg", "#fleet", nil)
	if said := h.later(time.Hour); len(said) > 0 {
		t.Errorf("on a Sunday: %v", said)
	}
	if said := h.later(23 * time.Hour); len(said) != 1 {
		t.Errorf("on Monday: %v", said)
	}
}

func TestNobodyIsProposedWhileATeamIsStillTold(t *testing.T) {
	h := newHouse(t)
	h.meet("Ola Berg", "#fleet", nil)
	look := func() map[string]chat.Message {
		h.now = h.now.Add(11 * time.Minute)
		h.do(func(ctx context.Context, tx *store.Tx) error { return h.feature.Tick(ctx, tx) })
		return h.said()
	}
	first := look()
	h.meet("Sam Cole", "#fleet", nil)
	if second := look(); len(first)+len(second) > 0 {
		t.Errorf("said at first %v, then %v", first, second)
	}
	if third := look()["ana"].Plain(nil); !strings.Contains(third, "Ola Berg and Sam Cole") {
		t.Errorf("when all are told: %q", third)
	}
}
