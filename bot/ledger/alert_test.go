package ledger_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
)

// fall makes the newest week of training a signal.
func (h *house) fall() {
	h.do(func(ctx context.Context, tx *store.Tx) error {
		s, err := tx.Strategy(ctx)
		if err != nil {
			return err
		}
		s.Metrics[0].Kind = scorecard.Leading
		s.Actions = []scorecard.Action{{ID: "a1", Name: "Spare parts on site", Objective: "repair", Owner: "ida", Due: "2027-03-01", Progress: scorecard.OnTrack}}
		if err := tx.Apply(ctx, s); err != nil {
			return err
		}
		_, err = tx.Record(ctx, scorecard.Reading{Metric: "hours", Period: "2026-W47", Value: decimal.NewFromInt(5), By: "ida"})
		return err
	})
}

func TestASignalTellsWhatLiesDownstream(t *testing.T) {
	h := newHouse(t, time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC))
	h.fall()
	said := h.tick()
	if len(said) != 1 {
		t.Fatalf("said %q, want one message", said)
	}
	for _, want := range []string{
		"#mill @ida, Training hours: 5 hours in week 47 is a signal: below the usual range", "Repair quickly (Ida Holm), around Sun 3 Jan 2027",
		"Under way: Spare parts on site.", "What will you do about it, or do we take it as it is?", "[Add an action] [Take it as it is]",
	} {
		if !strings.Contains(said[0], want) {
			t.Errorf("%q is not in\n%s", want, said[0])
		}
	}
	h.now = h.now.Add(3 * time.Hour)
	if again := h.tick(); len(again) != 0 {
		t.Errorf("said again: %q", again)
	}
	press := chat.Incoming{ID: "1", What: chat.Pressed, Action: "ledger/accept", Value: "ask/hours/2026-W47", Place: chat.Place{Service: "web", Channel: "#mill"}, Ref: "7"}
	for _, who := range []scorecard.PersonID{"nobody", "ida", "ida"} {
		h.do(func(ctx context.Context, tx *store.Tx) error {
			_, err := h.f.Take(ctx, tx, press, who)
			return err
		})
	}
	if got := h.tick(); len(got) != 1 || !strings.Contains(got[0], "Noted: Ida Holm takes the signal of Training hours in week 47 as it is.") {
		t.Errorf("after the press: %q", got)
	}
}

func TestNobodyIsAlarmedByNoiseOrAtNight(t *testing.T) {
	h := newHouse(t, time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC))
	if said := h.tick(); len(said) != 0 {
		t.Errorf("of noise: %q", said)
	}
	h = newHouse(t, time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC))
	h.fall()
	if said := h.tick(); len(said) != 0 {
		t.Errorf("at night: %q", said)
	}
	h.now = time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC)
	if said := h.tick(); len(said) != 1 {
		t.Errorf("in the morning: %q", said)
	}
}

// What the arrow out of training predicts when training falls is written down,
// and told with the state of the hypotheses once its date has passed.
func TestPredictionsAreSettledOnTheirDate(t *testing.T) {
	h := newHouse(t, time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC))
	h.fall()
	h.tick()
	p := scorecard.Period("2026-W48")
	for p.Start() < "2027-02-08" {
		h.do(func(ctx context.Context, tx *store.Tx) error {
			for m, v := range map[scorecard.MetricID]int64{"hours": 20, "days": 31, "talks": 20, "margin": 20} {
				if _, err := tx.Record(ctx, scorecard.Reading{Metric: m, Period: p, Value: decimal.NewFromInt(v), By: "ida"}); err != nil {
					return err
				}
			}
			return nil
		})
		p = p.Next()
	}
	h.now = time.Date(2027, 4, 19, 10, 0, 0, 0, time.UTC) // the first review of the second quarter
	said := strings.Join(h.tick(), "\n")
	h.now = h.now.AddDate(0, 0, 1)
	said += strings.Join(h.tick(), "\n")
	h.now = time.Date(2027, 7, 12, 10, 0, 0, 0, time.UTC)
	said += strings.Join(h.tick(), "\n")
	if !strings.Contains(said, "Of 1 prediction that arrows made when a driver left its usual range, 1 came true") {
		t.Errorf("the prediction is not told:\n%s", said)
	}
}
