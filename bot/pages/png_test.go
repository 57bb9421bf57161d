package pages_test

import (
	"bytes"
	"image/png"
	"testing"

	"throughline/bot/pages"
	"throughline/bot/scorecard"
)

func TestPicturesForMany(t *testing.T) {
	s := &scorecard.Strategy{
		Organisation: scorecard.Organisation{ID: "o", Name: "O"}, Vision: scorecard.Vision{Text: "Up"},
		Units: []scorecard.Unit{{ID: "u", Name: "U"}}, People: []scorecard.Person{{ID: "ana", Name: "Ana"}},
		Perspectives: []scorecard.Perspective{{ID: "p", Name: "P"}},
		Objectives:   []scorecard.Objective{{ID: "one", Name: "One", Perspective: "p", Unit: "u", Owner: "ana"}},
		Metrics: []scorecard.Metric{
			{ID: "open", Name: "Open", Objective: "one", Owner: "ana"},
			{ID: "shut", Name: "Shut", Objective: "one", Owner: "ana", VisibleTo: []string{"ana"}},
		},
	}
	snap := &scorecard.Snapshot{Index: scorecard.NewIndex(s), Today: "2026-11-23", Histories: map[scorecard.MetricID]scorecard.History{}}
	body, err := pages.MapPNG(snap, nil)
	if err != nil {
		t.Fatal(err)
	}
	if picture, err := png.Decode(bytes.NewReader(body)); err != nil || picture.Bounds().Dx() < 200 {
		t.Errorf("the map is no picture: %v", err)
	}
	if body, ok, err := pages.TrendPNG(snap, "open", "", ""); err != nil || !ok || len(body) == 0 {
		t.Errorf("the course of an open metric: %d bytes, %v, %v", len(body), ok, err)
	}
	for _, id := range []scorecard.MetricID{"shut", "nothing"} {
		if _, ok, _ := pages.TrendPNG(snap, id, "", ""); ok {
			t.Errorf("the course of %s is drawn for everybody", id)
		}
	}
}
