package storetest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"throughline/bot/scorecard"
	"throughline/store"
	"throughline/store/storetest"
)

// histories is a model of what a database should say, worked out in the most
// simple way, beside two processes that have it open.
type histories struct {
	t     *testing.T
	dbs   [2]*store.DB
	org   scorecard.OrgID
	now   *time.Time
	all   map[scorecard.MetricID][]scorecard.Reading
	names []string    // of the first metric, as it was called over time
	since []time.Time // from when on
}

var (
	someMetrics = rapid.SampledFrom([]scorecard.MetricID{"m_otd", "m_share"})
	somePeriods = rapid.SampledFrom([]scorecard.Period{"2026-W47", "2026-W46", "2026-W05", "2026-11", "2026-Q4", "2026-11-20", "2026"})
)

func someReading(r *rapid.T, now time.Time) scorecard.Reading {
	out := scorecard.Reading{
		Metric: someMetrics.Draw(r, "metric"), Period: somePeriods.Draw(r, "period"),
		Value: decimal.New(rapid.Int64().Draw(r, "value"), rapid.Int32Range(-6, 3).Draw(r, "exponent")),
		Note:  rapid.String().Draw(r, "note"), NoData: rapid.Bool().Draw(r, "no data"),
	}
	if rapid.Bool().Draw(r, "said earlier") {
		out.At = now.Add(-time.Duration(rapid.IntRange(0, 100).Draw(r, "hours")) * time.Hour)
	}
	return out
}

func TestHistoriesAreWhatWasRecordedLast(t *testing.T) {
	moment := storetest.Start
	now := func() time.Time { return moment }
	var dbs [2]*store.DB
	dbs[0], dbs[1] = openSQLite(t, now)
	cases := 0
	rapid.Check(t, func(r *rapid.T) {
		cases++
		h := &histories{
			t: t, dbs: dbs, now: &moment, org: scorecard.OrgID(fmt.Sprint("org", cases)),
			all: map[scorecard.MetricID][]scorecard.Reading{},
		}
		h.apply("Market share")
		r.Repeat(map[string]func(*rapid.T){
			"record": h.record, "import": h.importSome, "rename": h.rename, "fail": h.fail, "later": h.later, "": h.agree,
		})
		h.agreeOnThePast(r)
	})
}

func (h *histories) later(r *rapid.T) {
	*h.now = h.now.Add(time.Duration(rapid.IntRange(1, 99).Draw(r, "minutes")) * time.Minute)
}

func (h *histories) write(db int, f func(*store.Tx) error) {
	if err := h.dbs[db].Write(h.t.Context(), h.org, clock, f); err != nil {
		h.t.Fatal(err)
	}
}

func (h *histories) apply(name string) {
	s := storetest.Strategy(h.org)
	s.Metrics[0].Name = name
	h.write(0, func(tx *store.Tx) error { return tx.Apply(h.t.Context(), s) })
	h.names, h.since = append(h.names, name), append(h.since, *h.now)
}

func (h *histories) rename(r *rapid.T) {
	*h.now = h.now.Add(time.Minute)
	h.apply(rapid.String().Draw(r, "name"))
}

func (h *histories) record(r *rapid.T) {
	want := someReading(r, *h.now)
	h.write(rapid.IntRange(0, 1).Draw(r, "process"), func(tx *store.Tx) error {
		got, err := tx.Record(h.t.Context(), want)
		h.all[got.Metric] = append(h.all[got.Metric], got)
		return err
	})
}

func (h *histories) importSome(r *rapid.T) {
	some := make([]scorecard.Reading, rapid.IntRange(0, 5).Draw(r, "readings"))
	for i := range some {
		some[i] = someReading(r, *h.now)
	}
	h.write(1, func(tx *store.Tx) error {
		if _, err := tx.Import(h.t.Context(), some, nil); err != nil {
			return err
		}
		for m := range map[scorecard.MetricID]bool{"m_otd": true, "m_share": true} {
			all, err := tx.Readings(h.t.Context(), m)
			if err != nil {
				return err
			}
			if before := h.all[m]; len(before) > 0 && !slices.EqualFunc(before, all[:len(before)], equal) {
				r.Fatalf("an import changed what was there: %s", cmp.Diff(before, all[:len(before)]))
			}
			if len(all) > 0 {
				h.all[m] = all
			}
		}
		return nil
	})
	for _, s := range some { // whatever was imported last for a period is in force, unless it says the same
		if _, ok := h.inForce(s.Metric)[s.Period]; !ok {
			r.Fatalf("the import of %s %s is lost", s.Metric, s.Period)
		}
	}
}

// fail writes something and thinks better of it.
func (h *histories) fail(r *rapid.T) {
	no := fmt.Errorf("no")
	err := h.dbs[0].Write(h.t.Context(), h.org, clock, func(tx *store.Tx) error {
		if _, err := tx.Record(h.t.Context(), someReading(r, *h.now)); err != nil {
			return err
		}
		if _, err := tx.Snapshot(h.t.Context(), "2026-11-23"); err != nil {
			return err
		}
		return no
	})
	if err != no {
		r.Fatal(err)
	}
}

// inForce is the last recorded of each period.
func (h *histories) inForce(m scorecard.MetricID) map[scorecard.Period]scorecard.Reading {
	out := map[scorecard.Period]scorecard.Reading{}
	for _, r := range h.all[m] {
		out[r.Period] = r
	}
	return out
}

// agree holds both processes to the model and to the domain.
func (h *histories) agree(r *rapid.T) {
	for _, db := range h.dbs {
		s, err := db.Snapshot(h.t.Context(), h.org, "2026-11-23")
		if err != nil {
			r.Fatal(err)
		}
		if got, want := s.Metrics[0].Name, h.names[len(h.names)-1]; got != want {
			r.Fatalf("the metric is called %q, want %q", got, want)
		}
		for m := range h.all {
			if want := scorecard.NewHistory(h.all[m]); !slices.EqualFunc(want, s.Histories[m], equal) {
				r.Fatalf("%s is not as the domain has it: %s", m, cmp.Diff(want, s.Histories[m]))
			}
			want := h.inForce(m)
			for _, got := range s.Histories[m] {
				if !equal(want[got.Period], got) || len(want) != len(s.Histories[m]) {
					r.Fatalf("%s %s is not what was recorded last: %s", m, got.Period, cmp.Diff(want[got.Period], got))
				}
			}
		}
	}
}

// equal compares as cmp would, a hundred times faster.
func equal(a, b scorecard.Reading) bool {
	same := a.Value.Equal(b.Value) && a.At.Equal(b.At)
	a.Value, a.At, b.Value, b.At = decimal.Decimal{}, time.Time{}, decimal.Decimal{}, time.Time{}
	return same && a == b
}

func (h *histories) agreeOnThePast(r *rapid.T) {
	err := h.dbs[1].Read(h.t.Context(), h.org, func(tx *store.Tx) error {
		for i, at := range h.since {
			s, err := tx.StrategyAt(h.t.Context(), at)
			if err != nil {
				return err
			}
			if s.Metrics[0].Name != h.names[i] {
				r.Fatalf("at %v the metric was called %q, want %q", at, s.Metrics[0].Name, h.names[i])
			}
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
}
