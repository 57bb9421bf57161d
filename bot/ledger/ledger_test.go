package ledger_test

import (
	"context"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/ledger"
	"throughline/bot/scorecard"
	"throughline/store"
)

var update = flag.Bool("update", false, "write what is told into testdata")

const org = scorecard.OrgID("mill")

// mill is an organisation where training truly shortens repairs six weeks later,
// safety talks do nothing, and margins are for few.
func mill() *scorecard.Strategy {
	metric := func(id, name string, m scorecard.Measure, o scorecard.ObjectiveID) scorecard.Metric {
		return scorecard.Metric{ID: scorecard.MetricID(id), Name: name, Measure: m, Objective: o, Cadence: scorecard.Weekly, Owner: "ida", Direction: scorecard.Higher}
	}
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: org, Name: "Mill", Zone: "Europe/Berlin", Channel: "#mill"},
		Units:        []scorecard.Unit{{ID: "mill", Name: "Mill", Head: "ida"}},
		People:       []scorecard.Person{{ID: "ida", Name: "Ida Holm", Units: []scorecard.UnitID{"mill"}}},
		Perspectives: []scorecard.Perspective{{ID: "financial", Name: "Financial"}, {ID: "process", Name: "Internal process"}, {ID: "learning", Name: "Learning & growth"}},
		Objectives: []scorecard.Objective{
			{ID: "train", Name: "Train the crew", Perspective: "learning", Unit: "mill", Owner: "ida"},
			{ID: "talk", Name: "Talk about safety", Perspective: "learning", Unit: "mill", Owner: "ida"},
			{ID: "repair", Name: "Repair quickly", Perspective: "process", Unit: "mill", Owner: "ida"},
			{ID: "earn", Name: "Earn more", Perspective: "financial", Unit: "mill", Owner: "ida"},
		},
		Metrics: []scorecard.Metric{
			metric("hours", "Training hours", "hours", "train"), metric("talks", "Safety talks", "points", "talk"),
			metric("days", "Repair time", "points", "repair"), metric("margin", "Margin", "%", "earn"),
		},
		Links: []scorecard.Link{
			{ID: "l1", Cause: "train", Effect: "repair", LagWeeks: 6, Registered: "2025-01-06", Owner: "ida"},
			{ID: "l2", Cause: "talk", Effect: "repair", LagWeeks: 6, Registered: "2025-01-06", Owner: "ida"},
			{ID: "l3", Cause: "repair", Effect: "earn", LagWeeks: 8, Registered: "2025-01-06", Owner: "ida"},
		},
	}
	s.Metrics[2].Direction = scorecard.Lower
	s.Metrics[3].VisibleTo = []string{"ida"}
	return s
}

// history is 90 weeks up to the week before the given day.
func history(until scorecard.Date) []scorecard.Reading {
	const weeks = 90
	r := rand.New(rand.NewPCG(4, 2))
	x := map[scorecard.MetricID][]float64{}
	for _, m := range []scorecard.MetricID{"hours", "talks", "days", "margin"} {
		for i := range weeks {
			v := r.NormFloat64()
			if i > 0 {
				v += .4 * x[m][i-1]
			}
			if m == "days" && i >= 6 {
				v -= 1.1 * x["hours"][i-6]
			}
			x[m] = append(x[m], v)
		}
	}
	var out []scorecard.Reading
	for m, vs := range x {
		p := scorecard.PeriodOf(scorecard.Weekly, until).Prev()
		for i := weeks - 1; i >= 0; i-- {
			out = append(out, scorecard.Reading{Metric: m, Period: p, Value: decimal.NewFromFloat(math.Round(100*(20+vs[i])) / 100), By: "ida", At: p.End().Time()})
			p = p.Prev()
		}
	}
	return out
}

type house struct {
	*testing.T
	db  *store.DB
	f   *ledger.Feature
	now time.Time
}

func newHouse(t *testing.T, now time.Time) *house {
	h := &house{T: t, f: &ledger.Feature{}, now: now}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "mill.db"), func() time.Time { return h.now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	h.db = db
	h.do(func(ctx context.Context, tx *store.Tx) error {
		if err := tx.Apply(ctx, mill()); err != nil {
			return err
		}
		_, err := tx.Import(ctx, history(scorecard.DateOf(now)), nil)
		return err
	})
	return h
}

func (h *house) do(f func(context.Context, *store.Tx) error) {
	h.Helper()
	if err := h.db.Write(h.Context(), org, scorecard.Actor{From: "test"}, func(tx *store.Tx) error { return f(h.Context(), tx) }); err != nil {
		h.Fatal(err)
	}
}

// tick lets the ledger work and returns what it said.
func (h *house) tick() (said []string) {
	h.Helper()
	h.do(func(ctx context.Context, tx *store.Tx) error { return h.f.Tick(ctx, tx) })
	queued, err := h.db.ClaimOutgoing(h.Context(), time.Minute, 10)
	if err != nil {
		h.Fatal(err)
	}
	for _, q := range queued {
		said = append(said, q.Place.Channel+" "+q.Message.Plain(nil))
		if err := h.db.Sent(h.Context(), q, q.Key); err != nil {
			h.Fatal(err)
		}
	}
	return said
}

func (h *house) verdicts(link scorecard.LinkID) (all []scorecard.Verdict) {
	h.Helper()
	h.do(func(ctx context.Context, tx *store.Tx) (err error) {
		all, err = tx.Verdicts(ctx, link)
		return err
	})
	return all
}

