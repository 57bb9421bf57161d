package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// A rider is a change that can wait a moment, and goes along with the next commit
// of somebody else: it then costs no wait for the disk of its own.
type rider struct {
	f     func(conn) error
	taken chan struct{} // closed when it has been carried out, in batch, with err
	batch *batch
	err   error
}

// riders are those who wait for a commit to go along with.
type riders struct {
	waiting []*rider
	worth   bool      // somebody came along lately for whom it was worth to wait
	left    time.Time // when one last left without waiting, if nobody has come since
}

// patience is how long a rider waits: longer than a batch takes.
const patience = 20 * time.Millisecond

// doSoon is do for a change that can wait for others to be committed with. It
// waits only where they come in such a row that this was worth it of late. What f
// did may be undone and done again.
func (w *writer) doSoon(ctx context.Context, f func(conn) error) error {
	r := w.board(f)
	if r == nil {
		defer w.wentAlone()
		return w.do(ctx, f)
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-r.taken:
	case <-ctx.Done():
	case <-wait.C:
	}
	if w.getOff(r) {
		return w.do(ctx, f)
	}
	<-r.taken
	<-r.batch.done
	return cmp.Or(r.err, r.batch.err)
}

// board lets f wait for the next commit; nil when it should not.
func (w *writer) board(f func(conn) error) *rider {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.riders.worth {
		return nil
	}
	r := &rider{f: f, taken: make(chan struct{})}
	w.riders.waiting = append(w.riders.waiting, r)
	return r
}

// getOff ends the wait of a rider whom nobody took; false when somebody did.
func (w *writer) getOff(r *rider) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.riders.waiting, r)
	if i >= 0 {
		w.riders.waiting = slices.Delete(w.riders.waiting, i, i+1)
		w.riders.worth = false
	}
	return i >= 0
}

func (w *writer) wentAlone() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.riders.left = time.Now()
}

// met notes that a change is asked for. A rider who left a moment ago should have
// waited for it. It is called with mu held.
func (r *riders) met() {
	if !r.left.IsZero() {
		r.worth = time.Since(r.left) < patience
		r.left = time.Time{}
	}
}

// takeRiders carries out in a batch what waited for it: all as one, and one by one
// only when that fails, so that none is undone for another's fault.
func (w *writer) takeRiders(b *batch) {
	w.mu.Lock()
	all := w.riders.waiting
	w.riders.waiting = nil
	w.mu.Unlock()
	together := len(all) > 1 && b.err == nil && w.alone(b, func(c conn) error {
		for _, r := range all {
			if err := r.carryOut(c); err != nil {
				return err
			}
		}
		return nil
	}) == nil
	for _, r := range all {
		r.batch, r.err = b, b.err
		if b.err == nil && !together {
			r.err = w.alone(b, r.carryOut)
		}
		close(r.taken)
	}
}

// carryOut does what the rider came for. A panic is the rider's own, and not that
// of whoever took it along.
func (r *rider) carryOut(c conn) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("store: panic: %v", p)
		}
	}()
	return r.f(c)
}
