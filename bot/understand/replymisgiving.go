package understand

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"throughline/bot/scorecard"
)

var (
	withdrawn   = seek(`(?i)(?:^|[\s,.;:!(-])` + spoken("taken back") + `(?:[\s,.;:!)]|$)`)
	otherSpan   = seek(`(?i)\d\s*(?:%|€|\$|£|k|m|h|mio|hours?|stunden|heures|horas)?\s*` + spoken("another stretch") + `(?:[\s,.;:!)]|$)`)
	spanOver    = seek(`(?i)` + spoken("over a stretch") + `(?:[\s,.;:!)]|$)`)
	sameAsThen  = seek(`(?i)` + spoken("as long ago"))
	howFarDone  = seek(`(?i)\d\s*%\s*(?:` + spoken("done with") + `)(?:[\s,.;:!)]|$)`)
	byTheClock  = seek(`(?i)\b` + spoken("back by the clock") + `\s+(?:1?\d|2[0-4])(?:\s*(?:$|[\n(,;:!)])|\.(?:\s|$)|\s+\p{L})`)
	unitsOfSpan = map[string]scorecard.Cadence{
		"week": scorecard.Weekly, "woche": scorecard.Weekly, "semaine": scorecard.Weekly, "semana": scorecard.Weekly,
		"month": scorecard.Monthly, "monat": scorecard.Monthly, "mois": scorecard.Monthly, "mes": scorecard.Monthly,
		"quarter": scorecard.Quarterly, "quartal": scorecard.Quarterly, "trimestre": scorecard.Quarterly,
		"day": scorecard.Daily, "tag": scorecard.Daily, "jour": scorecard.Daily, "día": scorecard.Daily, "dia": scorecard.Daily,
	}
	lastWord = regexp.MustCompile(`\p{L}+$`)
	goesOnAs = regexp.MustCompile(`^\.[\p{L}_]`)
)

// misgiving says what a reply holds against a value that was otherwise understood:
// it was taken back, is of another time, is when somebody is back, or of another
// metric. Empty where nothing speaks against it.
func (h *hearing) misgiving(l *Lexicon, at *saying) string {
	switch low := strings.ToLower(h.text); {
	case withdrawn.FindStringIndex(low) != nil:
		return "unsure: it was said not to count"
	case foreseen.MatchString(low) && len(anyNumber.FindAllString(low, 2)) == 1:
		return "forecast: is that the value, or what is expected?"
	case at.amount != nil && aheadOn(low, at.amount.end, h.to.Today):
		return "future_period: that day has not come"
	case len(timesOfDay.FindAllString(low, 2)) > 1:
		return "several_values: for different hours"
	case h.ofOtherSpan(low):
		return "period: it may be of another time than asked for"
	case at.role == sameRole && sameAsThen.FindStringIndex(low) != nil:
		return "earlier_period: the same as which value?"
	case at.amount != nil && byTheClock.FindStringIndex(low) != nil:
		return "unclear: a time of day, or the value?"
	case at.amount != nil && howFarDone.FindStringIndex(low) != nil && !h.ofDoing():
		return "unclear: how far something is, or the value?"
	case at.amount != nil && at.amount.end < len(h.text) && goesOnAs.MatchString(h.text[at.amount.end:]):
		return "unclear: the number seems to go on"
	case h.meansOther(l, at):
		return "which_metric: another one is named behind it"
	}
	return ""
}

// ofOtherSpan reports whether a value is said to be of another stretch of time than
// the metric is told for: "2.4 per year", "2.4 so far".
func (h *hearing) ofOtherSpan(low string) bool {
	if spanOver.FindStringIndex(low) != nil {
		return true
	}
	m := otherSpan.FindString(low)
	if m == "" {
		return false
	}
	unit := lastWord.FindString(strings.TrimRight(m, " \n,.;:!)"))
	if c, ok := unitsOfSpan[unit]; ok && c == h.asked.Metric.Cadence {
		return false // "2.4 a month", of a monthly metric
	}
	return !strings.Contains(strings.ToLower(string(h.asked.Metric.Measure)), unit)
}

// ofDoing reports whether the metric is itself one of how far things are.
func (h *hearing) ofDoing() bool {
	for w := range h.own {
		if strings.HasPrefix(w, "compl") || strings.HasPrefix(w, "done") || strings.HasPrefix(w, "ready") || strings.HasPrefix(w, "finish") || strings.HasPrefix(w, "progress") || strings.HasPrefix(w, "fertig") || strings.HasPrefix(w, "termin") {
			return true
		}
	}
	return false
}

// meansOther reports whether another metric is named behind the value as the one
// that was meant: "4.4M, sorry I mean pipeline".
func (h *hearing) meansOther(l *Lexicon, at *saying) bool {
	if at.amount == nil || at.amount.end >= len(h.text) {
		return false
	}
	rest := h.text[at.amount.end:]
	if !meantOther.MatchString(strings.ToLower(rest)) {
		return false
	}
	for _, m := range l.Find(rest) {
		if len(m.named) > 0 && m.named[0].kind == metricKind && m.named[0].ref != Ref(h.asked.Metric.ID) {
			return true
		}
	}
	return false
}

var meantOther = regexp.MustCompile(spoken("meant another"))

var (
	foreseen   = regexp.MustCompile(`\b(?:forecast(?:ed|s)?|projected|projection|prognose|prognostiziert|prévision|prévisions|previsión|pronóstico)\b`)
	anyNumber  = regexp.MustCompile(`\d[\d.,]*`)
	timesOfDay = regexp.MustCompile(`\d\S* (?:in the (?:morning|evening|afternoon)|at (?:night|noon|lunch|weekends)|on (?:weekdays|weekends)|morgens|abends|nachts|le matin|le soir|la nuit|por la (?:mañana|tarde|noche))\b`)
	dayAfter   = regexp.MustCompile(`^\S*\s+(?:on|by|am|le|el|for)\s+(?:the )?(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of |de )?(` + monthNames + `)|(` + monthNames + `)\s+(\d{1,2}))\b`)
)

// aheadOn reports whether a day that is still to come stands right behind a value:
// "15 on 12 December", in November.
func aheadOn(low string, from int, today scorecard.Date) bool {
	if !today.Valid() || from > len(low) {
		return false
	}
	m := dayAfter.FindStringSubmatch(low[from:])
	if m == nil {
		return false
	}
	day, _ := strconv.Atoi(m[1] + m[4])
	d := scorecard.Date(fmt.Sprintf("%04d-%02d-%02d", today.Time().Year(), monthNumbers[m[2]+m[3]], day))
	return d.Valid() && d > today
}
