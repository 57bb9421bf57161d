package draw

import (
	"bytes"
	"encoding/xml"
	"flag"
	"image"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"throughline/bot/scorecard"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

func svg(t testing.TB, s *Scene) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.SVG(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func pictures() map[string]*Scene {
	otdMetric, otdHistory := otd()
	stock, stockHistory := ranged()
	blank := &scorecard.Snapshot{Index: scorecard.NewIndex(&scorecard.Strategy{Perspectives: fourLanes()}), Today: today}
	link := func(o scorecard.ObjectiveID) string { return "/objectives/" + string(o) }
	return map[string]*Scene{
		"map":         Map(sample(), MapOptions{Link: link}),
		"map-route":   Map(sample(), MapOptions{Theme: Dark, Highlight: []scorecard.LinkID{"l15", "l06", "l03", "l01"}}),
		"map-auto":    Map(sample(), MapOptions{Theme: Auto}),
		"map-awkward": Map(awkward(), MapOptions{}),
		"map-empty":   Map(blank, MapOptions{}),
		"map-large":   Map(large(40), MapOptions{}),
		"map-held":    Map(everyVerdict(), MapOptions{Bare: true}),
		"trend":       Trend(otdMetric, otdHistory, TrendOptions{}),
		"trend-short": Trend(otdMetric, otdHistory, TrendOptions{Theme: Dark, From: "2026-10-01", Width: 420, Height: 240}),
		"trend-range": Trend(stock, stockHistory, TrendOptions{Locale: "de-DE"}),
		"trend-one":   Trend(otdMetric, otdHistory[:1], TrendOptions{}),
		"trend-none":  Trend(otdMetric, nil, TrendOptions{}),
		"trend-phone": Trend(otdMetric, otdHistory, TrendOptions{Width: 370, Usual: usual(otdHistory)}),
		"trend-usual": Trend(otdMetric, otdHistory, TrendOptions{Usual: usual(otdHistory)}),
		"spark":       Spark(otdMetric, otdHistory, SparkOptions{}),
		"spark-none":  Spark(otdMetric, nil, SparkOptions{}),
	}
}

// usual is made up: its limits change once, and two values are signals.
func usual(h scorecard.History) Usual {
	values := h.Values()
	half := values[len(values)/2]
	return Usual{
		Limits: []Limits{{Mean: 91, Lower: 89.2, Upper: 92.8}, {From: half.Period.Start(), Mean: 92.4, Lower: 90.6, Upper: 94.2}},
		Signals: map[scorecard.Period]string{
			half.Period: "above the usual range", values[len(values)-1].Period: "the eighth in a row on the same side",
		},
	}
}

func TestSignalsAreSaidInWords(t *testing.T) {
	m, h := otd()
	alt := Trend(m, h, TrendOptions{Usual: usual(h)}).Alt
	for _, want := range []string{"Usual range 90.6% to 94.2% around 92.4%.", "above the usual range.", "the eighth in a row on the same side."} {
		if !strings.Contains(alt, want) {
			t.Errorf("%q is not said in: %s", want, alt)
		}
	}
}

func TestGolden(t *testing.T) {
	for name, s := range pictures() {
		t.Run(name, func(t *testing.T) {
			got, file := svg(t, s), filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s is drawn differently; look at it, and if it is better run go test -update", file)
			}
		})
	}
}

// The workspace's pages take the colours of their pictures from a file that is
// written here, so that they cannot differ.
func TestPagesHaveTheColoursOfThePictures(t *testing.T) {
	const file = "../chat/web/static/6-pictures.css"
	if *update {
		if err := os.WriteFile(file, Stylesheet(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, Stylesheet()) {
		t.Errorf("%s is not what the pictures need (%v); run go test -update", file, err)
	}
}

// A picture may be put into any page: it is well-formed, brings nothing along
// and reaches for nothing.
func TestPicturesAreSafe(t *testing.T) {
	for name, s := range pictures() {
		got := svg(t, s)
		for d := xml.NewDecoder(strings.NewReader(got)); ; {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			el, ok := tok.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains([]string{"svg", "title", "desc", "style", "g", "rect", "circle", "path", "text", "a"}, el.Name.Local) {
				t.Errorf("%s: element %s", name, el.Name.Local)
			}
			for _, a := range el.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "javascript:") || strings.Contains(a.Value, "url(") {
					t.Errorf("%s: attribute %s=%q", name, a.Name.Local, a.Value)
				}
			}
		}
	}
}

func TestOnlyHarmlessLinks(t *testing.T) {
	for href, want := range map[string]string{
		"/o/1": "/o/1", "#x": "#x", "https://a.example/b": "https://a.example/b", "a/b:c": "a/b:c",
		"javascript:alert(1)": "#", "JaVaScRiPt:alert(1)": "#", "data:text/html,x": "#", " javascript:x": "#",
	} {
		if got := safeLink(href); got != want {
			t.Errorf("safeLink(%q) = %q, want %q", href, got, want)
		}
	}
}

func TestWordsSayWhatThePictureSays(t *testing.T) {
	s := Map(sample(), MapOptions{Highlight: []scorecard.LinkID{"l05"}})
	for _, want := range []string{
		"Vision: Reach 20% market share",
		"Deliver on time, every time, owner Ana Ruiz: On-time delivery 91.4% (week 46), target 96%; red.",
		"Run a safe, efficient fleet, owner Ana Ruiz: Accident rate 0.7 per 100k km (week 30), target 0.8 per 100k km; stale, 4 months old.",
		"Keep ordering systems up, owner Ravi Menon: Order system uptime, target 99.9%; no data.",
		"Reduce fulfilment time is expected to hold back Lower the cost to serve after about 4 weeks: stated as contradicted.",
		"Win the right distributors is expected to help Grow market share after about 26 weeks (highlighted): still a hypothesis.",
	} {
		if !strings.Contains(s.Alt, want) {
			t.Errorf("the words lack %q:\n%s", want, s.Alt)
		}
	}
	m, h := otd()
	alt := Trend(m, h, TrendOptions{To: today}).Alt
	for _, want := range []string{"On-time delivery: 92.3% (week 47), target 96%, red.", "lowest 90.5% (week 48 2025)", "2 gaps", "“promo ended”"} {
		if !strings.Contains(alt, want) {
			t.Errorf("the words lack %q:\n%s", want, alt)
		}
	}
}

func TestCardsNameWhatIsOff(t *testing.T) {
	s := sample()
	damage := scorecard.Metric{
		ID: "damage", Name: "Damaged parcels", Objective: "o_answer", Measure: "%", Direction: scorecard.Lower, Cadence: scorecard.Weekly,
		Targets: []scorecard.Target{{Value: maybe("2"), Amber: maybe("3")}},
	}
	s.Strategy.Metrics = append(s.Strategy.Metrics, damage)
	s.Index = scorecard.NewIndex(s.Strategy)
	s.Histories["damage"] = scorecard.History{{Metric: "damage", Period: "2026-W46", Value: dec("4")}}
	sc := Map(s, MapOptions{})
	if want := "Answer customers faster, owner Jo Bennett: First response time 1.8 hours (week 46), target 2 hours; amber; red: Damaged parcels."; !strings.Contains(sc.Alt, want) {
		t.Errorf("the words lack %q:\n%s", want, sc.Alt)
	}
	if got := svg(t, sc); !strings.Contains(got, ">red: Damaged parcels<") || !strings.Contains(got, ">week 46<") {
		t.Error("the card does not name what is off, or the period of its number")
	}
}

func TestAMapIsAsWideAsItsCardsNeed(t *testing.T) {
	for n, want := range map[int]float64{8: 1000, 12: 1080, 16: 1200} {
		if got := Map(large(n), MapOptions{}).W; got < want || got > want+60 {
			t.Errorf("a map of %d objectives in four lanes is %g wide, want about %g", n, got, want)
		}
	}
}

func TestACountDoesNotLookLikeADay(t *testing.T) {
	s := sample()
	first := &s.Strategy.Metrics[0]
	first.Measure = "count"
	s.Histories[first.ID] = scorecard.History{{Metric: first.ID, Period: "2026-10", Value: dec("5")}}
	if got := svg(t, Map(s, MapOptions{})); !strings.Contains(got, ">5<") || !strings.Contains(got, ">in October<") {
		t.Error("the card does not say 5 in October")
	}
}

func TestWhatMayNotBeSeenIsNotDrawn(t *testing.T) {
	s := sample()
	s.Strategy.Metrics[1].VisibleTo = []string{"sofia"}    // revenue
	s.Strategy.Objectives[2].VisibleTo = []string{"sofia"} // cost
	got := svg(t, Map(s, MapOptions{}))
	for _, secret := range []string{"3,960,000", "4,200,000", "Lower the cost", "€6.9"} {
		if strings.Contains(got, secret) {
			t.Errorf("the picture for everybody shows %q", secret)
		}
	}
	if !strings.Contains(got, "Grow revenue") || !strings.Contains(got, "not measured") {
		t.Error("an objective that is open has gone with its metric")
	}
	all := func(*scorecard.Metric) bool { return true }
	if got := svg(t, Map(s, MapOptions{See: all})); !strings.Contains(got, "3,960,000") {
		t.Error("who may see the number does not see it")
	}
}

func TestCardsAreLinks(t *testing.T) {
	got := svg(t, pictures()["map"])
	if n := strings.Count(got, `<a href="/objectives/`); n != 12 {
		t.Errorf("%d cards are links, want 12", n)
	}
	if !strings.Contains(got, `role="group"`) || !strings.Contains(got, `aria-label="Grow market share, owner Sofia Lindqvist`) {
		t.Error("links inside an image that hides them, or without a name")
	}
	if got := svg(t, Map(sample(), MapOptions{})); !strings.Contains(got, `role="img"`) || strings.Contains(got, "<a ") {
		t.Error("without links the picture is one image")
	}
}

// Evidence and status are told apart without colour.
func TestNothingIsSaidByColourAlone(t *testing.T) {
	strokes, marks := map[string]string{}, map[mark]string{}
	for _, k := range pencils {
		dash := ""
		for _, d := range k.dash {
			dash += num(d) + " "
		}
		if other, taken := strokes[dash]; taken {
			t.Errorf("%q is drawn like %q", k.words, other)
		}
		strokes[dash] = k.words
	}
	for _, s := range []scorecard.Status{scorecard.Green, scorecard.Amber, scorecard.Red, scorecard.Stale, scorecard.NoData} {
		l := lookOf(s)
		if other, taken := marks[l.shape]; taken {
			t.Errorf("%q has the shape of %q", s, other)
		}
		marks[l.shape] = l.word
	}
}

// 4.5 to 1 is what WCAG 2.2 asks of text, 3 to 1 of marks.
func TestContrast(t *testing.T) {
	for _, theme := range []Theme{Light, Dark} {
		atLeast := func(want float64, i, on ink) {
			if got := contrast(theme.colour(i), theme.colour(on)); got < want {
				t.Errorf("theme %d: ink %d on %d has a contrast of %.2f, want %.1f", theme, i, on, got, want)
			}
		}
		for _, i := range []ink{text, muted, good, watch, bad, unknown} {
			atLeast(4.5, i, card)
		}
		atLeast(4.5, text, paper)
		atLeast(4.5, muted, paper)
		for l := range lanes {
			atLeast(4.5, laneName(l), laneBand(l))
			atLeast(4.5, muted, laneBand(l))
			for _, i := range []ink{proven, believed, refuted, watch, accent} {
				atLeast(3, i, laneBand(l))
			}
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(hex string) float64 {
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		c := float64(n>>(16-8*i)&255) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// What no font knows is marked, letter by letter; what has no shape is left out;
// what is written from the right stands so.
func TestLettersThatNoFontKnows(t *testing.T) {
	tf := typefaceOf(false)
	for text, want := range map[string]string{
		"Kunden 客户": "Kunden ··", "a\u200db": "ab", "לקוח": "חוקל", "Ziel: לקוח 5": "Ziel: 5 חוקל", "לקוח 5 אבג": "גבא 5 חוקל", "Ünïcödé Ω Я": "Ünïcödé Ω Я",
	} {
		if got := string(tf.drawable(text, &sfnt.Buffer{})); got != want {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
	}
	if w, dots := width("客户", 10, false), width("··", 10, false); w != dots {
		t.Errorf("what is marked is measured as %g wide, and its marks as %g", w, dots)
	}
}

func rastered(t *testing.T, s *Scene) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := s.PNG(&b, 1); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestPNG(t *testing.T) {
	s := Map(sample(), MapOptions{})
	img := rastered(t, s)
	if got := img.Bounds().Size(); got.X != int(math.Ceil(s.W)) || got.Y != int(math.Ceil(s.H)) {
		t.Errorf("%v pixels for a picture of %v by %v", got, s.W, s.H)
	}
	inks := map[[3]uint32]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			inks[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	for what, want := range map[string][3]uint32{"card": {255, 255, 255}, "text": {15, 23, 42}, "red bar": {185, 28, 28}, "lane": {239, 244, 255}} {
		if inks[want] < 200 {
			t.Errorf("%s: %d pixels of %v", what, inks[want], want)
		}
	}
}

// What is filled in one go and what is traced make one shape, wherever its edges
// lie between the pixels.
func TestPNGFillsRoundedRectanglesWhole(t *testing.T) {
	const w, h = 60.3, 40.7
	s := &Scene{W: 80, H: 60, theme: Light}
	s.add(
		shape{kind: rectKind, w: s.W, h: s.H, fill: paper},
		shape{kind: rectKind, x: 9.4, y: 9.6, w: w, h: h, round: 6, fill: text},
	)
	img := rastered(t, s)
	var covered float64
	ground, full := lightness(img, 1, 1), lightness(img, 40, 30)
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			covered += (lightness(img, x, y) - ground) / (full - ground)
		}
	}
	if want := w*h - (4-math.Pi)*6*6; math.Abs(covered-want) > want/200 {
		t.Errorf("%.1f pixels are covered, want %.1f", covered, want)
	}
	for y := 17; y < 44; y++ {
		for x := 11; x < 69; x++ {
			if lightness(img, x, y) != full {
				t.Fatalf("a gap at %d, %d", x, y)
			}
		}
	}
}

func lightness(img image.Image, x, y int) float64 {
	r, g, b, _ := img.At(x, y).RGBA()
	return float64(r + g + b)
}

func TestPNGRefusesWhatCannotBeDrawn(t *testing.T) {
	s := Map(sample(), MapOptions{})
	for _, scale := range []float64{0, -1, 1000, math.NaN(), math.Inf(1)} {
		if err := s.PNG(io.Discard, scale); err == nil {
			t.Errorf("a scale of %v is drawn", scale)
		}
	}
}

func TestNumbersAreNeverCut(t *testing.T) {
	got := svg(t, Map(awkward(), MapOptions{}))
	for _, want := range []string{">12,345,678,901.25 Besch", ">61,728,394,506.25 Besch"} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
}

func TestAWordOfTheLocale(t *testing.T) {
	m, h := ranged()
	if got := svg(t, Trend(m, h[:4], TrendOptions{Locale: "de-DE"})); !strings.Contains(got, ">36,5 days<") {
		t.Error("a German reader does not find 36,5")
	}
}

func BenchmarkMap(b *testing.B) {
	for _, n := range []int{12, 40, 200} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			s := large(n)
			for b.Loop() {
				svg(b, Map(s, MapOptions{}))
			}
		})
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, n := range []int{12, 40} {
		s := Map(large(n), MapOptions{})
		scale := min(2, math.Sqrt(6<<20/(s.W*s.H))) // as pages send it
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				if err := s.PNG(io.Discard, scale); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
