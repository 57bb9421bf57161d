package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var shots = flag.String("shots", "", "folder to save pictures of the demo in")

// A visitor is a person at a browser who looks at a demo.
type visitor struct {
	*testing.T
	ctx context.Context
	url string
	mu  sync.Mutex
	bad []string // what the browser has against the pages
}

// visit opens the logistics demo at scriptNow in a browser of its own.
func visit(t *testing.T) *visitor {
	t.Helper()
	o := newDemo(t, "logistics")
	o.views()
	server := httptest.NewServer(o.site)
	working, stop := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	wait.Go(func() { o.bot.Run(working) })
	t.Cleanup(func() {
		o.site.Close()
		server.Close()
		stop()
		wait.Wait()
	})
	v := &visitor{T: t, url: server.URL}
	v.ctx = v.browser()
	return v
}

func (v *visitor) browser() context.Context {
	v.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		v.Fatal("the browser tests need Chromium: apt-get install chromium (Debian, Ubuntu)")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(v.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"), chromedp.WindowSize(1280, 800))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	v.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx, chromedp.WithListener(v.note))
	v.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		v.Fatal(err)
	}
	ctx, stop = context.WithTimeout(ctx, 6*time.Minute)
	v.Cleanup(stop)
	return ctx
}

// note hears scripts that fail, and what the content security policy forbids.
func (v *visitor) note(ev any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch ev := ev.(type) {
	case *cdplog.EventEntryAdded:
		if ev.Entry.Source != cdplog.EntrySourceNetwork && ev.Entry.Level == cdplog.EntryLevelError {
			v.bad = append(v.bad, ev.Entry.Text)
		}
	case *cdpruntime.EventExceptionThrown:
		v.bad = append(v.bad, ev.ExceptionDetails.Text)
	}
}

// content fails for everything the browser has complained of.
func (v *visitor) content() {
	v.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, text := range v.bad {
		v.Errorf("the browser complains: %s", text)
	}
}

func (v *visitor) do(actions ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	if err := chromedp.Do(v.ctx, actions...); err != nil {
		v.Fatalf("%v\nthe page: %s", err, v.words("body"))
	}
}

func look[T any](v *visitor, script string) T {
	v.Helper()
	got, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		v.Fatalf("%s: %v", script, err)
	}
	return got
}

func (v *visitor) words(selector string) string {
	got, _ := chromedp.Run(v.ctx, chromedp.Evaluate[string](fmt.Sprintf(`[...document.querySelectorAll(%q)].map((e) => e.innerText).join("\n")`, selector)))
	return got
}

// patience is how long a visitor waits for what must come: long, for a machine that
// does much else at the time.
const patience = time.Minute

// until waits until a script says true. A page that is left while it is watched
// is no failure: the next one is watched instead.
func (v *visitor) until(what, script string) {
	v.Helper()
	for end := time.Now().Add(patience); ; {
		_, err := chromedp.Run(v.ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(10*time.Second)))
		if err == nil {
			return
		}
		if time.Now().After(end) || v.ctx.Err() != nil {
			v.Fatalf("%s never came: %v\nthe page: %s", what, err, v.words("body"))
		}
	}
}

// sees waits until one element shows all of the words.
func (v *visitor) sees(selector string, words ...string) {
	v.Helper()
	var all []string
	for _, w := range words {
		all = append(all, fmt.Sprintf(`e.innerText.includes(%q)`, w))
	}
	v.until(fmt.Sprintf("%q in %s", words, selector), fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.checkVisibility() && %s)`, selector, strings.Join(all, " && ")))
}

// open shows a page and waits until it is alive.
func (v *visitor) open(path string) {
	v.Helper()
	v.do(chromedp.Navigate(v.url+path), chromedp.WaitReady(`body[data-live]`))
}

// become speaks as somebody else, chosen from the list of people.
func (v *visitor) become(name string) {
	v.Helper()
	v.do(chromedp.Click(`.speaker-link`), chromedp.WaitVisible(`#find-person`), chromedp.SendKeys(`#find-person`, name),
		chromedp.Click(`#people li:not([hidden]) form button`))
	v.sees(".speaker-name", name)
	v.do(chromedp.WaitReady(`body[data-live]`))
}

