package prompts

import (
	"testing"

	"throughline/bot/scorecard"
)

func TestLedgerWords(t *testing.T) {
	v := Voice{Locale: "en-GB", Today: "2026-11-23"}
	f := Finding{From: "Train <1>", To: "Repair", Cause: "Hours", Effect: "Days", Shown: scorecard.SupportedByData, Found: scorecard.SupportedByData, Periods: 61, Cadence: scorecard.Weekly, LagWeeks: 6}
	with := func(change func(*Finding)) string {
		g := f
		change(&g)
		return v.LedgerFinding(g)
	}
	for _, c := range []struct{ got, want string }{
		{v.LedgerTitle("2026-Q4"), "The state of our hypotheses, Q4"},
		{v.LedgerLine(f), "**Train \\<1\\>** → **Repair**: supported; 61 weeks; lag about 6 weeks."},
		{with(func(f *Finding) { f.One, f.Change, f.Low, f.High = "1 hour", "−0.9 days", "−1", "−0.8" }), "supported; 61 weeks; lag about 6 weeks. 1 hour more of Hours went with −0.9 days of Days (80% interval −1 to −0.8)."},
		{with(func(f *Finding) {
			f.Suffixes, f.Common = []string{"common driver possible", "found in hindsight"}, "Hire well"
		}), "supported; 61 weeks; lag about 6 weeks; common driver possible: Hire well; found in hindsight."},
		{with(func(f *Finding) { f.Shown = scorecard.ContradictedByData }), "Hours and Days move the other way; 61 weeks; lag about 6 weeks."},
		{with(func(f *Finding) { f.Shown, f.RestsOn = scorecard.EarlySign, "2026-W42" }), "leans one way, but rests on week 42; 61 weeks."},
		{with(func(f *Finding) { f.Shown = scorecard.EarlySign }), "supported in this review, and shown as such when the next one agrees; 61 weeks."},
		{with(func(f *Finding) { f.Shown = scorecard.NotSeen }), "not seen in 61 weeks, where it would probably have shown."},
		{with(func(f *Finding) { f.Shown = scorecard.WeakerThanClaimed }), "under half of what was claimed; 61 weeks."},
		{with(func(f *Finding) { f.Shown, f.Needed = scorecard.TooLittleData, 20 }), "too little data; about 20 weeks more of Hours and Days are needed."},
		{with(func(f *Finding) { f.Shown, f.Cause = scorecard.TooLittleData, "" }), "nothing to test it with: one side has no metric with values."},
		{v.LedgerCounts(9, map[string]int{"supported": 2, "not seen": 3, "too little data": 4}), "The 9 arrows of the map were held against the metrics’ own history. **2 supported**, 0 contradicted, 3 not seen although it would probably have shown, 4 with too little data."},
		{v.LedgerCaution(3, .1), "Supported means that the cause led and predicted the effect the way it was registered, with the effect’s own past, trend, season and other drivers held constant. It is consistent with the arrow; it proves nothing."},
		{v.LedgerCaution(40, 1.2), "Supported means that the cause led and predicted the effect the way it was registered, with the effect’s own past, trend, season and other drivers held constant. It is consistent with the arrow; it proves nothing. Of 40 tests, chance alone would be expected to make 1 arrow look supported or contradicted."},
		{v.LedgerSignal("ana", "Hours <1>", "**5 hours** in week 47 is a signal."), "<@ana>, **Hours \\<1\\>**: **5 hours** in week 47 is a signal."},
		{v.LedgerExposes(), "If the arrows hold, it will be felt here:"},
		{v.LedgerExposed("Repair", "Tom Reed", "2027-01-03", "supported", nil), "**Repair** (Tom Reed), around Sun 3 Jan 2027; weakest arrow on the way: supported. No action is open."},
		{v.LedgerExposed("Repair", "", "2027-01-03", "too little data", []string{"Parts", "Pay"}), "**Repair**, around Sun 3 Jan 2027; weakest arrow on the way: too little data. Under way: Parts and Pay."},
		{v.LedgerWhatNow(), "What will you do about it, or do we take it as it is?"},
		{v.LedgerActButton() + "/" + v.LedgerAcceptButton(), "Add an action/Take it as it is"},
		{v.LedgerAccepted("Ana Ruiz", "Hours", "2026-W47"), "Noted: Ana Ruiz takes the signal of Hours in week 47 as it is."},
		{v.LedgerPredictions(3, 4, 1.26), "Of 4 predictions that arrows made when a driver left its usual range, 3 came true; without any link about 1.3 would have."},
		{v.Exactly(61, scorecard.Weekly), "61 weeks"},
	} {
		if c.got != c.want {
			t.Errorf("said\n%q, want\n%q", c.got, c.want)
		}
	}
}
