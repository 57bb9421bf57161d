package outline_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/bot/outline"
)

// Two years of readings may stand on one line: entries in brackets are side by side,
// and no level inside one another.
func TestManyReadingsOnOneLine(t *testing.T) {
	var readings []string
	for year := 2025; year <= 2026; year++ {
		for week := 1; week <= 46; week++ {
			readings = append(readings, fmt.Sprintf("%d-W%02d: %d", year, week, week))
		}
	}
	text := `organisation: {id: o, name: O}
perspectives: [{id: p, name: P}]
units: [{id: u, name: U}]
people: [{id: kim, name: Kim}]
objectives:
  - id: win
    name: Win the town
    perspective: p
    unit: u
    metrics: [{id: m, name: Loaves, unit: count, cadence: weekly, owner: kim, readings: {` + strings.Join(readings, ", ") + `}}]
as_of: 2026-11-20
`
	f, err := outline.ReadWith("o.yaml", []byte(text), outline.Options{CheckWhen: checkWhen})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.Readings); n != len(readings) {
		t.Errorf("%d readings of %d", n, len(readings))
	}
	deep := "a: " + strings.Repeat("[", 60) + strings.Repeat("]", 60) + "\n"
	if _, err := outline.ReadWith("deep.yaml", []byte(deep), outline.Options{CheckWhen: checkWhen}); err == nil || !strings.Contains(err.Error(), "levels inside one another") {
		t.Errorf("sixty brackets: %v", err)
	}
}
