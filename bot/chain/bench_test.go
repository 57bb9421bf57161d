package chain_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/traverse"

	"throughline/bot/chain"
	"throughline/bot/scorecard"
)

// pyramid is a strategy of 100,000 objectives in eight lanes, each lane a good
// deal narrower than the one below, with 292,000 links or so upwards.
func pyramid() *scorecard.Strategy {
	r := rand.New(rand.NewPCG(1, 2))
	s := &scorecard.Strategy{}
	widths := []int{50_000, 25_000, 12_500, 6_250, 3_125, 1_563, 781, 781}
	first := 0
	var lanes [][]scorecard.ObjectiveID
	words := []scorecard.EvidenceWord{scorecard.Confirmed, scorecard.Hypothesis, scorecard.Contradicted}
	for _, w := range widths {
		var lane []scorecard.ObjectiveID
		for i := range w {
			lane = append(lane, scorecard.ObjectiveID(fmt.Sprintf("o%06d", first+i)))
			s.Objectives = append(s.Objectives, scorecard.Objective{ID: lane[i]})
		}
		first += w
		lanes = append(lanes, lane)
	}
	for k, lane := range lanes[:len(lanes)-1] {
		for i, o := range lane {
			up := lanes[k+1]
			for j := range 3 - i%16/15 {
				s.Links = append(s.Links, scorecard.Link{
					ID: scorecard.LinkID(fmt.Sprintf("l%07d", len(s.Links))), Cause: o,
					Effect:   up[(i*len(up)/len(lane)+j*r.IntN(3))%len(up)],
					LagWeeks: r.IntN(20), Evidence: words[r.IntN(3)],
				})
			}
		}
	}
	return s
}

// questions are pairs of an objective at the bottom and one at the top that it
// reaches.
func questions(m *chain.Map, s *scorecard.Strategy, n int) [][2]scorecard.ObjectiveID {
	var qs [][2]scorecard.ObjectiveID
	for i := 0; len(qs) < n; i++ {
		from := s.Objectives[i*247%50_000].ID
		if all := m.Effects(objectives{from}); len(all) > 0 {
			qs = append(qs, [2]scorecard.ObjectiveID{from, all[len(all)-1].Objective})
		}
	}
	return qs
}

// report runs one question after the other and adds the middle and the slow end.
func report(b *testing.B, questions int, ask func(i int)) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		at := time.Now()
		ask(i % questions)
		took = append(took, time.Since(at))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "p50-µs")
	b.ReportMetric(float64(took[len(took)*95/100].Nanoseconds())/1000, "p95-µs")
}

func BenchmarkLoad100k(b *testing.B) {
	x := scorecard.NewIndex(pyramid())
	b.ReportAllocs()
	for b.Loop() {
		chain.New(x)
	}
	b.ReportMetric(float64(len(x.Links)), "links")
}

func BenchmarkRoutes100k(b *testing.B) {
	s := pyramid()
	m := chain.New(scorecard.NewIndex(s))
	qs := questions(m, s, 200)
	b.Run("best 3 and count", func(b *testing.B) {
		report(b, len(qs), func(i int) { m.Routes(objectives{qs[i][0]}, objectives{qs[i][1]}, 3) })
	})
	b.Run("against gonum Yen 3", func(b *testing.B) {
		g, at := gonumOf(s)
		report(b, len(qs), func(i int) {
			path.YenKShortestPaths(g, 3, -1, simple.Node(at[qs[i][0]]), simple.Node(at[qs[i][1]]))
		})
	})
	b.Run("against listing all", func(b *testing.B) {
		report(b, len(qs), func(i int) { listAll(m, qs[i][0], qs[i][1]) })
	})
	b.Run("best 5 and count", func(b *testing.B) {
		report(b, len(qs), func(i int) { m.Routes(objectives{qs[i][0]}, objectives{qs[i][1]}, 5) })
	})
	b.Run("against gonum Yen 5", func(b *testing.B) {
		g, at := gonumOf(s)
		report(b, len(qs), func(i int) {
			path.YenKShortestPaths(g, 5, -1, simple.Node(at[qs[i][0]]), simple.Node(at[qs[i][1]]))
		})
	})
}

// BenchmarkDrivers100k asks for everything above an outcome: each with its
// distance, wait, sign, evidence and first link, in order. A walk of gonum only
// visits.
func BenchmarkDrivers100k(b *testing.B) {
	s := pyramid()
	m := chain.New(scorecard.NewIndex(s))
	qs := questions(m, s, 200)
	b.Run("all told", func(b *testing.B) {
		b.ReportAllocs()
		found := 0
		report(b, len(qs), func(i int) { found = max(found, len(m.Drivers(objectives{qs[i][1]}))) })
		b.ReportMetric(float64(found), "most-found")
	})
	b.Run("against gonum, visited", func(b *testing.B) {
		g, at := gonumOf(s)
		back := backwards{g}
		report(b, len(qs), func(i int) {
			walk := traverse.BreadthFirst{}
			walk.Walk(back, simple.Node(at[qs[i][1]]), nil)
		})
	})
}

// backwards is a graph with its links turned round.
type backwards struct{ *simple.WeightedDirectedGraph }

func (g backwards) From(id int64) graph.Nodes { return g.To(id) }

func (g backwards) Edge(u, v int64) graph.Edge { return g.WeightedDirectedGraph.Edge(v, u) }

func BenchmarkRoutesDense(b *testing.B) {
	m := chain.New(scorecard.NewIndex(lanes(6, 20)))
	b.Run("best 3 and count", func(b *testing.B) {
		report(b, 1, func(int) { m.Routes(objectives{"o0-0"}, objectives{"o5-0"}, 3) })
	})
	b.Run("against listing all", func(b *testing.B) {
		report(b, 1, func(int) { listAll(m, "o0-0", "o5-0") })
	})
}

// gonumOf is the same map as a graph of gonum. Its only cost is the number of
// links, so it solves an easier task: the fewest links, whatever the evidence.
func gonumOf(s *scorecard.Strategy) (*simple.WeightedDirectedGraph, map[scorecard.ObjectiveID]int64) {
	g := simple.NewWeightedDirectedGraph(0, 0)
	at := map[scorecard.ObjectiveID]int64{}
	for i, o := range s.Objectives {
		at[o.ID] = int64(i)
		g.AddNode(simple.Node(i))
	}
	for _, l := range s.Links {
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(at[l.Cause]), T: simple.Node(at[l.Effect]), W: 1})
	}
	return g, at
}

// listAll walks every route the plain way, as a first attempt would.
func listAll(m *chain.Map, from, to scorecard.ObjectiveID) (n int) {
	if from == to {
		return 1
	}
	for _, l := range m.Out(from) {
		n += listAll(m, l.Effect, to)
	}
	return n
}
