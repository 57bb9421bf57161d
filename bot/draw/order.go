package draw

import "slices"

// order sorts every row so that few arrows cross: each item goes to the middle
// of what it is linked to, sweeping down and up, then neighbours change places
// while that helps. The best of all that was seen is kept.
func (p *plan) order() {
	near := p.neighbours()
	p.hops, p.spot = p.hopsByRow(), make([]int, len(p.items))
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

// tangles counts what makes the picture hard to read.
func (p *plan) tangles() int {
	n := 0
	for r := range p.rows {
		n += p.tanglesAt(r)
	}
	return n
}

// tanglesAt counts the crossings between a row and the one above it, and the
// cards that stand between two linked ones of the row.
func (p *plan) tanglesAt(r int) int {
	at := p.spot
	for _, row := range p.rows[max(0, r-1) : r+1] {
		for k, i := range row {
			at[i] = k
		}
	}
	n := 0
	hops := p.hops[r]
	for i, a := range hops {
		x, y := at[a[0]], at[a[1]]
		if p.items[a[0]].row == r { // both in this row
			for k := min(x, y) + 1; k < max(x, y); k++ {
				if p.items[p.rows[r][k]].card != noCard {
					n += 3
				}
			}
			continue
		}
		for _, b := range hops[i+1:] {
			if p.items[b[0]].row != r && (x-at[b[0]])*(y-at[b[1]]) < 0 {
				n++
			}
		}
	}
	return n
}

// hopsByRow lists the hops of all arrows by the lower of their rows, as items,
// the upper first.
func (p *plan) hopsByRow() [][][2]int {
	hops := make([][][2]int, len(p.rows))
	for _, w := range p.ways {
		for i := range w[:len(w)-1] {
			a, b := w[i], w[i+1]
			if p.items[a].row > p.items[b].row {
				a, b = b, a
			}
			r := p.items[b].row
			hops[r] = append(hops[r], [2]int{a, b})
		}
	}
	return hops
}

// swapNeighbours lets items change places where that untangles, once along all
// rows, and reports whether it helped.
func (p *plan) swapNeighbours() bool {
	helped := false
	for r, row := range p.rows {
		around := func() int {
			n := p.tanglesAt(r)
			if r+1 < len(p.rows) {
				n += p.tanglesAt(r + 1)
			}
			return n
		}
		least := around()
		for k := 0; k < len(row)-1 && least > 0; k++ {
			row[k], row[k+1] = row[k+1], row[k]
			if n := around(); n < least {
				least, helped = n, true
				continue
			}
			row[k], row[k+1] = row[k+1], row[k]
		}
	}
	return helped
}
