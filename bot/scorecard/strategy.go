package scorecard

import "github.com/shopspring/decimal"

// A Strategy is everything one organisation has decided: where it wants to be,
// why it believes it will get there, and who does what. It is the whole of what
// a strategy file holds, and it says nothing of how things are going: that is in
// the readings.
type Strategy struct {
	Organisation Organisation  `json:"organisation"`
	Vision       Vision        `json:"vision"`
	Perspectives []Perspective `json:"perspectives"` // outermost (financial) first; inner drives outer
	Units        []Unit        `json:"units"`
	People       []Person      `json:"people"`
	Objectives   []Objective   `json:"objectives"`
	Links        []Link        `json:"links"`
	Metrics      []Metric      `json:"metrics"`
	Actions      []Action      `json:"actions"`
	Reviews      []Review      `json:"reviews"`
	Parked       []Parked      `json:"parked,omitempty"`
}

// An Organisation is one customer. Nothing crosses from one to another.
type Organisation struct {
	ID       OrgID     `json:"id"`
	Name     string    `json:"name"`
	Aliases  []string  `json:"aliases,omitempty"`
	Currency string    `json:"currency,omitempty"` // ISO 4217, for amounts written without one
	Locale   string    `json:"locale,omitempty"`   // BCP 47, for people who set none
	Zone     string    `json:"zone,omitempty"`     // IANA, for people who set none; empty is UTC
	Channel  string    `json:"channel,omitempty"`  // where a unit without a channel of its own talks
	Holidays []Holiday `json:"holidays,omitempty"`

	// SharedChannels are the channels, shared with other organisations, in which
	// scorecards may be spoken of all the same. In all others nothing is said.
	SharedChannels []string `json:"shared_channels,omitempty"`

	// Model lets a language model, where one is configured, choose how a question
	// is read that the rules are unsure of. It is sent names, never a value.
	Model bool `json:"model,omitempty"`
}

// A Vision is where the organisation wants to be: a sentence, and, where it
// dares, the number and the date that would prove it.
type Vision struct {
	Text       string              `json:"text"`
	Metric     MetricID            `json:"metric,omitempty"`
	Target     decimal.NullDecimal `json:"target,omitzero"`
	By         Date                `json:"by,omitempty"`
	Objectives []ObjectiveID       `json:"objectives,omitempty"` // the objectives that are the vision; empty: those of the outermost perspective
}

// A Perspective is one lane of the strategy map, with the question it answers
// and the one person who answers for it.
type Perspective struct {
	ID       PerspectiveID `json:"id"`
	Name     string        `json:"name"`
	Question string        `json:"question,omitempty"` // "How do customers see us?"
	Owner    PersonID      `json:"owner,omitempty"`
	Aliases  []string      `json:"aliases,omitempty"`
}

// A Unit is a node of the organisation: the whole, a division, a department, a
// team. Depth is free; the unit without a parent is the whole.
type Unit struct {
	ID       UnitID    `json:"id"`
	Name     string    `json:"name"`
	Level    string    `json:"level,omitempty"` // corporate, division, department, team, or a word of one's own
	Parent   UnitID    `json:"parent,omitempty"`
	Head     PersonID  `json:"head,omitempty"`
	Channel  string    `json:"channel,omitempty"` // where its check-ins are held; empty: the parent's
	Aliases  []string  `json:"aliases,omitempty"`
	Groups   []string  `json:"groups,omitempty"`   // user groups at the chat service that are this unit: "@fleet"
	Holidays []Holiday `json:"holidays,omitempty"` // beside those of its parents
}

// A Holiday is a public holiday: nobody of the unit is asked for anything.
type Holiday struct {
	On   Date   `json:"on"`
	Name string `json:"name,omitempty"`
}

// Role says what a person may do beyond what owning a metric brings.
type Role string

const (
	Member Role = ""       // reports what is theirs, sees what is not restricted
	Editor Role = "editor" // may also change the strategy and report for anyone
	Guest  Role = "guest"  // sees nothing unless a metric or objective names them
)

// A Person is somebody the organisation counts on.
type Person struct {
	ID         PersonID          `json:"id"`
	Name       string            `json:"name"`
	Title      string            `json:"title,omitempty"`
	Units      []UnitID          `json:"units,omitempty"`
	Aliases    []string          `json:"aliases,omitempty"`
	Email      string            `json:"email,omitempty"`
	Zone       string            `json:"zone,omitempty"`     // IANA; empty: the organisation's
	Locale     string            `json:"locale,omitempty"`   // BCP 47; empty: the organisation's
	Workdays   string            `json:"workdays,omitempty"` // "mon-fri" when empty; "mon,tue,thu"
	Quiet      Quiet             `json:"quiet,omitzero"`
	DaysOff    []Span            `json:"days_off,omitempty"`
	Role       Role              `json:"role,omitempty"`
	Identities map[string]string `json:"identities,omitempty"` // chat service → user id there
}

// Quiet hours are the local hours in which nobody is written to first.
// The zero value is 18:00 to 08:00.
type Quiet struct {
	From string `json:"from,omitempty"` // "18:00"
	To   string `json:"to,omitempty"`   // "08:00"
}

// A Span is a run of days, both ends included.
type Span struct {
	From Date   `json:"from"`
	To   Date   `json:"to,omitempty"` // empty: one day
	Why  string `json:"why,omitempty"`
}

// Holds reports whether d lies in the span.
func (s Span) Holds(d Date) bool {
	to := s.To
	if to == "" {
		to = s.From
	}
	return s.From <= d && d <= to
}

// Parked is an idea the organisation has said "not now" to, and when it will
// look again. Saying no is half of a strategy.
type Parked struct {
	Name    string `json:"name"`
	Why     string `json:"why,omitempty"`
	Revisit Date   `json:"revisit,omitempty"`
}
