package outline

import (
	"fmt"

	"throughline/bot/scorecard"
)

// noteRegistrations says of links that would claim something else what becomes of
// their evidence.
func noteRegistrations(changes []Change, old, next *scorecard.Strategy) {
	before := map[scorecard.LinkID]*scorecard.Link{}
	for i := range old.Links {
		before[old.Links[i].ID] = &old.Links[i]
	}
	after := map[scorecard.LinkID]*scorecard.Link{}
	for i := range next.Links {
		after[next.Links[i].ID] = &next.Links[i]
	}
	for i := range changes {
		c := &changes[i]
		if c.Kind != "link" || c.Op != Modify {
			continue
		}
		if was, is := before[scorecard.LinkID(c.ID)], after[scorecard.LinkID(c.ID)]; was != nil && is != nil && !was.SameClaim(is) {
			c.Note = anew(was)
		}
	}
}

// anew says what it means that a link is registered anew. Once is fair: the first
// guess of a lag is a guess. A claim that goes on changing fits whatever happened.
func anew(was *scorecard.Link) string {
	const follows = "this registers the arrow anew: its evidence begins again, and readings from before today count as found in hindsight"
	if n := len(was.Again); n > 0 {
		return fmt.Sprintf("%s. It was registered anew %s already, on %s; once is fair, after that retire it and draw another", follows, times(n), was.Again[n-1])
	}
	return follows
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
