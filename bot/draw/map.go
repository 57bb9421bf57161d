package draw

import (
	"slices"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// MapOptions say how a strategy map is drawn, and for whom.
type MapOptions struct {
	Theme        Theme
	Width        float64                            // wanted; grows when the cards need more; 0 means what suits the map
	Locale       string                             // how numbers are written; empty: the organisation's
	Highlight    []scorecard.LinkID                 // a route to stand out; the rest stands back
	See          func(*scorecard.Metric) bool       // what the reader may see; nil: what everybody may
	SeeObjective func(*scorecard.Objective) bool    // likewise
	Link         func(scorecard.ObjectiveID) string // where a card leads; nil, or "": nowhere
	MetricLink   func(scorecard.MetricID) string    // where the number on a card leads; likewise
	Bare         bool                               // without title, day and vision, which the page around it has
}

const (
	margin  = 24.0
	cardW   = 220.0
	labelW  = 138.0 // the names of the lanes, at the left
	laneGap = 12.0
)

// Map draws the strategy map: a lane for every perspective, a card for every
// objective in force, an arrow for every link in force. How the arrow is drawn
// says what is known of the link, see pencils. A minus marks a trade-off. What
// the reader may not see is left out, arrows included.
func Map(s *scorecard.Snapshot, o MapOptions) *Scene {
	v := newView(s, o)
	sc := &Scene{Title: "Strategy map", theme: o.Theme, W: o.Width}
	if s.Organisation.Name != "" {
		sc.Title += " of " + s.Organisation.Name
	}
	if sc.W <= 0 {
		sc.W = v.natural()
	}
	sc.W = max(sc.W, margin*2+labelW+cardW+60)
	p := v.plan(sc.W)
	sc.W = max(sc.W, p.width)
	background := shape{kind: rectKind, fill: paper}
	sc.add(background)
	top := v.heading(sc)
	p.stack(top)
	v.lanes(sc, p)
	if len(v.cards) == 0 {
		v.empty(sc, p)
	}
	v.arrows(sc, p)
	for i := range v.cards {
		v.card(sc, &v.cards[i], p)
	}
	sc.H = p.bottom + 24
	if len(v.cards) > 0 {
		sc.H = v.legend(sc, p.bottom+22) + 14
	}
	sc.shapes[0].w, sc.shapes[0].h = sc.W, sc.H
	sc.Alt = v.alt()
	return sc
}

// natural returns the width that suits the map, since a page shows a narrow one
// larger: what two, three or four cards need in the fullest lane, or what it takes to have the fullest lane in two rows, up to what still fits a
// large screen.
func (v *view) natural() float64 {
	most := 0
	for _, b := range v.bands {
		most = max(most, len(b.cards))
	}
	switch {
	case most <= 2:
		return 1000
	case most == 3:
		return 1080
	case most == 4:
		return 1200
	}
	const slot = cardW + 34
	return min(1800, max(1200, 2*margin+labelW+slot*float64((most+1)/2)))
}

// A view is what the reader may see of a snapshot, ready to be laid out.
type view struct {
	s     *scorecard.Snapshot
	o     MapOptions
	voice prompts.Voice
	bands []band
	cards []mapCard
	at    map[scorecard.ObjectiveID]int
	links []arrow
}

// A band is a lane: a perspective, or what belongs to none.
type band struct {
	name, question string
	cards          []int
}

// An arrow is a link between two cards that are shown.
type arrow struct {
	*scorecard.Link
	from, to int // cards
	held     held
	lit      bool
}

func newView(s *scorecard.Snapshot, o MapOptions) *view {
	if o.See == nil {
		o.See = (*scorecard.Metric).Open
	}
	if o.SeeObjective == nil {
		o.SeeObjective = func(ob *scorecard.Objective) bool { return len(ob.VisibleTo) == 0 }
	}
	if o.Locale == "" {
		o.Locale = s.Organisation.Locale
	}
	v := &view{s: s, o: o, voice: prompts.Voice{Locale: o.Locale, Today: s.Today}, at: map[scorecard.ObjectiveID]int{}}
	lane := map[scorecard.PerspectiveID]int{}
	for i, p := range s.Perspectives {
		lane[p.ID] = i
		v.bands = append(v.bands, band{name: p.Name, question: p.Question})
	}
	for i := range s.Objectives {
		if ob := &s.Objectives[i]; ob.Retired == nil && o.SeeObjective(ob) {
			v.addCard(ob, lane)
		}
	}
	for i := range s.Links {
		v.addLink(&s.Links[i])
	}
	v.markLit()
	return v
}

func (v *view) addCard(ob *scorecard.Objective, lane map[scorecard.PerspectiveID]int) {
	b, ok := lane[ob.Perspective]
	if !ok {
		b = len(v.s.Perspectives)
		if len(v.bands) == b {
			v.bands = append(v.bands, band{name: "No perspective yet"})
		}
	}
	v.at[ob.ID] = len(v.cards)
	v.bands[b].cards = append(v.bands[b].cards, len(v.cards))
	v.cards = append(v.cards, v.newCard(ob, b))
}

func (v *view) addLink(l *scorecard.Link) {
	from, ok1 := v.at[l.Cause]
	to, ok2 := v.at[l.Effect]
	if ok1 && ok2 && from != to && l.Retired == nil {
		known := heldOf(l, l.Verdict != nil && v.seesBoth(l.Verdict))
		v.links = append(v.links, arrow{Link: l, from: from, to: to, held: known, lit: slices.Contains(v.o.Highlight, l.ID)})
	}
}

// markLit marks the cards on the highlighted route. Nothing stands back when
// nothing that is highlighted is on the picture.
func (v *view) markLit() {
	for _, a := range v.links {
		if a.lit {
			v.cards[a.from].lit, v.cards[a.to].lit = true, true
		}
	}
}

func (v *view) highlights() bool {
	return slices.ContainsFunc(v.links, func(a arrow) bool { return a.lit })
}
