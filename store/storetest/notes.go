package storetest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

func asksAreFound(b *bench) {
	b.apply()
	ask := scorecard.Ask{
		Key: "ask/m_otd/2026-W47", Metric: "m_otd", Period: "2026-W47", Person: "ana", Times: 1, Round: "round/1",
		AskedAt: Start, NextAt: Start.Add(time.Hour), Pending: &scorecard.Pending{Raw: "42", Options: []string{"4.2", "42"}},
	}
	share := scorecard.Ask{Key: "ask/m_share/2026-Q3", Metric: "m_share", Period: "2026-Q3", Person: "sofia", Round: "round/1", NextAt: Start.Add(2 * time.Hour)}
	open := func(a scorecard.Ask) (first bool) {
		b.write(func(tx *store.Tx) (err error) {
			first, err = tx.OpenAsk(b.ctx(), a)
			return err
		})
		return first
	}
	if !open(share) || !open(ask) || open(ask) {
		b.Error("an ask is opened once")
	}
	b.read(func(tx *store.Tx) error {
		got, ok, err := tx.Ask(b.ctx(), ask.Key)
		want := ask
		want.State, want.First = scorecard.AskOpen, "ana"
		b.same(got, want)
		if !ok {
			b.Error("the ask is not there")
		}
		return err
	})
	b.find("live", "m_otd m_share", func(tx *store.Tx) ([]scorecard.Ask, error) { return tx.LiveAsks(b.ctx()) })
	b.find("of sofia", "m_share", func(tx *store.Tx) ([]scorecard.Ask, error) { return tx.AsksOf(b.ctx(), "sofia") })
	b.find("due", "m_otd", func(tx *store.Tx) ([]scorecard.Ask, error) { return tx.AsksDue(b.ctx(), Start.Add(time.Hour)) })
	b.nextAsk(Start.Add(time.Hour))
	ask.State, ask.Person, ask.First, ask.Pending = scorecard.AskAnswered, "sofia", "ana", nil
	b.write(func(tx *store.Tx) error { return tx.SaveAsk(b.ctx(), ask) })
	b.find("of sofia", "m_share", func(tx *store.Tx) ([]scorecard.Ask, error) { return tx.AsksOf(b.ctx(), "sofia") })
	b.find("in the round", "m_otd m_share", func(tx *store.Tx) ([]scorecard.Ask, error) { return tx.AsksIn(b.ctx(), "round/1") })
	b.find("due", "", func(tx *store.Tx) ([]scorecard.Ask, error) { return tx.AsksDue(b.ctx(), Start.Add(time.Hour)) })
	b.nextAsk(Start.Add(2 * time.Hour))
	if e := b.journal(ask.Key); len(e) != 2 || e[1].What != "ask answered" || e[1].After != "sofia" {
		b.Errorf("journal has %+v", e)
	}
}

func (b *bench) find(what, want string, f func(*store.Tx) ([]scorecard.Ask, error)) {
	b.Helper()
	b.read(func(tx *store.Tx) error {
		all, err := f(tx)
		var got []string
		for _, a := range all {
			got = append(got, string(a.Metric))
		}
		if s := strings.Join(got, " "); s != want {
			b.Errorf("asks %s are %q, want %q", what, s, want)
		}
		return err
	})
}

func (b *bench) nextAsk(want time.Time) {
	b.Helper()
	b.read(func(tx *store.Tx) error {
		got, ok, err := tx.NextAsk(b.ctx())
		if !ok || !got.Equal(want) {
			b.Errorf("next ask at %v %v, want %v", got, ok, want)
		}
		return err
	})
}

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

func workspaceKeeps(b *bench) {
	w := b.db.Workspace(org)
	add := func(key, room string, thread int64, from chat.UserID, text string) chat.Entry {
		b.Helper()
		e, first, err := w.Add(b.ctx(), chat.Entry{Key: key, Room: room, Thread: thread, From: from, At: b.clock.Now(), Body: chat.Paragraph(text)})
		b.must(err)
		if !first {
			b.Errorf("%s is not new", key)
		}
		b.clock.Move(time.Second)
		return e
	}
	one := add("k1", "#fleet", 0, "", "who has the numbers?")
	two := add("k2", "#fleet", one.ID, "ana", "92")
	three := add("k3", "@ana", 0, "ana", "what do I owe?")
	if one.ID != 1 || two.ID != 2 || three.Change != 3 {
		b.Errorf("numbers are %d, %d, %d", one.ID, two.ID, three.Change)
	}
	again, first, err := w.Add(b.ctx(), chat.Entry{Key: "k1", Room: "#other"})
	if err != nil || first || again.Room != "#fleet" || again.Replies != 1 || !again.LastReply.Equal(two.At) {
		b.Errorf("adding a known key gave %+v %v %v", again, first, err)
	}
	edited, err := w.Replace(b.ctx(), 1, chat.Paragraph("1 of 2 in"), b.clock.Now())
	if err != nil || edited.Change != 4 || edited.ID != 1 || !edited.Edited.Equal(b.clock.Now()) {
		b.Errorf("replaced: %+v %v", edited, err)
	}
	add("k4", "#fleet", 0, "", "next")
	b.entries("timeline", "1 5")(w.Timeline(b.ctx(), "#fleet", 0, 10))
	b.entries("newest", "5")(w.Timeline(b.ctx(), "#fleet", 0, 1))
	b.entries("before", "1")(w.Timeline(b.ctx(), "#fleet", 5, 10))
	b.entries("thread", "2")(w.Thread(b.ctx(), 1))
	b.entries("since", "3 1 5")(w.Since(b.ctx(), 2, 10))
	b.entries("since, two", "3 1")(w.Since(b.ctx(), 2, 2))
	if last, err := w.Last(b.ctx()); last != 5 || err != nil {
		b.Errorf("last is %d %v", last, err)
	}
	b.must(w.MarkSeen(b.ctx(), "ana", "#fleet", 2))
	b.must(w.MarkSeen(b.ctx(), "ana", "#fleet", 1))
	seen, err := w.Seen(b.ctx(), "ana", "#fleet")
	b.must(err)
	rooms, err := w.Rooms(b.ctx(), "ana")
	b.must(err)
	if got := fmt.Sprint(seen, rooms); got != "2 map[#fleet:1 @ana:0]" {
		b.Errorf("seen and unseen: %s", got)
	}
	if _, err := w.Entry(b.ctx(), 99); !errors.Is(err, chat.ErrNoEntry) {
		b.Errorf("an entry that is not there: %v", err)
	}
	if _, err := w.Replace(b.ctx(), 99, chat.Message{}, Start); !errors.Is(err, chat.ErrNoEntry) {
		b.Errorf("replacing what is not there: %v", err)
	}
}

func (b *bench) entries(what, want string) func([]chat.Entry, error) {
	return func(all []chat.Entry, err error) {
		b.Helper()
		var got []string
		for _, e := range all {
			got = append(got, e.Ref())
		}
		if s := strings.Join(got, " "); s != want || err != nil {
			b.Errorf("%s is %q %v, want %q", what, s, err, want)
		}
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
