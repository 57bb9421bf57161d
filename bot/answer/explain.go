package answer

import (
	"math"

	"github.com/shopspring/decimal"

	"throughline/bot/chat"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

// An Explanation says where the newest readings of a metric come from. What its
// Causes add, Rest and Own together make Change.
type Explanation struct {
	Metric scorecard.MetricID `json:"metric"`
	Change decimal.Decimal    `json:"change"` // the mean of the newest three readings less what is usual
	Noise  bool               `json:"noise,omitempty"`
	Own    decimal.Decimal    `json:"own"`  // what the map does not explain
	Rest   decimal.Decimal    `json:"rest"` // of drivers not worth naming
	Causes []Contribution     `json:"causes,omitempty"`
}

// A Contribution is what the own surprise of one metric upstream adds.
type Contribution struct {
	Metric   scorecard.MetricID `json:"metric"`
	Surprise decimal.Decimal    `json:"surprise"` // in its own measure: beyond what its drivers explain
	Adds     decimal.Decimal    `json:"adds"`     // in the measure of what is explained
	LagWeeks int                `json:"lag_weeks"`
	Links    []scorecard.LinkID `json:"links"`
	Verdict  evidence.Verdict   `json:"verdict"` // of the weakest arrow on the way
	Could    bool               `json:"hypothesis,omitempty"`
}

// A finding is how far the numbers go in saying why.
type finding int

const (
	untold     finding = iota // no limits yet, an old number, or a metric without a direction
	drifting                  // nothing that it usually does would last
	ordinary                  // nothing but noise
	unnumbered                // a signal, and no arrow with a number leads there
	split                     // a signal, and what adds to it
)

// explain splits what is unusual of a metric among what is upstream of it, as far
// as its history goes.
func (t *talk) explain(m *scorecard.Metric) (x evidence.Explanation, how finding) {
	series := map[scorecard.MetricID]evidence.Series{m.ID: t.course(m)}
	chart := evidence.Recent(series[m.ID])
	if !t.continuous(m.ID) || !chart.Known || t.Standing(m.ID).Freshness == scorecard.Old {
		return x, untold
	}
	off := func(id scorecard.MetricID) bool { return t.Standing(id).Status.OffTrack() }
	of, arrows := t.behind(m), []evidence.Arrow(nil)
	if evidence.ChangesLately(nil, series, m.ID, off)[m.ID].Signal { // else there is nothing to judge arrows for
		arrows = t.arrows(of, true)
	}
	for _, a := range arrows {
		series[a.From], series[a.To] = t.course(t.Metric(a.From)), t.course(t.Metric(a.To))
	}
	x = evidence.Why(arrows, evidence.ChangesLately(arrows, series, m.ID, off), m.ID)
	switch {
	case x.Noise && chart.Drifting:
		return x, drifting
	case x.Noise:
		return x, ordinary
	case x.Unsettled || len(x.All) == 0:
		return x, unnumbered
	}
	return x, split
}

// usual enters what a metric usually does.
func (t *talk) usual(m *scorecard.Metric, l evidence.Limits) prompts.Range {
	r := prompts.Range{Mean: l.Mean, Lower: l.Lower, Upper: l.Upper}
	for _, d := range r.Told() {
		t.derived(d, "usual range", m.ID)
	}
	return r
}

// noise says that there is nothing to explain, and whether what the metric always
// does is enough.
func (t *talk) noise(m *scorecard.Metric, s prompts.Stand) {
	series := t.course(m)
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Text: "no signal"})
	t.res.Explained = append(t.res.Explained, Explanation{Metric: m.ID, Noise: true})
	can, limits := evidence.CapabilityOf(series, m, s.Target)
	how := map[evidence.Capability]string{evidence.CannotReach: "never", evidence.HitOrMiss: "sometimes", evidence.AlwaysMeets: "always"}[can]
	if s.HasTarget && how != "" {
		t.text(t.voice.WhyNoise(m.Measure, nil))
		t.text(t.voice.CanReach(m, s.Target, how, t.usual(m, limits)))
	} else {
		r := t.usual(m, evidence.Recent(series).Limits)
		t.text(t.voice.WhyNoise(m.Measure, &r))
	}
	t.ownWords(m, s.Standing)
}

// signal says how far a metric is from what it usually does.
func (t *talk) signal(m *scorecard.Metric, change float64) {
	l := evidence.Recent(t.course(m)).Limits
	mean := prompts.Range{Mean: l.Mean, Lower: l.Lower, Upper: l.Upper}.Middle()
	by := places(change).round(change)
	t.derived(mean, "usual range", m.ID)
	t.derived(by.Abs(), "away from usual", m.ID)
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Text: "a signal"})
	way := scorecard.Worse
	if (change > 0) == t.better(m) {
		way = scorecard.Better
	}
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Text: "unusually " + string(way)})
	t.text(t.voice.WhySignal(m.Measure, by, mean, way))
}

