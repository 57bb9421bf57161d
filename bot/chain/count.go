package chain

import "math"

// A Count is a number of routes.
type Count struct {
	N       uint64
	AtLeast bool // there are N or more: counting them all would have taken too long
}

// countSteps bounds the work of counting inside loops, where routes can only be
// counted by walking each: about a millisecond.
const countSteps = 200_000

// count returns how many simple routes the region holds. Between loops they are
// multiplied out, never walked, so a map without loops is counted exactly up to
// the end of uint64. The ways through one loop are walked one by one; when that
// takes more than countSteps in all, the count is what was found, and AtLeast.
func (r *region) count() Count {
	c := counter{region: r, onward: r.scratch.counts.take(len(r.nodes)), exits: r.scratch.counts.take(len(r.nodes)), on: r.scratch.flags.take(len(r.nodes)), steps: countSteps}
	// A hop leads to the same group or a lower one: in this order, what lies
	// ahead is always counted already.
	for g := range r.groups {
		c.leaveGroup(int32(g))
	}
	total := uint64(0)
	for _, v := range r.starts {
		n := c.onward[v]
		if r.end[v] && n < math.MaxUint64 {
			n-- // the route without links
		}
		total = c.plus(total, n)
	}
	return Count{N: total, AtLeast: c.short}
}

type counter struct {
	*region
	onward []uint64 // routes from a node at which its group is entered, the one that ends at once included
	exits  []uint64 // routes that leave the group of a node right from it, or end there
	on     []bool   // nodes of the way being walked
	steps  int
	short  bool // something was left out
}

func (c *counter) leaveGroup(g int32) {
	members := c.groups[g]
	for _, v := range members {
		if c.end[v] {
			c.exits[v] = 1
		}
		for _, w := range c.out.next(v) {
			if c.group[w] != g {
				c.exits[v] = c.plus(c.exits[v], c.onward[w])
			}
		}
	}
	if len(members) == 1 {
		c.onward[members[0]] = c.exits[members[0]]
		return
	}
	for _, v := range members {
		c.onward[v] = c.walk(v)
	}
}

// walk adds up the exits of every simple way from v inside its group.
func (c *counter) walk(v int32) uint64 {
	if c.steps--; c.steps < 0 {
		c.short = true
		return 0
	}
	c.on[v] = true
	n := c.exits[v]
	for _, w := range c.out.next(v) {
		if c.group[w] == c.group[v] && !c.on[w] {
			n = c.plus(n, c.walk(w))
		}
	}
	c.on[v] = false
	return n
}

func (c *counter) plus(a, b uint64) uint64 {
	if a > math.MaxUint64-b {
		c.short = true
		return math.MaxUint64
	}
	return a + b
}
