package slack

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

// anyText is short, long or hostile text.
var anyText = rapid.Custom(func(t *rapid.T) string {
	unit := rapid.SampledFrom([]string{
		"word ", "on-time delivery ", "&", "<", "\n", "**b** ", "[x](/y)", "<@ana>", "<@nobody>", "🚚", "e\u0301", "\x00", "\x1b[1m", "\u202e",
		"*", "`", ":x:", "|", "\\", "> q\n", "\xff", " ", "[l](https://example.org/" + strings.Repeat("a", 60) + ")", "",
	})
	n := rapid.SampledFrom([]int{1, 1, 1, 3, 30, 400, 4000}).Draw(t, "times")
	if rapid.Bool().Draw(t, "mixed") {
		return strings.Join(rapid.SliceOfN(unit, 0, min(n, 60)).Draw(t, "units"), "")
	}
	return strings.Repeat(unit.Draw(t, "unit"), n)
})

var anyLine = rapid.Custom(func(t *rapid.T) string {
	s := anyText.Draw(t, "line")
	return s[:min(len(s), 300)]
})

func several[T any](t *rapid.T, most int, g *rapid.Generator[T]) []T {
	return rapid.SliceOfN(g, 0, rapid.SampledFrom([]int{1, 3, most}).Draw(t, "most")).Draw(t, "several")
}

var anyBlock = rapid.Custom(func(t *rapid.T) chat.Block {
	switch rapid.IntRange(0, 11).Draw(t, "kind") {
	case 0:
		return chat.Heading{Text: anyText.Draw(t, "heading")}
	case 1:
		return chat.Text{Marked: anyText.Draw(t, "text")}
	case 2:
		return chat.Quote{Text: anyText.Draw(t, "quote"), By: anyText.Draw(t, "by")}
	case 3:
		return chat.Note{Marked: anyText.Draw(t, "note")}
	case 4:
		return chat.List{Ordered: rapid.Bool().Draw(t, "ordered"), Items: several(t, 300, rapid.Custom(func(t *rapid.T) chat.Item {
			return chat.Item{Marked: anyLine.Draw(t, "item"), Depth: rapid.IntRange(-1, 3).Draw(t, "depth"),
				Status: rapid.SampledFrom([]string{"", "red", "no data", "purple"}).Draw(t, "status")}
		}))}
	case 5:
		return chat.Facts{Pairs: several(t, 60, rapid.Custom(func(t *rapid.T) chat.Pair {
			return chat.Pair{Label: anyLine.Draw(t, "label"), Marked: anyText.Draw(t, "fact")}
		}))}
	case 6:
		cells := rapid.SliceOfN(anyLine, 0, rapid.SampledFrom([]int{3, 25}).Draw(t, "columns"))
		return chat.Table{Caption: anyLine.Draw(t, "caption"), Rows: several(t, 150, cells),
			Columns: several(t, 25, rapid.Custom(func(t *rapid.T) chat.Column {
				return chat.Column{Title: anyLine.Draw(t, "title"), Right: rapid.Bool().Draw(t, "right")}
			}))}
	case 7:
		return chat.Progress{Done: rapid.Int().Draw(t, "done"), Of: rapid.Int().Draw(t, "of"), Label: anyText.Draw(t, "label")}
	case 8:
		return chat.Buttons{Buttons: several(t, 30, anyButton)}
	case 9:
		return anyPicture.Draw(t, "picture")
	case 10:
		return chat.Feedback{Action: anyLine.Draw(t, "action"), Value: anyText.Draw(t, "value")}
	}
	return chat.Rule{}
})

var anyButton = rapid.Custom(func(t *rapid.T) chat.Button {
	return chat.Button{Label: anyText.Draw(t, "label"), Action: anyLine.Draw(t, "action"), Value: anyText.Draw(t, "value"),
		Form: rapid.Bool().Draw(t, "form"), URL: rapid.SampledFrom([]string{"", "/map", "//evil.example", "javascript:x", "https://" + strings.Repeat("a", 4000)}).Draw(t, "url"),
		Style: rapid.SampledFrom([]chat.Style{"", chat.Primary, chat.Danger, "loud"}).Draw(t, "style")}
})

var anyPicture = rapid.Custom(func(t *rapid.T) chat.Picture {
	b := chat.Picture{Title: anyText.Draw(t, "title"), Alt: anyText.Draw(t, "alt"), Link: rapid.SampledFrom([]string{"", "/map"}).Draw(t, "link")}
	if rapid.Bool().Draw(t, "bytes") {
		b.PNG = []byte("png")
	}
	if rapid.Bool().Draw(t, "chart") {
		value := rapid.SampledFrom([]float64{1, -2, math.NaN(), math.Inf(1), 1e300})
		b.Chart = &chat.Chart{Unit: anyText.Draw(t, "unit")}
		for i := range rapid.IntRange(0, 40).Draw(t, "points") {
			b.Chart.Labels = append(b.Chart.Labels, fmt.Sprint("W", i, anyLine.Draw(t, "label")))
		}
		b.Chart.Series = several(t, 9, rapid.Custom(func(t *rapid.T) chat.ChartOf {
			return chat.ChartOf{Name: anyLine.Draw(t, "name"), Points: rapid.SliceOfN(rapid.Ptr(value, true), 0, 40).Draw(t, "values")}
		}))
	}
	return b
})

// Whatever is said, what is sent obeys every limit of Slack's.
func TestLimitsHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := chat.Message{Blocks: several(rt, 70, anyBlock)}
		for _, fault := range faultsOf(t, testPen().message(m)) {
			rt.Error(fault)
		}
		for _, fault := range viewFaults(t, testPen().homeView(m)) {
			rt.Error("home: " + fault)
		}
	})
}

