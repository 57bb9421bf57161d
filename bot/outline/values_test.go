package outline_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"throughline/bot/outline"
	"throughline/bot/scorecard"
)

const today = scorecard.Date("2026-11-23")

func bakery(t testing.TB) *scorecard.Index {
	t.Helper()
	f, err := outline.Read("bakery.yaml", []byte(`
organisation: {id: mill, name: Mill Lane}
units: [{id: shop, name: Shop, head: kim}]
people: [{id: kim, name: Kim Fell}]
objectives:
  - id: warm
    name: Warm bread
    perspective: customer
    unit: shop
    metrics:
      - {id: hot, name: Loaves sold hot, unit: "%", min: 0, max: 100, cadence: weekly}
      - {id: sold, name: Loaves sold, cadence: monthly}
      - {id: till, name: Takings, unit: EUR, cadence: daily}
`))
	if err != nil {
		t.Fatal(err)
	}
	return scorecard.NewIndex(&f.Strategy)
}

func TestValuesFromCSV(t *testing.T) {
	x := bakery(t)
	for _, c := range []struct{ name, in, want string }{
		{"commas", "metric,period,value\nhot,2026-W47,91.4\n", "hot 2026-W47 91.4"},
		{"a byte order mark, semicolons, decimal commas", "\ufeffMetric;Period;Value\r\nhot;2026-W47;91,4\r\n", "hot 2026-W47 91.4"},
		{"tabs", "metric\tperiod\tvalue\nhot\t2026-w47\t5\n", "hot 2026-W47 5"},
		{"a quoted decimal comma", "metric,period,value\nhot,2026-W47,\"0,125\"\n", "hot 2026-W47 0.125"},
		{"names, in any case", "metric,period,value\nloaves SOLD hot,2026-W47,5\n", "hot 2026-W47 5"},
		{"the wide form", "metric,2026-W46,2026-W47\nhot,90,91\n", "hot 2026-W46 90\nhot 2026-W47 91"},
		{"gaps in the wide form", "metric,2026-W46,2026-W47\n\nhot,,91\n,,\n", "hot 2026-W47 91"},
		{"no data", "metric,period,value,note,no_data\nhot,2026-W47,,oven broken,TRUE\n", "hot 2026-W47 none (oven broken)"},
		{"an old Macintosh", "metric,period,value\rhot,2026-W47,5\r", "hot 2026-W47 5"},
		{"a true minus sign", "metric,period,value\ntill,2026-11-20,−3\n", "till 2026-11-20 -3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rs, err := outline.ReadCSV("v.csv", strings.NewReader(c.in), x, today)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range rs {
				value := r.Value.String()
				if r.NoData {
					value = "none (" + r.Note + ")"
				}
				got = append(got, fmt.Sprint(r.Metric, " ", r.Period, " ", value))
			}
			if g := strings.Join(got, "\n"); g != c.want {
				t.Errorf("got %s, want %s", g, c.want)
			}
		})
	}
}

