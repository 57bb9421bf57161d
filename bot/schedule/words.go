package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// weekdayOf reads "Monday", "mon", "Mondays".
func weekdayOf(s string) (time.Weekday, bool) {
	s = strings.TrimSuffix(strings.ToLower(s), "s")
	if len(s) < 3 {
		return 0, false
	}
	for i, name := range weekdays {
		if strings.HasPrefix(name, s) || name == s+"s" {
			return time.Weekday(i), true
		}
	}
	return 0, false
}

func ruleDay(d time.Weekday) string { return strings.ToUpper(weekdays[d][:2]) }

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "other": 2,
}

var ordinalNumber = regexp.MustCompile(`^(\d{1,3})(?:st|nd|rd|th)?$`)

func ordinalOf(s string) (int, bool) {
	if n, ok := ordinals[s]; ok {
		return n, true
	}
	if m := ordinalNumber.FindStringSubmatch(s); m != nil {
		n, err := strconv.Atoi(m[1])
		return n, err == nil && n > 0
	}
	return 0, false
}

// months is which months hold the first or the last of something "of the …".
var months = map[string]struct{ first, last string }{
	"month":   {"", ""},
	"quarter": {"1,4,7,10", "3,6,9,12"},
	"year":    {"1", "12"},
}

var (
	clockTime = regexp.MustCompile(`^(?:at )?(.*?)(?:,? ?(?:at )?\b(\d{1,2})(?::(\d{2})| ?(am|pm)|:(\d{2}) ?(am|pm)))?$`)
	fromDate  = regexp.MustCompile(`^(.*?) (?:from|starting) (\d{4}-\d{2}-\d{2})$`)
)

// readWords turns words into a cron spec or, where cron cannot say it, into
// "RRULE:" and a rule. A missing time of day is 09:00.
func readWords(s string) (spec string, ok bool) {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	from := ""
	if m := fromDate.FindStringSubmatch(s); m != nil {
		day, err := time.Parse("2006-01-02", m[2])
		if err != nil {
			return "", false
		}
		s, from = m[1], day.Format("20060102T150405Z")
	}
	s, hour, minute, ok := cutClock(s)
	if !ok || s == "" {
		return "", false
	}
	at := clock{hour, minute}
	for _, read := range []func(string, string, clock) (string, bool){everyNth, nthOf, plainDays} {
		if spec, ok := read(s, from, at); ok {
			return spec, true
		}
	}
	return "", false
}

type clock struct{ hour, minute int }

// cutClock takes "09:00", "at 9 am" or "17:30" from the end of s.
func cutClock(s string) (rest string, hour, minute int, ok bool) {
	m := clockTime.FindStringSubmatch(s)
	if m == nil || m[2] == "" {
		return s, 9, 0, true
	}
	hour, _ = strconv.Atoi(m[2]) // two digits by the pattern
	minute, _ = strconv.Atoi(m[3] + m[5])
	if half := m[4] + m[6]; half != "" {
		if hour < 1 || hour > 12 {
			return "", 0, 0, false
		}
		hour = hour%12 + map[string]int{"am": 0, "pm": 12}[half]
	}
	return strings.TrimSpace(m[1]), hour, minute, hour < 24 && minute < 60
}

func rule(body, from string, at clock) string {
	if from != "" {
		body = "DTSTART=" + from + ";" + body
	}
	return fmt.Sprintf("RRULE:%s;BYHOUR=%d;BYMINUTE=%d", body, at.hour, at.minute)
}

// everyNth reads "every 2nd Monday", "every other Friday", "every 2 weeks on Monday".
func everyNth(s, from string, at clock) (string, bool) {
	rest, ok := strings.CutPrefix(s, "every ")
	if !ok {
		return "", false
	}
	f := strings.Fields(strings.NewReplacer(" weeks on ", " ", " week on ", " ").Replace(rest))
	if len(f) != 2 {
		return "", false
	}
	n, ok := ordinalOf(f[0])
	day, isDay := weekdayOf(f[1])
	if !ok || !isDay || n < 1 {
		return "", false
	}
	return rule(fmt.Sprintf("FREQ=WEEKLY;INTERVAL=%d;BYDAY=%s;WKST=MO", n, ruleDay(day)), from, at), true
}

var ofPeriod = regexp.MustCompile(`^(?:on )?(?:the )?(\S+)(?: (\S+))? of (?:the|every|each) (month|quarter|year)$`)

// nthOf reads "last Thursday of the month", "2nd Tuesday of the quarter",
// "3rd of the month", "last day of the quarter", "first workday of the month".
func nthOf(s, from string, at clock) (string, bool) {
	m := ofPeriod.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	n, ok := ordinalOf(m[1])
	if !ok {
		return "", false
	}
	days, ok := daysOf(n, m[2])
	if !ok {
		return "", false
	}
	in := months[m[3]].first
	if n < 0 {
		in = months[m[3]].last
	}
	if in == "" {
		return rule("FREQ=MONTHLY;"+days, from, at), true
	}
	if m[2] != "workday" {
		return rule("FREQ=YEARLY;BYMONTH="+in+";"+days, from, at), true
	}
	// BYSETPOS counts within the frequency: a month.
	return rule("FREQ=MONTHLY;BYMONTH="+in+";"+days, from, at), true
}

// daysOf is the rule for the nth day of a kind within a month: a weekday, a
// workday, or, without a kind, the day of that number.
func daysOf(n int, kind string) (string, bool) {
	if day, ok := weekdayOf(kind); ok {
		return fmt.Sprintf("BYDAY=%+d%s", n, ruleDay(day)), n <= 5
	}
	switch kind {
	case "workday", "weekday":
		return fmt.Sprintf("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%d", n), n <= 20
	case "", "day":
		return fmt.Sprintf("BYMONTHDAY=%d", n), n <= 31
	}
	return "", false
}

// plainDays reads "every Monday", "Mondays and Thursdays", "every day", "every workday".
func plainDays(s, from string, at clock) (string, bool) {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "on "), "every ")
	list := ""
	switch s {
	case "day", "daily":
		list = "*"
	case "workday", "weekday", "working day":
		list = "1-5"
	default:
		for _, word := range strings.FieldsFunc(strings.ReplaceAll(s, " and ", ","), func(r rune) bool { return r == ',' || r == ' ' }) {
			day, ok := weekdayOf(word)
			if !ok {
				return "", false
			}
			list += "," + strconv.Itoa(int(day))
		}
		list = strings.TrimPrefix(list, ",")
	}
	if list == "" {
		return "", false
	}
	if from != "" {
		return fromDays(list, from, at), true
	}
	return fmt.Sprintf("%d %d * * %s", at.minute, at.hour, list), true
}

// fromDays says plain days as a rule, which can have a start where cron cannot.
func fromDays(list, from string, at clock) string {
	switch list {
	case "*":
		return rule("FREQ=DAILY", from, at)
	case "1-5":
		return rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", from, at)
	}
	var days []string
	for _, d := range strings.Split(list, ",") {
		n, _ := strconv.Atoi(d) // written by plainDays
		days = append(days, ruleDay(time.Weekday(n)))
	}
	return rule("FREQ=WEEKLY;BYDAY="+strings.Join(days, ","), from, at)
}
