package scorecard

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Date is a calendar day, "2026-11-20". Dates compare as strings.
type Date string

const isoDate = "2006-01-02"

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	if y < 0 || y > 9999 {
		return Date(t.Format(isoDate))
	}
	// Written by hand, as an answer about thousands of metrics does this often.
	b := [...]byte{'0' + byte(y/1000), '0' + byte(y/100%10), '0' + byte(y/10%10), '0' + byte(y%10), '-', '0' + byte(m/10), '0' + byte(m%10), '-', '0' + byte(d/10), '0' + byte(d%10)}
	return Date(b[:])
}

// Time returns midnight UTC of the day; the zero time when d is not a date.
func (d Date) Time() time.Time {
	t, _ := d.parse()
	return t
}

// parse reads the ten characters by hand, for the reason DateOf writes them so.
func (d Date) parse() (time.Time, bool) {
	if len(d) != len(isoDate) || d[4] != '-' || d[7] != '-' {
		return time.Time{}, false
	}
	digits := func(from, to int) (n int, ok bool) {
		for _, c := range []byte(d[from:to]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			n = 10*n + int(c-'0')
		}
		return n, true
	}
	y, ok1 := digits(0, 4)
	m, ok2 := digits(5, 7)
	day, ok3 := digits(8, 10)
	t := time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC)
	if !ok1 || !ok2 || !ok3 || t.Month() != time.Month(m) || t.Day() != day {
		return time.Time{}, false // 30 February would become a day of March
	}
	return t, true
}

// Valid reports whether d is a day of the calendar.
func (d Date) Valid() bool {
	_, ok := d.parse()
	return ok
}

// Add returns the day n days later.
func (d Date) Add(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Sub returns the days from e to d, negative when d is earlier.
func (d Date) Sub(e Date) int { return int(d.Time().Sub(e.Time()).Hours() / 24) }

// Cadence is how often a metric gets a new value.
type Cadence string

const (
	Daily     Cadence = "daily"
	Weekly    Cadence = "weekly"
	Monthly   Cadence = "monthly"
	Quarterly Cadence = "quarterly"
	Annual    Cadence = "annual"
	Irregular Cadence = "irregular" // when there is something to say; never asked for by the calendar
)

// Cadences lists every cadence, the quickest first.
var Cadences = []Cadence{Daily, Weekly, Monthly, Quarterly, Annual, Irregular}

// Valid reports whether c is one of Cadences.
func (c Cadence) Valid() bool {
	for _, k := range Cadences {
		if c == k {
			return true
		}
	}
	return false
}

// Days returns the nominal length of a period in days; 0 when irregular.
func (c Cadence) Days() int {
	return map[Cadence]int{Daily: 1, Weekly: 7, Monthly: 30, Quarterly: 91, Annual: 365}[c]
}

// A Period is a stretch of the calendar that a value belongs to. Its text sorts
// within one cadence: "2026-11-20", "2026-W47" (ISO 8601), "2026-11", "2026-Q4",
// "2026". An irregular metric's periods are days.
type Period string

// PeriodOf returns the period of cadence c that holds d.
func PeriodOf(c Cadence, d Date) Period {
	t := d.Time()
	switch c {
	case Weekly:
		y, w := t.ISOWeek()
		return Period(fmt.Sprintf("%04d-W%02d", y, w))
	case Monthly:
		return Period(t.Format("2006-01"))
	case Quarterly:
		return Period(fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3))
	case Annual:
		return Period(t.Format("2006"))
	}
	return Period(d)
}

// ParsePeriod reads a period's text. The error says what would have been right.
func ParsePeriod(s string) (Period, error) {
	p := Period(strings.ToUpper(strings.TrimSpace(s)))
	if p.Valid() {
		return p, nil
	}
	return "", fmt.Errorf("%q is not a period; write 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026", s)
}

// Valid reports whether p names a period.
func (p Period) Valid() bool {
	_, _, ok := p.bounds()
	return ok
}

// Cadence returns the cadence p's form belongs to; Daily for a day.
func (p Period) Cadence() Cadence {
	s := string(p)
	switch {
	case len(s) == 4:
		return Annual
	case len(s) == 10:
		return Daily
	case strings.Contains(s, "W"):
		return Weekly
	case strings.Contains(s, "Q"):
		return Quarterly
	}
	return Monthly
}

// Start returns the first day of p; empty when p is not a period.
func (p Period) Start() Date {
	from, _, _ := p.bounds()
	return from
}

// End returns the last day of p; empty when p is not a period.
func (p Period) End() Date {
	_, to, _ := p.bounds()
	return to
}

// Next returns the period after p.
func (p Period) Next() Period { return PeriodOf(p.Cadence(), p.End().Add(1)) }

// Prev returns the period before p.
func (p Period) Prev() Period { return PeriodOf(p.Cadence(), p.Start().Add(-1)) }

// Holds reports whether d is a day of p.
func (p Period) Holds(d Date) bool { return p.Start() <= d && d <= p.End() }

func (p Period) bounds() (from, to Date, ok bool) {
	s := string(p)
	switch len(s) {
	case 4:
		y, err := strconv.Atoi(s)
		if err != nil || y < 1000 {
			return "", "", false
		}
		return Date(s + "-01-01"), Date(s + "-12-31"), true
	case 10:
		return Date(s), Date(s), Date(s).Valid()
	case 8:
		return weekBounds(s)
	case 7:
		if s[5] == 'Q' {
			return quarterBounds(s)
		}
		t, err := time.Parse("2006-01", s)
		if err != nil {
			return "", "", false
		}
		return DateOf(t), DateOf(t.AddDate(0, 1, -1)), true
	}
	return "", "", false
}

func weekBounds(s string) (from, to Date, ok bool) {
	y, err1 := strconv.Atoi(s[:4])
	w, err2 := strconv.Atoi(s[6:])
	if err1 != nil || err2 != nil || s[4:6] != "-W" || w < 1 || w > 53 {
		return "", "", false
	}
	// 4 January is always in week 1 (ISO 8601).
	jan4 := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(w-1))
	if w == 53 {
		if gy, gw := monday.ISOWeek(); gy != y || gw != w {
			return "", "", false // most years have 52
		}
	}
	return DateOf(monday), DateOf(monday.AddDate(0, 0, 6)), true
}

func quarterBounds(s string) (from, to Date, ok bool) {
	y, err := strconv.Atoi(s[:4])
	q := int(s[6] - '0')
	if err != nil || s[4:6] != "-Q" || q < 1 || q > 4 {
		return "", "", false
	}
	t := time.Date(y, time.Month(3*q-2), 1, 0, 0, 0, 0, time.UTC)
	return DateOf(t), DateOf(t.AddDate(0, 3, -1)), true
}
