// Package pages draws what is better looked at than said: the strategy map, the
// list of metrics, and a page for each metric with its chart, its readings in
// the owners' own words, and the links that lead in and out of it. It gives safe
// HTML to be shown inside whatever surrounds it, and shows each reader only what
// they may see.
package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"throughline/bot/chain"
	"throughline/bot/draw"
	"throughline/bot/evidence"
	"throughline/bot/scorecard"
	"throughline/prompts"
)

//go:embed templates/*.html
var files embed.FS

var templates = template.Must(template.New("").ParseFS(files, "templates/*.html"))

// A Reader is who looks at a page, of what.
type Reader struct {
	*scorecard.Snapshot
	Chain  *chain.Map
	Person scorecard.PersonID
	Theme  draw.Theme
}

func (r Reader) voice() prompts.Voice {
	return prompts.Voice{Locale: r.LocaleOf(r.Person), Today: r.Today}
}

// sees reports whether the reader may see m. A page is read by one person alone.
func (r Reader) sees(m *scorecard.Metric) bool {
	return r.MaySee(scorecard.Audience{Person: r.Person, Private: true}, m)
}

func (r Reader) seesObjective(o *scorecard.Objective) bool {
	return r.MaySeeObjective(scorecard.Audience{Person: r.Person, Private: true}, o)
}

// MapSVG draws the strategy map with the links of a route highlighted.
func (r Reader) MapSVG(highlight []scorecard.LinkID) []byte { return r.mapSVG(highlight, false) }

func (r Reader) mapSVG(highlight []scorecard.LinkID, bare bool) []byte {
	scene := draw.Map(r.Snapshot, draw.MapOptions{
		Highlight: highlight, Bare: bare, See: r.sees, SeeObjective: r.seesObjective, Theme: r.Theme, Locale: r.LocaleOf(r.Person),
		Link:       func(o scorecard.ObjectiveID) string { return "/objective/" + url.PathEscape(string(o)) },
		MetricLink: func(m scorecard.MetricID) string { return "/metric/" + url.PathEscape(string(m)) },
	})
	return svg(scene)
}

// TrendSVG draws the history of a metric from one day to another; either may be
// empty. It is false for a metric that is not there, or not for the reader.
func (r Reader) TrendSVG(id scorecard.MetricID, from, to scorecard.Date) ([]byte, bool) {
	m := r.Snapshot.Metric(id)
	if m == nil || !r.sees(m) {
		return nil, false
	}
	return svg(r.stretch(m, from, to)), true
}

// stretch draws a part of a metric's history for a message, which is narrower
// than a page: small enough to be read beside a conversation.
func (r Reader) stretch(m *scorecard.Metric, from, to scorecard.Date) *draw.Scene {
	if from == "" {
		return r.trend(m, from, to, 0)
	}
	return r.trend(m, from, to, message)
}

// trend draws a metric's history that wide; 0 means as wide as suits a screen.
func (r Reader) trend(m *scorecard.Metric, from, to scorecard.Date, width float64) *draw.Scene {
	return draw.Trend(m, r.Histories[m.ID], draw.TrendOptions{
		Theme: r.Theme, Width: width, Locale: r.LocaleOf(r.Person), From: from, To: to, Usual: draw.UsualOf(r.chart(m), r.voice()),
	})
}

const (
	phone   = 370 // how wide a chart is that a phone shows without scrolling
	message = 400 // and one within a message
)

// chart is the process-behaviour chart of a metric.
func (r Reader) chart(m *scorecard.Metric) evidence.Chart {
	return evidence.Recent(evidence.SeriesOf(m, r.Histories[m.ID], r.Today))
}

func svg(scene *draw.Scene) []byte {
	var b bytes.Buffer
	if err := scene.SVG(&b); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// Map is the page of the strategy map.
func (r Reader) Map(highlight []scorecard.LinkID) (title string, body template.HTML) {
	reach, all := r.connected()
	return "Strategy map", render("map.html", map[string]any{
		"Vision": r.Vision.Text, "SVG": template.HTML(r.mapSVG(highlight, true)), "Reach": reach, "All": all, "Today": r.voice().Date(r.Today),
	})
}

// connected counts the metrics in force that reach the vision, of those the
// reader may see.
func (r Reader) connected() (reach, all int) {
	loose := r.Chain.Disconnected()
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if m.Retired != nil || !r.sees(m) {
			continue
		}
		all++
		if !slices.Contains(loose, m.Objective) {
			reach++
		}
	}
	return reach, all
}

