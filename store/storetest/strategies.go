package storetest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/bot/scorecard"
	"throughline/store"
)

func strategyComesBack(b *bench) {
	want := b.apply()
	b.read(func(tx *store.Tx) error {
		got, err := tx.Strategy(b.ctx())
		b.must(err)
		b.same(got, want)
		return nil
	})
	all, err := b.other.Organisations(b.ctx())
	b.must(err)
	if len(all) != 1 || all[0].Name != want.Organisation.Name {
		b.Errorf("organisations are %v", all)
	}
}

// same compares by what a strategy says: as JSON, since an empty list and none
// are the same to everybody.
func (b *bench) same(got, want any) {
	b.Helper()
	g, err := json.MarshalIndent(got, "", " ")
	b.must(err)
	w, err := json.MarshalIndent(want, "", " ")
	b.must(err)
	if string(g) != string(w) {
		b.Errorf("got  %s\nwant %s", g, w)
	}
}

func onlyDifferencesAreWritten(b *bench) {
	s := b.apply()
	before := b.journal("")
	b.write(func(tx *store.Tx) error { return tx.Apply(b.ctx(), Strategy(org)) })
	if n := len(b.journal("")) - len(before); n != 0 {
		b.Errorf("applying the same again made %d entries in the journal", n)
	}
	s.Metrics[1].Name = "Punctuality"
	s.Metrics = append([]scorecard.Metric{{ID: "m_new", Name: "New", Objective: "o_share", Cadence: scorecard.Monthly}}, s.Metrics...)
	s.Links = nil
	slices.Reverse(s.People)
	b.write(func(tx *store.Tx) error { return tx.Apply(b.ctx(), s) })
	var got []string
	for _, e := range b.journal("")[len(before):] {
		got = append(got, e.What+" "+e.Subject)
	}
	want := []string{"removed link/l1", "added metric/m_new", "changed metric/m_otd", "reordered order/person"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		b.Errorf("journal has %q, want %q", got, want)
	}
	b.read(func(tx *store.Tx) error {
		again, err := tx.Strategy(b.ctx())
		b.must(err)
		b.same(again, s)
		return nil
	})
}

func (b *bench) journal(subject string) (all []store.Entry) {
	b.Helper()
	b.read(func(tx *store.Tx) (err error) {
		all, err = tx.JournalOf(b.ctx(), subject)
		return err
	})
	return all
}

func strategyAtAMoment(b *bench) {
	first := b.apply()
	b.clock.Move(time.Hour)
	second := Strategy(org)
	second.Objectives = second.Objectives[:1]
	second.Metrics[0].Name = "Share of market"
	b.write(func(tx *store.Tx) error { return tx.Apply(b.ctx(), second) })
	b.clock.Move(time.Hour)
	b.write(func(tx *store.Tx) error { return tx.Apply(b.ctx(), first) })
	b.read(func(tx *store.Tx) error {
		for _, c := range []struct {
			at   time.Time
			want *scorecard.Strategy
		}{
			{Start.Add(-time.Second), &scorecard.Strategy{}},
			{Start, first},
			{Start.Add(59 * time.Minute), first},
			{Start.Add(time.Hour), second},
			{Start.Add(24 * time.Hour), first},
		} {
			got, err := tx.StrategyAt(b.ctx(), c.at)
			b.must(err)
			b.same(got, c.want)
		}
		return nil
	})
}

func wrongStrategies(b *bench) {
	b.apply()
	for name, spoil := range map[string]func(*scorecard.Strategy){
		"the transaction of": func(s *scorecard.Strategy) { s.Organisation.ID = "other" },
		"called metric/m_otd": func(s *scorecard.Strategy) {
			s.Organisation.Name = "Changed"
			s.Metrics = append(s.Metrics, s.Metrics[1])
		},
		"has no id": func(s *scorecard.Strategy) { s.Units[1].ID = "" },
	} {
		s := Strategy(org)
		spoil(s)
		err := b.db.Write(b.ctx(), org, ana, func(tx *store.Tx) error { return tx.Apply(b.ctx(), s) })
		if err == nil || !strings.Contains(err.Error(), name) {
			b.Errorf("error is %v, want one that says %q", err, name)
		}
	}
	b.same(b.snapshot(b.db).Strategy, Strategy(org))
}

func savesActions(b *bench) {
	b.apply()
	b.write(func(tx *store.Tx) error {
		b.must(tx.SaveAction(b.ctx(), scorecard.Action{ID: "a2", Name: "Hire drivers", Objective: "o_reliable", Owner: "ana"}))
		return tx.SaveAction(b.ctx(), scorecard.Action{ID: "a1", Name: "Route pilot", Objective: "o_reliable", Progress: scorecard.Done})
	})
	s := b.snapshot(b.db)
	if len(s.Actions) != 2 || s.Actions[0].Progress != scorecard.Done || s.Actions[1].Name != "Hire drivers" {
		b.Errorf("actions are %+v", s.Actions)
	}
	if e := b.journal("action/a2"); len(e) != 1 || e[0].What != "added" || e[0].By != ana {
		b.Errorf("journal of the action is %+v", e)
	}
}
