package prompts

import (
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A Number is one number of a check-in, with what is shown beside it. Value and
// Status are empty while it is awaited.
type Number struct {
	Name       string
	Measure    scorecard.Measure
	Period     scorecard.Period
	Value      string           // with its unit
	Status     scorecard.Status // by value
	Target     string           // with its unit; empty: none
	Last       string           // the value before, with its unit; empty: none
	LastPeriod scorecard.Period
	Age        string // of the last value
	Trend      string // Voice.CheckinTrend
	Note       string // a plain remark
	Before     string // what a correction replaces, with its unit
	Approx     bool
}

// Unit is the measure in words; empty for a plain count.
func (n Number) Unit() string {
	switch n.Measure.Kind() {
	case scorecard.CountMeasure:
		return ""
	case scorecard.YesNoMeasure:
		return "yes or no"
	}
	return string(n.Measure)
}

// CheckinTitle heads a round: the periods it asks for.
func (v Voice) CheckinTitle(periods []scorecard.Period) string {
	var names []string
	for _, p := range periods {
		names = append(names, v.Period(p))
	}
	return v.plain("checkin/round-title", names)
}

// CheckinProgress says how many numbers of a round are in: "3 of 9 in".
func (v Voice) CheckinProgress(done, of int) string {
	return v.plain("checkin/progress", map[string]any{"Done": done, "Of": of})
}

// CheckinPerson stands over one person's numbers and mentions them; left is how
// many are still awaited, complete whether all that they were asked for is in.
func (v Voice) CheckinPerson(p scorecard.PersonID, left int, complete bool) string {
	return v.say("checkin/person", map[string]any{"Person": p, "Left": v.left(left), "Complete": complete})
}

func (v Voice) left(n int) string {
	if n == 0 {
		return ""
	}
	return v.plain("checkin/left", n)
}

// The lines of a round, by what became of a number.

func (v Voice) CheckinAwaited(n Number) string    { return v.say("checkin/awaited", n) }
func (v Voice) CheckinIn(n Number) string         { return v.say("checkin/in", n) }
func (v Voice) CheckinNoData(n Number) string     { return v.say("checkin/no-data", n) }
func (v Voice) CheckinUnattended(n Number) string { return v.say("checkin/unattended", n) }
func (v Voice) CheckinSuperseded(n Number) string { return v.say("checkin/superseded", n) }
func (v Voice) CheckinCancelled(n Number) string  { return v.say("checkin/cancelled", n) }

// CheckinDoubt is the remark beside a number that waits for a choice.
func (v Voice) CheckinDoubt() string { return v.plain("checkin/doubt", nil) }

// CheckinSnoozed is the remark beside a number that is asked for later.
func (v Voice) CheckinSnoozed(until scorecard.Date) string { return v.plain("checkin/snoozed", until) }

// CheckinTrend compares a value with the one before: "better than 92.6% in week
// 46". Word is better, worse, higher, lower or unchanged.
func (v Voice) CheckinTrend(word, was string, p scorecard.Period) string {
	return v.plain("checkin/trend", map[string]any{"Word": word, "Was": was, "Period": p})
}

// CheckinHow says how to reply, with an example.
func (v Voice) CheckinHow(example string) string { return v.say("checkin/how", example) }

// CheckinJoined tells somebody in the thread that a round now asks them too.
func (v Voice) CheckinJoined(p scorecard.PersonID, names []string) string {
	return v.say("checkin/joined", map[string]any{"Person": p, "Left": v.left(len(names)), "Names": names})
}

// The remarks that say why somebody is asked who was not asked first.

func (v Voice) CheckinNoteAway(who string, until scorecard.Date) string {
	return v.plain("checkin/note-away", map[string]any{"Who": who, "Until": until})
}
func (v Voice) CheckinNoteHanded(from string) string  { return v.plain("checkin/note-handed", from) }
func (v Voice) CheckinNoteSilent(first string) string { return v.plain("checkin/note-silent", first) }

// CheckinWhat names a number with its period: "On-time delivery for week 47".
func (v Voice) CheckinWhat(name string, p scorecard.Period) string {
	return v.plain("checkin/what", map[string]any{"Name": name, "Period": p})
}

// CheckinRemind reminds one person of all that is missing from them, and of the
// values that wait for their yes; last when somebody else is asked next.
func (v Voice) CheckinRemind(p scorecard.PersonID, missing, doubts []string, last bool) string {
	return v.say("checkin/remind", map[string]any{
		"Person": p, "Names": missing, "N": len(missing), "Doubts": doubts, "Last": last,
	})
}

// CheckinDoubted names a number and what was written for it that looked unlikely.
func (v Voice) CheckinDoubted(what, wrote string) string {
	return v.plain("checkin/doubted", map[string]any{"What": what, "Wrote": wrote})
}

// CheckinWhyDoubt says that values were given that nobody has confirmed.
func (v Voice) CheckinWhyDoubt(doubts []string) string { return v.say("checkin/why-doubt", doubts) }

// CheckinNoteDoubt is the remark beside a number that comes to somebody for that reason.
func (v Voice) CheckinNoteDoubt() string { return v.plain("checkin/note-doubt", nil) }

// CheckinEscalate asks somebody else, saying why.
func (v Voice) CheckinEscalate(to scorecard.PersonID, names []string, why string) string {
	return v.say("checkin/escalate", map[string]any{"To": to, "Names": names, "Why": Marked(why)})
}

// CheckinWhySilent says that somebody was asked and has not answered.
func (v Voice) CheckinWhySilent(who string) string { return v.say("checkin/why-silent", who) }

// CheckinWhyAway says that somebody is away.
func (v Voice) CheckinWhyAway(who string, until scorecard.Date) string {
	return v.say("checkin/why-away", map[string]any{"Who": who, "Until": until})
}

// CheckinEcho says back a number that was recorded.
func (v Voice) CheckinEcho(n Number) string { return v.say("checkin/echo", n) }

// CheckinThanks stands over the echo of n numbers.
func (v Voice) CheckinThanks(n int) string { return v.say("checkin/thanks", n) }

// CheckinCorrected stands over the echo of a correction.
func (v Voice) CheckinCorrected() string { return v.say("checkin/corrected", nil) }

// CheckinSame answers a correction that changes nothing.
func (v Voice) CheckinSame(n Number) string { return v.say("checkin/same", n) }

// CheckinFeeds says what an objective leads to, and who feels it next.
func (v Voice) CheckinFeeds(objective string, feeds []string, next string, lagWeeks int) string {
	return v.say("checkin/feeds", map[string]any{"Objective": objective, "Feeds": feeds, "Next": next, "Lag": lagWeeks})
}

// CheckinGuardrail warns that what must not suffer does.
func (v Voice) CheckinGuardrail(n Number) string { return v.say("checkin/guardrail", n) }

// CheckinInConfidence stands in public for the echo of a restricted number.
func (v Voice) CheckinInConfidence() string { return v.say("checkin/in-confidence", nil) }

// CheckinThirdRed asks what will be done about a number that stays red.
func (v Voice) CheckinThirdRed(n Number, times int) string {
	return v.say("checkin/third-red", map[string]any{"Name": n.Name, "Value": n.Value, "Period": n.Period, "Nth": v.nth(times)})
}

// CheckinStillRed says of a number that stays red what is being done.
func (v Voice) CheckinStillRed(n Number, times int, a scorecard.Action, owner string) string {
	return v.say("checkin/still-red", map[string]any{
		"Name": n.Name, "Value": n.Value, "Period": n.Period, "Nth": v.nth(times), "Action": a.Name, "Owner": owner, "Due": a.Due, "Planned": a.Progress == scorecard.Planned,
	})
}

func (v Voice) nth(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		suffix = map[int]string{1: "st", 2: "nd", 3: "rd"}[n%10]
		if suffix == "" {
			suffix = "th"
		}
	}
	if n == 3 {
		return "third"
	}
	return v.Number(decimalOf(n)) + suffix
}

