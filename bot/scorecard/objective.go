package scorecard

import "github.com/shopspring/decimal"

// An Objective is what a unit wants in a perspective, and the behaviour that
// must change for it to happen. Exactly one person is accountable.
type Objective struct {
	ID          ObjectiveID   `json:"id"`
	Name        string        `json:"name"`
	Perspective PerspectiveID `json:"perspective"`
	Unit        UnitID        `json:"unit"`
	Owner       PersonID      `json:"owner,omitempty"` // empty: the head of the unit
	Behaviour   string        `json:"behaviour,omitempty"`
	Meaning     string        `json:"meaning,omitempty"` // what it means for the people of the unit
	Aliases     []string      `json:"aliases,omitempty"`
	Supports    []ObjectiveID `json:"supports,omitempty"` // objectives of higher units: the cascade
	VisibleTo   []string      `json:"visible_to,omitempty"`
	From        Date          `json:"from,omitempty"`
	Retired     *Retirement   `json:"retired,omitempty"`
}

// A Retirement ends an objective, link or metric and says why. What it was
// stays readable; prompts stop at once.
type Retirement struct {
	On  Date   `json:"on"`
	Why string `json:"why"`
}

// Sign is the direction of an effect.
type Sign string

const (
	Raises Sign = ""  // more of the cause, more of the effect
	Lowers Sign = "-" // more of the cause, less of the effect: a trade-off
)

// EvidenceWord is what is known of a link so far.
type EvidenceWord string

const (
	Hypothesis   EvidenceWord = ""             // registered, not yet tested
	Confirmed    EvidenceWord = "confirmed"    // consistent with the readings so far
	Contradicted EvidenceWord = "contradicted" // the readings moved the other way
)

// A Link is an arrow of the strategy map: a registered hypothesis that doing
// better on the cause will do something to the effect, some time later.
// What is good is counted, not what is large: a link that Raises says that when
// the cause objective is better met, so is the effect.
type Link struct {
	ID         LinkID       `json:"id"`
	Cause      ObjectiveID  `json:"cause"`
	Effect     ObjectiveID  `json:"effect"`
	Sign       Sign         `json:"sign,omitempty"`
	LagWeeks   int          `json:"lag_weeks,omitempty"` // until the effect is expected
	Reason     string       `json:"reason,omitempty"`    // "because …"
	Owner      PersonID     `json:"owner,omitempty"`     // who claims it
	Registered Date         `json:"registered,omitempty"`
	Evidence   EvidenceWord `json:"evidence,omitempty"`
	Estimate   *Estimate    `json:"estimate,omitempty"`
	Retired    *Retirement  `json:"retired,omitempty"`

	// Again are the days on which it was registered anew: changed in what it claims
	// (see SameClaim). The store knows them; they are no part of the strategy.
	Again []Date `json:"-"`

	// Verdict is the newest judgement by the metrics' own history, where a
	// Snapshot has one. It is no part of the strategy.
	Verdict *Verdict `json:"-"`
}

// An Estimate is somebody's number for a link, between two metrics: the percent
// change of To for each percent of change of From, once the lag has passed.
type Estimate struct {
	From       MetricID        `json:"from"`
	To         MetricID        `json:"to"`
	Elasticity decimal.Decimal `json:"elasticity"`
	By         PersonID        `json:"by,omitempty"`
	Basis      string          `json:"basis,omitempty"` // what it rests on
}
