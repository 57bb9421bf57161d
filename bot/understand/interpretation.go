package understand

import (
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Intent is what a question wants to know.
type Intent string

const (
	ImpactPath      Intent = "impact_path"      // how does X affect Y?
	Drivers         Intent = "drivers"          // what drives X?
	Effects         Intent = "effects"          // what does X affect?
	Diagnose        Intent = "diagnose"         // why is X off?
	WhatIf          Intent = "what_if"          // what happens to Y if X rises 10 %?
	Owner           Intent = "owner"            // who owns X?
	Value           Intent = "value"            // what is X?
	Target          Intent = "target"           // what should X be?
	Trend           Intent = "trend"            // is X improving?
	Gap             Intent = "gap"              // how far is X from its target?
	ListStatus      Intent = "list_status"      // what is red?
	TeamScorecard   Intent = "team_scorecard"   // what is my team measured on?
	Contribution    Intent = "contribution"     // how does my work tie to the strategy?
	Actions         Intent = "actions"          // what are we doing about X?
	LinkEvidence    Intent = "link_evidence"    // how sure are we that X drives Y?
	Define          Intent = "define"           // what does X mean?
	Compare         Intent = "compare"          // X against Y
	PersonPortfolio Intent = "person_portfolio" // what does somebody own?
	UpdatesDue      Intent = "updates_due"      // who has not reported; what do I owe?
	Summary         Intent = "summary"          // the scorecard in a minute
	Leverage        Intent = "leverage"         // what should we fix first for X?
	MustBeTrue      Intent = "must_be_true"     // what must be true for X?
	Refuse          Intent = "refuse"           // not ours to answer
)

// Outcome is what should happen with a reading of a question.
type Outcome string

const (
	Answer  Outcome = "answer"
	Clarify Outcome = "clarify" // ask which of Options was meant
	Refusal Outcome = "refuse"
)

// What one number is wanted of the readings.
const (
	Sum   = "sum"
	Mean  = "mean"
	First = "first" // what it was to begin with: the baseline, or the first reading
)

// A Ref is the id of anything a question can be about, as the strategy writes
// it: a metric, objective, unit, person, perspective, or "vision".
type Ref string

// VisionRef is the vision itself.
const VisionRef Ref = "vision"

// An Interpretation is one reading of a question. Both the rules and a model can
// only produce this form.
type Interpretation struct {
	Intent     Intent              `json:"intent"`
	Outcome    Outcome             `json:"outcome"`
	Subject    []Ref               `json:"subject,omitempty"`
	Object     []Ref               `json:"object,omitempty"`
	Term       string              `json:"term,omitempty"` // of Define: a word of scorecards in general, where nothing on the map is asked about
	Change     *Change             `json:"change,omitempty"`
	Direction  string              `json:"direction,omitempty"` // "better" or "worse", where the question presumes one; of a list also "changed": what moved at all, "turned": what came to stand as it does; of a list of links "into" or "from" its subject
	Filters    *Filters            `json:"filters,omitempty"`
	Window     *Window             `json:"window,omitempty"`
	Span       *Span               `json:"span,omitempty"`      // of Trend: a stretch of time that has an end of its own
	Aggregate  string              `json:"aggregate,omitempty"` // of Trend and Value over a time: Sum or Mean of the readings in it; of Value: First
	Against    decimal.NullDecimal `json:"against,omitzero"`    // of Gap: a number other than the target, in the metric\'s unit
	Inverse    string              `json:"inverse,omitempty"`   // of Value, Trend, Gap and Target: the name of what falls when its subject rises, where that was asked about
	Options    []Ref               `json:"options,omitempty"`   // to choose from, when Outcome is Clarify
	Readings   []Interpretation    `json:"readings,omitempty"`  // whole readings to choose from, the likeliest first, when Outcome is Clarify and the question itself is unclear; Options are then their subjects
	Reason     string              `json:"reason,omitempty"`    // of a refusal: out_of_scope, unknown_entity, forecast, other_company, language, unclear, no_such_time
	Unknown    []string            `json:"unknown,omitempty"`   // words that name nothing on the map
	Confidence float64             `json:"confidence"`          // 0 to 1
	Others     []Interpretation    `json:"others,omitempty"`    // runner-up readings, best first, at most three
}

// A Change is the step a what-if supposes.
type Change struct {
	Type  string          `json:"type"` // "relative" (percent), "absolute" (in Unit), "level" (where it would get to, in Unit), or "direction" (better, worse, up, down: see Unit)
	Value decimal.Decimal `json:"value"`
	Unit  string          `json:"unit,omitempty"`
	// Inverse says that a relative step, already turned round, is one of what falls
	// when the metric rises, such as late deliveries of deliveries on time.
	Inverse bool `json:"inverse,omitempty"`
}

// Filters narrow what is listed.
type Filters struct {
	Status      []string                `json:"status,omitempty"` // green, amber, red, stale, overdue, at risk, …
	Perspective scorecard.PerspectiveID `json:"perspective,omitempty"`
	Unit        scorecard.UnitID        `json:"unit,omitempty"`
	Person      scorecard.PersonID      `json:"person,omitempty"`
	Period      scorecard.Period        `json:"period,omitempty"`
	Until       scorecard.Date          `json:"until,omitempty"`    // of actions: due by the end of this day
	Evidence    []string                `json:"evidence,omitempty"` // hypothesis, confirmed, contradicted
	State       string                  `json:"state,omitempty"`    // missing, due, overdue; of a list of metrics or objectives "no action", "no owner"; of a trend "extremes"
	Kind        string                  `json:"kind,omitempty"`     // leading, lagging
	Cadence     scorecard.Cadence       `json:"cadence,omitempty"`  // of the metrics: "weekly numbers"
	Also        []Ref                   `json:"also,omitempty"`     // more of what Perspective, Unit or Person is one of: any of them will do
	Exclude     []Ref                   `json:"exclude,omitempty"`  // "except …"
	Via         []Ref                   `json:"via,omitempty"`      // "through …"
}

// A Window is a stretch of time up to now.
type Window struct {
	N    int            `json:"n"`
	Unit string         `json:"unit"` // day, week, month, quarter, year
	From scorecard.Date `json:"-"`    // where it begins to the day, if the question names it: "since July"
}

// A Turn is an earlier question of the same thread and how it was read.
type Turn struct {
	Text     string         `json:"text"`
	Read     Interpretation `json:"interpretation"`
	Answered []Ref          `json:"answered,omitempty"` // what the answer was about: people and metrics it named
}

// An Asker is who asks, and when.
type Asker struct {
	Person scorecard.PersonID
	Locale string
	Today  scorecard.Date
	// Team are the units that "my team" may mean by where and as whom they ask: of
	// the channel, of their user groups. It settles which of several of their own
	// units is meant, and stands for their own when they have none.
	Team []scorecard.UnitID
}
