package evidence

// A Verdict is what may be said of an arrow. None of them proves anything: the
// best is "consistent with".
type Verdict string

const (
	TooLittle    Verdict = "too little data"     // how many more periods are needed stands beside it
	NotSeen      Verdict = "not seen"            // it would probably have shown, and has not
	Weaker       Verdict = "weaker than claimed" // there may be something, but not half of what was claimed
	EarlySign    Verdict = "early sign"          // leans one way, but rests on one period or one review
	Supported    Verdict = "supported"           // leads and predicts, the way that was claimed
	Contradicted Verdict = "contradicted"        // leads and predicts, the other way
)

// Rank orders verdicts by how much weight an arrow bears, from contradicted up
// to supported. The word of a chain is that of its arrow with the lowest rank.
func (v Verdict) Rank() int {
	return map[Verdict]int{Contradicted: 0, NotSeen: 1, Weaker: 2, TooLittle: 3, EarlySign: 4, Supported: 5}[v]
}

// Decided reports whether v is one of the two that need two reviews to agree.
func (v Verdict) Decided() bool { return v == Supported || v == Contradicted }

// Agree returns the verdict to show, from what the review before found and what
// this one finds: supported and contradicted are shown only when two reviews in a
// row say so, and until then it is an early sign. Everything else is shown at
// once, so a claim that no longer holds is not kept up. Give the verdicts as
// judged, not as shown; previous is empty for a first review.
//
// Looking every four weeks for two years, an arrow with nothing in it is called
// supported at least once 11 to 13 times in a hundred when one review is enough,
// and 6 to 7 times when two must agree.
func Agree(previous, now Verdict) Verdict {
	if now.Decided() && previous != now {
		return EarlySign
	}
	return now
}

// The levels of the test.
const (
	alpha       = 0.05 // of one window
	falseShare  = 0.10 // of what a review finds
	fragile     = 0.10 // with the worst period left out
	wantedPower = 0.80
	wantedR     = 0.5 // the partial correlation that should not be missed
)

// A Suffix is said behind a verdict.
type Suffix string

const (
	SeasonOpen   Suffix = "season not ruled out"
	InHindsight  Suffix = "found in hindsight"
	CommonDriver Suffix = "common driver possible"
	OtherWay     Suffix = "also the other way round"
	SamePeriod   Suffix = "direction not testable" // claimed without a lag
)

// A Warning is a doubt about the data behind a verdict. It prevents nothing.
type Warning string

const (
	NoMetric    Warning = "no metric with values on one side"
	NoMovement  Warning = "one side has not moved"
	Gaps        Warning = "over a quarter of the periods are missing"
	RivalsOut   Warning = "too short to hold every other driver constant"
	OneOfMany   Warning = "the objectives have other metrics, too"
	CopiedSides Warning = "one side can be computed from the other"
)
