package teams

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
	"throughline/bot/chat/teams/teamstest"
)

// words are what people write, and what could be taken for something else.
var words = rapid.OneOf(
	rapid.String(),
	rapid.SampledFrom([]string{
		"", " ", "Claims", "**", "[x](javascript:alert(1))", "[x](https://evil.example)", "<at>Ana Ruiz</at>", "<AT>everyone</AT>", "&lt;b&gt;", "1. one", "- a\n- b",
		"_under_score_", "a\\b", "`code`", "# head", "> quote", "\x00\x07", "\xff\xfe", "\u202e", "😀", "a\r\nb", strings.Repeat("x", 4000), strings.Repeat("many words ", 90), `{"a":"b"}`, "~~no~~",
	}),
)

func marked(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "**", chat.Mention(chattest.Person), chat.Mention("nobody"), "[map](/map) "}).Draw(t, "mark") + chat.Escape(words.Draw(t, "words"))
}

func anyBlock(t *rapid.T) chat.Block {
	n := rapid.IntRange(0, 14).Draw(t, "n")
	w := func() string { return words.Draw(t, "w") }
	switch rapid.IntRange(0, 11).Draw(t, "kind") {
	case 0:
		return chat.Heading{Text: w()}
	case 1:
		return chat.Quote{Text: w(), By: w()}
	case 2:
		return chat.Note{Marked: marked(t)}
	case 3:
		l := chat.List{Ordered: n%2 == 0}
		for i := range n {
			l.Items = append(l.Items, chat.Item{Marked: marked(t), Status: []string{"", "red", "green", "odd"}[i%4], Depth: i % 3})
		}
		return l
	case 4:
		f := chat.Facts{}
		for range n {
			f.Pairs = append(f.Pairs, chat.Pair{Label: w(), Marked: marked(t)})
		}
		return f
	case 5:
		b := chat.Table{Caption: w()}
		for i := range n % 15 {
			b.Columns = append(b.Columns, chat.Column{Title: w(), Right: i%2 == 0})
		}
		for i := range n {
			var row []string
			for range i % 6 {
				row = append(row, marked(t))
			}
			b.Rows = append(b.Rows, row)
		}
		return b
	case 6:
		return chat.Progress{Done: n - 5, Of: rapid.IntRange(-1, 40).Draw(t, "of"), Label: w()}
	case 7:
		b := chat.Buttons{}
		for i := range n % 14 {
			b.Buttons = append(b.Buttons, chat.Button{Label: w(), Action: "a/b", Value: short(w(), 2000), Form: i%2 == 0, Style: []chat.Style{"", chat.Primary, chat.Danger}[i%3]})
		}
		return b
	case 8:
		return chat.Picture{Title: w(), Alt: w(), PNG: make([]byte, n*500), Link: "/map", Chart: anyChart(t)}
	case 9:
		return chat.Feedback{Action: "a/b", Value: w()}
	case 10:
		return chat.Rule{}
	}
	return chat.Text{Marked: marked(t)}
}

func anyChart(t *rapid.T) *chat.Chart {
	c := &chat.Chart{Unit: words.Draw(t, "unit")}
	for i := range rapid.IntRange(0, 70).Draw(t, "points") {
		c.Labels = append(c.Labels, rapid.SampledFrom([]string{"W1", "W2", "Jan", "", strings.Repeat("W", i)}).Draw(t, "label"))
	}
	for range rapid.IntRange(0, 7).Draw(t, "series") {
		s := chat.ChartOf{Name: words.Draw(t, "name")}
		for range rapid.IntRange(0, 40).Draw(t, "values") {
			v := rapid.Float64().Draw(t, "v")
			s.Points = append(s.Points, &v)
			if v > 1e6 {
				s.Points = append(s.Points, nil)
			}
		}
		c.Series = append(c.Series, s)
	}
	return c
}

// Whatever is said, Teams takes it.
func TestAnyMessageIsWithinTheLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m chat.Message
		for range rapid.IntRange(1, 6).Draw(t, "blocks") {
			m.Blocks = append(m.Blocks, anyBlock(t))
		}
		for _, b := range budgets {
			for _, act := range testPen().messages(m, b) {
				var body map[string]any
				if err := remarshal(act, &body); err != nil {
					t.Fatal(err)
				}
				for _, fault := range teamstest.CheckActivity(body) {
					if !strings.HasPrefix(fault, "a notification") && fault != "no fallbackText" { // nothing was said
						t.Error(fault)
					}
				}
				if n := sizeOf(act); n > b.message+13<<10 { // one element is never cut in two
					t.Errorf("a message of %d bytes, for at most %d", n, b.message)
				}
			}
		}
	})
}

// Letters of four bytes, and those that are written with marks before them, take
// the most room; a card of them is cut up all the same.
func TestTheLargestLettersAreWithinTheLimits(t *testing.T) {
	for _, letter := range []string{"😀", "\\*", "*_", "\"", "<at>x</at>"} {
		long := strings.Repeat(letter+letter+letter+" ", 900)
		marked := chat.Mention(chattest.Person) + chat.Escape(long)
		facts, list, row := chat.Facts{}, chat.List{}, []string{}
		for range 14 {
			facts.Pairs = append(facts.Pairs, chat.Pair{Label: long, Marked: marked})
			list.Items = append(list.Items, chat.Item{Marked: marked, Status: "red"})
			row = append(row, marked)
		}
		for _, block := range []chat.Block{
			facts, list, chat.Table{Caption: long, Columns: []chat.Column{{Title: long}}, Rows: [][]string{row, row}}, chat.Quote{Text: long, By: long},
			chat.Text{Marked: marked}, chat.Heading{Text: long}, chat.Progress{Done: 1, Of: 2, Label: long}, chat.Picture{Title: long, Alt: long, PNG: chattest.Dot()},
		} {
			for _, b := range budgets {
				for _, act := range testPen().messages(chat.Say(block), b) {
					var body map[string]any
					if err := remarshal(act, &body); err != nil {
						t.Fatal(err)
					}
					for _, fault := range teamstest.CheckActivity(body) {
						t.Errorf("%T of %q: %s", block, letter, fault)
					}
				}
			}
		}
	}
}

// What people write in a message where somebody is mentioned is shown as it is,
// and notifies nobody else.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"", "**bold**", "_a_ *b* ~~c~~", "[a](https://b)", `\`, "1. x", "- x", "# x", "<at>Ben</at>", "&amp; &lt;", "a_b_c", "> x", "12) y", "`c`", "<b>", "![i](x)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\u200b") {
			return
		}
		s = clean(s)
		drawn := escapeStart(escape(s))
		if got := teamstest.Markdown(drawn); got != s {
			t.Errorf("%q, drawn as %q, is read as %q", s, drawn, got)
		}
		if strings.Contains(strings.ToLower(drawn), "<at>") {
			t.Errorf("%q is drawn as a mention: %q", s, drawn)
		}
	})
}
