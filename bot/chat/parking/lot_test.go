package parking_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"throughline/bot/chat/parking"
)

// A letter is what is parked here.
type letter struct {
	Name string
	Came time.Time
}

// A yard is a lot whose drawer and reader are in hand.
type yard struct {
	*parking.Lot[letter]
	log bytes.Buffer

	mu     sync.Mutex
	kept   map[string][]byte
	full   error            // of the drawer
	refuse map[string]error // what handing over a letter ends with
	handed []string
}

const kind = "letter"

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func newYard(now func() time.Time) *yard {
	y := &yard{kept: map[string][]byte{}, refuse: map[string]error{}}
	y.Lot = parking.New(parking.Lot[letter]{
		Drawer: y, Kind: kind, Now: now, Log: slog.New(slog.NewTextHandler(&y.log, nil)),
		Known:  func(l letter) (string, time.Time) { return l.Name, l.Came },
		HandOn: y.take,
	})
	return y
}

func (y *yard) take(_ context.Context, l letter) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.handed = append(y.handed, l.Name)
	return y.refuse[l.Name]
}

func (y *yard) Put(_ context.Context, k, key string, body []byte) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	if k == kind && y.full == nil {
		y.kept[key] = body
	}
	return y.full
}

func (y *yard) List(context.Context, string) (map[string][]byte, error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	return maps.Clone(y.kept), y.full
}

func (y *yard) Drop(_ context.Context, _, key string) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	delete(y.kept, key)
	return y.full
}

// heard returns what was handed over since it was last asked.
func (y *yard) heard() []string {
	y.mu.Lock()
	defer y.mu.Unlock()
	out := y.handed
	y.handed = nil
	return out
}

func (y *yard) refuses(name string, err error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.refuse[name] = err
}

func (y *yard) park(t *testing.T, all ...letter) {
	t.Helper()
	for _, l := range all {
		if err := y.Park(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
}

// try tries once and says what was handed over and what is still parked.
func (y *yard) try(t *testing.T, want ...string) {
	t.Helper()
	left, err := y.Try(t.Context())
	if got := y.heard(); err != nil || left != len(y.kept) || !reflect.DeepEqual(got, want) {
		t.Errorf("Try = %d, %v with %d parked, handed over %q, want %q", left, err, len(y.kept), got, want)
	}
}

func TestHandedOverInTheOrderInWhichTheyCame(t *testing.T) {
	y := newYard(func() time.Time { return noon })
	var all []letter
	var want []string
	for i := range 20 {
		all = append(all, letter{fmt.Sprintf("letter %02d", i), noon.Add(time.Duration(i/2) * time.Second)}) // two at a time
		want = append(want, all[i].Name)
	}
	slices.Reverse(all)
	y.park(t, all...)
	y.try(t, want...)
	y.try(t)
}

func TestWhatCannotBeHandedOverIsKeptForADay(t *testing.T) {
	now := noon
	y := newYard(func() time.Time { return now })
	y.refuses("stuck", errors.New("the service does not answer"))
	y.park(t, letter{"stuck", noon}, letter{"easy", noon.Add(time.Second)})
	y.try(t, "stuck", "easy")
	now = noon.Add(24*time.Hour - time.Second)
	y.try(t, "stuck")
	now = noon.Add(24 * time.Hour)
	y.try(t, "stuck")
	y.try(t)
	if said := y.log.String(); len(y.kept) > 0 || !strings.Contains(said, "given up") || !strings.Contains(said, "does not answer") {
		t.Errorf("%d are still parked; the log says %q", len(y.kept), said)
	}
}

func TestWhatIsHopelessIsGivenUpAtOnce(t *testing.T) {
	y := newYard(func() time.Time { return noon })
	y.refuses("gone", fmt.Errorf("the app was removed: %w", parking.ErrHopeless))
	y.park(t, letter{"gone", noon}, letter{"well", noon})
	y.try(t, "gone", "well")
	if len(y.kept) > 0 || !strings.Contains(y.log.String(), "id=gone") {
		t.Errorf("%d are still parked; the log says %q", len(y.kept), &y.log)
	}
}

func TestWhatCannotBeReadHoldsUpNothing(t *testing.T) {
	y := newYard(func() time.Time { return noon })
	y.refuses("late", errors.New("not yet"))
	y.park(t, letter{"early", noon}, letter{"late", noon.Add(time.Hour)})
	y.kept["half"] = []byte(`{"Name":"half","Ca`)
	y.kept["strange"] = []byte(`{"Name":17}`)
	y.try(t, "early", "late")
	if got := slices.Collect(maps.Keys(y.kept)); len(got) != 1 || got[0] != "late" {
		t.Errorf("%q are still parked, want the late one alone", got)
	}
	for _, id := range []string{"id=half", "id=strange"} {
		if !strings.Contains(y.log.String(), id) {
			t.Errorf("the log does not name %s: %q", id, &y.log)
		}
	}
}

func TestWhatWasNotKeptIsToldToWhoeverParks(t *testing.T) {
	y := newYard(func() time.Time { return noon })
	y.full = errors.New("the disk is full")
	if err := y.Park(t.Context(), letter{"lost", noon}); !errors.Is(err, y.full) {
		t.Errorf("Park = %v", err)
	}
	if _, err := y.Try(t.Context()); !errors.Is(err, y.full) {
		t.Errorf("Try = %v", err)
	}
}

func TestRunHandsOverWhatIsParkedMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		y := newYard(time.Now)
		y.park(t, letter{"before", time.Now()})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); y.Run(ctx) }()
		expect := func(want ...string) {
			t.Helper()
			synctest.Wait()
			if got := y.heard(); !reflect.DeepEqual(got, want) {
				t.Errorf("handed over %q, want %q", got, want)
			}
		}
		expect("before")
		y.park(t, letter{"meanwhile", time.Now()})
		expect("meanwhile")

		// What does not succeed is tried after two seconds, four, eight, …
		y.refuses("stuck", errors.New("not yet"))
		y.park(t, letter{"stuck", time.Now()})
		expect("stuck")
		time.Sleep(2 * time.Second)
		expect("stuck")
		y.park(t, letter{"after it", time.Now()})
		time.Sleep(3 * time.Second)
		expect()
		y.refuses("stuck", nil)
		time.Sleep(time.Second)
		expect("stuck", "after it")
		y.park(t, letter{"at once again", time.Now()})
		expect("at once again")
		stop()
		<-done
	})
}
