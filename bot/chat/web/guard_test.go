package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"throughline/bot/chat"
)

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Hosts = []string{"board.example"} })
	tests := map[string]int{
		"localhost": 303, "LOCALHOST:8080": 303, "127.0.0.1:8080": 303, "127.9.9.9": 303, "[::1]:8080": 303, "localhost.": 303,
		"board.example:80": 303,
		"evil.example":     403, "127.0.0.1.evil.example": 403, "localhost.evil.example": 403, "192.168.1.2": 403, "0.0.0.0": 403, "[::]": 403,
		"169.254.1.1": 403, "10.0.0.1:80": 403, "board.example.evil.example": 403,
	}
	for host, want := range tests {
		if a := w.do("GET", "/", nil, "Host", host); a.status != want {
			t.Errorf("host %q: %d, want %d", host, a.status, want)
		}
	}
}

func TestOtherSitesCannotSpeakHere(t *testing.T) {
	w := newWorld(t)
	form := url.Values{"room": {"#fleet"}, "text": {"hello"}, "token": {token}}
	for _, path := range []string{"/say", "/edit", "/press", "/form", "/speak", "/theme", "/welcome", "/try", "/clock"} {
		for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
			if a := w.do("POST", path, form, headers...); a.status != http.StatusForbidden {
				t.Errorf("POST %s with %v: %d, want 403", path, headers, a.status)
			}
		}
		if a := w.do("GET", path+"?"+form.Encode(), nil); a.header.Get("Set-Cookie") != "" {
			t.Errorf("GET %s sets a cookie", path)
		}
	}
	if len(w.memory.entries) != 0 || len(w.door.all()) != 0 {
		t.Error("another site spoke here")
	}
}

func TestWhatPagesMayDo(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/c/fleet", "/people", "/nothing", "/static/app.js", "/static/logo.svg", "/d/throughline"} {
		a := w.do("GET", path, nil)
		csp := a.header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: headers %v", path, a.header)
		}
	}
	page := w.get("/c/fleet")
	if regexp.MustCompile(`(?i)(\sstyle=|<style|\son[a-z]+=|<script>|https?://)`).MatchString(page) {
		t.Error("the page holds a style, a script or an address of elsewhere")
	}
}

func TestHostileWordsAreOnlyWords(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	w := newWorld(t, func(c *Config) {
		c.Directory = func(context.Context) (Directory, error) {
			d := people()
			d.Organisation, d.People[0].Name, d.People[0].Title = evil, evil, evil
			d.Channels[0].Purpose = evil
			d.Channels = append(d.Channels, Channel{Name: "#a/b?c" + evil, Purpose: evil})
			return d, nil
		}
		c.Welcome = &Welcome{Title: evil, Text: evil, Tries: []Try{{Title: evil, Text: evil}}}
	})
	ref := w.said(fleet, evil, chat.Say(chat.Buttons{Buttons: []chat.Button{{Label: evil, Action: "checkin/form", Value: evil, Form: true}, {Label: "x", URL: "javascript:alert(1)"}}}))
	w.say("#fleet", evil)
	w.say("#fleet", `[x](javascript:alert(1)) <@ana> **b**`)
	pages := []string{
		w.get("/c/fleet"), w.get("/c/fleet?thread=" + ref), w.get("/people?back=" + url.QueryEscape("/"+evil)),
		w.get("/c/fleet?say=" + url.QueryEscape(evil)), w.get("/edit?ref=2"),
		w.get("/form?ref=" + ref + "&action=checkin/form&value=" + url.QueryEscape(evil)),
		w.do("POST", "/form", url.Values{"ref": {ref}, "action": {"checkin/save"}, "opened": {"checkin/form"}, "token": {token}, "field.m_otd": {evil}, "back": {"/" + evil}}).body,
		w.do("GET", "/nothing/"+url.PathEscape(evil), nil).body,
		w.get("/c/" + url.PathEscape("a/b?c"+evil)),
	}
	live := regexp.MustCompile(`(?i)<script>|<img src=x|<[^>]*\sonerror`)
	quoted := regexp.MustCompile(`="[^"<>]*"`)
	for i, page := range pages {
		if strings.Contains(page, `href="javascript:`) {
			t.Errorf("page %d leads to a script", i)
		}
		page = quoted.ReplaceAllString(page, "")
		if found := live.FindString(page); found != "" {
			t.Errorf("page %d holds %s", i, found)
		}
	}
	if !strings.Contains(words(pages[0]), "[x](javascript:alert(1)) <@ana> **b**") {
		t.Error("what was typed is not shown as it was typed")
	}
}

