package trial

import (
	"math"

	"throughline/bot/evidence"
)

// A Report is a whole trial.
type Report struct {
	Plan Plan  `json:"plan"`
	Rows []Row `json:"rows"`
	Sums []Sum `json:"sums"`
	Kept bool  `json:"kept"` // the promises, as far as so many companies can tell
}

// A Row is one world at one length.
type Row struct {
	World string `json:"world"`
	Weeks int    `json:"weeks"`
	Blind bool   `json:"blind,omitempty"`
	Idle  Score  `json:"idle"`
	True  Score  `json:"true"`
}

// A Sum is one length over all worlds that are not blind.
type Sum struct {
	Weeks int     `json:"weeks"`
	Mean  float64 `json:"mean"`  // share of idle arrows that are shown as supported
	Worst float64 `json:"worst"` // the same in the worst world
	Found float64 `json:"found"` // share of true arrows that are shown as supported
}

// Sit runs a plan in every world.
func Sit(p Plan) Report {
	r := Report{Plan: p, Kept: true}
	for _, weeks := range p.Weeks {
		sum, worlds := Sum{Weeks: weeks}, 0.0
		for _, w := range Worlds {
			row := Row{World: w.Name, Weeks: weeks, Blind: w.Blind}
			row.Idle, row.True = p.Run(w, weeks)
			r.Rows = append(r.Rows, row)
			if w.Blind {
				continue
			}
			share := row.Idle.Share(evidence.Supported)
			sum.Mean += share
			sum.Found += row.True.Share(evidence.Supported)
			sum.Worst = max(sum.Worst, share)
			worlds++
		}
		sum.Mean, sum.Found = sum.Mean/worlds, sum.Found/worlds
		r.Sums = append(r.Sums, sum)
		idle := float64(p.Companies * (p.Arrows - p.True))
		r.Kept = r.Kept && sum.Mean <= atMost(PromisedMean, idle*worlds) && sum.Worst <= atMost(PromisedWorst, idle)
	}
	return r
}

// atMost is how large a share of n arrows may be when it is promised to be no
// more than so much: two standard errors above, for a small trial is a rough one.
func atMost(promised, n float64) float64 {
	return promised + 2*math.Sqrt(promised*(1-promised)/math.Max(1, n))
}
