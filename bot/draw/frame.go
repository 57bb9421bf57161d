package draw

import "throughline/bot/scorecard"

// heading writes the title, the day and the vision, and returns where it ends.
func (v *view) heading(sc *Scene) float64 {
	day := ""
	if v.s.Today.Valid() {
		day = "as of " + v.s.Today.Time().Format("2 January 2006")
	}
	room := sc.W - 2*margin
	sc.write(sc.W-margin, 40, day, 12, false, muted, right)
	sc.write(margin, 42, fit(sc.Title, 21, true, room-width(day, 12, false)-24), 21, true, text, left)
	y := 50.0
	for _, line := range wrap(v.s.Vision.Text, 13.5, false, min(room, 900), 2) {
		y += 18
		sc.write(margin, y, line, 13.5, false, muted, left)
	}
	return y + 16
}

// lanes draws the bands with their names and questions.
func (v *view) lanes(sc *Scene, p *plan) {
	for i, b := range v.bands {
		top, end := p.laneTop[i], p.laneEnd[i]
		sc.add(shape{kind: rectKind, x: margin, y: top, w: sc.W - 2*margin, h: end - top, round: 14, fill: laneBand(i)})
		y := top + 28
		for _, line := range wrap(b.name, 14, true, labelW-34, 3) {
			sc.write(margin+16, y, line, 14, true, laneName(i), left)
			y += 18
		}
		for _, line := range wrap(b.question, 11, false, labelW-34, 5) {
			sc.write(margin+16, y, line, 11, false, muted, left)
			y += 14
		}
		if len(b.cards) == 0 && len(v.cards) > 0 {
			sc.write(margin+labelW+10, (top+end)/2+4, "No objective here yet.", 13, false, muted, left)
		}
	}
}

// empty says that there is nothing to see, and what would change that.
func (v *view) empty(sc *Scene, p *plan) {
	y := 110.0
	if n := len(v.bands); n > 0 {
		y = (p.laneTop[0] + p.laneEnd[n-1]) / 2
	} else {
		p.bottom = max(p.bottom, 150)
	}
	sc.write(sc.W/2, y-8, "There is nothing on this map yet.", 17, true, text, middle)
	sc.write(sc.W/2, y+16, "It fills as objectives and the links between them are added to the strategy.", 13, false, muted, middle)
}

// legend explains the marks and the strokes, in as many lines as it takes, and
// returns where it ends.
func (v *view) legend(sc *Scene, y float64) float64 {
	x := margin
	next := func(wide float64) {
		if x > margin && x+wide > sc.W-margin {
			x, y = margin, y+22
		}
	}
	for _, st := range []scorecard.Status{scorecard.Green, scorecard.Amber, scorecard.Red, scorecard.Stale, scorecard.NoData} {
		l := lookOf(st)
		wide := 14 + width(l.word, 12, false)
		next(wide)
		sc.mark(x+5, y-4, l)
		sc.write(x+15, y, l.word, 12, false, muted, left)
		x += wide + 18
	}
	x += 10
	for _, e := range []scorecard.EvidenceWord{scorecard.Confirmed, scorecard.Hypothesis, scorecard.Contradicted} {
		k := pencilOf(e)
		wide := 52 + width(k.words, 12, false)
		next(wide)
		sc.sample(x, y-4, k)
		sc.write(x+52, y, k.words, 12, false, muted, left)
		x += wide + 20
	}
	const tradeOff = "trade-off: one up, the other down"
	next(20 + width(tradeOff, 12, false))
	sc.badge(point{x + 7, y - 4}, minusSign, believed, false)
	sc.write(x+20, y, tradeOff, 12, false, muted, left)
	return y
}

func (s *Scene) sample(x, y float64, k pencil) {
	s.add(
		shape{kind: pathKind, path: []step{{to: point{x, y}}, {to: point{x + 36, y}, straight: true}}, line: k.ink, stroke: k.stroke, dash: k.dash},
		shape{kind: pathKind, path: tip(point{x + 44, y}, point{x, y}, headLong, 9), fill: k.ink, closed: true},
	)
	if k.cross {
		s.badge(point{x + 18, y}, crossSign, k.ink, false)
	}
}
