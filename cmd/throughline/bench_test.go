package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot"
	"throughline/bot/answer"
	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/bot/understand"
	"throughline/store"
)

// docs/benchmarks.md says how to run these and what they showed.

const benchOrg scorecard.OrgID = "bench"

// grove is a strategy of n weekly metrics, four to an objective, each objective
// driving up to three of those before it, and a year of readings.
func grove(n int, now time.Time) (*scorecard.Strategy, []scorecard.Reading) {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: benchOrg, Name: "Grove", Zone: "UTC", Locale: "en-GB", Channel: "#grove"},
		Units:        []scorecard.Unit{{ID: "all", Name: "Grove", Head: "pat"}},
		People:       []scorecard.Person{{ID: "pat", Name: "Pat Lund", Units: []scorecard.UnitID{"team0"}}},
		Perspectives: []scorecard.Perspective{{ID: "financial", Name: "Financial"}, {ID: "customer", Name: "Customer"}, {ID: "process", Name: "Process"}, {ID: "learning", Name: "Learning"}},
	}
	var readings []scorecard.Reading
	last := scorecard.PeriodOf(scorecard.Weekly, scorecard.DateOf(now)).Prev()
	for i := range n / 4 {
		unit := scorecard.UnitID(fmt.Sprintf("team%d", i/5))
		if i%5 == 0 {
			s.Units = append(s.Units, scorecard.Unit{ID: unit, Name: fmt.Sprintf("Team %d", i/5), Parent: "all", Head: "pat", Channel: "#" + string(unit)})
		}
		id := scorecard.ObjectiveID(fmt.Sprintf("o%d", i))
		s.Objectives = append(s.Objectives, scorecard.Objective{ID: id, Name: fmt.Sprintf("Objective %d", i), Unit: unit, Perspective: s.Perspectives[i*4/(n/4)].ID, Owner: "pat"})
		for j := range min(i, 3) {
			s.Links = append(s.Links, scorecard.Link{ID: scorecard.LinkID(fmt.Sprintf("l%d-%d", i, j)), Cause: id, Effect: scorecard.ObjectiveID(fmt.Sprintf("o%d", max(0, i-1-(i*7+j*11)%30-j))), LagWeeks: 1 + (i+j)%8})
		}
		for j := range 4 {
			m := scorecard.Metric{ID: scorecard.MetricID(fmt.Sprintf("m%d-%d", i, j)), Name: fmt.Sprintf("Gauge %d", i*4+j), Objective: id, Measure: "%", Cadence: scorecard.Weekly, Owner: "pat", Kind: scorecard.Leading, Targets: []scorecard.Target{{Value: decimalOf("90"), Amber: decimalOf("80")}}}
			s.Metrics = append(s.Metrics, m)
			for w, p := 0, last; w < 52; w, p = w+1, p.Prev() {
				readings = append(readings, scorecard.Reading{Metric: m.ID, Period: p, Value: decimalOf(strconv.Itoa(60 + (i*31+j*17+w*7)%40)).Decimal, By: "pat", At: now})
			}
		}
	}
	return s, readings
}

