package draw

import (
	"io"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// families is what an SVG asks a browser for. Liberation Sans has the widths of
// Arial and Helvetica, so what was measured here fits there.
const families = "'Liberation Sans',Arial,Helvetica,'DejaVu Sans',sans-serif"

// Spare finds further fonts (TrueType or OpenType, alone or in collections) for
// the scripts that the program's own do not have, Chinese for one. It is asked
// once, at the first such letter in a picture; set it before the first picture is
// drawn. Files it returns stay open.
var Spare = func() []io.ReaderAt { return nil }

var spare = sync.OnceValue(func() []*sfnt.Font {
	var out []*sfnt.Font
	for _, file := range Spare() {
		c, err := sfnt.ParseCollectionReaderAt(file)
		if err != nil {
			continue // a font that cannot be read is no font
		}
		for i := range c.NumFonts() {
			if f, err := c.Font(i); err == nil {
				out = append(out, f)
			}
		}
	}
	return out
})

// A typeface is a weight in two fonts: the one we like, and one that knows many
// more scripts for what the first does not have. What neither has is looked for
// in the spare fonts.
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
	knows := func(f *sfnt.Font) bool {
		g, err := f.GlyphIndex(buf, r)
		glyph = g
		return err == nil && g != 0
	}
	for i, f := range t.fonts {
		if knows(f) {
			return i, glyph
		}
	}
	if unseen(r) {
		return 0, 0
	}
	for i, f := range spare() {
		if knows(f) {
			return len(t.fonts) + i, glyph
		}
	}
	return 0, 0
}

func (t *typeface) font(i int) *sfnt.Font {
	if i < len(t.fonts) {
		return t.fonts[i]
	}
	return spare()[i-len(t.fonts)]
}

// stranger stands for a letter that no font has, instead of an empty box.
const stranger = '·'

// unseen reports whether r has no shape of its own: joiners, marks, selectors.
func unseen(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc) }

// drawable returns text as it is drawn, from left to right: what runs from the
// right is turned round, and what no font has is marked as a letter.
func (t *typeface) drawable(text string, buf *sfnt.Buffer) []rune {
	var out []rune
	for _, r := range leftToRight(text) {
		if _, g := t.has(r, buf); g != 0 && !unicode.Is(unicode.Cf, r) {
			out = append(out, r)
		} else if !unseen(r) {
			out = append(out, stranger)
		}
	}
	return out
}

// leftToRight puts the letters of text into the order in which they stand.
func leftToRight(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x590 }) {
		return text
	}
	var p bidi.Paragraph
	if n, err := p.SetString(text); err != nil || n < len(text) {
		return text
	}
	order, err := p.Order()
	if err != nil {
		return text
	}
	var b strings.Builder
	var turned []string // a stretch from the right, its parts in the order they are read
	flush := func() {
		for i := len(turned) - 1; i >= 0; i-- {
			b.WriteString(turned[i])
		}
		turned = nil
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		switch fromRight := run.Direction() == bidi.RightToLeft; {
		case fromRight:
			turned = append(turned, bidi.ReverseString(run.String()))
		case !p.IsLeftToRight(), len(turned) > 0 && !strings.ContainsFunc(run.String(), unicode.IsLetter): // a number stays within
			turned = append(turned, run.String())
		default:
			flush()
			b.WriteString(run.String())
		}
	}
	flush()
	return b.String()
}

// measure returns the width of r in ems: none for what has no shape, and that of
// the mark for what no font knows.
func (t *typeface) measure(r rune, buf *sfnt.Buffer) float32 {
	i, g := t.has(r, buf)
	switch {
	case g == 0 && (unseen(r) || r == stranger), unicode.Is(unicode.Cf, r):
		return 0
	case g == 0:
		return t.measure(stranger, buf)
	}
	const em = 1 << 10
	w, err := t.font(i).GlyphAdvance(buf, g, fixed.I(em), font.HintingNone)
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
