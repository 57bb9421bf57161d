package prompts

import (
	"math"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

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

// longWait is how many periods are as good as never.
const longWait = 520

// FindingOf gathers what is said of a verdict on a link: names for ids, numbers
// with units. What the reader may see is for the caller to know.
func (v Voice) FindingOf(x *scorecard.Index, l *scorecard.Link, d *scorecard.Verdict) Finding {
	f := Finding{
		Shown: d.Shown, Found: d.Found, Periods: d.Periods, Cadence: d.Cadence, LagWeeks: d.LagWeeks, ClaimedWeeks: l.LagWeeks,
		Needed: min(d.Needed, longWait), Most: d.Needed > longWait, RestsOn: d.RestsOn, Suffixes: d.Suffixes,
	}
	if o := x.Objective(l.Cause); o != nil {
		f.From = o.Name
	}
	if o := x.Objective(l.Effect); o != nil {
		f.To = o.Name
	}
	if o := x.Objective(d.CommonDriver); o != nil && len(o.VisibleTo) == 0 {
		f.Common = o.Name
	}
	cause, effect := x.Metric(d.Cause), x.Metric(d.Effect)
	if cause == nil || effect == nil {
		return f
	}
	f.Cause, f.Effect = cause.Name, effect.Name
	if d.PerUnit != 0 && (d.Shown == scorecard.SupportedByData || d.Shown == scorecard.ContradictedByData) {
		f.One = v.Difference(cause.Measure, decimal.NewFromInt(1))
		f.Change = v.Difference(effect.Measure, significant(d.PerUnit))
		f.Low, f.High = v.Number(significant(d.Low)), v.Number(significant(d.High))
	}
	return f
}

// significant keeps two significant digits: more would pretend.
func significant(x float64) decimal.Decimal {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return decimal.Zero
	}
	return decimal.NewFromFloat(x).Round(int32(1 - math.Floor(math.Log10(math.Abs(x)))))
}

// LedgerTitle heads the state of the hypotheses in a quarter.
func (v Voice) LedgerTitle(quarter scorecard.Period) string {
	return v.plain("ledger/title", quarter)
}

// LedgerCounts says how many arrows there are of each verdict.
func (v Voice) LedgerCounts(all int, by map[string]int) string {
	return v.say("ledger/counts", tally(all, by))
}

// LedgerHeld says the same of some arrows only.
func (v Voice) LedgerHeld(by map[string]int) string { return v.say("ledger/held", tally(0, by)) }

func tally(all int, by map[string]int) map[string]any {
	return map[string]any{
		"All": all, "Supported": by["supported"], "Contradicted": by["contradicted"], "Weaker": by["weaker than claimed"],
		"NotSeen": by["not seen"], "Early": by["early sign"], "Little": by["too little data"],
	}
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

// LedgerWord is a verdict in a few plain words, naming no metric: "supported; 61
// weeks; lag about 6 weeks".
func (v Voice) LedgerWord(d *scorecard.Verdict) string {
	return v.plain("ledger/word", map[string]any{"D": d, "Periods": v.Exactly(d.Periods, d.Cadence), "Lag": v.Weeks(d.LagWeeks)})
}

// LedgerStated is what the strategy itself says of a link beside a verdict that
// could not test it; nothing where the verdict speaks for itself.
func (v Voice) LedgerStated(l *scorecard.Link) string {
	few := l.Verdict == nil || l.Verdict.Shown == scorecard.TooLittleData || l.Verdict.Shown == ""
	if !few || l.Evidence == scorecard.Hypothesis {
		return ""
	}
	return v.plain("ledger/stated", l.Evidence)
}

// Known says what is known of a link whose newest verdict is d, as the map draws
// it: what the readings say of it, or what is stated where they cannot tell.
func (v Voice) Known(l *scorecard.Link, d *scorecard.Verdict) string {
	switch {
	case d != nil && (d.Shown == scorecard.SupportedByData || d.Shown == scorecard.ContradictedByData):
		return Evidence(l.Evidence)
	case v.LedgerStated(l) != "":
		return v.LedgerStated(l)
	case d == nil:
		return Evidence(l.Evidence)
	}
	return Borne(d.Shown)
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

// LedgerSignal tells the owner of a metric of a signal; words is Voice.Signal.
func (v Voice) LedgerSignal(owner scorecard.PersonID, metric, words string) string {
	return v.say("ledger/signal", map[string]any{"Owner": owner, "Metric": metric, "Words": Marked(words)})
}

// LedgerExposes stands over what lies downstream of a signal.
func (v Voice) LedgerExposes() string { return v.say("ledger/exposes", nil) }

// LedgerExposed is one objective downstream: whose it is, when it is expected to
// feel the signal, the word of the weakest arrow, and what is being done.
func (v Voice) LedgerExposed(objective, owner string, on scorecard.Date, word string, actions []string) string {
	return v.say("ledger/exposed", map[string]any{"Objective": objective, "Owner": owner, "On": on, "Word": word, "Actions": actions})
}

// LedgerAccepted says that somebody takes a signal as it is.
func (v Voice) LedgerAccepted(who, metric string, p scorecard.Period) string {
	return v.say("ledger/accepted", map[string]any{"Who": who, "Metric": metric, "Period": p})
}

// LedgerPredictions says how predictions came out against chance.
func (v Voice) LedgerPredictions(hits, of int, expected float64) string {
	return v.say("ledger/predictions", map[string]any{"Hits": hits, "Of": v.Count(of, "prediction"), "Expected": v.Number(decimal.NewFromFloat(expected).Round(1))})
}

func (v Voice) LedgerWhatNow() string      { return v.say("ledger/what-now", nil) }
func (v Voice) LedgerActButton() string    { return v.plain("ledger/b-act", nil) }
func (v Voice) LedgerAcceptButton() string { return v.plain("ledger/b-accept", nil) }
