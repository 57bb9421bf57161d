package draw

import (
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// A held is what is known of an arrow, by what people state and what the
// readings say: each is drawn in a way of its own.
type held int

const (
	supported held = iota
	earlySign
	weaker
	notSeen
	contradicted
	tooLittle
	hypothesis         // no review yet, or one the reader may not see
	statedConfirmed    // by people, where the readings cannot tell
	statedContradicted // likewise
)

// heldOf returns how a link is held. What rests on a metric that the reader may
// not see tells no more than the word of the link itself.
func heldOf(l *scorecard.Link, sees bool) held {
	shown := scorecard.VerdictWord("")
	if l.Verdict != nil {
		shown = l.Verdict.Shown
	}
	switch {
	case shown == scorecard.SupportedByData:
		return supported
	case shown == scorecard.ContradictedByData:
		return contradicted
	case l.Evidence == scorecard.Confirmed:
		return statedConfirmed
	case l.Evidence == scorecard.Contradicted:
		return statedContradicted
	case !sees:
		return hypothesis
	}
	if h, ok := unsettled[shown]; ok {
		return h
	}
	return hypothesis
}

var unsettled = map[scorecard.VerdictWord]held{
	scorecard.EarlySign: earlySign, scorecard.WeakerThanClaimed: weaker, scorecard.NotSeen: notSeen, scorecard.TooLittleData: tooLittle,
}

// A pencil is how an arrow is drawn. A full head says that the readings have
// spoken, a hollow one that only people have; the stroke and the badge say what.
// None needs its colour to be told from the others.
type pencil struct {
	ink    ink
	stroke float64
	dash   []float64
	hollow bool
	badge  bool
	sign   sign // in the badge; none leaves it empty
	words  string
}

var pencils = [...]pencil{
	supported:          {ink: proven, stroke: 2.4, words: string(scorecard.SupportedByData)},
	earlySign:          {ink: proven, stroke: 1.8, dash: []float64{11, 4, 2, 4}, words: string(scorecard.EarlySign)},
	weaker:             {ink: watch, stroke: 1.8, dash: []float64{14, 3}, badge: true, sign: lessSign, words: string(scorecard.WeakerThanClaimed)},
	notSeen:            {ink: believed, stroke: 1.7, dash: []float64{5, 7}, badge: true, words: string(scorecard.NotSeen)},
	contradicted:       {ink: refuted, stroke: 2.2, dash: []float64{2, 4}, badge: true, sign: crossSign, words: string(scorecard.ContradictedByData)},
	tooLittle:          {ink: believed, stroke: 1.5, dash: []float64{3, 3.5}, hollow: true, words: string(scorecard.TooLittleData)},
	hypothesis:         {ink: believed, stroke: 1.7, dash: []float64{7, 4}, hollow: true, words: prompts.Evidence(scorecard.Hypothesis)},
	statedConfirmed:    {ink: believed, stroke: 1.7, dash: []float64{22, 6}, hollow: true, words: "stated as confirmed"},
	statedContradicted: {ink: believed, stroke: 1.7, dash: []float64{1.5, 5}, hollow: true, badge: true, sign: crossSign, words: "stated as contradicted"},
}

// head fills or outlines an arrowhead.
func (k pencil) head(path []step, faded bool) shape {
	s := shape{kind: pathKind, role: headRole, path: path, fill: k.ink, closed: true, faded: faded}
	if k.hollow {
		s.fill, s.line, s.stroke = paper, k.ink, 1.5
	}
	return s
}