func TestWrongValuesAreAllPointedAtAndNothingIsHalfRead(t *testing.T) {
	in := strings.Join([]string{
		"metric,period,value,note,by,at,no_data,colour",
		"hot,2026-W47,91",
		"hott,2026-W47,91",
		"hot,2026-47,91",
		"hot,2026-11,91",
		"\"hot\",2026-W47,92,\"two", "lines\"",
		"hot,2026-W46,\"1,234\"",
		"hot,2026-W45,many",
		"hot,2026-W44,101",
		"hot,2026-W43,",
		"hot,2026-W42,3,,ned",
		"hot,2026-W41,3,,,yesterday",
		"hot,2026-W40,3,,,,true",
		"hot,2027-W40,3",
		"hot,2026-W39,3,,,2027-01-01T00:00:00Z",
		"hot,2026-W38,91,4,,,,,5",
		"hot,2026-W37,100000000000000000000",
	}, "\n")
	want := strings.Join([]string{
		`v.csv:1:8: unknown column "colour"; write one of: metric, period, value, note, by, at, no_data`,
		`v.csv:3:1: there is no metric "hott"; did you mean "hot"?`,
		`v.csv:4:2: "2026-47" is not a period; write 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026`,
		`v.csv:5:2: hot is reported weekly, and 2026-11 is not such a period; write one such as 2026-W44`,
		`v.csv:6:2: hot has a value for 2026-W47 in line 2 already; keep one of them`,
		`v.csv:8:3: "1,234" can be read in two ways; write it without thousands marks, such as 1234.5`,
		`v.csv:9:3: "many" is not a number; write a plain number such as 91.4`,
		`v.csv:10:3: 101 lies outside of what is possible for hot; check it, or change the metric's min and max`,
		`v.csv:11:3: there is no value; write a number, or true under no_data`,
		`v.csv:12:5: "ned" is nobody; name a person of the strategy, or leave it empty`,
		`v.csv:13:6: "yesterday" is not a moment; write 2026-11-23T09:00:00Z as text, or leave it empty`,
		`v.csv:14:7: there is a value, 3, and a mark that there is none; keep one of the two`,
		`v.csv:15:2: 2027-W40 has not begun yet; check the year; a value is imported once its period has begun`,
		`v.csv:16:6: 2027-01-01T00:00:00Z has not come yet; write when it was said, or leave it empty`,
		`v.csv:17:9: "5" stands beyond the columns of the first line; write decimals with a point, or put a text with a comma in quotes`,
		`v.csv:18:3: "100000000000000000000" is larger than any value that is kept; check it, and the unit of the metric`,
	}, "\n")
	rs, err := outline.ReadCSV("v.csv", strings.NewReader(in), bakery(t), today)
	if rs != nil {
		t.Errorf("%d values were read", len(rs))
	}
	if err == nil {
		t.Fatal("no problem was found")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestOtherFilesAreTurnedAway(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", `v.csv: there is nothing in it; begin with the line metric,period,value,note,by,at,no_data`},
		{"a,b\n", `v.csv:1:1: the first line names a, b; name the columns metric, period and value; or metric and then one column for each period`},
		{"metric,value,period,value\n", `v.csv:1:4: two columns are called "value"; keep one of them`},
		{"metric,period,value\nhot,\"2026\n", `v.csv:2:11: this is not CSV: extraneous or missing " in quoted-field; look at the quotes in this line`},
		{"metric,period,value\nhot,2026-W47,91,4\n", `v.csv:2:4: "4" stands beyond the columns of the first line; write decimals with a point, or put a text with a comma in quotes`},
		{"metric;period;value\nhot;2026-W47;1.234\n", `v.csv:2:3: "1.234" can be read in two ways; write it without thousands marks, such as 1234.5`},
		{"metric,2026-W46,W47,\nhot,1,,3\n", "v.csv:1:3: \"W47\" is not a period; write 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026\nv.csv:2:4: \"3\" stands under no period; name its period in the first line; write decimals with a point"},
		{"metric,2026-W46\nhot,91,4\n", `v.csv:2:3: "4" stands under no period; name its period in the first line; write decimals with a point`},
		{",,\n", `v.csv:1:1: the first line names no columns; name the columns metric, period and value; or metric and then one column for each period`},
		{"metric,period,value\nGr\xf6\xdfe,2026,1\n", `v.csv: this is not UTF-8 text; save it as “CSV UTF-8”, or as .xlsx`},
	} {
		_, err := outline.ReadCSV("v.csv", strings.NewReader(c.in), bakery(t), today)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.in, err, c.want)
		}
	}
	if _, err := outline.ReadXLSX("v.xlsx", strings.NewReader("metric,period,value"), bakery(t), today); err == nil || !strings.Contains(err.Error(), "save it as .xlsx") {
		t.Errorf("text taken for a workbook: %v", err)
	}
}

// many are values for many years of days, with notes a spreadsheet would run.
func many(n int) []scorecard.Reading {
	notes := []string{"", "=1+1", "+49 30", "-", "@kim", "'tis late", "''", "a;b,\"c\"", "two\nlines", "Größe 👩‍🚀", "'=x"}
	out := make([]scorecard.Reading, n)
	for i := range out {
		p := scorecard.Period(scorecard.Date("1970-01-01").Add(i))
		out[i] = scorecard.Reading{
			Metric: "till", Period: p, Value: decimal.New(int64(i)-50, -2), Note: notes[i%len(notes)], By: "kim",
			At: time.Date(2026, 11, 20, 9, 0, i%60, 123000, time.UTC), Source: "import",
		}
		if i%100 == 99 {
			out[i].NoData, out[i].Value = true, decimal.Zero
		}
	}
	return out
}

func TestTwentyThousandValuesSurviveSpreadsheets(t *testing.T) {
	x, want := bakery(t), many(20_000)
	var text, book bytes.Buffer
	if err := errors.Join(outline.WriteCSV(&text, want), outline.WriteXLSX(&book, want)); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text.Bytes(), []byte(",=1+1")) {
		t.Error("a spreadsheet would run a note")
	}
	got, err := outline.ReadCSV("v.csv", &text, x, today)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, alike); diff != "" {
		t.Errorf("CSV:\n%.2000s", diff)
	}
	if got, err = outline.ReadXLSX("v.xlsx", &book, x, today); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, alike); diff != "" {
		t.Errorf("XLSX:\n%.2000s", diff)
	}
}

func TestManyWrongRowsAreToldInBrief(t *testing.T) {
	_, err := outline.ReadCSV("v.csv", strings.NewReader("metric,period,value\n"+strings.Repeat("nonsense,2026,1\n", 5000)), bakery(t), today)
	var ps outline.Problems
	if !errors.As(err, &ps) || len(ps) != 201 || ps[200].Error() != "v.csv: and 4800 more; mend these first" {
		t.Errorf("%d problems, the last %v", len(ps), ps[len(ps)-1])
	}
}

// FuzzReadCSV looks for a file that panics the reader, or whose values do not
// survive being written.
func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"metric,period,value\nhot,2026-W47,91.4\n", "\ufeffmetric;2026-W47\nhot;1,5\n", "metric,period,value,note\nhot,2026-W47,1,\"'=x\n\"\n", "metric,period,value,no_data\ntill,2026-11-20,,x\n"} {
		f.Add([]byte(s))
	}
	x := bakery(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		rs, err := outline.ReadCSV("v.csv", bytes.NewReader(data), x, today)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := outline.WriteCSV(&b, rs); err != nil {
			t.Fatal(err)
		}
		again, err := outline.ReadCSV("v.csv", &b, x, today)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rs, again, alike); diff != "" {
			t.Fatal(diff)
		}
	})
}
