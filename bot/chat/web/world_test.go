package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/chat/chattest"
)

// A world is a workspace with people in it, and a bot that only listens.
type world struct {
	*Workspace
	t      testing.TB
	server *httptest.Server
	memory *memory
	door   *door
	clock  *clock
}

// A door notes what it is handed, and asks for a number.
type door struct {
	mu       sync.Mutex
	received []chat.Incoming
	broken   error
	answer   func(chat.Incoming) // called for everything new
}

func (d *door) Receive(_ context.Context, in chat.Incoming) error {
	d.mu.Lock()
	if d.broken != nil {
		defer d.mu.Unlock()
		return d.broken
	}
	again := slices.ContainsFunc(d.received, func(old chat.Incoming) bool { return old.ID == in.ID })
	if !again {
		d.received = append(d.received, in)
	}
	answer := d.answer
	d.mu.Unlock()
	if answer != nil && !again {
		answer(in)
	}
	return nil
}

func (d *door) all() []chat.Incoming {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.received)
}

func (d *door) Form(_ context.Context, in chat.Incoming) (chat.Form, error) {
	if in.Action != "checkin/form" {
		return chat.Form{}, ErrNoEntry
	}
	return chat.Form{
		Action: "checkin/save", Value: in.Value, Title: "Your numbers for week 47", Intro: "They are shown in **#fleet** at once.",
		Submit: "Report", Fields: []chat.Field{
			{Name: "m_otd", Label: "On-time delivery, %", Hint: "92.6% in week 46", Value: "91.4"},
			{Name: "why", Label: "What moved it?", Kind: chat.ParaField, Optional: true},
			{Name: "sure", Label: "How sure are you?", Kind: chat.ChoiceField, Optional: true,
				Options: []chat.Option{{Label: "Measured", Value: "measured"}, {Label: "Estimated", Value: "estimated"}}},
			{Name: "when", Label: "Measured on", Kind: chat.DateField, Optional: true},
		},
	}, nil
}

func (d *door) Check(_ context.Context, in chat.Incoming) (chat.FieldErrors, error) {
	if strings.ContainsAny(in.Fields["m_otd"], "abcdefghijklmnopqrstuvwxyz<") {
		return chat.FieldErrors{"m_otd": "“" + in.Fields["m_otd"] + "” is not a number. Write it like 91.4."}, nil
	}
	return nil, nil
}

// A clock stands still until it is moved, in small steps that can be watched.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	gate  chan struct{} // nil: nothing stands in the way
	steps []time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Options() []Step {
	now := c.Now()
	return []Step{
		{"An hour on", now.Add(time.Hour)},
		{"Tomorrow 09:00", now.AddDate(0, 0, 1).Truncate(24 * time.Hour).Add(8 * time.Hour)},
		{"Next Monday 09:00", now.AddDate(0, 0, 7).Truncate(24 * time.Hour).Add(8 * time.Hour)},
		{"An hour before the next review", time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)},
	}
}

func (c *clock) Advance(ctx context.Context, to time.Time) error {
	from := c.Now()
	for i := range 4 {
		if c.gate != nil {
			select {
			case <-c.gate:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		c.mu.Lock()
		c.now = from.Add(to.Sub(from) * time.Duration(i+1) / 4)
		c.steps = append(c.steps, c.now)
		c.mu.Unlock()
	}
	return nil
}

var monday = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

func berlin() *time.Location { return time.FixedZone("CET", 3600) }

func people() Directory {
	return Directory{
		Organisation: "Larkfield Freight", Zone: berlin(),
		People: []Person{
			{"ana", "Ana Ruiz", "Head of Fleet", "Fleet & Delivery"},
			{"jo", "Jo Lindqvist", "Head of Customer Care", "Customer Care"},
			{"sofia", "Sofia Marchetti", "Chief Executive", ""},
			{"ben", "Ben Okafor", "Route planner", "Fleet & Delivery"},
			{"lena", "Lena Vogt", "Head of Finance", "Finance"},
		},
		Channels: []Channel{
			{"#fleet", "Check-ins and talk of Fleet & Delivery"}, {"#care", "Customer Care"},
			{"#scorecard-review", "Where the monthly review is prepared"}, {"#strategy", "The whole of Larkfield Freight"},
		},
	}
}

func newWorld(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := &world{t: t, memory: &memory{}, door: &door{}, clock: &clock{now: monday}}
	c := Config{
		Door: w.door, Memory: w.memory, Clock: w.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Directory: func(context.Context) (Directory, error) { return people(), nil },
	}
	for _, f := range change {
		f(&c)
	}
	w.Workspace = New(c)
	w.server = httptest.NewServer(w.Workspace)
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		w.server.Close()
	})
	return w
}