func decimalOf(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// CheckinConfirm asks whether a value, or which of two, was meant.
func (v Voice) CheckinConfirm(n Number, options []string) string {
	return v.say("checkin/confirm", struct {
		Number
		Options []string
		Two     bool
	}{n, options, len(options) > 1})
}

// CheckinAskBack says that no value could be read; bound is what was given
// instead, why a plain reason.
func (v Voice) CheckinAskBack(n Number, bound, why string) string {
	return v.say("checkin/ask-back", struct {
		Number
		Bound, Why string
	}{n, bound, why})
}

// CheckinThen asks for the value when a doubtful one was wrong.
func (v Voice) CheckinThen(n Number) string { return v.say("checkin/then", n) }

// CheckinWhich asks which of several numbers was meant.
func (v Voice) CheckinWhich(names []string) string { return v.say("checkin/which", names) }

// CheckinWhichPeriod asks whether a number replaces the one of n's period or is
// for the next.
func (v Voice) CheckinWhichPeriod(n Number, next scorecard.Period) string {
	return v.say("checkin/which-period", struct {
		Number
		Next scorecard.Period
	}{n, next})
}

// CheckinInsteadButton replaces the value of n's period.
func (v Voice) CheckinInsteadButton(n Number) string { return v.plain("checkin/b-instead", n) }

// CheckinPeriodButton is for a period.
func (v Voice) CheckinPeriodButton(p scorecard.Period) string { return v.plain("checkin/b-period", p) }

// CheckinBadPeriod refuses a period that is not one of the metric's, or not yet.
func (v Voice) CheckinBadPeriod(name string, c scorecard.Cadence, p scorecard.Period, future bool) string {
	return v.say("checkin/bad-period", map[string]any{"Name": name, "Cadence": c, "Period": p, "Future": future})
}

// CheckinSkipped says back that there is no number, and why.
func (v Voice) CheckinSkipped(names []string, why string) string {
	return v.say("checkin/skipped", map[string]any{"Names": names, "N": len(names), "Why": strings.TrimRight(why, ".")})
}

// CheckinSnoozing says when the next ask comes.
func (v Voice) CheckinSnoozing(until scorecard.Date) string { return v.say("checkin/snoozing", until) }

// CheckinHanded asks the person numbers are handed to.
func (v Voice) CheckinHanded(to scorecard.PersonID, from string, names []string) string {
	return v.say("checkin/handed", map[string]any{"To": to, "From": from, "Names": names, "N": len(names)})
}

// CheckinHandedPrivately tells who handed on that it is done.
func (v Voice) CheckinHandedPrivately(to string, names []string) string {
	return v.say("checkin/handed-privately", map[string]any{"To": to, "Names": names})
}

// CheckinHandToWhom asks who was meant; name as written, or empty.
func (v Voice) CheckinHandToWhom(name string) string { return v.say("checkin/hand-to-whom", name) }

// CheckinHandRestricted says that a number may not be handed to somebody.
func (v Voice) CheckinHandRestricted(name, to string) string {
	return v.say("checkin/hand-restricted", map[string]any{"Name": name, "To": to})
}

// CheckinNotYours declines a number from somebody who may not report it.
func (v Voice) CheckinNotYours(name string, who []string) string {
	return v.say("checkin/not-yours", map[string]any{"Name": name, "Who": who})
}

// CheckinExplain says what is asked for.
func (v Voice) CheckinExplain(n Number, definition string) string {
	return v.say("checkin/explain", struct {
		Number
		Definition string
		From, To   scorecard.Date
	}{n, definition, n.Period.Start(), n.Period.End()})
}

// CheckinUndone says back what was taken back: what is awaited once more, and what
// holds again, as "On-time delivery for week 47: 91.8%"; what is gone was told
// before its time, and nobody awaits it yet.
func (v Voice) CheckinUndone(names, again, gone []string) string {
	return v.say("checkin/undone", map[string]any{"Awaited": names, "Again": again, "Gone": gone})
}

// CheckinNothingBack answers "undo" when there is nothing to undo.
func (v Voice) CheckinNothingBack() string { return v.say("checkin/nothing-back", nil) }

// CheckinSettled answers a button that came too late.
func (v Voice) CheckinSettled() string { return v.say("checkin/settled", nil) }

// CheckinOwed stands over what one person owes, CheckinMissing over what everybody does.

func (v Voice) CheckinOwed(n int) string    { return v.say("checkin/owed", n) }
func (v Voice) CheckinMissing(n int) string { return v.say("checkin/missing", n) }

// CheckinMissingLine is one person's line of what is missing.
func (v Voice) CheckinMissingLine(who string, names []string) string {
	return v.say("checkin/missing-line", map[string]any{"Who": who, "Names": names})
}

// CheckinMore ends a list that was cut.
func (v Voice) CheckinMore(n int) string { return v.plain("checkin/more", n) }

// The form for numbers.

func (v Voice) CheckinFormTitle() string             { return v.plain("checkin/form-title", nil) }
func (v Voice) CheckinFormIntro() string             { return v.say("checkin/form-intro", nil) }
func (v Voice) CheckinFormNothing() string           { return v.say("checkin/form-nothing", nil) }
func (v Voice) CheckinField(n Number) string         { return v.plain("checkin/field", n) }
func (v Voice) CheckinHint(n Number) string          { return v.plain("checkin/hint", n) }
func (v Voice) CheckinFieldNote(name string) string  { return v.plain("checkin/field-note", name) }
func (v Voice) CheckinQuoteIntro() string            { return v.say("checkin/quote-intro", nil) }
func (v Voice) CheckinFieldMetric() string           { return v.plain("checkin/field-metric", nil) }
func (v Voice) CheckinFieldValue() string            { return v.plain("checkin/field-value", nil) }
func (v Voice) CheckinFaultMetric() string           { return v.plain("checkin/fault-metric", nil) }
func (v Voice) CheckinFieldWords() string            { return v.plain("checkin/field-words", nil) }
func (v Voice) CheckinFieldSure() string             { return v.plain("checkin/field-sure", nil) }
func (v Voice) CheckinAskMe() string                 { return v.plain("checkin/ask-me", nil) }
func (v Voice) CheckinAsWritten() string             { return v.plain("checkin/as-written", nil) }
func (v Voice) CheckinFaultEmpty() string            { return v.plain("checkin/fault-empty", nil) }
func (v Voice) CheckinFaultUnread(n Number) string   { return v.plain("checkin/fault-unread", n) }
func (v Voice) CheckinFaultBound(said string) string { return v.plain("checkin/fault-bound", said) }

// CheckinFaultDoubt asks at a field which value was meant.
func (v Voice) CheckinFaultDoubt(n Number, options []string) string {
	return v.plain("checkin/fault-doubt", struct {
		Number
		Options []string
	}{n, options})
}

// The form for an action: fact, cause, action.

func (v Voice) CheckinActTitle() string   { return v.plain("checkin/act-title", nil) }
func (v Voice) CheckinActFact() string    { return v.plain("checkin/act-fact", nil) }
func (v Voice) CheckinActCause() string   { return v.plain("checkin/act-cause", nil) }
func (v Voice) CheckinActName() string    { return v.plain("checkin/act-name", nil) }
func (v Voice) CheckinActDue() string     { return v.plain("checkin/act-due", nil) }
func (v Voice) CheckinActOwner() string   { return v.plain("checkin/act-owner", nil) }
func (v Voice) CheckinActWith() string    { return v.plain("checkin/act-with", nil) }
func (v Voice) CheckinActMissing() string { return v.plain("checkin/act-missing", nil) }
func (v Voice) CheckinActPast() string    { return v.plain("checkin/act-past", nil) }

// CheckinActIntro asks what will bring a number back to its target.
func (v Voice) CheckinActIntro(n Number) string { return v.say("checkin/act-intro", n) }

// CheckinActKept says back an action that was kept.
func (v Voice) CheckinActKept(owner, action string, due scorecard.Date, objective string) string {
	return v.say("checkin/act-kept", map[string]any{"Owner": owner, "Action": action, "Due": due, "Objective": objective})
}

// The buttons.

func (v Voice) CheckinReportButton() string          { return v.plain("checkin/b-report", nil) }
func (v Voice) CheckinAnywayButton() string          { return v.plain("checkin/b-anyway", nil) }
func (v Voice) CheckinFixButton() string             { return v.plain("checkin/b-fix", nil) }
func (v Voice) CheckinUndoButton() string            { return v.plain("checkin/b-undo", nil) }
func (v Voice) CheckinYesButton(value string) string { return v.plain("checkin/b-yes", value) }
func (v Voice) CheckinOtherButton() string           { return v.plain("checkin/b-other", nil) }
func (v Voice) CheckinActButton() string             { return v.plain("checkin/b-act", nil) }
func (v Voice) CheckinSaveButton() string            { return v.plain("checkin/b-save", nil) }

// The bot's own page, as somebody who reports numbers sees it.

func (v Voice) CheckinHomeNumbers() string   { return v.plain("checkin/home-numbers", nil) }
func (v Voice) CheckinHomeActions() string   { return v.plain("checkin/home-actions", nil) }
func (v Voice) CheckinHomeNoActions() string { return v.say("checkin/home-no-actions", nil) }
func (v Voice) CheckinHomeMore(n int) string { return v.say("checkin/home-more", n) }

// CheckinHomeAction is one open action, with the objective it is for.
func (v Voice) CheckinHomeAction(a scorecard.Action, objective string) string {
	return v.say("checkin/home-action", map[string]any{
		"Name": a.Name, "Objective": objective, "Due": a.Due, "Late": a.Due != "" && a.Due < v.Today, "Progress": string(a.Progress),
	})
}
