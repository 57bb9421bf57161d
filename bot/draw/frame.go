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
	for i := range v.bands {
		top, end := p.laneTop[i], p.laneEnd[i]
		sc.add(shape{kind: rectKind, x: margin, y: top, w: sc.W - 2*margin, h: end - top, round: 14, fill: laneBand(i)})
		v.label(sc, i, top)
	}
}

// label writes the name and the question of a lane, and returns how far down
// they reach; without a scene it only measures.
func (v *view) label(sc *Scene, b int, top float64) float64 {
	y := top + 28
	put := func(words string, lines int, size, lead float64, bold bool, i ink) {
		for _, line := range wrap(words, size, bold, labelW-34, lines) {
			if sc != nil {
				sc.write(margin+16, y, line, size, bold, i, left)
			}
			y += lead
		}
	}
	put(v.bands[b].name, 3, 14, 18, true, laneName(b))
	put(v.bands[b].question, 5, 11, 14, false, muted)
	if len(v.bands[b].cards) == 0 && len(v.cards) > 0 {
		put("No objective here yet.", 2, 11, 14, true, muted)
	}
	return y - top
}

// empty says that there is nothing to see, and what would change that.
func (v *view) empty(sc *Scene, p *plan) {
	y := 110.0
	if len(v.bands) > 0 {
		y = (p.laneTop[0] + p.laneEnd[0]) / 2
	}
	p.bottom = max(p.bottom, y+30)
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
