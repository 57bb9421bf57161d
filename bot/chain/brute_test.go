package chain_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"throughline/bot/chain"
	"throughline/bot/scorecard"
)

// drawStrategy makes a small strategy of objectives o0, o1, …, with parallel
// links, circles, links to itself, retired and dangling ones.
func drawStrategy(t *rapid.T) *scorecard.Strategy {
	s := &scorecard.Strategy{}
	n := rapid.IntRange(1, 7).Draw(t, "objectives")
	for i := range n {
		o := scorecard.Objective{ID: id(i)}
		if rapid.IntRange(0, 19).Draw(t, "retire") == 0 {
			o.Retired = &scorecard.Retirement{}
		}
		s.Objectives = append(s.Objectives, o)
	}
	for i := range rapid.IntRange(0, 14).Draw(t, "links") {
		l := scorecard.Link{
			// The names do not run in the order of the strategy, so that
			// sorting by one is told from sorting by the other.
			ID:       scorecard.LinkID(fmt.Sprintf("l%02d", (i*7)%19)),
			Cause:    id(rapid.IntRange(0, n).Draw(t, "cause")),
			Effect:   id(rapid.IntRange(0, n).Draw(t, "effect")),
			LagWeeks: rapid.IntRange(0, 3).Draw(t, "lag"),
			Evidence: rapid.SampledFrom([]scorecard.EvidenceWord{scorecard.Confirmed, scorecard.Hypothesis, scorecard.Contradicted}).Draw(t, "evidence"),
			Sign:     rapid.SampledFrom([]scorecard.Sign{scorecard.Raises, scorecard.Raises, scorecard.Lowers}).Draw(t, "sign"),
		}
		if rapid.IntRange(0, 19).Draw(t, "retire") == 0 {
			l.Retired = &scorecard.Retirement{}
		}
		s.Links = append(s.Links, l)
	}
	return s
}

func id(i int) scorecard.ObjectiveID { return scorecard.ObjectiveID(fmt.Sprintf("o%d", i)) }

func drawSet(t *rapid.T, name string) []scorecard.ObjectiveID {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scorecard.ObjectiveID {
		return id(rapid.IntRange(0, 7).Draw(t, "objective"))
	}), 0, 3).Draw(t, name)
}

// inForce returns the links that may be walked.
func inForce(s *scorecard.Strategy) []*scorecard.Link {
	live := map[scorecard.ObjectiveID]bool{}
	for _, o := range s.Objectives {
		live[o.ID] = o.Retired == nil
	}
	var all []*scorecard.Link
	for i := range s.Links {
		if l := &s.Links[i]; l.Retired == nil && live[l.Cause] && live[l.Effect] && l.Cause != l.Effect {
			all = append(all, l)
		}
	}
	return all
}

// everyRoute lists all simple routes the plain way.
func everyRoute(s *scorecard.Strategy, from, to []scorecard.ObjectiveID) [][]*scorecard.Link {
	links := inForce(s)
	var found [][]*scorecard.Link
	var walk func(at scorecard.ObjectiveID, been []scorecard.ObjectiveID, path []*scorecard.Link)
	walk = func(at scorecard.ObjectiveID, been []scorecard.ObjectiveID, path []*scorecard.Link) {
		if len(path) > 0 && slices.Contains(to, at) {
			found = append(found, slices.Clone(path))
		}
		for _, l := range links {
			if l.Cause == at && !slices.Contains(been, l.Effect) {
				walk(l.Effect, append(slices.Clone(been), l.Effect), append(slices.Clone(path), l))
			}
		}
	}
	starts := slices.Clone(from)
	slices.Sort(starts)
	for _, o := range slices.Compact(starts) {
		walk(o, []scorecard.ObjectiveID{o}, nil)
	}
	return found
}

// better compares routes as Routes promises to.
func better(from []scorecard.ObjectiveID) func(a, b []*scorecard.Link) int {
	rank := map[scorecard.EvidenceWord]int{scorecard.Confirmed: 0, scorecard.Hypothesis: 1, scorecard.Contradicted: 2}
	measure := func(path []*scorecard.Link) (detour, weakest, lag int) {
		for i, l := range path {
			if i > 0 && slices.Contains(from, l.Cause) {
				detour = 1
			}
			weakest = max(weakest, rank[l.Evidence])
			lag += l.LagWeeks
		}
		return detour, weakest, lag
	}
	return func(a, b []*scorecard.Link) int {
		ad, aw, al := measure(a)
		bd, bw, bl := measure(b)
		return cmp.Or(ad-bd, aw-bw, len(a)-len(b), al-bl, slices.CompareFunc(a, b, func(x, y *scorecard.Link) int {
			return cmp.Compare(x.ID, y.ID)
		}))
	}
}

func names(path []*scorecard.Link) (all []scorecard.LinkID) {
	for _, l := range path {
		all = append(all, l.ID)
	}
	return all
}

// Several questions are asked of one map, since each works in the memory of the
// one before.
func TestRoutesAgreeWithListingThemAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStrategy(t)
		m := chain.New(scorecard.NewIndex(s))
		for range 3 {
			checkRoutes(t, s, m)
		}
	})
}

func checkRoutes(t *rapid.T, s *scorecard.Strategy, m *chain.Map) {
	from, to := drawSet(t, "from"), drawSet(t, "to")
	want := everyRoute(s, from, to)
	slices.SortFunc(want, better(from))
	limit := rapid.IntRange(0, 6).Draw(t, "max")
	if rapid.Bool().Draw(t, "all") {
		limit = len(want) + 1
	}

	got, total := m.Routes(from, to, limit)
	if total.AtLeast || total.N != uint64(len(want)) {
		t.Fatalf("Routes(%v, %v) counts %v, want %d", from, to, total, len(want))
	}
	if len(got) != min(limit, len(want)) {
		t.Fatalf("Routes(%v, %v, %d) gives %d routes of %d", from, to, limit, len(got), len(want))
	}
	m.Routes(to, from, limit) // which must not touch what was answered
	for i := range got {
		if !slices.Equal(names(got[i].Links), names(want[i])) {
			t.Fatalf("route %d of %v to %v = %v, want %v", i+1, from, to, names(got[i].Links), names(want[i]))
		}
		checkSums(t, got[i])
	}
}