// planted returns a database that holds the grove.
func planted(b *testing.B, n int, now time.Time) *store.DB {
	b.Helper()
	db, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "grove.db"), func() time.Time { return now })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	s, readings := grove(n, now)
	err = db.Write(b.Context(), benchOrg, scorecard.Actor{From: "bench"}, func(tx *store.Tx) error {
		if err := tx.Apply(b.Context(), s); err != nil {
			return err
		}
		_, err := tx.Import(b.Context(), readings, nil)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// ways are questions of every costly kind, as they are asked.
var ways = map[string]string{
	"route":   "how does team 9 affect gauge 1?",
	"drivers": "what drives gauge 1?",
	"why":     "why is gauge 13 off target?",
	"value":   "what is gauge 21?",
	"list":    "what is off target?",
	"summary": "how are we doing?",
}

// BenchmarkQuestion asks from the text to the finished answer: the snapshot from
// the store, the reading of the question, the walk and the words. Beside it,
// the same with the strategy and its names loaded anew for the question.
func BenchmarkQuestion(b *testing.B) {
	for _, n := range []int{500, 10_000} {
		db, a, m := planted(b, n, scriptNow), &answer.Answerer{}, &minds{}
		kinds := make([]string, 0, len(ways))
		for k := range ways {
			kinds = append(kinds, k)
		}
		slices.Sort(kinds)
		for _, k := range kinds {
			b.Run(fmt.Sprintf("metrics=%d/%s", n, k), func(b *testing.B) {
				askOnce(b, db, a, m, ways[k])
				var took []time.Duration
				for b.Loop() {
					at := time.Now()
					askOnce(b, db, a, m, ways[k])
					took = append(took, time.Since(at))
				}
				b.StopTimer()
				slices.Sort(took)
				b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
				b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
				at := time.Now()
				askOnce(b, db, &answer.Answerer{}, &minds{}, ways[k])
				b.ReportMetric(ms(time.Since(at))/ms(took[len(took)/2]), "x-faster-than-unkept-names")
			})
		}
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func askOnce(b *testing.B, db *store.DB, a *answer.Answerer, m *minds, text string) {
	s, err := db.Snapshot(b.Context(), benchOrg, scorecard.DateOf(scriptNow))
	if err != nil {
		b.Fatal(err)
	}
	in := m.Lexicon(s.Index).Question(text, understand.Asker{Person: "pat"}, nil)
	if res := a.Answer(s, in, scorecard.Audience{Person: "pat", Private: true}, answer.Extra{}); res.Outcome != answer.Answered {
		b.Fatalf("%q: %s: %s", text, res.Outcome, res.Text)
	}
}

// crew is a feature-complete bot over a database, with a service that takes
// whatever it is given.
func crew(db *store.DB, now func() time.Time) *bot.Bot[*store.Tx] {
	all, log := features(&minds{}), slog.New(slog.DiscardHandler)
	return bot.New(
		&bot.Router[*store.Tx]{Org: benchOrg, Store: db, Features: all, Now: now, Log: log},
		&bot.Sender{Outbox: db, Service: taker{}, Now: now, Log: log, Resolve: resolveLocal},
		&bot.Timetable[*store.Tx]{Org: benchOrg, Store: db, Features: all, Now: now, Log: log},
	)
}

type taker struct{}

func (taker) Name() string { return bot.LocalService }
func (taker) Post(context.Context, chat.Place, string, chat.Message) (string, error) {
	return "posted", nil
}
func (taker) Update(context.Context, chat.Place, string, chat.Message) error { return nil }

// BenchmarkReplies reports values through the router and the check-ins, each
// received, read, recorded, journalled and its answer queued, in two transactions
// that are safe on disk. Beside it, the same recorded straight into the store in
// one transaction: what reading and safety cost.
func BenchmarkReplies(b *testing.B) {
	db := planted(b, 500, scriptNow)
	router := crew(db, func() time.Time { return scriptNow }).Router
	n := 0
	for b.Loop() {
		in := chat.Incoming{ID: fmt.Sprint(n), Place: chat.Place{Service: bot.LocalService, User: "pat"}, From: "pat",
			Ref: fmt.Sprint("r", n), Text: fmt.Sprintf("gauge %d: %d%%", n%500, 70+n/500%20), At: scriptNow}
		if err := router.Receive(b.Context(), in); err != nil {
			b.Fatal(err)
		}
		if _, err := router.Drain(b.Context()); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.StopTimer()
	each := b.Elapsed() / time.Duration(n)
	recorded := 0
	for i := range min(n, 500) {
		rs := recordedOf(b, db, scorecard.MetricID(fmt.Sprintf("m%d-%d", i/4, i%4)))
		if len(rs) > 52 {
			recorded++
		}
	}
	if recorded < min(n, 500) {
		b.Fatalf("%d of %d replies were recorded", recorded, min(n, 500))
	}
	b.ReportMetric(1/each.Seconds(), "replies/s")
	b.ReportMetric(each.Seconds()/bare(b, db, 500).Seconds(), "x-of-bare-recording")
}

func recordedOf(b *testing.B, db *store.DB, m scorecard.MetricID) (rs []scorecard.Reading) {
	err := db.Read(b.Context(), benchOrg, func(tx *store.Tx) (err error) {
		rs, err = tx.Readings(b.Context(), m)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return rs
}

// bare records n readings in one transaction and returns what each took.
func bare(b *testing.B, db *store.DB, n int) time.Duration {
	at := time.Now()
	err := db.Write(b.Context(), benchOrg, scorecard.Actor{From: "bench"}, func(tx *store.Tx) error {
		p := scorecard.PeriodOf(scorecard.Weekly, scorecard.DateOf(scriptNow))
		for i := range n {
			r := scorecard.Reading{Metric: scorecard.MetricID(fmt.Sprintf("m%d-%d", i/4, i%4)), Period: p, Value: decimalOf("71").Decimal, By: "pat"}
			if _, err := tx.Record(b.Context(), r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(at) / time.Duration(n)
}

// BenchmarkStart starts the real program on the demo's database and waits for
// its first page, with its memory once it is at rest. Beside it, the first
// answer of the program's version: what starting any process of it costs.
func BenchmarkStart(b *testing.B) {
	path := filepath.Join(b.TempDir(), "demo.db")
	file, err := exampleFile("logistics", scorecard.DateOf(time.Now()))
	if err == nil {
		err = seed(b.Context(), path, file, 78, time.Now())
	}
	if err != nil {
		b.Fatal(err)
	}
	var memory int
	n := 0
	for b.Loop() {
		memory += serveOnce(b, path)
		n++
	}
	b.StopTimer()
	each := b.Elapsed() / time.Duration(n)
	at := time.Now()
	version := exec.Command(os.Args[0], "version")
	version.Env = append(os.Environ(), asProgram+"=1")
	if err := version.Run(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(ms(each), "ms-to-first-page")
	b.ReportMetric(float64(memory)/float64(n)/1024, "MB-at-rest")
	b.ReportMetric(each.Seconds()/time.Since(at).Seconds(), "x-of-printing-the-version")
}

// BenchmarkDemo starts the demo, which makes its company first, and waits for its
// first page.
func BenchmarkDemo(b *testing.B) {
	n := 0
	for b.Loop() {
		openOnce(b, "demo", "--listen", "127.0.0.1:0")
		n++
	}
	b.ReportMetric(ms(b.Elapsed()/time.Duration(n)), "ms-to-first-page")
}

// serveOnce serves a database until the first page is read, and returns the
// resident memory in kilobytes.
func serveOnce(b *testing.B, path string) int {
	return openOnce(b, "serve", "--db", path, "--listen", "127.0.0.1:0")
}

// openOnce starts the program until the first page is read, and returns the
// resident memory in kilobytes once twenty were.
func openOnce(b *testing.B, args ...string) int {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		b.StopTimer()
		cmd.Process.Kill()
		cmd.Wait()
		b.StartTimer()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	_, url, ok := strings.Cut(strings.TrimSpace(line), "Open ")
	if err != nil || !ok {
		b.Fatalf("it said %q: %v", line, err)
	}
	openPage(b, url)
	b.StopTimer()
	for range 20 { // until everything it keeps is there
		openPage(b, url)
	}
	rss := resident(b, cmd.Process.Pid)
	b.StartTimer()
	return rss
}

// openPage opens a page.
func openPage(b *testing.B, url string) {
	b.Helper()
	resp, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK {
		b.Fatal(resp.Status, err)
	}
}

// resident returns how much memory a process holds, in kilobytes.
func resident(b *testing.B, pid int) int { return memory(b, pid, "VmRSS:") }

// memory returns a kind of a process's memory, in kilobytes, from Linux: RssAnon
// leaves out the pages of the program's own file, which processes share.
func memory(b *testing.B, pid int, kind string) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), kind)
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		b.Fatal(err)
	}
	return kb
}

// BenchmarkMonth lives through a month of the demo: every ask, answer, reminder
// and digest of it.
func BenchmarkMonth(b *testing.B) {
	var lived time.Duration
	n := 0
	for b.Loop() {
		b.StopTimer()
		now := scriptNow
		o, err := openDemo(b.Context(), "logistics", filepath.Join(b.TempDir(), "demo.db"), 78, now, slog.New(slog.DiscardHandler))
		if err != nil {
			b.Fatal(err)
		}
		to := o.clock.Now().AddDate(0, 1, 0)
		b.StartTimer()
		if err := (&movable{o}).Advance(b.Context(), to); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := o.Close(); err != nil {
			b.Fatal(err)
		}
		lived += 30 * 24 * time.Hour
		n++
		b.StartTimer()
	}
	b.ReportMetric(lived.Seconds()/b.Elapsed().Seconds(), "x-faster-than-living-it")
}

func decimalOf(s string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}