// said posts as the bot.
func (w *world) said(p chat.Place, key string, m chat.Message) string {
	w.t.Helper()
	ref, err := w.Post(context.Background(), p, key, m)
	if err != nil {
		w.t.Fatal(err)
	}
	return ref
}

var fleet = chat.Place{Service: Name, Channel: "#fleet"}

// An answer is what the workspace answered to one request.
type answer struct {
	status int
	body   string
	header http.Header
}

// do sends a request the way a browser that follows no redirect does.
func (w *world) do(method, path string, form url.Values, headers ...string) answer {
	w.t.Helper()
	r, err := http.NewRequest(method, w.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer{resp.StatusCode, string(body), resp.Header}
}

func (w *world) get(path string, headers ...string) string {
	w.t.Helper()
	a := w.do("GET", path, nil, headers...)
	if a.status != http.StatusOK {
		w.t.Fatalf("GET %s: %d\n%s", path, a.status, a.body)
	}
	return a.body
}

// as is the header with which p speaks.
func as(p string) []string { return []string{"Cookie", speakerCookie + "=" + p} }

const token = "abcdefghijklmnop"

func (w *world) say(room, text string, more ...string) answer {
	w.t.Helper()
	form := url.Values{"room": {room}, "text": {text}, "token": {token}, "back": {"/c/fleet"}}
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return w.do("POST", "/say", form)
}

var tags = regexp.MustCompile(`<[^>]*>`)

// demo fills the world with a morning's talk, for pictures and the browser.
func (w *world) demo() {
	w.clock.now = monday.AddDate(0, 0, -3).Add(7 * time.Hour)
	chart := chat.Picture{Title: "On-time delivery, last eight weeks", Alt: "A line that falls from 95% to 91.4%, below its target of 96%.", Path: "/chart.svg"}
	w.said(fleet, "fri", chat.Say(
		chat.Heading{Text: "Customer: on-time delivery is slipping"},
		chat.Text{Marked: "**On-time delivery** is **91.4%** for week 46, 4.6 points below its target of 96%. It has been off target for **three weeks in a row**."},
		chart,
		chat.Quote{Text: "Two vans were off the road, and the new depot is not up to speed yet.", By: "Ana Ruiz, Mon 16 Nov"},
	))
	w.clock.now = monday
	ref := w.said(fleet, "round", w.round(1, "not in yet"))
	w.clock.now = monday.Add(12 * time.Minute)
	w.post("#fleet", ref, "ana", "91.4% because two vans were off the road")
	w.clock.now = monday.Add(13 * time.Minute)
	w.said(chat.Place{Channel: "#fleet", Thread: ref}, "echo", chat.Say(
		chat.Text{Marked: "Thank you, " + chat.Mention("ana") + ". **On-time delivery** is 91.4% for week 47."},
		chat.List{Items: []chat.Item{{Marked: "below the amber line of 93%, target 96% by 31 Dec", Status: "red"}, {Marked: "it feeds **Customer loyalty** and **Market share**; next to feel it: Customer Care, about 8 weeks", Status: "no data"}}},
		chat.Buttons{Buttons: []chat.Button{{Label: "Fix", Action: "checkin/form", Value: "m_otd", Form: true}, {Label: "Take back", Action: "checkin/undo", Value: "m_otd", Style: chat.Danger}}},
	))
	if err := w.Update(context.Background(), fleet, ref, w.round(2, "91.4%")); err != nil {
		w.t.Fatal(err)
	}
	w.clock.now = monday.Add(40 * time.Minute)
	w.post("#fleet", "", "ben", "The pilot on the northern routes starts on Wednesday. I'll bring the first numbers on Friday.")
	w.clock.now = monday.Add(42 * time.Minute)
	w.post("#fleet", "", "ben", "@Throughline how does my team affect market share?")
	w.clock.now = monday.Add(43 * time.Minute)
	for _, g := range chattest.Messages() {
		if g.Name == "answer" {
			w.said(fleet, "answer", chat.Say(append(g.Message.Blocks, chat.Table{
				Columns: []chat.Column{{Title: "Metric"}, {Title: "Value", Right: true}, {Title: "Target", Right: true}, {Title: "Age"}, {Title: "Owner"}},
				Rows: [][]string{
					{"On-time delivery", "**91.4%**", "96%", "current", chat.Mention("ana")},
					{"Customer loyalty", "42", "50", "3 weeks old", chat.Mention("jo")},
					{"Market share", "17.8%", "20%", "6 weeks old", chat.Mention("sofia")},
				},
			}, chat.Facts{Pairs: []chat.Pair{{Label: "Lag", Marked: "about 14 weeks"}, {Label: "Evidence", Marked: "first hop **supported**, second not yet"}, {Label: "Owner", Marked: chat.Mention("jo")}}},
				chat.Buttons{Buttons: []chat.Button{{Label: "I meant the company", Action: "answer/read", Value: "org"}, {Label: "Open the map", URL: "/map"}}})...))
		}
	}
	w.said(chat.Place{Person: "ana"}, "hello", chat.Say(chat.Text{Marked: "Good morning Ana. You owe nothing until Monday 30 Nov."}))
	w.said(chat.Place{Channel: "#care"}, "care", chat.Paragraph("Check-in for week 47"))
}

func (w *world) round(in int, value string) chat.Message {
	status := "no data"
	if in > 1 {
		status = "red"
	}
	return chat.Say(
		chat.Heading{Text: "Check-in for week 47"},
		chat.Text{Marked: chat.Mention("ana") + " and " + chat.Mention("ben") + ", good morning. These four are due."},
		chat.Progress{Done: in, Of: 4, Label: map[int]string{1: "1 of 4 in", 2: "2 of 4 in"}[in]},
		chat.List{Items: []chat.Item{
			{Marked: "**On-time delivery** " + value + ", " + chat.Mention("ana"), Status: status},
			{Marked: "**Claims** 0.7 per 100k km, " + chat.Mention("ana"), Status: "green"},
			{Marked: "**Empty kilometres** not in yet, " + chat.Mention("ben"), Status: "stale"},
			{Marked: "**Route plan kept** 88% in week 46, " + chat.Mention("ben"), Status: "amber"},
		}},
		chat.Buttons{Buttons: []chat.Button{{Label: "Report yours", Action: "checkin/form", Value: "round", Form: true, Style: chat.Primary}, {Label: "In an hour", Action: "checkin/snooze", Value: "1h"}}},
		chat.Note{Marked: "Or answer in the thread: “91.4% because two vans were off the road”."},
	)
}

func (w *world) post(room, thread string, from chat.UserID, text string) Entry {
	w.t.Helper()
	id, err := w.threadOf(context.Background(), room, thread)
	if err != nil {
		w.t.Fatal(err)
	}
	e, _, err := w.memory.Add(context.Background(), Entry{
		Key: text, Room: room, Thread: id, From: from, At: w.clock.Now(), Body: chat.Paragraph(marked(text, people())),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.waiting.wake()
	return e
}
