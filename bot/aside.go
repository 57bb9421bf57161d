package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"throughline/bot/chat"
)

// An aside is what came in and waits until something slow is done for it (see
// chat.First). Its conversation waits with it, all others go on.
type aside struct {
	mu     sync.Mutex
	going  map[string]bool // by envelope; true while it is being done
	waited sync.WaitGroup
}

// holds reports whether something is still being done for an envelope.
func (a *aside) holds(id string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.going[id]
}

// put starts what comes first for an envelope and calls then when it is done.
// It is an error to put the same envelope aside twice.
func (a *aside) put(ctx context.Context, id string, first chat.First, then func(panicked any)) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, before := a.going[id]; before {
		return errors.New("bot: it was to wait for something slow a second time")
	}
	if a.going == nil {
		a.going = map[string]bool{}
	}
	a.going[id] = true
	a.waited.Go(func() {
		defer func() {
			p := recover()
			a.mu.Lock()
			a.going[id] = false
			a.mu.Unlock()
			then(p)
		}()
		first.Do(ctx)
	})
	return nil
}

// forget ends what was put aside for an envelope: it is handled, or has failed.
func (a *aside) forget(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.going, id)
}

// setAside does what comes first for e and wakes the router after. It returns
// false when err asks for nothing of the kind.
func (r *Router[T]) setAside(ctx context.Context, e chat.Envelope, err error) (bool, error) {
	first := chat.First{}
	if !errors.As(err, &first) {
		r.aside.forget(e.ID)
		return false, err
	}
	again := r.aside.put(ctx, e.ID, first, func(p any) {
		if p != nil {
			r.Log.Error("something slow failed", "id", e.ID, "err", fmt.Sprint(p))
		}
		r.Wake()
	})
	if again != nil {
		r.aside.forget(e.ID)
	}
	return again == nil, again
}
