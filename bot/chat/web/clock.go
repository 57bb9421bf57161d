package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// A Clock is a workspace's time that can be moved forward, for trying a month
// in five minutes.
type Clock interface {
	Now() time.Time
	// Options returns where the clock can be moved to from now.
	Options() []Step
	// Advance lives through the time until to; everything that falls due on the
	// way happens, and Now moves along. It may take seconds.
	Advance(ctx context.Context, to time.Time) error
}

// A Step is one jump that is offered. Its label names it and is unique.
type Step struct {
	Label string // "Next Monday 09:00"
	To    time.Time
}

// A journey is one jump under way.
type journey struct {
	sync.Mutex
	from, to time.Time
	label    string
	under    bool
	failed   bool
}

// begin starts a journey; false if one is under way already.
func (j *journey) begin(from time.Time, step Step) bool {
	j.Lock()
	defer j.Unlock()
	if j.under {
		return false
	}
	j.from, j.to, j.label, j.under, j.failed = from, step.To, step.Label, true, false
	return true
}

func (j *journey) end(err error) {
	j.Lock()
	defer j.Unlock()
	j.under, j.failed = false, err != nil
}

// moveClock lets time pass. It answers when the journey is over; a browser that
// does not wait sees it go on.
func (s *Workspace) moveClock(w http.ResponseWriter, r *http.Request) {
	if s.Clock == nil {
		s.NotFound(w, r)
		return
	}
	step, ok := s.step(r.FormValue("step"))
	if !ok {
		s.oops(w, r, http.StatusConflict, "The clock is past that moment by now. Please choose again.")
		return
	}
	s.depart(w, r, step, backTo(r))
}

func (s *Workspace) step(label string) (Step, bool) {
	for _, o := range s.Clock.Options() {
		if o.Label == label {
			return o, true
		}
	}
	return Step{}, false
}

func (s *Workspace) depart(w http.ResponseWriter, r *http.Request, step Step, back string) {
	if !s.moving.begin(s.Now(), step) {
		s.oops(w, r, http.StatusConflict, "Time is already moving. Please wait until it has arrived.")
		return
	}
	arrived := make(chan struct{})
	s.work.Go(func() {
		defer close(arrived)
		err := s.Clock.Advance(s.closed, step.To)
		if err != nil {
			s.Log.Error("web: advance the clock", "to", step.To, "err", err)
		}
		s.moving.end(err)
		s.waiting.wake()
	})
	s.waiting.wake()
	// The script watches the clock itself; a plain browser waits, within reason.
	if !byScript(r) {
		select {
		case <-arrived:
		case <-r.Context().Done():
		case <-time.After(patience / 2):
		}
	}
	done(w, r, back)
}

// A clockView is the clock bar as it is drawn.
type clockView struct {
	Now    string // "Mon 23 Nov 2026, 09:00"
	ISO    string
	Steps  []stepView
	Moving bool
	Label  string // of the journey under way
	Part   int    // of 100
	Failed bool
	Back   string
}

type stepView struct{ Label, To string }

// clockNow returns the clock bar; nil where time cannot be moved.
func (s *Workspace) clockNow(zone *time.Location, back string) *clockView {
	if s.Clock == nil {
		return nil
	}
	now := s.Now().In(zone)
	v := &clockView{Now: now.Format("Mon 2 Jan 2006, 15:04"), ISO: now.Format(time.RFC3339), Back: back}
	for _, o := range s.Clock.Options() {
		v.Steps = append(v.Steps, stepView{o.Label, o.To.In(zone).Format("Mon 2 Jan, 15:04")})
	}
	j := &s.moving
	j.Lock()
	defer j.Unlock()
	v.Moving, v.Label, v.Failed = j.under, j.label, j.failed
	if whole := j.to.Sub(j.from); j.under && whole > 0 {
		v.Part = int(100 * now.Sub(j.from) / whole)
	}
	return v
}

// state sums up what of the clock is worth telling browsers about.
func (v *clockView) state() string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v.Now, v.Moving, v.Part, v.Failed)
}
