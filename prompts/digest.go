package prompts

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// Clock writes a moment in a zone: "Thu 26 Nov 10:00".
func (v Voice) Clock(t time.Time, zone string) string {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	local := t.In(loc)
	return v.Date(scorecard.DateOf(local)) + local.Format(" 15:04")
}

// DigestTitle heads a digest: the review and when it meets.
func (v Voice) DigestTitle(review string, meeting time.Time, zone string) string {
	return v.plain("digest/title", map[string]any{"Name": review, "When": v.Clock(meeting, zone)})
}

// DigestVerdict is the one sentence of a digest: how many metrics are on target,
// off, and unknown, and how many statuses changed since a day (empty: no digest
// came before).
func (v Voice) DigestVerdict(on, off, unknown, better, worse int, since scorecard.Date) string {
	return v.say("digest/verdict", map[string]any{
		"On": on, "Off": off, "Unknown": unknown, "Total": on + off + unknown, "Better": better, "Worse": worse, "Since": since,
	})
}

// DigestQuestion words one thing to decide. Kind is one of "no action", "not
// working", "late action", "contradicted" and "unattended".
func (v Voice) DigestQuestion(kind, name, other string, offFor int, c scorecard.Cadence, due scorecard.Date) string {
	return v.say("digest/"+kind, map[string]any{"Name": name, "Other": other, "For": v.Periods(offFor, c), "Due": due})
}

// Periods counts periods of a cadence: "5 weeks", "3 months", "more than a year".
func (v Voice) Periods(n int, c scorecard.Cadence) string {
	if c != scorecard.Annual && n*c.Days() > 366 {
		return "more than a year"
	}
	return v.Exactly(n, c)
}

// Exactly counts periods of a cadence: "61 weeks".
func (v Voice) Exactly(n int, c scorecard.Cadence) string {
	noun := map[scorecard.Cadence]string{
		scorecard.Daily: "day", scorecard.Weekly: "week", scorecard.Monthly: "month",
		scorecard.Quarterly: "quarter", scorecard.Annual: "year",
	}[c]
	if noun == "" {
		noun = "reading"
	}
	return v.Count(n, noun)
}

// The fixed lines of a digest.

func (v Voice) DigestDecideHeading() string   { return v.say("digest/decide-heading", nil) }
func (v Voice) DigestNothingToDecide() string { return v.say("digest/nothing-to-decide", nil) }
func (v Voice) DigestLastHeading() string     { return v.say("digest/last-heading", nil) }
func (v Voice) DigestWinsHeading() string     { return v.say("digest/wins-heading", nil) }
func (v Voice) DigestChangedHeading() string  { return v.say("digest/changed-heading", nil) }
func (v Voice) DigestOffHeading() string      { return v.say("digest/off-heading", nil) }
func (v Voice) DigestOverdueHeading() string  { return v.say("digest/overdue-heading", nil) }
func (v Voice) DigestQuiet() string           { return v.say("digest/quiet", nil) }
func (v Voice) DigestNoCause() string         { return v.say("digest/no-cause", nil) }
func (v Voice) DigestTwoQuestions() string    { return v.say("digest/two-questions", nil) }
func (v Voice) DigestMore(n int) string       { return v.say("digest/more", n) }

// DigestFrozen says from when the numbers are and how to keep what is settled.
func (v Voice) DigestFrozen(asOf time.Time, zone string) string {
	return v.say("digest/frozen", map[string]any{"AsOf": v.Clock(asOf, zone)})
}

// DigestDecision brings back a decision of the last review.
func (v Voice) DigestDecision(on scorecard.Date, text string) string {
	return v.say("digest/decision", map[string]any{"On": on, "Text": text})
}

// DigestAgreed brings back an action that a review asked for.
func (v Voice) DigestAgreed(name, owner string, p scorecard.Progress, due scorecard.Date) string {
	return v.say("digest/agreed", map[string]any{
		"Name": name, "Owner": owner, "Progress": p, "Due": due, "Late": due != "" && due < v.Today,
	})
}

// DigestSectionTitle heads a perspective with its question.
func (v Voice) DigestSectionTitle(name, question string) string {
	return v.plain("digest/section-title", map[string]any{"Name": name, "Question": question})
}

// DigestSection says how a perspective stands: the mean, and beside it the worst.
func (v Voice) DigestSection(status scorecard.Status, mean, worst string, counted, total int) string {
	return v.say("digest/section", map[string]any{
		"Status": status, "Title": strings.ToUpper(string(status[:1])) + string(status[1:]), "Mean": mean, "Worst": worst, "Counted": counted, "Total": total, "OneOld": total-counted == 1,
	})
}

