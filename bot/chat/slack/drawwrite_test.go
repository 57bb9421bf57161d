package slack

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

// asRead returns what a reader of JSON sees.
func asRead(t *testing.T, body []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return v
}

func TestWhatWeWriteIsWhatTheLibraryWouldWrite(t *testing.T) {
	odd := chat.Say(
		chat.Text{Marked: "a \"quote\", a \\, a tab\t, <b> & \u2028 \x01 é → 😀 [link](https://example.org/?a=\"b\"&c) **bold \"x\"** " + chat.Mention("ana")},
		chat.List{Ordered: true, Items: []chat.Item{{Marked: "one", Status: "red"}, {Marked: "two", Depth: 1}, {Marked: "three", Status: "odd"}}},
		chat.Note{Marked: "small **print** & \"more\""},
		chat.Quote{Text: "said", By: "Ana"},
		chat.Buttons{Buttons: []chat.Button{{Label: "Do \"it\"", Action: "a/b", Value: `{"a":"<b>"}`, Style: chat.Danger}, {Label: "Open", URL: "/map"}}},
		chat.Feedback{Action: "answer/feedback", Value: "x\"y"},
	)
	for _, g := range append(chattest.Messages(), chattest.Golden{Name: "odd", Message: odd}) {
		for _, p := range testPen().message(g.Message) {
			for _, b := range p.Blocks {
				w, ok := b.(written)
				if !ok {
					continue
				}
				want, err := json.Marshal(w.Block)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(asRead(t, w.body), asRead(t, want)) {
					t.Errorf("%s:\n%s\nwant\n%s", g.Name, w.body, want)
				}
			}
		}
	}
}

func FuzzTextInJSON(f *testing.F) {
	for _, s := range []string{"", "plain", "\"\\\n\x00\x7f", "é→😀\u2028\u2029\uFFFD", "\xff\xc3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var q quill
		q.text(s)
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := asRead(t, q); got != asRead(t, want) {
			t.Errorf("%q is read as %q", s, got)
		}
	})
}

// BenchmarkWrite writes the blocks of an answer, as we do and as encoding/json does.
func BenchmarkWrite(b *testing.B) {
	stop := "then, about 2 weeks later (believed, not yet tested): **[Objective 23](/objective/o23)** · Pat Lund · [Gauge 92](/metric/m23-0) 93%"
	answer := chat.Say(
		chat.Text{Marked: "From **Team 9** to **Gauge 1**: 237 routes, the best about 3 weeks end to end."},
		chat.List{Items: []chat.Item{{Marked: stop, Status: "red"}, {Marked: stop, Status: "green"}, {Marked: stop, Status: "red"}}},
		chat.Text{Marked: "Also, " + stop}, chat.Text{Marked: "Also, " + stop},
		chat.Note{Marked: "Read as: the effect of Team 9 on Gauge 1."},
		chat.Buttons{Buttons: []chat.Button{{Label: "the effects of Team 9", Action: "answer/read", Value: `{"intent":"effects"}`}}},
		chat.Feedback{Action: "answer/feedback", Value: "T1/C1/1795410821.193731"},
	)
	var blocks []slack.Block
	for _, w := range testPen().message(answer)[0].Blocks {
		blocks = append(blocks, w.(written).Block)
	}
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			write(slices.Clone(blocks))
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, block := range blocks {
				body, err := json.Marshal(block)
				if err != nil {
					b.Fatal(err)
				}
				weight(body)
			}
		}
	})
}
