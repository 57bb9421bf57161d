package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"throughline/bot/chat/chattest"
	"throughline/bot/chat/teams"
	"throughline/bot/scorecard"
	"throughline/store"
)

const (
	playTenant  = "11111111-1111-1111-1111-111111111111"
	playChannel = "#fleet"
)

// players are the people of the example who have an account in the playground,
// the first of whom sits before it.
var players = []string{"priya", "devi", "tomas", "ruth", "nils", "jonah"}

func playerID(i int) string { return fmt.Sprintf("33333333-3333-3333-3333-33333333333%d", i) }

// A playground is Microsoft's test client of Teams, in a browser, joined to the
// logistics example.
type playground struct {
	*visitor
	office *office
	bot    string // where the bot takes what comes from Teams
}

// playConfig tells the playground who and what there is.
func playConfig(people map[string]string) string {
	var b strings.Builder
	person := func(indent string, i int) {
		who := players[i]
		given, family, _ := strings.Cut(people[who], " ")
		fmt.Fprintf(&b, "%sid: \"29:%s\"\n  %[3]sname: %[4]s\n  %[3]suserPrincipleName: %[2]s@example.org\n  %[3]saadObjectId: %[5]s\n  %[3]sgivenName: %[6]s\n  %[3]ssurname: %[7]s\n  %[3]semail: %[2]s@example.org\n",
			indent, who, strings.Repeat(" ", len(indent)-2), people[who], playerID(i), given, family)
	}
	fmt.Fprintf(&b, "version: \"0.1.1\"\ntenantId: %s\nbot:\n  id: 22222222-2222-2222-2222-222222222222\n  name: Throughline\ncurrentUser:\n", playTenant)
	person("  ", 0)
	b.WriteString("users:\n")
	for i := 1; i < len(players); i++ {
		person("  - ", i)
	}
	b.WriteString("personalChat:\n  id: \"a:personal-1\"\ngroupChat:\n  id: \"19:group@thread.v2\"\n  name: Leadership\nteam:\n  id: \"19:team@thread.tacv2\"\n  name: Brightwater\n  aadGroupId: 44444444-4444-4444-4444-444444444444\n  channels:\n")
	b.WriteString("    - id: \"19:fleet@thread.tacv2\"\n      name: fleet\n")
	return b.String()
}

// play starts everything, or returns nil on a machine without Node.js that does
// not check changes.
func play(t *testing.T) *playground {
	t.Helper()
	modules := chattest.NodeModules(t, "testdata/playground")
	if modules == "" {
		return nil
	}
	o := newDemo(t, "logistics")
	o.cast = nil
	p := &playground{visitor: &visitor{T: t}, office: o}
	people := p.identify()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	cfg, err := teamsFlags{TeamsDeveloper: true, TeamsListen: "127.0.0.1:0"}.config(o, "http://127.0.0.1:8642", log)
	if err != nil {
		t.Fatal(err)
	}
	app, err := o.connectTeams(cfg)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(app.Handler())
	p.bot = server.URL + "/api/messages"
	working, stop := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	wait.Go(func() { o.bot.Run(working) })
	wait.Go(func() { o.keepOpen(working, door{"teams", app.Run}) })
	t.Cleanup(func() {
		server.Close()
		stop()
		wait.Wait()
	})
	p.url = p.start(modules, playConfig(people))
	p.ctx = p.browser()
	return p
}

// identify gives the players their accounts, and returns everybody's name.
func (p *playground) identify() map[string]string {
	names := map[string]string{}
	err := p.office.db.Write(p.Context(), p.office.org, scorecard.Actor{From: "test"}, func(tx *store.Tx) error {
		s, err := tx.Strategy(p.Context())
		if err != nil {
			return err
		}
		for i := range s.People {
			names[string(s.People[i].ID)] = s.People[i].Name
			for n, who := range players {
				if who == string(s.People[i].ID) && n < 2 { // it has direct conversations with nobody but Priya
					s.People[i].Identities = map[string]string{teams.Service: playerID(n)}
				}
			}
		}
		for i := range s.Units { // the playground has one channel
			s.Units[i].Channel = playChannel
		}
		for i := range s.Reviews {
			s.Reviews[i].Channel = playChannel
		}
		s.Organisation.Channel = playChannel
		return tx.Apply(p.Context(), s)
	})
	if err != nil {
		p.Fatal(err)
	}
	return names
}

var listening = regexp.MustCompile(`Listening on (\d+)`)

