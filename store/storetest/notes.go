package storetest

import (
	"errors"
	"strings"
	"time"

	"throughline/bot/scorecard"
	"throughline/store"
)

func claimsOnce(b *bench) {
	claim := func(db *store.DB, key string) (first bool) {
		b.must(db.Write(b.ctx(), org, ana, func(tx *store.Tx) (err error) {
			first, err = tx.Claim(b.ctx(), key)
			return err
		}))
		return first
	}
	if !claim(b.db, "round/1") || claim(b.db, "round/1") || claim(b.other, "round/1") || !claim(b.other, "round/2") {
		b.Error("a key is claimed once ever")
	}
	undone := errors.New("undone")
	if err := b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error {
		if _, err := tx.Claim(b.ctx(), "round/3"); err != nil {
			return err
		}
		return undone
	}); !errors.Is(err, undone) {
		b.Errorf("Write returned %v", err)
	}
	if !claim(b.db, "round/3") {
		b.Error("what was not done cannot be claimed again")
	}
}

func watermarks(b *bench) {
	get := func() time.Time {
		t, err := b.db.Watermark(b.ctx(), org, "timetable")
		b.must(err)
		return t
	}
	if !get().IsZero() {
		b.Errorf("nothing has begun, but the watermark is %v", get())
	}
	for _, t := range []time.Time{Start, Start.Add(time.Hour)} {
		b.must(b.db.SetWatermark(b.ctx(), org, "timetable", t))
		if !get().Equal(t) {
			b.Errorf("watermark is %v, want %v", get(), t)
		}
	}
}

func remembers(b *bench) {
	recall := func(key, want string) {
		b.Helper()
		b.read(func(tx *store.Tx) error {
			got, ok, err := tx.Recall(b.ctx(), key)
			if string(got) != want || ok != (want != "") {
				b.Errorf("%s is %q %v, want %q", key, got, ok, want)
			}
			return err
		})
	}
	put := func(key, body string, until time.Time) {
		b.write(func(tx *store.Tx) error { return tx.Remember(b.ctx(), key, []byte(body), until) })
	}
	put("turn", "one", Start.Add(time.Minute))
	put("turn", "two", Start.Add(time.Hour))
	put("always", "yes", time.Time{})
	recall("turn", "two")
	recall("nothing", "")
	b.clock.Move(time.Hour)
	recall("turn", "")
	put("other", "x", time.Time{}) // sweeps out what has expired
	recall("always", "yes")
	b.write(func(tx *store.Tx) error { return tx.Forget(b.ctx(), "always") })
	recall("always", "")
}

func remembersFirst(b *bench) {
	first := func(key string, until time.Time) (first bool) {
		b.write(func(tx *store.Tx) (err error) {
			first, err = tx.RememberFirst(b.ctx(), key, until)
			return err
		})
		return first
	}
	if !first("mark", Start.Add(time.Hour)) || first("mark", Start.Add(2*time.Hour)) {
		b.Error("what is remembered is new once")
	}
	if !first("ever", time.Time{}) || first("ever", Start.Add(time.Hour)) {
		b.Error("what is remembered for ever is new once")
	}
	b.clock.Move(time.Hour) // the first moment was kept, and is over
	if !first("mark", Start.Add(2*time.Hour)) {
		b.Error("what has lapsed is new again")
	}
	if first("ever", time.Time{}) {
		b.Error("for ever is over")
	}
}

func freezes(b *bench) {
	freeze := func(key, body string) (first bool) {
		b.write(func(tx *store.Tx) (err error) {
			first, err = tx.Freeze(b.ctx(), key, []byte(body))
			return err
		})
		return first
	}
	if !freeze("digest/monthly/2026-10", "october") || freeze("digest/monthly/2026-10", "changed") {
		b.Error("what is frozen is frozen once")
	}
	b.clock.Move(time.Hour)
	freeze("digest/monthly/2026-11", "november")
	b.clock.Move(time.Hour)
	freeze("digest/weekly/2026-W47", "other review")
	b.read(func(tx *store.Tx) error {
		key, body, ok, err := tx.LastFrozen(b.ctx(), "digest/monthly/")
		if key != "digest/monthly/2026-11" || string(body) != "november" || !ok {
			b.Errorf("last frozen is %s %q %v", key, body, ok)
		}
		b.must(err)
		if _, _, ok, err := tx.LastFrozen(b.ctx(), "digest/%"); ok || err != nil {
			b.Errorf("a prefix is not a pattern: %v %v", ok, err)
		}
		body, ok, err = tx.Frozen(b.ctx(), "digest/monthly/2026-10")
		if string(body) != "october" || !ok {
			b.Errorf("frozen is %q %v", body, ok)
		}
		return err
	})
}

func decisionsComeBack(b *bench) {
	b.apply()
	for _, d := range []scorecard.Decision{
		{Review: "monthly", On: "2026-11-26", Text: "Hire two drivers", By: "sofia", Said: "https://chat/9"},
		{Review: "monthly", On: "2026-10-29", Text: "Drop the pilot"},
		{Review: "weekly", On: "2026-11-26", Text: "Not this one"},
		{ID: "d000001", Review: "monthly", On: "2026-11-26", Text: "Hire three drivers", By: "sofia"},
	} {
		b.write(func(tx *store.Tx) error { return tx.SaveDecision(b.ctx(), d) })
	}
	for since, want := range map[scorecard.Date]string{
		"": "Drop the pilot, Hire three drivers", "2026-11-01": "Hire three drivers", "2027-01-01": "",
	} {
		b.read(func(tx *store.Tx) error {
			all, err := tx.Decisions(b.ctx(), "monthly", since)
			var got []string
			for _, d := range all {
				got = append(got, d.Text)
			}
			if s := strings.Join(got, ", "); s != want {
				b.Errorf("decisions since %q are %q, want %q", since, s, want)
			}
			return err
		})
	}
	e := b.journal("decision/monthly")
	if len(e) != 3 || e[2].Before != "Hire two drivers" {
		b.Errorf("journal has %+v", e)
	}
}

func gapsAreCounted(b *bench) {
	for _, what := range []string{"churn", "salaries", "salaries"} {
		b.write(func(tx *store.Tx) error { return tx.CountGap(b.ctx(), what) })
		b.clock.Move(time.Minute)
	}
	b.read(func(tx *store.Tx) error {
		gaps, err := tx.Gaps(b.ctx())
		b.same(gaps, []store.Gap{{What: "salaries", Times: 2, Last: Start.Add(2 * time.Minute)}, {What: "churn", Times: 1, Last: Start}})
		return err
	})
	b.write(func(tx *store.Tx) error {
		b.must(tx.DropGaps(b.ctx(), "ch"))
		left, err := tx.GapsOf(b.ctx(), "s")
		b.same(left, map[string]int{"salaries": 2})
		b.must(err)
		left, err = tx.GapsOf(b.ctx(), "")
		b.same(left, map[string]int{"salaries": 2})
		return err
	})
}

func journals(b *bench) {
	b.write(func(tx *store.Tx) error {
		b.must(tx.Journal(b.ctx(), "moved the clock", "clock", "Monday", "Thursday"))
		return tx.Journal(b.ctx(), "x", "clock/other", "", "")
	})
	b.same(b.journal("clock"), []store.Entry{{At: Start, By: ana, What: "moved the clock", Subject: "clock", Before: "Monday", After: "Thursday"}})
	if n := len(b.journal("clock/")); n != 1 {
		b.Errorf("%d entries below clock/, want 1", n)
	}
}