func TestPrivateStaysPrivate(t *testing.T) {
	w := newWorld(t)
	ref := w.said(chat.Place{Person: "ana"}, "k", chat.Say(chat.Text{Marked: "Only for Ana"}, chat.Buttons{Buttons: []chat.Button{{Label: "x", Action: "checkin/form", Form: true}}}))
	w.say("@ana+jo", "between us")
	paths := []string{"/d/throughline", "/d/ana", "/d/jo", "/c/fleet", "/c/fleet?thread=" + ref, "/edit?ref=2", "/form?action=checkin/form&ref=" + ref}
	for _, path := range paths {
		if body := w.do("GET", path, nil, as("ben")...).body; strings.Contains(body, "Only for Ana") || strings.Contains(body, "between us") || strings.Contains(body, "Your numbers") {
			t.Errorf("Ben reads others' words on %s", path)
		}
	}
	if a := w.do("GET", "/events?room=%40ana", nil, as("ben")...); a.status != http.StatusForbidden {
		t.Errorf("Ben listens to Ana: %d", a.status)
	}
	for _, room := range []string{"@ana", "@ana+jo", "#nowhere", "", "@", "@ben+nobody", "fleet"} {
		form := url.Values{"room": {room}, "text": {"hello"}, "token": {token}}
		if a := w.do("POST", "/say", form, as("ben")...); a.status != http.StatusForbidden {
			t.Errorf("Ben speaks in %q: %d", room, a.status)
		}
	}
}

func TestLimits(t *testing.T) {
	w := newWorld(t)
	if a := w.say("#fleet", strings.Repeat("ü", maxText+1)); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a message that is too long: %d", a.status)
	}
	if a := w.say("#fleet", strings.Repeat("a", maxBody+1)); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a submission that is too large: %d", a.status)
	}
	if a := w.say("#fleet", "hello", "token", ""); a.status != http.StatusBadRequest {
		t.Errorf("a submission without a token: %d", a.status)
	}
	if len(w.memory.entries) != 0 {
		t.Error("something was said")
	}
	if a := w.say("#fleet", strings.Repeat("語", maxText)); a.status != http.StatusSeeOther {
		t.Errorf("the longest message there may be: %d", a.status)
	}
}

func TestFormsLeadBackToOurPagesOnly(t *testing.T) {
	w := newWorld(t)
	for back, want := range map[string]string{"/c/fleet?thread=1#m1": "/c/fleet?thread=1#m1", "//evil.example": "/", "https://evil.example": "/", `/\evil.example`: "/", "/\t/evil.example": "/", "": "/"} {
		if a := w.do("POST", "/theme", url.Values{"theme": {"dark"}, "back": {back}}); a.header.Get("Location") != want {
			t.Errorf("back %q leads to %q, want %q", back, a.header.Get("Location"), want)
		}
	}
}

func FuzzTyped(f *testing.F) {
	for _, s := range []string{"@Ana Ruiz hi", "@Throughline x", `\@*[]()<@ana>`, "@@Ana Ruizé", "a\x00b", "**b** [x](/y)"} {
		f.Add(s)
	}
	dir := people()
	p := &painter{dir: dir}
	f.Fuzz(func(t *testing.T, s string) {
		text := cleanText(s)
		e := Entry{Body: chat.Paragraph(marked(text, dir))}
		if got := p.Text(e); !strings.EqualFold(got, text) {
			t.Errorf("typed %q, to be edited as %q", text, got)
		}
		if rest, mention := withoutMention(text); mention && strings.Contains(strings.ToLower(rest), " @throughline ") {
			t.Errorf("%q still names the bot in %q", text, rest)
		}
	})
}
