package store

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"
)

// rideAlong asks for a change that can wait, and returns once it waits.
func (r *rush) rideAlong(name string, more func() error) (result chan error) {
	r.db.write.mu.Lock()
	r.db.write.riders.worth = true
	before := len(r.db.write.riders.waiting)
	r.db.write.mu.Unlock()
	result = make(chan error, 1)
	r.wait.Go(func() {
		result <- r.db.write.doSoon(context.Background(), func(c conn) error {
			if _, err := c.exec(context.Background(), `INSERT INTO watermark (org, name, at) VALUES ($1, $2, 1)`, "org", name); err != nil {
				return err
			}
			return more()
		})
	})
	for {
		r.db.write.mu.Lock()
		n, worth := len(r.db.write.riders.waiting), r.db.write.riders.worth
		r.db.write.mu.Unlock()
		if n > before || !worth { // it waits, or has waited in vain
			return result
		}
		runtime.Gosched()
	}
}

func TestAChangeThatCanWaitSharesTheNextCommit(t *testing.T) {
	r := newRush(t)
	oops := errors.New("oops")
	fine := r.rideAlong("fine", nothingMore)
	bad := r.rideAlong("bad", func() error { return oops })
	worse := r.rideAlong("worse", func() error { panic("a fault of ours") })
	if n := r.kept(); n != 2 {
		t.Errorf("%d are kept, want the first and the one that went along well", n)
	}
	if err := <-fine; err != nil {
		t.Error(err)
	}
	if err := <-bad; err != oops {
		t.Errorf("got %v, want its own error", err)
	}
	if err := <-worse; err == nil {
		t.Error("a panic is no error")
	}
	if r.commits > 4 { // one, unless a slow machine made them lose patience
		t.Errorf("it took %d commits", r.commits)
	}
}

func TestAChangeThatCanWaitIsMadeAlthoughNobodyComes(t *testing.T) {
	r := newRush(t)
	r.kept()
	r.let = make(chan struct{})
	if err := <-r.rideAlong("lonely", nothingMore); err != nil {
		t.Fatal(err)
	}
	if n := r.kept(); n != 2 {
		t.Errorf("%d are kept, want both", n)
	}
	if r.db.write.riders.worth {
		t.Error("the next waits too, although it was in vain")
	}
}

func TestToWaitIsWorthItWhereOthersCome(t *testing.T) {
	var r riders
	if r.met(); r.worth {
		t.Error("without anybody having left")
	}
	r.left = time.Now()
	if r.met(); !r.worth {
		t.Error("somebody came as soon as one had left, and it was not noted")
	}
	r.left = time.Now().Add(-time.Hour)
	if r.met(); r.worth {
		t.Error("somebody came an hour after one had left, and it was held worth waiting")
	}
}

func TestWhatWaitsIsMadeWhenTheDatabaseCloses(t *testing.T) {
	r := newRush(t)
	r.kept()
	r.db.write.riders.worth = true
	x := r.db.write.board(func(conn) error { return nil })
	if err := r.db.Close(); err != nil {
		t.Fatal(err)
	}
	<-x.taken
	if err := errors.Join(x.err, x.batch.err); err != nil {
		t.Error(err)
	}
}
