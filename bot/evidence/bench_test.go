package evidence

import (
	"syscall"
	"testing"
	"time"

	"throughline/bot/scorecard"
)

// thousand are claims of three years of weeks, half of them true.
func thousand() []Claim {
	claims := make([]Claim, 1000)
	for i := range claims {
		slope := 0.0
		if i%2 == 0 {
			slope = 0.6
		}
		x, y := driven(156, 4, slope, uint64(i))
		side := func(v []float64) Side {
			return Side{Series: Series{Cadence: scorecard.Weekly, First: "2023-W40", Values: v}}
		}
		claims[i] = Claim{Cause: side(x), Effect: side(y), LagWeeks: 4, Sign: 1}
	}
	return claims
}

// One operation is a whole review; cpu-ms/op is what it takes of processors,
// whatever else the machine is doing.
func BenchmarkJudge1000Of156Weeks(b *testing.B) {
	claims := thousand()
	b.ReportAllocs()
	used := cpu(b)
	for b.Loop() {
		Judge(claims)
	}
	b.ReportMetric(float64((cpu(b)-used).Milliseconds())/float64(b.N), "cpu-ms/op")
}

// cpu returns the processor time this program has used so far.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// The same regressions and leave-one-out for one claim of a hundred weeks, here
// and with gonum/mat fitting again for every period.
func BenchmarkLeaveOneOut(b *testing.B) {
	f := randomFrame(104, 1)
	b.Run("closed form", func(b *testing.B) {
		for b.Loop() {
			f.fitLag(2, 1)
		}
	})
	b.Run("against gonum QR once", func(b *testing.B) {
		for b.Loop() {
			columns, y, _ := f.design(2, 1)
			byGonum(columns, y)
		}
	})
	b.Run("against gonum QR for each period", func(b *testing.B) {
		for b.Loop() {
			againWithout(f, 2, 1, 1)
		}
	})
}

func BenchmarkWhatIf(b *testing.B) {
	arrows := example(b)
	for b.Loop() {
		if _, err := WhatIf(arrows, Step{Metric: "train", Change: 2}, 104); err != nil {
			b.Fatal(err)
		}
	}
}
