package draw

import (
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// families is what an SVG asks a browser for. Liberation Sans has the widths of
// Arial and Helvetica, so what was measured here fits there.
const families = "'Liberation Sans',Arial,Helvetica,'DejaVu Sans',sans-serif"

// A typeface is a weight in two fonts: the one we like, and one that knows many
// more scripts for what the first does not have.
type typeface struct {
	fonts  [2]*sfnt.Font
	widths [0x600]float32 // of the first characters, in ems; most text never leaves them
}

var typefaces = [2]func() *typeface{
	sync.OnceValue(func() *typeface { return newTypeface(liberationsansregular.TTF, dejavusans.TTF) }),
	sync.OnceValue(func() *typeface { return newTypeface(liberationsansbold.TTF, dejavusansbold.TTF) }),
}

func typefaceOf(bold bool) *typeface {
	if bold {
		return typefaces[1]()
	}
	return typefaces[0]()
}

func newTypeface(first, second []byte) *typeface {
	t := &typeface{}
	for i, ttf := range [][]byte{first, second} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(err) // the fonts are part of the program
		}
		t.fonts[i] = f
	}
	var buf sfnt.Buffer
	for r := range t.widths {
		t.widths[r] = t.measure(rune(r), &buf)
	}
	return t
}

// has returns which of the fonts draws r: the first that knows it.
func (t *typeface) has(r rune, buf *sfnt.Buffer) (font int, glyph sfnt.GlyphIndex) {
	for i, f := range t.fonts {
		if g, err := f.GlyphIndex(buf, r); err == nil && g != 0 {
			return i, g
		}
	}
	return 0, 0
}

// measure returns the width of r in ems; a full em for what no font knows,
// which is right for most of it.
func (t *typeface) measure(r rune, buf *sfnt.Buffer) float32 {
	i, g := t.has(r, buf)
	if g == 0 {
		return 1
	}
	const em = 1 << 10
	w, err := t.fonts[i].GlyphAdvance(buf, g, fixed.I(em), font.HintingNone)
	if err != nil {
		return 1
	}
	return float32(w) / 64 / em
}

// width returns how wide s is when set in this size.
func width(s string, size float64, bold bool) float64 {
	t := typefaceOf(bold)
	var sum float32
	var buf *sfnt.Buffer
	for _, r := range s {
		if int(r) < len(t.widths) {
			sum += t.widths[r]
			continue
		}
		if buf == nil {
			buf = &sfnt.Buffer{}
		}
		sum += t.measure(r, buf)
	}
	return float64(sum) * size
}