// A MetricLine is what a digest says of one metric.
type MetricLine struct {
	Name        string
	Measure     scorecard.Measure
	Value       decimal.Decimal
	Period      scorecard.Period
	AgeDays     int
	Target, Was decimal.NullDecimal
	WasIn       scorecard.Period // of Was, where it has to be said
	OffFor      int
	Cadence     scorecard.Cadence
	SoWhat      string
}

// DigestLine words one metric: value, period, age, target, and why it matters.
func (v Voice) DigestLine(l MetricLine) string {
	data := map[string]any{
		"Name": l.Name, "Value": v.Value(l.Measure, l.Value), "Period": l.Period, "SoWhat": l.SoWhat,
		"Target": v.maybe(l.Measure, l.Target), "Was": v.maybe(l.Measure, l.Was), "Old": "", "For": "",
	}
	if l.AgeDays > 0 {
		data["Old"] = v.Age(l.AgeDays)
	}
	if l.OffFor > 1 {
		data["For"] = v.Periods(l.OffFor, l.Cadence)
	}
	return v.say("digest/line", data)
}

func (v Voice) maybe(m scorecard.Measure, d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return v.Value(m, d.Decimal)
}

// DigestFeeds says what a metric matters for, where its owner did not.
func (v Voice) DigestFeeds(objective string) string {
	return v.plain("digest/feeds", objective)
}

// DigestWords quotes what an owner said with a number.
func (v Voice) DigestWords(by, words string) string {
	return v.say("digest/words", map[string]any{"By": by, "Words": words})
}

// DigestCause names something upstream that is itself off, or got worse than it was.
func (v Voice) DigestCause(l MetricLine, status scorecard.Status, words string, lagWeeks int, known string) string {
	before := ""
	if l.Was.Valid {
		before = v.Value(l.Measure, l.Was.Decimal)
	}
	return v.say("digest/cause", map[string]any{
		"Was": before, "WasIn": l.WasIn, "Name": l.Name, "Value": v.Value(l.Measure, l.Value), "Period": l.Period, "Status": status,
		"Words": words, "Lag": v.Weeks(lagWeeks), "Evidence": known,
	})
}

// DigestHit names something downstream and the day it should feel it.
func (v Voice) DigestHit(name, owner string, by scorecard.Date, known string) string {
	return v.say("digest/hit", map[string]any{"Name": name, "Owner": owner, "By": by, "Evidence": known})
}

// DigestActionLate names an action that is overdue today.
func (v Voice) DigestActionLate(name, owner string, due scorecard.Date) string {
	return v.say("digest/action-late", map[string]any{
		"Name": name, "Owner": owner, "Due": due, "Days": v.Count(v.Today.Sub(due), "day"),
	})
}

// DigestMissing lists what has not been reported, with whose it is.
func (v Voice) DigestMissing(names []string) string {
	return v.say("digest/missing", map[string]any{"Names": names})
}

// ReviewBegins opens the meeting in the thread.
func (v Voice) ReviewBegins(name string) string { return v.say("digest/begins", name) }

// KeptDecision echoes a decision.
func (v Voice) KeptDecision(review string, on scorecard.Date, text string) string {
	return v.say("digest/kept-decision", map[string]any{"Name": review, "On": on, "Text": text})
}

// DigestMapTitle stands over the picture of the strategy map.
func (v Voice) DigestMapTitle() string { return v.plain("digest/map-title", nil) }

// DigestColumn heads a column of a section's table: metric, value, target, status.
func (v Voice) DigestColumn(what string) string { return v.plain("digest/column", what) }

// DigestCell is a value in that table with its period; value is empty when
// nothing was reported.
func (v Voice) DigestCell(value string, p scorecard.Period) string {
	return v.plain("digest/cell", map[string]any{"Value": value, "Period": p})
}

// KeptAction echoes an action.
func (v Voice) KeptAction(name, owner, objective string, due scorecard.Date) string {
	return v.say("digest/kept-action", map[string]any{"Name": name, "Owner": owner, "Objective": objective, "Due": due})
}

// The questions back when an action or a decision is not whole.

func (v Voice) ActionWhoDoesIt() string                 { return v.say("digest/ask-owner", nil) }
func (v Voice) ActionUntilWhen() string                 { return v.say("digest/ask-due", nil) }
func (v Voice) ActionUnknownOwner(name string) string   { return v.say("digest/unknown-owner", name) }
func (v Voice) ActionPastDue(due scorecard.Date) string { return v.say("digest/past-due", due) }
func (v Voice) DecisionEmpty() string                   { return v.say("digest/empty-decision", nil) }
func (v Voice) ActionNoObjective() string               { return v.say("digest/no-objective", nil) }
func (v Voice) ActionUndone(name string) string         { return v.say("digest/undone", name) }
