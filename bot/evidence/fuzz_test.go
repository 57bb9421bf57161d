package evidence

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// odd makes a series of whatever bytes there are: wild sizes, gaps, constants.
func odd(data []byte) []float64 {
	var v []float64
	for len(data) >= 2 && len(v) < 200 {
		n := float64(int16(binary.LittleEndian.Uint16(data)))
		switch data[0] % 16 {
		case 0:
			n = math.NaN()
		case 1:
			n *= 1e15
		case 2:
			n *= 1e-15
		case 3:
			n = 0
		case 4:
			n *= 1e300
		}
		v = append(v, n)
		data = data[2:]
	}
	return v
}

// Odd numbers may be called anything but must not break anything.
func FuzzOddSeries(f *testing.F) {
	f.Add([]byte("12345678901234567890"), []byte("98765432109876543210"), 2, 1)
	f.Add([]byte{}, []byte{0, 0}, 0, 0)
	f.Add(make([]byte, 200), make([]byte, 120), 8, 2)
	long := make([]byte, 400)
	for i := range long {
		long[i] = byte(i * i * 31)
	}
	f.Add(long, long, 3, 3)
	f.Add(long[7:], long[:301], 40, 2)
	cadences := []scorecard.Cadence{scorecard.Daily, scorecard.Weekly, scorecard.Monthly, scorecard.Quarterly, scorecard.Annual, scorecard.Irregular}
	f.Fuzz(func(t *testing.T, a, b []byte, lag, kind int) {
		kind &= 0xff
		lag %= 600
		first := map[scorecard.Cadence]scorecard.Period{
			scorecard.Daily: "2025-03-01", scorecard.Weekly: "2024-W50", scorecard.Monthly: "2020-02", scorecard.Quarterly: "2001-Q3", scorecard.Annual: "1900", scorecard.Irregular: "2025-01-01",
		}
		side := func(v []float64, k int) Side {
			c := cadences[k%len(cadences)]
			return Side{Series: Series{Cadence: c, First: first[c], Values: v}, Nature: Nature{Fold: Fold(k % 3), Log: k%2 == 0}}
		}
		x, y := side(odd(a), kind), side(odd(b), kind/6)
		claim := Claim{Cause: x, Effect: y, LagWeeks: lag, Sign: 1, Rivals: []Rival{{Side: x, LagWeeks: 1}}, Size: &Size{Slope: 1}}
		j := Judge([]Claim{claim, claim}).Judgements[0]
		if j.Tested && (math.IsNaN(j.P) || j.P < 0 || j.P > 1 || j.Q < j.P-1e-12 || j.DF < minDF) {
			t.Errorf("p %v, q %v with %d degrees of freedom", j.P, j.Q, j.DF)
		}
		if j.Verdict == TooLittle && j.Needed < 1 {
			t.Errorf("too little data, and %d more periods needed", j.Needed)
		}
		m := &scorecard.Metric{}
		XmR(x.Series, Baseline{})
		CapabilityOf(x.Series, m, scorecard.Target{Value: decimal.NewNullDecimal(decimal.NewFromInt(1))})
		TrendOf(x.Series)
		o := OnTrack(x.Series, m, scorecard.Target{By: "2027-01-01", Value: decimal.NewNullDecimal(decimal.NewFromInt(1))})
		if o.Chance < 0 || o.Chance > 1 {
			t.Errorf("a chance of %v", o.Chance)
		}
		if p, ok := Predict(claim); ok {
			p.Settle(y.Series, "2027-01-01")
		}
		arrows := Slopes(Judge([]Claim{claim}))
		WhatIf(arrows, StepOf(x.Series, 1), 20)
	})
}
