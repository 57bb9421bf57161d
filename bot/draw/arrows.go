package draw

import "throughline/bot/scorecard"

const (
	headLong = 10.0
	stub     = 26.0 // straight before the head, where the marks sit
	start    = 5.0  // straight out of the cause
	air      = 2.0  // between a head and its card
)

// arrows draws the links: those that stand back first, the highlighted last.
func (v *view) arrows(sc *Scene, p *plan) {
	lights := v.highlights()
	for _, lit := range []bool{false, true} {
		for a := range v.links {
			if v.links[a].lit == lit {
				v.arrow(sc, p, a, lights && !lit)
			}
		}
	}
}

func (v *view) arrow(sc *Scene, p *plan, a int, faded bool) {
	l := v.links[a]
	look := pencils[l.held]
	if l.lit {
		look.ink, look.stroke = accent, look.stroke+1.2
	}
	path := p.path(a)
	n := len(path)
	end, before := path[n-1].to, path[n-2].to
	if !path[n-1].straight {
		before = path[n-1].c2
	}
	head := tip(end, before, headLong, 9)
	// The line ends inside the head, so that its blunt end does not stick out.
	path[n-1].to = point{end.x + (before.x-end.x)*shrink(end, before), end.y + (before.y-end.y)*shrink(end, before)}
	sc.add(shape{kind: openGroup, from: string(l.Cause), to: string(l.Effect)})
	defer sc.add(shape{kind: closeGroup})
	sc.add(shape{kind: pathKind, role: arrowRole, path: path, line: look.ink, stroke: look.stroke, dash: look.dash, faded: faded, label: v.linkSays(l)})
	sc.add(look.head(head, faded))
	at := headLong + 8
	if l.Sign == scorecard.Lowers {
		sc.badge(along(end, before, at), minusSign, look.ink, faded)
		at += 15
	}
	if look.badge {
		sc.badge(along(end, before, at), look.sign, look.ink, faded)
	}
}

// shrink is the part of the last stretch that the head covers.
func shrink(end, before point) float64 {
	d := distance(end, before)
	return min(1, (headLong-2)/max(d, 1))
}

// path returns the way of arrow a from the cause to the tip of its head.
func (p *plan) path(a int) []step {
	w := p.ways[a]
	from, to := p.items[w[0]], p.items[w[len(w)-1]]
	switch {
	case p.sideways(a):
		return p.straightPath(a, from, to)
	case from.row == to.row:
		return p.arc(a, from, to)
	case from.row > to.row:
		return p.climb(a, w, -1)
	}
	return p.climb(a, w, 1)
}

// straightPath runs from card to card; further arrows between the same cards
// run beside it.
func (p *plan) straightPath(a int, from, to item) []step {
	beside := 0
	for b := range a {
		if o := p.v.links[b]; p.sideways(b) && min(o.from, o.to) == min(from.card, to.card) && max(o.from, o.to) == max(from.card, to.card) {
			beside++
		}
	}
	y := p.tops[from.row] + p.heights[from.row]/2 - 20 + 20*float64(beside%4)
	x1, x2 := from.x+cardW/2, to.x-cardW/2-air
	if to.x < from.x {
		x1, x2 = from.x-cardW/2, to.x+cardW/2+air
	}
	return []step{{to: point{x1, y}}, {to: point{x2, y}, straight: true}}
}

// arc leads over the cards between two of the same row.
func (p *plan) arc(a int, from, to item) []step {
	x1, x2 := port(p.onTop[from.card], a, false), port(p.onTop[to.card], a, true)
	y := p.tops[from.row]
	end := y - stub
	high := y - stub - 30
	return []step{
		{to: point{x1, y}},
		{to: point{x1, y - start}, straight: true},
		{c1: point{x1, high}, c2: point{x2, high}, to: point{x2, end}},
		{to: point{x2, y - air}, straight: true},
	}
}

// climb goes from row to row; toward is -1 upwards and 1 downwards.
func (p *plan) climb(a int, w []int, toward float64) []step {
	from, to := p.items[w[0]], p.items[w[len(w)-1]]
	leave, arrive := p.onTop, p.below
	if toward > 0 {
		leave, arrive = p.below, p.onTop
	}
	x := port(leave[from.card], a, false)
	y := p.edge(from.row, toward)
	path := []step{{to: point{x, y}}, {to: point{x, y + toward*start}, straight: true}}
	here := path[1].to
	swing := func(to point) {
		bend := (to.y - here.y) * .55
		path = append(path, step{c1: point{here.x, here.y + bend}, c2: point{to.x, to.y - bend}, to: to})
		here = to
	}
	for _, i := range w[1 : len(w)-1] {
		it := p.items[i]
		swing(point{it.x, p.edge(it.row, -toward)})
		here = point{it.x, p.edge(it.row, toward)}
		path = append(path, step{to: here, straight: true})
	}
	x = port(arrive[to.card], a, true)
	y = p.edge(to.row, -toward)
	swing(point{x, y - toward*stub})
	return append(path, step{to: point{x, y - toward*air}, straight: true})
}

// edge returns the upper (-1) or lower (1) edge of the cards of a row.
func (p *plan) edge(row int, side float64) float64 {
	if side < 0 {
		return p.tops[row]
	}
	return p.tops[row] + p.heights[row]
}
