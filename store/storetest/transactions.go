package storetest

import (
	"errors"
	"fmt"
	"sync"

	"throughline/bot/scorecard"
	"throughline/store"
)

func rollsBack(b *bench) {
	b.apply()
	oops := errors.New("oops")
	err := b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		_, err := tx.Record(b.ctx(), reading("m_otd", "2026-W47", "1"))
		b.must(err)
		s, err := tx.Snapshot(b.ctx(), "2026-11-23")
		b.must(err)
		if len(s.Histories["m_otd"]) != 1 {
			b.Error("a transaction does not see what it has written")
		}
		b.must(tx.Send(b.ctx(), say("k", "#fleet", "never")))
		return oops
	})
	if err != oops {
		b.Errorf("Write returned %v, want the error of the function as it is", err)
	}
	b.want("said", b.texts(b.claim()))
	if n := len(b.snapshot(b.db).Histories["m_otd"]); n != 0 {
		b.Errorf("%d readings in the snapshot, want 0", n)
	}
	func() {
		defer func() {
			if recover() == nil {
				b.Error("the panic was swallowed")
			}
		}()
		b.write(func(tx *store.Tx) error { panic("a feature has a fault") })
	}()
	b.record(reading("m_otd", "2026-W47", "2")) // the writer is free again
}

func readersCannotWrite(b *bench) {
	b.apply()
	err := b.db.Read(b.ctx(), org, func(tx *store.Tx) error {
		_, err := tx.Record(b.ctx(), reading("m_otd", "2026-W47", "1"))
		return err
	})
	if err == nil || len(b.readings("m_otd")) != 0 {
		b.Errorf("a reader has written: %v", err)
	}
}

func snapshotsAreCurrent(b *bench) {
	if s := b.snapshot(b.db); len(s.Metrics) != 0 {
		b.Errorf("the snapshot of nothing is %+v", s.Strategy)
	}
	b.apply()
	before := b.snapshot(b.db)
	if again := b.snapshot(b.db); again.Index != before.Index {
		b.Error("an unchanged strategy was indexed again")
	}
	b.must(b.other.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		_, err := tx.Record(b.ctx(), reading("m_otd", "2026-W47", "92"))
		return err
	}))
	after := b.snapshot(b.db)
	if len(after.Histories["m_otd"]) != 1 || after.Index != before.Index || len(before.Histories["m_otd"]) != 0 {
		b.Error("a reading recorded by another process is not seen, or changed what was handed out before")
	}
	b.must(b.other.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		return tx.SaveAction(b.ctx(), scorecard.Action{ID: "a9", Name: "New", Objective: "o_share"})
	}))
	b.write(func(tx *store.Tx) error {
		s, err := tx.Snapshot(b.ctx(), "2026-11-23")
		b.must(err)
		if s.Action("a9") == nil || len(s.Histories["m_otd"]) != 1 {
			b.Error("a transaction does not see what another process has written")
		}
		_, err = tx.Record(b.ctx(), reading("m_otd", "2026-W48", "93"))
		return err
	})
	if h := b.snapshot(b.other).Histories["m_otd"]; len(h) != 2 || h[1].Value.String() != "93" {
		b.Errorf("the other process sees %+v", h)
	}
}

// sixteenWriters are people who report at once, through two processes. Each
// reads before it writes, which is what makes a careless database say "locked".
func sixteenWriters(b *bench) {
	b.apply()
	const writers, each = 16, 25
	var wait sync.WaitGroup
	errs := make(chan error, writers*each)
	for w := range writers {
		db := []*store.DB{b.db, b.other}[w%2]
		wait.Go(func() {
			for i := range each {
				errs <- db.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
					s, err := tx.Snapshot(b.ctx(), "2026-11-23")
					if err != nil {
						return err
					}
					r := reading("m_otd", scorecard.PeriodOf(scorecard.Daily, scorecard.Date("2026-01-01").Add(i)), fmt.Sprint(w))
					if _, err := tx.Record(b.ctx(), r); err != nil {
						return err
					}
					return tx.Send(b.ctx(), say(fmt.Sprint("k", w, "/", i), "#fleet", fmt.Sprint(len(s.Histories["m_otd"]))))
				})
			}
		})
	}
	wait.Wait()
	close(errs)
	for err := range errs {
		b.must(err)
	}
	all := b.readings("m_otd")
	if len(all) != writers*each {
		b.Errorf("%d readings, want %d", len(all), writers*each)
	}
	newest := map[scorecard.Period]string{}
	for _, r := range all {
		if r.Supersedes != newest[r.Period] {
			b.Errorf("%s supersedes %q, want %q", r.ID, r.Supersedes, newest[r.Period])
		}
		newest[r.Period] = r.ID
	}
	for _, db := range []*store.DB{b.db, b.other} {
		b.same(b.snapshot(db).Histories["m_otd"], scorecard.NewHistory(all))
	}
}
