package storetest

import (
	"fmt"
	"slices"
	"time"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

func organisationsNeverMeet(b *bench) {
	b.apply()
	other := scorecard.OrgID("ashdown")
	write := func(org scorecard.OrgID, f func(*store.Tx) error) {
		b.Helper()
		b.must(b.db.Write(b.ctx(), org, ana, f))
	}
	fill := func(text string) func(*store.Tx) error {
		return func(tx *store.Tx) error {
			s := Strategy(tx.Org())
			s.Vision.Text = text
			b.must(tx.Apply(b.ctx(), s))
			r := reading("m_otd", "2026-W47", fmt.Sprint(len(text)))
			_, err := tx.Record(b.ctx(), r)
			b.must(err)
			for _, claimed := range []func() (bool, error){
				func() (bool, error) {
					return tx.OpenAsk(b.ctx(), scorecard.Ask{Key: "ask/m_otd/2026-W47", Person: "ana", Note: text})
				},
				func() (bool, error) { return tx.Freeze(b.ctx(), "digest/1", []byte(text)) },
				func() (bool, error) { return tx.Claim(b.ctx(), "round/1") },
			} {
				if first, err := claimed(); err != nil || !first {
					b.Errorf("%s: taken by the other organisation: %v", tx.Org(), err)
				}
			}
			b.must(tx.Remember(b.ctx(), "talk", []byte(text), time.Time{}))
			b.must(tx.CountGap(b.ctx(), text))
			b.must(tx.SaveDecision(b.ctx(), scorecard.Decision{ID: "d1", Review: "monthly", On: "2026-11-26", Text: text}))
			return tx.Send(b.ctx(), say("round", "#fleet", text))
		}
	}
	write(org, fill("ours"))
	write(other, fill("theirs"))
	for _, o := range []scorecard.OrgID{org, other} {
		first, err := b.db.Receive(b.ctx(), o, in("1", "#fleet", string(o)))
		if err != nil || !first {
			b.Errorf("%s: what came in was swallowed by the other: %v", o, err)
		}
		_, first, err = b.db.Workspace(o).Add(b.ctx(), chat.Entry{Key: "k", Room: "#fleet"})
		if err != nil || !first {
			b.Errorf("%s: the workspace is shared: %v", o, err)
		}
	}
	for o, want := range map[scorecard.OrgID]string{org: "ours", other: "theirs"} {
		b.must(b.db.Read(b.ctx(), o, func(tx *store.Tx) error {
			b.want(string(o), everything(b, tx), slices.Repeat([]string{want}, 8)...)
			return nil
		}))
	}
	b.want("what came in", b.waiting(), string(org), string(other))
	b.want("what goes out", b.texts(b.claim()), "ours", "theirs")
}

// everything reads back what the organisations have written, in every way.
func everything(b *bench, tx *store.Tx) (out []string) {
	s, err := tx.Snapshot(b.ctx(), "2026-11-23")
	b.must(err)
	h, _ := s.Histories["m_otd"].Latest()
	all, err := tx.Readings(b.ctx(), "m_otd")
	b.must(err)
	if len(all) != 1 || h.Value.String() != fmt.Sprint(len(s.Vision.Text)) {
		b.Errorf("%s: readings are %+v", tx.Org(), all)
	}
	out = append(out, s.Vision.Text)
	then, err := tx.StrategyAt(b.ctx(), tx.Now())
	b.must(err)
	out = append(out, then.Vision.Text)
	asks, err := tx.LiveAsks(b.ctx())
	b.must(err)
	for _, a := range asks {
		out = append(out, a.Note)
	}
	_, frozen, _, err := tx.LastFrozen(b.ctx(), "digest/")
	b.must(err)
	talk, _, err := tx.Recall(b.ctx(), "talk")
	b.must(err)
	out = append(out, string(frozen), string(talk))
	gaps, err := tx.Gaps(b.ctx())
	b.must(err)
	for _, g := range gaps {
		out = append(out, g.What)
	}
	decisions, err := tx.Decisions(b.ctx(), "monthly", "")
	b.must(err)
	for _, d := range decisions {
		out = append(out, d.Text)
	}
	entries, err := tx.JournalOf(b.ctx(), "decision/monthly")
	b.must(err)
	for _, e := range entries {
		out = append(out, e.After)
	}
	return out
}
