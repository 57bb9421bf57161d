package web

import (
	"context"
	"errors"
	"flag"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// words is what a person reads on a piece of page; pictures count with their alternative text.
func words(page string) string {
	page = regexp.MustCompile(`<img [^>]*alt="([^"]*)"[^>]*>`).ReplaceAllString(page, "$1")
	page = regexp.MustCompile(`<progress[^>]*>`).ReplaceAllString(page, "")
	return html.UnescapeString(tags.ReplaceAllString(page, ""))
}

// drawn returns the drawing of the message ref as Ana sees it.
func (w *world) drawn(ref string) (string, bool) {
	e, err := w.entry(context.Background(), ref)
	if err != nil {
		return "", false
	}
	path := entryPath(e, "ana")
	page := w.get(strings.Split(path, "#")[0])
	_, rest, ok := strings.Cut(page, `id="m`+ref+`"`)
	if !ok {
		return "", false
	}
	_, rest, _ = strings.Cut(rest, `<div class="body">`)
	body, _, _ := strings.Cut(rest, `<div class="tools">`)
	return body, true
}

func TestEveryServicePromise(t *testing.T) {
	chattest.Run(t, func(t *testing.T) chattest.Fixture {
		w := newWorld(t)
		return chattest.Fixture{
			Service: w, Channel: fleet, Direct: chat.Place{Service: Name, User: "ana"}, Once: true,
			Read: func(ref string) (string, bool) {
				body, ok := w.drawn(ref)
				return words(body), ok
			},
			Posted: func(p chat.Place) int {
				return len(w.memory.find(func(e Entry) bool { return e.Room == roomOf(p) }))
			},
		}
	})
}

func TestGoldenDrawings(t *testing.T) {
	for _, g := range chattest.Messages() {
		w := newWorld(t)
		ref := w.said(fleet, g.Name, g.Message)
		body, _ := w.drawn(ref)
		got := regexp.MustCompile(`(name="token" value=")[a-z0-9]+`).ReplaceAllString(body, "${1}TOKEN")
		got = strings.TrimSuffix(strings.TrimSpace(got), "</div>")
		path := filepath.Join("testdata", "golden", g.Name+".html")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is drawn as\n%s\nwant\n%s", g.Name, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	tests := []struct {
		name, room, text string
		want             *chat.Incoming // nil: nothing is handed to the bot
	}{
		{"in a channel", "#fleet", "4.2% because the promo ended",
			&chat.Incoming{Text: "4.2% because the promo ended", Place: chat.Place{Service: "web", Channel: "#fleet"}}},
		{"to the bot by name", "#fleet", "@Throughline, who owns claims?",
			&chat.Incoming{Text: "who owns claims?", Mention: true, Place: chat.Place{Service: "web", Channel: "#fleet"}}},
		{"the name in the middle, any case", "#fleet", "hey @throughline  what now",
			&chat.Incoming{Text: "hey what now", Mention: true, Place: chat.Place{Service: "web", Channel: "#fleet"}}},
		{"an address is no mention", "#fleet", "write to bot@throughline.example",
			&chat.Incoming{Text: "write to bot@throughline.example", Place: chat.Place{Service: "web", Channel: "#fleet"}}},
		{"lines stay lines", "#fleet", "one\r\ntwo",
			&chat.Incoming{Text: "one\ntwo", Place: chat.Place{Service: "web", Channel: "#fleet"}}},
		{"to the bot directly", "@ana", "what do I owe?",
			&chat.Incoming{Text: "what do I owe?", Place: chat.Place{Service: "web", Channel: "@ana", User: "ana"}}},
		{"to a colleague", "@ana+jo", "the bot does not read this", nil},
		{"nothing", "#fleet", " \n ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			if a := w.say(tt.room, tt.text); a.status != http.StatusSeeOther {
				t.Fatalf("status %d: %s", a.status, a.body)
			}
			got := w.door.all()
			if tt.want == nil {
				if len(got) != 0 {
					t.Fatalf("the bot was handed %+v", got)
				}
				return
			}
			if len(got) != 1 {
				t.Fatalf("the bot was handed %d things", len(got))
			}
			in := got[0]
			if in.Text != tt.want.Text || in.Mention != tt.want.Mention || in.Place != tt.want.Place || in.From != "ana" || in.ID == "" || in.Ref == "" || !in.At.Equal(monday) {
				t.Errorf("the bot was handed %+v, want %+v", in, *tt.want)
			}
		})
	}
}