func TestLongMessagesContinue(t *testing.T) {
	long := strings.Repeat("All work and no play. ", 900) // 19,800 characters
	var items []chat.Item
	for i := range 400 {
		items = append(items, chat.Item{Marked: fmt.Sprintf("item %d of many", i)})
	}
	var rows [][]string
	for i := range 250 {
		rows = append(rows, []string{fmt.Sprintf("row %d", i), "1"})
	}
	for name, tc := range map[string]struct {
		m    chat.Message
		want int
	}{
		"text":    {chat.Paragraph(long), 2},
		"quote":   {chat.Say(chat.Quote{Text: long, By: "Ana"}), 2},
		"list":    {chat.Say(chat.List{Items: items}), 2},
		"table":   {chat.Say(chat.Table{Columns: []chat.Column{{Title: "Row"}, {Title: "Value"}}, Rows: rows}), 3},
		"buttons": {chat.Say(chat.Buttons{Buttons: []chat.Button{{Label: "a", Action: "a/b"}, {Label: "b", Action: "a/b"}, {Label: "c", Action: "a/b"}, {Label: "d", Action: "a/b"}, {Label: "e", Action: "a/b"}, {Label: "f", Action: "a/b"}}}), 1},
	} {
		t.Run(name, func(t *testing.T) {
			pages := testPen().message(tc.m)
			if len(pages) != tc.want {
				t.Errorf("drawn as %d messages, want %d", len(pages), tc.want)
			}
			for _, fault := range faultsOf(t, pages) {
				t.Error(fault)
			}
			if got := strings.Contains(pages[0].Text, continued); got != (tc.want > 1) {
				t.Errorf("it says that it continues: %v", got)
			}
			var all strings.Builder
			for _, p := range pages {
				for _, b := range generic(t, p.Blocks) {
					all.WriteString(strings.Join(strings.Fields(textIn(b)), " ") + " ")
				}
			}
			for _, word := range strings.Fields(strings.ToLower(tc.m.Plain(nil))) {
				if word = strings.Trim(word, "[]()-“”.,:*@"); !strings.Contains(strings.ToLower(all.String()), word) {
					t.Fatalf("%q is lost", word)
				}
			}
		})
	}
}

// textIn returns all text in a piece of Block Kit.
func textIn(v any) string {
	var out []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = append(out, textIn(e))
		}
	case object:
		for _, key := range []string{"title", "rows", "text", "alt_text", "elements", "fields", "chart", "categories"} {
			switch e := v[key].(type) {
			case string:
				out = append(out, e)
			case nil:
			default:
				out = append(out, textIn(e))
			}
		}
	}
	return strings.Join(out, " ")
}

func TestLongListsGoOnCounting(t *testing.T) {
	var items []chat.Item
	for i := range 200 {
		items = append(items, chat.Item{Marked: strings.Repeat("word ", 20), Depth: i % 2})
	}
	pages := testPen().message(chat.Say(chat.List{Ordered: true, Items: items}))
	if len(pages) < 2 {
		t.Fatalf("drawn as %d messages", len(pages))
	}
	if got := drawn(t, testPen(), chat.Say(chat.List{Ordered: true, Items: items})); !strings.Contains(got, `"indent":1,"offset":199`) {
		t.Error("the last list is not drawn as number 200")
	}
}

func TestHeadingsStayWithWhatTheyHead(t *testing.T) {
	var m chat.Message
	for i := range 48 {
		m.Blocks = append(m.Blocks, chat.Text{Marked: fmt.Sprint("Paragraph ", i)})
	}
	m.Blocks = append(m.Blocks, chat.Heading{Text: "Financial"}, chat.Text{Marked: "Costs are down."})
	pages := testPen().message(m)
	if len(pages) != 2 || !strings.Contains(pages[1].Text, "Financial") || strings.Contains(pages[0].Text, "Financial") {
		t.Errorf("the heading is not with its paragraph: %d messages", len(pages))
	}
}

func TestTwoChartsAreDrawnAndOthersTold(t *testing.T) {
	var m chat.Message
	for _, g := range chattest.Messages() {
		if g.Name == "chart" {
			m.Blocks = append(m.Blocks, g.Message.Blocks[0], g.Message.Blocks[0], g.Message.Blocks[0])
		}
	}
	got := drawn(t, testPen(), m)
	if n := strings.Count(got, `"data_visualization"`); n != 2 {
		t.Errorf("%d charts are drawn, want 2", n)
	}
	if n := strings.Count(got, "A line that falls from 93% to 91.4%"); n != 6 { // thrice in the blocks, thrice beside them
		t.Errorf("what the charts show is told %d times, want 6", n)
	}
	if !strings.Contains(got, "No value: W46.") {
		t.Error("the week without a value is passed over in silence")
	}
}

func TestWhatBlocksWeigh(t *testing.T) {
	for blocks, want := range map[string]int{
		`[]`:                   0,
		`[{"type":"divider"}]`: 10,
		`[{"type":"section","text":{"type":"plain_text","text":"four"}}]`: 24,
		`[{"type":"header","text":"\"type\":\"x\""}]`:                     20,
		`[{"text":"a\\","type":"type"}]`:                                  12,
		`[{"text":"🚚 é \u003c"}]`:                                         16,
		`[{"fields":["{", "}", {"n": 3}], "text":""}]`:                    22,
	} {
		if got := weight([]byte(blocks)); got != want {
			t.Errorf("weight(%s) = %d, want %d", blocks, got, want)
		}
	}
}