// moves moves the clock by a button of the clock bar and waits until it is there.
func (v *visitor) moves(step, then string) {
	v.Helper()
	v.do(chromedp.Click(fmt.Sprintf(`.step[value=%q]`, step)))
	v.sees(".clock-now", then)
	v.do(chromedp.WaitVisible(`.step`))
}

// said is the number of messages in a log.
func (v *visitor) said(log string) int {
	return look[int](v, fmt.Sprintf(`document.querySelectorAll(%q).length`, log+" > li"))
}

// picture saves what is shown, with -shots.
func (v *visitor) picture(name string) {
	v.Helper()
	if *shots == "" {
		return
	}
	v.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1)) // nothing is pointed at
	v.until("all pictures in sight", `[...document.images].every((i) => {
		const box = i.getBoundingClientRect();
		return i.complete || box.bottom < 0 || box.top > innerHeight;
	})`)
	png, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		v.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), png, 0o644); err != nil {
		v.Fatal(err)
	}
}

func (v *visitor) screen(width, height int64) { v.do(chromedp.EmulateViewport(width, height)) }

// TestTheDemoInABrowser tries the demo as its welcome invites to.
func TestTheDemoInABrowser(t *testing.T) {
	t.Parallel()
	v := visit(t)
	v.screen(1280, 800)
	v.open("/")
	v.picture("welcome")
	for _, part := range []struct {
		name string
		do   func(*visitor)
	}{{"ask", ask}, {"pages", leaf}, {"rights", rights}, {"report", report}, {"correct", correct}, {"phone", phone}, {"review", review}} {
		done := t.Run(part.name, func(t *testing.T) {
			p := &visitor{T: t, ctx: v.ctx, url: v.url}
			part.do(p)
		})
		if !done {
			return
		}
	}
	v.content()
}

// ask asks how a team matters, and follows the answer to the map.
func ask(v *visitor) {
	v.become("Nils Brandt")
	v.open("/d/throughline")
	v.do(chromedp.Click(`#welcome header button`), chromedp.WaitNotPresent(`#welcome`))
	v.do(chromedp.SendKeys(`#say`, "how does my team affect market share?"+kb.Enter))
	v.sees("#log .from-bot", "Reduce fulfilment time", "Tomás Becker", "Deliver on time, every time", "Ana Ruiz", "Increase customer loyalty", "Jonah Lindqvist", "Increase market share")
	v.sees("#log .from-bot", "Weakest hop: Increase customer loyalty → Increase market share")
	v.until("the picture", `[...document.querySelectorAll("#log .picture img")].some((i) => i.complete && i.naturalWidth > 100)`)
	v.screen(1280, 1480) // question, answer and map in one: the picture of the README
	v.picture("demo")
	v.screen(1280, 800)
	v.picture("ask")
	src := look[string](v, `document.querySelector("#log .picture img").getAttribute("src")`)
	if !strings.Contains(src, "l_speed_ontime") || !strings.Contains(src, "l_loyal_share") {
		v.Errorf("the picture %q does not show the route", src)
	}
}

