package pages

import (
	"bytes"
	"math"

	"throughline/bot/draw"
	"throughline/bot/scorecard"
)

const (
	pngScale  = 2       // pixels for each of the picture's own: sharp on a good screen
	pngPixels = 6 << 20 // no more than these, so that a large map is drawn and sent in time
)

// MapPNG draws the strategy map as everybody may see it, for a message that
// several people read, with the links of a route highlighted.
func MapPNG(s *scorecard.Snapshot, highlight []scorecard.LinkID) ([]byte, error) {
	return raster(draw.Map(s, draw.MapOptions{
		Highlight: highlight, See: (*scorecard.Metric).Open, SeeObjective: func(o *scorecard.Objective) bool { return len(o.VisibleTo) == 0 },
		Theme: draw.Light, Locale: s.Organisation.Locale,
	}))
}

// TrendPNG draws the history of a metric from one day to another, either of
// which may be empty. It is false for a metric that is not everybody's to see.
func TrendPNG(s *scorecard.Snapshot, id scorecard.MetricID, from, to scorecard.Date) (body []byte, ok bool, err error) {
	m := s.Metric(id)
	if m == nil || !m.Open() {
		return nil, false, nil
	}
	body, err = raster(Reader{Snapshot: s, Theme: draw.Light}.stretch(m, from, to))
	return body, true, err
}

func raster(scene *draw.Scene) ([]byte, error) {
	var b bytes.Buffer
	err := scene.PNG(&b, min(pngScale, math.Sqrt(pngPixels/(scene.W*scene.H))))
	return b.Bytes(), err
}
