package scorecard

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestWhatARegistrationIs(t *testing.T) {
	base := func() *Link {
		return &Link{ID: "l", Cause: "a", Effect: "b", LagWeeks: 6, Reason: "r", Owner: "o", Registered: "2026-01-05", Estimate: &Estimate{From: "x", To: "y", Elasticity: decimal.RequireFromString("0.30"), By: "o"}}
	}
	for name, c := range map[string]struct {
		change func(*Link)
		same   bool
	}{
		"nothing":     {func(*Link) {}, true},
		"words":       {func(l *Link) { l.Reason, l.Owner = "better put", "p" }, true},
		"basis":       {func(l *Link) { l.Estimate.Basis = "a pilot" }, true},
		"0.30 as 0.3": {func(l *Link) { l.Estimate.Elasticity = decimal.RequireFromString("0.3") }, true},
		"evidence":    {func(l *Link) { l.Evidence = Confirmed }, true},
		"lag":         {func(l *Link) { l.LagWeeks = 8 }, false},
		"sign":        {func(l *Link) { l.Sign = Lowers }, false},
		"cause":       {func(l *Link) { l.Cause = "c" }, false},
		"size":        {func(l *Link) { l.Estimate.Elasticity = decimal.NewFromInt(1) }, false},
		"no size":     {func(l *Link) { l.Estimate = nil }, false},
		"backdated":   {func(l *Link) { l.Registered = "2024-01-05" }, false},
	} {
		l := base()
		c.change(l)
		if got := base().SameClaim(l); got != c.same {
			t.Errorf("%s: %v, want %v", name, got, c.same)
		}
	}
	undated := base()
	undated.Registered = ""
	if !undated.SameClaim(base()) {
		t.Error("to add the date is to claim another thing")
	}
	l := base()
	if l.Again = []Date{"2026-03-02", "2026-05-04"}; l.ClaimedOn() != "2026-05-04" || base().ClaimedOn() != "2026-01-05" {
		t.Errorf("claimed on %s and %s", l.ClaimedOn(), base().ClaimedOn())
	}
}
