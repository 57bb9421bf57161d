package draw

import "slices"

// order sorts every row so that few arrows cross: each item goes to the middle
// of what it is linked to, sweeping down and up, then neighbours change places
// while that helps. The best of all that was seen is kept.
func (p *plan) order() {
	near := p.neighbours()
	best, least := cloneRows(p.rows), p.tangles()
	keep := func() {
		if n := p.tangles(); n < least {
			best, least = cloneRows(p.rows), n
		}
	}
	for sweep := 0; sweep < 16 && least > 0; sweep++ {
		for k := range p.rows {
			r := k
			if sweep%2 == 1 {
				r = len(p.rows) - 1 - k
			}
			p.sortRow(r, near)
		}
		keep()
	}
	p.rows = best
	for range 4 {
		if !p.swapNeighbours() {
			break
		}
	}
}

func cloneRows(rows [][]int) [][]int {
	out := make([][]int, len(rows))
	for i, r := range rows {
		out[i] = slices.Clone(r)
	}
	return out
}

// neighbours returns what each item is linked to.
func (p *plan) neighbours() [][]int {
	near := make([][]int, len(p.items))
	for _, w := range p.ways {
		for i := range w[:len(w)-1] {
			near[w[i]] = append(near[w[i]], w[i+1])
			near[w[i+1]] = append(near[w[i+1]], w[i])
		}
	}
	return near
}

// spots returns where in its row each item stands, from 0 to 1.
func (p *plan) spots() []float64 {
	at := make([]float64, len(p.items))
	for _, row := range p.rows {
		for k, i := range row {
			at[i] = (float64(k) + .5) / float64(len(row))
		}
	}
	return at
}

func (p *plan) sortRow(r int, near [][]int) {
	at := p.spots()
	want := make(map[int]float64, len(p.rows[r]))
	for _, i := range p.rows[r] {
		want[i] = at[i]
		if len(near[i]) > 0 {
			sum := 0.0
			for _, n := range near[i] {
				sum += at[n]
			}
			want[i] = sum / float64(len(near[i]))
		}
	}
	slices.SortStableFunc(p.rows[r], func(a, b int) int {
		switch {
		case want[a] < want[b]:
			return -1
		case want[a] > want[b]:
			return 1
		}
		return 0
	})
}

// tangles counts what makes the picture hard to read: crossings, and cards that
// stand between two linked ones of the same row.
func (p *plan) tangles() int {
	at := make([]int, len(p.items))
	for _, row := range p.rows {
		for k, i := range row {
			at[i] = k
		}
	}
	between := make([][][2]int, len(p.rows)) // links to the row above, as places (upper, lower)
	n := 0
	for _, w := range p.ways {
		for i := range w[:len(w)-1] {
			a, b := w[i], w[i+1]
			if p.items[a].row > p.items[b].row {
				a, b = b, a
			}
			if row := p.items[b].row; row != p.items[a].row {
				between[row] = append(between[row], [2]int{at[a], at[b]})
				continue
			}
			for k := min(at[a], at[b]) + 1; k < max(at[a], at[b]); k++ {
				if p.items[p.rows[p.items[a].row][k]].card != noCard {
					n += 3
				}
			}
		}
	}
	for _, links := range between {
		for i, a := range links {
			for _, b := range links[i+1:] {
				if (a[0]-b[0])*(a[1]-b[1]) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// swapNeighbours lets items change places where that untangles, once along all
// rows, and reports whether it helped.
func (p *plan) swapNeighbours() bool {
	least, helped := p.tangles(), false
	for _, row := range p.rows {
		for k := range len(row) - 1 {
			row[k], row[k+1] = row[k+1], row[k]
			if n := p.tangles(); n < least {
				least, helped = n, true
				continue
			}
			row[k], row[k+1] = row[k+1], row[k]
		}
	}
	return helped
}
