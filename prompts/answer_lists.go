package prompts

import (
	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A Tally is how many of a set of metrics stand how.
type Tally struct {
	Name  string // of whose they are
	Of    int
	Words []TallyWord // in order of severity, none of them zero
	Mean  string      // mean score out of 10; empty: too little data
	Worst *Stand
	State scorecard.Status
}

// A TallyWord is one status and how many stand so.
type TallyWord struct {
	N    int
	Word string
}

// MeanScore writes a mean score with one decimal.
func (v Voice) MeanScore(d decimal.Decimal) string { return v.Number(d.Round(1)) }

// StatusHead opens a list of metrics by status.
type StatusHead struct {
	N, Of  int
	Words  []string         // the statuses asked for
	Where  string           // what the list is narrowed to
	Turned bool             // they came to stand so …
	Period scorecard.Period // … in this time
	Window string           // … over, or stood so all through, "last 4 weeks"
	Idle   bool             // with no open action
}

// StatusHead says how many metrics stand as asked for.
func (v Voice) StatusHead(h StatusHead) string { return v.say("answer/status-head", h) }

// AsOf opens an answer about how things stood on a day that is past.
func (v Voice) AsOf(d scorecard.Date) string { return v.say("answer/as-of", d) }

// OtherUnit says that a level was named in a unit that a metric is not in.
func (v Voice) OtherUnit(name string, m scorecard.Measure, level string) string {
	return v.say("answer/other-unit", map[string]any{"Name": name, "Measure": m, "Level": level})
}

// ThereAlready says that a step leads nowhere else.
func (v Voice) ThereAlready(s Stand) string { return v.say("answer/there-already", s) }

// Inconceivable says that a metric cannot get to a value.
func (v Voice) Inconceivable(s Stand, to decimal.Decimal) string {
	return v.say("answer/inconceivable", map[string]any{"Stand": s, "To": v.Value(s.Metric.Measure, to)})
}

// UnownedHead opens a list of metrics or actions that nobody answers for.
func (v Voice) UnownedHead(n int, what, where string) string {
	return v.say("answer/unowned-head", map[string]any{"N": n, "What": what, "Where": where})
}

// IdleHead opens a list of objectives for which nothing open is being done.
func (v Voice) IdleHead(n, of int, where string) string {
	return v.say("answer/idle-head", map[string]any{"N": n, "Of": of, "Where": where})
}

// MoversHead opens a list of metrics by how they moved.
type MoversHead struct {
	N, Of   int
	Signals int              // of N, more than the usual ups and downs
	Known   bool             // of some there are enough numbers to tell
	Way     string           // better, worse, or changed
	Words   []string         // how those stand that are looked at; empty: all
	Where   string           // what the list is narrowed to
	Window  string           // "last 4 weeks"
	Period  scorecard.Period // or the period asked about
}

// MoversHead says how many metrics moved, and how many of them more than usual.
func (v Voice) MoversHead(h MoversHead) string { return v.say("answer/movers-head", h) }

// A Mover is a metric that moved.
type Mover struct {
	Stand
	Before scorecard.Reading
	Now    scorecard.Reading
	Way    scorecard.Trend
	Signal bool // more than the usual ups and downs
	Known  bool // there are enough numbers to tell
	// Compared says that others of the list are held against what is usual.
	Compared bool
}

// MoverItem is a metric in a list of movers; its status is drawn beside it.
func (v Voice) MoverItem(m Mover) string { return v.say("answer/mover-item", m) }

// TeamHead opens a unit's scorecard.
func (v Voice) TeamHead(t Tally) string { return v.say("answer/team-head", t) }

// PersonHead opens what a person answers for.
func (v Voice) PersonHead(name string, metrics, objectives int) string {
	return v.say("answer/person-head", map[string]any{"Name": name, "Metrics": metrics, "Objectives": objectives})
}

// ObjectiveItem is an objective in a list.
func (v Voice) ObjectiveItem(name, unit string) string {
	return v.say("answer/objective-item", map[string]string{"Name": name, "Unit": unit})
}

// TallyItem sums up a perspective or unit in a line: the worst beside the mean.
func (v Voice) TallyItem(t Tally) string { return v.say("answer/tally-item", t) }

// SummaryHead opens a summary.
func (v Voice) SummaryHead(t Tally) string { return v.say("answer/summary-head", t) }

// Question shows the question a perspective answers.
func (v Voice) Question(q string) string { return v.say("answer/question", q) }

// SummaryRest tells overdue actions and missing numbers; empty when there are none.
func (v Voice) SummaryRest(overdue, missing int) string {
	return v.say("answer/summary-rest", map[string]int{"Overdue": overdue, "Missing": missing})
}

// CompareHead opens a comparison.
func (v Voice) CompareHead(names []string) string { return v.say("answer/compare-head", names) }

// NoRanking says that people are not compared.
func (v Voice) NoRanking() string { return v.say("answer/no-ranking", nil) }

// An ActionItem is what is being done, by whom, until when.
type ActionItem struct {
	Name, Owner string
	Objective   string
	Due         scorecard.Date
	Progress    scorecard.Progress
	Overdue     bool
}

// ActionItem is an action in a list.
func (v Voice) ActionItem(a ActionItem) string { return v.say("answer/action-item", a) }

// ActionsHead opens a list of actions.
type ActionsHead struct {
	N       int
	About   string
	Overdue bool             // only the overdue were asked for
	Words   []string         // as what the actions asked for stand; empty: any that are open
	Late    int              // how many of them are overdue
	Due     scorecard.Period // only what is due in it was asked for
	By      scorecard.Date   // only what is due by then was asked for
}

// ActionsHead counts actions.
func (v Voice) ActionsHead(h ActionsHead) string { return v.say("answer/actions-head", h) }

// ActionsNone says that nothing is being done, and who could change that.
func (v Voice) ActionsNone(about, owner string) string {
	return v.say("answer/actions-none", map[string]string{"About": about, "Owner": owner})
}

// DueHead counts missing numbers.
type DueHead struct {
	N      int
	Who    string // whose; empty: everybody's
	Period scorecard.Period
}

// DueHead counts missing numbers.
func (v Voice) DueHead(h DueHead) string { return v.say("answer/due-head", h) }

// A DueItem is a number that is awaited.
type DueItem struct {
	Name, Owner string
	Asked       string // who is asked for it now, where that is not the owner
	Period      scorecard.Period
	Last        *Stand // the newest number there is
}

// DueItem is a number that is awaited, in a list.
func (v Voice) DueItem(d DueItem) string { return v.say("answer/due-item", d) }

// Refusal codes that have words of their own; every other gets the plain one.
const (
	RefuseForecast = "forecast"
	RefuseOther    = "other_company"
	RefuseUnknown  = "unknown_entity"
	RefuseScope    = "out_of_scope"
	RefuseNoTeam   = "no_team"
	RefuseNothing  = "nothing_to_show"
	RefuseTime     = "no_such_time"
	RefuseHelp     = "help"      // what the bot can do was asked
	RefuseTalk     = "smalltalk" // a greeting, thanks
)

// Refuse declines in one line.
func (v Voice) Refuse(reason string) string { return v.say("answer/refuse", reason) }

// NoSuchTime declines a question about a time that no calendar has.
func (v Voice) NoSuchTime(typed string) string { return v.say("answer/no-such-time", typed) }

// Try opens the questions that can be answered.
func (v Voice) Try() string { return v.say("answer/try", nil) }

// Suggestions: questions that fit the organisation, as a person would type them.
func (v Voice) AskImpact(from, to string) string {
	return v.plain("answer/ask-impact", map[string]string{"From": from, "To": to})
}

// AskWhy is the question why something is off.
func (v Voice) AskWhy(name string, s scorecard.Status) string {
	return v.plain("answer/ask-why", map[string]string{"Name": name, "Status": string(s)})
}

// AskOff is the question what is off track.
func (v Voice) AskOff() string { return v.plain("answer/ask-off", nil) }

// AskSummary is the question for everything in short.
func (v Voice) AskSummary() string { return v.plain("answer/ask-summary", nil) }

// WhichOne asks which of several was meant.
func (v Voice) WhichOne() string { return v.say("answer/which", nil) }

// WhichReading asks which of n readings was meant.
func (v Voice) WhichReading(n int) string { return v.say("answer/which-reading", n) }

// Suggested says where a reading on offer comes from.
func (v Voice) Suggested() string { return v.say("answer/suggested", nil) }

// Step says a supposed change: "up 10%".
func (v Voice) Step(up bool, by string) string {
	return v.plain("answer/step", map[string]any{"Up": up, "By": by})
}

// TheVision is what the vision is called within a sentence.
func (v Voice) TheVision() string { return v.plain("answer/the-vision", nil) }

// Option labels a choice with what kind of thing it is.
func (v Voice) Option(name, kind string) string {
	return v.plain("answer/option", map[string]string{"Name": name, "Kind": kind})
}

// BetterInPrivate offers to answer where nobody else reads.
func (v Voice) BetterInPrivate() string { return v.say("answer/private", nil) }

// PrivateLabel is on the button that answers in private.
func (v Voice) PrivateLabel() string { return v.plain("answer/private-label", nil) }

// SentPrivately says that the answer went to a direct conversation.
func (v Voice) SentPrivately(who scorecard.PersonID) string {
	return v.say("answer/sent-privately", who)
}

// A Reading is how a question was read, for saying it back.
type Reading struct {
	Intent  string
	Of      string // sum, mean or first: what one number is wanted of the readings
	Subject []string
	Object  []string
	Via     []string
	Exclude []string
	Words   []string // of status or evidence
	Where   string   // perspective, unit or person a list is narrowed to
	Term    string   // a word of scorecards in general
	Through []string // what objectives a metric, unit or person was taken for
	Window  string
	Period  scorecard.Period
	Left    int            // how many of them are left out of Through
	Step    string         // the change a what-if supposes
	Way     string         // how what a list is of moved: better, worse, changed; turned: came to stand so
	Idle    bool           // with no open action
	Unowned bool           // that nobody answers for
	Until   scorecard.Date // by when it is due
	// Assisted says that a language model helped to read the question.
	Assisted bool
}

// ReadAs says how a question was read.
func (v Voice) ReadAs(r Reading) string {
	if r.Left > 0 {
		r.Through = append(r.Through, v.plain("answer/n-more", r.Left))
	}
	return v.say("answer/read-as", r)
}

// ReadLabel is on the button for another reading of the question.
func (v Voice) ReadLabel(r Reading) string { return Label(v.plain("answer/reading", r)) }

// Retired says that something is no longer in force.
func (v Voice) Retired(name string, r scorecard.Retirement) string {
	return v.say("answer/retired", map[string]any{"Name": name, "On": r.On, "Why": r.Why})
}
