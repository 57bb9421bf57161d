package web

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

// A step is something that the person at the browser does.
type step = chromedp.Action[chromedp.Void]

// browse opens a browser of its own.
func browse(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Fatal("the browser tests need Chromium: apt-get install chromium (Debian, Ubuntu), brew install --cask chromium (macOS)")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"), chromedp.Flag("force-prefers-reduced-motion", true), chromedp.WindowSize(1280, 800))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	act(t, ctx) // starts the browser, which lives as long as this context
	ctx, stop = context.WithTimeout(ctx, 6*time.Minute)
	t.Cleanup(stop)
	return ctx
}

func act(t *testing.T, ctx context.Context, actions ...step) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// TestInTheBrowser does what people do, with one browser for all of it.
func TestInTheBrowser(t *testing.T) {
	ctx := browse(t)
	tests := []struct {
		name string
		do   func(*testing.T, context.Context)
	}{
		{"talk", talk}, {"long answer", long}, {"form", fillIn}, {"thread", threads}, {"mention", mention}, {"clock", moveTime},
		{"reconnect", reconnect}, {"unread", unread}, {"switch person", switchPerson}, {"welcome", tryOut}, {"keys", keys},
		{"narrow", narrow}, {"edit", editing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// Everybody starts without cookies, and the page must not complain.
			var faults complaints
			tab, leave := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(faults.note))
			defer leave()
			tt.do(t, tab)
			for _, fault := range faults.all() {
				t.Errorf("the browser complains: %s", fault)
			}
		})
	}
}

// complaints are what a browser has against a page: scripts that fail, and what
// its content security policy forbids. Refused requests are part of the tests.
type complaints struct {
	mu   sync.Mutex
	said []string
}

func (c *complaints) note(ev any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch ev := ev.(type) {
	case *cdplog.EventEntryAdded:
		if ev.Entry.Source != cdplog.EntrySourceNetwork && ev.Entry.Level == cdplog.EntryLevelError {
			c.said = append(c.said, ev.Entry.Text)
		}
	case *cdpruntime.EventExceptionThrown:
		c.said = append(c.said, fmt.Sprintf("%s in line %d", ev.ExceptionDetails.Text, ev.ExceptionDetails.LineNumber+1))
	}
}

func (c *complaints) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.said
}

// open shows a page and waits until it is alive.
func open(t *testing.T, ctx context.Context, w *world, path string) {
	t.Helper()
	act(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(w.server.URL+path), chromedp.WaitReady(`body[data-live]`))
}

// sees waits until the page shows words.
func sees(t *testing.T, ctx context.Context, selector, words string) {
	t.Helper()
	script := fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.checkVisibility() && e.textContent.includes(%q))`, selector, words)
	for end := time.Now().Add(time.Minute); ; {
		_, err := chromedp.Run(ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(5*time.Second)))
		if err == nil {
			return
		}
		// A page that is left while it is watched is an error too: the next one is watched instead.
		if time.Now().After(end) {
			shown, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`))
			t.Fatalf("%s never showed %q: %v\nthe page: %s", selector, words, err, shown)
		}
	}
}

func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return v
}

func talk(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	w.door.answer = func(in chat.Incoming) {
		ref := w.said(in.Answer(), "answer", chat.Paragraph("Looking …"))
		if err := w.Update(context.Background(), in.Answer(), ref, chat.Paragraph("**91.4%** recorded")); err != nil {
			t.Error(err)
		}
	}
	open(t, ctx, w, "/d/throughline")
	act(t, ctx, chromedp.SendKeys(`#say`, "claims <b>0.7</b>"+kb.Enter))
	sees(t, ctx, "#log .text", "claims <b>0.7</b>")
	sees(t, ctx, "#log .text", "91.4% recorded")
	if n := eval[int](t, ctx, `document.querySelectorAll("#log > li").length`); n != 2 {
		t.Errorf("%d messages are shown, want 2", n)
	}
	if left := eval[string](t, ctx, `document.querySelector("#say").value`); left != "" {
		t.Errorf("%q is left in the composer", left)
	}
	if n := eval[int](t, ctx, `document.querySelectorAll("#log li.newday").length`); n != 1 {
		t.Errorf("%d days are announced, want 1", n)
	}
}

