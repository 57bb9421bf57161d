package answer

import (
	"encoding/json"

	"throughline/bot/scorecard"
	"throughline/bot/understand"
)

// The shape that other programs rely on: how the question was read, and what
// the answer stands on.
type resultJSON struct {
	Intent    understand.Intent   `json:"intent"`
	Outcome   Outcome             `json:"outcome"`
	Subject   []understand.Ref    `json:"subject,omitempty"`
	Object    []understand.Ref    `json:"object,omitempty"`
	Change    *changeJSON         `json:"change,omitempty"`
	Direction string              `json:"direction,omitempty"`
	Filters   *understand.Filters `json:"filters,omitempty"`
	Window    *understand.Window  `json:"window,omitempty"`
	Span      *understand.Span    `json:"span,omitempty"`
	Aggregate string              `json:"aggregate,omitempty"`
	Against   *json.Number        `json:"against,omitempty"`
	Inverse   string              `json:"inverse,omitempty"`
	Term      string              `json:"term,omitempty"`
	Options   []understand.Ref    `json:"options,omitempty"`

	Readings   []understand.Interpretation `json:"readings,omitempty"`
	Reason     string                      `json:"reason,omitempty"`
	Confidence float64                     `json:"confidence"`
	Routes     [][]scorecard.LinkID        `json:"routes,omitempty"`
	Count      uint64                      `json:"route_count,omitempty"`
	AtLeast    bool                        `json:"route_count_at_least,omitempty"`
	Links      []scorecard.LinkID          `json:"links,omitempty"`
	Estimates  []Estimate                  `json:"estimates,omitempty"`
	Explained  []Explanation               `json:"explained,omitempty"`
	Simulation *Simulation                 `json:"simulation,omitempty"`
	AsOf       scorecard.Date              `json:"as_of,omitempty"`
	Facts      []scorecard.Fact            `json:"facts"`
	Text       string                      `json:"text"`
}

// A changeJSON has its value as a number, as programs that ask expect it.
type changeJSON struct {
	Type  string      `json:"type"`
	Value json.Number `json:"value"`
	Unit  string      `json:"unit,omitempty"`
}

// MarshalJSON writes the result for other programs; see docs.
func (r Result) MarshalJSON() ([]byte, error) {
	in := r.Read
	out := resultJSON{
		Intent: in.Intent, Outcome: r.Outcome, Subject: in.Subject, Object: in.Object, Direction: in.Direction,
		Span: in.Span, Aggregate: in.Aggregate, Inverse: in.Inverse, Term: in.Term,
		Filters: in.Filters, Window: in.Window, Options: in.Options, Readings: in.Readings, Reason: in.Reason, Confidence: in.Confidence,
		Routes: r.Routes, Count: r.Count.N, AtLeast: r.Count.AtLeast, Links: r.Links, Estimates: r.Estimates,
		Explained: r.Explained, Simulation: r.Simulation,
		AsOf: r.AsOf, Facts: r.Facts, Text: r.Text,
	}
	if out.Facts == nil {
		out.Facts = []scorecard.Fact{}
	}
	if in.Against.Valid {
		n := json.Number(in.Against.Decimal.String())
		out.Against = &n
	}
	if c := in.Change; c != nil {
		out.Change = &changeJSON{c.Type, json.Number(c.Value.String()), c.Unit}
	}
	return json.Marshal(out)
}
