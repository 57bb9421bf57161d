package prompts

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// separators are how a locale writes numbers: between groups of three, and
// before the decimals.
var separators = map[string][2]string{
	"en": {",", "."}, "de": {".", ","}, "de-CH": {"’", "."}, "fr": {"\u202f", ","}, "es": {".", ","}, "fr-CH": {"\u202f", ","},
}

func separatorsOf(locale string) [2]string {
	if s, ok := separators[locale]; ok {
		return s
	}
	language, _, _ := strings.Cut(locale, "-")
	if s, ok := separators[language]; ok {
		return s
	}
	return separators["en"]
}

// Number writes d exactly, grouped in the locale's way.
func (v Voice) Number(d decimal.Decimal) string { return v.grouped(d, d.Abs().String()) }

// amount writes d as money is written: whole, or with at least two decimals.
func (v Voice) amount(d decimal.Decimal) string {
	digits := d.Abs().String()
	if _, frac, _ := strings.Cut(digits, "."); len(frac) == 1 {
		digits += "0"
	}
	return v.grouped(d, digits)
}

// grouped writes d, whose digits without a sign are digits.
func (v Voice) grouped(d decimal.Decimal, digits string) string {
	sep := separatorsOf(v.Locale)
	whole, frac, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if d.IsNegative() {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(sep[0])
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString(sep[1] + frac)
	}
	return b.String()
}

var currencySigns = map[string]string{"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}

// Value writes a number with the unit of its metric: "91.4%", "€3,960,000",
// "29.5 hours", "7", "0.7 per 100k km", "yes".
func (v Voice) Value(m scorecard.Measure, d decimal.Decimal) string {
	n := v.Number(d)
	switch m.Kind() {
	case scorecard.PercentMeasure:
		return n + "%"
	case scorecard.CountMeasure:
		return n
	case scorecard.YesNoMeasure:
		if d.IsPositive() {
			return "yes"
		}
		return "no"
	case scorecard.CurrencyMeasure:
		n = v.amount(d)
		if sign, ok := currencySigns[string(m)]; ok {
			if strings.HasPrefix(n, "−") {
				return "−" + sign + strings.TrimPrefix(n, "−")
			}
			return sign + n
		}
		return n + " " + string(m)
	}
	if d.Abs().Equal(decimal.NewFromInt(1)) && m.Kind() == scorecard.DurationMeasure {
		return n + " " + strings.TrimSuffix(string(m), "s")
	}
	return n + " " + string(m)
}

// ShortPeriod names a period where there is little room: "W47", "Oct", "Q4",
// "2026", "20 Nov".
func (v Voice) ShortPeriod(p scorecard.Period) string {
	if !p.Valid() {
		return string(p)
	}
	switch p.Cadence() {
	case scorecard.Weekly, scorecard.Quarterly:
		return string(p)[5:]
	case scorecard.Monthly:
		return p.Start().Time().Format("Jan")
	case scorecard.Annual:
		return string(p)
	}
	return p.Start().Time().Format("2 Jan")
}

// Period names a period the way people do: "week 47", "October", "Q4", "2026",
// "Fri 20 Nov"; with the year when it is not the one of today.
func (v Voice) Period(p scorecard.Period) string {
	if !p.Valid() {
		return string(p)
	}
	year := ""
	if !strings.HasPrefix(string(p), v.year()) {
		year = " " + string(p)[:4]
	}
	switch p.Cadence() {
	case scorecard.Weekly:
		return "week " + strings.TrimLeft(string(p)[6:], "0") + year
	case scorecard.Monthly:
		return p.Start().Time().Format("January") + year
	case scorecard.Quarterly:
		return string(p)[5:] + year
	case scorecard.Annual:
		return string(p)
	}
	return v.Date(scorecard.Date(p))
}

func (v Voice) year() string {
	if len(v.Today) < 4 {
		return ""
	}
	return string(v.Today)[:4]
}

// Date writes a day: "Fri 20 Nov", with the year when it is another one.
func (v Voice) Date(d scorecard.Date) string {
	if !d.Valid() {
		return string(d)
	}
	if strings.HasPrefix(string(d), v.year()) {
		return d.Time().Format("Mon 2 Jan")
	}
	return d.Time().Format("Mon 2 Jan 2006")
}

// Age says how old a number is: "2 days old"; "current" while its period runs
// or has only just ended.
func (v Voice) Age(days int) string {
	switch {
	case days <= 0:
		return "current"
	case days < 14:
		return v.Count(days, "day") + " old"
	case days < 70:
		return v.Count((days+3)/7, "week") + " old"
	}
	return v.Count((days+15)/30, "month") + " old"
}

// Weeks says a lag: "at once", "about 6 weeks".
func (v Voice) Weeks(n int) string {
	if n <= 0 {
		return "at once"
	}
	return "about " + v.Count(n, "week")
}

// Count writes a number with its noun: "1 week", "2 weeks".
func (v Voice) Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay") {
		noun = strings.TrimSuffix(noun, "y") + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// And joins names: "a", "a and b", "a, b and c".
func And(names []string) string { return join(names, "and") }

// Or joins choices: "a or b".
func Or(names []string) string { return join(names, "or") }

func join(names []string, word string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}