// long answers are read from their beginning.
func long(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	open(t, ctx, w, "/c/fleet")
	var blocks []chat.Block
	for i := range 80 {
		blocks = append(blocks, chat.Text{Marked: fmt.Sprintf("Line %d.", i)})
	}
	w.said(fleet, "long", chat.Say(blocks...))
	sees(t, ctx, "#log .text", "Line 79.")
	const where = `(() => {
		const room = document.querySelector(".room-main .scroll").getBoundingClientRect(), top = document.querySelector("#m1 .author").getBoundingClientRect().top;
		return top >= room.top && top < room.bottom ? "in sight" : top + " outside of " + room.top + " to " + room.bottom;
	})()`
	if got := eval[string](t, ctx, where); got != "in sight" {
		t.Errorf("the beginning of a long answer is at %s", got)
	}
	w.said(chat.Place{Channel: "#fleet", Thread: "1"}, "first", chat.Paragraph("The first reply."))
	w.said(chat.Place{Channel: "#fleet", Thread: "1"}, "second", chat.Say(blocks...))
	act(t, ctx, chromedp.Click(`#m1 .replies`), chromedp.WaitVisible(`#thread-log`))
	sees(t, ctx, "#thread-log .text", "Line 79.")
	if top := eval[float64](t, ctx, `document.querySelector("#m2").getBoundingClientRect().top - document.querySelector("#panel .scroll").getBoundingClientRect().top`); math.Abs(top) > 60 {
		t.Errorf("a thread of long replies opens %v pixels from its first", top)
	}
	w.said(fleet, "next", chat.Paragraph("Short."))
	sees(t, ctx, "#log .text", "Short.")
	act(t, ctx, chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(`#panel`))
	act(t, ctx, chromedp.Reload(), chromedp.WaitReady(`body[data-live]`))
	if end := eval[float64](t, ctx, `Math.abs(document.querySelector(".room-main .scroll").scrollTop)`); end > 1 {
		t.Errorf("a room that is all read opens %v pixels from its end", end)
	}
}

func fillIn(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	w.said(fleet, "round", w.round(1, "not in"))
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.Click(`#log form[action="/form"] button`), chromedp.WaitVisible(`#dialog[open] #field0`),
		chromedp.SetValue(`#field0`, "ninety"), chromedp.SendKeys(`#field1`, "two vans"), chromedp.Click(`#dialog .primary`))
	sees(t, ctx, "#dialog .error", "is not a number")
	if got := eval[string](t, ctx, `document.querySelector("#field0").value + "/" + document.querySelector("#field1").value + "/" + document.activeElement.id`); got != "ninety/two vans/field0" {
		t.Errorf("the form came back with %q", got)
	}
	act(t, ctx, chromedp.SetValue(`#field0`, "90"), chromedp.Click(`#dialog .primary`), chromedp.WaitNotPresent(`#dialog[open]`))
	if got := w.door.all(); len(got) != 1 || got[0].Fields["m_otd"] != "90" || got[0].Fields["why"] != "two vans" {
		t.Errorf("the bot was handed %+v", got)
	}
	pressed := make(chan chat.Incoming, 1)
	w.door.answer = func(in chat.Incoming) { pressed <- in }
	act(t, ctx, chromedp.Click(`#log form[action="/press"] button`))
	if got := <-pressed; got.What != chat.Pressed || got.Value != "1h" {
		t.Errorf("the press was handed over as %+v", got)
	}
}