// parts tells what each cause adds, the unexplained part first when it is the
// larger one, and how it all adds up.
func (t *talk) parts(m *scorecard.Metric, x evidence.Explanation) {
	to := places(x.Change)
	told := to.told(m.ID, x)
	t.res.Explained = append(t.res.Explained, told)
	t.signal(m, x.Change)
	t.ownWords(m, t.Standing(m.ID))
	own := t.part(m, told.Own, "not explained by the map")
	if x.OwnFirst {
		t.text(t.voice.WhyUnexplained(m.Name, own, len(told.Causes)))
	} else {
		t.text(t.voice.WhyParts(t.count(len(told.Causes), "causes")))
	}
	var items []chat.Item
	for i, c := range told.Causes {
		items = append(items, t.contribution(m, c, x.Causes[i].Share))
	}
	t.list(items)
	for _, c := range told.Causes[:min(len(told.Causes), 2)] {
		t.wordsThen(m, c)
	}
	sum := prompts.WhySum{Name: t.metric(m), Own: own, OwnSaid: x.OwnFirst, Causes: len(told.Causes)}
	if !told.Rest.IsZero() {
		sum.Rest = t.part(m, told.Rest, "of other drivers")
	}
	sum.Change = t.part(m, told.Change, "in all")
	t.text(t.voice.WhySum(sum))
}

// part enters a part of what is unusual of a metric and returns it in words.
func (t *talk) part(m *scorecard.Metric, d decimal.Decimal, which string) string {
	t.derived(d, which, m.ID)
	return t.voice.Change(m.Measure, d)
}

// contribution is one cause in a line, as it stood when it would have made itself
// felt in the newest reading of m.
func (t *talk) contribution(m *scorecard.Metric, c Contribution, share float64) chat.Item {
	cause := t.Metric(c.Metric)
	p := prompts.Part{
		Stand: t.stand(cause), Surprise: t.part(cause, c.Surprise, "of its own"), Adds: t.voice.Change(m.Measure, c.Adds),
		Against: share < 0, Could: c.Could, Lag: t.weeks(c.LagWeeks, "weeks ahead"), Word: t.word(c.Links, c.Verdict),
	}
	if share > 0 && share <= 1 {
		p.Share = t.share(share, scorecard.Fact{Kind: scorecard.DerivedFact, Metric: c.Metric, Text: "share"})
	}
	t.enter(scorecard.Fact{Kind: scorecard.DerivedFact, Metric: m.ID, Value: c.Adds.String(), Text: "added by " + string(c.Metric)})
	if len(c.Links) > 1 {
		p.Via = t.objectiveID(t.Link(c.Links[0]).Effect)
	}
	then := t.then(m, c)
	if len(then) == 0 {
		return chat.Item{Marked: t.voice.Part(p), Status: dot(&p.Stand)}
	}
	p.Then = &then[0]
	t.reading(cause, then[0])
	return chat.Item{Marked: t.voice.Part(p), Status: t.statusThen(cause, then[0])}
}

// then returns the readings of a cause that its part rests on, the newest first.
func (t *talk) then(m *scorecard.Metric, c Contribution) (out []scorecard.Reading) {
	_, newest, _ := t.course(m).Latest()
	day := newest.End().Add(-7 * c.LagWeeks)
	all := t.Histories[c.Metric].Values()
	for i := len(all) - 1; i >= 0 && len(out) < evidence.RestsOn; i-- {
		if all[i].Period.End() <= day {
			out = append(out, all[i])
		}
	}
	return out
}

// wordsThen quotes the newest of what was said with those readings.
func (t *talk) wordsThen(m *scorecard.Metric, c Contribution) {
	for _, r := range t.then(m, c) {
		if t.quote(t.Metric(c.Metric), r) {
			return
		}
	}
}

// share enters a share, in percent as it is told.
func (t *talk) share(share float64, f scorecard.Fact) string {
	f.Value = decimal.NewFromInt(int64(prompts.Nearest(share))).String()
	t.enter(f)
	return t.voice.Percent(share)
}

// word says what is known of a way: what the readings say of its weakest arrow,
// or what is held of it where they say nothing yet.
func (t *talk) word(links []scorecard.LinkID, v evidence.Verdict) string {
	var weakest prompts.Hop
	for i, id := range links {
		if h := t.hop(t.Link(id)); i == 0 || weaker(h.Evidence, weakest.Evidence) {
			weakest = h
		}
	}
	if v == evidence.TooLittle || v == "" {
		return weakest.Says()
	}
	for _, id := range links {
		t.enter(scorecard.Fact{Kind: scorecard.LinkFact, Link: id, Text: prompts.Borne(scorecard.VerdictWord(v))})
	}
	return prompts.Borne(scorecard.VerdictWord(v))
}

// A place is how many decimals numbers that add up are told with.
type place int32

// places gives the largest of them two significant digits.
func places(largest float64) place {
	if largest == 0 || math.IsNaN(largest) || math.IsInf(largest, 0) {
		return 0
	}
	return place(1 - math.Floor(math.Log10(math.Abs(largest))))
}

func (p place) round(x float64) decimal.Decimal { return decimal.NewFromFloat(x).Round(int32(p)) }

// told rounds an explanation so that what is told adds up: what is lost in
// rounding goes to the part that the map does not explain.
func (p place) told(m scorecard.MetricID, x evidence.Explanation) Explanation {
	out := Explanation{Metric: m, Change: p.round(x.Change), Rest: p.round(x.Rest)}
	out.Own = out.Change.Sub(out.Rest)
	for _, c := range x.Causes {
		one := Contribution{
			Metric: c.Metric, Surprise: places(c.Surprise).round(c.Surprise), Adds: p.round(c.Contribution),
			LagWeeks: c.LagWeeks, Links: c.Links, Verdict: c.Word, Could: c.Hypothesis,
		}
		out.Own = out.Own.Sub(one.Adds)
		out.Causes = append(out.Causes, one)
	}
	return out
}
