package draw

// heading writes the title, the day and the vision, and returns where it ends.
func (v *view) heading(sc *Scene) float64 {
	if v.o.Bare {
		return 18
	}
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
		sc.add(
			shape{kind: openGroup, label: v.bands[i].name},
			shape{kind: rectKind, x: margin, y: top, w: sc.W - 2*margin, h: end - top, round: 14, fill: laneBand(i)},
		)
		v.label(sc, i, top)
		sc.add(shape{kind: closeGroup})
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