func threads(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	ref := w.said(fleet, "round", w.round(1, "not in"))
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.Click(`#m`+ref+` .tools a`, chromedp.NodeReady), chromedp.WaitVisible(`#reply`), chromedp.SendKeys(`#reply`, "91.4%"+kb.Enter))
	sees(t, ctx, "#thread-log .text", "91.4%")
	sees(t, ctx, "#m"+ref+" .replies", "1 reply")
	if path := eval[string](t, ctx, `location.pathname + location.search`); path != "/c/fleet?thread="+ref {
		t.Errorf("the thread's page is %q", path)
	}
	act(t, ctx, chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(`#panel`))
	if at := eval[string](t, ctx, `document.activeElement.className`); at != "replies" {
		t.Errorf("the focus is on %q", at)
	}
	act(t, ctx, chromedp.NavigateBack())
	sees(t, ctx, "#thread-log .text", "91.4%")
}

func mention(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.SendKeys(`#say`, "@thr"), chromedp.WaitVisible(`.mentions li[aria-selected=true]`), chromedp.SendKeys(`#say`, kb.Enter+"and @li"),
		chromedp.WaitVisible(`.mentions li`), chromedp.SendKeys(`#say`, kb.Tab+"hello"+kb.Enter))
	sees(t, ctx, "#log .mention", "@Throughline")
	sees(t, ctx, "#log .mention", "@Jo Lindqvist")
	if got := w.door.all(); len(got) != 1 || !got[0].Mention || got[0].Text != "and @Jo Lindqvist hello" {
		t.Errorf("the bot was handed %+v", got)
	}
}

func moveTime(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	w.clock.gate = make(chan struct{})
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.Click(`.step[value="Next Monday 09:00"]`), chromedp.WaitVisible(`.clock-moving progress`))
	w.clock.gate <- struct{}{}
	w.clock.gate <- struct{}{}
	sees(t, ctx, ".clock-moving progress", "50%")
	sees(t, ctx, ".clock-now", "Thu 26 Nov")
	close(w.clock.gate)
	sees(t, ctx, ".clock-now", "Mon 30 Nov 2026, 09:00")
	sees(t, ctx, ".step", "Tomorrow 09:00")
}

func reconnect(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	open(t, ctx, w, "/c/fleet")
	w.said(fleet, "one", chat.Paragraph("before"))
	sees(t, ctx, "#log .text", "before")
	w.server.CloseClientConnections()
	w.said(fleet, "two", chat.Paragraph("while away"))
	sees(t, ctx, "#log .text", "while away")
	if n := eval[int](t, ctx, `document.querySelectorAll("#log > li").length`); n != 2 {
		t.Errorf("%d messages are shown, want 2", n)
	}
}

func unread(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	open(t, ctx, w, "/c/fleet")
	w.said(chat.Place{Channel: "#care"}, "one", chat.Paragraph("one"))
	w.said(chat.Place{Person: "ana"}, "two", chat.Paragraph("two"))
	w.said(chat.Place{Person: "jo"}, "three", chat.Paragraph("not for Ana"))
	sees(t, ctx, `[data-badge="/c/care"]`, "1")
	sees(t, ctx, `[data-badge="/d/throughline"]`, "1")
	if title := eval[string](t, ctx, `document.title`); title != "(2) #fleet · Larkfield Freight" {
		t.Errorf("the title is %q", title)
	}
	w.post("@ana+jo", "", "jo", "a new conversation")
	sees(t, ctx, `.room.unread .room-name`, "Jo Lindqvist")
}

func switchPerson(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.Click(`.speaker-link`), chromedp.WaitVisible(`#find-person`), chromedp.SendKeys(`#find-person`, "customer"))
	if shown := eval[int](t, ctx, `[...document.querySelectorAll("#people li")].filter((li) => !li.hidden).length`); shown != 1 {
		t.Errorf("%d people are of Customer Care, want 1", shown)
	}
	act(t, ctx, chromedp.Click(`#people li:not([hidden]) form button`))
	sees(t, ctx, ".speaker-name", "Jo Lindqvist")
	act(t, ctx, chromedp.WaitReady(`body[data-live]`), chromedp.Click(`[name=theme][value=dark]`), chromedp.WaitReady(`html[data-theme=dark]`))
	act(t, ctx, chromedp.Click(`[name=theme][value=system]`), chromedp.WaitReady(`html[data-theme=system]`))
	act(t, ctx, chromedp.Click(`.speaker-link`), chromedp.WaitVisible(`#people`), chromedp.Click(`#people li:first-child form button`))
	sees(t, ctx, ".speaker-name", "Ana Ruiz")
}