// start runs the playground until the test ends, and returns its address.
func (p *playground) start(modules, config string) string {
	p.Helper()
	home := p.TempDir()
	if err := os.WriteFile(filepath.Join(home, ".m365agentsplayground.yml"), []byte(config), 0o600); err != nil {
		p.Fatal(err)
	}
	cli := filepath.Join(modules, "@microsoft", "m365agentsplayground", "cli.js")
	cmd := exec.Command("node", cli, "start", "-e", p.bot, "-c", "msteams", "-p", freePort(p.T), "--dt")
	cmd.Dir = home
	cmd.Env = append(os.Environ(), "BROWSER=none")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		p.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	p.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		cmd.Wait()
	})
	port := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.Log(lines.Text())
			if m := listening.FindStringSubmatch(lines.Text()); m != nil {
				port <- m[1]
				io.Copy(io.Discard, out)
				return
			}
		}
		close(port)
	}()
	n, ok := <-port
	if !ok {
		p.Fatal("the playground did not start")
	}
	return p.answers("http://localhost:" + n + "/")
}

// freePort returns a port that nobody listens on. Should somebody be quicker, the
// playground takes another one and says so.
func freePort(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// answers waits until there is somebody at an address.
func (p *playground) answers(address string) string {
	p.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if resp, err := http.Get(address); err == nil {
			resp.Body.Close()
			return address
		}
	}
	p.Fatal("the playground does not answer")
	return ""
}

// until waits for words anywhere on the page.
func (p *playground) until(words string) {
	p.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(p.words("body"), words); time.Sleep(250 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.Fatalf("%q does not come up on the page:\n%s", words, p.words("body"))
		}
	}
}

// advance lets the office live until a moment.
func (p *playground) advance(to time.Time) {
	p.Helper()
	if err := p.office.bot.Advance(p.Context(), p.office.clock, to, func(time.Time) {}); err != nil {
		p.Fatal(err)
	}
}

// shot keeps a picture of what is to be seen, where --shots says.
func (p *playground) shot(name string) {
	p.Helper()
	if *shots == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(*shots, "teams-"+name+".png"), png, 0o644)
	}
	if err != nil {
		p.Error(err)
	}
}

func (p *playground) enter(place string) {
	p.do(chromedp.Click(chromedp.Search(`//*[@role="treeitem"][contains(., "` + place + `")]`)))
}

func (p *playground) say(text string) {
	p.do(chromedp.Click(chromedp.CSS(`[role=textbox]`)), chromedp.KeyEvent(text), chromedp.Click(chromedp.CSS(`button[aria-label="Send Message"]`)))
}

func (p *playground) press(label string) {
	p.do(chromedp.Click(chromedp.Search(`//button[normalize-space(.)="` + label + `"]`)))
}

// submit types into the first field of the open form, over what stands there, and
// saves, until the page shows what it should. The client draws the form anew when
// an answer to the last one comes, under the keys of whoever types quickly; who
// sees that types again.
func (p *playground) submit(text, then string) {
	p.Helper()
	const over = `(() => { const e = document.querySelector(".ac-adaptiveCard input"); e?.focus(); e?.select(); return !!e })()`
	p.do(chromedp.WaitVisible(chromedp.CSS(`.ac-adaptiveCard input`)))
	deadline, again := time.Now().Add(patience), time.Now()
	for ; !strings.Contains(p.words("body"), then); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.Fatalf("%q does not come up on the page:\n%s", then, p.words("body"))
		}
		if time.Now().After(again) && look[bool](p.visitor, over) {
			p.do(chromedp.KeyEvent(text))
			p.press("Save")
			again = time.Now().Add(5 * time.Second)
		}
	}
}

// hears lets somebody else say something in the thread of a channel, as the
// playground would pass it on.
func (p *playground) hears(i int, thread, text string) {
	p.Helper()
	body, err := json.Marshal(map[string]any{
		"type": "message", "id": fmt.Sprint("custom-", i, "-", thread, "-", len(text)), "channelId": "msteams", "serviceUrl": strings.TrimSuffix(p.url, "/") + "/_connector",
		"timestamp":    time.Now().UTC().Format(time.RFC3339),
		"from":         map[string]any{"id": "29:" + players[i], "aadObjectId": playerID(i)},
		"recipient":    map[string]any{"id": "22222222-2222-2222-2222-222222222222", "name": "Throughline"},
		"conversation": map[string]any{"id": "19:fleet@thread.tacv2;messageid=" + thread, "conversationType": "channel", "tenantId": playTenant},
		"channelData":  map[string]any{"tenant": map[string]any{"id": playTenant}, "team": map[string]any{"id": "19:team@thread.tacv2"}, "channel": map[string]any{"id": "19:fleet@thread.tacv2"}},
		"text":         "<at>Throughline</at> " + text,
		"entities":     []any{map[string]any{"type": "mention", "text": "<at>Throughline</at>", "mentioned": map[string]any{"id": "22222222-2222-2222-2222-222222222222"}}},
	})
	if err != nil {
		p.Fatal(err)
	}
	resp, err := http.Post(p.bot, "application/json", bytes.NewReader(body))
	if err != nil {
		p.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		p.Fatalf("what somebody else said was answered with %s", resp.Status)
	}
}

