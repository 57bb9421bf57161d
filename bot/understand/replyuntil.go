package understand

import (
	"fmt"
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
		if day, ok := weekdays[m[8]]; ok {
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
