package draw

import "math"

// A Scene is a picture that is laid out and only waits to be written down.
type Scene struct {
	Title string
	Alt   string  // all that the picture says, in words
	W, H  float64 // in pixels at a scale of 1

	theme  Theme
	shapes []shape
}

type kind uint8

const (
	rectKind kind = iota
	circleKind
	pathKind
	textKind
	openLink // what follows until closeLink leads to href
	closeLink
	openGroup // what follows until closeGroup is one card, from, or one arrow, from and to, or one lane, label
	closeGroup
)

// A shape is one thing on the picture. Both writers know the same few.
type shape struct {
	kind       kind
	role       role
	x, y, w, h float64
	round      float64 // radius of a circle, or of the corners of a rectangle
	fill, line ink
	stroke     float64 // width of the line
	dash       []float64
	faded      bool // stands back behind what is highlighted
	path       []step
	closed     bool
	text       string
	size       float64
	bold       bool
	anchor     anchor
	href       string
	from, to   string // ids of objectives
	label      string // shown when pointed at, and read aloud
}

// A role tells what a shape stands for, for those who check the layout.
type role uint8

const (
	plain role = iota
	cardRole
	arrowRole
	headRole
	badgeRole
)

type anchor uint8

const (
	left anchor = iota
	middle
	right
)

type point struct{ x, y float64 }

// A step of a path goes to a point: the first moves there, a straight one draws
// a line, the others a cubic curve.
type step struct {
	c1, c2, to point
	straight   bool
}

func (s *Scene) add(shapes ...shape) { s.shapes = append(s.shapes, shapes...) }

// write adds one line of text with its baseline at y.
func (s *Scene) write(x, y float64, words string, size float64, bold bool, i ink, a anchor) {
	if words != "" {
		s.add(shape{kind: textKind, x: x, y: y, text: words, size: size, bold: bold, fill: i, anchor: a})
	}
}

// mark adds the shape of a status around x, y.
func (s *Scene) mark(x, y float64, l look) {
	const r = 4.5
	switch l.shape {
	case disc:
		s.add(shape{kind: circleKind, x: x, y: y, round: r, fill: l.ink})
	case triangle:
		s.add(shape{kind: pathKind, fill: l.ink, closed: true, path: polygon(point{x, y - r - .5}, point{x + r + 1, y + r}, point{x - r - 1, y + r})})
	case square:
		s.add(shape{kind: rectKind, x: x - r + .3, y: y - r + .3, w: 2*r - .6, h: 2*r - .6, round: 1, fill: l.ink})
	case ring:
		s.add(shape{kind: circleKind, x: x, y: y, round: r - .8, line: l.ink, stroke: 1.6})
	case dashedRing:
		s.add(shape{kind: circleKind, x: x, y: y, round: r - .8, line: l.ink, stroke: 1.6, dash: []float64{2, 2}})
	}
}

func polygon(ps ...point) []step {
	var path []step
	for _, p := range ps {
		path = append(path, step{to: p, straight: true})
	}
	return path
}

// left edge of a text, whatever its anchor.
func (s shape) textLeft() float64 {
	switch s.anchor {
	case middle:
		return s.x - width(s.text, s.size, s.bold)/2
	case right:
		return s.x - width(s.text, s.size, s.bold)
	}
	return s.x
}

// tip returns an arrowhead whose point is at p, coming from the direction of q.
func tip(p, q point, long, wide float64) []step {
	d := math.Hypot(p.x-q.x, p.y-q.y)
	if d == 0 {
		d = 1
	}
	dx, dy := (p.x-q.x)/d, (p.y-q.y)/d
	b := point{p.x - dx*long, p.y - dy*long}
	return polygon(p, point{b.x - dy*wide/2, b.y + dx*wide/2}, point{b.x + dy*wide/2, b.y - dx*wide/2})
}
