package storetest

import (
	"errors"
	"strings"
	"time"

	"throughline/bot/scorecard"
	"throughline/store"
)

func reading(m scorecard.MetricID, p scorecard.Period, v string) scorecard.Reading {
	return scorecard.Reading{Metric: m, Period: p, Value: dec(v), By: "ana"}
}

func (b *bench) record(r scorecard.Reading) (stored scorecard.Reading) {
	b.Helper()
	b.write(func(tx *store.Tx) (err error) {
		stored, err = tx.Record(b.ctx(), r)
		return err
	})
	return stored
}

func (b *bench) readings(m scorecard.MetricID) (all []scorecard.Reading) {
	b.Helper()
	b.read(func(tx *store.Tx) (err error) {
		all, err = tx.Readings(b.ctx(), m)
		return err
	})
	return all
}

func correctionsSupersede(b *bench) {
	b.apply()
	first := b.record(scorecard.Reading{
		Metric: "m_otd", Period: "2026-W47", Value: dec("4.20"), Note: "the promo ended 🙂 ' \"", Confidence: scorecard.Medium,
		By: "ana", Said: "https://chat/1", Raw: "4.20% because the promo ended 🙂 ' \"", Source: "web",
	})
	b.clock.Move(time.Minute)
	second := b.record(reading("m_otd", "2026-W47", "4.3"))
	b.record(scorecard.Reading{Metric: "m_otd", Period: "2026-W48", NoData: true, Note: "depot closed"})
	all := b.readings("m_otd")
	if len(all) != 3 {
		b.Fatalf("%d readings are kept, want 3", len(all))
	}
	b.same(all[0], first)
	b.same(all[1], second)
	switch {
	case first.ID == "" || !first.At.Equal(Start) || first.Supersedes != "":
		b.Errorf("first was stored as %+v", first)
	case second.Supersedes != first.ID || second.ID <= first.ID:
		b.Errorf("the correction %+v does not supersede %s", second, first.ID)
	case first.Value.String() != "4.2" || all[0].Note != first.Note:
		b.Errorf("first came back as %+v", all[0])
	}
	h := b.snapshot(b.db).Histories["m_otd"]
	if len(h) != 2 || h[0].ID != second.ID || !h[1].NoData {
		b.Errorf("in force is %+v", h)
	}
	e := b.journal("reading/m_otd/2026-W47")
	if len(e) != 2 || e[1].What != "corrected" || e[1].Before != "4.2" || e[1].After != "4.3" || !e[1].At.Equal(Start.Add(time.Minute)) {
		b.Errorf("journal has %+v", e)
	}
}

// An edited message keeps the moment at which it was first said, which may lie
// before that of the correction it corrects.
func lateReports(b *bench) {
	b.apply()
	b.record(reading("m_otd", "2026-W47", "92"))
	late := reading("m_otd", "2026-W47", "93")
	late.At = Start.Add(-time.Hour)
	b.record(late)
	h := b.snapshot(b.db).Histories["m_otd"]
	if len(h) != 1 || !h[0].Value.Equal(dec("93")) {
		b.Errorf("in force is %+v, want 93", h)
	}
	if again := scorecard.NewHistory(b.readings("m_otd")); !again[0].Value.Equal(dec("93")) {
		b.Errorf("the domain thinks %v is in force, want 93", again[0].Value)
	}
}

func importsRepeat(b *bench) {
	b.apply()
	b.record(reading("m_otd", "2026-W46", "90"))
	all := []scorecard.Reading{reading("m_otd", "2026-W45", "89"), reading("m_otd", "2026-W46", "91"), reading("m_share", "2026-Q3", "14.1")}
	all[0].At = Start.AddDate(0, 0, -14)
	last := 0
	for _, want := range []int{3, 0} {
		b.write(func(tx *store.Tx) error {
			n, err := tx.Import(b.ctx(), all, func(done, total int) { last = total - done })
			if n != want {
				b.Errorf("imported %d, want %d", n, want)
			}
			return err
		})
	}
	if last != 0 {
		b.Errorf("progress stopped %d before the end", last)
	}
	h := b.snapshot(b.db).Histories["m_otd"]
	if len(h) != 2 || !h[0].At.Equal(all[0].At) || !h[1].Value.Equal(dec("91")) {
		b.Errorf("in force is %+v", h)
	}
	err := b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		_, err := tx.Import(b.ctx(), []scorecard.Reading{reading("m_otd", "2026-W44", "1"), reading("m_none", "2026-W44", "1")}, nil)
		return err
	})
	if !errors.Is(err, store.ErrUnknown) || !strings.Contains(err.Error(), "reading 2") {
		b.Errorf("importing for an unknown metric: %v", err)
	}
	if n := len(b.readings("m_otd")); n != 3 {
		b.Errorf("%d readings after a failed import, want 3", n)
	}
}

func unknownIsRefused(b *bench) {
	tries := map[string]func(*store.Tx) error{
		"before any strategy": func(tx *store.Tx) error {
			_, err := tx.Record(b.ctx(), reading("m_otd", "2026-W47", "1"))
			return err
		},
		"ask before any strategy": func(tx *store.Tx) error {
			_, err := tx.OpenAsk(b.ctx(), scorecard.Ask{Key: "ask/m_otd/2026-W47"})
			return err
		},
		"action before any strategy": func(tx *store.Tx) error {
			return tx.SaveAction(b.ctx(), scorecard.Action{ID: "a1"})
		},
		"ask that was never opened": func(tx *store.Tx) error {
			return tx.SaveAsk(b.ctx(), scorecard.Ask{Key: "ask/m_otd/2026-W47"})
		},
	}
	for name, try := range tries {
		if err := b.db.Write(b.ctx(), org, ana, try); !errors.Is(err, store.ErrUnknown) {
			b.Errorf("%s: %v", name, err)
		}
	}
	b.apply()
	for _, r := range []scorecard.Reading{reading("m_none", "2026-W47", "1"), reading("m_otd", "last week", "1")} {
		err := b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
			_, err := tx.Record(b.ctx(), r)
			return err
		})
		if err == nil {
			b.Errorf("%s %s was recorded", r.Metric, r.Period)
		}
	}
}
