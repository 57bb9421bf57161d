package draw

import (
	"cmp"
	"slices"
)

// A plan is where everything on a map goes. Cards stand in rows; a lane with
// more cards than fit beside each other has several. An arrow that skips rows
// has a place of its own in each row it passes, and so is led between the
// cards; between rows, where no card stands, it may swing freely. Nothing else
// keeps arrows off the cards, and nothing else is needed.
type plan struct {
	v       *view
	width   float64
	rows    [][]int // items from left to right; the first row is the top
	band    []int   // of a row
	items   []item
	ways    [][]int         // for each arrow: its items from cause to effect
	direct  map[[2]int]bool // pairs of cards in one row that are linked
	beside  map[int]bool    // cards that are linked to another of their row
	hops    [][][2]int      // see hopsByRow
	spot    []int           // of each item in its row, while tangles are counted
	cardOf  []int           // the item of each card
	tops    []float64
	heights []float64 // of the rows
	laneTop []float64
	laneEnd []float64
	bottom  float64
	onTop   map[int][]end // by card: arrows that touch its upper edge, left to right
	below   map[int][]end
}

// An item is a card, or the place where an arrow passes a row.
type item struct {
	card int // or noCard
	row  int
	x    float64 // of its middle
}

const noCard = -1

func (i item) half() float64 {
	if i.card == noCard {
		return 0
	}
	return cardW / 2
}

func (v *view) plan(width float64) *plan {
	p := &plan{v: v}
	p.fillRows(max(1, int((width-2*margin-labelW-10)/(cardW+26))))
	p.passRows()
	p.order()
	p.place(width)
	p.ports()
	return p
}

// fillRows spreads the cards of each lane over as few rows as will hold them,
// causes below their effects where they are in the same lane.
func (p *plan) fillRows(most int) {
	for b, band := range p.v.bands {
		cards := band.cards
		rows := max(1, (len(cards)+most-1)/most)
		if rows > 1 {
			cards = p.v.effectsFirst(cards)
		}
		for r := range rows {
			from, to := r*len(cards)/rows, (r+1)*len(cards)/rows
			var row []int
			for _, c := range cards[from:to] {
				p.items = append(p.items, item{card: c, row: len(p.rows)})
				row = append(row, len(p.items)-1)
			}
			p.rows = append(p.rows, row)
			p.band = append(p.band, b)
		}
	}
}

// effectsFirst sorts the cards of a lane for its rows, from the top: those that
// others of the lane lead to come before those, and cards with more to do with
// the lanes above before those with more to do with the lanes below.
func (v *view) effectsFirst(cards []int) []int {
	depth, pull := map[int]int{}, map[int]int{}
	for range cards {
		for _, a := range v.links {
			if v.cards[a.from].band == v.cards[a.to].band && depth[a.from] <= depth[a.to] && depth[a.to] < len(cards) {
				depth[a.from] = depth[a.to] + 1
			}
		}
	}
	for _, a := range v.links {
		d := v.cards[a.from].band - v.cards[a.to].band // above 0: upwards
		pull[a.from] -= d
		pull[a.to] += d
	}
	sorted := slices.Clone(cards)
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Or(depth[a]-depth[b], pull[a]-pull[b]) })
	return sorted
}

// passRows gives every arrow a place in each row between its ends.
func (p *plan) passRows() {
	p.cardOf, p.direct = make([]int, len(p.v.cards)), map[[2]int]bool{}
	p.beside = map[int]bool{}
	for i, it := range p.items {
		p.cardOf[it.card] = i
	}
	for _, a := range p.v.links {
		from, to := p.cardOf[a.from], p.cardOf[a.to]
		way := []int{from}
		step := 1
		if p.items[to].row < p.items[from].row {
			step = -1
		}
		for r := p.items[from].row; p.items[from].row != p.items[to].row && r+step != p.items[to].row; {
			r += step
			p.items = append(p.items, item{card: noCard, row: r})
			p.rows[r] = append(p.rows[r], len(p.items)-1)
			way = append(way, len(p.items)-1)
		}
		p.ways = append(p.ways, append(way, to))
		if len(way) == 1 {
			p.direct[[2]int{min(from, to), max(from, to)}] = true
			p.beside[from], p.beside[to] = true, true
		}
	}
}

// cardAt returns the upper left corner of a card, and the lines of its row.
func (p *plan) cardAt(card int) (point, rowLines) {
	it := p.items[p.cardOf[card]]
	return point{it.x - cardW/2, p.tops[it.row]}, p.linesOf(it.row)
}

// stack settles how high everything stands, from top down. Rows stand the
// further apart the more arrows have to find their way between them.
func (p *plan) stack(top float64) {
	crowd := make([]int, len(p.rows)+1) // arrows in the space above a row
	for _, w := range p.ways {
		for i := range w[:len(w)-1] {
			a, b := p.items[w[i]].row, p.items[w[i+1]].row
			crowd[max(a, b)]++
		}
	}
	y := top
	for r := range p.rows {
		space := min(128, 66+3*float64(crowd[r]))
		fresh := r == 0 || p.band[r] != p.band[r-1]
		switch {
		case crowd[r] == 0 && (r == 0 || !fresh):
			space = 30
		case r > 0 && fresh:
			p.laneEnd = append(p.laneEnd, y+(space-laneGap)/2)
		}
		if fresh && r > 0 {
			p.laneTop = append(p.laneTop, y+(space+laneGap)/2)
		} else if fresh {
			p.laneTop = append(p.laneTop, y)
		}
		p.tops = append(p.tops, y+space)
		p.heights = append(p.heights, p.height(r))
		y += space + p.heights[r]
	}
	p.bottom = y + 24
	p.laneEnd = append(p.laneEnd, p.bottom)
}

// height returns how high a row is: as its cards are, or, without any, as what
// its lane has to say needs beyond the space around it.
func (p *plan) height(r int) float64 {
	if l := p.linesOf(r); l.title > 0 {
		return l.height()
	}
	return max(30, p.v.label(nil, p.band[r], 0)-50)
}

func (p *plan) linesOf(r int) rowLines {
	var l rowLines
	for _, i := range p.rows[r] {
		if c := p.items[i].card; c != noCard {
			l.see(&p.v.cards[c])
		}
	}
	return l
}
