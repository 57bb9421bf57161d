package web

import (
	"bufio"
	"context"
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"throughline/bot/chat"
)

// A listener reads the stream like a browser.
type listener struct {
	t     testing.TB
	lines *bufio.Scanner
}

func (w *world) listen(query string, headers ...string) listener {
	w.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	w.t.Cleanup(stop)
	r, err := http.NewRequestWithContext(ctx, "GET", w.server.URL+"/events?"+query, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		w.t.Fatalf("content type %q, status %d", got, resp.StatusCode)
	}
	return listener{w.t, bufio.NewScanner(resp.Body)}
}

// next returns the next event of a kind, with its id.
func (l listener) next(kind string) (id, data string) {
	l.t.Helper()
	event := ""
	for l.lines.Scan() {
		line := l.lines.Text()
		name, value, _ := strings.Cut(line, ": ")
		switch {
		case line == "" && event == kind:
			return id, data
		case line == "":
			id, event, data = "", "", ""
		case name == "id":
			id = value
		case name == "event":
			event = value
		case name == "data":
			data = value
		}
	}
	l.t.Fatalf("the stream ended: %v", l.lines.Err())
	return "", ""
}

func (l listener) entry() (id string, e entryEvent) {
	l.t.Helper()
	id, data := l.next("entry")
	if err := json.Unmarshal([]byte(data), &e); err != nil {
		l.t.Fatal(err)
	}
	return id, e
}

func TestWhatWasMissedIsSentAgain(t *testing.T) {
	w := newWorld(t)
	first := w.said(fleet, "one", chat.Paragraph("one"))
	w.said(chat.Place{Channel: "#care"}, "elsewhere", chat.Paragraph("elsewhere"))
	w.said(fleet, "two", chat.Paragraph("two"))
	if err := w.Update(context.Background(), fleet, first, chat.Paragraph("one, changed")); err != nil {
		t.Fatal(err)
	}
	l := w.listen("room=%23fleet&after=1", "Last-Event-ID", "1")
	if id, e := l.entry(); id != "3" || e.Ref != "3" || !strings.Contains(e.HTML, ">two<") {
		t.Errorf("first came %s: %+v", id, e)
	}
	if id, e := l.entry(); id != "4" || e.Ref != first || !strings.Contains(e.HTML, ">one, changed<") {
		t.Errorf("then came %s: %+v", id, e)
	}
	w.said(fleet, "three", chat.Paragraph("three"))
	if id, e := l.entry(); id != "5" || !strings.Contains(e.HTML, ">three<") {
		t.Errorf("live came %s: %+v", id, e)
	}
}

func TestAReplyComesWithWhatItHangsFrom(t *testing.T) {
	w := newWorld(t)
	root := w.said(fleet, "root", chat.Paragraph("root"))
	l := w.listen("room=%23fleet&after=1")
	w.said(chat.Place{Channel: "#fleet", Thread: root}, "reply", chat.Paragraph("reply"))
	if id, e := l.entry(); id != "" || e.Ref != root || !strings.Contains(e.HTML, "1 reply") {
		t.Errorf("first came %q: %+v", id, e)
	}
	if id, e := l.entry(); id != "2" || e.Thread != root {
		t.Errorf("then came %q: %+v", id, e)
	}
}

func TestReadingLiveIsSeeing(t *testing.T) {
	w := newWorld(t)
	l := w.listen("room=%23fleet&after=0")
	w.said(fleet, "one", chat.Paragraph("one"))
	l.entry()
	w.said(chat.Place{Person: "ana"}, "two", chat.Paragraph("two"))
	for {
		if _, data := l.next("unread"); data == `{"/c/fleet":0,"/d/throughline":1}` {
			break
		}
	}
}

// A stream was once cut off, to be opened again, whenever the time that one
// request may take was over.
func TestStreamsOutliveRequests(t *testing.T) {
	w := newWorld(t)
	hasty := httptest.NewServer(guard(nil, clockBeat/8, w.mux))
	patient := w.server
	t.Cleanup(func() { w.Close(); hasty.Close(); w.server = patient })
	w.server = hasty
	l := w.listen("room=%23fleet")
	for range 3 {
		l.next("clock")
		w.clock.mu.Lock()
		w.clock.now = w.clock.now.Add(time.Minute)
		w.clock.mu.Unlock()
	}
}

func TestClosingEndsStreams(t *testing.T) {
	w := newWorld(t)
	l := w.listen("room=%23fleet")
	l.next("clock")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for l.lines.Scan() { // until the end, which is what is waited for
	}
}

var colour = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// TestContrast holds every pair of text and ground to 4.5:1 in both themes.
func TestContrast(t *testing.T) {
	css := string(served["app.css"])
	light, rest, _ := strings.Cut(css, `:root[data-theme="dark"]`)
	dark, rest, _ := strings.Cut(rest, "@media screen and (prefers-color-scheme: dark)")
	system, _, _ := strings.Cut(rest, "*, ::before")
	themes := map[string]map[string]string{}
	for name, part := range map[string]string{"light": light, "dark": dark, "system": system} {
		themes[name] = map[string]string{}
		for _, m := range colour.FindAllStringSubmatch(part, -1) {
			themes[name][m[1]] = m[2]
		}
	}
	for name, value := range themes["dark"] {
		if themes["system"][name] != value {
			t.Errorf("--%s differs between the dark theme chosen and the system's", name)
		}
	}
	pairs := []string{
		"ink ground", "ink side", "ink hover", "ink sunk", "ink raised", "soft ground", "soft side", "soft hover", "soft sunk", "soft raised",
		"accent ground", "accent hover", "accent accent-wash", "soft accent-wash", "accent-ink accent", "red ground", "red raised", "amber amber-wash", "ink amber-wash",
		"new ground", "ground new", "green ground", "amber ground", "ground ink",
	}
	for _, theme := range []string{"light", "dark"} {
		for _, pair := range pairs {
			text, ground, _ := strings.Cut(pair, " ")
			if got := contrast(t, themes[theme][text], themes[theme][ground]); got < 4.5 {
				t.Errorf("%s theme: %s on %s is %.2f:1", theme, text, ground, got)
			}
		}
	}
	for _, tint := range regexp.MustCompile(`\.tint\d \{ background: (#[0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
		if got := contrast(t, "#ffffff", tint[1]); got < 4.5 {
			t.Errorf("white on the tint %s is %.2f:1", tint[1], got)
		}
	}
}

// contrast is the ratio that WCAG 2 defines.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + .05) / (math.Min(x, y) + .05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		if len(hex) != 7 {
			t.Fatalf("%q is no colour", hex)
		}
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
