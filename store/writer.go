package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

const (
	// batchTime is how long a batch takes in more, once begun: what waits for the
	// disk should not wait for long besides.
	batchTime = 10 * time.Millisecond
	batchMost = 256 // changes in a batch
)

// A writer carries out changes one after the other, in the order in which they
// are asked for. Those that are asked for while others are under way share a
// transaction with them, and so share the wait for the disk, which is most of
// what a small change costs. Each is still done as a whole or not at all, and
// nobody hears that a change is made before it is safe on disk.
//
// Whoever asks for a change makes it in a turn of their own, and the last in a
// row commits for all, having waited a little for more where many come (see
// crowd): no goroutine stands by.
type writer struct {
	pool *sql.DB
	conn *sql.Conn            // the one connection that writes; used by whoever's turn it is
	own  map[string]*sql.Stmt // what begins and ends transactions, and is run with every one
	open *batch               // the transaction that is begun, handed on from turn to turn; nil: none

	mu     sync.Mutex
	busy   bool            // it is somebody's turn
	queue  []chan struct{} // those who wait for theirs; each is closed when it has come
	riders riders          // who waits to go along with a commit
	crowd  crowd           // whether others are likely to come
}

// A batch is changes that share a transaction.
type batch struct {
	began  time.Time
	n      int
	shared bool          // somebody came while it was lingered for them
	done   chan struct{} // closed when it is on disk, or is lost
	err    error         // why it is lost
}

func (b *batch) full() bool {
	return b.err != nil || b.n >= batchMost || time.Since(b.began) > batchTime
}

var errClosed = errors.New("store: the database is closed")

// newWriter returns a writer over a pool of one connection, which nobody else
// may use from now on.
func newWriter(ctx context.Context, pool *sql.DB) (*writer, error) {
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{pool: pool, conn: c, own: map[string]*sql.Stmt{}}
	for _, statement := range []string{beginning, marking, releasing, committing} {
		if w.own[statement], err = c.PrepareContext(ctx, statement); err != nil {
			return nil, err
		}
	}
	return w, w.exec(forWriter)
}

// do carries out a change. It returns what f returns, when that is an error, and
// then nothing of the change remains. Once it is the change's turn the end of ctx
// is for f to look at.
func (w *writer) do(ctx context.Context, f func(conn) error) error {
	return w.doEach(ctx, []func(conn) error{f})[0]
}

// doEach carries out changes in their order, as many in a batch as fit, and
// returns the error of each.
func (w *writer) doEach(ctx context.Context, fs []func(conn) error) []error {
	errs, batches := make([]error, len(fs)), make([]*batch, len(fs))
	for from := 0; from < len(fs); {
		n, err := w.turn(ctx, fs[from:], errs[from:], batches[from:])
		if err != nil {
			for i := from; i < len(fs); i++ {
				errs[i] = err
			}
			break
		}
		from += n
	}
	for i, b := range batches {
		if b == nil {
			continue
		}
		<-b.done
		if errs[i] == nil {
			errs[i] = b.err
		}
	}
	return errs
}

// turn waits for a turn and carries out in it as many changes as fit into the
// batch, which is how many it returns: one at least. An error says that none was.
func (w *writer) turn(ctx context.Context, fs []func(conn) error, errs []error, batches []*batch) (n int, err error) {
	if err := w.enter(ctx); err != nil {
		return 0, err
	}
	defer w.leave()
	b, err := w.begin()
	if err != nil {
		return 0, err
	}
	for n == 0 || n < len(fs) && !b.full() {
		batches[n] = b
		errs[n] = w.alone(b, fs[n])
		n++
	}
	return n, nil
}

// enter waits for a turn. When ctx ends before, nothing is changed.
func (w *writer) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.mu.Lock()
	w.riders.met()
	w.crowd.met(time.Now())
	if !w.busy {
		w.busy = true
		w.mu.Unlock()
		return nil
	}
	mine := make(chan struct{})
	w.queue = append(w.queue, mine)
	w.crowd.tell()
	w.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	if !w.giveUp(mine) { // it has just become our turn
		w.leave()
	}
	return ctx.Err()
}

