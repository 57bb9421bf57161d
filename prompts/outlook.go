package prompts

import (
	"math"

	"github.com/shopspring/decimal"

	"throughline/bot/scorecard"
)

// A Range is what a metric does by itself, in its own measure.
type Range struct{ Mean, Lower, Upper float64 }

func (v Voice) between(m scorecard.Measure, r Range) string {
	limits := r.Told()
	return v.Number(limits[0]) + " to " + v.Value(m, limits[1])
}

// Told returns the limits of r as they are said: with two significant digits of
// its width, more would pretend.
func (r Range) Told() []decimal.Decimal {
	return []decimal.Decimal{r.rounded(r.Lower), r.rounded(r.Upper)}
}

// Middle returns the mean of r as it is said.
func (r Range) Middle() decimal.Decimal { return r.rounded(r.Mean) }

func (r Range) rounded(x float64) decimal.Decimal {
	width := r.Upper - r.Lower
	if !(width > 0) || math.IsInf(width, 0) {
		return significant(x)
	}
	d := decimal.NewFromFloat(x).Round(int32(1 - math.Floor(math.Log10(width))))
	return decimal.RequireFromString(d.String()) // 7,400,000, not 74 × 10⁵
}

// fine rounds a value to a place that is small beside the range.
func fine(x float64, r Range) decimal.Decimal {
	width := r.Upper - r.Lower
	if !(width > 0) || math.IsInf(width, 0) {
		return significant(x)
	}
	return decimal.NewFromFloat(x).Round(int32(max(0, 1-math.Floor(math.Log10(width)))))
}

// UsualRange says that nothing but noise was seen in the newest values.
func (v Voice) UsualRange(m scorecard.Measure, r Range, since scorecard.Period) string {
	return v.say("outlook/usual", map[string]any{"Range": v.between(m, r), "Since": since})
}

// SignalWords says why a value is more than noise, for a picture: "outside the
// usual range", "eight in a row above the mean".
func (v Voice) SignalWords(rule string, up bool) string {
	return v.plain("outlook/signal-words", map[string]any{"Rule": rule, "Up": up})
}

// Signal says that the newest value is more than noise, and why.
func (v Voice) Signal(m *scorecard.Metric, p scorecard.Period, value float64, why string, r Range) string {
	return v.say("outlook/signal", map[string]any{
		"Period": p, "Value": v.Value(m.Measure, fine(value, r)), "Why": why, "Range": v.between(m.Measure, r),
	})
}

// Drifting says that a metric has no limits that would last.
func (v Voice) Drifting() string { return v.say("outlook/drifting", nil) }

// CanReach says whether a metric can meet its target as it runs today: "always",
// "sometimes" or "never".
func (v Voice) CanReach(m *scorecard.Metric, t scorecard.Target, how string, r Range) string {
	return v.say("outlook/reaches", map[string]any{"How": how, "Goal": v.Goal(m, t), "Range": v.between(m.Measure, r)})
}

// An Outlook is the chance of a metric to be at its target in time.
type Outlook struct {
	Chance    float64 // 0 to 1
	Course    string  // "on track", "could go either way", "off track"
	By        scorecard.Date
	Pace      float64 // change for each period that is needed
	Met       bool    // the target is met already
	Best      float64 // the best change over as many periods; NaN: unknown
	BestEnd   scorecard.Period
	Ahead     int // periods
	Unheardof bool
}

// OnCourse says how likely a target is to be met in time, what pace it needs,
// and the best that was ever done in as much time.
func (v Voice) OnCourse(m *scorecard.Metric, t scorecard.Target, o Outlook) string {
	data := map[string]any{
		"Course": o.Course, "Chance": v.Percent(o.Chance), "Goal": v.Goal(m, t), "By": o.By, "Ahead": v.Exactly(o.Ahead, m.Cadence),
		"Met": o.Met, "Pace": v.signed(m.Measure, o.Pace), "Each": each[m.Cadence], "Unheardof": o.Unheardof, "BestEnd": o.BestEnd,
	}
	if !math.IsNaN(o.Best) && o.Best != 0 {
		data["Best"] = v.signed(m.Measure, o.Best)
	}
	return v.say("outlook/course", data)
}

var each = map[scorecard.Cadence]string{
	scorecard.Daily: "a day", scorecard.Weekly: "a week", scorecard.Monthly: "a month", scorecard.Quarterly: "a quarter", scorecard.Annual: "a year",
}

// signed writes a change with its sign and two significant digits.
func (v Voice) signed(m scorecard.Measure, x float64) string {
	s := v.Difference(m, significant(x))
	if x > 0 {
		return "+" + s
	}
	return s
}

// Percent writes a chance to the nearest five percent, and never promises.
func (v Voice) Percent(chance float64) string {
	p := int(math.Round(chance*20)) * 5
	switch {
	case p < 5:
		return "under 5%"
	case p > 95:
		return "over 95%"
	}
	return "about " + v.Number(decimal.NewFromInt(int64(p))) + "%"
}
