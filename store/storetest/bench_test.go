package storetest_test

import (
	"errors"
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
	n := 0
	b.Run("after a reading", func(b *testing.B) {
		for b.Loop() {
			receive(b, db, n)
			write(b, db, func(tx *store.Tx) error { return handleReply(b, tx, n) })
			snapshot()
			n++
		}
	})
}

// BenchmarkReplies is what one reply costs: it comes in and is acknowledged, is
// recorded, journalled and answered. Each is two transactions that reach the
// disk; the alternative is what it would cost to lose a batch of replies when
// the power fails.
func BenchmarkReplies(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "x.db"))
	fill(b, db, 0, 0)
	n := 0
	b.Run("each safe on disk", func(b *testing.B) {
		for b.Loop() {
			receive(b, db, n)
			write(b, db, func(tx *store.Tx) error { return handleReply(b, tx, n) })
			n++
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "replies/s")
	})
	b.Run("all in one transaction", func(b *testing.B) {
		write(b, db, func(tx *store.Tx) error {
			for b.Loop() {
				if err := handleReply(b, tx, n); err != nil {
					return err
				}
				n++
			}
			return nil
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "replies/s")
	})
}

// BenchmarkRound is a Monday morning of ten thousand owners: their asks are
// opened and a message to each is queued, then all are handed to the sender.
func BenchmarkRound(b *testing.B) {
	const owners = 10_000
	round := 0
	for b.Loop() {
		db := openAt(b, filepath.Join(b.TempDir(), fmt.Sprint(round, ".db")))
		fill(b, db, 0, 0)
		write(b, db, func(tx *store.Tx) error { return openAll(b, tx, owners) })
		round++
	}
	b.ReportMetric(float64(round*owners)/b.Elapsed().Seconds(), "asks/s")
}

// BenchmarkClaim hands out and settles the messages of such a round, eight at a time.
func BenchmarkClaim(b *testing.B) {
	db := openAt(b, filepath.Join(b.TempDir(), "x.db"))
	fill(b, db, 0, 0)
	write(b, db, func(tx *store.Tx) error { return openAll(b, tx, 10_000) })
	sent := 0
	for b.Loop() {
		all, err := db.ClaimOutgoing(b.Context(), time.Minute, 8)
		if err != nil {
			b.Fatal(err)
		}
		for _, q := range all {
			if err := db.Sent(b.Context(), q, q.Key); err != nil {
				b.Fatal(err)
			}
			sent++
		}
	}
	b.ReportMetric(float64(sent)/b.Elapsed().Seconds(), "messages/s")
}

func openAll(b *testing.B, tx *store.Tx, owners int) error {
	for i := range owners {
		person := fmt.Sprint("p", i)
		key := fmt.Sprint("ask/m", i, "/2026-W47")
		if _, err := tx.OpenAsk(b.Context(), scorecard.Ask{
			Key: key, Metric: "m_otd", Period: "2026-W47", Person: scorecard.PersonID(person), Round: "round/1", AskedAt: tx.Now(), NextAt: tx.Now(),
		}); err != nil {
			return err
		}
		if err := tx.Send(b.Context(), chat.Outgoing{Key: key, Place: chat.Place{Person: person}, Message: chat.Paragraph("What was it?")}); err != nil {
			return err
		}
	}
	return nil
}

func write(b *testing.B, db *store.DB, f func(*store.Tx) error) {
	b.Helper()
	if err := db.Write(b.Context(), org, clock, f); err != nil {
		b.Fatal(err)
	}
}

func incoming(n int) chat.Incoming {
	return chat.Incoming{ID: fmt.Sprint(n), Place: chat.Place{Service: "web", Channel: "#fleet"}, From: "ana", Text: "4.2%"}
}

func receive(b *testing.B, db *store.DB, n int) {
	b.Helper()
	if _, err := db.Receive(b.Context(), org, incoming(n)); err != nil {
		b.Fatal(err)
	}
	if _, err := db.Waiting(b.Context(), 8); err != nil {
		b.Fatal(err)
	}
}

// handleReply records one reply and answers it. Those that did not come in by
// themselves have nothing to be marked as done.
func handleReply(b *testing.B, tx *store.Tx, n int) error {
	r := scorecard.Reading{Metric: "m_otd", Period: dayOf(n - 9000), Value: decimal.New(42, -1), By: "ana", Raw: "4.2%"}
	if _, err := tx.Record(b.Context(), r); err != nil {
		return err
	}
	in := incoming(n)
	if err := tx.Send(b.Context(), chat.Outgoing{Key: "echo/" + in.ID, Place: in.Place, Message: chat.Paragraph("Recorded: 4.2 %.")}); err != nil {
		return err
	}
	if err := tx.DoneIncoming(b.Context(), "web/"+in.ID); !errors.Is(err, store.ErrHandled) {
		return err
	}
	return nil
}
