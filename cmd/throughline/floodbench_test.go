package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"throughline/bot/scorecard"
	"throughline/store"
)

// plantGrove puts the grove of a hundred objectives into a database, as changed.
func plantGrove(b *testing.B, path string, change func(*scorecard.Strategy)) {
	b.Helper()
	db, err := store.Open(b.Context(), path, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	s, readings := grove(400, time.Now())
	change(s)
	err = db.Write(b.Context(), benchOrg, scorecard.Actor{From: "bench"}, func(tx *store.Tx) error {
		if err := tx.Apply(b.Context(), s); err != nil {
			return err
		}
		_, err := tx.Import(b.Context(), readings, nil)
		return err
	})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
}

// serveAlone runs the real program on a database, on one processor, until the
// benchmark ends, and returns its process once it takes what is sent.
func serveAlone(b *testing.B, path string, env []string, takes func() error) int {
	b.Helper()
	cmd := exec.Command(os.Args[0], "serve", "--db", path, "--listen", "127.0.0.1:0")
	if app := os.Getenv("INSTEAD"); app != "" { // to be compared with: an app of Node
		cmd = exec.Command("node", app)
		cmd.Stderr = os.Stderr
	}
	cmd.Env = append(append(os.Environ(), asProgram+"=1", "GOMAXPROCS=1"), env...)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		err := takes()
		if err == nil {
			return cmd.Process.Pid
		}
		if time.Now().After(deadline) {
			b.Fatalf("it takes nothing: %v", err)
		}
	}
}

var keepAlive = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 1024}}

// posted sends a request and returns once it is acknowledged.
func posted(req *http.Request) error {
	resp, err := keepAlive.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s, %w", resp.Status, err)
	}
	return nil
}

// A flood is things that are sent at a rate, whether they are answered or not.
type flood struct {
	send    func(i int, due time.Time) error
	replied func(i int, due time.Time) time.Time // when it was answered; zero: not yet
}

// run sends for a while and returns how long each thing took to be acknowledged
// and to be answered, from the moment it was due. What was refused, so that the
// service would send it again, is in neither.
func (f flood) run(b *testing.B, rate int, length time.Duration) (acks, replies []time.Duration) {
	b.Helper()
	n := int(length.Seconds() * float64(rate))
	due, acked := make([]time.Time, n), make([]time.Duration, n)
	var wait sync.WaitGroup
	begin := time.Now()
	for i := range n {
		due[i] = begin.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due[i]))
		wait.Go(func() {
			if f.send(i, due[i]) == nil {
				acked[i] = time.Since(due[i])
			}
		})
	}
	wait.Wait()
	acked = slices.DeleteFunc(acked, func(d time.Duration) bool { return d == 0 })
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if replies = f.replies(due); len(replies) >= len(acked) {
			return acked, replies
		}
	}
	b.Logf("of %d %d were acknowledged and %d answered within a minute", n, len(acked), len(replies))
	return acked, replies
}

func (f flood) replies(due []time.Time) (out []time.Duration) {
	for i := range due {
		if at := f.replied(i, due[i]); !at.IsZero() {
			out = append(out, at.Sub(due[i]))
		}
	}
	return out
}

// measure floods the program at a rate and reports what that took of it.
func (f flood) measure(b *testing.B, pid, rate int, length time.Duration) {
	b.Helper()
	before := spent(b, pid)
	acks, replies := f.run(b, rate, length)
	used := spent(b, pid) - before
	slices.Sort(acks)
	slices.Sort(replies)
	if len(replies) == 0 {
		b.Fatal("nothing was answered")
	}
	sent := length.Seconds() * float64(rate)
	b.ReportMetric(100*float64(len(acks))/sent, "acknowledged-%")
	b.ReportMetric(100*float64(len(replies))/sent, "answered-%")
	b.ReportMetric(ms(acks[len(acks)/2]), "ack-p50-ms")
	b.ReportMetric(ms(acks[len(acks)*99/100]), "ack-p99-ms")
	b.ReportMetric(ms(replies[len(replies)/2]), "reply-p50-ms")
	b.ReportMetric(ms(replies[len(replies)*99/100]), "reply-p99-ms")
	b.ReportMetric(ms(used)/float64(len(replies)), "cpu-ms/event")
	b.ReportMetric(float64(resident(b, pid))/1024, "MB")
	b.ReportMetric(float64(memory(b, pid, "RssAnon:"))/1024, "MB-of-its-own")
}
