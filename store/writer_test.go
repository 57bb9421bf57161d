package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// A rush is a database whose writer is held up, so that what is asked for
// meanwhile is asked for at the same time.
type rush struct {
	*testing.T
	db      *DB
	commits int
	let     chan struct{}
	wait    sync.WaitGroup
}

func newRush(t *testing.T) *rush {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	r := &rush{T: t, db: db, let: make(chan struct{})}
	err = db.write.conn.Raw(func(c any) error {
		c.(*sqlite3.SQLiteConn).RegisterCommitHook(func() int { r.commits++; return 0 })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	begun := make(chan struct{})
	r.wait.Go(func() {
		r.keep(t.Context(), "first", func() error {
			close(begun)
			<-r.let
			return nil
		})
	})
	<-begun
	return r
}

// keep keeps a name, and then does more in the same change.
func (r *rush) keep(ctx context.Context, name string, more func() error) error {
	return r.db.write.do(ctx, func(c conn) error {
		if _, err := c.exec(ctx, `INSERT INTO watermark (org, name, at) VALUES ($1, $2, 1)`, "org", name); err != nil {
			return err
		}
		return more()
	})
}

// queued returns once n wait for their turn.
func (r *rush) queued(n int) {
	for {
		r.db.write.mu.Lock()
		have := len(r.db.write.queue)
		r.db.write.mu.Unlock()
		if have == n {
			return
		}
		runtime.Gosched()
	}
}

// kept returns how many names are on disk, as another program would see it.
func (r *rush) kept() int64 {
	r.Helper()
	close(r.let)
	r.wait.Wait()
	n, _, err := one(context.Background(), conn{r.db.read}, scanInt, `SELECT COUNT(*) FROM watermark`)
	if err != nil {
		r.Fatal(err)
	}
	return n
}

func nothingMore() error { return nil }

func TestChangesAskedForTogetherShareTheWaitForTheDisk(t *testing.T) {
	r := newRush(t)
	for i := range 100 {
		r.wait.Go(func() {
			if err := r.keep(t.Context(), fmt.Sprint(i), nothingMore); err != nil {
				t.Error(err)
			}
		})
	}
	r.queued(100)
	if n := r.kept(); n != 101 {
		t.Errorf("%d are kept, want 101", n)
	}
	// One when nobody is slow; a slow machine may need more, and never nearly as
	// many as there are changes.
	if r.commits > 50 {
		t.Errorf("101 changes took %d commits", r.commits)
	}
}

func TestAChangeThatFailsTakesNoOtherWithIt(t *testing.T) {
	oops := errors.New("oops")
	r := newRush(t)
	for i := range 60 {
		r.wait.Go(func() {
			defer func() {
				if p := recover(); (p != nil) != (i%3 == 2) {
					t.Errorf("change %d panicked with %v", i, p)
				}
			}()
			err := r.keep(t.Context(), fmt.Sprint(i), func() error {
				switch i % 3 {
				case 1:
					return oops
				case 2:
					panic("a feature has a fault")
				}
				return nil
			})
			if want := []error{nil, oops}[i%3]; err != want {
				t.Errorf("change %d: %v, want %v", i, err, want)
			}
		})
	}
	r.queued(60)
	if n := r.kept(); n != 21 {
		t.Errorf("%d are kept, want the first and the 20 that did not fail", n)
	}
}

func TestWhoGivesUpWaitingChangesNothing(t *testing.T) {
	r := newRush(t)
	for i := range 10 {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		r.wait.Go(func() {
			defer close(done)
			if err := r.keep(ctx, fmt.Sprint(i), nothingMore); !errors.Is(err, context.Canceled) {
				t.Errorf("change %d: %v, want that it was cancelled", i, err)
			}
		})
		r.queued(1)
		cancel()
		<-done
	}
	if n := r.kept(); n != 1 {
		t.Errorf("%d are kept, want the first alone", n)
	}
	if err := r.keep(t.Context(), "later", nothingMore); err != nil {
		t.Errorf("the writer is not free again: %v", err)
	}
}

// TestALostTransactionIsLostForAll has one change end the transaction that the
// others are in, as SQLite does by itself when the disk is full.
func TestALostTransactionIsLostForAll(t *testing.T) {
	r := newRush(t)
	var lost, kept sync.Map
	ask := func(i int, more func() error) {
		r.wait.Go(func() {
			if err := r.keep(t.Context(), fmt.Sprint(i), more); err != nil {
				lost.Store(i, err)
			} else {
				kept.Store(i, true)
			}
		})
		r.queued(i)
	}
	ask(1, nothingMore)
	ask(2, func() error { return r.db.write.exec("ROLLBACK") })
	ask(3, nothingMore)
	n := r.kept()
	if _, ok := lost.Load(2); !ok {
		t.Error("whose transaction was undone was told that it is kept")
	}
	said := int64(0)
	kept.Range(func(any, any) bool { said++; return true })
	// The first was in the transaction too, unless a slow machine had committed it.
	if n != said && n != said+1 {
		t.Errorf("%d were told that they are kept, and %d are", said, n)
	}
	if _, ok := kept.Load(3); !ok {
		t.Error("what came after has failed too")
	}
}

func TestAClosedDatabaseSaysSo(t *testing.T) {
	r := newRush(t)
	r.wait.Go(func() {
		if err := r.db.Close(); err != nil {
			t.Error(err)
		}
	})
	r.queued(1)
	close(r.let)
	r.wait.Wait()
	if err := r.keep(t.Context(), "late", nothingMore); !errors.Is(err, errClosed) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkChanges shows what safety costs, and what it costs when it is shared:
// small changes asked for one after the other, and sixteen at a time, with FULL
// sync as the store has it, and with NORMAL, which may lose the last of them in a
// power cut.
func BenchmarkChanges(b *testing.B) {
	for _, safety := range []string{"FULL", "NORMAL"} {
		for _, together := range []int{1, 16} {
			b.Run(fmt.Sprintf("%s/together=%d", safety, together), func(b *testing.B) {
				db, err := Open(b.Context(), filepath.Join(b.TempDir(), "x.db"), time.Now)
				if err != nil {
					b.Fatal(err)
				}
				defer db.Close()
				if err := db.write.exec("PRAGMA synchronous=" + safety); err != nil {
					b.Fatal(err)
				}
				n := 0
				for b.Loop() {
					n += together
					changeTogether(b, db, n, together)
				}
				b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "changes/s")
			})
		}
	}
}

func changeTogether(b *testing.B, db *DB, from, n int) {
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			if err := db.SetWatermark(b.Context(), "org", fmt.Sprint(from+i), start()); err != nil {
				b.Error(err)
			}
		})
	}
	wait.Wait()
}

func start() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }
