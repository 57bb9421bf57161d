package scorecard

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Direction says which values of a metric are good.
type Direction string

const (
	Higher  Direction = ""         // higher is better
	Lower   Direction = "lower"    // lower is better
	InRange Direction = "in_range" // between Low and High of the target
	YesNo   Direction = "yes_no"   // 1 is yes and good, 0 is no
)

// Kind tells a metric that predicts from one that confirms.
type Kind string

const (
	Leading Kind = "leading" // tells what will happen: sales calls made this week
	Lagging Kind = "lagging" // tells what has happened: revenue of last month
)

// Source says where the numbers come from, from the humblest up.
type Source string

const (
	Manual    Source = "" // somebody knows, or counts
	Survey    Source = "survey"
	Interview Source = "interview"
	Log       Source = "log"
	File      Source = "file"
	HTTP      Source = "http"
	NoSource  Source = "none" // nothing yet: an action should be building it
)

// A Metric measures an objective.
type Metric struct {
	ID         MetricID            `json:"id"`
	Name       string              `json:"name"`
	Objective  ObjectiveID         `json:"objective"`
	Also       []ObjectiveID       `json:"also,omitempty"` // further objectives it measures
	Unit       UnitID              `json:"unit,omitempty"` // empty: the objective's
	Measure    Measure             `json:"measure"`
	Direction  Direction           `json:"direction,omitempty"`
	Kind       Kind                `json:"kind,omitempty"`
	Baseline   decimal.NullDecimal `json:"baseline,omitzero"`
	Targets    []Target            `json:"targets,omitempty"` // by date, undated last
	Min        decimal.NullDecimal `json:"min,omitzero"`      // impossible below
	Max        decimal.NullDecimal `json:"max,omitzero"`      // impossible above
	Cadence    Cadence             `json:"cadence"`
	AskAt      string              `json:"ask_at,omitempty"`  // cron spec, in the updater's zone; empty: the cadence's default
	AskFor     AskFor              `json:"ask_for,omitempty"` // which period is asked for
	Owner      PersonID            `json:"owner,omitempty"`   // answers for the number
	Updater    PersonID            `json:"updater,omitempty"` // types it; empty: the owner
	Backup     PersonID            `json:"backup,omitempty"`  // is asked when the updater stays silent
	Synonyms   []string            `json:"synonyms,omitempty"`
	Inverse    []string            `json:"inverse,omitempty"`    // names of what falls when this rises: "late deliveries"
	Complement bool                `json:"complement,omitempty"` // the inverse names mean exactly 100 % minus this
	Guardrail  MetricID            `json:"guardrail,omitempty"`  // what must not suffer for it
	Source     Source              `json:"source,omitempty"`
	SoWhat     string              `json:"so_what,omitempty"` // why anybody should care
	Definition string              `json:"definition,omitempty"`
	VisibleTo  []string            `json:"visible_to,omitempty"` // people and units; empty: the whole organisation
	From       Date                `json:"from,omitempty"`
	Retired    *Retirement         `json:"retired,omitempty"`
}

// AskFor says which period a prompt asks about.
type AskFor string

const (
	LastPeriod    AskFor = ""        // the one that has ended
	CurrentPeriod AskFor = "current" // the one under way
)

// A Target is what a metric should be, until its date. The targets of a metric
// are steps: the one in force on a day is the first whose date has not passed,
// and after the last date the last.
type Target struct {
	By       Date                `json:"by,omitempty"` // empty: always
	Value    decimal.NullDecimal `json:"value,omitzero"`
	Amber    decimal.NullDecimal `json:"amber,omitzero"` // the line between amber and red; in range: how far outside is still amber
	Low      decimal.NullDecimal `json:"low,omitzero"`   // in range only
	High     decimal.NullDecimal `json:"high,omitzero"`
	AgreedBy []PersonID          `json:"agreed_by,omitempty"`
	Why      string              `json:"why,omitempty"`
}

// Possible reports whether the metric can ever have the value v: within its
// bounds, and within 0 and 100 % where it is a share of a whole.
func (m *Metric) Possible(v decimal.Decimal) bool {
	low, high := m.Min, m.Max
	if m.Complement {
		low.Valid, high.Valid = true, true
		if !m.Min.Valid {
			low.Decimal = decimal.Zero
		}
		if !m.Max.Valid {
			high.Decimal = decimal.NewFromInt(100)
		}
	}
	return !(low.Valid && v.LessThan(low.Decimal)) && !(high.Valid && v.GreaterThan(high.Decimal))
}

// TargetOn returns the target in force on d; false when there is none.
func (m *Metric) TargetOn(d Date) (Target, bool) {
	if len(m.Targets) == 0 {
		return Target{}, false
	}
	next, last := -1, 0 // the earliest that has not passed, and the latest of all
	for i, t := range m.Targets {
		by := sortDate(t.By)
		if by >= string(d) && (next < 0 || by < sortDate(m.Targets[next].By)) {
			next = i
		}
		if by >= sortDate(m.Targets[last].By) {
			last = i
		}
	}
	if next < 0 {
		next = last
	}
	return m.Targets[next], true
}

// sortDate puts an undated target after every dated one.
func sortDate(d Date) string {
	if d == "" {
		return "9999-12-31"
	}
	return string(d)
}

// ReportedBy returns who is asked for the number: the updater, or the owner.
func (m *Metric) ReportedBy() PersonID {
	if m.Updater != "" {
		return m.Updater
	}
	return m.Owner
}

// Measures reports whether the metric measures o.
func (m *Metric) Measures(o ObjectiveID) bool {
	return m.Objective == o || slices.Contains(m.Also, o)
}

// A Measure is the unit a metric is counted in, as people write it: "%", "EUR",
// "hours", "count", "points", "per 100k km".
type Measure string

// MeasureKind groups measures by how their numbers are read and written.
type MeasureKind int

const (
	PlainMeasure    MeasureKind = iota // a number with a word behind it
	PercentMeasure                     // %
	CurrencyMeasure                    // an ISO 4217 code
	DurationMeasure                    // seconds to years
	CountMeasure                       // whole things
	YesNoMeasure
)

var durationMeasures = []string{"seconds", "minutes", "hours", "days", "weeks", "months", "years"}

// Kind returns how the measure's numbers behave.
func (m Measure) Kind() MeasureKind {
	s := strings.ToLower(strings.TrimSpace(string(m)))
	switch {
	case s == "%" || s == "percent":
		return PercentMeasure
	case s == "count" || s == "":
		return CountMeasure
	case s == "yes/no":
		return YesNoMeasure
	case slices.Contains(durationMeasures, s):
		return DurationMeasure
	case len(m) == 3 && strings.ToUpper(s) == string(m):
		return CurrencyMeasure
	}
	return PlainMeasure
}
