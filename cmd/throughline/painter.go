package main

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A painter draws one picture at a time: several at once would take the memory
// and the time of those who wait for an answer. The zero painter is ready for use.
type painter struct {
	once sync.Once
	turn chan struct{}
}

// paintTime is how long a message waits for its picture.
const paintTime = 6 * time.Second

var errUnpainted = errors.New("it takes longer to draw than a message can wait")

// draw returns the picture, or an error when it is not there in time.
func (p *painter) draw(ctx context.Context, picture func() ([]byte, error)) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, paintTime)
	defer cancel()
	type painted struct {
		body []byte
		err  error
	}
	p.once.Do(func() { p.turn = make(chan struct{}, 1) })
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, errUnpainted
	}
	done := make(chan painted, 1)
	go func() {
		defer func() { <-p.turn }()
		body, err := picture()
		done <- painted{body, err}
	}()
	select {
	case d := <-done:
		return d.body, d.err
	case <-ctx.Done():
		return nil, errUnpainted
	}
}
