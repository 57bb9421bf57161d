package scorecard

import "github.com/shopspring/decimal"

// Progress is how an action is coming along, as its owner says.
type Progress string

const (
	Planned    Progress = "planned"
	InProgress Progress = "in progress"
	OnTrack    Progress = "on track"
	AtRisk     Progress = "at risk"
	Done       Progress = "done"
	Dropped    Progress = "dropped"
)

// An Action is how an objective is to be reached: by whom, until when, with what.
type Action struct {
	ID        ActionID            `json:"id"`
	Name      string              `json:"name"`
	Objective ObjectiveID         `json:"objective"`
	Owner     PersonID            `json:"owner,omitempty"`
	Start     Date                `json:"start,omitempty"`
	Due       Date                `json:"due,omitempty"`
	Resources string              `json:"resources,omitempty"` // people, budget, tools, in words
	Budget    decimal.NullDecimal `json:"budget,omitzero"`     // in the organisation's currency
	Progress  Progress            `json:"status,omitempty"`
	Review    ReviewID            `json:"review,omitempty"` // the review that asked for it
	Said      string              `json:"said,omitempty"`   // where it was said, for what was agreed in chat
}

// Open reports whether the action still has to be done.
func (a Action) Open() bool { return a.Progress != Done && a.Progress != Dropped }

// Overdue reports whether the action is open after its due date.
func (a Action) Overdue(today Date) bool { return a.Open() && a.Due != "" && a.Due < today }

// A Review is a meeting in which a unit looks at its scorecard and decides.
type Review struct {
	ID        ReviewID `json:"id"`
	Name      string   `json:"name"`
	Unit      UnitID   `json:"unit,omitempty"`    // whose scorecard; empty: the whole organisation
	Channel   string   `json:"channel,omitempty"` // where its summary goes; empty: the unit's
	Chair     PersonID `json:"chair,omitempty"`
	When      string   `json:"when,omitempty"`       // recurring: see bot/schedule
	On        []string `json:"on,omitempty"`         // one-off: "2026-11-26 10:00", local to Zone
	Zone      string   `json:"zone,omitempty"`       // IANA; empty: the organisation's
	LeadHours int      `json:"lead_hours,omitempty"` // how long before it the summary is posted; 0 means 24
}

// DefaultLeadHours is how long before a review its summary is posted when the
// review does not say: a day, so that people can read it.
const DefaultLeadHours = 24

// Lead returns how many hours before the review its summary is posted.
func (r Review) Lead() int {
	if r.LeadHours > 0 {
		return r.LeadHours
	}
	return DefaultLeadHours
}

// A Decision is something a review decided, kept to come back in the next one.
type Decision struct {
	ID     string   `json:"id"`
	Review ReviewID `json:"review"`
	On     Date     `json:"on"` // the day of the meeting it belongs to
	Text   string   `json:"text"`
	By     PersonID `json:"by,omitempty"` // who wrote it down
	Said   string   `json:"said,omitempty"`
}
