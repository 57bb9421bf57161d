package scorecard

// VerdictWord is what the readings of the metrics say of an arrow.
type VerdictWord string

const (
	TooLittleData      VerdictWord = "too little data"
	NotSeen            VerdictWord = "not seen"            // it would probably have shown, and has not
	WeakerThanClaimed  VerdictWord = "weaker than claimed" // not half of what somebody said it would be
	EarlySign          VerdictWord = "early sign"          // leans one way, but rests on one period or one review
	SupportedByData    VerdictWord = "supported"           // leads and predicts, the way that was claimed
	ContradictedByData VerdictWord = "contradicted"        // leads and predicts, the other way
)

// VerdictWords returns all of them in the order in which they are told: what can
// be acted on first.
func VerdictWords() []VerdictWord {
	return []VerdictWord{ContradictedByData, SupportedByData, WeakerThanClaimed, NotSeen, EarlySign, TooLittleData}
}

// A Verdict is what one review of the evidence found of a link.
type Verdict struct {
	Link  LinkID      `json:"link"`
	On    Date        `json:"on"`
	Shown VerdictWord `json:"shown"` // what may be said: supported and contradicted only when two reviews agree
	Found VerdictWord `json:"found"` // by this review alone

	Cause    MetricID `json:"cause,omitempty"` // the metrics it was tested with; empty: none could be
	Effect   MetricID `json:"effect,omitempty"`
	Cadence  Cadence  `json:"cadence,omitempty"` // of the periods
	Periods  int      `json:"periods,omitempty"` // complete ones that it rests on
	LagWeeks int      `json:"lag_weeks,omitempty"`
	Needed   int      `json:"needed,omitempty"`   // of too little data: about how many more periods
	RestsOn  Period   `json:"rests_on,omitempty"` // of an early sign: the period without which nothing is left

	// PerUnit is the change of the effect for one more of the cause, in their own
	// measures, with its 80 % interval; zero when nothing was tested.
	PerUnit float64 `json:"per_unit,omitempty"`
	Low     float64 `json:"low,omitempty"`
	High    float64 `json:"high,omitempty"`
	SE      float64 `json:"se,omitempty"` // standard error of PerUnit

	Suffixes     []string    `json:"suffixes,omitempty"` // "season not ruled out", …
	CommonDriver ObjectiveID `json:"common_driver,omitempty"`
	Warnings     []string    `json:"warnings,omitempty"`
}

// Word is what v makes of a link whose strategy says stated: a finding overrules
// it, too little data does not.
func (v *Verdict) Word(stated EvidenceWord) EvidenceWord {
	if v == nil {
		return stated
	}
	switch v.Shown {
	case SupportedByData:
		return Confirmed
	case ContradictedByData:
		return Contradicted
	case TooLittleData, "":
		return stated
	}
	return Hypothesis
}

// Public reports whether everybody may know of an arrow and of the metrics that
// v tested it with.
func (x *Index) Public(l *Link, v *Verdict) bool {
	for _, o := range []*Objective{x.Objective(l.Cause), x.Objective(l.Effect)} {
		if o == nil || len(o.VisibleTo) > 0 {
			return false
		}
	}
	for _, m := range []*Metric{x.Metric(v.Cause), x.Metric(v.Effect)} {
		if m != nil && !m.Open() {
			return false
		}
	}
	return true
}
