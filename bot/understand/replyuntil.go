package understand

import (
	"fmt"
	"regexp"
	"strconv"

	"throughline/bot/scorecard"
)

// untilDate is a date behind "until", which is when somebody can be asked again:
// "off from Wednesday until 12 December".
var untilDate = seek(`(?i)(?:^|\P{L})` + spoken("until") + `\s+(?:` +
	`(\d{4}-\d{2}-\d{2})` +
	`|(\d{1,2})(?:\.|st|nd|rd|th|er)?\s+(?:of\s+|de\s+)?(` + monthNames + `|may)` +
	`|(` + monthNames + `|may)\.?\s+(\d{1,2})(?:st|nd|rd|th)?` +
	`|(\d{1,2})\.(\d{1,2})\.` +
	`|(?:the |le |el |am |zum |dem )?(\d{1,2})(?:st|nd|rd|th|\.|er|º)` +
	`|(\p{L}+))(?:\P{L}|$)`)

// untilDay returns the day that a reply names behind "until", the next one there
// is; empty when it names none.
func untilDay(low string, today scorecard.Date) scorecard.Date {
	m := untilDate.FindStringSubmatch(low)
	if m == nil || !today.Valid() {
		return ""
	}
	month := monthNumbers[m[3]+m[4]]
	switch {
	case m[1] != "":
		if d := scorecard.Date(m[1]); d.Valid() && d >= today {
			return d
		}
		return ""
	case m[8] != "":
		return nextOn(m[8], today)
	case m[9] != "":
		if day, ok := weekdays[m[9]]; ok {
			return today.Add((day-int(today.Time().Weekday())+6)%7 + 1)
		}
		return ""
	case m[7] != "":
		month, _ = strconv.Atoi(m[7])
	case m[3]+m[4] == "may":
		month = 5
	}
	day, _ := strconv.Atoi(m[2] + m[5] + m[6])
	for _, year := range []int{today.Time().Year(), today.Time().Year() + 1} {
		if d := scorecard.Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day)); d.Valid() && d >= today {
			return d
		}
	}
	return ""
}

// onThe is a day of the month, where it is said when somebody is to be asked again:
// "books close on the 27th, ping me then".
var onThe = regexp.MustCompile(`(?i)\b(?:on|by|after) (?:the )?(\d{1,2})(?:st|nd|rd|th)\b`)

// nextOn is the next day of that number; empty when there is none.
func nextOn(number string, today scorecard.Date) scorecard.Date {
	day, err := strconv.Atoi(number)
	if err != nil || day < 1 || day > 31 || !today.Valid() {
		return ""
	}
	for d, n := today.Add(1), 0; n < 62; d, n = d.Add(1), n+1 {
		if d.Time().Day() == day {
			return d
		}
	}
	return ""
}
