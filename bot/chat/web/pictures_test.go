package web

import (
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"throughline/bot/chat"
)

const chart = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 160" width="640" height="160"><rect width="640" height="160" fill="#fff"/><path d="M20 40h600" stroke="#17794c" stroke-dasharray="4 4"/><path d="M20 60 105 52 190 66 275 70 360 82 445 96 530 110 620 124" fill="none" stroke="#17538a" stroke-width="3"/></svg>`

func drawings(w *world) {
	w.Add(Link{Title: "Strategy map", Path: "/map", Icon: "map"}, func(rw http.ResponseWriter, r *http.Request, _ chat.UserID) {
		w.Page(rw, r, "Strategy map", `<h2>Larkfield Freight</h2><p>One in five loads by 2027.</p><img src="/chart.svg" alt="">`)
	})
	w.Add(Link{Title: "Metrics", Path: "/metrics", Icon: "metrics"}, func(rw http.ResponseWriter, r *http.Request, who chat.UserID) {
		w.Page(rw, r, "Metrics", "<p>None.</p>")
	})
	w.Add(Link{Path: "/chart.svg"}, func(rw http.ResponseWriter, _ *http.Request, _ chat.UserID) {
		rw.Header().Set("Content-Type", "image/svg+xml")
		_, _ = rw.Write([]byte(chart))
	})
}

func welcome() *Welcome {
	return &Welcome{
		Title: "Welcome to Larkfield Freight",
		Text:  "A made-up haulier with a real strategy map, a year of numbers and a clock you can move. Three things to try:",
		Tries: []Try{
			{Title: "Ask how your team matters", Text: "“How does my team affect market share?” Answered along the map.", Room: "@", Say: "how does my team affect market share?"},
			{Title: "Report a number", Text: "Reply to the bot in one line, with the reason.", As: "ana", Room: "#fleet", Say: "@Throughline on-time delivery 91.4% because two vans were off the road"},
			{Title: "Go to next Monday", Text: "Owners are asked, answer, and the numbers come in.", Step: "Next Monday 09:00"},
		},
	}
}

var shots = flag.String("shots", "", "folder to save pictures of the workspace in")

// TestPictures takes pictures of the workspace to be looked at, with -shots.
func TestPictures(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Welcome = welcome() })
	drawings(w)
	w.demo()
	ctx := browse(t)
	dir := *shots
	if dir == "" {
		dir = t.TempDir()
	}
	take := func(name string, width, height int64, actions ...step) {
		t.Helper()
		act(t, ctx, append([]step{chromedp.EmulateViewport(width, height)}, actions...)...)
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if len(png) < 5000 {
			t.Errorf("%s: an empty picture", name)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	live := chromedp.WaitReady(`body[data-live]`)
	take("1-welcome", 1280, 800, chromedp.Navigate(w.server.URL+"/c/strategy"), live)
	take("2-channel", 1280, 800, chromedp.Navigate(w.server.URL+"/c/fleet"), live)
	take("3-thread", 1280, 800, chromedp.Click(`.replies`), chromedp.WaitVisible(`#reply`))
	take("4-form", 1280, 800, chromedp.Click(`#log form[action="/form"] button`), chromedp.WaitVisible(`#dialog .form`))
	take("5-people", 1280, 800, chromedp.Click(`[data-cancel]`), chromedp.Click(`.speaker-link`), chromedp.WaitVisible(`#dialog .people`))
	take("6-map", 1280, 800, chromedp.Navigate(w.server.URL+"/map"), live)
	take("7-phone", 375, 812, chromedp.Navigate(w.server.URL+"/c/fleet"), live)
	take("8-phone-menu", 375, 812, chromedp.Click(`.room-main .only-phone`), chromedp.WaitVisible(`#sidebar .speaker`))
	take("9-phone-thread", 375, 812, chromedp.Navigate(w.server.URL+"/c/fleet?thread=2"), live)
	take("10-phone-welcome", 375, 812, chromedp.Navigate(w.server.URL+"/c/strategy"), live)
	take("11-phone-form", 375, 812, chromedp.Navigate(w.server.URL+"/c/fleet"), live, chromedp.Evaluate[chromedp.Void](`document.querySelector('#log form[action="/form"] button').click()`), chromedp.WaitVisible(`#dialog .form`))
	act(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(w.server.URL+"/c/strategy"), live, chromedp.Click(`[name=theme][value=dark]`))
	take("12-dark", 1280, 800, chromedp.Navigate(w.server.URL+"/c/fleet?thread=2"), live)
	take("13-dark-welcome", 1280, 800, chromedp.Navigate(w.server.URL+"/c/strategy"), live)
	take("14-dark-phone", 375, 812, chromedp.Navigate(w.server.URL+"/c/fleet"), live)
}
