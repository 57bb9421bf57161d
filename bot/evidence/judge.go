package evidence

import (
	"math"

	"throughline/bot/scorecard"
)

// A Judgement is what one review finds of one claim.
type Judgement struct {
	Link          scorecard.LinkID
	Cause, Effect scorecard.MetricID
	Verdict       Verdict // of this review alone; show what Agree makes of it
	Suffixes      []Suffix
	CommonDriver  scorecard.ObjectiveID // of the suffix CommonDriver
	Warnings      []Warning

	Cadence  scorecard.Cadence // of the calendar it was tested on
	Periods  int               // complete periods that the best fit rests on; known periods when there was no test
	Claimed  int               // the claimed lag, in periods
	From, To scorecard.Period  // of the calendar
	RestsOn  scorecard.Period  // of an early sign: the period without which nothing is left
	Needed   int               // of too little data: about how many more periods; at most Longest

	Tested  bool // the fields below mean something
	Lag     int  // the best lag of the window, in periods
	Weeks   int  // the same in weeks
	Slope   float64
	SE      float64 // of Slope
	DF      int
	PerUnit float64 // times Slope is the change of the effect for one more of the cause, in their measures
	Low     float64 // 80 % interval of Slope
	High    float64
	Partial float64
	P, Q    float64 // of the window; adjusted over the review
	Without float64 // P with the worst period left out
	Power   float64 // the chance that a link worth noticing would have been noticed
	Season  string  // how the season was held constant
	Rhythm  bool    // the month's end, or another rhythm that both sides show, was held constant too
	Rivals  int     // how many other drivers were held constant
	Claim   float64 // the claimed Slope; 0: none
	Sign    int     // as claimed

	claimedWeeks int
	sure         bool // of Claim
	distance     bool // a side is told by its distance: no numbers can be carried along
}

// Longest is where Needed stops: "more than Longest".
const Longest = longest

// A Review is the judgement of many claims at once.
type Review struct {
	Judgements []Judgement // in the order of the claims
	Tested     int         // how many had enough data for a test
	// ByChance is how many supported or contradicted arrows a review of this many
	// tests would be expected to show if no arrow held at all, measured by
	// simulation (throughline evidence --simulate).
	ByChance float64
}

// chance is how often an arrow with nothing in it is shown as supported or
// contradicted, half of each: 1.1 % with half a year of weeks, 2.7 % with two
// years, in the mean of the worlds of bot/evidence/trial.
const chance = 0.02

// Judge tests all claims of one review, together: with many tests some succeed
// by chance, and the more there are, the more a single one must show. The order
// of the claims makes no difference, and equal claims are judged equally.
func Judge(claims []Claim) Review {
	r := Review{Judgements: make([]Judgement, len(claims))}
	cases := make([]layout, len(claims))
	trials := make([]trial, len(claims))
	p := make([]float64, len(claims))
	for i := range claims {
		p[i] = math.NaN()
		c, j := &claims[i], &r.Judgements[i]
		j.open(c)
		l, ok := c.lay()
		if !ok {
			j.warn(NoMetric, true)
			j.Needed = j.fromScratch(0, untested(j.Claimed))
			continue
		}
		cases[i] = l
		trials[i] = j.examine(c, &cases[i])
		if j.Tested {
			r.Tested++
			p[i] = trials[i].p
		}
	}
	for i, q := range Adjusted(p) {
		if j := &r.Judgements[i]; j.Tested {
			j.Q = q
			j.decide(&cases[i], &trials[i])
			j.qualify(&claims[i], &cases[i])
		}
	}
	r.ByChance = chance * float64(r.Tested)
	return r
}

func (j *Judgement) open(c *Claim) {
	*j = Judgement{
		Link: c.Link, Cause: c.Cause.Metric, Effect: c.Effect.Metric, Verdict: TooLittle, Sign: c.Sign, claimedWeeks: c.LagWeeks, distance: c.Cause.Distance || c.Effect.Distance,
		Cadence: c.cadence(), Claimed: lagIn(c.cadence(), c.LagWeeks), PerUnit: 1, Season: NoSeason,
	}
	j.warn(OneOfMany, c.Alternatives > 0)
}

func (j *Judgement) warn(w Warning, when bool) {
	if when {
		j.Warnings = append(j.Warnings, w)
	}
}

// examine tests one claim by itself and writes down what it saw.
func (j *Judgement) examine(c *Claim, l *layout) trial {
	n := len(l.x)
	if f := l.perUnit(); f != 0 && !math.IsNaN(f) && !math.IsInf(f, 0) {
		j.PerUnit = f
	}
	if c.Size != nil {
		j.Claim, j.sure = c.Size.Slope/j.PerUnit, c.Size.Sure
	}
	j.From, j.To, j.Periods = l.period(0), l.period(n-1), min(known(l.x), l.have)
	j.warn(Gaps, 4*min(known(l.x), l.have) < 3*n)
	if !moves(l.x) || !moves(l.y) {
		j.warn(NoMovement, true)
		t := untested(l.lag)
		j.Needed = j.fromScratch(0, t)
		return *t
	}
	left := l.withRivals(c)
	j.warn(RivalsOut, left > 0)
	j.Rivals, j.Season, j.Rhythm = len(l.rivals), l.seasons, l.rhythm
	t := l.try(l.lag)
	if t.best < 0 {
		j.warn(CopiedSides, l.have > 5*minDF && known(l.x) > 5*minDF)
		j.Needed = j.fromScratch(4+len(l.rivals)+len(l.season), &t)
		return t
	}
	j.record(c, l, &t)
	return t
}

