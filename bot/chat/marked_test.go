package chat

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpans(t *testing.T) {
	for in, want := range map[string][]Span{
		"plain":                       {{Text: "plain"}},
		"a **b** c":                   {{Text: "a "}, {Text: "b", Bold: true}, {Text: " c"}},
		"see [the map](/map) now":     {{Text: "see "}, {Text: "the map", URL: "/map"}, {Text: " now"}},
		"<@ana>, please":              {{Person: "ana"}, {Text: ", please"}},
		`a \*star\* and \[brackets\]`: {{Text: "a *star* and [brackets]"}},
		"[x](javascript:alert)":       {{Text: "[x](javascript:alert)"}},
		"2 < 3 and 4 > 1":             {{Text: "2 < 3 and 4 > 1"}},
		"an open ** end":              {{Text: "an open "}, {Text: " end", Bold: true}},
		`back\slash`:                  {{Text: `back\slash`}},
		"[half](":                     {{Text: "[half]("}},
		"Überprüfung **größer**":      {{Text: "Überprüfung "}, {Text: "größer", Bold: true}},
		"in one line<! to @>, please": {{Text: "in one line, please"}},
		"an <!open end":               {{Text: "an <!open end"}},
	} {
		if diff := cmp.Diff(want, Spans(in)); diff != "" {
			t.Errorf("Spans(%q):\n%s", in, diff)
		}
	}
}

func TestTheBotIsNamedWhereItHearsNothingElse(t *testing.T) {
	for in, want := range map[string]string{
		"Write “" + Called("@ ") + "yes”":          `Write “@T \*\* yes”`,
		"a line" + Called(" > to @, @") + " is it": `a line \> to @T \*\*, @T \*\* is it`,
		`a plain \<!@> and **bold**`:               `a plain \<!@> and **bold**`,
		"<!half":                                   "<!half",
		"":                                         "",
	} {
		if got := NameBot(in, "T **"); got != want {
			t.Errorf("NameBot(%q) = %q, want %q", in, got, want)
		}
	}
	if got := PlainText("Write “"+Called("@ ")+"yes”", nil); got != "Write “yes”" {
		t.Errorf("elsewhere it reads %q", got)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "**bold**", "<@ana>", `\`, "[a](/b)", "<!channel>", "\\*", "é*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if named := NameBot(Escape(s), "x"); named != Escape(s) {
			t.Fatalf("%q, escaped, names the bot: %q", s, named)
		}
		spans := Spans(Escape(s))
		var text strings.Builder
		for _, sp := range spans {
			if sp.Bold || sp.URL != "" || sp.Person != "" {
				t.Fatalf("%q, escaped, is drawn as ours: %+v", s, sp)
			}
			text.WriteString(sp.Text)
		}
		if text.String() != s {
			t.Errorf("%q, escaped, is shown as %q", s, text.String())
		}
	})
}

func TestMessageSurvivesStorage(t *testing.T) {
	m := Say(
		Heading{"Weekly round"}, Text{"**3** of 9"}, Quote{Text: "promo ended", By: "Ana"}, Note{"read as …"},
		List{Items: []Item{{Marked: "a", Status: "red", Depth: 1}}, Ordered: true}, Facts{[]Pair{{"Owner", "Ana"}}},
		Table{Caption: "c", Columns: []Column{{"Metric", false}, {"Value", true}}, Rows: [][]string{{"NPS", "41"}}},
		Progress{3, 9, "3 of 9 in"}, Buttons{[]Button{{Label: "Fix", Action: "checkin/fix", Value: "v", Form: true, Style: Primary}}},
		Picture{Alt: "a map", Path: "/map.svg"}, Rule{},
	)
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Message
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, back); diff != "" {
		t.Error(diff)
	}
	if err := json.Unmarshal([]byte(`[{"kind":"video","body":{}}]`), &back); err == nil {
		t.Error("an unknown block was read in silence")
	}
}

func TestPlain(t *testing.T) {
	m := Say(Heading{"Round"}, Text{"Hello <@ana>"}, List{Items: []Item{{Marked: "NPS", Status: "red"}}}, Quote{Text: "late", By: "Ana"},
		Table{Columns: []Column{{Title: "Metric"}, {Title: "Value"}}, Rows: [][]string{{"NPS", "41"}}})
	got := m.Plain(func(string) string { return "Ana Ruiz" })
	want := "Round\nHello @Ana Ruiz\n- (red) NPS\n“late” (Ana)\n- NPS, value 41"
	if got != want {
		t.Errorf("plain:\n%s\nwant:\n%s", got, want)
	}
}

func TestLane(t *testing.T) {
	fleet := Place{Service: "web", Channel: "#fleet"}
	thread := fleet
	thread.Thread = "m1"
	if fleet.Lane() != thread.Lane() {
		t.Error("a thread and its channel wait in different queues; the reply could come before the message")
	}
	dm := Place{Service: "web", Person: "ana"}
	if !dm.Private() || dm.Lane() == fleet.Lane() {
		t.Error("a direct conversation shares a channel's queue")
	}
}
