package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"strings"
	"testing"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testPen knows Ana, our pages, and an upload of every picture that has bytes.
func testPen() pen {
	return pen{
		user: func(person string) chat.UserID {
			if person == chattest.Person {
				return "U0ANA0001"
			}
			return ""
		},
		pages: "https://score.example.org",
		file: func(b chat.Picture) string {
			if len(b.PNG) > 0 {
				return "F0PICTURE1"
			}
			return ""
		},
	}
}

func TestGoldenMessages(t *testing.T) {
	for _, g := range chattest.Messages() {
		t.Run(g.Name, func(t *testing.T) {
			pages := testPen().message(g.Message)
			chattest.Drawn(t, g.Name, pages, *update)
			for _, fault := range faultsOf(t, pages) {
				t.Error(fault)
			}
		})
	}
}

func TestGoldenHomes(t *testing.T) {
	for _, g := range chattest.Messages() {
		t.Run(g.Name, func(t *testing.T) {
			view := testPen().homeView(g.Message)
			chattest.Drawn(t, "home-"+g.Name, view, *update)
			for _, fault := range viewFaults(t, view) {
				t.Error(fault)
			}
		})
	}
}

// what is drawn of a message, as JSON.
func drawn(t *testing.T, p pen, m chat.Message) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(p.message(m)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOthersWordsAreNeverFormatted(t *testing.T) {
	said := "*all* _of_ ~it~ `here` <!channel> <@U0ANA0001> <https://x|y> :tada: @here\n> quoted\n&amp; &lt;!here&gt;"
	for name, b := range map[string]chat.Block{
		"text": chat.Text{Marked: chat.Escape(said)}, "note": chat.Note{Marked: chat.Escape(said) + " " + chat.Mention("ana")},
		"quote": chat.Quote{Text: said}, "item": chat.List{Items: []chat.Item{{Marked: chat.Escape(said)}}},
		"fact": chat.Facts{Pairs: []chat.Pair{{Label: "Words", Marked: chat.Escape(said)}}},
		"cell": chat.Table{Columns: []chat.Column{{Title: "Words"}}, Rows: [][]string{{chat.Escape(said)}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := drawn(t, testPen(), chat.Say(b))
			for _, never := range []string{"mrkdwn", "<!channel>", "<!here>", `"type":"broadcast"`, "<https://x"} {
				text := got
				if never == "<!channel>" || never == "<!here>" || never == "<https://x" {
					text = pageText(t, testPen(), chat.Say(b)) // in rich text they are only characters
				}
				if strings.Contains(text, never) {
					t.Errorf("%s stands in %s", never, text)
				}
			}
		})
	}
}

func pageText(t *testing.T, p pen, m chat.Message) string {
	t.Helper()
	pages := p.message(m)
	if len(pages) != 1 {
		t.Fatalf("drawn as %d messages", len(pages))
	}
	return pages[0].Text
}

func TestTextBesideBlocksMentionsOnlyWhoWeMention(t *testing.T) {
	for _, tc := range []struct{ marked, want string }{
		{"Thanks " + chat.Mention("ana"), "Thanks <@U0ANA0001>"},
		{"Thanks " + chat.Mention("nobody"), "Thanks @nobody"},
		{chat.Escape("Thanks <@ana>"), "Thanks &lt;@ana&gt;"},
		{chat.Escape("Thanks @\x00ana\x00"), "Thanks @ana"},
		{chat.Escape("Thanks <@U0ANA0001> & <!channel>"), "Thanks &lt;@U0ANA0001&gt; &amp; &lt;!channel&gt;"},
	} {
		if got := pageText(t, testPen(), chat.Paragraph(tc.marked)); got != tc.want {
			t.Errorf("beside %q stands %q, want %q", tc.marked, got, tc.want)
		}
	}
}

func TestMarkup(t *testing.T) {
	for _, tc := range []struct {
		marked, want string
		ok           bool
	}{
		{"**96%** by 31 Dec", "*96%* by 31 Dec", true},
		{"see [the map](/map)", "see <https://score.example.org/map|the map>", true},
		{chat.Mention("ana") + " & co", "<@U0ANA0001> &amp; co", true},
		{"10:30 to 11:45", "10:30 to 11:45", true},
		{"on**line**", "", false},
		{"**on**line", "", false},
		{"**on **line", "", false},
		{"snake_case", "", false},
		{":tada: done", "", false},
		{"> quoted", "", false},
	} {
		got, ok := testPen().mrkdwn(tc.marked)
		if got != tc.want || ok != tc.ok {
			t.Errorf("mrkdwn(%q) = %q, %v, want %q, %v", tc.marked, got, ok, tc.want, tc.ok)
		}
	}
}

func TestPagesAreLinkedOnlyWhenTheyCanBeReached(t *testing.T) {
	m := chat.Say(chat.Text{Marked: "See [the map](/map) and [the handbook](https://example.org/a)"},
		chat.Buttons{Buttons: []chat.Button{{Label: "Open", URL: "/map"}}}, chat.Picture{Alt: "A map.", Link: "/map"})
	p := testPen()
	p.pages = ""
	got := drawn(t, p, m)
	if strings.Contains(got, `"actions"`) || strings.Contains(got, `/map"`) || !strings.Contains(got, "https://example.org/a") {
		t.Errorf("without an address for our pages: %s", got)
	}
	if got := drawn(t, testPen(), m); strings.Count(got, "https://score.example.org/map") != 3 {
		t.Errorf("with one: %s", got)
	}
}

func TestPressesSurviveTheirName(t *testing.T) {
	for _, want := range []press{{pressKind, "checkin/undo"}, {formKind, "checkin/fix"}, {voteKind, "answer/feedback"}, {openKind, ""}, {pressKind, "a:b/c:1"}} {
		if got, ok := pressed(actionID(want.Kind, want.Action, 12)); !ok || got != want {
			t.Errorf("%+v came back as %+v, %v", want, got, ok)
		}
	}
	for _, foreign := range []string{"", "press", "press:x", "other:a/b:1"} {
		if got, ok := pressed(foreign); ok {
			t.Errorf("pressed(%q) = %+v", foreign, got)
		}
	}
}
