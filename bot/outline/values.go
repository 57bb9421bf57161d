package outline

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// columns are those of the long form, one value a line. The wide form has a
// metric column and one column for each period.
var columns = []string{"metric", "period", "value", "note", "by", "at", "no_data"}

// maxSearched is after how many problems no near names are looked for.
const maxSearched = 25

// ReadCSV reads values, separated by commas, semicolons or tabs, in the long or
// the wide form. A decimal comma is read where it cannot be a thousands mark, and
// no value is taken for a period that begins after today. The error is Problems
// with the line and column of each; then there are no readings at all.
func ReadCSV(name string, in io.Reader, x *scorecard.Index, today scorecard.Date) ([]scorecard.Reading, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff") // spreadsheets mark UTF-8 so
	switch {
	case len(data) > maxFile:
		return nil, Problems{{File: name, Message: fmt.Sprintf("the file is larger than %d MiB", maxFile>>20), Fix: "split it"}}
	case !utf8.ValidString(text):
		return nil, Problems{{File: name, Message: "this is not UTF-8 text", Fix: "save it as “CSV UTF-8”, or as .xlsx"}}
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // how lines ended on a Macintosh
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	r.Comma = separator(text)
	t := newTable(name, x, today)
	t.semicolons = r.Comma == ';'
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t.read(rows)
		}
		if err != nil {
			return nil, Problems{csvProblem(name, err)}
		}
		line, _ := r.FieldPos(0)
		rows, t.lines = append(rows, row), append(t.lines, line)
	}
}

