package prompts

import (
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// ValueNow tells how a metric stands now.
func (v Voice) ValueNow(s Stand) string { return v.say("answer/value", s) }

// Moved tells the value before and who answers for the metric.
func (v Voice) Moved(s Stand) string { return v.say("answer/moved", s) }

// ValueThen tells the value of one period.
func (v Voice) ValueThen(s Stand, p scorecard.Period, r *scorecard.Reading) string {
	return v.say("answer/value-then", map[string]any{"Stand": s, "Period": p, "Reading": r})
}

// ValuesIn opens the values of a metric that is told more often than the period
// asked about.
func (v Voice) ValuesIn(s Stand, p scorecard.Period, n int) string {
	return v.say("answer/values-in", map[string]any{"Stand": s, "Period": p, "N": n})
}

// MetricItem is a metric in a list; the status is drawn beside it.
func (v Voice) MetricItem(s Stand) string { return v.say("answer/metric-item", s) }

// OwnItem is MetricItem in a list of one person's metrics.
func (v Voice) OwnItem(s Stand) string { return v.say("answer/own-item", s) }

// OwnerLine says who answers for something.
type OwnerLine struct {
	Name, Owner     string
	Updater, Backup string // of a metric, where they are somebody else
	Objective       string // of a metric: what it measures
	Unit            string // of an objective
	ObjectiveOwner  string
}

// OwnerLine says who answers for something.
func (v Voice) OwnerLine(o OwnerLine) string { return v.say("answer/owner-line", o) }

// TargetLine is what a metric is held against.
type TargetLine struct {
	Stand
	By       scorecard.Date
	Amber    string // where red begins, in words
	AgreedBy []string
	Later    []TargetStep
	Guard    string // the guardrail's name
}

// A TargetStep is a target that comes into force later.
type TargetStep struct {
	Goal string
	By   scorecard.Date
}

// TargetLine says what a metric should be.
func (v Voice) TargetLine(t TargetLine) string { return v.say("answer/target", t) }

// TrendLine is where a metric is going.
type TrendLine struct {
	Stand
	First  scorecard.Reading
	Points int              // readings in the window
	Window string           // "last 6 weeks"; empty: all I have
	Period scorecard.Period // or of the time asked about, and the reading before it
	Way    scorecard.Trend
	Turned *scorecard.Reading // the reading before the newest, where that step went the other way
}

// TrendLine says where a metric is going, as far as its readings tell.
func (v Voice) TrendLine(t TrendLine) string { return v.say("answer/trend", t) }

// Extremes says which of many readings were the lowest and the highest.
func (v Voice) Extremes(m *scorecard.Metric, low, high scorecard.Reading) string {
	return v.say("answer/extremes", map[string]any{"Metric": m, "Low": low, "High": high})
}

// AggregateLine is what several readings come to in one number.
type AggregateLine struct {
	Metric      *scorecard.Metric
	Name        string
	Value       decimal.Decimal
	Sum         bool // a sum was asked for, and otherwise the mean
	Adds        bool // the readings count things or money, so that a sum says something
	Points      int  // readings
	First, Last scorecard.Period
	Missing     int // periods between without a number
}

// Noun is what the time of one reading is called.
func (a AggregateLine) Noun() string { return cadenceNoun[a.First.Cadence()] }

var cadenceNoun = map[scorecard.Cadence]string{scorecard.Daily: "day", scorecard.Weekly: "week", scorecard.Monthly: "month", scorecard.Quarterly: "quarter", scorecard.Annual: "year"}

// Stretch names the time from one period to another.
func (v Voice) Stretch(from, to scorecard.Period) string {
	return v.plain("answer/stretch", map[string]scorecard.Period{"From": from, "To": to})
}

// Aggregate says what readings come to.
func (v Voice) Aggregate(a AggregateLine) string { return v.say("answer/aggregate", a) }

// StartLine is where a metric began.
type StartLine struct {
	Metric   *scorecard.Metric
	Name     string
	Baseline *decimal.Decimal   // nil: none is written down
	First    *scorecard.Reading // nil: there is none
}

// Start says where a metric began.
func (v Voice) Start(s StartLine) string { return v.say("answer/start", s) }

// OtherSide says what falls when a metric rises, by its name; left is its value, nil
// where that does not follow from the metric's.
func (v Voice) OtherSide(m *scorecard.Metric, name, of string, left *decimal.Decimal) string {
	return v.say("answer/other-side", map[string]any{"Metric": m, "Name": name, "Of": of, "Left": left})
}

// TrendPoint is one reading of a trend.
func (v Voice) TrendPoint(m *scorecard.Metric, r scorecard.Reading) string {
	return v.say("answer/trend-point", map[string]any{"Metric": m, "Reading": r})
}

// Against says how far a metric is from a number other than its target; left is
// positive where it is not there yet.
func (v Voice) Against(m *scorecard.Metric, to, left decimal.Decimal) string {
	return v.say("answer/against", map[string]any{"Metric": m, "To": to, "Left": left, "Away": v.Difference(m.Measure, left.Abs())})
}

// GapLine is how far a metric is from its target.
type GapLine struct {
	Stand
	Gap  decimal.Decimal // positive: still to go
	Left string          // the gap in words, without sign
	By   scorecard.Date
}

// GapLine says how far a metric is from its target.
func (v Voice) GapLine(g GapLine) string { return v.say("answer/gap", g) }

// NoForecast says that what will be is not said.
func (v Voice) NoForecast() string { return v.say("answer/no-forecast", nil) }

// Definition says what a thing is.
type Definition struct {
	Name     string
	Kind     string // metric, objective, unit, person, perspective
	Measure  scorecard.Measure
	Better   scorecard.Direction
	Cadence  scorecard.Cadence
	Role     scorecard.Kind
	Text     string // the definition as written
	SoWhat   string
	Part     string // what it belongs to
	Owner    string
	Metrics  []string
	AlsoSays []string // other names
	Goal     string   // of the vision
	By       scorecard.Date
	Left     string // how far its metric is from the goal of the vision, without sign; empty: not known
	Reached  bool   // the goal of the vision
}

// Define says what a thing is, in one line.
func (v Voice) Define(d Definition) string { return v.say("answer/define", d) }

// DefineText gives the definition as written, or says that there is none.
func (v Voice) DefineText(d Definition) string { return v.say("answer/define-text", d) }

// VisionGoal says the number and the date that would prove the vision; empty
// where it has none.
func (v Voice) VisionGoal(d Definition) string { return v.say("answer/vision-goal", d) }

// VisionLeft says of the metric of the vision how far it is from what the vision
// asks for; empty where that is no number.
func (v Voice) VisionLeft(d Definition) string { return v.say("answer/vision-left", d) }

// DefineMore gives what else is known; empty when nothing is.
func (v Voice) DefineMore(d Definition) string { return v.say("answer/define-more", d) }

// NoMetrics says that a thing has no number to show.
func (v Voice) NoMetrics(name string) string { return v.say("answer/no-metrics", name) }

// WhyHead says how the metric asked about stands, and since when.
type WhyHead struct {
	Stand
	Since scorecard.Period // the first of the readings off target in a row
}

// WhyHead opens an answer to "why".
func (v Voice) WhyHead(w WhyHead) string { return v.say("answer/why-head", w) }

// A Cause is something upstream that may be behind it.
type Cause struct {
	Near
	Before *scorecard.Reading // when it worsened: the value before
}

// Cause is one line about something upstream.
func (v Voice) Cause(c Cause) string { return v.say("answer/cause", c) }

// WhyUpstream opens the list of n things that may be behind it, the likeliest
// first; more says that there are others.
func (v Voice) WhyUpstream(n int, more bool) string {
	return v.say("answer/why-upstream", map[string]any{"N": n, "More": more})
}

// WhyRest says what is not explained.
func (v Voice) WhyRest(name string, causes, words int) string {
	return v.say("answer/why-rest", map[string]any{"Name": name, "Causes": causes, "Words": words})
}

// Source says whose words a quote is and when: "Ana Ruiz on On-time delivery, week 47".
func (v Voice) Source(who, about string, p scorecard.Period) string {
	return v.plain("answer/source", map[string]any{"Who": who, "About": about, "Period": p})
}

// WhatIf is the step supposed.
type WhatIf struct {
	Stand
	Object  string
	By      string // "10%", "3 hours"
	Up      bool
	To      string // the value it would have; empty: not known
	Known   bool   // a number was given
	Figures int    // estimates found
}

// WhatIfHead restates the step.
func (v Voice) WhatIfHead(w WhatIf) string { return v.say("answer/whatif-head", w) }

// An Effect is one step of a what-if.
type Effect struct {
	Name string
	Pct  string // two significant digits; empty: only a direction
	Step string // the difference in the metric's measure
	Up   bool
	Now  *Stand
	Via  []string // objectives passed without an estimate
	By   string   // who stands for the estimate
	Move string   // higher, lower, better, worse
	Hop  Hop
}

// Effect is one step of a what-if in a line.
func (v Voice) Effect(e Effect) string { return v.say("answer/effect", e) }

// NotAdded says that routes beside each other are not added up.
func (v Voice) NotAdded() string { return v.say("answer/not-added", nil) }
