package draw

import (
	"math"
	"time"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// scale settles what the plot spans: all values and targets, with some room,
// between round numbers. A percentage stays between 0 and 100 when it is there.
func (c *chart) scale() {
	low, high := math.Inf(1), math.Inf(-1)
	see := func(v float64) { low, high = min(low, v), max(high, v) }
	for _, p := range c.points {
		see(p.value)
		t, _ := c.m.TargetOn(p.Period.End())
		for _, d := range []decimal.NullDecimal{t.Value, t.Low, t.High} {
			if d.Valid {
				see(d.Decimal.InexactFloat64())
			}
		}
		if t.Amber.Valid && c.m.Direction != scorecard.InRange {
			see(t.Amber.Decimal.InexactFloat64())
		}
	}
	for _, l := range c.opt.Usual.Limits {
		see(l.Lower)
		see(l.Upper)
	}
	if c.m.Direction == scorecard.YesNo {
		c.low, c.high, c.ticks = -.25, 1.25, []float64{0, 1}
		return
	}
	if high == low {
		pad := max(math.Abs(high)*.1, 1)
		low, high = low-pad, high+pad
	}
	step := roundStep((high - low) / 4)
	c.low, c.high = math.Floor(low/step)*step, math.Ceil(high/step)*step
	for i := 0.0; c.low+i*step <= c.high+step/2; i++ {
		c.ticks = append(c.ticks, c.low+i*step)
	}
}

// roundStep returns the round number, 1, 2 or 5 times a power of ten, next above.
func roundStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, f := range []float64{1, 2, 5} {
		if raw <= f*power*1.0001 {
			return f * power
		}
	}
	return 10 * power
}

func (c *chart) tickWord(v float64) string {
	if c.m.Direction == scorecard.YesNo {
		return c.voice.Value(c.m.Measure, decimal.NewFromFloat(v))
	}
	step := c.ticks[1] - c.ticks[0]
	places := max(0, int32(math.Ceil(-math.Log10(step)-1e-9)))
	return c.voice.Number(decimal.NewFromFloat(v).Round(places))
}

// axes draws the grid, the numbers beside it, and the dates below.
func (c *chart) axes() {
	for _, t := range c.ticks {
		y := c.y(t)
		c.add(shape{kind: pathKind, line: grid, stroke: 1, path: []step{{to: point{c.box.left, y}}, {to: point{c.box.right, y}, straight: true}}})
		c.write(c.box.left-8, y+4, c.tickWord(t), 11, false, muted, right)
	}
	end := math.Inf(-1)
	for _, d := range c.dates() {
		x, w := c.x(d.day), width(d.word, 11, false)
		if x-w/2 < end || x+w/2 > c.W-8 {
			continue
		}
		end = x + w/2 + dateGap
		c.add(shape{kind: pathKind, line: grid, stroke: 1, path: []step{{to: point{x, c.box.bottom}}, {to: point{x, c.box.bottom + 5}, straight: true}}})
		c.write(x, c.box.bottom+19, d.word, 11, false, muted, middle)
	}
}

const dateGap = 14.0 // at the least, between the words below the axis

type dateTick struct {
	day  scorecard.Date
	word string
}

// dates returns days worth a mark: those of the readings, or else months,
// quarters, halves or years, as many as have room beside each other.
func (c *chart) dates() []dateTick {
	last := c.points[len(c.points)-1].day()
	if c.days <= 70 {
		return c.readingDays(last)
	}
	var all []dateTick
	for _, months := range []int{1, 3, 6, 12, 24, 60} {
		if all = c.monthDays(months, last); c.roomFor(all) {
			break
		}
	}
	return all
}

// roomFor reports whether the words stand apart. A dozen is enough even so.
func (c *chart) roomFor(all []dateTick) bool {
	end := math.Inf(-1)
	for _, d := range all {
		x, w := c.x(d.day), width(d.word, 11, false)
		if x-w/2 < end {
			return false
		}
		end = x + w/2 + dateGap
	}
	return len(all) <= 12
}

// monthDays marks the first day of every so many months. January names its year;
// without one the first mark does.
func (c *chart) monthDays(months int, last scorecard.Date) []dateTick {
	var all []dateTick
	january := false
	at := c.from.Time()
	at = time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	for ; scorecard.DateOf(at) <= last; at = at.AddDate(0, 1, 0) {
		day := scorecard.DateOf(at)
		if day < c.from || (12*at.Year()+int(at.Month())-1)%months != 0 {
			continue
		}
		form := "Jan"
		switch {
		case months >= 12:
			form = "2006"
		case at.Month() == time.January:
			form, january = "Jan 2006", true
		}
		all = append(all, dateTick{day, at.Format(form)})
	}
	if len(all) > 0 && !january && months < 12 {
		all[0].word += " " + string(all[0].day[:4])
	}
	return all
}

// readingDays marks the days of the readings themselves, for a short history.
func (c *chart) readingDays(last scorecard.Date) []dateTick {
	var all []dateTick
	for _, p := range c.points {
		d := p.day()
		word := d.Time().Format("2 Jan")
		if len(all) == 0 || d == last && d[:4] != c.from[:4] {
			word = d.Time().Format("2 Jan 2006")
		}
		all = append(all, dateTick{d, word})
	}
	return all
}
