package draw

import "math"

const badgeSize = 6.5

func distance(a, b point) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }

// along returns the point that far from a towards b.
func along(a, b point, far float64) point {
	d := max(distance(a, b), 1)
	return point{a.x + (b.x-a.x)*far/d, a.y + (b.y-a.y)*far/d}
}

// A sign is what a badge shows: strokes from point to point, around 0, 0.
type sign [][2]point

var (
	minusSign = sign{{{-3, 0}, {3, 0}}}
	crossSign = sign{{{-2.4, -2.4}, {2.4, 2.4}}, {{-2.4, 2.4}, {2.4, -2.4}}}
	lessSign  = sign{{{2.2, -3}, {-2.6, 0}}, {{-2.6, 0}, {2.2, 3}}}
)

// badge sets a small round mark on an arrow.
func (s *Scene) badge(at point, what sign, i ink, faded bool) {
	s.add(shape{kind: circleKind, role: badgeRole, x: at.x, y: at.y, round: badgeSize, fill: paper, line: i, stroke: 1.4, faded: faded})
	for _, l := range what {
		path := []step{{to: point{at.x + l[0].x, at.y + l[0].y}}, {to: point{at.x + l[1].x, at.y + l[1].y}, straight: true}}
		s.add(shape{kind: pathKind, path: path, line: i, stroke: 1.7, faded: faded})
	}
}
