package draw

import (
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// SparkOptions say how a spark is drawn.
type SparkOptions struct {
	Theme         Theme
	Width, Height float64 // 0 means 120 by 28
	Locale        string
	Last          int // how many values at the most; 0 means 26
}

// Spark draws the newest values of a metric as a line small enough to stand
// within text, with a dot for the newest that has the shape of its status.
func Spark(m *scorecard.Metric, h scorecard.History, o SparkOptions) *Scene {
	sc := &Scene{Title: m.Name, theme: o.Theme, W: o.Width, H: o.Height}
	if sc.W <= 0 {
		sc.W = 120
	}
	if sc.H <= 0 {
		sc.H = 28
	}
	if o.Last <= 0 {
		o.Last = 26
	}
	points := pointsOf(m, h, "", "")
	points = points[max(0, len(points)-o.Last):]
	if len(points) == 0 {
		sc.Alt = m.Name + ": no value has been reported yet."
		sc.add(shape{kind: pathKind, line: unknown, stroke: 1.2, dash: []float64{2, 3}, path: []step{{to: point{2, sc.H / 2}}, {to: point{sc.W - 2, sc.H / 2}, straight: true}}})
		return sc
	}
	last := points[len(points)-1]
	c := chart{Scene: sc, m: m, points: points, from: points[0].day(), voice: prompts.Voice{Locale: o.Locale, Today: last.Period.End()}}
	c.days = max(1, float64(last.day().Sub(c.from)))
	c.low, c.high = last.value, last.value
	for _, p := range points {
		c.low, c.high = min(c.low, p.value), max(c.high, p.value)
	}
	if c.low == c.high {
		c.low, c.high = c.low-1, c.high+1
	}
	c.box.left, c.box.right, c.box.top, c.box.bottom = -6, sc.W+2, 6, sc.H-6
	c.strokes(1.6)
	c.mark(c.x(last.day()), c.y(last.value), c.lookAt(last))
	sc.Alt = c.alt()
	return sc
}

// strokes draws the line alone, broken where values are missing.
func (c *chart) strokes(thick float64) {
	var path []step
	for i, p := range c.points {
		path = append(path, step{to: point{c.x(p.day()), c.y(p.value)}, straight: true})
		if i+1 == len(c.points) || c.points[i+1].gap {
			if len(path) > 1 {
				c.add(shape{kind: pathKind, path: path, line: accent, stroke: thick})
			}
			path = nil
		}
	}
}
