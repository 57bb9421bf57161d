package draw

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"throughline/bot/scorecard"
)

// drawSnapshot makes a strategy of any shape: lanes that are empty, names of
// any length, links anywhere, and numbers of any size.
func drawSnapshot(t *rapid.T) *scorecard.Snapshot {
	s := &scorecard.Strategy{Vision: scorecard.Vision{Text: words(t, "vision")}}
	lanes := rapid.IntRange(0, 7).Draw(t, "lanes")
	for i := range lanes {
		s.Perspectives = append(s.Perspectives, scorecard.Perspective{ID: scorecard.PerspectiveID(fmt.Sprint("p", i)), Name: words(t, "lane"), Question: words(t, "question")})
	}
	s.People = []scorecard.Person{{ID: "ann", Name: words(t, "person")}}
	n := rapid.IntRange(0, 25).Draw(t, "objectives")
	histories := map[scorecard.MetricID]scorecard.History{}
	for i := range n {
		o := scorecard.Objective{
			ID: scorecard.ObjectiveID(fmt.Sprint("o", i)), Name: words(t, "name"), Owner: "ann",
			Perspective: scorecard.PerspectiveID(fmt.Sprint("p", rapid.IntRange(0, 7).Draw(t, "lane of"))),
		}
		m := scorecard.Metric{ID: scorecard.MetricID(fmt.Sprint("m", i)), Objective: o.ID, Name: words(t, "metric"), Measure: scorecard.Measure(words(t, "measure")), Cadence: scorecard.Weekly}
		if rapid.Bool().Draw(t, "target") {
			m.Targets = []scorecard.Target{{Value: maybe(fmt.Sprint(rapid.IntRange(-9999999999, 9999999999).Draw(t, "aim")))}}
		}
		histories[m.ID] = scorecard.History{{Period: scorecard.Period(fmt.Sprintf("2026-W%d", rapid.IntRange(10, 47).Draw(t, "week"))), Value: dec(fmt.Sprint(rapid.IntRange(-9999999999, 9999999999).Draw(t, "value")))}}
		s.Objectives, s.Metrics = append(s.Objectives, o), append(s.Metrics, m)
	}
	for i := range rapid.IntRange(0, 40).Draw(t, "links") {
		s.Links = append(s.Links, scorecard.Link{
			ID:       scorecard.LinkID(fmt.Sprint("l", i)),
			Cause:    scorecard.ObjectiveID(fmt.Sprint("o", rapid.IntRange(0, 25).Draw(t, "cause"))),
			Effect:   scorecard.ObjectiveID(fmt.Sprint("o", rapid.IntRange(0, 25).Draw(t, "effect"))),
			Evidence: rapid.SampledFrom([]scorecard.EvidenceWord{scorecard.Hypothesis, scorecard.Confirmed, scorecard.Contradicted}).Draw(t, "evidence"),
			Sign:     rapid.SampledFrom([]scorecard.Sign{scorecard.Raises, scorecard.Lowers}).Draw(t, "sign"),
		})
	}
	return &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: today, Histories: histories}
}

func words(t *rapid.T, what string) string {
	return rapid.StringMatching(`([A-Za-zäßöШжΩ%€一]{0,30} ?){0,8}`).Draw(t, what)
}

type frame struct{ left, top, right, bottom float64 }

func (f frame) holds(x, y float64) bool {
	return x > f.left && x < f.right && y > f.top && y < f.bottom
}

func cardFrames(s *Scene) []frame {
	var all []frame
	for _, sh := range s.shapes {
		if sh.role == cardRole {
			all = append(all, frame{sh.x, sh.y, sh.x + sh.w, sh.y + sh.h})
		}
	}
	return all
}

// sampled returns points along a path, close together.
func sampled(path []step) []point {
	var ps []point
	for i := 1; i < len(path); i++ {
		a, s := path[i-1].to, path[i]
		for k := 0; k <= 40; k++ {
			t := float64(k) / 40
			if s.straight {
				ps = append(ps, point{a.x + (s.to.x-a.x)*t, a.y + (s.to.y-a.y)*t})
				continue
			}
			u := 1 - t
			mix := func(p, q, r, z float64) float64 {
				return u*u*u*p + 3*u*u*t*q + 3*u*t*t*r + t*t*t*z
			}
			ps = append(ps, point{mix(a.x, s.c1.x, s.c2.x, s.to.x), mix(a.y, s.c1.y, s.c2.y, s.to.y)})
		}
	}
	return ps
}

func TestLayoutHoldsForAnyStrategy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSnapshot(t)
		sc := Map(s, MapOptions{Width: float64(rapid.SampledFrom([]int{0, 400, 900, 1600}).Draw(t, "width"))})
		cards := cardFrames(sc)
		for i, a := range cards {
			for _, b := range cards[i+1:] {
				if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
					t.Fatalf("two cards overlap: %v and %v", a, b)
				}
			}
			if a.left < 0 || a.right > sc.W || a.top < 0 || a.bottom > sc.H {
				t.Fatalf("card %v is not on the picture of %v by %v", a, sc.W, sc.H)
			}
		}
		for _, sh := range sc.shapes {
			checkArrow(t, sh, cards)
			checkText(t, sc, sh, cards)
		}
	})
}

func checkArrow(t *rapid.T, sh shape, cards []frame) {
	if sh.role != arrowRole && sh.role != headRole && sh.role != badgeRole {
		return
	}
	ps := sampled(sh.path)
	if sh.role == badgeRole {
		ps = []point{{sh.x, sh.y - badgeSize}, {sh.x, sh.y + badgeSize}, {sh.x - badgeSize, sh.y}, {sh.x + badgeSize, sh.y}}
	}
	for _, c := range cards {
		for _, p := range ps {
			if c.holds(p.x, p.y) {
				t.Fatalf("%v of “%s” runs through the card %v at %v", sh.role, sh.label, c, p)
			}
		}
	}
}

func checkText(t *rapid.T, sc *Scene, sh shape, cards []frame) {
	if sh.kind != textKind {
		return
	}
	from, to := sh.textLeft(), sh.textLeft()+width(sh.text, sh.size, sh.bold)
	if from < 0 || to > sc.W+.01 || sh.y < 0 || sh.y > sc.H {
		t.Fatalf("%q from %v to %v leaves the picture, which is %v wide", sh.text, from, to, sc.W)
	}
	for _, c := range cards {
		in := sh.y > c.top && sh.y < c.bottom && from < c.right && to > c.left
		if in && (from < c.left+8 || to > c.right-8+.01) {
			t.Fatalf("%q from %v to %v does not fit the card %v", sh.text, from, to, c)
		}
	}
}
