package outline

import (
	"encoding/csv"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/bot/scorecard"
)

// WriteCSV writes values in the long form, so that ReadCSV reads the same. Words
// that a spreadsheet would run as a formula get an apostrophe before them;
// numbers stay numbers.
func WriteCSV(out io.Writer, readings []scorecard.Reading) error {
	w := csv.NewWriter(out)
	if err := w.Write(columns); err != nil {
		return err
	}
	for _, r := range readings {
		if err := w.Write(record(r)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func record(r scorecard.Reading) []string {
	value, noData := r.Value.String(), ""
	if r.NoData {
		value, noData = "", "true"
	}
	return []string{harmless(string(r.Metric)), string(r.Period), value, harmless(r.Note), harmless(string(r.By)), r.At.UTC().Format(time.RFC3339Nano), noData}
}

// runs begins what a spreadsheet takes for a formula, or for hidden text.
const runs = "=+-@\t\r'"

// harmless keeps a spreadsheet from taking somebody's words for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune(runs, rune(s[0])) {
		return "'" + s
	}
	return s
}

// words takes back what harmless did.
func words(cell string) string {
	cell = strings.TrimSpace(cell)
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune(runs, rune(cell[1])) {
		return cell[1:]
	}
	return cell
}

// WriteXLSX writes values as a workbook with one sheet in the long form. Numbers
// are numbers in it, as exact as a spreadsheet keeps them (15 digits).
func WriteXLSX(out io.Writer, readings []scorecard.Reading) error {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Values"
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := w.SetRow("A1", cells(columns)); err != nil {
		return err
	}
	for i, r := range readings {
		row := cells(record(r))
		if v, exact := r.Value.Float64(); !r.NoData && (exact || len(r.Value.Coefficient().String()) <= 15) {
			row[2] = v
		}
		cell, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := w.SetRow(cell, row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = f.WriteTo(out)
	return err
}

func cells(texts []string) []any {
	out := make([]any, len(texts))
	for i, t := range texts {
		out[i] = t
	}
	return out
}
