package store

import (
	"runtime"
	"testing"
	"time"
)

// expectMany makes the writer expect that others come.
func (r *rush) expectMany() {
	r.db.write.mu.Lock()
	defer r.db.write.mu.Unlock()
	r.db.write.crowd = crowd{last: time.Now()}
}

func TestWhereManyComeACommitWaitsForTheNext(t *testing.T) {
	r := newRush(t)
	r.expectMany()
	close(r.let)
	for lingers := false; !lingers; runtime.Gosched() {
		r.db.write.mu.Lock()
		lingers = r.db.write.crowd.came != nil
		given := !r.db.write.busy // a slow machine was past the time before it could linger
		r.db.write.mu.Unlock()
		if given {
			t.Skip("too slow to linger")
		}
	}
	if err := r.keep(t.Context(), "second", nothingMore); err != nil {
		t.Fatal(err)
	}
	r.let = make(chan struct{})
	if n := r.kept(); n != 2 {
		t.Errorf("%d are kept, want both", n)
	}
	if r.commits > 2 {
		t.Errorf("two changes took %d commits", r.commits)
	}
}

func TestWhoComesAloneHardlyEverWaits(t *testing.T) {
	c := crowd{}
	waited := 0
	for range 1000 {
		if c.expects() { // and nobody comes
			waited++
			c.inVain()
		}
	}
	if waited > 30 {
		t.Errorf("%d of 1000 waited for nobody", waited)
	}
	if c.gap = lingerGap + 1; c.expects() {
		t.Error("it waits where hardly anybody comes")
	}
}

func TestGapsAreLearnt(t *testing.T) {
	c, now := crowd{}, time.Now()
	for range 100 {
		now = now.Add(time.Millisecond)
		c.met(now)
	}
	if c.gap < time.Millisecond/2 || c.gap > 2*time.Millisecond {
		t.Errorf("the gap is held to be %v, want about a millisecond", c.gap)
	}
	for range 100 {
		now = now.Add(time.Minute)
		c.met(now)
	}
	if c.gap < lingerGap {
		t.Errorf("the gap is held to be %v, and is a minute", c.gap)
	}
}
