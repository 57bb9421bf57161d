package draw

import (
	"cmp"
	"slices"
)

// An end is where an arrow touches a card.
type end struct {
	arrow  int
	effect bool    // the arrow's head is here
	toward float64 // where along the row the arrow comes from or goes to
	x      float64
}

// ports spreads the ends of arrows along the edges of the cards, in the order
// in which the arrows come, so that they do not cross right at the card.
func (p *plan) ports() {
	p.onTop, p.below = map[int][]end{}, map[int][]end{}
	for a, w := range p.ways {
		if p.sideways(a) {
			continue
		}
		first, second := p.items[w[0]], p.items[w[1]]
		last, before := p.items[w[len(w)-1]], p.items[w[len(w)-2]]
		cause, effect := end{arrow: a, toward: second.x}, end{arrow: a, effect: true, toward: before.x}
		switch {
		case first.row == last.row: // an arc above the row
			p.onTop[first.card] = append(p.onTop[first.card], cause)
			p.onTop[last.card] = append(p.onTop[last.card], effect)
		case first.row > last.row:
			p.onTop[first.card] = append(p.onTop[first.card], cause)
			p.below[last.card] = append(p.below[last.card], effect)
		default:
			p.below[first.card] = append(p.below[first.card], cause)
			p.onTop[last.card] = append(p.onTop[last.card], effect)
		}
	}
	for i := range p.items {
		if it := p.items[i]; it.card != noCard {
			spreadEnds(p.onTop[it.card], it.x)
			spreadEnds(p.below[it.card], it.x)
		}
	}
}

func spreadEnds(ends []end, x float64) {
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.toward, b.toward) })
	gap := 0.0
	if n := len(ends); n > 1 {
		gap = min(26, (cardW-28)/float64(n-1))
	}
	for k := range ends {
		ends[k].x = x + gap*(float64(k)-float64(len(ends)-1)/2)
	}
}

// sideways reports whether an arrow runs straight from one card to the next in
// the same row.
func (p *plan) sideways(a int) bool {
	w := p.ways[a]
	from, to := w[0], w[len(w)-1]
	r := p.items[from].row
	if len(w) > 2 || r != p.items[to].row {
		return false
	}
	i, j := slices.Index(p.rows[r], from), slices.Index(p.rows[r], to)
	for k := min(i, j) + 1; k < max(i, j); k++ {
		if p.items[p.rows[r][k]].card != noCard {
			return false
		}
	}
	return true
}

// port returns where arrow a touches an edge of a card.
func port(ends []end, a int, effect bool) float64 {
	i := slices.IndexFunc(ends, func(e end) bool { return e.arrow == a && e.effect == effect })
	return ends[i].x
}
