package teams

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"

	"throughline/bot/chat"
)

// inlinePicture is how many bytes of a picture travel inside the card.
const inlinePicture = 6 << 10

// openWords leads to the page that shows a picture whole.
const openWords = "Open in the browser"

// picture draws a chart that Teams knows how to draw, with its numbers as a
// table behind it, or else the image. What it shows is always there in words.
func (p pen) picture(b chat.Picture) (out []piece) {
	title, alt := short(oneLine(clean(b.Title)), 200), clean(b.Alt)
	native, ok := p.chart(b)
	url := ""
	if !ok {
		url = p.imageURL(b)
	}
	if title != "" && !ok {
		out = append(out, p.text("", chat.Escape(title), look{weight: "Bolder"}, "Medium")...)
	}
	switch {
	case ok:
		out = append(out, piece{element: native, wide: true})
	case url != "":
		i := imageBlock{Type: "Image", URL: url, Alt: short(oneLine(alt), 1000), Size: "Stretch"}
		if whole := p.url(b.Link); whole != "" {
			i.Select = &action{Type: "Action.OpenUrl", Title: openWords, URL: whole}
		}
		out = append(out, piece{element: i, wide: true})
	}
	if url == "" || len([]rune(alt)) > 1000 {
		out = append(out, p.text("", chat.Escape(alt), look{size: "Small", subtle: true}, "Small")...)
	}
	if b.Link != "" && p.url(b.Link) != "" {
		out = append(out, p.text("", "["+openWords+"]("+b.Link+")", look{size: "Small"}, "Small")...)
	}
	return out
}

func (p pen) imageURL(b chat.Picture) string {
	if p.image != nil {
		if url := p.image(b); url != "" {
			return url
		}
	}
	if n := len(b.PNG); n > 0 && n <= inlinePicture {
		return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.PNG)
	}
	return ""
}

const (
	mostPoints = 60
	mostSeries = 6
	mostValues = 150 // of all series together
)

// chart returns what a picture shows as a native chart: a line where the labels
// count up ("W45", "W46"), because Teams draws lines over numbers only, and bars
// over labels of other kinds.
func (p pen) chart(b chat.Picture) (chart, bool) {
	c := b.Chart
	if c == nil || len(c.Labels) == 0 || len(c.Labels) > mostPoints || len(c.Series) == 0 || len(c.Series) > mostSeries || len(c.Labels)*len(c.Series) > mostValues {
		return chart{}, false
	}
	out := chart{Type: "Chart.VerticalBar.Grouped", Title: short(oneLine(clean(b.Title)), 100), Y: clean(c.Unit), ColorSet: "categorical"}
	out.Show = out.Title != ""
	prefix, numbers, counts := counting(c.Labels)
	if counts {
		out.Type, out.X = "Chart.Line", prefix
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range c.Series {
		line := series{Legend: short(oneLine(clean(s.Name)), 60), Values: []point{}}
		for i, y := range s.Points {
			if y == nil || i >= len(c.Labels) || math.IsNaN(*y) || math.Abs(*y) > 1e15 {
				continue
			}
			low, high = min(low, *y), max(high, *y)
			x := point{X: short(oneLine(clean(c.Labels[i])), 20), Y: *y}
			if counts {
				x.X = numbers[i]
			}
			line.Values = append(line.Values, x)
		}
		out.Data = append(out.Data, line)
	}
	if math.IsInf(low, 0) {
		return chart{}, false // there is nothing to see
	}
	if counts {
		out.Low, out.High = around(low, high)
	}
	if out.Fallback = p.numbers(*c); sizeOf(out) > tableBytes {
		out.Fallback = p.line("", []chat.Span{{Text: short(oneLine(clean(b.Alt)), cellLetters)}}, look{}).element
	}
	return out, true
}

// counting reads labels such as "W45", "W46": a word and numbers that go up.
func counting(labels []string) (prefix string, numbers []int, ok bool) {
	for i, l := range labels {
		digits := strings.TrimLeft(l, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ")
		n, err := strconv.Atoi(digits)
		word := strings.TrimSpace(strings.TrimSuffix(l, digits))
		if err != nil || i > 0 && (word != prefix || n <= numbers[i-1]) {
			return "", nil, false
		}
		prefix, numbers = word, append(numbers, n)
	}
	return prefix, numbers, true
}

// around leaves some air over and under a line.
func around(low, high float64) (*float64, *float64) {
	air := (high - low) / 4
	if air == 0 {
		air = max(math.Abs(high)/10, 1)
	}
	step := math.Pow(10, math.Floor(math.Log10(air)))
	down, up := math.Floor((low-air)/step)*step, math.Ceil((high+air)/step)*step
	if low >= 0 {
		down = max(down, 0)
	}
	down, up = round(down), round(up)
	return &down, &up
}

func round(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// numbers is the chart as a table, for programs that draw no charts.
func (p pen) numbers(c chat.Chart) table {
	t := chat.Table{Columns: []chat.Column{{}}}
	for _, s := range c.Series {
		t.Columns = append(t.Columns, chat.Column{Title: s.Name, Right: true})
	}
	out := p.tableHead(t, len(t.Columns))
	for i, label := range c.Labels {
		row := []string{chat.Escape(label)}
		for _, s := range c.Series {
			cell := "–"
			if i < len(s.Points) && s.Points[i] != nil {
				cell = strings.TrimSpace(strconv.FormatFloat(*s.Points[i], 'f', -1, 64) + " " + c.Unit)
			}
			row = append(row, chat.Escape(cell))
		}
		cells, _ := p.row(row, len(t.Columns))
		out.Rows = append(out.Rows, cells)
	}
	return out
}
