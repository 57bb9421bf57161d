package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/bot/chat"
	"throughline/bot/outline"
	"throughline/bot/scorecard"
	"throughline/store"
)

var alphabet = strings.Fields("Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike Nectar Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu")

// gauges is an organisation with one metric for each letter.
func gauges() []byte {
	var b strings.Builder
	b.WriteString(`organisation: {id: plant, name: The Plant, channel: "#plant"}
vision: {text: Every gauge at 60 by the end of 2099}
units: [{id: plant, name: The Plant, head: ida}]
people: [{id: ida, name: Ida Holm, units: [plant]}]
objectives:
  - id: steady
    name: Run steadily
    perspective: process
    unit: plant
    owner: ida
    metrics:
`)
	for _, name := range alphabet {
		fmt.Fprintf(&b, "      - {id: %s, name: %s pressure, unit: bar, cadence: weekly, owner: ida, target: 60, amber: 40}\n", strings.ToLower(name), name)
	}
	return []byte(b.String())
}

// A victim is the real program, run on a database and killed again and again.
type victim struct {
	t    *testing.T
	db   string
	addr string
	env  []string // beside that of the test
	mu   sync.Mutex
	cmd  *exec.Cmd
}

func (v *victim) start() {
	v.t.Helper()
	cmd := exec.Command(os.Args[0], "serve", "--db", v.db, "--listen", v.addr)
	cmd.Env = append(append(os.Environ(), asProgram+"=1"), v.env...)
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.mu.Lock()
	v.cmd = cmd
	v.mu.Unlock()
}

func (v *victim) kill() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.cmd.Process.Kill()
	v.cmd.Wait()
}

// say posts a message to the bot until somebody has taken it, under one token,
// as a browser does whose page is sent again.
func (v *victim) say(ctx context.Context, token, text string) error {
	form := url.Values{"room": {"@ida"}, "text": {text}, "token": {token}}
	for ctx.Err() == nil {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+v.addr+"/say", strings.NewReader(form.Encode()))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := quick.Do(req)
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			if resp.StatusCode < 400 {
				return nil
			}
			if resp.StatusCode < 500 {
				return fmt.Errorf("%s was refused: %s", text, resp.Status)
			}
		}
		wait(ctx, 20*time.Millisecond)
	}
	return ctx.Err()
}

var quick = &http.Client{
	Timeout:       2 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// plant puts the gauges into the database, as changed.
func (v *victim) plant(ctx context.Context, change func(text string) string) *store.DB {
	v.t.Helper()
	file, err := outline.Read("plant.yaml", []byte(change(string(gauges()))))
	if err != nil {
		v.t.Fatal(err)
	}
	db, err := store.Open(ctx, v.db, time.Now)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { db.Close() })
	if err := db.Write(ctx, "plant", scorecard.Actor{From: "test"}, func(tx *store.Tx) error { return tx.Apply(ctx, &file.Strategy) }); err != nil {
		v.t.Fatal(err)
	}
	return db
}

// enough is how long a machine with much else to do may take over all of it.
const enough = 6 * time.Minute

// outlive lets a value be reported for each letter while the program is killed
// over and over, and then waits until nothing is missing.
func (v *victim) outlive(ctx context.Context, db *store.DB, report func(i int, text string) error, faults func() string) {
	v.start()
	turn, said := make(chan struct{}, len(alphabet)), make(chan error, 1)
	go func() {
		for i, name := range alphabet {
			select {
			case <-turn:
			case <-ctx.Done():
			}
			if err := report(i, fmt.Sprintf("%s pressure %d.5 bar", name, 50+i%7)); err != nil {
				said <- err
				return
			}
		}
		said <- nil
	}()
	v.torment(ctx, turn, said)
	v.later(ctx, db, 2*time.Minute)
	defer v.kill()
	var left string
	for ctx.Err() == nil {
		if left = faults(); left == "" {
			return
		}
		wait(ctx, 100*time.Millisecond)
	}
	v.t.Errorf("after all the killing: %s", left)
}

// later kills the program and starts it anew with its clock ahead: a program that
// is killed while it sends keeps a message claimed for a minute.
func (v *victim) later(ctx context.Context, db *store.DB, ahead time.Duration) {
	v.kill()
	if err := db.SetWatermark(ctx, "plant", clockMark, time.Now().Add(ahead)); err != nil {
		v.t.Error(err)
	}
	v.start()
}

// TestKilledAtAnyMoment kills the program over and over while values are being
// reported, and then finds every value recorded once and answered once.
func TestKilledAtAnyMoment(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), enough)
	defer cancel()
	v := &victim{t: t, db: filepath.Join(t.TempDir(), "plant.db"), addr: freeAddr(t)}
	db := v.plant(ctx, func(text string) string { return text })
	v.outlive(ctx, db, func(i int, text string) error {
		return v.say(ctx, fmt.Sprintf("killtesttoken%04d", i), text)
	}, func() string { return v.faults(ctx, db) })
}

// torment kills and restarts the program, each time a moment after it has come
// up: a program that never runs loses nothing. In each of its lives two more
// values are reported, so that the killing falls between, and into, what is said.
// The moment is longer where starting takes longer, and at last it may live.
func (v *victim) torment(ctx context.Context, turn chan<- struct{}, said <-chan error) {
	r := rand.New(rand.NewPCG(1, 2))
	const each, lives = 2, 16
	for life := range lives {
		began := time.Now()
		v.awake(ctx)
		up := time.Since(began)
		if each*life < len(alphabet) {
			for range each {
				turn <- struct{}{}
			}
		}
		wait(ctx, 30*time.Millisecond+time.Duration(r.Int64N(int64(max(250*time.Millisecond, up)))))
		v.kill()
		v.start()
	}
	if err := <-said; err != nil {
		v.t.Error(err)
	}
}

// awake returns once the program answers.
func (v *victim) awake(ctx context.Context) {
	for ctx.Err() == nil {
		resp, err := quick.Get("http://" + v.addr + "/static/logo.svg")
		if err == nil {
			resp.Body.Close()
			return
		}
		wait(ctx, 10*time.Millisecond)
	}
}

// faults says what is missing or doubled, in the readings and in what was said.
func (v *victim) faults(ctx context.Context, db *store.DB) string {
	out := missingReadings(ctx, db)
	said, err := db.Workspace("plant").Timeline(ctx, "@ida", 0, 500)
	if err != nil {
		return err.Error()
	}
	for _, name := range alphabet {
		if n := echoes(said, name); n != 1 {
			out = append(out, fmt.Sprintf("%s was answered %d times", name, n))
		}
	}
	return strings.Join(out, "; ")
}

// missingReadings says which values are not there, or twice.
func missingReadings(ctx context.Context, db *store.DB) (out []string) {
	err := db.Read(ctx, "plant", func(tx *store.Tx) error {
		for i, name := range alphabet {
			rs, err := tx.Readings(ctx, scorecard.MetricID(strings.ToLower(name)))
			if err != nil {
				return err
			}
			if want := fmt.Sprintf("%d.5", 50+i%7); len(rs) != 1 || rs[0].Value.String() != want {
				out = append(out, fmt.Sprintf("%s has %d readings, want one of %s", name, len(rs), want))
			}
		}
		return nil
	})
	if err != nil {
		out = append(out, err.Error())
	}
	return out
}

func freeAddr(t testing.TB) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

// echoes counts the bot's messages that name a gauge.
func echoes(said []chat.Entry, name string) int {
	n := 0
	for _, e := range said {
		if e.From == "" && strings.Contains(e.Body.Plain(nil), name+" pressure") {
			n++
		}
	}
	return n
}
