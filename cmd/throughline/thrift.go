package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// How much memory may grow before it is collected, in percent of what is in use.
// A bot rests most of the time, and what it keeps of the strategy is most of what
// it holds: then it is thrifty. While much is asked of it, to collect less often is
// worth more than the memory.
const (
	restingPercent = 50
	busyPercent    = 75
)

// A thrift tells from how often memory was collected lately how thrifty to be.
type thrift struct {
	cycles uint64 // so far
	busy   bool
}

const (
	thriftEvery = 2 * time.Second
	busyCycles  = 3 // in that time; fewer while it is not thrifty
)

// look returns the percentage from now on, given how often memory was ever
// collected, and whether it is another than before.
func (t *thrift) look(cycles uint64) (percent int, changed bool) {
	many := cycles-t.cycles >= busyCycles || t.busy && cycles-t.cycles >= (busyCycles+1)/2
	changed = many != t.busy
	t.cycles, t.busy = cycles, many
	if many {
		return busyPercent, changed
	}
	return restingPercent, changed
}

// keepThrifty is thrifty until ctx ends, unless GOGC says how much to be.
func keepThrifty(ctx context.Context) {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(restingPercent)
	go func() {
		every := time.NewTicker(thriftEvery)
		defer every.Stop()
		sample := []metrics.Sample{{Name: "/gc/cycles/total:gc-cycles"}}
		var t thrift
		for {
			select {
			case <-ctx.Done():
				return
			case <-every.C:
			}
			metrics.Read(sample)
			if percent, changed := t.look(sample[0].Value.Uint64()); changed {
				debug.SetGCPercent(percent)
			}
		}
	}()
}
