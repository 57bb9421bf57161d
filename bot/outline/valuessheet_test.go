package outline_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/bot/outline"
)

// workbook returns a file whose first sheet has the rows; change does the rest.
func workbook(t *testing.T, change func(f *excelize.File), rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	change(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// shown gives a cell the number format of that number, or of that code.
func shown(t *testing.T, cell string, format any) func(*excelize.File) {
	style := &excelize.Style{}
	switch v := format.(type) {
	case int:
		style.NumFmt = v
	case string:
		style.CustomNumFmt = &v
	}
	return func(f *excelize.File) {
		id, err := f.NewStyle(style)
		if err == nil {
			err = f.SetCellStyle("Sheet1", cell, cell, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestACellCountsAsItIsShown(t *testing.T) {
	header := []any{"metric", "period", "value"}
	plain := func(*excelize.File) {}
	day := func(y, m, d, h int) time.Time { return time.Date(y, time.Month(m), d, h, 30, 0, 0, time.UTC) }
	for _, c := range []struct {
		name string
		book []byte
		want string // the reading, or the problem
	}{
		{"a percentage", workbook(t, shown(t, "C2", 10), header, []any{"hot", "2026-W47", 0.042}), "hot 2026-W47 4.2"},
		{"a percentage of its own kind", workbook(t, shown(t, "C2", `0.0" of all "%`), header, []any{"hot", "2026-W47", 0.5}), "hot 2026-W47 50"},
		{"a percent sign in words", workbook(t, shown(t, "C2", `0.0" %"`), header, []any{"hot", "2026-W47", 50}), "hot 2026-W47 50"},
		{"colours and minutes", workbook(t, shown(t, "C2", `[Red]0.0" days"`), header, []any{"hot", "2026-W47", 50}), "hot 2026-W47 50"},
		{"a percentage of what is no percentage", workbook(t, shown(t, "C2", 9), header, []any{"sold", "2026-10", 0.5}),
			"v.xlsx:2:3: cell C2: the cell shows a percentage, and sold is not measured in percent; write it in a cell of the format General or Number"},
		{"4.2 typed where that is a day", workbook(t, shown(t, "C2", 14), header, []any{"sold", "2026-10", 46057}),
			"v.xlsx:2:3: cell C2: the sheet has taken this number for a day or an hour; write the number anew in a cell of the format General or Number"},
		{"a day and an hour", workbook(t, plain, header, []any{"till", day(2026, 11, 20, 9), 5}), "till 2026-11-20 5"},
		{"the first of a month", workbook(t, plain, header, []any{"sold", day(2026, 10, 1, 0), 5}), "sold 2026-10 5"},
		{"the last of a month", workbook(t, plain, header, []any{"sold", day(2026, 10, 31, 0), 5}),
			"v.xlsx:2:2: cell B2: 2026-10-31 is a day, and sold is reported monthly; write 2026-10 as text, if that is meant"},
		{"days from 1904", workbook(t, func(f *excelize.File) {
			yes := true
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
				t.Fatal(err)
			}
		}, header, []any{"till", 44884, 5}), "till 2026-11-20 5"},
		{"a formula nobody worked out", workbook(t, func(f *excelize.File) {
			if err := f.SetCellFormula("Sheet1", "C2", "1+1"); err != nil {
				t.Fatal(err)
			}
		}, header, []any{"sold", "2026-10"}), "v.xlsx:2:3: cell C2: the formula here was never worked out; open the workbook, save it, and import it again; or write the number"},
		{"an error", workbook(t, plain, header, []any{"sold", "2026-10", "#DIV/0!"}), `v.xlsx:2:3: cell C2: "#DIV/0!" is not a number; write a plain number such as 91.4`},
		{"values on the second sheet", workbook(t, func(f *excelize.File) {
			if _, err := f.NewSheet("Data"); err != nil {
				t.Fatal(err)
			}
		}), "v.xlsx: there is nothing in its first sheet; only the first sheet, Sheet1, is read: move the one with the values before it (Data)"},
		{"nothing", workbook(t, plain), "v.xlsx: there is nothing in it; begin with the line metric,period,value,note,by,at,no_data"},
		{"no bytes", nil, "v.xlsx: there is nothing in it; save it as .xlsx"},
		{"an old workbook, or a locked one", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "v.xlsx: this is a workbook with a password, or from before Excel 2007; save it as .xlsx, without a password"},
	} {
		t.Run(c.name, func(t *testing.T) {
			readings, err := outline.ReadXLSX("v.xlsx", bytes.NewReader(c.book), bakery(t), today)
			var got []string
			for _, r := range readings {
				got = append(got, fmt.Sprint(r.Metric, " ", r.Period, " ", r.Value))
			}
			if err != nil {
				got = append(got, err.Error())
			}
			if g := strings.Join(got, "\n"); g != c.want {
				t.Errorf("got  %s\nwant %s", g, c.want)
			}
		})
	}
}
