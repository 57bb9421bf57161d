package understand

import (
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Act is what a reply asks to be done.
type Act string

const (
	Record         Act = "record"          // write Value down
	Confirm        Act = "confirm"         // say back Value, and Options where there are two readings, before writing
	AskBack        Act = "ask"             // it cannot be read as a value; say Why
	Skip           Act = "skip"            // no data this time; Comment says why
	Snooze         Act = "snooze"          // ask again at Until
	Delegate       Act = "delegate"        // To will know
	AnswerQuestion Act = "answer_question" // it is a question, not an answer
	NotUpdate      Act = "not_update"      // it is neither
)

// Heard is one thing a reply said about one metric.
type Heard struct {
	Action     Act                  `json:"action"`
	Metric     scorecard.MetricID   `json:"metric,omitempty"`
	Value      decimal.NullDecimal  `json:"value,omitzero"`
	Unit       scorecard.Measure    `json:"unit,omitempty"`
	Comment    string               `json:"comment,omitempty"`
	Confidence scorecard.Confidence `json:"confidence,omitempty"`
	Approx     bool                 `json:"approx,omitempty"`
	Bound      string               `json:"bound,omitempty"`  // ">=93", when only a bound was given
	Period     scorecard.Period     `json:"period,omitempty"` // when the reply names one
	Options    []decimal.Decimal    `json:"options,omitempty"`
	Why        string               `json:"why,omitempty"` // a code and words for why it was not simply recorded
	Until      scorecard.Date       `json:"until,omitempty"`
	To         scorecard.PersonID   `json:"to,omitempty"`         // whom it is handed to
	ToName     string               `json:"to_name,omitempty"`    // as written, when nobody of that name is known
	Correction bool                 `json:"correction,omitempty"` // "sorry, 4.3"
}

// Asked is a metric whose value a person may be answering for.
type Asked struct {
	Metric   *scorecard.Metric
	Period   scorecard.Period
	Previous decimal.NullDecimal // the newest value before that period
	History  scorecard.History   // for what is usual; may be nil
}

// A Listener is who replies, and to what.
type Listener struct {
	Asked  []Asked // what the person was asked; the first is meant when no metric is named and there is only one
	Person scorecard.PersonID
	Locale string // BCP 47
	Today  scorecard.Date
}
