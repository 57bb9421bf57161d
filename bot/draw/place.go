package draw

import "slices"

// apart returns how far the middles of two neighbours in a row must be apart.
func (p *plan) apart(a, b int) float64 {
	i, j := p.items[a], p.items[b]
	gap := 26.0
	switch {
	case p.linked(a, b):
		gap = 52 // an arrow and its marks stand between them
	case i.card == noCard && j.card == noCard:
		gap = 11
	case p.beside[a] || p.beside[b]:
		gap = 26 // likewise, with another arrow passing through
	case i.card == noCard || j.card == noCard:
		gap = 16
	}
	return i.half() + gap + j.half()
}

// linked reports whether an arrow runs straight from one card to the other.
func (p *plan) linked(a, b int) bool {
	return p.items[a].row == p.items[b].row && p.direct[[2]int{min(a, b), max(a, b)}]
}

// place settles how far to the right everything stands: as near as may be to
// what it is linked to, evenly spread where it is linked to nothing.
func (p *plan) place(width float64) {
	p.width = width
	for _, row := range p.rows {
		need := 2 * (margin + 14)
		for k := range row {
			if k > 0 {
				need += p.apart(row[k-1], row[k])
			}
		}
		if len(row) > 0 {
			need += p.items[row[0]].half() + p.items[row[len(row)-1]].half()
		}
		p.width = max(p.width, need+labelW-10)
	}
	even := make([]float64, len(p.items))
	for _, row := range p.rows {
		p.spread(row, even)
	}
	near := p.neighbours()
	for round := range 12 {
		for k := range p.rows {
			row := p.rows[k]
			if round%2 == 1 {
				row = p.rows[len(p.rows)-1-k]
			}
			p.settle(row, near, even)
		}
	}
}

func (p *plan) bounds(row []int) (low, high float64) {
	low = margin + labelW + p.items[row[0]].half()
	high = p.width - margin - 14 - p.items[row[len(row)-1]].half()
	return low, high
}

// spread sets the cards of a row at even distances.
func (p *plan) spread(row []int, even []float64) {
	if len(row) == 0 {
		return
	}
	want := make([]float64, len(row))
	low, high := margin+labelW, p.width-margin-14
	for k := range row {
		want[k] = low + (high-low)*(float64(k)+.5)/float64(len(row))
	}
	p.set(row, want, slices.Repeat([]float64{1}, len(row)))
	for _, i := range row {
		even[i] = p.items[i].x
	}
}

func (p *plan) settle(row []int, near [][]int, even []float64) {
	want, weight := make([]float64, len(row)), make([]float64, len(row))
	for k, i := range row {
		// An arrow that passes wants to run straight; a card also wants to
		// stand in line with the others of its row.
		pull, sum := 1.0, even[i]
		if p.items[i].card == noCard {
			pull, sum = 0, 0
		}
		for _, n := range near[i] {
			sum += p.items[n].x
			pull++
		}
		want[k], weight[k] = sum/pull, 1
		if p.items[i].card == noCard {
			weight[k] = 2
		}
	}
	if len(row) > 0 {
		p.set(row, want, weight)
	}
}

// set moves the items of a row as near to where they want to be as their order
// and their distances allow: the least squares under those conditions, found by
// pooling neighbours that want to pass each other.
func (p *plan) set(row []int, want, weight []float64) {
	offset := make([]float64, len(row))
	for k := 1; k < len(row); k++ {
		offset[k] = offset[k-1] + p.apart(row[k-1], row[k])
	}
	type pool struct {
		sum, weight float64
		n           int
	}
	var pools []pool
	for k := range row {
		pools = append(pools, pool{(want[k] - offset[k]) * weight[k], weight[k], 1})
		for n := len(pools); n > 1 && pools[n-2].sum/pools[n-2].weight > pools[n-1].sum/pools[n-1].weight; n-- {
			a, b := pools[n-2], pools[n-1]
			pools = append(pools[:n-2], pool{a.sum + b.sum, a.weight + b.weight, a.n + b.n})
		}
	}
	low, high := p.bounds(row)
	high -= offset[len(row)-1]
	k := 0
	for _, q := range pools {
		for range q.n {
			p.items[row[k]].x = max(low, min(high, q.sum/q.weight)) + offset[k]
			k++
		}
	}
}