func checkSums(t *rapid.T, r chain.Route) {
	lag, sign := 0, scorecard.Raises
	for i, l := range r.Links {
		lag += l.LagWeeks
		if l.Sign == scorecard.Lowers {
			sign = map[scorecard.Sign]scorecard.Sign{scorecard.Raises: scorecard.Lowers, scorecard.Lowers: scorecard.Raises}[sign]
		}
		if weak := r.Links[r.Weakest].Evidence; l.Evidence == scorecard.Contradicted && weak != scorecard.Contradicted ||
			l.Evidence == scorecard.Hypothesis && weak == scorecard.Confirmed || i < r.Weakest && l.Evidence == weak {
			t.Fatalf("weakest hop of %v is %d", names(r.Links), r.Weakest)
		}
	}
	if lag != r.LagWeeks || sign != r.Sign {
		t.Fatalf("%v: lag %d sign %q, want %d %q", names(r.Links), r.LagWeeks, r.Sign, lag, sign)
	}
}

func TestDriversAndEffectsAgreeWithListingAllRoutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStrategy(t)
		of := drawSet(t, "of")
		m := chain.New(scorecard.NewIndex(s))
		for _, o := range s.Objectives {
			if slices.Contains(of, o.ID) {
				continue
			}
			one := []scorecard.ObjectiveID{o.ID}
			checkReached(t, o.ID, m.Drivers(of), waysPast(everyRoute(s, one, of), of))
			checkReached(t, o.ID, m.Effects(of), waysPast(everyRoute(s, of, one), of))
		}
		if r := m.Effects(of); !slices.IsSortedFunc(r, func(a, b chain.Reached) int { return cmp.Or(a.Hops-b.Hops, a.LagWeeks-b.LagWeeks) }) {
			t.Fatalf("effects are not the nearest first: %v", r)
		}
	})
}

// waysPast leaves out the routes that pass what was asked about on their way.
func waysPast(routes [][]*scorecard.Link, of []scorecard.ObjectiveID) [][]*scorecard.Link {
	return slices.DeleteFunc(routes, func(path []*scorecard.Link) bool {
		return slices.ContainsFunc(path[1:], func(l *scorecard.Link) bool { return slices.Contains(of, l.Cause) })
	})
}

func checkReached(t *rapid.T, o scorecard.ObjectiveID, all []chain.Reached, ways [][]*scorecard.Link) {
	at := slices.IndexFunc(all, func(r chain.Reached) bool { return r.Objective == o })
	if (at >= 0) != (len(ways) > 0) {
		t.Fatalf("%s: reached %v, want %v", o, at >= 0, len(ways) > 0)
	}
	if at < 0 {
		return
	}
	hops, lag, signs := 99, 0, map[bool]bool{}
	for _, w := range ways {
		sum, lowers := 0, false
		for _, l := range w {
			sum += l.LagWeeks
			lowers = lowers != (l.Sign == scorecard.Lowers)
		}
		signs[lowers] = true
		if len(w) < hops || len(w) == hops && sum < lag {
			hops, lag = len(w), sum
		}
	}
	got := all[at]
	if got.Hops != hops || got.LagWeeks != lag || got.Mixed != (len(signs) == 2) {
		t.Fatalf("%s: got %+v, want %d hops, %d weeks, mixed %v", o, got, hops, lag, len(signs) == 2)
	}
	fits := func(w []*scorecard.Link) bool {
		lowers, worst := false, scorecard.Confirmed
		for _, l := range w {
			lowers = lowers != (l.Sign == scorecard.Lowers)
			if l.Evidence == scorecard.Contradicted || l.Evidence == scorecard.Hypothesis && worst == scorecard.Confirmed {
				worst = l.Evidence
			}
		}
		return len(w) == hops && w[0] == got.First && lowers == (got.Sign == scorecard.Lowers) && worst == got.Evidence
	}
	if !slices.ContainsFunc(ways, fits) {
		t.Fatalf("%s: no nearest way begins with %s, has sign %q and evidence %q", o, got.First.ID, got.Sign, got.Evidence)
	}
}

// On a map without circles, what is on a way is exactly what is on a route.
func TestDriverLinksAreTheLinksOfAllRoutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStrategy(t)
		for i := range s.Links {
			l := &s.Links[i]
			l.Cause, l.Effect = min(l.Cause, l.Effect), max(l.Cause, l.Effect)
		}
		of := drawSet(t, "of")
		var every []scorecard.ObjectiveID
		for _, o := range s.Objectives {
			every = append(every, o.ID)
		}
		m := chain.New(scorecard.NewIndex(s))
		compareLinks(t, s, m.DriverLinks(of), everyRoute(s, every, of))
		compareLinks(t, s, m.EffectLinks(of), everyRoute(s, of, every))
	})
}

func compareLinks(t *rapid.T, s *scorecard.Strategy, got []*scorecard.Link, routes [][]*scorecard.Link) {
	on := map[*scorecard.Link]bool{}
	for _, w := range routes {
		for _, l := range w {
			on[l] = true
		}
	}
	var want []*scorecard.Link
	for i := range s.Links {
		if on[&s.Links[i]] {
			want = append(want, &s.Links[i])
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", names(got), names(want))
	}
}
