package slack

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"throughline/bot/chat"
)

// picture draws a chart that Slack knows how to draw, or else the uploaded
// image, and always gives what it shows in words too.
func (p pen) picture(b chat.Picture, native *nativeChart) []slack.Block {
	alt, title := strings.TrimSpace(clean(b.Alt)), clip(oneLine(b.Title), maxHeader)
	if native != nil {
		return append([]slack.Block{chartBlock(title, native)}, p.told(strings.TrimSpace(alt+native.left), b.Link)...)
	}
	if id := p.fileOf(b); id != "" {
		return p.image(b, id)
	}
	said := richText(title, bold)
	if alt != "" && len(said) > 0 {
		alt = "\n" + alt
	}
	said = append(said, richText(alt, nil)...)
	if url := p.url(b.Link); b.Link != "" && url != "" {
		said = append(said, slack.NewRichTextSectionTextElement("\n", nil), slack.NewRichTextSectionLinkElement(url, openWords, nil))
	}
	return paragraph(said)
}

const openWords = "Open in the browser"

func (p pen) fileOf(b chat.Picture) string {
	if p.file == nil {
		return ""
	}
	return p.file(b)
}

// image draws an uploaded image.
func (p pen) image(b chat.Picture, id string) []slack.Block {
	alt, title := strings.TrimSpace(clean(b.Alt)), clip(oneLine(b.Title), maxHeader)
	var heading *slack.TextBlockObject
	if title != "" {
		heading = words(title)
	}
	alt = cmp.Or(alt, title, "A picture")
	image := slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: id}, clip(alt, maxAlt), "", heading)
	return append([]slack.Block{image}, p.told("", b.Link)...)
}

// told says below a picture what it shows, and where it can be seen whole.
func (p pen) told(alt, link string) []slack.Block {
	var elements []slack.MixedElement
	if alt != "" {
		elements = append(elements, words(clip(alt, maxContext)))
	}
	if url := p.url(link); link != "" && url != "" {
		elements = append(elements, markup("<"+escape(url)+"|"+openWords+">"))
	}
	if len(elements) == 0 {
		return nil
	}
	return []slack.Block{slack.NewContextBlock("", elements...)}
}

// A nativeChart is what Slack can draw of a chart.
type nativeChart struct {
	chat.Chart
	left string // what it cannot, in words
}

// drawable returns the last points of a chart, those that the first line has
// values for, and the lines that are whole there. Where too little is left it
// returns nil.
func drawable(c *chat.Chart) *nativeChart {
	if c == nil || len(c.Series) == 0 {
		return nil
	}
	out := nativeChart{Chart: chat.Chart{Unit: c.Unit}}
	var at []int
	var gaps []string
	for i := len(c.Labels) - 1; i >= 0 && len(at) < maxPoints; i-- {
		if _, ok := point(c.Series[0], i); ok {
			at = append(at, i)
		} else if len(at) > 0 {
			gaps = append(gaps, clip(oneLine(c.Labels[i]), maxChartLabel))
		}
	}
	slices.Reverse(at)
	slices.Reverse(gaps)
	for _, i := range at {
		label := clip(oneLine(c.Labels[i]), maxChartLabel)
		if label == "" || slices.Contains(out.Labels, label) {
			return nil // Slack tells points apart by their labels
		}
		out.Labels = append(out.Labels, label)
	}
	for _, s := range c.Series {
		if line, ok := whole(s, at, out.Series); ok && len(out.Series) < maxSeries {
			out.Series = append(out.Series, line)
		}
	}
	if len(out.Labels) < 2 || len(out.Series) == 0 {
		return nil
	}
	if len(gaps) > 0 {
		out.left = clip(" No value: "+strings.Join(gaps, ", ")+".", maxContext-maxAlt/2)
	}
	return &out
}

// whole returns the points of s at some places, under a name that is not taken.
func whole(s chat.ChartOf, at []int, taken []chat.ChartOf) (chat.ChartOf, bool) {
	line := chat.ChartOf{Name: clip(oneLine(s.Name), maxChartLabel)}
	if line.Name == "" || slices.ContainsFunc(taken, func(t chat.ChartOf) bool { return t.Name == line.Name }) {
		return line, false
	}
	for _, i := range at {
		v, ok := point(s, i)
		if !ok {
			return line, false
		}
		line.Points = append(line.Points, &v)
	}
	return line, true
}

func point(s chat.ChartOf, i int) (float64, bool) {
	if i >= len(s.Points) || s.Points[i] == nil || math.IsNaN(*s.Points[i]) || math.IsInf(*s.Points[i], 0) {
		return 0, false
	}
	return *s.Points[i], true
}

// chartBlock draws a chart that is drawable.
func chartBlock(title string, c *nativeChart) slack.Block {
	axis := slack.NewDataVisualizationAxisConfig(c.Labels...)
	if unit := clip(oneLine(c.Unit), maxChartTitle); unit != "" {
		axis = axis.WithYLabel(unit)
	}
	var lines []slack.DataVisualizationDataSeries
	for _, s := range c.Series {
		var data []slack.DataVisualizationDataPoint
		for i, v := range s.Points {
			data = append(data, slack.NewDataVisualizationDataPoint(c.Labels[i], *v))
		}
		lines = append(lines, slack.NewDataVisualizationDataSeries(s.Name, data...))
	}
	if title == "" {
		title = c.Series[0].Name
	}
	return &slack.DataVisualizationBlock{
		Type: slack.MBTDataVisualization, Title: clip(title, maxChartTitle),
		Chart: slack.NewDataVisualizationLineChart(axis, lines...),
	}
}
