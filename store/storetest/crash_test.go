package storetest_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/scorecard"
	"throughline/store"
	"throughline/store/storetest"
)

// The test starts this same binary as a child that receives, handles and sends
// all at once, and kills it, as often as it takes, at moments of no kind.
const (
	crashFile = "THROUGHLINE_TEST_CRASH_FILE"
	crashFrom = "THROUGHLINE_TEST_CRASH_FROM"
	crashSaid = 120 // how many messages there are
	lanes     = 4
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crashFile); path != "" {
		if err := work(path, os.Getenv(crashFrom)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// work delivers everything from a number on, handles what waits and sends what
// is queued, and tells its parent what the outside world has seen: that a
// message was acknowledged, and that something was posted.
func work(path, from string) error {
	first, err := strconv.Atoi(from)
	if err != nil {
		return err
	}
	ctx := context.Background()
	db, err := store.Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	delivered := make(chan error, 1)
	go func() { delivered <- deliver(ctx, db, max(0, first-3)) }()
	for all := false; ; {
		select {
		case err := <-delivered:
			if err != nil {
				return err
			}
			all = true
		default:
		}
		handled, err := handleAll(ctx, db)
		if err != nil {
			return err
		}
		if err := sendAll(ctx, db); err != nil {
			return err
		}
		_, queued, err := db.NextOutgoing(ctx)
		if err != nil || all && handled == 0 && !queued {
			return err // nil when there is nothing left to do
		}
	}
}

func deliver(ctx context.Context, db *store.DB, from int) error {
	for i := from; i < crashSaid; i++ {
		if _, err := db.Receive(ctx, org, message(i)); err != nil {
			return err
		}
		fmt.Printf("acknowledged %d\n", i)
	}
	return nil
}

func message(i int) chat.Incoming {
	return chat.Incoming{ID: strconv.Itoa(i), Place: chat.Place{Service: "web", Channel: fmt.Sprint("#c", i%lanes)}, From: "ana", Text: strconv.Itoa(i)}
}

func handleAll(ctx context.Context, db *store.DB) (int, error) {
	waiting, err := db.Waiting(ctx, 10)
	if err != nil {
		return 0, err
	}
	for _, e := range waiting {
		err := db.Write(ctx, e.Org, clock, func(tx *store.Tx) error {
			i, err := strconv.Atoi(e.Incoming.Text)
			if err != nil {
				return err
			}
			if _, err := tx.Record(ctx, scorecard.Reading{Metric: "m_otd", Period: dayOf(i), Value: decimal.New(int64(i), 0)}); err != nil {
				return err
			}
			if err := tx.Send(ctx, chat.Outgoing{Key: "echo/" + e.Incoming.ID, Place: e.Incoming.Place, Message: chat.Paragraph(e.Incoming.Text)}); err != nil {
				return err
			}
			return tx.DoneIncoming(ctx, e.ID)
		})
		if err != nil {
			return 0, err
		}
	}
	return len(waiting), nil
}

func dayOf(i int) scorecard.Period {
	return scorecard.PeriodOf(scorecard.Daily, scorecard.Date("2026-01-01").Add(i))
}

func sendAll(ctx context.Context, db *store.DB) error {
	queued, err := db.ClaimOutgoing(ctx, 20*time.Millisecond, 10)
	if err != nil {
		return err
	}
	for _, q := range queued {
		fmt.Printf("posted %s\n", strings.TrimPrefix(q.Key, "echo/"))
		if err := db.Sent(ctx, q, q.Key); err != nil {
			return err
		}
	}
	return nil
}

// seen is what the outside world has seen of the children.
type seen struct {
	acknowledged int   // messages up to here will not be delivered again
	posts        []int // in the order first posted; a service drops what it has already by its key
}

func TestKilledAtAnyMomentNothingIsLostAndNothingDoubled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "throughline.db")
	db, err := store.Open(t.Context(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), org, clock, func(tx *store.Tx) error { return tx.Apply(t.Context(), storetest.Strategy(org)) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var s seen
	kills := 0
	for !s.live(t, path, 1+rand.IntN(18)) {
		kills++
	}
	if kills < 10 {
		t.Errorf("only %d children were killed; the test has lost its point", kills)
	}
	t.Logf("%d children were killed", kills)
	s.check(t, path)
}

// live starts a child, kills it after so many lines, and reports whether it
// came to its own end before that.
func (s *seen) live(t *testing.T, path string, lines int) (ended bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashFile+"="+path, crashFrom+"="+strconv.Itoa(s.acknowledged))
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	read := bufio.NewScanner(out)
	for n := 0; read.Scan(); n++ {
		s.note(t, read.Text())
		if n == lines {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	err = child.Wait()
	if err != nil && child.ProcessState.ExitCode() != -1 {
		t.Fatalf("the child failed by itself: %v", err)
	}
	return err == nil
}

func (s *seen) note(t *testing.T, line string) {
	t.Helper()
	what, number, _ := strings.Cut(line, " ")
	n, err := strconv.Atoi(number)
	if err != nil {
		t.Fatalf("the child said %q", line)
	}
	switch {
	case what == "acknowledged":
		s.acknowledged = max(s.acknowledged, n+1)
	case !slices.Contains(s.posts, n):
		s.posts = append(s.posts, n)
	}
}

func (s *seen) check(t *testing.T, path string) {
	t.Helper()
	if s.acknowledged != crashSaid || len(s.posts) != crashSaid {
		t.Errorf("%d acknowledged and %d answered, want %d of each", s.acknowledged, len(s.posts), crashSaid)
	}
	last := map[int]int{}
	for _, n := range s.posts {
		if n < last[n%lanes] {
			t.Errorf("%d was answered after %d", n, last[n%lanes])
		}
		last[n%lanes] = n
	}
	db := openAt(t, path)
	err := db.Read(t.Context(), org, func(tx *store.Tx) error {
		all, err := tx.Readings(t.Context(), "m_otd")
		if len(all) != crashSaid {
			t.Errorf("%d readings, want %d", len(all), crashSaid)
		}
		for _, r := range all {
			if i := int(r.Value.IntPart()); r.Period != dayOf(i) || r.Supersedes != "" {
				t.Errorf("reading %+v was recorded twice, or wrongly", r)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
