package digest_test

import (
	"context"
	"strings"
	"testing"

	"throughline/bot/scorecard"
	"throughline/store"
)

// A metric that improves while its guardrail worsens is put to the meeting, as a
// question that names nobody; one whose guardrail is for few is not.
func TestWhatAGuardrailPaysIsAskedAbout(t *testing.T) {
	for _, c := range []struct {
		visible []string
		want    bool
	}{{nil, true}, {[]string{"ida"}, false}} {
		r := newRoom(t)
		r.do(func(ctx context.Context, tx *store.Tx) error {
			s := mill()
			s.Metrics[3].Guardrail, s.Metrics[2].VisibleTo = "hours", c.visible
			return tx.Apply(ctx, s)
		})
		said := strings.Join(r.post(dueDigest("2026-11-26")), "\n")
		const ask = "Training hours improved (+1.7 hours since week 46) while its guardrail Repair time worsened (+2.5 hours), two periods running. Does the one cost the other?\n"
		if strings.Contains(said, ask) != c.want {
			t.Errorf("visible to %v: said\n%s", c.visible, said)
		}
	}
}

// An action that is reported well over a metric that stands still is asked about
// once, in place of why the metric is off.
func TestReportedWellWhileFlatIsAskedAbout(t *testing.T) {
	r := newRoom(t)
	r.do(func(ctx context.Context, tx *store.Tx) error {
		s := mill()
		s.Actions[0].Progress, s.Actions[0].Due = scorecard.OnTrack, "2027-03-01"
		if err := tx.Apply(ctx, s); err != nil {
			return err
		}
		var past []scorecard.Reading
		p := scorecard.Period("2026-W47")
		for i := range 30 {
			past = append(past, at("hours", p, []string{"29", "29.5", "29", "28.5", "29"}[i%5]))
			p = p.Prev()
		}
		_, err := tx.Import(ctx, past, nil)
		return err
	})
	said := strings.Join(r.post(dueDigest("2026-11-26")), "\n")
	if !strings.Contains(said, "“Spare parts on site” is reported well, and Repair time, off its target, has not improved since week 42. Does it need time, or another lever?\n") {
		t.Errorf("said\n%s", said)
	}
	if strings.Contains(said, "Repair time has been off target for") {
		t.Errorf("asked twice:\n%s", said)
	}
}
