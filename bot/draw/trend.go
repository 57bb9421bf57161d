package draw

import (
	"fmt"
	"strings"

	"throughline/bot/scorecard"
	"throughline/prompts"
)

// TrendOptions say how a metric's history is drawn.
type TrendOptions struct {
	Theme         Theme
	Width, Height float64        // 0 means 720, and what suits that width
	From, To      scorecard.Date // what is shown; empty: all there is
	Locale        string         // how numbers are written; empty: English
	Usual         Usual          // makes it a process-behaviour chart
}

// Trend draws the history of a metric: a line that breaks where periods have no
// value, a dot for every value, a ring where the owner said something, the
// target as dashed steps, and the amber band beside it. Who may see the metric
// is for the caller to know.
func Trend(m *scorecard.Metric, h scorecard.History, o TrendOptions) *Scene {
	if o.Width <= 0 {
		o.Width = 720
	}
	if o.Height <= 0 {
		o.Height = min(320, 140+o.Width*.3)
	}
	sc := &Scene{Title: m.Name, theme: o.Theme, W: max(o.Width, 260), H: max(o.Height, 160)}
	sc.add(shape{kind: rectKind, w: sc.W, h: sc.H, fill: paper})
	c := newChart(m, h, o, sc)
	c.heading()
	if len(c.points) == 0 {
		sc.write(sc.W/2, sc.H/2+6, "No value has been reported yet.", 14, true, muted, middle)
		sc.Alt = m.Name + ": no value has been reported yet."
		return sc
	}
	c.axes()
	c.target()
	c.usual()
	c.line()
	c.last()
	sc.Alt = c.alt()
	return sc
}

const lastGap = 8.0 // between the plot and the newest value

// A chart is a history with its scales settled.
type chart struct {
	*Scene
	m      *scorecard.Metric
	opt    TrendOptions
	voice  prompts.Voice
	points []dated
	low    float64 // what the lower edge of the plot means
	high   float64
	ticks  []float64
	from   scorecard.Date
	days   float64
	box    struct{ left, right, top, bottom float64 }
}

// A dated value is one reading on the chart.
type dated struct {
	scorecard.Reading
	value float64
	gap   bool // periods without a value lie before it
}

// day returns where on the axis of dates a value stands: at the first day of its
// period, so that the value of March is above "Mar".
func (d dated) day() scorecard.Date { return d.Period.Start() }

func newChart(m *scorecard.Metric, h scorecard.History, o TrendOptions, sc *Scene) *chart {
	c := &chart{Scene: sc, m: m, opt: o, voice: prompts.Voice{Locale: o.Locale, Today: o.To}}
	c.points = pointsOf(m, h, o.From, o.To)
	if len(c.points) == 0 {
		return c
	}
	last := c.points[len(c.points)-1].day()
	c.from = c.points[0].day()
	if c.voice.Today == "" {
		c.voice.Today = last
	}
	c.days = max(1, float64(last.Sub(c.from)))
	c.scale()
	c.box.left, c.box.top, c.box.bottom = 20, keyTop+keyLead, sc.H-34
	if k := c.key(c.afterWays()); len(k) > 0 {
		c.box.top = k[len(k)-1].y + keyLead
	}
	for _, t := range c.ticks {
		c.box.left = max(c.box.left, 24+width(c.tickWord(t), 11, false)+8)
	}
	c.box.right = sc.W - 24 - lastGap - max(width(c.lastWord(), 14, true), width(c.lastPeriod(), 11, false))
	c.box.right = max(c.box.right, (c.box.left+sc.W)/2)
	return c
}

// pointsOf returns the values between two days, and where the line must break.
func pointsOf(m *scorecard.Metric, h scorecard.History, from, to scorecard.Date) []dated {
	var points []dated
	missing := false
	for i, r := range h {
		if (from != "" && r.Period.End() < from) || (to != "" && r.Period.Start() > to) {
			continue
		}
		if i > 0 && m.Cadence != scorecard.Irregular && h[i-1].Period.Next() != r.Period {
			missing = true
		}
		if r.NoData {
			missing = true
			continue
		}
		points = append(points, dated{Reading: r, value: r.Value.InexactFloat64(), gap: missing && len(points) > 0})
		missing = false
	}
	return points
}

func (c *chart) x(d scorecard.Date) float64 {
	if len(c.points) == 1 {
		return (c.box.left + c.box.right) / 2
	}
	return c.box.left + 10 + (c.box.right-c.box.left-20)*float64(d.Sub(c.from))/c.days
}

func (c *chart) y(v float64) float64 {
	v = max(c.low, min(c.high, v))
	return c.box.bottom - (c.box.bottom-c.box.top)*(v-c.low)/(c.high-c.low)
}