// round returns the ref of the channel's round of a day.
func (p *playground) round(day string) (ref string) {
	p.Helper()
	err := p.office.db.Read(p.Context(), p.office.org, func(tx *store.Tx) (err error) {
		_, ref, _, err = tx.PostedAt(p.Context(), "round/"+playChannel+"/"+day)
		return err
	})
	if err != nil || ref == "" {
		p.Fatalf("the round does not stand in Teams: %v", err)
	}
	return ref
}

// TestTeamsInMicrosoftsOwnClient lives through a month in Microsoft's
// test client: a welcome, a question and its follow-up, a number by form with a
// fault at first, one by a second owner's line, a digest with charts, the next week's
// number said in the personal chat, and the rest of the month until its digest.
func TestTeamsInMicrosoftsOwnClient(t *testing.T) {
	t.Parallel()
	p := play(t)
	if p == nil {
		return
	}
	p.do(chromedp.Navigate(p.url), chromedp.WaitVisible(chromedp.CSS(`[role=treeitem]`)), chromedp.WaitVisible(chromedp.CSS(`[role=textbox]`)))
	p.until("I keep the scorecards here")
	p.say("who owns on-time delivery?")
	p.until("Ana Ruiz")
	p.say("and what is its target?")
	p.until("96%")
	p.shot("question")

	p.enter("fleet")
	p.until("I keep the scorecards here")
	p.advance(time.Date(2026, 11, 23, 10, 30, 0, 0, time.UTC))
	p.until("0 of 2 in")
	p.press("Report my numbers")
	p.submit("banana", "I cannot read a value here")
	p.shot("fault")
	p.submit("3.6", "1 of 2 in")
	p.hears(1, p.round("2026-11-23"), "99.6% because the new switch holds")
	p.until("2 of 2 in")
	p.until("the new switch holds")
	p.shot("round")

	p.advance(time.Date(2026, 11, 25, 11, 30, 0, 0, time.UTC))
	p.until("Off target")
	const shown = `(() => {
		const charts = [...document.querySelectorAll(".ac-adaptiveCard svg")].filter((e) => e.getBoundingClientRect().width > 200)
		if (charts.length > 0) charts[0].scrollIntoView({block: "center"})
		return charts.length
	})()`
	if n := look[int](p.visitor, shown); n < 3 {
		p.Errorf("the digest shows %d charts, want one for each perspective that is off", n)
	}
	p.shot("digest")

	p.advance(time.Date(2026, 11, 30, 10, 30, 0, 0, time.UTC))
	p.enter("Personal Chat")
	p.say("response time to complaints 3.4 hours")
	p.until("Thank you, noted")
	p.until("3.4 hours")
	p.shot("personal")

	p.enter("fleet")
	p.weeks([]playWeek{
		{time.Date(2026, 12, 7, 10, 30, 0, 0, time.UTC), "3.2", "99.7%", "a calm week on the telephones"},
		{time.Date(2026, 12, 14, 10, 30, 0, 0, time.UTC), "2.9", "99.8%", "the evening shift answers too"},
		{time.Date(2026, 12, 21, 10, 30, 0, 0, time.UTC), "3.1", "99.9%", "parcels before the holidays"},
	})
	p.until("Monthly business review: Thu 31 Dec")
	p.shot("month")
}

// A playWeek is what the two owners say on a Monday, and why.
type playWeek struct {
	at                    time.Time
	response, uptime, why string
}

// weeks lives through Mondays, and on to the next month's digest.
func (p *playground) weeks(all []playWeek) {
	p.Helper()
	for _, w := range all {
		p.advance(w.at)
		ref := p.round(w.at.Format(time.DateOnly))
		p.hears(0, ref, "response time to complaints "+w.response+" because of "+w.why)
		p.until(w.why)
		p.hears(1, ref, w.uptime)
		p.until(w.uptime)
	}
	p.advance(time.Date(2026, 12, 30, 16, 0, 0, 0, time.UTC))
}
