package draw

import "throughline/bot/scorecard"

// A stretch is the time in which one target holds.
type stretch struct {
	from, to float64 // where on the chart
	target   scorecard.Target
}

// target draws what the values are held against: the amber band, and the target
// itself as dashed steps.
func (c *chart) target() {
	if c.m.Direction == scorecard.YesNo {
		return
	}
	stretches := c.stretches()
	for _, s := range stretches {
		c.bands(s)
	}
	for i, s := range stretches {
		for _, d := range edges(s.target) {
			c.add(shape{kind: pathKind, line: good, stroke: 1.6, dash: []float64{6, 4}, path: []step{
				{to: point{s.from, c.y(d)}}, {to: point{s.to, c.y(d)}, straight: true},
			}})
			if i > 0 && len(edges(stretches[i-1].target)) == 1 && len(edges(s.target)) == 1 {
				c.add(shape{kind: pathKind, line: good, stroke: 1.6, dash: []float64{6, 4}, path: []step{
					{to: point{s.from, c.y(edges(stretches[i-1].target)[0])}}, {to: point{s.from, c.y(d)}, straight: true},
				}})
			}
		}
	}
}

// stretches returns the targets that held while the values came in.
func (c *chart) stretches() []stretch {
	var all []stretch
	for i, p := range c.points {
		t, ok := c.m.TargetOn(p.Period.End())
		x := c.x(p.day())
		if !ok {
			continue
		}
		if i == 0 {
			x = c.box.left
		}
		if n := len(all); n > 0 && all[n-1].target.By == t.By {
			all[n-1].to = x
			continue
		} else if n > 0 {
			x = (all[n-1].to + x) / 2
			all[n-1].to = x
		}
		all = append(all, stretch{from: x, to: x, target: t})
	}
	if n := len(all); n > 0 {
		all[n-1].to = c.box.right
	}
	return all
}

// edges returns where the target is: one line, or the two of a range.
func edges(t scorecard.Target) []float64 {
	var all []float64
	if t.Value.Valid && !t.Low.Valid && !t.High.Valid {
		return []float64{t.Value.Decimal.InexactFloat64()}
	}
	if t.Low.Valid {
		all = append(all, t.Low.Decimal.InexactFloat64())
	}
	if t.High.Valid {
		all = append(all, t.High.Decimal.InexactFloat64())
	}
	return all
}

// bands fills where a value is amber, and, in a range, where it is good.
func (c *chart) bands(s stretch) {
	fill := func(a, b float64, i ink) {
		top, bottom := c.y(max(a, b)), c.y(min(a, b))
		c.add(shape{kind: rectKind, x: s.from, y: top, w: s.to - s.from, h: bottom - top, fill: i})
	}
	lines, amber := edges(s.target), s.target.Amber
	if c.m.Direction == scorecard.InRange {
		low, high := c.low, c.high
		if s.target.Low.Valid {
			low = s.target.Low.Decimal.InexactFloat64()
		}
		if s.target.High.Valid {
			high = s.target.High.Decimal.InexactFloat64()
		}
		if amber.Valid {
			d := amber.Decimal.InexactFloat64()
			fill(low-d, high+d, watchBand)
		}
		fill(low, high, goodBand)
		return
	}
	if amber.Valid && len(lines) == 1 {
		fill(lines[0], amber.Decimal.InexactFloat64(), watchBand)
	}
}
