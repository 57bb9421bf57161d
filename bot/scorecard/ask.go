package scorecard

import "time"

// AskState is how far an ask has come.
type AskState string

const (
	AskOpen       AskState = "open"
	AskAnswered   AskState = "answered"
	AskSkipped    AskState = "skipped"    // "no data because …", with a reason
	AskSnoozed    AskState = "snoozed"    // open again at NextAt
	AskUnattended AskState = "unattended" // everybody was asked, nobody answered
	AskCancelled  AskState = "cancelled"  // the metric was retired or updated elsewhere
)

// An Ask is a question put to somebody for the value of one metric in one
// period. Its key, such as "ask/m_churn/2026-W47", names it for ever.
type Ask struct {
	Key     string    `json:"key"`
	Metric  MetricID  `json:"metric"`
	Period  Period    `json:"period"`
	Person  PersonID  `json:"person"` // who is asked now
	First   PersonID  `json:"first"`  // who was asked first
	State   AskState  `json:"state"`
	Times   int       `json:"times"` // how often the person was asked; at most MaxAsks
	Round   string    `json:"round"` // key of the round message it belongs to
	AskedAt time.Time `json:"asked_at"`
	NextAt  time.Time `json:"next_at"` // when to remind or escalate
	Pending *Pending  `json:"pending,omitempty"`
	Note    string    `json:"note,omitempty"` // why it was skipped, handed on or snoozed
}

// Pending is a reading that waits for the person to say which was meant.
type Pending struct {
	Raw     string   `json:"raw"`
	Options []string `json:"options"` // decimal strings
	Note    string   `json:"note,omitempty"`
}

// MaxAsks is how often one person is asked for one number before somebody else is.
const MaxAsks = 3

// AskKey returns the key of the ask for a metric in a period.
func AskKey(m MetricID, p Period) string { return "ask/" + string(m) + "/" + string(p) }

// Live reports whether an answer is still awaited.
func (a Ask) Live() bool { return a.State == AskOpen || a.State == AskSnoozed }
