package slack

import (
	"context"
	"sync"
	"time"
)

// A task is work that an acknowledgement does not wait for: opening a form,
// publishing a home, looking groups up.
type task struct {
	name  string
	grace time.Duration // for which it is waited all the same: what is quick is done when Slack hears from us
	limit time.Duration
	do    func(ctx context.Context) error
}

// together is how many tasks are under way at once.
const together = 32

// tasks are under way. The zero tasks are ready for use.
type tasks struct {
	once  sync.Once
	slots chan struct{}
	mu    sync.Mutex
	left  int
	idle  chan struct{} // closed when none is left
}

func (t *tasks) begin() {
	t.once.Do(func() { t.slots = make(chan struct{}, together) })
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left++; t.left == 1 {
		t.idle = make(chan struct{})
	}
}

func (t *tasks) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left--; t.left == 0 {
		close(t.idle)
	}
}

// wait returns when no task is under way.
func (t *tasks) wait() {
	t.mu.Lock()
	idle, left := t.idle, t.left
	t.mu.Unlock()
	if left > 0 {
		<-idle
	}
}

// start does a task beside everything else; a failure is logged. It outlives
// ctx, which ends with the acknowledgement, but not the App.
func (a *App) start(ctx context.Context, t task) {
	a.tasks.begin()
	done := make(chan struct{})
	ctx = context.WithoutCancel(ctx)
	go func() {
		defer a.tasks.end()
		defer close(done)
		a.tasks.slots <- struct{}{}
		defer func() { <-a.tasks.slots }()
		ctx, cancel := context.WithTimeout(ctx, t.limit)
		defer cancel()
		defer context.AfterFunc(a.life, cancel)()
		if err := t.do(ctx); err != nil {
			a.cfg.Log.Warn(t.name, "err", err)
		}
	}()
	if t.grace <= 0 {
		return
	}
	patience := time.NewTimer(t.grace)
	defer patience.Stop()
	select {
	case <-done:
	case <-patience.C:
	}
}

// queues keep what comes from one place in order: a correction must not overtake
// what it corrects. The zero queues are ready for use.
type queues struct {
	mu    sync.Mutex
	tails map[string]chan struct{} // closed when the last in a queue has left it
}

// enter waits until those who came before have left, or until ctx ends; then
// order matters less than being heard.
func (q *queues) enter(ctx context.Context, name string) (leave func()) {
	mine := make(chan struct{})
	q.mu.Lock()
	if q.tails == nil {
		q.tails = map[string]chan struct{}{}
	}
	before := q.tails[name]
	q.tails[name] = mine
	q.mu.Unlock()
	if before != nil {
		select {
		case <-before:
		case <-ctx.Done():
		}
	}
	return func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if q.tails[name] == mine {
			delete(q.tails, name)
		}
		close(mine)
	}
}
