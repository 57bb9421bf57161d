package prompts

import "throughline/bot/scorecard"

// A Finding is what the metrics' history says of one arrow, by name.
type Finding struct {
	From, To      string // the two objectives
	Cause, Effect string // the two metrics; empty: none could be tested
	Shown, Found  scorecard.VerdictWord
	Periods       int
	Cadence       scorecard.Cadence
	LagWeeks      int // as found
	ClaimedWeeks  int // as registered
	Needed        int // more periods, of too little data
	Most          bool
	RestsOn       scorecard.Period
	Suffixes      []string
	Common        string // the objective that may drive both; empty: none
	One           string // one more of the cause, with its unit; empty: no size is told
	Change        string // of the effect, with its unit
	Low, High     string // 80 % interval of Change
}

// LedgerTitle heads the state of the hypotheses in a quarter.
func (v Voice) LedgerTitle(quarter scorecard.Period) string {
	return v.plain("ledger/title", quarter)
}

// LedgerCounts says how many arrows there are of each verdict.
func (v Voice) LedgerCounts(all int, by map[string]int) string {
	return v.say("ledger/counts", map[string]any{
		"All": all, "Supported": by["supported"], "Contradicted": by["contradicted"], "Weaker": by["weaker than claimed"],
		"NotSeen": by["not seen"], "Early": by["early sign"], "Little": by["too little data"],
	})
}

// LedgerGroup stands over the arrows of one verdict.
func (v Voice) LedgerGroup(word string) string { return v.say("ledger/group", word) }

// LedgerLine is one arrow with its verdict.
func (v Voice) LedgerLine(f Finding) string {
	return v.say("ledger/line", map[string]any{"F": f, "Rest": Marked(v.LedgerFinding(f))})
}

// LedgerFinding is a verdict in a sentence, without the arrow: "supported; 61
// weeks; lag about 6 weeks. One hour more …".
func (v Voice) LedgerFinding(f Finding) string {
	return v.say("ledger/finding", map[string]any{
		"F": f, "Periods": v.Exactly(f.Periods, f.Cadence), "Needed": v.Exactly(f.Needed, f.Cadence), "Lag": v.Weeks(f.LagWeeks),
	})
}

// LedgerCaution says what a verdict is not, and how many chance would have made.
func (v Voice) LedgerCaution(tested int, byChance float64) string {
	share := ""
	if tested >= 10 {
		share = "fewer than one"
		if n := int(byChance + .5); n >= 1 {
			share = v.Count(n, "arrow")
		}
	}
	return v.say("ledger/caution", map[string]any{"Tested": tested, "Share": share})
}