// row is a metric in a list.
type row struct {
	Name, Path, Value, Period, Age, Target, Owner, Objective string
	Status                                                   scorecard.Status
	Spark                                                    template.HTML
}

func metricPath(id scorecard.MetricID) string { return "/metric/" + url.PathEscape(string(id)) }

func (r Reader) row(m *scorecard.Metric) row {
	st, v := r.Standing(m.ID), r.voice()
	out := row{Name: m.Name, Path: metricPath(m.ID), Status: st.Status, Owner: r.name(m.Owner), Target: target(v, st)}
	if o := r.Objective(m.Objective); o != nil {
		out.Objective = o.Name
	}
	if st.Has {
		out.Value, out.Period, out.Age = v.Value(m.Measure, st.Reading.Value), v.Period(st.Reading.Period), v.Age(st.AgeDays)
		out.Spark = template.HTML(svg(draw.Spark(m, r.Histories[m.ID], draw.SparkOptions{Theme: r.Theme, Locale: r.LocaleOf(r.Person)})))
	}
	return out
}

func target(v prompts.Voice, st scorecard.Standing) string {
	t, m := st.Target, st.Metric
	switch {
	case !st.HasTarget:
		return ""
	case m.Direction == scorecard.InRange && t.Low.Valid && t.High.Valid:
		return v.Value(m.Measure, t.Low.Decimal) + " to " + v.Value(m.Measure, t.High.Decimal)
	case t.Value.Valid:
		return v.Value(m.Measure, t.Value.Decimal)
	}
	return ""
}

func (r Reader) name(p scorecard.PersonID) string {
	if who := r.Snapshot.Person(p); who != nil {
		return who.Name
	}
	return ""
}

// lane is a perspective with its metrics.
type lane struct {
	Name, Question string
	Rows           []row
}

// MetricList is the page of all metrics, by perspective.
func (r Reader) MetricList() (title string, body template.HTML) {
	var lanes []lane
	for _, p := range r.Perspectives {
		l := lane{Name: p.Name, Question: p.Question}
		for i := range r.Metrics {
			m := &r.Metrics[i]
			if o := r.Objective(m.Objective); o != nil && o.Perspective == p.ID && m.Retired == nil && r.sees(m) {
				l.Rows = append(l.Rows, r.row(m))
			}
		}
		if len(l.Rows) > 0 {
			lanes = append(lanes, l)
		}
	}
	return "Metrics", render("metrics.html", map[string]any{"Lanes": lanes})
}

// said is a reading as a page shows it.
type said struct {
	Period, Value, By, On, Note, Link string
	NoData                            bool
}

// arrow is a link in or out of what a page shows.
type arrow struct {
	Name, Path, Lag, Evidence, Reason string
	Finding                           template.HTML // of the newest review of the evidence
	Lowers                            bool
}

const shownReadings = 26

// Metric is the page of one metric; false when there is none the reader may see.
func (r Reader) Metric(id scorecard.MetricID) (title string, body template.HTML, ok bool) {
	m := r.Snapshot.Metric(id)
	if m == nil || !r.sees(m) {
		return "", "", false
	}
	st, v, h := r.Standing(id), r.voice(), r.Histories[id]
	data := map[string]any{
		"Row": r.row(m), "Standing": st, "Metric": m, "Readings": r.said(m, h),
		"Chart":     template.HTML(svg(r.trend(m, "", r.Today, 0))),
		"Narrow":    template.HTML(svg(r.trend(m, "", r.Today, phone))),
		"Owner":     r.name(m.Owner),
		"Guardrail": r.guardrail(m),
		"Outlook":   r.outlook(m, r.chart(m)),
	}
	if st.OffFor > 0 {
		data["OffFor"] = v.Periods(st.OffFor, m.Cadence)
	}
	if o := r.Objective(m.Objective); o != nil {
		data["In"], data["Out"] = r.arrows(r.Chain.Into(o.ID), true), r.arrows(r.Chain.Out(o.ID), false)
		data["Objective"], data["ObjectivePath"] = o.Name, "/objective/"+url.PathEscape(string(o.ID))
	}
	return m.Name, render("metric.html", data), true
}