// leaf looks through the map, an objective and a metric.
func leaf(v *visitor) {
	v.do(chromedp.Click(`.room[href="/map"]`))
	v.sees("h1", "Strategy map")
	v.picture("map")
	v.do(chromedp.WaitReady(`body[data-live]`))
	at := look[[]float64](v, `(() => { const card = document.querySelector('g[data-card="speed"] rect'); card.scrollIntoView(); const b = card.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	v.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	v.until("the chain of a card", `["staff", "skill", "speed", "on_time_obj", "loyalty", "share"].every((id) => !document.querySelector('g[data-card="' + id + '"]').matches(".aside")) &&
		document.querySelector('g[data-card="care"]').matches(".aside") && document.querySelector('g[data-from="staff"][data-to="care"]').matches(".aside")`)
	v.do(chromedp.Click(`.map-box a[href="/metric/on_time"]`))
	v.sees("h1", "On-time delivery")
	v.do(chromedp.Click(`.room[href="/map"]`))
	v.sees("h1", "Strategy map")
	v.do(chromedp.Click(`.map-box a[href="/objective/on_time_obj"]`))
	v.sees("h1", "Deliver on time, every time")
	v.sees(".view-body", "Route-planning pilot", "Ana Ruiz", "Increase customer loyalty")
	v.picture("objective")
	v.do(chromedp.Click(`.grid a[href="/metric/on_time"]`))
	v.sees("h1", "On-time delivery")
	v.sees(".view-body", "target 96%", "Ana Ruiz", "What drives it", "week 46")
	if n := look[int](v, `document.querySelectorAll(".chart-box svg path, .chart-box svg polyline").length`); n == 0 {
		v.Error("the chart of a metric is empty")
	}
	if n := look[int](v, `document.querySelectorAll(".grid tbody tr").length`); n != 26 {
		v.Errorf("%d readings are listed, want 26", n)
	}
	v.picture("metric")
	v.open("/metrics")
	v.picture("metrics")
}

// rights looks at a restricted metric as somebody who may and as somebody who
// may not.
func rights(v *visitor) {
	v.open("/metric/turnover")
	v.sees("body", "There is no such page here.")
	v.open("/metrics")
	if strings.Contains(v.words("body"), "Employee turnover") {
		v.Error("Nils is shown a restricted metric in the list")
	}
	if code := look[int](v, `(() => { const ask = new XMLHttpRequest(); ask.open("GET", "/metric/turnover", false); ask.send(); return ask.status; })()`); code != http.StatusNotFound {
		v.Errorf("a restricted metric answers %d", code)
	}
	v.become("Lena Okafor")
	v.open("/metric/turnover")
	v.sees("h1", "Employee turnover")
	v.open("/metrics")
	v.sees(".grid", "Employee turnover")
}

// report fills in the form of a round.
func report(v *visitor) {
	v.become("Ana Ruiz")
	v.open("/c/fleet")
	v.moves(stepMonday, "Mon 23 Nov 2026, 09:0")
	v.sees("#log .from-bot", "Numbers for week 47", "0 of 4 in", "On-time delivery", "Damaged parcels")
	v.picture("round")
	v.do(chromedp.Click(`#log form[action="/form"] button`), chromedp.WaitVisible(`#dialog[open] #field2`),
		chromedp.SendKeys(`#field2`, "25000"), chromedp.SendKeys(`#field3`, "two pallets fell"), chromedp.Click(`#dialog .primary`),
		chromedp.WaitVisible(`#dialog .error`))
	v.picture("form")
	if got := look[string](v, `document.querySelector("#field2").value + "/" + document.querySelector("#field3").value + "/" + document.activeElement.id`); got != "25000/two pallets fell/field2" {
		v.Errorf("the form came back with %q", got)
	}
	before := v.said("#log")
	// Whatever the example's truth: as many as last week are believed.
	last := look[string](v, `document.querySelector("#dialog").innerText.match(/last ([\d.]+) per 1,000 parcels/)[1]`)
	v.do(chromedp.SetValue(`#field2`, last), chromedp.Click(`#dialog .primary`), chromedp.WaitNotPresent(`#dialog[open]`))
	v.sees("#log .from-bot", "1 of 4 in", "Damaged parcels", last+" per 1,000 parcels")
	if after := v.said("#log"); after != before {
		v.Errorf("the round was said anew: %d messages, then %d", before, after)
	}
	v.do(chromedp.Click(`#log .replies`), chromedp.WaitVisible(`#reply`))
	v.sees("#thread-log .from-bot", "Damaged parcels", last+" per 1,000 parcels", "two pallets fell")
}

// correct replies in the thread, and takes a value back for another.
func correct(v *visitor) {
	v.do(chromedp.SendKeys(`#reply`, "On-time delivery 94.2% because the ring road is open again"+kb.Enter))
	v.sees("#thread-log .from-bot", "On-time delivery", "94.2%", "the ring road is open again")
	v.sees("#log .from-bot", "2 of 4 in", "94.2%")
	v.do(chromedp.SendKeys(`#reply`, "sorry, 94.3"+kb.Enter))
	v.sees("#thread-log .from-bot", "94.3%", "94.2%")
	v.sees("#log .from-bot", "2 of 4 in", "94.3%")
	v.until("the newest reply in sight", `Math.abs(document.querySelector("#panel .scroll").scrollTop) < 120`)
	v.picture("thread")
	v.open("/metric/on_time")
	v.sees(".grid tbody tr:first-child", "94.3%", "the ring road is open again")
	if n := strings.Count(v.words(".grid tbody"), "week 47"); n != 1 {
		v.Errorf("week 47 is listed %d times, want only the value that holds", n)
	}
}

