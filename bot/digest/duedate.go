package digest

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"throughline/bot/scorecard"
)

var (
	dayMonth  = regexp.MustCompile(`^(?:the )?(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]+)\.?,?(?: (\d{4}))?$`)
	monthDay  = regexp.MustCompile(`^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$`)
	endOf     = regexp.MustCompile(`^(?:the )?end of (?:the |this )?(week|month|quarter|year|[a-z]+)(?: (\d{4}))?$`)
	inSome    = regexp.MustCompile(`^in (\d{1,3}) (day|week|month)s?$`)
	weekdays  = map[string]time.Weekday{"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 0}
	monthName = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
)

// DueDate reads a date as people set them for an action: "2026-12-05",
// "5 December", "Dec 5", "Friday", "tomorrow", "in 2 weeks", "end of the
// quarter". A day and month without a year is the next one to come.
func DueDate(s string, today scorecard.Date) (scorecard.Date, bool) {
	s = strings.ToLower(strings.Trim(strings.TrimSpace(s), ".!"))
	if d := scorecard.Date(s); d.Valid() {
		return d, true
	}
	for _, read := range []func(string, scorecard.Date) (scorecard.Date, bool){nearDay, namedDay, periodEnd, someDay} {
		if d, ok := read(s, today); ok {
			return d, true
		}
	}
	return "", false
}

func nearDay(s string, today scorecard.Date) (scorecard.Date, bool) {
	switch s {
	case "today":
		return today, true
	case "tomorrow":
		return today.Add(1), true
	case "next week":
		return scorecard.PeriodOf(scorecard.Weekly, today).Next().End(), true
	case "next month":
		return scorecard.PeriodOf(scorecard.Monthly, today).Next().End(), true
	}
	next := strings.HasPrefix(s, "next ")
	s = strings.TrimPrefix(s, "next ")
	if len(s) < 3 || !strings.HasSuffix(s, "day") && len(s) > 4 {
		return "", false
	}
	wd, ok := weekdays[s[:3]]
	if !ok {
		return "", false
	}
	// Monday is the first day of the week; "next Friday" is Friday of next week.
	now, then := (int(today.Time().Weekday())+6)%7, (int(wd)+6)%7
	ahead := then - now
	if next || ahead <= 0 {
		ahead += 7
	}
	return today.Add(ahead), true
}

// namedDay reads a day of a month.
func namedDay(s string, today scorecard.Date) (scorecard.Date, bool) {
	day, month, year := "", "", ""
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m := monthDay.FindStringSubmatch(s); m != nil {
		month, day, year = m[1], m[2], m[3]
	}
	mo, ok := monthOf(month)
	if !ok {
		return "", false
	}
	d, _ := strconv.Atoi(day)
	y := today.Time().Year()
	if year != "" {
		y, _ = strconv.Atoi(year)
	}
	on := time.Date(y, mo, d, 0, 0, 0, 0, time.UTC)
	if on.Day() != d {
		return "", false
	}
	if year == "" && scorecard.DateOf(on) < today {
		on = on.AddDate(1, 0, 0)
	}
	return scorecard.DateOf(on), true
}

func monthOf(s string) (time.Month, bool) {
	if len(s) < 3 {
		return 0, false
	}
	m, ok := monthName[s[:3]]
	return m, ok && strings.HasPrefix(strings.ToLower(m.String()), s)
}

// periodEnd reads "end of the month", "end of March".
func periodEnd(s string, today scorecard.Date) (scorecard.Date, bool) {
	m := endOf.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	cadence := map[string]scorecard.Cadence{
		"week": scorecard.Weekly, "month": scorecard.Monthly, "quarter": scorecard.Quarterly, "year": scorecard.Annual,
	}[m[1]]
	if cadence != "" {
		return scorecard.PeriodOf(cadence, today).End(), true
	}
	mo, ok := monthOf(m[1])
	if !ok {
		return "", false
	}
	y := today.Time().Year()
	if m[2] != "" {
		y, _ = strconv.Atoi(m[2])
	} else if mo < today.Time().Month() {
		y++
	}
	return scorecard.DateOf(time.Date(y, mo+1, 0, 0, 0, 0, 0, time.UTC)), true
}

func someDay(s string, today scorecard.Date) (scorecard.Date, bool) {
	m := inSome.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	n, _ := strconv.Atoi(m[1])
	switch m[2] {
	case "week":
		n *= 7
	case "month":
		return scorecard.DateOf(today.Time().AddDate(0, n, 0)), true
	}
	return today.Add(n), true
}