func TestReplyInThread(t *testing.T) {
	w := newWorld(t)
	root := w.said(fleet, "round", w.round(1, "not in"))
	w.say("#fleet", "91.4%", "thread", root)
	first := w.door.all()[0]
	if first.Place.Thread != root {
		t.Fatalf("the reply came from %+v, want thread %s", first.Place, root)
	}
	w.say("#fleet", "sorry, 91.5%", "thread", first.Ref)
	if second := w.door.all()[1]; second.Place.Thread != root {
		t.Errorf("a reply to a reply hangs from %q, want %s", second.Place.Thread, root)
	}
	page := w.get("/c/fleet")
	if !strings.Contains(page, "2 replies") || !strings.Contains(page, `href="/c/fleet?thread=`+root+`"`) || strings.Contains(page, "sorry, 91.5%") {
		t.Error("the channel should show that there are two replies, and not show them")
	}
	if page := w.get("/c/fleet?thread=" + root); !strings.Contains(page, "sorry, 91.5%") {
		t.Error("the thread does not show its reply")
	}
}

func TestSentTwiceIsSaidOnce(t *testing.T) {
	w := newWorld(t)
	w.say("#fleet", "91.4%")
	w.say("#fleet", "91.4%")
	if n := len(w.memory.entries); n != 1 {
		t.Errorf("a double click was said %d times", n)
	}
	if got := w.door.all(); len(got) != 1 {
		t.Errorf("a double click was handed over as %d things", len(got))
	}
	w.say("#fleet", "91.5%") // a page from the browser's history, with its old token
	if n := len(w.memory.entries); n != 2 {
		t.Errorf("other words under an old token: %d messages, want 2", n)
	}
}

func TestUndeliveredIsSentAgain(t *testing.T) {
	w := newWorld(t)
	w.door.broken = errors.New("disk full")
	if a := w.say("#fleet", "91.4%"); a.status != http.StatusServiceUnavailable || strings.Contains(a.body, "disk full") {
		t.Errorf("status %d: %s", a.status, a.body)
	}
	w.door.broken = nil
	w.say("#fleet", "91.4%")
	if len(w.memory.entries) != 1 || len(w.door.all()) != 1 {
		t.Errorf("%d messages, %d handed over, want 1 and 1", len(w.memory.entries), len(w.door.all()))
	}
}

func TestPeopleEditTheirOwnWords(t *testing.T) {
	w := newWorld(t)
	w.say("#fleet", "@Jo Lindqvist 4.2%")
	ref := w.door.all()[0].Ref
	if page := w.get("/edit?ref=" + ref); !strings.Contains(page, ">@Jo Lindqvist 4.2%</textarea>") {
		t.Errorf("the editor does not hold what was typed: %s", page)
	}
	form := url.Values{"ref": {ref}, "text": {"4.3%"}, "token": {token}}
	if a := w.do("POST", "/edit", form, as("jo")...); a.status != http.StatusForbidden {
		t.Errorf("somebody else's words were changed: %d", a.status)
	}
	if a := w.do("POST", "/edit", form); a.status != http.StatusSeeOther {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
	in := w.door.all()[1]
	if in.What != chat.Edited || in.Text != "4.3%" || in.Ref != ref {
		t.Errorf("the bot was handed %+v", in)
	}
	if page := w.get("/c/fleet"); !strings.Contains(page, "(edited)") || strings.Contains(page, "4.2%") {
		t.Error("the channel does not show the change")
	}
}

func TestButtons(t *testing.T) {
	w := newWorld(t)
	ref := w.said(fleet, "round", w.round(1, "not in"))
	press := url.Values{"ref": {ref}, "action": {"checkin/snooze"}, "value": {"1h"}, "token": {token}, "back": {"/c/fleet"}}
	for range 2 {
		if a := w.do("POST", "/press", press); a.status != http.StatusSeeOther || a.header.Get("Location") != "/c/fleet" {
			t.Fatalf("status %d to %q: %s", a.status, a.header.Get("Location"), a.body)
		}
	}
	got := w.door.all()
	if len(got) != 1 || got[0].What != chat.Pressed || got[0].Action != "checkin/snooze" || got[0].Value != "1h" || got[0].Ref != ref {
		t.Errorf("the bot was handed %+v", got)
	}
	press.Set("value", "a year")
	if a := w.do("POST", "/press", press); a.status != http.StatusConflict {
		t.Errorf("a button that is not there was pressed: %d", a.status)
	}
}

func TestFormKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	ref := w.said(fleet, "round", w.round(1, "not in"))
	if page := w.get("/form?action=checkin/form&value=round&ref=" + ref); !strings.Contains(page, `value="91.4"`) {
		t.Fatalf("the form does not open filled in: %s", page)
	}
	form := url.Values{
		"ref": {ref}, "action": {"checkin/save"}, "value": {"round"}, "opened": {"checkin/form"}, "opened_value": {"round"}, "token": {token},
		"field.m_otd": {`ninety<b>`}, "field.why": {"two vans"}, "field.sure": {"estimated"},
	}
	a := w.do("POST", "/form", form)
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", a.status)
	}
	for _, want := range []string{`value="ninety&lt;b&gt;"`, ">two vans</textarea>", `value="estimated" selected`, "is not a number", `aria-invalid="true"`, `aria-describedby="hint0 error0"`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the form does not hold %s", want)
		}
	}
	if len(w.door.all()) != 0 {
		t.Error("a form with a fault was handed over")
	}
	form.Set("field.m_otd", "90")
	if a := w.do("POST", "/form", form); a.status != http.StatusSeeOther {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
	in := w.door.all()[0]
	if in.What != chat.Submitted || in.Action != "checkin/save" || in.Fields["m_otd"] != "90" || in.Fields["why"] != "two vans" || in.Ref != ref {
		t.Errorf("the bot was handed %+v", in)
	}
}

