package main

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestPainter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p painter
		slow := func() ([]byte, error) { time.Sleep(time.Minute); return []byte("late"), nil }
		if body, err := p.draw(t.Context(), slow); !errors.Is(err, errUnpainted) {
			t.Errorf("%q, %v for a picture that takes a minute", body, err)
		}
		drawn := false
		if _, err := p.draw(t.Context(), func() ([]byte, error) { drawn = true; return nil, nil }); !errors.Is(err, errUnpainted) {
			t.Errorf("%v while another is being drawn", err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if drawn {
			t.Error("a picture was drawn that nobody waited for")
		}
		if body, err := p.draw(context.Background(), func() ([]byte, error) { return []byte("map"), nil }); string(body) != "map" || err != nil {
			t.Errorf("%q, %v", body, err)
		}
	})
}
