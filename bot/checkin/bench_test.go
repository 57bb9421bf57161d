package checkin_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"throughline/bot/checkin"
	"throughline/bot/schedule"
	"throughline/bot/scorecard"
	"throughline/store"
)

// monday is when the crowd is asked.
var monday = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// crowd is a strategy of so many owners of one weekly metric each, in 200 channels.
func crowd(owners int) *scorecard.Strategy {
	s := larkfield()
	s.Metrics = nil
	for i := range owners {
		unit := scorecard.UnitID(fmt.Sprintf("u%d", i/(owners/200)))
		if i%(owners/200) == 0 {
			s.Units = append(s.Units, scorecard.Unit{ID: unit, Name: string(unit), Parent: "all", Channel: "#" + string(unit)})
		}
		p := scorecard.PersonID(fmt.Sprintf("p%d", i))
		s.People = append(s.People, scorecard.Person{ID: p, Name: string(p), Units: []scorecard.UnitID{unit}})
		s.Metrics = append(s.Metrics, scorecard.Metric{
			ID: scorecard.MetricID("m" + p), Name: "Metric of " + string(p), Objective: "ontime", Unit: unit, Cadence: scorecard.Weekly, Owner: p, Measure: "%",
		})
	}
	return s
}

// byChannel puts dues together as the timetable does.
func byChannel(dues []schedule.Due) (out [][]schedule.Due) {
	at := map[string]int{}
	for _, due := range dues {
		i, ok := at[due.Channel]
		if !ok {
			i = len(out)
			at[due.Channel], out = i, append(out, nil)
		}
		out[i] = append(out[i], due)
	}
	return out
}

// oneByOne gives each due a transaction of its own.
func oneByOne(dues []schedule.Due) (out [][]schedule.Due) {
	for i := range dues {
		out = append(out, dues[i:i+1])
	}
	return out
}

// BenchmarkRound plans and queues one Monday morning of 10,000 owners in 200
// channels, each channel in one transaction that is safe on disk; beside it,
// each owner in one, with the channel's message drawn anew for each.
func BenchmarkRound(b *testing.B) {
	const owners = 10_000
	s := crowd(owners)
	b.Run("a channel at a time", func(b *testing.B) { benchRound(b, s, owners, byChannel) })
	b.Run("against an owner at a time", func(b *testing.B) { benchRound(b, s, owners, oneByOne) })
}

func benchRound(b *testing.B, s *scorecard.Strategy, owners int, batches func([]schedule.Due) [][]schedule.Due) {
	rounds, ctx := 0, context.Background()
	for b.Loop() {
		b.StopTimer()
		db, err := store.Open(ctx, filepath.Join(b.TempDir(), "round.db"), func() time.Time { return monday })
		if err == nil {
			err = db.Write(ctx, org, scorecard.Actor{}, func(tx *store.Tx) error { return tx.Apply(ctx, s) })
		}
		x := scorecard.NewIndex(s)
		b.StartTimer()
		feature, asked := &checkin.Feature{}, 0
		for _, dues := range batches(schedule.Between(x, monday.AddDate(0, 0, -1), monday)) {
			if err == nil {
				err = db.Write(ctx, org, scorecard.Actor{}, func(tx *store.Tx) error { return feature.Run(ctx, tx, dues...) })
				asked += len(dues)
			}
		}
		b.StopTimer()
		if err != nil || asked != owners {
			b.Fatalf("%d asked: %v", asked, err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		rounds++
		b.StartTimer()
	}
	b.ReportMetric(float64(rounds*owners)/b.Elapsed().Seconds(), "owners/s")
}
