package chattest

import (
	"context"
	"strings"
	"testing"

	"throughline/bot/chat"
)

// A Fixture is an adapter under test, and how to look at what it did.
type Fixture struct {
	Service chat.Service
	Channel chat.Place // a channel it may post in
	Direct  chat.Place // a direct conversation with Person
	// Read returns all the words that a person sees at ref, drawn in any way, and
	// whether anything is there.
	Read func(ref string) (words string, ok bool)
	// Posted returns how many messages stand in a place, threads included.
	Posted func(p chat.Place) int
	// Once says that the service itself never posts a key twice.
	Once bool
}

// Run holds an adapter to what chat.Service promises. newFixture returns one
// with empty places, each time another.
func Run(t *testing.T, newFixture func(t *testing.T) Fixture) {
	tests := map[string]func(*testing.T, Fixture){
		"its name is the service of its places":    testName,
		"what is posted can be read":               testPost,
		"a direct conversation is a place":         testDirect,
		"a thread hangs from its message":          testThread,
		"an update replaces what was said":         testUpdate,
		"an update of nothing is an error":         testUpdateNothing,
		"a place that is nowhere is an error":      testNowhere,
		"a key is posted once":                     testOnce,
		"every golden message is drawn and read":   testGolden,
		"every golden message can be an update":    testGoldenUpdate,
		"other refs are not touched by an update":  testUpdateOther,
		"the words of others are shown as written": testHostile,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, newFixture(t)) })
	}
}

func post(t *testing.T, f Fixture, p chat.Place, key string, m chat.Message) string {
	t.Helper()
	ref, err := f.Service.Post(context.Background(), p, key, m)
	if err != nil {
		t.Fatalf("Post(%q) at %+v: %v", key, p, err)
	}
	if ref == "" {
		t.Fatalf("Post(%q) at %+v gave no ref", key, p)
	}
	return ref
}

func read(t *testing.T, f Fixture, ref string) string {
	t.Helper()
	words, ok := f.Read(ref)
	if !ok {
		t.Fatalf("nothing can be read at %q", ref)
	}
	return strings.Join(strings.Fields(words), " ")
}

func testName(t *testing.T, f Fixture) {
	if f.Service.Name() == "" || f.Channel.Service != f.Service.Name() || f.Direct.Service != f.Service.Name() {
		t.Errorf("Name() = %q, places are of %q and %q", f.Service.Name(), f.Channel.Service, f.Direct.Service)
	}
}

func testPost(t *testing.T, f Fixture) {
	one := post(t, f, f.Channel, "k1", chat.Paragraph("Good morning"))
	two := post(t, f, f.Channel, "k2", chat.Paragraph("Good evening"))
	if one == two {
		t.Errorf("two messages share the ref %q", one)
	}
	if got := read(t, f, one); !strings.Contains(got, "Good morning") {
		t.Errorf("at the first ref stands %q", got)
	}
	if got := f.Posted(f.Channel); got != 2 {
		t.Errorf("%d messages stand in the channel, want 2", got)
	}
}

func testDirect(t *testing.T, f Fixture) {
	if !f.Direct.Private() {
		t.Fatalf("%+v is not private", f.Direct)
	}
	ref := post(t, f, f.Direct, "k1", chat.Paragraph("Only for you"))
	if got := read(t, f, ref); !strings.Contains(got, "Only for you") {
		t.Errorf("in the conversation stands %q", got)
	}
	if got := f.Posted(f.Channel); got != 0 {
		t.Errorf("a private message also stands in the channel")
	}
}

func testThread(t *testing.T, f Fixture) {
	root := post(t, f, f.Channel, "root", chat.Paragraph("Root"))
	p := f.Channel
	p.Thread = root
	reply := post(t, f, p, "reply", chat.Paragraph("Reply"))
	if reply == root {
		t.Errorf("a reply has the ref of its root, %q", root)
	}
	if got := read(t, f, reply); !strings.Contains(got, "Reply") {
		t.Errorf("in the thread stands %q", got)
	}
	if err := f.Service.Update(context.Background(), p, reply, chat.Paragraph("Changed")); err != nil {
		t.Errorf("update in the thread: %v", err)
	}
}

func testUpdate(t *testing.T, f Fixture) {
	ref := post(t, f, f.Channel, "k1", chat.Paragraph("1 of 9 in"))
	if err := f.Service.Update(context.Background(), f.Channel, ref, chat.Paragraph("2 of 9 in")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, f, ref); !strings.Contains(got, "2 of 9 in") || strings.Contains(got, "1 of 9") {
		t.Errorf("after the update stands %q", got)
	}
	if got := f.Posted(f.Channel); got != 1 {
		t.Errorf("%d messages stand in the channel, want 1", got)
	}
}

func testUpdateOther(t *testing.T, f Fixture) {
	one := post(t, f, f.Channel, "k1", chat.Paragraph("Untouched"))
	two := post(t, f, f.Channel, "k2", chat.Paragraph("Old"))
	if err := f.Service.Update(context.Background(), f.Channel, two, chat.Paragraph("Fresh")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, f, one); !strings.Contains(got, "Untouched") {
		t.Errorf("the other message now says %q", got)
	}
}

func testUpdateNothing(t *testing.T, f Fixture) {
	if err := f.Service.Update(context.Background(), f.Channel, "999999", chat.Paragraph("?")); err == nil {
		t.Error("a message that does not exist was updated")
	}
}

func testNowhere(t *testing.T, f Fixture) {
	if _, err := f.Service.Post(context.Background(), chat.Place{Service: f.Service.Name()}, "k", chat.Paragraph("?")); err == nil {
		t.Error("a message was posted nowhere")
	}
}

func testOnce(t *testing.T, f Fixture) {
	one := post(t, f, f.Channel, "same", chat.Paragraph("Once"))
	two := post(t, f, f.Channel, "same", chat.Paragraph("Once"))
	if !f.Once {
		return
	}
	if one != two || f.Posted(f.Channel) != 1 {
		t.Errorf("the same key gave the refs %q and %q, and %d messages", one, two, f.Posted(f.Channel))
	}
}

func testGolden(t *testing.T, f Fixture) {
	for _, g := range Messages() {
		ref := post(t, f, f.Channel, g.Name, g.Message)
		wantWords(t, g, read(t, f, ref))
	}
}

func testGoldenUpdate(t *testing.T, f Fixture) {
	ref := post(t, f, f.Channel, "k", chat.Paragraph("first"))
	for _, g := range Messages() {
		if err := f.Service.Update(context.Background(), f.Channel, ref, g.Message); err != nil {
			t.Errorf("%s: %v", g.Name, err)
			continue
		}
		wantWords(t, g, read(t, f, ref))
	}
}

// wantWords requires that every word of the message's plain text can be read.
func wantWords(t *testing.T, g Golden, got string) {
	t.Helper()
	plain := g.Message.Plain(func(string) string { return "Ana Ruiz" })
	for _, word := range strings.Fields(plain) {
		if word = strings.Trim(word, "[]()-“”.,:*@"); word != "" && !strings.Contains(strings.ToLower(got), strings.ToLower(word)) {
			t.Errorf("%s: %q cannot be read in %q", g.Name, word, got)
		}
	}
}

func testHostile(t *testing.T, f Fixture) {
	const words = `<script>alert("x")</script> **not bold** <@ana> [a](https://b)`
	ref := post(t, f, f.Channel, "k", chat.Say(chat.Text{Marked: chat.Escape(words)}, chat.Quote{Text: words}))
	if got := read(t, f, ref); strings.Count(got, words) != 2 {
		t.Errorf("the words %q were read as %q", words, got)
	}
}