// separator returns what separates the columns of the first line.
func separator(text string) rune {
	header, _, _ := strings.Cut(text, "\n")
	best, most := ',', strings.Count(header, ",")
	for _, c := range ";\t" {
		if n := strings.Count(header, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func csvProblem(name string, err error) Problem {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return Problem{File: name, Message: err.Error()}
	}
	return Problem{File: name, Line: bad.Line, Column: bad.Column, Message: "this is not CSV: " + bad.Err.Error(), Fix: "look at the quotes in this line"}
}

// table reads the rows of one sheet.
type table struct {
	name       string
	sheet      *sheet         // of a workbook; nil for CSV
	semicolons bool           // the file is from where a comma marks decimals
	today      scorecard.Date // where the program runs
	lines      []int          // in which each row stands
	x          *scorecard.Index
	ids        map[string]*scorecard.Metric // by name, in small letters; nil where two have it
	known      []string                     // ids of all metrics
	where      map[string]int               // column of each field
	problems   Problems
	out        []scorecard.Reading
	seen       map[string]int // row in which a metric's period stood first
}

func newTable(name string, x *scorecard.Index, today scorecard.Date) *table {
	return &table{name: name, x: x, today: today, ids: map[string]*scorecard.Metric{}, where: map[string]int{}, seen: map[string]int{}}
}

func (t *table) fault(row, column int, fix, format string, args ...any) {
	p := Problem{File: t.name, Line: t.lines[row], Column: column + 1, Message: fmt.Sprintf(format, args...), Fix: fix}
	if t.sheet != nil {
		p.Where = "cell " + t.sheet.cell(row, column)
	}
	t.problems = append(t.problems, p)
}

func (t *table) read(rows [][]string) ([]scorecard.Reading, error) {
	if len(rows) == 0 {
		return nil, Problems{t.nothing()}
	}
	t.metrics()
	for i, h := range rows[0] {
		h = strings.ToLower(strings.TrimSpace(h))
		if _, twice := t.where[h]; twice && h != "" {
			t.fault(0, i, "keep one of them", "two columns are called %q", h)
			continue
		}
		t.where[h] = i
	}
	_, hasMetric := t.where["metric"]
	_, hasPeriod := t.where["period"]
	_, hasValue := t.where["value"]
	switch {
	case hasMetric && hasPeriod && hasValue:
		t.long(rows)
	case hasMetric && !hasPeriod && !hasValue:
		t.wide(rows)
	default:
		t.fault(0, 0, "name the columns metric, period and value; or metric and then one column for each period"+t.otherSheets(), "the first line names %s", named(rows[0]))
	}
	if len(t.problems) > 0 {
		return nil, t.problems.sorted(t.name)
	}
	return t.out, nil
}

// nothing is the problem of an empty file.
func (t *table) nothing() Problem {
	p := Problem{File: t.name, Message: "there is nothing in it", Fix: "begin with the line " + strings.Join(columns, ",")}
	if others := t.otherSheets(); others != "" {
		p.Message, p.Fix = "there is nothing in its first sheet", strings.TrimPrefix(others, "; ")
	}
	return p
}

// named lists the columns of a first line.
func named(header []string) string {
	if text := strings.Join(header, ", "); strings.Trim(text, ", ") != "" {
		return text
	}
	return "no columns"
}

func (t *table) cell(row []string, column string) (string, int) {
	i, ok := t.where[column]
	if !ok || i >= len(row) {
		return "", i
	}
	return words(row[i]), i
}

// metrics notes the metrics by name, once for all rows.
func (t *table) metrics() {
	for i := range t.x.Metrics {
		m := &t.x.Metrics[i]
		key := strings.ToLower(m.Name)
		if _, twice := t.ids[key]; twice {
			m = nil
		}
		t.ids[key] = m
		t.known = append(t.known, string(t.x.Metrics[i].ID))
	}
}

func (t *table) long(rows [][]string) {
	for i, h := range rows[0] {
		if h = strings.ToLower(strings.TrimSpace(h)); h != "" && !slices.Contains(columns, h) {
			t.fault(0, i, suggest(h, columns), "unknown column %q", h)
		}
	}
	for n, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		t.width(n+1, row, len(rows[0]))
		m := t.metric(n+1, row)
		text, at := t.cell(row, "period")
		value, column := t.cell(row, "value")
		r := scorecard.Reading{Source: "import"}
		r.Note, _ = t.cell(row, "note")
		r.By = t.by(n+1, row)
		r.At = t.at(n+1, row)
		r.NoData = t.noData(n+1, row, value)
		t.add(n+1, at, column, m, text, value, r)
	}
}

// noData reads whether a row says that there is no value.
func (t *table) noData(n int, row []string, value string) bool {
	text, column := t.cell(row, "no_data")
	switch strings.ToLower(text) {
	case "", "false", "no", "0":
		return false
	case "true", "yes", "1", "x":
		if value != "" {
			t.fault(n, column, "keep one of the two", "there is a value, %s, and a mark that there is none", value)
		}
		return true
	}
	t.fault(n, column, "write true, or leave it empty", "%q is neither yes nor no", text)
	return false
}

// width faults what stands beyond the columns of the first line: most likely a
// decimal comma that has cut a number in two.
func (t *table) width(n int, row []string, columns int) {
	for i := columns; i < len(row); i++ {
		if strings.TrimSpace(row[i]) != "" {
			t.fault(n, i, "write decimals with a point, or put a text with a comma in quotes", "%q stands beyond the columns of the first line", row[i])
			return
		}
	}
}

func (t *table) wide(rows [][]string) {
	periods := map[int]string{}
	for i, h := range rows[0] {
		if h = strings.TrimSpace(h); h == "" || i == t.where["metric"] {
			continue
		}
		if _, day := t.sheet.day(h); !day {
			if _, err := scorecard.ParsePeriod(h); err != nil {
				t.fault(0, i, "", "%v", err)
				continue
			}
		}
		periods[i] = h
	}
	for n, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		m := t.metric(n+1, row)
		for i := range row {
			switch text := strings.TrimSpace(row[i]); {
			case i == t.where["metric"] || text == "":
			case periods[i] != "":
				t.add(n+1, i, i, m, periods[i], words(row[i]), scorecard.Reading{Source: "import"})
			case i >= len(rows[0]) || strings.TrimSpace(rows[0][i]) == "":
				t.fault(n+1, i, "name its period in the first line; write decimals with a point", "%q stands under no period", text)
			}
		}
	}
}

func (t *table) metric(n int, row []string) *scorecard.Metric {
	text, column := t.cell(row, "metric")
	if m := t.x.Metric(scorecard.MetricID(text)); m != nil {
		return m
	}
	m, named := t.ids[strings.ToLower(text)]
	switch {
	case m != nil:
		return m
	case named:
		t.fault(n, column, "write its id", "two metrics are called %q", text)
	case text == "":
		t.fault(n, column, "name one", "there is no metric in this row")
	case len(t.problems) < maxSearched: // the search costs time
		t.fault(n, column, suggest(text, t.known), "there is no metric %q", text)
	default:
		t.fault(n, column, "", "there is no metric %q", text)
	}
	return nil
}

func (t *table) by(n int, row []string) scorecard.PersonID {
	text, column := t.cell(row, "by")
	if text != "" && t.x.Person(scorecard.PersonID(text)) == nil {
		t.fault(n, column, "name a person of the strategy, or leave it empty", "%q is nobody", text)
	}
	return scorecard.PersonID(text)
}

