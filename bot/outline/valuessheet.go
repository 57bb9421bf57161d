package outline

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"throughline/bot/scorecard"
)

// maxUnzipped bounds what a spreadsheet may unfold to, in bytes.
const maxUnzipped = 256 << 20

// ReadXLSX reads values from the first sheet of a workbook, as ReadCSV does. A
// value counts as its cell shows it: 0.042 shown as 4.2% is 4.2 of a metric in
// percent, and a number that was taken for a day is none.
func ReadXLSX(name string, in io.Reader, x *scorecard.Index, today scorecard.Date) ([]scorecard.Reading, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxUnzipped))
	if err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
	if err != nil {
		return nil, Problems{noWorkbook(name, data, err)}
	}
	defer f.Close() // nothing is written: there is nothing to lose
	t := newTable(name, x, today)
	t.sheet = &sheet{book: f, name: f.GetSheetName(0), formats: map[int]format{}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		t.sheet.from1904 = *props.Date1904
	}
	rows, err := f.GetRows(t.sheet.name)
	if err != nil {
		return nil, Problems{{File: name, Message: err.Error()}}
	}
	for i := range rows {
		t.lines = append(t.lines, i+1)
	}
	return t.read(rows)
}

// noWorkbook says what a file is that is no workbook.
func noWorkbook(name string, data []byte, err error) Problem {
	p := Problem{File: name, Message: "this is not an Excel workbook: " + err.Error(), Fix: "save it as .xlsx"}
	switch {
	case len(data) == 0:
		p.Message = "there is nothing in it"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")): // how both are wrapped
		p.Message, p.Fix = "this is a workbook with a password, or from before Excel 2007", "save it as .xlsx, without a password"
	}
	return p
}

// A sheet is what a workbook says of its cells beside what is in them. A nil one
// says nothing.
type sheet struct {
	book     *excelize.File
	name     string
	from1904 bool           // days are counted from 1904, as on a Macintosh
	formats  map[int]format // of each style that was met
}

// A format is how a cell shows its number.
type format int

const (
	plainly format = iota
	asPercent
	asDay
)

// cell names a cell as spreadsheets do: C2.
func (s *sheet) cell(row, column int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return fmt.Sprintf("%d in row %d", column+1, row+1) // more columns than a sheet has
	}
	return name
}

// formula reports whether a cell holds one.
func (s *sheet) formula(row, column int) bool {
	if s == nil {
		return false
	}
	f, err := s.book.GetCellFormula(s.name, s.cell(row, column))
	return err == nil && f != ""
}

// format returns how a cell shows its number.
func (s *sheet) format(row, column int) format {
	id, err := s.book.GetCellStyle(s.name, s.cell(row, column))
	if err != nil || id == 0 {
		return plainly
	}
	known, ok := s.formats[id]
	if !ok {
		if style, err := s.book.GetStyle(id); err == nil {
			known = formatOf(style)
		}
		s.formats[id] = known
	}
	return known
}

// aside is what a number format writes as it stands, and its colours and zones.
var aside = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// formatOf reads a style. The numbers of the formats are those of ECMA-376, 18.8.30.
func formatOf(s *excelize.Style) format {
	id := s.NumFmt
	code := ""
	if s.CustomNumFmt != nil {
		code = aside.ReplaceAllString(strings.ToLower(*s.CustomNumFmt), "")
	}
	switch {
	case id == 9 || id == 10 || strings.Contains(code, "%"):
		return asPercent
	case 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 || 50 <= id && id <= 58 || strings.ContainsAny(code, "ymdhs"):
		return asDay
	}
	return plainly
}

// shown turns the number in a cell into the one the cell shows; false, with a
// fault, when it shows something else than the metric takes.
func (t *table) shown(n, column int, m *scorecard.Metric, d decimal.Decimal) (decimal.Decimal, bool) {
	switch t.sheet.format(n, column) {
	case asDay:
		t.fault(n, column, "write the number anew in a cell of the format General or Number", "the sheet has taken this number for a day or an hour")
		return d, false
	case asPercent:
		if m.Measure.Kind() != scorecard.PercentMeasure {
			t.fault(n, column, "write it in a cell of the format General or Number", "the cell shows a percentage, and %s is not measured in percent", m.ID)
			return d, false
		}
		return d.Shift(2), true
	}
	return d, true
}

// day reads a day as spreadsheets number them, from 1982 to 2119: what they make
// of a typed 2026-11-20. An hour of the day is left out.
func (s *sheet) day(text string) (scorecard.Date, bool) {
	if s == nil {
		return "", false
	}
	whole, _, _ := strings.Cut(text, ".")
	days, err := strconv.Atoi(whole)
	if err != nil || strings.Trim(text, "0123456789.") != "" {
		return "", false
	}
	if s.from1904 {
		days += 1462
	}
	if days < 30000 || days > 80000 {
		return "", false
	}
	return scorecard.Date("1899-12-30").Add(days), true
}

// otherSheets says what to do about sheets that are not read, if there are any.
func (t *table) otherSheets() string {
	if t.sheet == nil {
		return ""
	}
	others := slices.DeleteFunc(t.sheet.book.GetSheetList(), func(name string) bool { return name == t.sheet.name })
	if len(others) == 0 {
		return ""
	}
	return fmt.Sprintf("; only the first sheet, %s, is read: move the one with the values before it (%s)", t.sheet.name, strings.Join(others, ", "))
}
