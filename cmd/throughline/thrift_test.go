package main

import "testing"

func TestThriftyUnlessMuchIsAsked(t *testing.T) {
	var x thrift
	for i, step := range []struct {
		cycles  uint64
		percent int
		changed bool
	}{
		{0, restingPercent, false},
		{1, restingPercent, false},
		{4, busyPercent, true},
		{6, busyPercent, false}, // fewer, because it is not thrifty
		{7, restingPercent, true},
		{7, restingPercent, false},
		{90, busyPercent, true},
	} {
		if percent, changed := x.look(step.cycles); percent != step.percent || changed != step.changed {
			t.Errorf("step %d: %d, %v, want %d, %v", i, percent, changed, step.percent, step.changed)
		}
	}
}
