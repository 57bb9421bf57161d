package scorecard

// FactKind says what a fact records.
type FactKind string

const (
	ValueFact      FactKind = "value"     // the newest value of a metric, with its period and age
	TargetFact     FactKind = "target"    // what it is held against, and since when
	StatusFact     FactKind = "status"    // how it stands
	LinkFact       FactKind = "link"      // an arrow, with sign, lag and evidence
	OwnerFact      FactKind = "owner"     // who answers for something
	ActionFact     FactKind = "action"    // what is being done
	CommentFact    FactKind = "comment"   // what an owner said
	ObjectiveFact  FactKind = "objective" // that an objective exists, and whose it is
	EstimateFact   FactKind = "estimate"  // a number somebody stood up for
	AskFact        FactKind = "ask"       // that a number is awaited
	DefinitionFact FactKind = "definition"
	GapFact        FactKind = "gap"     // that nothing is recorded
	CountFact      FactKind = "count"   // how many there are; Text says of what
	DerivedFact    FactKind = "derived" // a number worked out from others; Text says how
)

// A Fact is one numbered record that an answer may use. What is not in a fact is
// not in the answer.
type Fact struct {
	ID        string      `json:"id"` // F1, F2, … within one answer
	Kind      FactKind    `json:"kind"`
	Metric    MetricID    `json:"metric,omitempty"`
	Objective ObjectiveID `json:"objective,omitempty"`
	Link      LinkID      `json:"link,omitempty"`
	Person    PersonID    `json:"person,omitempty"`
	Unit      UnitID      `json:"unit,omitempty"`
	Action    ActionID    `json:"action,omitempty"`
	Period    Period      `json:"period,omitempty"`
	Value     string      `json:"value,omitempty"` // decimal, as recorded
	Status    Status      `json:"status,omitempty"`
	Text      string      `json:"text,omitempty"` // a name, or an owner's words
}