func tryOut(t *testing.T, ctx context.Context) {
	w := newWorld(t, func(c *Config) { c.Welcome = welcome() })
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.Click(`.tries li:first-child button`))
	sees(t, ctx, "h1", "Throughline")
	act(t, ctx, chromedp.WaitReady(`body[data-live]`), chromedp.SendKeys(`#say`, kb.Enter))
	sees(t, ctx, "#log .text", "how does my team affect market share?")
	w.clock.gate = make(chan struct{})
	act(t, ctx, chromedp.Click(`.tries li:last-child button`), chromedp.WaitVisible(`.clock-moving`))
	close(w.clock.gate)
	sees(t, ctx, ".clock-now", "Mon 30 Nov 2026, 09:00")
	act(t, ctx, chromedp.WaitReady(`body[data-live]`))
	act(t, ctx, chromedp.Click(`#welcome header button`), chromedp.WaitNotPresent(`#welcome`), chromedp.Reload(), chromedp.WaitReady(`body[data-live]`), chromedp.WaitNotPresent(`#welcome`))
}

func keys(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	open(t, ctx, w, "/c/fleet")
	eval[bool](t, ctx, `(document.querySelector('.room[href="/c/fleet"]').focus(), true)`)
	act(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	if at := eval[string](t, ctx, `document.activeElement.getAttribute("href")`); at != "/c/care" {
		t.Errorf("arrow down leads to %q", at)
	}
	act(t, ctx, chromedp.KeyEvent(kb.ArrowUp), chromedp.SendKeys(`#say`, "one"), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierShift)), chromedp.SendKeys(`#say`, "two"+kb.Enter))
	sees(t, ctx, "#log .text", "one\ntwo")
	first := `document.querySelector("a, button, input, textarea")`
	if class := eval[string](t, ctx, first+`.className`); class != "skip" {
		t.Errorf("the first stop of the keyboard is %q", class)
	}
	eval[bool](t, ctx, `(`+first+`.focus(), true)`)
	act(t, ctx, chromedp.KeyEvent(kb.Enter))
	if at := eval[string](t, ctx, `document.activeElement.id`); at != "main" {
		t.Errorf("the skip link leads to %q", at)
	}
}

func narrow(t *testing.T, ctx context.Context) {
	w := newWorld(t, func(c *Config) { c.Welcome = welcome() })
	drawings(w)
	w.demo()
	for _, g := range chattest.Messages() {
		w.said(fleet, g.Name+"/narrow", g.Message)
	}
	for _, path := range []string{"/c/fleet", "/c/fleet?thread=2", "/d/throughline", "/people", "/map", "/nothing", "/c/strategy"} {
		open(t, ctx, w, path)
		act(t, ctx, chromedp.EmulateViewport(360, 740))
		if wide := eval[int](t, ctx, `Math.max(...[...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && !e.closest(".scroller, .clock-steps, .sr, .skip")).map((e) => Math.round(e.getBoundingClientRect().right)))`); wide > 360 {
			t.Errorf("%s is %d pixels wide on a phone of 360", path, wide)
		}
	}
}

func editing(t *testing.T, ctx context.Context) {
	w := newWorld(t)
	w.post("#fleet", "", "ana", "4.2%")
	open(t, ctx, w, "/c/fleet")
	act(t, ctx, chromedp.Click(`#m1 .tools a[data-dialog]`, chromedp.NodeReady), chromedp.WaitVisible(`#edit-text`), chromedp.SetValue(`#edit-text`, "4.3%"), chromedp.Click(`#dialog .primary`))
	sees(t, ctx, "#log .text", "4.3%")
	sees(t, ctx, "#log .edited", "(edited)")
}