func (t *table) at(n int, row []string) time.Time {
	text, column := t.cell(row, "at")
	if text == "" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, text)
	switch {
	case err != nil:
		t.fault(n, column, "write 2026-11-23T09:00:00Z as text, or leave it empty", "%q is not a moment", text)
	case scorecard.DateOf(at.UTC()) > t.today.Add(1):
		t.fault(n, column, "write when it was said, or leave it empty", "%s has not come yet", text)
	}
	return at
}

// add checks one value and keeps it.
func (t *table) add(n, periodAt, valueAt int, m *scorecard.Metric, period, value string, r scorecard.Reading) {
	if m == nil {
		return
	}
	p, err := scorecard.ParsePeriod(period)
	if day, ok := t.sheet.day(period); ok {
		if p, err = scorecard.PeriodOf(m.Cadence, day), nil; m.Cadence.Days() > 1 && p.Start() != day {
			t.fault(n, periodAt, fmt.Sprintf("write %s as text, if that is meant", p), "%s is a day, and %s is reported %s", day, m.ID, m.Cadence)
			return
		}
	}
	switch {
	case err != nil:
		t.fault(n, periodAt, "", "%v", err)
		return
	case p.Start() > t.today.Add(1): // tomorrow: it may be that day already elsewhere
		t.fault(n, periodAt, "check the year; a value is imported once its period has begun", "%s has not begun yet", p)
		return
	case p != scorecard.PeriodOf(m.Cadence, p.Start()):
		t.fault(n, periodAt, fmt.Sprintf("write one such as %s", scorecard.PeriodOf(m.Cadence, p.Start())), "%s is reported %s, and %s is not such a period", m.ID, m.Cadence, p)
		return
	}
	key := string(m.ID) + " " + string(p)
	if first, ok := t.seen[key]; ok {
		t.fault(n, periodAt, "keep one of them", "%s has a value for %s in line %d already", m.ID, p, t.lines[first])
		return
	}
	t.seen[key] = n
	if r.Metric, r.Period = m.ID, p; !r.NoData && !t.value(n, valueAt, m, value, &r) {
		return
	}
	if r.At.IsZero() {
		r.At = p.End().Time().Add(12 * time.Hour)
	}
	t.out = append(t.out, r)
}

// value reads the number of a row; false, with a fault, when it is none.
func (t *table) value(n, column int, m *scorecard.Metric, text string, r *scorecard.Reading) bool {
	d, ok := readValue(text)
	if ok && t.sheet != nil {
		if d, ok = t.shown(n, column, m, d); !ok {
			return false
		}
	}
	switch {
	case text == "" && t.sheet.formula(n, column):
		t.fault(n, column, "open the workbook, save it, and import it again; or write the number", "the formula here was never worked out")
	case text == "":
		t.fault(n, column, "write a number, or true under no_data", "there is no value")
	case !ok && strings.ContainsAny(text, ",.") && strings.Trim(text, "-+0123456789.,' \u00a0\u202f") == "", ok && t.semicolons && thousands.MatchString(text):
		t.fault(n, column, "write it without thousands marks, such as 1234.5", "%q can be read in two ways", text)
	case !ok:
		t.fault(n, column, "write a plain number such as 91.4", "%q is not a number", text)
	case d.Abs().GreaterThanOrEqual(huge):
		t.fault(n, column, "check it, and the unit of the metric", "%q is larger than any value that is kept", text)
	case !m.Possible(d):
		t.fault(n, column, "check it, or change the metric's min and max", "%s lies outside of what is possible for %s", d, m.ID)
	}
	r.Value = d
	return ok
}

// huge is where numbers of a scorecard end: a thousand million million, in
// whatever unit, is a slip and not a value.
var huge = decimal.New(1, 15)

// thousands is 1.234, which in a file with semicolons is as likely 1234.
var thousands = regexp.MustCompile(`^[-+−]?[1-9]\d{0,2}\.\d{3}$`)

// readValue reads a number with a decimal point, or with a decimal comma that
// cannot be a thousands mark: 91,4 and 0,125 but not 1,234.
func readValue(s string) (decimal.Decimal, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), "−", "-")
	if whole, frac, comma := strings.Cut(s, ","); comma && !strings.ContainsAny(frac, ".,") && !strings.Contains(whole, ".") {
		if len(frac) != 3 || strings.TrimLeft(whole, "-+") == "0" || len(strings.TrimLeft(whole, "-+")) > 3 {
			s = whole + "." + frac
		}
	}
	return readDecimal(s)
}
