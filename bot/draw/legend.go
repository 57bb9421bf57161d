package draw

import "throughline/bot/scorecard"

const (
	sampleLong = 52.0 // of an arrow in the legend, its head included
	legendLead = 22.0
)

// legend explains the marks and the strokes that are on this map, and no others,
// in as many lines as it takes, and returns where it ends.
func (v *view) legend(sc *Scene, y float64) float64 {
	k := key{Scene: sc, x: margin, y: y}
	k.head("Objectives:")
	for _, st := range []scorecard.Status{scorecard.Green, scorecard.Amber, scorecard.Red, scorecard.Stale, scorecard.NoData} {
		if l := lookOf(st); v.shows(l) {
			k.mark(l)
		}
	}
	if len(v.links) == 0 {
		return k.y
	}
	k.line()
	k.head("Arrows:")
	for h, p := range pencils {
		if v.draws(held(h)) {
			k.arrow(p)
		}
	}
	for _, l := range v.links {
		if l.Sign == scorecard.Lowers {
			k.tradeOff()
			break
		}
	}
	return k.y
}

func (v *view) shows(l look) bool {
	for _, c := range v.cards {
		if c.look == l {
			return true
		}
	}
	return false
}

func (v *view) draws(h held) bool {
	for _, l := range v.links {
		if l.held == h {
			return true
		}
	}
	return false
}

// A key is a legend as far as it is written.
type key struct {
	*Scene
	x, y float64
}

func (k *key) line() { k.x, k.y = margin, k.y+legendLead }

// next makes room for something that wide, on a new line if need be.
func (k *key) next(wide float64) {
	if k.x > margin && k.x+wide > k.W-margin {
		k.line()
	}
}

func (k *key) head(words string) {
	k.write(k.x, k.y, words, 12, true, muted, left)
	k.x += width(words, 12, true) + 14
}

func (k *key) entry(picture float64, words string, draw func(x, y float64)) {
	wide := picture + 8 + width(words, 12, false)
	k.next(wide)
	draw(k.x, k.y-4)
	k.write(k.x+picture+8, k.y, words, 12, false, muted, left)
	k.x += wide + 20
}

func (k *key) mark(l look) {
	k.entry(9, l.word, func(x, y float64) { k.Scene.mark(x+5, y, l) })
}

func (k *key) tradeOff() {
	k.entry(12, "trade-off: one up, the other down", func(x, y float64) { k.badge(point{x + 7, y}, minusSign, believed, false) })
}

func (k *key) arrow(p pencil) {
	k.entry(sampleLong, p.words, func(x, y float64) {
		k.add(
			shape{kind: pathKind, path: []step{{to: point{x, y}}, {to: point{x + sampleLong - headLong + 2, y}, straight: true}}, line: p.ink, stroke: p.stroke, dash: p.dash},
			p.head(tip(point{x + sampleLong, y}, point{x, y}, headLong, 9), false),
		)
		if p.badge {
			k.badge(point{x + sampleLong/2 - 4, y}, p.sign, p.ink, false)
		}
	})
}
