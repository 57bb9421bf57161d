package trial

import (
	"math"
	"math/rand/v2"

	"throughline/bot/evidence"
	"throughline/bot/scorecard"
)

// A Plan says what is tried.
type Plan struct {
	Weeks     []int   `json:"weeks"`     // how long the histories are
	Lag       int     `json:"lag"`       // of every arrow, in weeks
	Strength  float64 `json:"strength"`  // partial correlation of a true arrow
	Arrows    int     `json:"arrows"`    // of a company
	True      int     `json:"true"`      // of them, how many are true
	Companies int     `json:"companies"` // of each world and length
	Seed      uint64  `json:"seed"`
}

// Standard is the plan that the promises of the project are about: companies of
// twelve arrows, half of them true with a partial correlation of 0.5, the lag
// two weeks, histories of half a year, one and two years.
func Standard(companies int) Plan {
	return Plan{Weeks: []int{26, 52, 104}, Lag: 2, Strength: 0.5, Arrows: 12, True: 6, Companies: companies, Seed: 4711}
}

// What the verdicts promise of arrows with nothing in them: how many are shown
// as supported, in the mean of the worlds and in the worst one that is not blind.
const (
	PromisedMean  = 0.03
	PromisedWorst = 0.04
)

// reviewEvery is how many weeks lie between two reviews.
const reviewEvery = 4

// A Score is how arrows of one kind fared in one world.
type Score struct {
	Arrows int `json:"arrows"`

	// Judged counts the verdicts of the last review alone, Shown those that two
	// reviews agree upon.
	Judged map[evidence.Verdict]int `json:"judged"`
	Shown  map[evidence.Verdict]int `json:"shown"`
}

// Share returns what part of the arrows was shown with a verdict.
func (s Score) Share(v evidence.Verdict) float64 {
	return float64(s.Shown[v]) / float64(max(1, s.Arrows))
}

// First returns what part of the arrows was judged so in the last review alone.
func (s Score) First(v evidence.Verdict) float64 {
	return float64(s.Judged[v]) / float64(max(1, s.Arrows))
}

// Run makes the companies of one world and length and judges them twice, four
// weeks apart. The first score is of the arrows with nothing in them, the second
// of the true ones. The same plan always gives the same scores.
func (p Plan) Run(w World, weeks int) (idle, real Score) {
	idle = Score{Judged: map[evidence.Verdict]int{}, Shown: map[evidence.Verdict]int{}}
	real = Score{Judged: map[evidence.Verdict]int{}, Shown: map[evidence.Verdict]int{}}
	for k := range p.Companies {
		r := rand.New(rand.NewPCG(p.Seed, uint64(k)<<20|uint64(weeks)))
		claims := p.company(r, w, weeks)
		now := evidence.Judge(claims).Judgements
		before := evidence.Judge(until(claims, weeks-reviewEvery)).Judgements
		for i := range claims {
			s := &idle
			if i < p.True {
				s = &real
			}
			s.Arrows++
			s.Judged[now[i].Verdict]++
			s.Shown[evidence.Agree(before[i].Verdict, now[i].Verdict)]++
		}
	}
	return idle, real
}

// company makes the arrows of one company, the true ones first.
func (p Plan) company(r *rand.Rand, w World, weeks int) []evidence.Claim {
	claims := make([]evidence.Claim, p.Arrows)
	slope := p.Strength / math.Sqrt(1-p.Strength*p.Strength)
	c := calendar{first: 2600 + r.IntN(200), n: weeks + p.Lag}
	for i := range claims {
		x, y := w.pair(r, c, p.Lag)
		driver := w.drive(r, x, y, p.Lag)
		if i < p.True {
			for t := p.Lag; t < c.n; t++ {
				y[t] += slope * x[t-p.Lag]
			}
		}
		side := func(v []float64) evidence.Side {
			return evidence.Side{Series: evidence.Series{Cadence: scorecard.Weekly, First: c.week(p.Lag), Values: v[p.Lag:]}}
		}
		claims[i] = evidence.Claim{Cause: side(x), Effect: side(y), LagWeeks: p.Lag, Sign: 1}
		if w.mapped {
			claims[i].Rivals = []evidence.Rival{{Side: side(driver), LagWeeks: p.Lag + 1}}
		}
	}
	return claims
}

// drive lets the world's driver act on both sides, the cause a week later, the
// effect after that week and the lag.
func (w *World) drive(r *rand.Rand, x, y []float64, lag int) []float64 {
	if w.driver == nil {
		return nil
	}
	z := w.driver(r, len(x))
	for t := range x {
		if t >= 1 {
			x[t] += z[t-1]
		}
		if t >= lag+1 {
			y[t] += z[t-1-lag]
		}
	}
	return z
}

// until returns the claims as they stood after so many weeks.
func until(claims []evidence.Claim, weeks int) []evidence.Claim {
	out := append([]evidence.Claim(nil), claims...)
	for i := range out {
		out[i].Cause.Values = out[i].Cause.Values[:weeks]
		out[i].Effect.Values = out[i].Effect.Values[:weeks]
		for k := range out[i].Rivals {
			rival := out[i].Rivals[k]
			rival.Values = rival.Values[:weeks]
			out[i].Rivals = []evidence.Rival{rival}
		}
	}
	return out
}
