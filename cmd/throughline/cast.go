package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"throughline/bot/chat"
	"throughline/bot/sample"
	"throughline/bot/scorecard"
	"throughline/store"
)

// A cast plays everybody in the demo whom nobody speaks as: it answers the asks,
// each person in their own time.
type cast struct {
	office *office
	world  *sample.World
	mu     sync.Mutex
	said   map[string]bool // tokens of lines that were spoken
	voice  voice
}

// A voice lets somebody say a text in a place, once under a token.
type voice func(ctx context.Context, who chat.UserID, p chat.Place, token, text string) error

func newCast(o *office, x *scorecard.Index, weeks int, now time.Time) *cast {
	return &cast{office: o, world: newWorld(x, weeks, now), said: map[string]bool{}, voice: o.site.Play}
}

// lines returns what is still to be said.
func (c *cast) lines(ctx context.Context) ([]sample.Line, error) {
	var live []scorecard.Ask
	err := c.office.db.Read(ctx, c.office.org, func(tx *store.Tx) (err error) {
		live, err = tx.LiveAsks(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []sample.Line
	for _, l := range c.world.Lines(live, "") {
		if !c.said[token(l)] {
			out = append(out, l)
		}
	}
	return out, nil
}

// token names a line: one answer to one ask by one person each time they are
// asked, and one when asked back about it.
func token(l sample.Line) string {
	t := fmt.Sprintf("%s/%s/%d", l.Ask.Key, l.By, l.Ask.Times)
	if l.Ask.Pending != nil {
		t += "/" + l.Ask.Pending.Raw
	}
	return t
}

// Next returns when somebody speaks next.
func (c *cast) Next(ctx context.Context, after time.Time) (next time.Time, ok bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	lines, err := c.lines(ctx)
	for _, l := range lines {
		at := l.At
		if at.Before(after) {
			at = after
		}
		if !ok || at.Before(next) {
			next, ok = at, true
		}
	}
	return next, ok, err
}

// Play says what is due by now.
func (c *cast) Play(ctx context.Context, now time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	lines, err := c.lines(ctx)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.At.After(now) {
			continue
		}
		if err := c.speak(ctx, l); err != nil {
			return err
		}
		c.said[token(l)] = true
	}
	return nil
}

// speak puts a line where the person was asked: into the thread of the round, or
// into the direct conversation.
func (c *cast) speak(ctx context.Context, l sample.Line) error {
	place, err := c.where(ctx, l)
	if err != nil {
		return err
	}
	return c.voice(ctx, chat.UserID(l.By), place, token(l), l.Text)
}

func (c *cast) where(ctx context.Context, l sample.Line) (p chat.Place, err error) {
	err = c.office.db.Read(ctx, c.office.org, func(tx *store.Tx) error {
		at, ref, ok, err := tx.PostedAt(ctx, l.Ask.Round)
		if err != nil {
			return err
		}
		if !ok || at.Private() {
			p = chat.Place{User: chat.UserID(l.By)}
			return nil
		}
		p = chat.Place{Channel: at.Channel, Thread: ref}
		return nil
	})
	return p, err
}

// play lets the cast speak while the demo's clock runs by itself.
func (o *office) play(ctx context.Context) {
	if o.cast == nil {
		return
	}
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := o.cast.Play(ctx, o.clock.Now()); err != nil && ctx.Err() == nil {
				o.bot.Router.Log.Error("cast", "err", err)
			}
		}
	}
}