// heading writes the name of the metric, and below it what it is counted in and
// which way is good.
func (c *chart) heading() {
	c.write(24, 30, fit(c.m.Name, 16, true, c.W-48), 16, true, text, left)
	words := c.ways()
	c.write(24, keyTop, words, keySize, false, muted, left)
	c.writeKey(c.key(c.afterWays()))
}

// ways says what the metric is counted in and which way is good.
func (c *chart) ways() string {
	words := map[scorecard.Direction]string{scorecard.Higher: "higher is better", scorecard.Lower: "lower is better", scorecard.InRange: "best within the range", scorecard.YesNo: "yes or no"}[c.m.Direction]
	if unit := unitWord(c.m.Measure); unit != "" && c.m.Direction != scorecard.YesNo {
		words = "in " + unit + ", " + words
	}
	return fit(words, keySize, false, c.W-48)
}

func (c *chart) afterWays() float64 { return 24 + width(c.ways(), keySize, false) + keyGap + 4 }

func unitWord(m scorecard.Measure) string {
	switch m.Kind() {
	case scorecard.PercentMeasure:
		return "%"
	case scorecard.CountMeasure, scorecard.YesNoMeasure:
		return ""
	}
	return string(m)
}

// line draws the values.
func (c *chart) line() {
	c.strokes(2.2)
	for _, p := range c.points {
		c.dot(p)
		c.signal(p)
	}
}

// dot marks one value: a ring when the owner said something with it, and a
// plain dot where there are few enough to tell them apart.
func (c *chart) dot(p dated) {
	x, y := c.x(p.day()), c.y(p.value)
	label := c.voice.Period(p.Period) + ": " + c.voice.Value(c.m.Measure, p.Value)
	switch {
	case p.Note != "":
		c.add(shape{kind: circleKind, x: x, y: y, round: 4.5, fill: paper, line: accent, stroke: 2, label: label + ". “" + p.Note + "”"})
	case len(c.points) <= 60:
		c.add(shape{kind: circleKind, x: x, y: y, round: 2.6, fill: accent, label: label})
	}
}

func (c *chart) lastWord() string {
	p := c.points[len(c.points)-1]
	return c.voice.Value(c.m.Measure, p.Value)
}

func (c *chart) lastPeriod() string { return c.voice.Period(c.points[len(c.points)-1].Period) }

// last says the newest value and its period beside its dot, with how it stands.
func (c *chart) last() {
	p := c.points[len(c.points)-1]
	x, y := c.x(p.day()), c.y(p.value)
	l := c.lookAt(p)
	c.add(shape{kind: circleKind, x: x, y: y, round: 6.5, fill: paper})
	c.mark(x, y, l)
	y = max(c.box.top+8, min(c.box.bottom-20, y))
	// Clear of every line: one that ends right before a number would be a minus.
	x = max(x+12, c.box.right+lastGap)
	c.write(min(x, c.W-12-width(c.lastWord(), 14, true)), y+5, c.lastWord(), 14, true, text, left)
	c.write(min(x, c.W-12-width(c.lastPeriod(), 11, false)), y+19, c.lastPeriod(), 11, false, muted, left)
}

func (c *chart) lookAt(p dated) look {
	t, ok := c.m.TargetOn(p.Period.End())
	if !ok {
		return lookOf(scorecard.NoData)
	}
	return lookOf(c.m.StatusOf(p.Value, t))
}

// alt says what the chart shows.
func (c *chart) alt() string {
	var b strings.Builder
	first, last := c.points[0], c.points[len(c.points)-1]
	say := func(p dated) string {
		return c.voice.Value(c.m.Measure, p.Value) + " (" + c.voice.Period(p.Period) + ")"
	}
	fmt.Fprintf(&b, "%s: %s", c.m.Name, say(last))
	if t, ok := c.m.TargetOn(last.Period.End()); ok {
		fmt.Fprintf(&b, ", %s, %s", aimOf(c.voice, c.m, t), c.lookAt(last).word)
	}
	b.WriteString(".")
	if len(c.points) > 1 {
		low, high, gaps := first, first, 0
		for _, p := range c.points {
			if p.value < low.value {
				low = p
			}
			if p.value > high.value {
				high = p
			}
			if p.gap {
				gaps++
			}
		}
		fmt.Fprintf(&b, " From %s, over %s; lowest %s, highest %s.", say(first), c.voice.Count(len(c.points), "value"), say(low), say(high))
		if gaps > 0 {
			fmt.Fprintf(&b, " %s without values in between.", c.voice.Count(gaps, "gap"))
		}
	}
	c.usualAlt(&b)
	for _, p := range c.points {
		if p.Note != "" {
			fmt.Fprintf(&b, " %s: “%s”.", c.voice.Period(p.Period), p.Note)
		}
	}
	return b.String()
}
