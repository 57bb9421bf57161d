package outline

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"throughline/bot/scorecard"
)

// columns are those of the long form, one value a line. The wide form has a
// metric column and one column for each period.
var columns = []string{"metric", "period", "value", "note", "by", "at", "no_data"}

// maxUnzipped bounds what a spreadsheet may unfold to, in bytes.
const maxUnzipped = 256 << 20

// ReadCSV reads values, separated by commas or semicolons, in the long or the
// wide form. A decimal comma is read where the separator is a semicolon or the
// value is quoted. The error is Problems with the row and column of each; then
// there are no readings at all.
func ReadCSV(name string, in io.Reader, x *scorecard.Index) ([]scorecard.Reading, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxUnzipped))
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff") // spreadsheets mark UTF-8 so
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	header, _, _ := strings.Cut(text, "\n")
	if strings.Count(header, ";") > strings.Count(header, ",") {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		p := Problem{File: name, Message: "this is not CSV: " + err.Error()}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			p.Line, p.Column, p.Message = bad.Line, bad.Column, "this is not CSV: "+bad.Err.Error()
		}
		return nil, Problems{p}
	}
	return readRows(name, rows, x)
}

// ReadXLSX reads values from the first sheet of a workbook, as ReadCSV does.
func ReadXLSX(name string, in io.Reader, x *scorecard.Index) ([]scorecard.Reading, error) {
	f, err := excelize.OpenReader(in, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
	if err != nil {
		return nil, Problems{{File: name, Message: "this is not an Excel workbook: " + err.Error(), Fix: "save it as .xlsx"}}
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		return nil, Problems{{File: name, Message: err.Error()}}
	}
	return readRows(name, rows, x)
}

// table reads the rows of one sheet.
type table struct {
	name     string
	x        *scorecard.Index
	where    map[string]int // column of each field
	problems Problems
	out      []scorecard.Reading
	seen     map[string]int // row in which a metric's period stood first
}

func (t *table) fault(row, column int, fix, format string, args ...any) {
	t.problems = append(t.problems, Problem{File: t.name, Line: row + 1, Column: column + 1, Message: fmt.Sprintf(format, args...), Fix: fix})
}

func readRows(name string, rows [][]string, x *scorecard.Index) ([]scorecard.Reading, error) {
	t := &table{name: name, x: x, where: map[string]int{}, seen: map[string]int{}}
	if len(rows) == 0 {
		return nil, Problems{{File: name, Message: "there is nothing in it", Fix: "begin with the line " + strings.Join(columns, ",")}}
	}
	for i, h := range rows[0] {
		t.where[strings.ToLower(strings.TrimSpace(h))] = i
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
		t.fault(0, 0, "name the columns metric, period and value; or metric and then one column for each period", "the first line names %s", strings.Join(rows[0], ", "))
	}
	if len(t.problems) > 0 {
		return nil, t.problems
	}
	return t.out, nil
}

func (t *table) cell(row []string, column string) (string, int) {
	i, ok := t.where[column]
	if !ok || i >= len(row) {
		return "", i
	}
	return strings.TrimPrefix(strings.TrimSpace(row[i]), "'"), i
}

func (t *table) long(rows [][]string) {
	for h, i := range t.where {
		if h != "" && !isColumn(h) {
			t.fault(0, i, suggest(h, columns), "unknown column %q", h)
		}
	}
	for n, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		m := t.metric(n+1, row)
		text, at := t.cell(row, "period")
		value, column := t.cell(row, "value")
		r := scorecard.Reading{Source: "import"}
		r.Note, _ = t.cell(row, "note")
		r.By = t.by(n+1, row)
		r.At = t.at(n+1, row)
		noData, _ := t.cell(row, "no_data")
		r.NoData = noData == "true" || noData == "1" || noData == "TRUE"
		t.add(n+1, at, column, m, text, value, r)
	}
}

func isColumn(h string) bool {
	for _, c := range columns {
		if h == c {
			return true
		}
	}
	return false
}

func (t *table) wide(rows [][]string) {
	for n, row := range rows[1:] {
		m := t.metric(n+1, row)
		for i, h := range rows[0] {
			if i == t.where["metric"] || i >= len(row) || strings.TrimSpace(row[i]) == "" {
				continue
			}
			t.add(n+1, i, i, m, h, strings.TrimSpace(row[i]), scorecard.Reading{Source: "import"})
		}
	}
}

func (t *table) metric(n int, row []string) *scorecard.Metric {
	text, column := t.cell(row, "metric")
	if m := t.x.Metric(scorecard.MetricID(text)); m != nil {
		return m
	}
	var ids []string
	for i := range t.x.Metrics {
		if strings.EqualFold(t.x.Metrics[i].Name, text) {
			return &t.x.Metrics[i]
		}
		ids = append(ids, string(t.x.Metrics[i].ID))
	}
	t.fault(n, column, suggest(text, ids), "there is no metric %q", text)
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
	if err != nil {
		t.fault(n, column, "write 2026-11-23T09:00:00Z, or leave it empty", "%q is not a moment", text)
	}
	return at
}

// add checks one value and keeps it.
func (t *table) add(n, periodAt, valueAt int, m *scorecard.Metric, period, value string, r scorecard.Reading) {
	if m == nil {
		return
	}
	p, err := scorecard.ParsePeriod(period)
	switch {
	case err != nil:
		t.fault(n, periodAt, "", "%v", err)
		return
	case p != scorecard.PeriodOf(m.Cadence, p.Start()):
		t.fault(n, periodAt, fmt.Sprintf("write one such as %s", scorecard.PeriodOf(m.Cadence, p.Start())), "%s is reported %s, and %s is not such a period", m.ID, m.Cadence, p)
		return
	}
	key := string(m.ID) + " " + string(p)
	if first, ok := t.seen[key]; ok {
		t.fault(n, periodAt, "keep one of them", "%s has a value for %s in line %d already", m.ID, p, first+1)
		return
	}
	t.seen[key] = n
	if r.Metric, r.Period = m.ID, p; !r.NoData {
		if r.Value, err = readValue(value); err != nil {
			t.fault(n, valueAt, "write a plain number such as 91.4", "%q is not a number", value)
			return
		}
		if m.Min.Valid && r.Value.LessThan(m.Min.Decimal) || m.Max.Valid && r.Value.GreaterThan(m.Max.Decimal) {
			t.fault(n, valueAt, "check it, or change the metric's min and max", "%s lies outside of what is possible for %s", r.Value, m.ID)
		}
	}
	if r.At.IsZero() {
		r.At = p.End().Time().Add(12 * time.Hour)
	}
	t.out = append(t.out, r)
}

// readValue reads a number with a decimal point, or a decimal comma and no point.
func readValue(s string) (decimal.Decimal, error) {
	s = strings.ReplaceAll(strings.TrimSpace(s), "−", "-")
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		if whole, frac, _ := strings.Cut(s, ","); len(frac) != 3 || whole == "0" || whole == "-0" {
			s = strings.Replace(s, ",", ".", 1)
		}
	}
	d, err := decimal.NewFromString(s)
	if err != nil || len(s) > 60 || d.Exponent() > 30 || d.Exponent() < -30 {
		return decimal.Zero, errors.New("not a number")
	}
	return d, nil
}
