package storetest_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
	"throughline/store/storetest"
)

// Run them with: go test -run '^$' -bench . ./store/storetest

const org scorecard.OrgID = "larkfield"

var clock = scorecard.Actor{From: "clock"}

// strategyOf returns the example strategy with n metrics more.
func strategyOf(n int) *scorecard.Strategy {
	s := storetest.Strategy(org)
	for i := range n {
		s.Metrics = append(s.Metrics, scorecard.Metric{
			ID: scorecard.MetricID(fmt.Sprintf("m%05d", i)), Name: fmt.Sprint("Metric ", i), Objective: "o_reliable",
			Measure: "%", Cadence: scorecard.Weekly, Owner: "ana",
		})
	}
	return s
}

// fill applies a strategy of n metrics with a history of so many weeks.
func fill(t testing.TB, db *store.DB, metrics, weeks int) {
	t.Helper()
	s := strategyOf(metrics)
	var all []scorecard.Reading
	p := scorecard.PeriodOf(scorecard.Weekly, scorecard.DateOf(storetest.Start))
	for w := range weeks {
		for i := range metrics {
			all = append(all, scorecard.Reading{
				Metric: s.Metrics[len(s.Metrics)-metrics+i].ID, Period: p, Value: decimal.New(int64(9000+i%900+w), -2),
				By: "ana", Note: "as expected", Raw: "91.4 as expected", Source: "web", At: storetest.Start,
			})
		}
		p = p.Prev()
	}
	err := db.Write(t.Context(), org, clock, func(tx *store.Tx) error {
		if err := tx.Apply(t.Context(), s); err != nil {
			return err
		}
		_, err := tx.Import(t.Context(), all, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func openAt(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), path, func() time.Time { return storetest.Start })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// BenchmarkSnapshotLoad is the first question after a start.
func BenchmarkSnapshotLoad(b *testing.B) {
	for _, metrics := range []int{500, 10_000} {
		path := filepath.Join(b.TempDir(), "x.db")
		fill(b, openAt(b, path), metrics, 60)
		b.Run(fmt.Sprintf("metrics=%d/weeks=60", metrics), func(b *testing.B) {
			for b.Loop() {
				db := openAt(b, path)
				s, err := db.Snapshot(b.Context(), org, "2026-11-23")
				if err != nil || len(s.Histories) != metrics {
					b.Fatal(len(s.Histories), err)
				}
			}
		})
	}
}

// BenchmarkSnapshotAtQuestionTime is what each further question pays.
func BenchmarkSnapshotAtQuestionTime(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "x.db"))
	fill(b, db, 10_000, 60)
	snapshot := func() {
		if _, err := db.Snapshot(b.Context(), org, "2026-11-23"); err != nil {
			b.Fatal(err)
		}
	}
	snapshot()
	b.Run("nothing changed", func(b *testing.B) {
		for b.Loop() {
			snapshot()
		}
	})
	b.Run("after a reading", func(b *testing.B) {
		for b.Loop() {
			reply(b, db, b.N)
			snapshot()
		}
	})
}

var replies int

// reply does what one reply costs: it comes in, is recorded, answered and done.
func reply(b testing.TB, db *store.DB, _ int) {
	replies++
	in := chat.Incoming{ID: fmt.Sprint(replies), Place: chat.Place{Service: "web", Channel: "#fleet"}, From: "ana", Text: "4.2%"}
	if _, err := db.Receive(b.Context(), org, in); err != nil {
		b.Fatal(err)
	}
	err := db.Write(b.Context(), org, clock, func(tx *store.Tx) error { return handle(b, tx, in) })
	if err != nil {
		b.Fatal(err)
	}
}

func handle(b testing.TB, tx *store.Tx, in chat.Incoming) error {
	day := scorecard.Date("2000-01-01").Add(replies)
	r := scorecard.Reading{Metric: "m_otd", Period: scorecard.PeriodOf(scorecard.Daily, day), Value: decimal.New(42, -1), By: "ana"}
	if _, err := tx.Record(b.Context(), r); err != nil {
		return err
	}
	if err := tx.Send(b.Context(), chat.Outgoing{Key: "echo/" + in.ID, Place: in.Place, Message: chat.Paragraph("Recorded 4.2 %.")}); err != nil {
		return err
	}
	return tx.DoneIncoming(b.Context(), "web/"+in.ID)
}