func TestUnreadUntilSeen(t *testing.T) {
	w := newWorld(t)
	w.get("/c/fleet")
	w.said(fleet, "one", chat.Paragraph("one"))
	w.get("/c/fleet") // seen
	w.said(fleet, "two", chat.Paragraph("two"))
	badge := `data-badge="/c/fleet"><span>1</span>`
	if page := w.get("/c/care"); !strings.Contains(page, badge) {
		t.Error("a new message is not counted")
	}
	if page := w.get("/c/fleet"); !strings.Contains(page, "firstnew") || strings.Contains(page, badge) {
		t.Error("the room should say what is new, and count nothing any more")
	}
	if page := w.get("/c/fleet"); strings.Contains(page, "firstnew") {
		t.Error("what was seen is still new")
	}
	if page := w.get("/c/care", as("jo")...); !strings.Contains(page, `data-badge="/c/fleet"><span>2</span>`) {
		t.Error("Jo has seen nothing yet")
	}
}

func TestDaysAreTheWorkspaces(t *testing.T) {
	w := newWorld(t)
	w.clock.now = monday.Add(-9 * time.Hour) // Sunday 23:00 in UTC is Monday 00:00 in Berlin
	w.said(fleet, "one", chat.Paragraph("one"))
	w.clock.now = monday
	w.said(fleet, "two", chat.Paragraph("two"))
	page := w.get("/c/fleet")
	if n := strings.Count(page, "newday"); n != 1 || !strings.Contains(page, "Monday 23 November 2026") {
		t.Errorf("%d days begin on the page, want 1", n)
	}
}

func TestEarlierMessages(t *testing.T) {
	w := newWorld(t)
	for i := range pageSize + 5 {
		w.said(fleet, "k"+string(rune('A'+i)), chat.Paragraph("message "+string(rune('A'+i))+"."))
	}
	page := w.get("/c/fleet")
	if strings.Contains(page, "message A.") || !strings.Contains(page, "?before=6") {
		t.Error("the first page should hold the newest and lead to the rest")
	}
	if page := w.get("/c/fleet?before=6"); !strings.Contains(page, "message A.") || strings.Contains(page, "message F.") {
		t.Error("the page before holds the wrong messages")
	}
}

func TestTheClock(t *testing.T) {
	w := newWorld(t)
	a := w.do("POST", "/clock", url.Values{"step": {"Next Monday 09:00"}, "back": {"/c/fleet"}})
	if a.status != http.StatusSeeOther || !w.clock.Now().Equal(monday.AddDate(0, 0, 7)) {
		t.Fatalf("status %d, and it is %s", a.status, w.clock.Now())
	}
	if page := w.get("/c/fleet"); !strings.Contains(page, "Mon 30 Nov 2026, 09:00") {
		t.Error("the bar does not show the new time")
	}
	if a := w.do("POST", "/clock", url.Values{"step": {"Last year"}}); a.status != http.StatusConflict {
		t.Errorf("a step that is not offered: %d", a.status)
	}
}

