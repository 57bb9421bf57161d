package draw

import (
	"slices"

	"throughline/bot/scorecard"
)

const (
	keySize = 11.5
	keyTop  = 48.0 // the baseline of its first line, the one with the unit
	keyLead = 18.0
	keyGap  = 18.0 // between entries
)

// A keyEntry explains one thing on a chart: its picture, then the words.
type keyEntry struct {
	picture float64 // how wide
	words   string
	bold    bool
	ink     ink
	draw    func(x, y float64)
	x, y    float64 // where it stands
}

// key returns what explains the target, the band, the usual range and the
// signals, in as many lines as it takes after the words that begin at x.
func (c *chart) key(x float64) []keyEntry {
	if len(c.points) == 0 || c.m.Direction == scorecard.YesNo {
		return nil
	}
	all := slices.Concat(c.targetKey(), c.usualKey(), c.wordsKey())
	y := keyTop
	for i := range all {
		e := &all[i]
		wide := e.picture + 6 + width(e.words, keySize, e.bold)
		if x+wide > c.W-16 && x > 24 {
			x, y = 24, y+keyLead
		}
		e.x, e.y = x, y
		x += wide + keyGap
	}
	return all
}

func (c *chart) targetKey() []keyEntry {
	t, ok := c.m.TargetOn(c.points[len(c.points)-1].Period.End())
	if !ok || len(edges(t)) == 0 {
		return nil
	}
	all := []keyEntry{{picture: 22, words: aimOf(c.voice, c.m, t), bold: true, ink: good, draw: func(x, y float64) { c.stretch(x, y, good, 1.6, 6, 4) }}}
	if t.Amber.Valid {
		all = append(all, keyEntry{picture: 14, words: string(scorecard.Amber), ink: muted, draw: func(x, y float64) {
			c.add(shape{kind: rectKind, x: x, y: y - 6, w: 14, h: 12, round: 2, fill: watchBand, line: watch, stroke: .8})
		}})
	}
	return all
}

func (c *chart) usualKey() []keyEntry {
	if len(c.opt.Usual.Limits) == 0 {
		return nil
	}
	all := []keyEntry{{picture: 22, words: "usual range", ink: muted, draw: func(x, y float64) { c.stretch(x, y, muted, 1, 1.5, 3.5) }}}
	if len(c.opt.Usual.Signals) > 0 {
		all = append(all, keyEntry{picture: 12, words: "signal", ink: muted, draw: func(x, y float64) { c.diamond(x+6, y, 6, "") }})
	}
	return all
}

// wordsKey explains the rings.
func (c *chart) wordsKey() []keyEntry {
	if !slices.ContainsFunc(c.points, func(p dated) bool { return p.Note != "" }) {
		return nil
	}
	return []keyEntry{{picture: 10, words: "with a comment", ink: muted, draw: func(x, y float64) {
		c.add(shape{kind: circleKind, x: x + 5, y: y, round: 4.5, fill: paper, line: accent, stroke: 2})
	}}}
}

// stretch is a piece of a dashed line, as the chart has it.
func (c *chart) stretch(x, y float64, i ink, stroke float64, dash ...float64) {
	c.add(shape{kind: pathKind, line: i, stroke: stroke, dash: dash, path: []step{{to: point{x, y}}, {to: point{x + 22, y}, straight: true}}})
}

func (c *chart) writeKey(all []keyEntry) {
	for _, e := range all {
		e.draw(e.x, e.y-4)
		c.write(e.x+e.picture+6, e.y, e.words, keySize, e.bold, e.ink, left)
	}
}
