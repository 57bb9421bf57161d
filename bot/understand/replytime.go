package understand

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

var (
	hour   = dec(3600)
	minute = dec(60)
)

// longer adds "30m" after "27h", "thirty minutes" after "two hours", and "and a half".
func (c *scanner) longer(a *amount, i int) int {
	rate := a.unit.factor
	if a.clock && len(a.readings) == 1 {
		return c.clocked(a, i)
	}
	total := mulAll(a.readings, rate)
	for i < len(c.ps) {
		if f, n := c.mixedAt(i); n > 0 {
			total = addAll(total, rate.Mul(f))
			i += n
			break
		}
		d, factor, next := c.smaller(rate, i)
		if next == i {
			break
		}
		total = addAll(total, d.Mul(factor))
		rate, i, a.compound = factor, next, true
	}
	a.readings = total
	a.largest = a.unit.factor
	a.unit.factor = dec(1)
	return i
}

// clocked settles "2:30 h": what stands before the colon is in the unit said.
func (c *scanner) clocked(a *amount, i int) int {
	a.largest, a.clock = a.unit.factor, false
	a.readings = divAll(mulAll(a.readings, a.unit.factor), minute)
	a.unit.factor = dec(1)
	return i
}

// smaller reads an amount of a smaller unit than one of rate seconds behind it,
// and returns where it ends; i when there is none.
func (c *scanner) smaller(rate decimal.Decimal, i int) (d, factor decimal.Decimal, next int) {
	j, apart := i, false
	switch {
	case andWords[c.ps[j].low]:
		j++
	case c.ps[j].kind == stopPiece && c.ps[j].low == ",":
		j, apart = j+1, true
	}
	d, k, ok := c.whole(j)
	if !ok {
		return d, rate, i
	}
	u, n := c.unitAt(k, false)
	switch {
	case n > 0 && u.kind == timeUnit && u.factor.LessThan(rate):
		if apart && (!d.Mul(u.factor).LessThan(rate) || k+n < len(c.ps) && !c.isStop(k+n)) {
			return d, rate, i // "2 hours, 10 minutes less than before"
		}
		return d, u.factor, k + n
	case n == 0 && !apart && c.endsTime(j, k) && d.LessThan(minute) && (rate.Equal(hour) || rate.Equal(minute) && c.m.Measure.Kind() == scorecard.DurationMeasure):
		return d, rate.Div(minute), k // 14h30, "two hours thirty"
	}
	return d, rate, i
}

// whole reads one number at piece j, in two digits or more or in words, and where it ends.
func (c *scanner) whole(j int) (decimal.Decimal, int, bool) {
	if j >= len(c.ps) {
		return decimal.Zero, j, false
	}
	if c.ps[j].kind == numberPiece {
		d := readDigits(c.ps[j].low, c.sep)
		if len(d) != 1 {
			return decimal.Zero, j, false
		}
		return d[0], j + 1, true
	}
	w := &amount{}
	k, ok := c.digits(w, j)
	if !ok || k == j || !w.word || w.fraction || len(w.readings) != 1 {
		return decimal.Zero, j, false
	}
	return w.readings[0], k, true
}

// endsTime reports whether the number from j to k ends what is said, so that
// it may be minutes: "2h 20", but not "2 h 20 late trains".
func (c *scanner) endsTime(j, k int) bool {
	if c.ps[j].kind == numberPiece {
		return len(c.ps[j].low) == 2 && (c.ps[j].glued || k == len(c.ps) || c.isStop(k))
	}
	return k == len(c.ps) || c.isStop(k)
}

// seconds reads the ":00" of "2:30:00".
func (c *scanner) seconds(a *amount, i int) int {
	if !c.numberAfter(i, ":") || len(c.ps[i+1].low) != 2 || !c.ps[i+1].glued || c.m.Measure.Kind() != scorecard.DurationMeasure {
		return i
	}
	d := readDigits(c.ps[i+1].low, c.sep)
	if len(d) != 1 || !d[0].LessThan(minute) {
		return i
	}
	a.readings = []decimal.Decimal{a.readings[0].Mul(minute).Add(d[0])}
	a.clock, a.largest, a.unit = false, hour, spokenUnit{kind: timeUnit, factor: dec(1)}
	return i + 2
}

var primed = regexp.MustCompile(`^\d{1,3}['’]\d{2}$`)

// primes reads minutes and seconds written 5'45".
func (c *scanner) primes(a *amount, i int) int {
	whole, rest, _ := strings.Cut(strings.ReplaceAll(c.ps[i].low, "’", "'"), "'")
	a.readings = []decimal.Decimal{decimals(whole)[0].Mul(minute).Add(decimals(rest)[0])}
	a.largest, a.unit = minute, spokenUnit{kind: timeUnit, factor: dec(1)}
	if i+1 < len(c.ps) && c.ps[i+1].low == "\"" && c.ps[i+1].glued {
		return i + 2
	}
	return i + 1
}