func TestWhatIsTrueIsToldFromWhatIsNot(t *testing.T) {
	h := newHouse(t, time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC))
	h.tick()
	s, err := h.db.Snapshot(t.Context(), org, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	train, talk := s.Link("l1").Verdict, s.Link("l2").Verdict
	if train == nil || train.Shown != scorecard.SupportedByData || train.LagWeeks != 6 || train.PerUnit > -.8 || s.Link("l1").Evidence != scorecard.Confirmed {
		t.Errorf("training: %+v", train)
	}
	if talk == nil || talk.Shown != scorecard.NotSeen || s.Link("l2").Evidence != scorecard.Hypothesis {
		t.Errorf("talks: %+v", talk)
	}
}

func TestReviewsAreFourWeeksApartAndInWorkingHours(t *testing.T) {
	h := newHouse(t, time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)) // a Saturday
	for _, c := range []struct {
		at   string
		want int
	}{
		{"2026-11-21 10:00", 0}, {"2026-11-23 06:00", 0}, {"2026-11-23 09:30", 1}, {"2026-11-23 12:00", 1}, {"2026-12-07 12:00", 2}, {"2026-12-21 12:00", 2}, {"2026-12-29 12:00", 3},
	} {
		at, err := time.Parse("2006-01-02 15:04", c.at)
		if err != nil {
			t.Fatal(err)
		}
		h.now = at
		h.tick()
		h.f = &ledger.Feature{} // as after a restart
		h.tick()
		if got := len(h.verdicts("l1")); got != c.want {
			t.Errorf("%s: %d verdicts, want %d", c.at, got, c.want)
		}
	}
}

func TestTheStateIsToldOnceAQuarter(t *testing.T) {
	h := newHouse(t, time.Date(2026, 12, 15, 10, 0, 0, 0, time.UTC))
	if said := h.tick(); len(said) != 0 {
		t.Errorf("in the middle of a quarter: %q", said)
	}
	h.now = time.Date(2027, 1, 12, 10, 0, 0, 0, time.UTC)
	said := h.tick()
	if len(said) != 1 {
		t.Fatalf("said %q, want one message", said)
	}
	if strings.Contains(said[0], "Earn more") || strings.Contains(said[0], "Margin") {
		t.Errorf("tells what only some may know:\n%s", said[0])
	}
	path := filepath.Join("testdata", "state.txt")
	if *update {
		if err := os.WriteFile(path, []byte(said[0]+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if said[0]+"\n" != string(want) {
		t.Errorf("said\n%s\nwant\n%s", said[0], want)
	}
}

func TestNothingIsSaidOfAnEmptyMap(t *testing.T) {
	s := &scorecard.Snapshot{Index: scorecard.NewIndex(&scorecard.Strategy{}), Today: "2026-11-23"}
	all, r := ledger.Judge(s)
	if m := ledger.State(s, all, r.Tested, r.ByChance); len(all) != 0 || len(m.Blocks) == 0 {
		t.Errorf("verdicts %v, message %q", all, m.Plain(chat.Names(nil)))
	}
}

// A claim that is changed keeps its id, and loses its verdict: what speaks for the
// new one must be seen twice, and what was measured before is hindsight.
func TestEvidenceBeginsAgainWhenAnArrowIsRegisteredAnew(t *testing.T) {
	h := newHouse(t, time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC))
	h.tick()
	apply := func(change func(*scorecard.Link)) {
		h.do(func(ctx context.Context, tx *store.Tx) error {
			s, err := tx.Strategy(ctx)
			if err != nil {
				return err
			}
			change(&s.Links[0])
			return tx.Apply(ctx, s)
		})
	}
	link := func() *scorecard.Link {
		t.Helper()
		s, err := h.db.Snapshot(t.Context(), org, scorecard.DateOf(h.now))
		if err != nil {
			t.Fatal(err)
		}
		return s.Link("l1")
	}
	h.now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	apply(func(l *scorecard.Link) { l.Reason = "said better" })
	if l := link(); len(l.Again) != 0 || l.Verdict == nil || l.Verdict.Shown != scorecard.SupportedByData {
		t.Fatalf("other words: %+v, %+v", l.Again, l.Verdict)
	}
	h.now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	apply(func(l *scorecard.Link) { l.LagWeeks = 9 })
	apply(func(l *scorecard.Link) { l.LagWeeks = 5 }) // a slip, mended the same day
	if l := link(); len(l.Again) != 1 || l.Again[0] != "2026-11-25" || l.Verdict != nil || l.Evidence != scorecard.Hypothesis {
		t.Fatalf("another lag: %+v, %+v", l.Again, l.Verdict)
	}
	if all := h.verdicts("l1"); len(all) != 1 || all[0].Shown != scorecard.SupportedByData {
		t.Errorf("what was found before is kept: %+v", all)
	}
	h.now = time.Date(2026, 12, 21, 10, 0, 0, 0, time.UTC)
	h.tick()
	if v := link().Verdict; v == nil || v.Shown != scorecard.EarlySign || v.Found != scorecard.SupportedByData || !slices.Contains(v.Suffixes, "found in hindsight") {
		t.Errorf("the first review of the new claim: %+v", v)
	}
	h.now = time.Date(2027, 1, 4, 12, 0, 0, 0, time.UTC)
	apply(func(l *scorecard.Link) { l.LagWeeks = 7 })
	if l := link(); len(l.Again) != 2 || l.Registered != "2025-01-06" {
		t.Errorf("counted %v, first registered %s", l.Again, l.Registered)
	}
}
