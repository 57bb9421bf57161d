package slack

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatComesFromOnePlaceStaysInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q queues
		var order []string
		done := make(chan string, 4)
		go func() { // the first takes long, the others are quick
			leave := q.enter(t.Context(), "fleet")
			time.Sleep(time.Second)
			done <- "first"
			leave()
		}()
		synctest.Wait()
		go func() {
			leave := q.enter(t.Context(), "fleet")
			done <- "second"
			leave()
		}()
		synctest.Wait()
		q.enter(t.Context(), "claims")()
		done <- "elsewhere"
		for range 3 {
			order = append(order, <-done)
		}
		if order[0] != "elsewhere" || order[1] != "first" || order[2] != "second" {
			t.Errorf("heard %q", order)
		}
		synctest.Wait()
		if len(q.tails) != 0 {
			t.Errorf("%d queues are left behind", len(q.tails))
		}
	})
}

func TestNobodyQueuesForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q queues
		stuck := q.enter(t.Context(), "fleet")
		ctx, cancel := context.WithTimeout(t.Context(), lookLimit)
		defer cancel()
		q.enter(ctx, "fleet")()
		stuck()
	})
}

// A task is waited for a moment, and outlives what started it.
func TestTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &App{cfg: Config{Log: slog.New(slog.DiscardHandler)}, life: t.Context()}
		ctx, cancel := context.WithCancel(t.Context())
		for _, c := range []struct{ takes, grace, want time.Duration }{
			{time.Millisecond, time.Second, time.Millisecond}, {time.Minute, time.Second, time.Second}, {time.Minute, 0, 0},
		} {
			began := time.Now()
			a.start(ctx, task{name: "test", grace: c.grace, limit: time.Hour, do: func(context.Context) error {
				time.Sleep(c.takes)
				return errors.New("an error is logged, no more")
			}})
			if took := time.Since(began); took != c.want {
				t.Errorf("waited %v, want %v", took, c.want)
			}
		}
		cancel()
		began := time.Now()
		a.tasks.wait()
		if took := time.Since(began); took < 50*time.Second {
			t.Errorf("tasks were given up after %v", took)
		}
		a.tasks.wait()
	})
}

// When the program ends nobody waits for a home that is being drawn.
func TestTasksEndWithTheApp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		life, end := context.WithCancel(t.Context())
		a := &App{cfg: Config{Log: slog.New(slog.DiscardHandler)}, life: life}
		a.start(t.Context(), task{name: "test", limit: time.Hour, do: func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}})
		began := time.Now()
		end()
		a.tasks.wait()
		if took := time.Since(began); took > 0 {
			t.Errorf("waited %v", took)
		}
	})
}
