package prompts

import (
	"math"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Nearest returns a share in percent as Percent says it.
func Nearest(share float64) int {
	return min(95, max(5, int(math.Round(share*20))*5))
}

// Change writes a difference with its sign: "+0.5 hours", "−1.4 percentage points".
func (v Voice) Change(m scorecard.Measure, d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + v.Difference(m, d)
	}
	return v.Difference(m, d)
}

// Interval writes the two ends of a change: "−2.5 to −1.6 hours".
func (v Voice) Interval(m scorecard.Measure, low, high decimal.Decimal) string {
	from := v.Number(low)
	switch {
	case m.Kind() == scorecard.CurrencyMeasure:
		from = v.Change(m, low)
	case low.IsPositive():
		from = "+" + from
	}
	return from + " to " + v.Change(m, high)
}

// Borne says what the readings make of an arrow. It never says "proves".
func Borne(w scorecard.VerdictWord) string {
	switch w {
	case scorecard.SupportedByData:
		return "supported by the readings"
	case scorecard.EarlySign:
		return "an early sign in the readings"
	case scorecard.ContradictedByData:
		return Evidence(scorecard.Contradicted)
	case scorecard.WeakerThanClaimed:
		return "weaker in the readings than claimed"
	case scorecard.NotSeen:
		return "not seen in the readings"
	}
	return "too few readings to tell"
}

// WhyNoise says that a metric does what it always does; r is nil where the range
// is told otherwise.
func (v Voice) WhyNoise(m scorecard.Measure, r *Range) string {
	words := ""
	if r != nil {
		words = v.between(m, *r)
	}
	return v.say("answer/why-noise", words)
}

// WhySignal says how far the newest readings are from what is usual, and whether
// that is for the better.
func (v Voice) WhySignal(m scorecard.Measure, by, usual decimal.Decimal, way scorecard.Trend) string {
	return v.say("answer/why-signal", map[string]any{"By": v.Difference(m, by.Abs()), "Up": by.IsPositive(), "Usual": v.Value(m, usual), "Way": way})
}

// WhyUnexplained says first what the map does not explain, where that is most of
// it; causes follow.
func (v Voice) WhyUnexplained(name, own string, causes int) string {
	return v.say("answer/why-unexplained", map[string]any{"Name": name, "Own": own, "Causes": causes})
}

// WhyParts opens the list of causes.
func (v Voice) WhyParts(causes int) string { return v.say("answer/why-parts", causes) }

// A Part is what one metric upstream adds to what is unusual of another.
type Part struct {
	Stand
	Surprise string             // its own, beyond what its drivers explain
	Then     *scorecard.Reading // when it would have made itself felt; nil: not known
	Adds     string
	Share    string // "about 45%"; empty: more than all of it
	Against  bool   // it works the other way
	Could    bool   // the readings do not support the way yet
	Lag      int
	Via      string
	Word     string // Borne or Evidence of the way
}

// Part is one cause in a line.
func (v Voice) Part(p Part) string { return v.say("answer/part", p) }

// WhySum says how the parts add up.
type WhySum struct {
	Name, Own, Rest, Change string
	OwnSaid                 bool // the part that is not explained was said first
	Causes                  int
}

// WhySum says how the parts add up.
func (v Voice) WhySum(s WhySum) string { return v.say("answer/why-sum", s) }

// Supposed is a step that numbers are carried from.
type Supposed struct {
	Stand
	Up     bool
	By, To string
	Record string // the value beyond which nothing was ever measured; empty: not reached
	Follow string // of Record: the change that is followed
	None   bool   // of Record: nothing is left to follow
}

// SupposeHead restates a step, and says where it would lead beyond the record.
func (v Voice) SupposeHead(s Supposed) string { return v.say("answer/suppose-head", s) }

// Simulated is what a step comes to for one metric.
type Simulated struct {
	Stand
	Change   string
	Interval string // of Change, eight times in ten
	Unsure   bool   // even the direction
	Lag      int
	Word     string // Borne or Evidence of the strongest route
	Routes   int
	Opinion  string // the share that rests on estimates of people; empty: none or all
	Alone    bool   // all of it
	By       string // whose estimate; empty: of several people, or of nobody known
}

// Simulated is one metric in a line.
func (v Voice) Simulated(s Simulated) string { return v.say("answer/simulated", s) }

// SimulatedRest says what such numbers are, and what a loop does to them.
func (v Voice) SimulatedRest(weeks int, endless bool) string {
	return v.say("answer/simulated-rest", map[string]any{"Weeks": weeks, "Endless": endless})
}

// PastNumbers opens what lies past the last number, from a metric onwards.
func (v Voice) PastNumbers(from string) string { return v.say("answer/past-numbers", from) }

// Roughly writes a change with its sign and two significant digits.
func (v Voice) Roughly(m scorecard.Measure, x float64) string { return v.signed(m, x) }

// Significant keeps the two significant digits that Roughly says.
func Significant(x float64) decimal.Decimal { return significant(x) }

// Watched is a pattern in the numbers that is worth a question, and accuses nobody.
type Watched struct {
	Kind  string // watermelon, gaming
	Name  string // the metric
	Other string // the action that is reported well, or the guardrail
	Since scorecard.Period
	Gain  string // of gaming: how far the metric moved
	Cost  string // and how far its guardrail did
}

// Watched asks about a pattern.
func (v Voice) Watched(w Watched) string { return v.say("answer/watched", w) }
