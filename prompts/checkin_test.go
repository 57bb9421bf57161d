package prompts_test

import (
	"strings"
	"testing"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// Every sentence of the check-ins, to be read aloud: kind, short, one question
// at a time, unit and period beside every number.
func TestCheckin(t *testing.T) {
	v := prompts.Voice{Locale: "en-GB", Today: "2026-11-23"}
	n := prompts.Number{
		Name: "On-time [x]", Measure: "%", Period: "2026-W47", Value: "91.4%", Status: scorecard.Red, Target: "96%",
		Last: "92.6%", LastPeriod: "2026-W46", Age: "8 days old", Trend: "worse than 92.6% in week 46",
	}
	first := prompts.Number{Name: "Trained", Measure: "hours", Period: "2026-11-20"}
	count := prompts.Number{Name: "Contracts", Measure: "count", Period: "2026-11"}
	noted, corrected := n, n
	noted.Note = "the depot was closed"
	corrected.Before, corrected.Approx = "91%", true
	tests := []struct{ got, want string }{
		{v.CheckinTitle([]scorecard.Period{"2026-11", "2026-W47"}), "Numbers for November and week 47"},
		{v.CheckinProgress(3, 9), "3 of 9 in"},
		{v.CheckinPerson("ana", 1, false), "<@ana>, one number from you, please:"},
		{v.CheckinPerson("ana", 3, false), "<@ana>, 3 numbers from you, please:"},
		{v.CheckinPerson("ana", 0, true), "<@ana>, all of yours are in. Thank you!"},
		{v.CheckinPerson("ana", 0, false), "<@ana>:"},
		{v.CheckinAwaited(n), "**On-time \\[x\\]**, week 47 – last 92.6% (week 46), 8 days old; target 96%"},
		{v.CheckinAwaited(first), "**Trained**, Fri 20 Nov (hours) – nothing reported yet"},
		{v.CheckinIn(n), "**On-time \\[x\\]**, week 47: **91.4%**, worse than 92.6% in week 46"},
		{v.CheckinNoData(noted), "**On-time \\[x\\]**, week 47: no number, “the depot was closed”"},
		{v.CheckinUnattended(n), "**On-time \\[x\\]**, week 47: unattended; everybody I could ask was asked"},
		{v.CheckinSuperseded(n), "**On-time \\[x\\]**, week 47: not reported"},
		{v.CheckinCancelled(n), "**On-time \\[x\\]**, week 47: no longer needed"},
		{v.CheckinDoubt(), "I have asked which value was meant"},
		{v.CheckinSnoozed("2026-11-26"), "I ask again on Thu 26 Nov"},
		{v.CheckinTrend("better", "92.6%", "2026-W46"), "better than 92.6% (week 46)"},
		{v.CheckinTrend("unchanged", "92.6%", "2026-W46"), "unchanged since week 46"},
		{v.CheckinHow("92.6%, all quiet"), "Reply here in one line<! that names me>, for example “<!@ >92.6%, all quiet”, or use the button."},
		{v.CheckinJoined("kim", []string{"Fuel use for week 47"}), "<@kim>, one number from you, please: Fuel use for week 47. The list is at the top of this thread."},
		{v.CheckinNoteAway("Ana Ruiz", "2026-12-04"), "Ana Ruiz is away until Fri 4 Dec, so this comes to you"},
		{v.CheckinNoteAway("Ana Ruiz", ""), "Ana Ruiz is away, so this comes to you"},
		{v.CheckinNoteHanded("Ana Ruiz"), "Ana Ruiz says you will know"},
		{v.CheckinNoteSilent("Ana Ruiz"), "Ana Ruiz has not answered, so this comes to you"},
		{v.CheckinWhat("On-time delivery", "2026-W47"), "On-time delivery for week 47"},
		{v.CheckinRemind("ana", []string{"A for week 47"}, nil, false), "<@ana>, a reminder: A for week 47 is still missing. A line<! that names me> is enough, and “no data because …” or “ask me on Friday” is an answer too."},
		{v.CheckinRemind("ana", nil, []string{v.CheckinDoubted("A for week 47", "9<1>4")}, false), "<@ana>, a reminder: I still wait for your word on A for week 47, written as “9\\<1\\>4”: it looked unlikely, so I have not recorded it. Write <!@ >yes if it is right, or the right number."},
		{v.CheckinRemind("ana", []string{"B for week 47"}, []string{"A for week 47, written as “914”"}, false), "<@ana>, a reminder: B for week 47 is still missing. A line<! that names me> is enough, and “no data because …” or “ask me on Friday” is an answer too. And I still wait for your word on A for week 47, written as “914”: it looked unlikely, so I have not recorded it. Write <!@ >yes if it is right, or the right number."},
		{v.CheckinWhyDoubt([]string{"A for week 47, written as “914”"}), "A value was given that looked unlikely, and nobody has confirmed it, so nothing is recorded: A for week 47, written as “914”."},
		{v.CheckinNoteDoubt(), "an unlikely value was not confirmed, so this comes to you"},
		{v.CheckinRemind("ana", []string{"A for week 47", "B for week 47"}, nil, true), "<@ana>, for the last time from me: A for week 47 and B for week 47 are still missing. A line<! that names me> is enough, and “no data because …” or “ask me on Friday” is an answer too."},
		{v.CheckinEscalate("ben", []string{"A for week 47"}, v.CheckinWhySilent("Ana Ruiz")), "<@ben>, could you give A for week 47? Ana Ruiz was asked and has not answered."},
		{v.CheckinEscalate("ben", []string{"A for week 47"}, v.CheckinWhyAway("Ana Ruiz", "2026-12-04")), "<@ben>, could you give A for week 47? Ana Ruiz is away until Fri 4 Dec."},
		{v.CheckinEcho(n), "**On-time \\[x\\]**, week 47: **91.4%**, red against a target of 96%; worse than 92.6% in week 46."},
		{v.CheckinEcho(corrected), "**On-time \\[x\\]**, week 47: **91.4%**, roughly, red against a target of 96%; worse than 92.6% in week 46. It was 91% until now."},
		{v.CheckinThanks(1), "Thank you, noted:"},
		{v.CheckinThanks(3), "Thank you, 3 numbers noted:"},
		{v.CheckinCorrected(), "Corrected:"},
		{v.CheckinSame(n), "That is what I have already: On-time \\[x\\] for week 47 is 91.4%."},
		{v.CheckinFeeds("Deliver on time", []string{"Keep customers", "Grow market share"}, "Customer Support", 4), "On the map, Deliver on time feeds Keep customers and Grow market share. Next to feel it: Customer Support, about 4 weeks."},
		{v.CheckinFeeds("Deliver on time", []string{"Keep customers"}, "", 0), "On the map, Deliver on time feeds Keep customers."},
		{v.CheckinGuardrail(n), "Mind its guardrail: On-time \\[x\\] is red at 91.4% (week 47)."},
		{v.CheckinInConfidence(), "Noted in confidence; I have written to you directly."},
		{v.CheckinThirdRed(n, 3), "**On-time \\[x\\]** is red for the third time in a row: 91.4% (week 47). What will you do about it?"},
		{v.CheckinThirdRed(n, 12), "**On-time \\[x\\]** is red for the 12th time in a row: 91.4% (week 47). What will you do about it?"},
		{v.CheckinStillRed(n, 22, scorecard.Action{Name: "Route-planning pilot", Due: "2026-12-18", Progress: scorecard.InProgress}, "Ana Ruiz"), "**On-time \\[x\\]** is red for the 22nd time in a row: 91.4% (week 47). Under way: “Route-planning pilot” (Ana Ruiz), due Fri 18 Dec."},
		{v.CheckinConfirm(n, []string{"91.4%", "0.914%"}), "For **On-time \\[x\\]**, week 47, did you mean 91.4% or 0.914%? The last value was 92.6% (week 46). I have not recorded anything yet."},
		{v.CheckinConfirm(n, []string{"7%"}), "**On-time \\[x\\]**, week 47, would be 7%. Is that right? The last value was 92.6% (week 46). I have not recorded anything yet."},
		{v.CheckinAskBack(n, "at least 93", ""), "“at least 93” is a bound. What is the figure itself for **On-time \\[x\\]**, week 47 (%)? The last value was 92.6% (week 46)."},
		{v.CheckinAskBack(first, "", "there is no number in it"), "I could not read a value for **Trained**, Fri 20 Nov, from that (there is no number in it). What is the number (hours)?"},
		{v.CheckinThen(n), "Then I have not recorded that. What is **On-time \\[x\\]** for week 47 (%)?"},
		{v.CheckinWhich([]string{"A", "B", "C"}), "Which of them do you mean: A, B or C? I have not recorded anything yet."},
		{v.CheckinWhichPeriod(n, "2026-W48"), "**On-time \\[x\\]** is 91.4% for week 47 already. Does this replace it, or is it for week 48? I have not recorded anything yet."},
		{v.CheckinInsteadButton(n), "week 47, instead of 91.4%"},
		{v.CheckinPeriodButton("2026-W48"), "week 48"},
		{v.CheckinBadPeriod("A", scorecard.Weekly, "2026-W49", true), "**A** is kept weekly, and week 49 has not begun. Which period is it for?"},
		{v.CheckinBadPeriod("A", scorecard.Weekly, "2026-10", false), "**A** is kept weekly, and October is not one of its periods. Which period is it for?"},
		{v.CheckinSkipped([]string{"A for week 47"}, "the depot was closed."), "Noted: no number for A for week 47, “the depot was closed”. I will not ask again for it."},
		{v.CheckinSkipped([]string{"A for week 47", "B for week 47"}, ""), "Noted: no number for A for week 47 and B for week 47. I will not ask again for them."},
		{v.CheckinSnoozing("2026-11-26"), "I will ask again on Thu 26 Nov."},
		{v.CheckinHanded("tom", "Ana Ruiz", []string{"A for week 47", "B for week 47"}), "<@tom>, Ana Ruiz says you will know A for week 47 and B for week 47. Could you give them?"},
		{v.CheckinHandedPrivately("Tom Berg", []string{"A for week 47"}), "I have asked Tom Berg for A for week 47."},
		{v.CheckinHandToWhom("Bob"), "I know nobody called “Bob” here. Who is to be asked?"},
		{v.CheckinHandToWhom(""), "Who is to be asked?"},
		{v.CheckinHandRestricted("Margin", "Tom Berg"), "**Margin** is restricted, and Tom Berg is not among those it is for. Who else could give it?"},
		{v.CheckinNotYours("A", []string{"Ana Ruiz", "Ben Okoye"}), "**A** is for Ana Ruiz or Ben Okoye to report, so I have not recorded that."},
		{v.CheckinExplain(n, "parcels delivered in the promised hour."), "**On-time \\[x\\]** is asked for week 47 (Mon 16 Nov to Sun 22 Nov). Its unit: %. It means: parcels delivered in the promised hour. The last value was 92.6% (week 46), 8 days old."},
		{v.CheckinExplain(first, ""), "**Trained** is asked for Fri 20 Nov. Its unit: hours."},
		{v.CheckinUndone([]string{"A for week 47"}, nil, nil), "Taken back: A for week 47. I await it as before."},
		{v.CheckinUndone(nil, nil, []string{"A for November"}), "Taken back: A for November."},
		{v.CheckinUndone(nil, []string{"A for week 47: 3%"}, nil), "As it was: A for week 47: 3%."},
		{v.CheckinUndone([]string{"A for week 47"}, []string{"B for week 47: 3%"}, nil), "Taken back: A for week 47. I await it as before. As it was: B for week 47: 3%."},
		{v.CheckinUndone([]string{"A for week 47", "B for week 47"}, nil, nil), "Taken back: A for week 47 and B for week 47. I await them as before."},
		{v.CheckinNothingBack(), "You told me no number lately that I could take back."},
		{v.CheckinSettled(), "That is settled already; nothing was changed."},
		{v.CheckinOwed(0), "Nothing is awaited from you. Thank you!"},
		{v.CheckinOwed(1), "One number is awaited from you:"},
		{v.CheckinOwed(2), "2 numbers are awaited from you:"},
		{v.CheckinMissing(0), "Everything that was asked for is in."},
		{v.CheckinMissing(1), "One number is missing:"},
		{v.CheckinMissing(5), "5 numbers are missing:"},
		{v.CheckinMissingLine("Ana Ruiz", []string{"A for week 47", "B for week 47"}), "Ana Ruiz: A for week 47 and B for week 47"},
		{v.CheckinMore(4), "and 4 more"},
		{v.CheckinFormTitle(), "Report numbers"},
		{v.CheckinFormIntro(), "Leave empty what you do not know yet."},
		{v.CheckinFormNothing(), "Nothing here is for you to report."},
		{v.CheckinField(n), "On-time [x], week 47 (%)"},
		{v.CheckinHint(n), "last 92.6% (week 46), 8 days old; target 96%"},
		{v.CheckinHint(first), "nothing reported yet"},
		{v.CheckinFieldNote("A"), "A word on A"},
		{v.CheckinFieldSure(), "If a number looks unusual"},
		{v.CheckinAskMe(), "Ask me about it"},
		{v.CheckinAsWritten(), "It is right as I wrote it"},
		{v.CheckinFaultEmpty(), "Nothing is filled in yet; one number is enough."},
		{v.CheckinFaultUnread(n), "I cannot read a value here. Write just the number (%)."},
		{v.CheckinFaultUnread(count), "I cannot read a value here. Write just the number."},
		{v.CheckinFaultBound("at least 93"), "“at least 93” is a bound. Write the figure itself."},
		{v.CheckinFaultDoubt(n, []string{"91.4%", "0.914%"}), "Did you mean 91.4% or 0.914%? The last value was 92.6%. Write it out, or choose “It is right as I wrote it” below."},
		{v.CheckinQuoteIntro(), "From a message: choose what it reports."},
		{v.CheckinFieldMetric(), "Metric and period"},
		{v.CheckinFieldValue(), "Value"},
		{v.CheckinFieldWords(), "A word on it, kept under your name"},
		{v.CheckinFaultMetric(), "Choose which metric it is."},
		{v.CheckinHomeNumbers(), "My numbers"},
		{v.CheckinHomeActions(), "My actions"},
		{v.CheckinHomeNoActions(), "No action of yours is open."},
		{v.CheckinHomeMore(3), "And 3 more."},
		{v.CheckinHomeAction(scorecard.Action{Name: "Pilot <1>", Due: "2026-12-18", Progress: scorecard.AtRisk}, "Deliver on time"), "**Pilot \\<1\\>** for Deliver on time: due Fri 18 Dec, at risk"},
		{v.CheckinHomeAction(scorecard.Action{Name: "Pilot", Due: "2026-11-01", Progress: scorecard.Planned}, "Deliver on time"), "**Pilot** for Deliver on time: was due Sun 1 Nov, planned"},
		{v.CheckinHomeAction(scorecard.Action{Name: "Pilot", Progress: scorecard.Planned}, "Deliver on time"), "**Pilot** for Deliver on time: no due date, planned"},
		{v.CheckinActTitle(), "Add an action"},
		{v.CheckinActIntro(n), "What will bring **On-time \\[x\\]** back to 96%?"},
		{v.CheckinActIntro(first), "What will bring **Trained** back to its target?"},
		{v.CheckinActFact(), "What happened"},
		{v.CheckinActCause(), "Why"},
		{v.CheckinActName(), "What will be done"},
		{v.CheckinActDue(), "Until when"},
		{v.CheckinActOwner(), "Who does it"},
		{v.CheckinActWith(), "With what: people, money, tools"},
		{v.CheckinActMissing(), "What will be done? One line is enough."},
		{v.CheckinActPast(), "That day has passed. Until when will it be done?"},
		{v.CheckinActKept("Ana Ruiz", "Route-planning pilot", "2026-12-18", "Deliver on time"), "Kept: Ana Ruiz will do “Route-planning pilot” by Fri 18 Dec, for **Deliver on time**."},
		{v.CheckinReportButton(), "Report my numbers"},
		{v.CheckinAnywayButton(), "Report anyway"},
		{v.CheckinFixButton(), "Fix"},
		{v.CheckinUndoButton(), "Take back"},
		{v.CheckinYesButton("7%"), "Yes, 7%"},
		{v.CheckinOtherButton(), "Something else"},
		{v.CheckinActButton(), "Add an action"},
		{v.CheckinSaveButton(), "Save"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got  %s\nwant %s", tt.got, tt.want)
		}
		if strings.Contains(tt.got, "  ") || strings.Contains(tt.got, " .") || strings.Contains(tt.got, "<no value>") {
			t.Errorf("badly joined: %s", tt.got)
		}
	}
}
