package digest

import (
	"time"

	"throughline/bot/scorecard"
)

// A Brief is the state of a unit's scorecard before a review, frozen. It holds
// everything that was said, so that the next Brief can say what changed.
type Brief struct {
	Review    scorecard.ReviewID           `json:"review"`
	Name      string                       `json:"name"`
	Unit      scorecard.UnitID             `json:"unit,omitempty"`
	Channel   string                       `json:"channel"`
	Meeting   time.Time                    `json:"meeting"`
	Zone      string                       `json:"zone"` // IANA, of the meeting
	AsOf      time.Time                    `json:"as_of"`
	Counts    Counts                       `json:"counts"`
	Since     scorecard.Date               `json:"since,omitempty"` // day of the Brief it is compared with
	Decide    []Question                   `json:"decide,omitempty"`
	Sections  []Section                    `json:"sections"`
	MapAlt    string                       `json:"map_alt,omitempty"`   // the strategy map in words, for a review of the whole
	Decisions []scorecard.Decision         `json:"decisions,omitempty"` // of the last review
	Agreed    []ActionLine                 `json:"agreed,omitempty"`    // actions that the last review asked for
	States    map[scorecard.MetricID]State `json:"states"`
}

// Counts are metrics by how they stand.
type Counts struct {
	On, Off, Unknown int // unknown: nothing reported, or too old to say
	Better, Worse    int // status, since the Brief before
}

// State is what a later Brief needs to know of a metric.
type State struct {
	Status scorecard.Status `json:"status"`
	Value  string           `json:"value,omitempty"`
	Period scorecard.Period `json:"period,omitempty"`
}

// A Section is one perspective.
type Section struct {
	Perspective scorecard.PerspectiveID `json:"perspective"`
	Name        string                  `json:"name"`
	Question    string                  `json:"question,omitempty"`
	Owner       scorecard.PersonID      `json:"owner,omitempty"`
	Status      scorecard.Status        `json:"status"`
	Mean        string                  `json:"mean,omitempty"` // 0 to 10, one decimal
	Counted     int                     `json:"counted"`
	Total       int                     `json:"total"`
	Worst       *Line                   `json:"worst,omitempty"`
	Scores      []Score                 `json:"scores,omitempty"` // every metric, in the order of the map
	Curve       *Curve                  `json:"curve,omitempty"`  // of the worst, when it is off its target
	Wins        []Line                  `json:"wins,omitempty"`
	Changed     []Line                  `json:"changed,omitempty"`
	Off         []Line                  `json:"off,omitempty"`
	Overdue     []ActionLine            `json:"overdue,omitempty"`
	Missing     []Missing               `json:"missing,omitempty"`
}

// A Line is one metric in a section.
type Line struct {
	Metric  scorecard.MetricID `json:"metric"`
	Name    string             `json:"name"`
	Measure scorecard.Measure  `json:"measure"`
	Value   string             `json:"value"`
	Target  string             `json:"target,omitempty"`
	Period  scorecard.Period   `json:"period"`
	AgeDays int                `json:"age_days"`
	Status  scorecard.Status   `json:"status"`
	Before  scorecard.Status   `json:"before,omitempty"` // at the last review
	Was     string             `json:"was,omitempty"`    // value at the last review
	OffFor  int                `json:"off_for,omitempty"`
	Cadence scorecard.Cadence  `json:"cadence"`
	Owner   scorecard.PersonID `json:"owner,omitempty"`
	SoWhat  string             `json:"so_what"`
	Words   string             `json:"words,omitempty"`   // the owner's, with the newest value
	Outlook []string           `json:"outlook,omitempty"` // what its history says of it, in marked text
	Causes  []Cause            `json:"causes,omitempty"`
	Hits    []Hit              `json:"hits,omitempty"`
	Actions []string           `json:"actions,omitempty"` // open ones, by name
}

// A Cause is something upstream on the map that is itself off or got worse.
type Cause struct {
	Metric   scorecard.MetricID     `json:"metric"`
	Name     string                 `json:"name"`
	Measure  scorecard.Measure      `json:"measure"`
	Value    string                 `json:"value"`
	Period   scorecard.Period       `json:"period"`
	Status   scorecard.Status       `json:"status"`
	Was      string                 `json:"was,omitempty"` // the better value before, if it is not off target itself
	WasIn    scorecard.Period       `json:"was_in,omitempty"`
	Words    string                 `json:"words,omitempty"`
	By       scorecard.PersonID     `json:"by,omitempty"`
	LagWeeks int                    `json:"lag_weeks"`
	Evidence scorecard.EvidenceWord `json:"evidence,omitempty"`
	Link     scorecard.LinkID       `json:"link"`
}

// A Hit is something downstream that will feel it, and when.
type Hit struct {
	Objective scorecard.ObjectiveID  `json:"objective"`
	Name      string                 `json:"name"`
	Owner     scorecard.PersonID     `json:"owner,omitempty"`
	By        scorecard.Date         `json:"by"`
	Evidence  scorecard.EvidenceWord `json:"evidence,omitempty"`
	Link      scorecard.LinkID       `json:"link,omitempty"` // the weakest on the way there
}

// An ActionLine is an action and how late it is.
type ActionLine struct {
	ID        scorecard.ActionID `json:"id"`
	Name      string             `json:"name"`
	Objective string             `json:"objective"`
	Owner     scorecard.PersonID `json:"owner,omitempty"`
	Due       scorecard.Date     `json:"due,omitempty"`
	Progress  scorecard.Progress `json:"status"`
}

// Missing is a number that has not come.
type Missing struct {
	Metric scorecard.MetricID `json:"metric"`
	Name   string             `json:"name"`
	Owner  scorecard.PersonID `json:"owner,omitempty"`
	Period scorecard.Period   `json:"period,omitempty"` // of the newest value; empty: never
}

// QuestionKind says why something is put up for decision.
type QuestionKind string

const (
	NoAction           QuestionKind = "no action"           // off for long, nothing is being done
	NotWorking         QuestionKind = "not working"         // off for long in spite of an action
	NotStarted         QuestionKind = "not started"         // off for long, and an action is only planned
	LateAction         QuestionKind = "late action"         // overdue
	Contradicted       QuestionKind = "contradicted"        // an arrow the readings speak against
	StatedContradicted QuestionKind = "stated-contradicted" // the same, as the strategy itself says
	Unattended         QuestionKind = "unattended"          // a metric nobody reports
	Watermelon         QuestionKind = "watermelon"          // actions are said to go well, and the metric stands still
	Gaming             QuestionKind = "gaming"              // a target improves while its guardrail worsens
)

// A Question is put to the meeting.
type Question struct {
	Kind    QuestionKind       `json:"kind"`
	Name    string             `json:"name"`
	Other   string             `json:"other,omitempty"` // the action, the effect of the link, or the guardrail
	Words   string             `json:"words,omitempty"` // the question, in marked text, where it is worded already
	OffFor  int                `json:"off_for,omitempty"`
	Cadence scorecard.Cadence  `json:"cadence,omitempty"`
	Due     scorecard.Date     `json:"due,omitempty"`
	Owner   scorecard.PersonID `json:"owner,omitempty"`
	Link    scorecard.LinkID   `json:"link,omitempty"`
	weight  int
}
