package draw

import (
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// Limits are the range in which a process-behaviour chart (XmR chart) expects a
// metric to move as it runs today, from a day on. Numbers are in the metric's
// own unit.
type Limits struct {
	From               scorecard.Date // the first day they hold; empty: from the beginning
	Mean, Lower, Upper float64
}

// Usual is what a process-behaviour chart adds to a trend.
type Usual struct {
	Limits  []Limits                    // oldest first; each holds until the next begins
	Signals map[scorecard.Period]string // values that are more than noise, and why, in words
}

// UsualOf returns the natural limits of a metric and the signals among its newest
// values that are worth writing about; nothing where no usual range would last.
func UsualOf(c evidence.Chart, v prompts.Voice) Usual {
	if !c.Known || c.Drifting {
		return Usual{}
	}
	u := Usual{
		Limits:  []Limits{{From: c.From.Start(), Mean: c.Limits.Mean, Lower: c.Limits.Lower, Upper: c.Limits.Upper}},
		Signals: map[scorecard.Period]string{},
	}
	for _, s := range c.Signals {
		if _, told := u.Signals[s.Period]; s.Loud() && (!told || s.Rule == evidence.Outside) {
			u.Signals[s.Period] = v.SignalWords(RuleWord(s.Rule), s.Up)
		}
	}
	return u
}

// RuleWord is how prompts call a rule.
func RuleWord(r evidence.Rule) string {
	return map[evidence.Rule]string{evidence.Outside: "outside", evidence.RunOfEight: "run", evidence.NearLimit: "near"}[r]
}

// usual draws the natural process limits, dotted, with the mean between them.
func (c *chart) usual() {
	for i, l := range c.opt.Usual.Limits {
		from, to := c.box.left, c.box.right
		if l.From != "" {
			from = max(from, min(to, c.x(l.From)))
		}
		if i+1 < len(c.opt.Usual.Limits) {
			to = max(from, min(to, c.x(c.opt.Usual.Limits[i+1].From)))
		}
		level := func(v float64, dash []float64) {
			c.add(shape{kind: pathKind, line: muted, stroke: 1, dash: dash, path: []step{
				{to: point{from, c.y(v)}}, {to: point{to, c.y(v)}, straight: true},
			}})
		}
		level(l.Mean, nil)
		level(l.Lower, []float64{1.5, 3.5})
		level(l.Upper, []float64{1.5, 3.5})
	}
}

// signal puts a diamond around a value that is more than noise.
func (c *chart) signal(p dated) {
	why, ok := c.opt.Usual.Signals[p.Period]
	if !ok {
		return
	}
	label := c.voice.Period(p.Period) + ": " + c.voice.Value(c.m.Measure, p.Value) + ". Signal: " + why
	c.diamond(c.x(p.day()), c.y(p.value), 8.5, label)
}

func (c *chart) diamond(x, y, r float64, label string) {
	c.add(shape{kind: pathKind, line: watch, stroke: 1.8, closed: true, label: label,
		path: polygon(point{x, y - r}, point{x + r, y}, point{x, y + r}, point{x - r, y})})
}

// fine writes a number a place more exactly than the axis does.
func (c *chart) fine(v float64) string {
	places := max(0, int32(math.Ceil(-math.Log10(c.ticks[1]-c.ticks[0])-1e-9)))
	return c.voice.Value(c.m.Measure, decimal.NewFromFloat(v).Round(places+1))
}

// usualAlt says what the limits and the signals say.
func (c *chart) usualAlt(b *strings.Builder) {
	if n := len(c.opt.Usual.Limits); n > 0 {
		l := c.opt.Usual.Limits[n-1]
		fmt.Fprintf(b, " Usual range %s to %s around %s.", c.fine(l.Lower), c.fine(l.Upper), c.fine(l.Mean))
	}
	for i := 0; i < len(c.points); i++ {
		why, ok := c.opt.Usual.Signals[c.points[i].Period]
		if !ok {
			continue
		}
		first := i
		for i+1 < len(c.points) && c.opt.Usual.Signals[c.points[i+1].Period] == why {
			i++ // the same again is told once
		}
		when := "in " + c.voice.Period(c.points[first].Period)
		if i > first {
			when = "from " + c.voice.Period(c.points[first].Period) + " to " + c.voice.Period(c.points[i].Period)
		}
		fmt.Fprintf(b, " Signal %s: %s.", when, why)
	}
}