func untested(lag int) *trial {
	t := &trial{best: -1, p: math.NaN(), pWithout: math.NaN()}
	t.low, t.high = window(lag)
	return t
}

// fromScratch is how many periods are still needed where there are too few for
// any test.
func (j *Judgement) fromScratch(columns int, t *trial) int {
	level := alpha / float64(t.lags())
	df := enoughDF(func(df int) float64 { return power(wantedR, df, level) })
	return max(1, df+max(columns, 5)+t.high+1-j.Periods)
}

func (j *Judgement) record(c *Claim, l *layout, t *trial) {
	best := &t.fits[t.best]
	half := student(best.DF).Quantile(0.9) * best.SE
	j.Tested, j.Periods = true, best.Rows
	j.Lag, j.Weeks = best.Lag, weeksIn(l.cadence, best.Lag)
	j.Slope, j.SE, j.DF, j.Partial = best.Slope, best.SE, best.DF, best.Partial
	j.Low, j.High = best.Slope-half, best.Slope+half
	j.P, j.Without = t.p, t.pWithout
	if j.Cadence == c.cadence() && j.Lag == l.lag {
		j.Weeks = c.LagWeeks // as it was claimed, not as it was rounded
	}
}

// decide finds the word, once it is known what the other claims showed.
func (j *Judgement) decide(l *layout, t *trial) {
	best, declared := &t.fits[t.best], t.declared(l.lag)
	level := alpha / float64(t.lags())
	notice := func(df int) float64 { return power(wantedR, df, level) }
	at := best.DF
	if j.Claim != 0 {
		at = declared.DF
		perDF := math.Abs(j.Claim) / declared.SE / math.Sqrt(float64(declared.DF))
		notice = func(df int) float64 { return powerAt(perDF*math.Sqrt(float64(df)), df, level) }
	}
	j.Power = notice(at)
	switch {
	case j.Q <= falseShare && j.Without > fragile:
		j.Verdict, j.RestsOn = EarlySign, l.period(best.RestsOn)
	case j.Q <= falseShare && j.Slope*float64(j.Sign) > 0:
		j.Verdict = Supported
	case j.Q <= falseShare:
		j.Verdict = Contradicted
	case j.Claim != 0 && j.Power >= wantedPower && j.isWeaker(declared):
		j.Verdict = Weaker
	case j.Power >= wantedPower:
		j.Verdict = NotSeen
	default:
		j.Verdict = TooLittle
		complete := float64(best.Rows) / float64(max(1, len(l.x)-best.Lag-1))
		j.Needed = min(longest, max(1, int(math.Ceil(float64(enoughDF(notice)-at)/complete))))
	}
}

// isWeaker reports whether even the most that the data allow is under half of
// what was claimed.
func (j *Judgement) isWeaker(f *Fit) bool {
	upper := float64(j.Sign)*f.Slope + student(f.DF).Quantile(0.95)*f.SE
	return upper < math.Abs(j.Claim)/2
}

// qualify adds what must be said behind a finding.
func (j *Judgement) qualify(c *Claim, l *layout) {
	add := func(s Suffix, when bool) {
		if when {
			j.Suffixes = append(j.Suffixes, s)
		}
	}
	found := j.Verdict.Decided() || j.Verdict == EarlySign
	if !found {
		return
	}
	add(SeasonOpen, l.have < 3*cycle(l.cadence) && !c.Cause.NoSeason && !c.Effect.NoSeason)
	add(InHindsight, c.DrawnAt != "" && l.shareBefore(c.DrawnAt) > 0.5)
	if c.CommonDriver != "" {
		add(CommonDriver, true)
		j.CommonDriver = c.CommonDriver
	}
	add(SamePeriod, l.lag == 0)
	if l.lag > 0 {
		other := frame{x: l.frame.y, y: l.frame.x, season: l.season}
		add(OtherWay, other.try(l.lag).p <= alpha)
	}
}

// shareBefore returns how much of what is known of the effect is older than d.
func (l *layout) shareBefore(d scorecard.Date) float64 {
	before, all := 0, 0
	limit := slotOf(l.cadence, d) - l.first
	for i, v := range l.y {
		if !math.IsNaN(v) {
			all++
			if i < limit {
				before++
			}
		}
	}
	return float64(before) / float64(max(1, all))
}

// PerOne returns the size of what was found in the measures of the two metrics:
// how much the effect changes, in the end, for one more of the cause, and the
// 80 % interval. It means something only where Tested.
func (j *Judgement) PerOne() (change, low, high float64) {
	low, high = j.Low*j.PerUnit, j.High*j.PerUnit
	return j.Slope * j.PerUnit, math.Min(low, high), math.Max(low, high)
}