func (r Reader) guardrail(m *scorecard.Metric) *row {
	g := r.Snapshot.Metric(m.Guardrail)
	if g == nil || !r.sees(g) {
		return nil
	}
	out := r.row(g)
	return &out
}

// said lists readings, the newest first.
func (r Reader) said(m *scorecard.Metric, h scorecard.History) []said {
	v := r.voice()
	var out []said
	for i := len(h) - 1; i >= 0 && len(out) < shownReadings; i-- {
		x := h[i]
		s := said{Period: v.Period(x.Period), By: r.name(x.By), On: v.Date(scorecard.DateOf(x.At)), Note: x.Note, NoData: x.NoData, Link: x.Said}
		if !x.NoData {
			s.Value = v.Value(m.Measure, x.Value)
		}
		if !strings.HasPrefix(s.Link, "/") {
			s.Link = ""
		}
		out = append(out, s)
	}
	return out
}

func (r Reader) arrows(links []*scorecard.Link, in bool) []arrow {
	v := r.voice()
	var out []arrow
	for _, l := range links {
		other := l.Effect
		if in {
			other = l.Cause
		}
		o := r.Objective(other)
		if o == nil || !r.seesObjective(o) {
			continue
		}
		finding, word := template.HTML(""), prompts.Evidence(l.Evidence)
		if l.Verdict != nil && r.seesBoth(l.Verdict) {
			finding, word = markedHTML(v.LedgerFinding(v.FindingOf(r.Index, l, l.Verdict))), v.LedgerStated(l)
		}
		out = append(out, arrow{
			Finding: finding, Name: o.Name, Path: "/objective/" + url.PathEscape(string(o.ID)), Lag: v.Weeks(l.LagWeeks),
			Evidence: word, Reason: l.Reason, Lowers: l.Sign == scorecard.Lowers,
		})
	}
	return out
}

// seesBoth reports whether the reader may see both metrics a verdict rests on.
func (r Reader) seesBoth(d *scorecard.Verdict) bool {
	for _, id := range []scorecard.MetricID{d.Cause, d.Effect} {
		if m := r.Snapshot.Metric(id); m != nil && !r.sees(m) {
			return false
		}
	}
	return true
}

// ObjectivePage is the page of one objective; false when there is none the reader
// may see.
func (r Reader) ObjectivePage(id scorecard.ObjectiveID) (title string, body template.HTML, ok bool) {
	o := r.Objective(id)
	if o == nil || !r.seesObjective(o) {
		return "", "", false
	}
	var rows []row
	for _, m := range r.MetricsOf(o.ID) {
		if r.sees(m) {
			rows = append(rows, r.row(m))
		}
	}
	data := map[string]any{
		"Objective": o, "Owner": r.name(r.OwnerOf(o)), "Rows": rows, "Actions": r.actions(o.ID),
		"In": r.arrows(r.Chain.Into(o.ID), true), "Out": r.arrows(r.Chain.Out(o.ID), false),
	}
	if u := r.Unit(o.Unit); u != nil {
		data["Unit"] = u.Name
	}
	return o.Name, render("objective.html", data), true
}

// act is an action as a page shows it.
type act struct {
	Name, Owner, Due, Resources string
	Progress                    scorecard.Progress
	Late                        bool
}

func (r Reader) actions(o scorecard.ObjectiveID) []act {
	v := r.voice()
	var out []act
	for _, a := range r.ActionsOf(o) {
		x := act{Name: a.Name, Owner: r.name(a.Owner), Resources: a.Resources, Progress: a.Progress, Late: a.Overdue(r.Today)}
		if a.Due != "" {
			x.Due = v.Date(a.Due)
		}
		out = append(out, x)
	}
	return out
}

// render draws a template of ours; each is drawn by a test.
func render(name string, data any) template.HTML {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(fmt.Sprintf("pages: %s: %v", name, err))
	}
	return template.HTML(b.String())
}
