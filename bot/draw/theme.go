package draw

import "throughline/bot/scorecard"

// A Theme is the set of colours of a picture.
type Theme int

const (
	Light Theme = iota
	Dark
	Auto // SVG: as the reader's system prefers; PNG, which cannot ask: light
	Page // SVG inside a page with Stylesheet: as the page is; light without it, and in PNG
)

// An ink is a colour by what it is for. Text inks reach a contrast of 4.5 to 1
// on what they stand on in both themes; see the test.
type ink uint8

const (
	none ink = iota
	paper
	text
	muted
	grid
	card
	cardEdge
	shadow
	good
	watch
	bad
	unknown
	proven
	believed
	refuted
	accent
	goodBand
	watchBand
	lane0 // six lanes of three inks each: name, band, edge of cards
)

const lanes = 6

func laneName(i int) ink { return lane0 + ink(3*(i%lanes)) }
func laneBand(i int) ink { return laneName(i) + 1 }
func laneEdge(i int) ink { return laneName(i) + 2 }

var palettes = [2][]string{
	Light: {
		"none", "#ffffff", "#0f172a", "#475569", "#dbe2ea", "#ffffff", "#cbd5e1", "#e2e8f0",
		"#15803d", "#b45309", "#b91c1c", "#64748b",
		"#15803d", "#64748b", "#be123c", "#1d4ed8",
		"#e3f4e8", "#fdf0d5",
		"#1d4ed8", "#eff4ff", "#bfd3fb",
		"#7e22ce", "#f9f3ff", "#dfc8f7",
		"#0f766e", "#ecf9f7", "#aedfd8",
		"#9a4a06", "#fff7ea", "#efd3a3",
		"#be185d", "#fff1f6", "#f5c2d7",
		"#4d6510", "#f5f9e6", "#d2e0a4",
	},
	Dark: {
		"none", "#16191d", "#e9ebee", "#a9b1bb", "#2c3138", "#1f2329", "#3f4751", "#0d0f12",
		"#4ade80", "#fbbf24", "#f87171", "#94a3b8",
		"#4ade80", "#94a3b8", "#fb7185", "#60a5fa",
		"#12301f", "#3a2d10",
		"#93b8ff", "#1a2135", "#3a4f80",
		"#d3a5ff", "#231c32", "#5a4180",
		"#5fd4c6", "#14272a", "#2a5f60",
		"#f6b65f", "#292114", "#6f5022",
		"#f98bb8", "#2b1a22", "#733a57",
		"#b7d35c", "#1f2416", "#506322",
	},
}

func (t Theme) colour(i ink) string {
	if t == Dark {
		return palettes[Dark][i]
	}
	return palettes[Light][i]
}

// A look is how a status is shown: its ink, its word, and its shape.
type look struct {
	ink   ink
	word  string
	shape mark
}

// A mark is a small shape that can be told from the others without colour.
type mark int

const (
	disc mark = iota
	triangle
	square
	ring
	dashedRing
)

func lookOf(s scorecard.Status) look {
	switch s {
	case scorecard.Green:
		return look{good, string(s), disc}
	case scorecard.Amber:
		return look{watch, string(s), triangle}
	case scorecard.Red:
		return look{bad, string(s), square}
	case scorecard.Stale:
		return look{unknown, string(s), dashedRing}
	}
	return look{unknown, string(scorecard.NoData), ring}
}
