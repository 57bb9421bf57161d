package digest

import (
	"cmp"
	"strconv"

	"throughline/bot/chat"
	"throughline/bot/draw"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
)

// A Score is a metric in the table of a section.
type Score struct {
	Metric scorecard.MetricID `json:"metric"`
	Name   string             `json:"name"`
	Value  string             `json:"value,omitempty"`  // with its unit; empty: none yet
	Period scorecard.Period   `json:"period,omitempty"` // of the value
	Target string             `json:"target,omitempty"` // in words
	Status scorecard.Status   `json:"status"`
}

// A Curve is how a metric came to stand where it does.
type Curve struct {
	Metric  scorecard.MetricID `json:"metric"`
	Name    string             `json:"name"`
	Unit    string             `json:"unit,omitempty"`
	Alt     string             `json:"alt"`
	Until   scorecard.Date     `json:"until"`
	Periods []scorecard.Period `json:"periods"`
	Values  []string           `json:"values"`  // decimals; empty: no value
	Targets []string           `json:"targets"` // likewise
}

// curvePeriods is how many periods a curve shows: a quarter of weeks.
const curvePeriods = 13

// score is the row of a metric as it stands.
func (c composer) score(st scorecard.Standing) Score {
	v := voiceOf(c.Snapshot)
	s := Score{Metric: st.Metric.ID, Name: st.Metric.Name, Status: st.Status}
	if st.Has {
		s.Value, s.Period = v.Value(st.Metric.Measure, st.Reading.Value), st.Reading.Period
	}
	if st.HasTarget {
		s.Target = v.Goal(st.Metric, st.Target)
	}
	return s
}

// curve is the way of a metric that is off its target; nil when fewer than three
// values make no line.
func (c composer) curve(l *Line) *Curve {
	if l == nil || !l.Status.OffTrack() {
		return nil
	}
	m, h := c.Metric(l.Metric), c.Histories[l.Metric].Until(c.Today)
	if m.Direction == scorecard.YesNo || len(h.Values()) < 3 {
		return nil
	}
	k := &Curve{Metric: m.ID, Name: m.Name, Until: c.Today, Unit: string(m.Measure)}
	p := l.Period
	for range curvePeriods - 1 {
		p = p.Prev()
	}
	for ; p.Start() <= l.Period.Start(); p = p.Next() {
		k.Periods = append(k.Periods, p)
		value, target := "", ""
		if r, ok := h.At(p); ok && !r.NoData {
			value = r.Value.String()
		}
		if t, ok := m.TargetOn(p.End()); ok && t.Value.Valid {
			target = t.Value.Decimal.String()
		}
		k.Values, k.Targets = append(k.Values, value), append(k.Targets, target)
	}
	k.Alt = draw.Trend(m, h, draw.TrendOptions{
		From: k.Periods[0].Start(), To: c.Today, Locale: c.Organisation.Locale,
		Usual: draw.UsualOf(evidence.Recent(evidence.SeriesOf(m, h, c.Today)), voiceOf(c.Snapshot)),
	}).Alt
	return k
}

// scores draws the table of a section; one metric needs none.
func (t teller) scores(all []Score) []chat.Block {
	if len(all) < 2 {
		return nil
	}
	table := chat.Table{Columns: []chat.Column{
		{Title: t.voice.DigestColumn("metric")}, {Title: t.voice.DigestColumn("value"), Right: true},
		{Title: t.voice.DigestColumn("target"), Right: true}, {Title: t.voice.DigestColumn("status")},
	}}
	for _, s := range all {
		table.Rows = append(table.Rows, []string{
			chat.Escape(s.Name), chat.Escape(t.voice.DigestCell(s.Value, s.Period)), chat.Escape(cmp.Or(s.Target, "–")), chat.Escape(string(s.Status)),
		})
	}
	return []chat.Block{table}
}

// picture draws the curve of a section.
func (t teller) picture(k *Curve) []chat.Block {
	if k == nil {
		return nil
	}
	c := &chat.Chart{Unit: k.Unit, Series: []chat.ChartOf{
		{Name: k.Name, Points: points(k.Values)}, {Name: t.voice.DigestColumn("target"), Points: points(k.Targets)},
	}}
	for _, p := range k.Periods {
		c.Labels = append(c.Labels, t.voice.ShortPeriod(p))
	}
	page := "/metric/" + string(k.Metric)
	return []chat.Block{chat.Picture{
		Title: k.Name, Alt: k.Alt, Chart: c, Link: page,
		Path: page + "/trend.svg?from=" + string(k.Periods[0].Start()) + "&to=" + string(k.Until),
	}}
}

func points(all []string) []*float64 {
	out := make([]*float64, len(all))
	for i, s := range all {
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			out[i] = &f
		}
	}
	return out
}
