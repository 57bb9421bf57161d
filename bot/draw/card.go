package draw

import (
	"fmt"
	"slices"
	"strings"

	"throughline/bot/scorecard"
)

// A mapCard is an objective as it is shown.
type mapCard struct {
	*scorecard.Objective
	band  int
	owner string
	name  string // of the headline metric
	value string
	aim   string // its target
	look  look
	state string // the status in words, with what makes it so
	lit   bool
}

// newCard gathers what a card says: the objective, its owner, its first metric
// that the reader may see, and how all of those stand together.
func (v *view) newCard(ob *scorecard.Objective, b int) mapCard {
	c := mapCard{Objective: ob, band: b}
	if p := v.s.Person(v.s.OwnerOf(ob)); p != nil {
		c.owner = p.Name
	}
	var all []scorecard.Standing
	for _, st := range v.s.Standings(ob.ID) {
		if v.o.See(st.Metric) {
			all = append(all, st)
		}
	}
	up := scorecard.RollUp(all)
	if up.Status == scorecard.NoData && up.Counted < up.Total && slices.ContainsFunc(all, func(st scorecard.Standing) bool { return st.Has && st.Freshness == scorecard.Old }) {
		up.Status = scorecard.Stale // there were numbers, all too old to count
	}
	c.look = lookOf(up.Status)
	c.state = c.look.word
	if len(all) == 0 {
		c.state = "not measured"
		return c
	}
	c.headline(v, all[0])
	if off := up.ByStatus[scorecard.Red] + up.ByStatus[scorecard.Amber]; off > 0 && len(all) > 1 {
		c.state += fmt.Sprintf(", %d of %d off", off, len(all))
	}
	if f := all[0].Freshness; all[0].Has && f != scorecard.Fresh {
		c.state += ", " + v.voice.Age(all[0].AgeDays)
	}
	return c
}

func (c *mapCard) headline(v *view, st scorecard.Standing) {
	c.name = st.Metric.Name
	if st.Has {
		c.value = v.voice.Value(st.Metric.Measure, st.Reading.Value)
	}
	if st.HasTarget {
		c.aim = aimOf(v.voice, st.Metric, st.Target)
	}
}

// card draws one objective: a bar and a mark for its status, the name, the
// number, and at the foot how it stands and who answers for it.
func (v *view) card(sc *Scene, c *mapCard, p *plan) {
	at := p.cardAt(v.at[c.ID])
	back := v.highlights() && !c.lit
	first := len(sc.shapes)
	if href := v.href(c); href != "" {
		sc.add(shape{kind: openLink, href: href, label: c.says()})
		defer sc.add(shape{kind: closeLink})
	}
	edge, stroke := laneEdge(c.band), 1.3
	if c.lit {
		edge, stroke = accent, 2.4
	}
	sc.add(
		shape{kind: rectKind, x: at.x, y: at.y + 2, w: cardW, h: cardH, round: 10, fill: shadow},
		shape{kind: rectKind, role: cardRole, x: at.x, y: at.y, w: cardW, h: cardH, round: 10, fill: card, line: edge, stroke: stroke, label: c.says()},
		shape{kind: rectKind, x: at.x + 9, y: at.y + 12, w: 4, h: cardH - 24, round: 2, fill: c.look.ink},
	)
	c.write(sc, at)
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

const (
	inset = 22.0 // of a card's words from its left edge
	room  = cardW - inset - 12
)

// write sets the words of a card whose corner is at.
func (c *mapCard) write(sc *Scene, at point) {
	x := at.x + inset
	lines := wrap(c.Name, 13.5, true, room, 2)
	for i, line := range lines {
		// One line stands a little lower, in the middle of the room for two.
		y := at.y + 22 + 16*float64(i) + 5*float64(2-len(lines))
		sc.write(x, y, line, 13.5, true, text, left)
	}
	c.number(sc, point{x, at.y + 60})
	sc.write(x, at.y+75, fit(c.name, 11, false, room), 11, false, muted, left)
	c.foot(sc, point{x, at.y + cardH - 11})
}

// number writes the value and its target. A number is never cut short: it is
// set smaller, and a target for which there is no room is left out.
func (c *mapCard) number(sc *Scene, at point) {
	size := 14.0
	for size > 9 && width(c.value, size, true) > room {
		size -= .5
	}
	sc.write(at.x, at.y, fit(c.value, size, true, room), size, true, text, left)
	used := width(c.value, size, true)
	if used > 0 {
		used += 7
	}
	for _, aim := range []string{c.aim, strings.Replace(c.aim, "target ", "of ", 1)} {
		if used+width(aim, 11, false) <= room {
			sc.write(at.x+used, at.y, aim, 11, false, muted, left)
			return
		}
	}
}

// foot writes how it stands, and the owner, or the owner's first name, in what
// is left of the line.
func (c *mapCard) foot(sc *Scene, at point) {
	sc.mark(at.x+5, at.y-4, c.look)
	state := fit(c.state, 11, true, room-15)
	sc.write(at.x+15, at.y, state, 11, true, c.look.ink, left)
	free := room - 15 - width(state, 11, true) - 10
	first, _, _ := strings.Cut(c.owner, " ")
	for _, name := range []string{c.owner, first} {
		if width(name, 11, false) <= free {
			sc.write(at.x+room, at.y, name, 11, false, muted, right)
			return
		}
	}
}

// says is the card in words.
func (c *mapCard) says() string {
	var b strings.Builder
	b.WriteString(c.Name)
	if c.owner != "" {
		b.WriteString(", owner " + c.owner)
	}
	if c.name != "" {
		b.WriteString(": " + c.name)
	}
	if c.value != "" {
		b.WriteString(" " + c.value)
	}
	if c.aim != "" {
		b.WriteString(", " + c.aim)
	}
	return b.String() + "; " + c.state
}
