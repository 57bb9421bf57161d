package sample

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"time"

	"throughline/bot/scorecard"
)

//go:embed strategies/*.yaml
var files embed.FS

// Demo is the example that the demo brings to life.
const Demo = "logistics"

// Names returns the names of the examples, in alphabetical order.
func Names() []string {
	entries, err := files.ReadDir("strategies")
	if err != nil {
		panic(err) // the files are part of the program
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	slices.Sort(out)
	return out
}

// Strategy returns an example as a strategy file, its dates set relative to
// today. The error names the examples there are.
func Strategy(name string, today scorecard.Date) ([]byte, error) {
	text, err := files.ReadFile("strategies/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("there is no example %q; there are %s", name, strings.Join(Names(), ", "))
	}
	t, err := template.New(name).Funcs(dates(today)).Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, nil); err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	return out.Bytes(), nil
}

// dates are the functions by which an example sets its dates.
func dates(today scorecard.Date) template.FuncMap {
	now := today.Time()
	coming := func(t time.Time, again func(year int) time.Time) scorecard.Date {
		if scorecard.DateOf(t) < today {
			t = again(now.Year() + 1)
		}
		return scorecard.DateOf(t)
	}
	return template.FuncMap{
		// day n is n days from today; year n the number of the year n years on.
		"day":       func(n int) scorecard.Date { return today.Add(n) },
		"year":      func(n int) int { return now.Year() + n },
		"endofyear": func(n int) scorecard.Date { return scorecard.Date(fmt.Sprintf("%d-12-31", now.Year()+n)) },
		// next m d is that day of the year, the next time it comes.
		"next": func(month, day int) scorecard.Date {
			on := func(y int) time.Time { return time.Date(y, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
			return coming(on(now.Year()), on)
		},
		// holiday m w n is the nth weekday w (0 Sunday) of month m, the next time it comes.
		"holiday": func(month, weekday, n int) scorecard.Date {
			on := func(y int) time.Time {
				first := time.Date(y, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
				return first.AddDate(0, 0, (weekday-int(first.Weekday())+7)%7+7*(n-1))
			}
			return coming(on(now.Year()), on)
		},
	}
}
