package draw

import "strings"

const (
	inset = 22.0 // of a card's words from its left edge
	room  = cardW - inset - 12

	titleSize, titleLead = 13.5, 16.0
	smallSize, smallLead = 11.0, 14.0
)

// A cardLines is the text of a card, broken into lines.
type cardLines struct {
	title  []string // the objective
	size   float64  // of the value
	beside string   // of the value: its period
	below  []string // the metric and its target
	off    []string // which metrics are not green
}

// set breaks what a card says into lines. A number is never cut short, nor left
// without its period: a value is set smaller, and what has no room beside it
// stands below it.
func (c *mapCard) set(v *view) cardLines {
	l := cardLines{title: wrap(c.Name, titleSize, true, room, 2), size: 14}
	for l.size > 9 && width(c.value, l.size, true) > room {
		l.size -= .5
	}
	l.off = wrap(c.off, smallSize, false, room-15, 3)
	if c.name == "" {
		return l
	}
	name := c.name
	if l.beside = c.besides(v, l.size); l.beside == "" {
		name = v.voice.Period(c.period) + ": " + name
	}
	l.below = wrap(name, smallSize, false, room, 2)
	if c.aim == "" {
		return l
	}
	if n := len(l.below); n > 0 && width(l.below[n-1]+", "+c.aim, smallSize, false) <= room {
		l.below[n-1] += ", " + c.aim
		return l
	}
	l.below = append(l.below, fit(c.aim, smallSize, false, room))
	return l
}

// besides is what stands beside the value: "week 46", "W46" beside a long one,
// and nothing where there is no room for either. Beside a bare count it is "in
// October", since "5 October" is a day.
func (c *mapCard) besides(v *view, size float64) string {
	if c.value == "" {
		return "no value yet"
	}
	free := room - width(c.value, size, true) - 7
	for _, words := range []string{v.voice.Period(c.period), v.voice.ShortPeriod(c.period)} {
		if c.bare {
			words = "in " + words
		}
		if width(words, smallSize, false) <= free {
			return words
		}
	}
	return ""
}

// A rowLines is how many lines the cards of a row have at the most, so that what
// is alike in them stands in line.
type rowLines struct{ title, below, off int }

func (r *rowLines) see(c *mapCard) {
	r.title, r.below, r.off = max(r.title, 1, len(c.lines.title)), max(r.below, len(c.lines.below)), max(r.off, len(c.lines.off))
}

// height returns how high cards of so many lines are.
func (r rowLines) height() float64 {
	return 50 + titleLead*float64(r.title) + smallLead*float64(r.below) + smallLead*float64(r.off) + 12
}

// card draws one objective: a bar and a mark for its status, the name, the
// number, and at the foot how it stands and who answers for it.
func (v *view) card(sc *Scene, c *mapCard, p *plan) {
	at, lines := p.cardAt(v.at[c.ID])
	high := lines.height()
	back := v.highlights() && !c.lit
	first := len(sc.shapes)
	sc.add(shape{kind: openGroup, from: string(c.ID)})
	defer sc.add(shape{kind: closeGroup})
	leave := sc.enter(v.href(c), c.says(v))
	edge, stroke := laneEdge(c.band), 1.3
	if c.lit {
		edge, stroke = accent, 2.4
	}
	sc.add(
		shape{kind: rectKind, x: at.x, y: at.y + 2, w: cardW, h: high, round: 10, fill: shadow},
		shape{kind: rectKind, role: cardRole, x: at.x, y: at.y, w: cardW, h: high, round: 10, fill: card, line: edge, stroke: stroke, label: c.says(v)},
		shape{kind: rectKind, x: at.x + 9, y: at.y + 12, w: 4, h: high - 24, round: 2, fill: c.look.ink},
	)
	c.write(sc, at, lines.title)
	c.foot(sc, point{at.x + inset, at.y + high - 12 - smallLead*float64(lines.off)})
	leave()
	c.number(v, sc, point{at.x + inset, at.y + 28 + titleLead*float64(lines.title)})
	if back {
		for i := first; i < len(sc.shapes); i++ {
			// The card's own ground stays, so that nothing shows through.
			sc.shapes[i].faded = sc.shapes[i].fill != card && sc.shapes[i].fill != shadow
		}
	}
}

func (v *view) href(c *mapCard) string {
	if v.o.Link == nil {
		return ""
	}
	return v.o.Link(c.ID)
}

// enter makes what is added until leave lead to href, if that is anywhere.
func (s *Scene) enter(href, label string) (leave func()) {
	if href == "" {
		return func() {}
	}
	s.add(shape{kind: openLink, href: href, label: label})
	return func() { s.add(shape{kind: closeLink}) }
}

// write sets the name of a card whose corner is at.
func (c *mapCard) write(sc *Scene, at point, titles int) {
	x, y := at.x+inset, at.y+22
	// One line stands a little lower, in the middle of the room for two.
	slack := 5 * float64(titles-len(c.lines.title))
	for i, line := range c.lines.title {
		sc.write(x, y+slack+titleLead*float64(i), line, titleSize, true, text, left)
	}
}

// number sets the headline number at, where those of the row stand. It is a link
// of its own, to the metric.
func (c *mapCard) number(v *view, sc *Scene, at point) {
	x, y := at.x, at.y
	if c.name != "" && v.o.MetricLink != nil {
		leave := sc.enter(v.o.MetricLink(c.metric), strings.TrimSpace(c.name+" "+c.value))
		defer leave()
		sc.add(shape{kind: rectKind, x: x - 4, y: y - 15, w: room + 8, h: 20 + smallLead*float64(len(c.lines.below)), round: 4, fill: card})
	}
	value := fit(c.value, c.lines.size, true, room)
	sc.write(x, y, value, c.lines.size, true, text, left)
	used := 0.0
	if value != "" {
		used = width(value, c.lines.size, true) + 7
	}
	sc.write(x+used, y, c.lines.beside, smallSize, false, muted, left)
	for i, line := range c.lines.below {
		sc.write(x, y+1+smallLead*float64(i+1), line, smallSize, false, muted, left)
	}
}

// foot writes how it stands, and the owner, or the owner's first name, in what
// is left of the line; below it, which metrics are off.
func (c *mapCard) foot(sc *Scene, at point) {
	for i, line := range c.lines.off {
		sc.write(at.x+15, at.y+smallLead*float64(i+1), line, smallSize, false, muted, left)
	}
	sc.mark(at.x+5, at.y-4, c.look)
	state := fit(c.state, smallSize, true, room-15)
	sc.write(at.x+15, at.y, state, smallSize, true, c.look.ink, left)
	free := room - 15 - width(state, smallSize, true) - 10
	first, _, _ := strings.Cut(c.owner, " ")
	for _, name := range []string{c.owner, first} {
		if width(name, smallSize, false) <= free {
			sc.write(at.x+room, at.y, name, smallSize, false, muted, right)
			return
		}
	}
}