// giveUp leaves the queue; false when the turn was given already.
func (w *writer) giveUp(mine chan struct{}) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.queue, mine)
	if i >= 0 {
		w.queue = slices.Delete(w.queue, i, i+1)
	}
	return i >= 0
}

// leave ends a turn. The batch is handed on to the next in the queue; it is
// committed when it is full, or nobody is left and nobody comes.
func (w *writer) leave() {
	for {
		if w.open != nil && w.open.full() {
			w.commit()
		}
		if w.handOn() {
			return
		}
		if !w.linger() {
			w.commit()
		}
	}
}

// handOn gives the turn to the next in the queue, or to nobody when nothing is
// left to be committed; otherwise it returns false.
func (w *writer) handOn() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case len(w.queue) > 0:
		close(w.queue[0])
		w.queue = slices.Delete(w.queue, 0, 1)
	case w.open == nil:
		w.busy = false
	default:
		return false
	}
	return true
}

// begin returns the batch that is open, or opens one.
func (w *writer) begin() (*batch, error) {
	if w.open != nil {
		return w.open, nil
	}
	if w.conn == nil {
		return nil, errClosed
	}
	// Without its end: a wait for another process's lock is bounded by the file's
	// own time limit, and to be watched costs as much as to begin.
	if err := w.exec(beginning); err != nil {
		return nil, fmt.Errorf("store: begin: %w", err)
	}
	w.open = &batch{began: time.Now(), done: make(chan struct{})}
	return w.open, nil
}

// alone runs f so that, when it fails or panics, what it did is undone and what
// others did before it in the batch is not. The first of a batch has nobody before
// it, and needs no place to go back to but the beginning.
func (w *writer) alone(b *batch, f func(conn) error) error {
	first := b.n == 0
	if err := w.mark(first); err != nil {
		return w.lose(b, err)
	}
	kept := false
	defer func() {
		if kept {
			return
		}
		if err := w.undo(first); err != nil {
			w.lose(b, err)
		}
	}()
	if err := f(conn{w.conn}); err != nil {
		return err
	}
	kept = true
	b.n++
	if first {
		return nil
	}
	if err := w.exec(releasing); err != nil {
		return w.lose(b, err)
	}
	return nil
}

func (w *writer) mark(first bool) error {
	if first {
		return nil
	}
	return w.exec(marking)
}

func (w *writer) undo(first bool) error {
	if !first {
		return w.exec("ROLLBACK TO alone; RELEASE alone")
	}
	_ = w.exec("ROLLBACK") // an error says that SQLite has done so already
	return w.exec(beginning)
}

const (
	// beginning takes the file's lock at once: to find it taken later would be too late.
	beginning  = "BEGIN IMMEDIATE"
	marking    = "SAVEPOINT alone"
	releasing  = "RELEASE alone"
	committing = "COMMIT"
)

// lose gives a batch up: when the disk is full, say, SQLite may have undone more
// than was asked for. Everybody in it hears of it.
func (w *writer) lose(b *batch, err error) error {
	b.err = fmt.Errorf("store: the transaction is lost: %w", err)
	return b.err
}

// commit ends the batch, after those who waited to go along: it is on disk
// afterwards, or all in it hear why not.
func (w *writer) commit() {
	b := w.open
	w.takeRiders(b)
	w.open = nil
	if b.err == nil {
		if err := w.exec(committing); err != nil {
			b.err = fmt.Errorf("store: commit: %w", err)
		}
	}
	if b.err != nil {
		_ = w.exec("ROLLBACK") // an error says that there is nothing to undo
	}
	close(b.done)
}

func (w *writer) exec(statement string) (err error) {
	if own := w.own[statement]; own != nil {
		_, err = own.ExecContext(context.Background())
	} else {
		_, err = w.conn.ExecContext(context.Background(), statement)
	}
	return err
}

// close waits for what is under way and closes the connection.
func (w *writer) close() error {
	if err := w.enter(context.Background()); err != nil {
		return err
	}
	defer w.leave()
	if w.conn == nil {
		return nil
	}
	if _, err := w.begin(); err != nil {
		return err
	}
	w.commit() // riders too
	c := w.conn
	w.conn = nil
	var errs []error
	for _, own := range w.own {
		errs = append(errs, own.Close())
	}
	return errors.Join(append(errs, c.Close(), w.pool.Close())...)
}
