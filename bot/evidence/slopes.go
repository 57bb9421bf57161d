package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// An Arrow is a link with a number: so much change of To, in its measure, for
// one more of From, after some weeks.
type Arrow struct {
	Link     scorecard.LinkID
	From, To scorecard.MetricID
	LagWeeks int
	Slope    float64
	SD       float64 // how far the true slope may lie from Slope: one standard deviation
	Opinion  float64 // 0 to 1: how much of Slope is somebody's estimate and not the data
	Verdict  Verdict
}

// Slopes returns the arrows of a review that numbers may be carried along.
// Somebody's estimate and what the data show are weighed by their spread: an
// estimate that says what it rests on is believed to half of itself either way,
// a guess to all of itself. An arrow without an estimate is here only when the
// data found something; beyond that, nothing may be said. The estimate is for
// walking only: no verdict ever rests on it.
func Slopes(r Review) []Arrow {
	var out []Arrow
	for i := range r.Judgements {
		if a, ok := r.Judgements[i].arrow(); ok {
			out = append(out, a)
		}
	}
	return out
}

func (j *Judgement) arrow() (Arrow, bool) {
	a := Arrow{Link: j.Link, From: j.Cause, To: j.Effect, LagWeeks: j.claimedWeeks, Verdict: j.Verdict}
	claim, spread := j.Claim, math.Abs(j.Claim)
	if j.sure {
		spread /= 2
	}
	found := j.Verdict.Decided() || j.Verdict == EarlySign || j.Verdict == Weaker
	switch {
	case j.distance, claim == 0 && !found:
		return a, false
	case !j.Tested:
		a.Slope, a.SD, a.Opinion = claim, spread, 1
	default:
		if claim == 0 { // nobody dared: small effects are likelier than large ones
			spread = priorR / math.Sqrt(1-priorR*priorR) * math.Sqrt(float64(j.DF)) * j.SE
		}
		a.Slope, a.SD, a.Opinion = Weigh(claim, spread, j.Slope, j.SE)
		if j.Verdict.Decided() {
			a.LagWeeks = j.Weeks
		}
	}
	a.Slope, a.SD = a.Slope*j.PerUnit, math.Abs(a.SD*j.PerUnit)
	return a, !math.IsNaN(a.Slope) && !math.IsInf(a.Slope, 0) && !math.IsNaN(a.SD)
}

// priorR is the partial correlation that an arrow without an estimate is
// expected to have at most, more or less.
const priorR = 0.3

// Weigh puts somebody's number, mean with its spread, and an estimate from data,
// with its standard error, together, each by how narrow it is. opinion is the
// share of the former.
func Weigh(mean, spread, estimate, se float64) (slope, sd, opinion float64) {
	a, b := 1/(spread*spread), 1/(se*se)
	switch {
	case math.IsInf(b, 1):
		return estimate, 0, 0
	case math.IsInf(a, 1):
		return mean, 0, 1
	}
	opinion = a / (a + b)
	return opinion*mean + (1-opinion)*estimate, 1 / math.Sqrt(a+b), opinion
}
