package storetest

import (
	"throughline/bot/scorecard"
	"throughline/store"
)

// verdicts: a link carries the newest of them in every Snapshot, and none in the
// strategy itself.
func verdicts(b *bench) {
	link := b.apply().Links[0].ID
	for _, v := range []scorecard.Verdict{
		{Link: link, On: "2026-10-26", Shown: scorecard.EarlySign, Found: scorecard.ContradictedByData, Periods: 48},
		{Link: link, On: "2026-11-23", Shown: scorecard.ContradictedByData, Found: scorecard.ContradictedByData, Periods: 52},
		{Link: link, On: "2026-11-23", Shown: scorecard.NotSeen}, // judged already
	} {
		b.write(func(tx *store.Tx) error { return tx.SaveVerdicts(b.ctx(), []scorecard.Verdict{v}) })
	}
	for _, db := range []*store.DB{b.db, b.other} {
		l := b.snapshot(db).Link(link)
		if l.Verdict == nil || l.Verdict.Periods != 52 || l.Evidence != scorecard.Contradicted {
			b.Errorf("the link carries %+v and is %q", l.Verdict, l.Evidence)
		}
	}
	b.read(func(tx *store.Tx) error {
		s, err := tx.Strategy(b.ctx())
		b.must(err)
		if s.Links[0].Verdict != nil || s.Links[0].Evidence == scorecard.Contradicted {
			b.Errorf("the strategy says %+v", s.Links[0])
		}
		all, err := tx.Verdicts(b.ctx(), link)
		if len(all) != 2 || all[0].On != "2026-10-26" {
			b.Errorf("all of them: %+v", all)
		}
		return err
	})
}
