package storetest

import (
	"strings"
	"time"

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