// phone looks at the pages on a narrow screen, light and dark.
func phone(v *visitor) {
	v.screen(375, 812)
	for _, path := range []string{"/map", "/metrics", "/metric/on_time", "/objective/on_time_obj", "/c/fleet", "/d/throughline"} {
		v.open(path)
		if wide := look[int](v, `document.scrollingElement.scrollWidth`); wide > 375 {
			v.Errorf("%s is %d pixels wide on a phone", path, wide)
		}
		if wide := look[string](v, `[...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && !e.closest(".scroller, .map-box, .chart-box, .table-box, .sr, .skip") && e.getBoundingClientRect().right > 376).map((e) => e.tagName + "." + e.className)[0] || ""`); wide != "" {
			v.Errorf("%s: %s sticks out on a phone", path, wide)
		}
		v.picture("phone" + strings.ReplaceAll(path, "/", "-"))
	}
	v.open("/map")
	v.until("a map scrolled to its first card, with no word cut in two at its edge", `(() => {
		const map = document.querySelector(".map-box"), left = map.getBoundingClientRect().left;
		const words = [...map.querySelectorAll("g[data-lane] > text")].map((e) => e.getBoundingClientRect());
		return map.scrollLeft > 0 && words.length > 0 && !words.some((r) => r.left < left && r.right > left + 1);
	})()`)
	v.until("names of the lanes beside the scrolled map", `(() => {
		const map = document.querySelector(".map-box");
		map.scrollLeft = 300;
		const names = [...map.querySelectorAll(".lane-names span")];
		const lanes = [...map.querySelectorAll("g[data-lane] > rect:first-child")];
		return names.length === 4 && names.every((n, i) => {
			const at = n.getBoundingClientRect(), lane = lanes[i].getBoundingClientRect();
			return n.checkVisibility({ visibilityProperty: true }) && at.left >= 0 && at.right < 375 && Math.abs(at.top - lane.top) < 10;
		});
	})()`)
	v.screen(1280, 800)
	v.open("/map")
	light := look[string](v, `getComputedStyle(document.body).backgroundColor`)
	v.do(chromedp.Click(`[name=theme][value=dark]`), chromedp.WaitReady(`html[data-theme=dark]`))
	for _, path := range []string{"/map", "/metric/on_time", "/metrics"} {
		v.open(path)
		v.picture("dark" + strings.ReplaceAll(path, "/", "-"))
	}
	if dark := look[string](v, `getComputedStyle(document.body).backgroundColor`); dark == light {
		v.Errorf("the dark page has the background %s of the light one", dark)
	}
	v.open("/map")
	v.do(chromedp.Click(`[name=theme][value=light]`), chromedp.WaitReady(`html[data-theme=light]`))
}

// review goes through a review and finds what was settled in the next one.
func review(v *visitor) {
	v.become("Ruth Adeyemi")
	v.open("/c/scorecard-review")
	v.moves(stepReview, "09:00")
	v.sees("#log .from-bot", "Monthly business review", "metrics are on target")
	v.do(chromedp.Click(`#log > li:last-child .replies`), chromedp.WaitVisible(`#reply`))
	v.sees("#thread-log .from-bot", "Customer: How do customers see us?", "overall")
	v.picture("digest")
	v.do(chromedp.SendKeys(`#reply`, "decided: keep the extra shift until Easter"+kb.Enter))
	v.sees("#thread-log .from-bot", "keep the extra shift until Easter")
	v.do(chromedp.SendKeys(`#reply`, "action: order two more vans by 5 December, owner Tomas"+kb.Enter))
	v.sees("#thread-log .from-bot", "Which objective is it for?")
	v.do(chromedp.Click(`#thread-log form[data-press] input[value="digest/action-for"] ~ button`))
	v.sees("#thread-log .from-bot", "order two more vans", "Tomás Becker", "5 Dec")
	v.moves(stepReview, "Thu 31 Dec 2026, 09:00")
	v.open("/c/scorecard-review")
	v.sees("#log > li:last-child", "Monthly business review", "keep the extra shift until Easter")
	v.sees("#log > li:last-child", "order two more vans", "Tomás Becker")
	v.picture("next-digest")
}