func TestTimeMovesOnceAtATime(t *testing.T) {
	gate := make(chan struct{})
	w := newWorld(t)
	w.clock.gate = gate
	step := url.Values{"step": {"An hour on"}}
	if a := w.do("POST", "/clock", step, "X-Part", "1"); a.status != http.StatusNoContent {
		t.Fatalf("status %d", a.status)
	}
	if a := w.do("POST", "/clock", step, "X-Part", "1"); a.status != http.StatusConflict {
		t.Errorf("a second journey began: %d", a.status)
	}
	if page := w.get("/c/fleet"); !strings.Contains(page, "clock-moving") {
		t.Error("the bar does not show that time is moving")
	}
	close(gate)
	w.work.Wait()
	if page := w.get("/c/fleet"); strings.Contains(page, "clock-moving") {
		t.Error("time has arrived, and still moves")
	}
}

func TestWithoutAClock(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Clock = nil })
	if page := w.get("/c/fleet"); strings.Contains(page, `id="clock"`) {
		t.Error("a clock that cannot be moved is shown")
	}
	if a := w.do("POST", "/clock", url.Values{"step": {"An hour on"}}); a.status != http.StatusNotFound {
		t.Errorf("status %d", a.status)
	}
}

func TestSwitchPerson(t *testing.T) {
	w := newWorld(t)
	a := w.do("POST", "/speak", url.Values{"person": {"jo"}, "back": {"/c/fleet"}})
	cookie := a.header.Get("Set-Cookie")
	if a.status != http.StatusSeeOther || !strings.Contains(cookie, "=jo;") || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("status %d, cookie %q", a.status, cookie)
	}
	if page := w.get("/c/fleet", as("jo")...); !strings.Contains(page, "Speaking as Jo Lindqvist") {
		t.Error("the page does not say who speaks")
	}
	if a := w.do("POST", "/speak", url.Values{"person": {"nobody"}}); a.status != http.StatusNotFound {
		t.Errorf("somebody who does not exist speaks: %d", a.status)
	}
}

func TestWelcome(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Welcome = welcome() })
	if page := w.get("/c/fleet"); !strings.Contains(page, "Welcome to Larkfield Freight") {
		t.Fatal("a newcomer is not welcomed")
	}
	a := w.do("POST", "/try", url.Values{"n": {"0"}})
	if got, want := a.header.Get("Location"), "/d/throughline?say=how+does+my+team+affect+market+share%3F"; got != want {
		t.Errorf("the first leads to %q, want %q", got, want)
	}
	if page := w.get(a.header.Get("Location")); !strings.Contains(page, ">how does my team affect market share?</textarea>") {
		t.Error("the question is not filled in")
	}
	if a := w.do("POST", "/try", url.Values{"n": {"1"}}); !strings.Contains(a.header.Get("Set-Cookie"), "=ana;") {
		t.Error("the second does not speak as Ana")
	}
	w.do("POST", "/try", url.Values{"n": {"2"}, "back": {"/c/fleet"}})
	if !w.clock.Now().Equal(monday.AddDate(0, 0, 7)) {
		t.Errorf("the third did not move the clock: %s", w.clock.Now())
	}
	if page := w.get("/c/fleet", "Cookie", welcomeCookie+"=yes"); strings.Contains(page, "id=\"welcome\"") {
		t.Error("put away, and still there")
	}
}

func TestPicturesFollowTheTheme(t *testing.T) {
	tests := map[string]bool{
		"": false, themeCookie + "=dark": true, themeCookie + "=light; " + schemeCookie + "=dark": false,
		themeCookie + "=system; " + schemeCookie + "=dark": true, schemeCookie + "=dark": true, schemeCookie + "=light": false,
	}
	for cookies, want := range tests {
		r, err := http.NewRequest("GET", "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Cookie", cookies)
		if got := Dark(r); got != want {
			t.Errorf("Dark with %q = %t, want %t", cookies, got, want)
		}
	}
}

func TestPagesOfOthers(t *testing.T) {
	w := newWorld(t)
	drawings(w)
	page := w.get("/map", as("jo")...)
	for _, want := range []string{"One in five loads", "Speaking as Jo", `href="/map" aria-current="page"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}
